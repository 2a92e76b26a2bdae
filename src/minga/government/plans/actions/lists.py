"""The rows that hang on a plan's nodes (mechanisms, places, roles, verifiables, targets), brought to what is wanted.

Each model takes one read, one delete, one insert and one update, however many nodes change. Rows that say the same stay,
so that what documents print of them stays as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _

from minga.foundation.organizations.models import Organization
from minga.foundation.sources.models import Provenance
from minga.foundation.territory.models import Territory
from minga.government.plans.models import (
    ExpectedMeans,
    Node,
    NodeMechanism,
    NodeRole,
    Plan,
    Target,
    TargetPeriod,
    Term,
)
from minga.government.plans.queries.targets import spoken_of
from minga.kernel.errors import Refused

BATCH = 400
Row = TypeVar("Row", bound=models.Model)
Wanted = Mapping[int, Sequence[Any]]
"""What each node should have, by its row."""


def settle_lists(plan: Plan, wanted: Mapping[str, Wanted]) -> None:
    """Brings every list that is wanted to what it should be; lists of nodes that are not named stay.

    Raises:
        Refused: when a target that is taken out is spoken of by something else.
    """
    _mechanisms(wanted["mechanisms"])
    _territories(wanted["territories"])
    _roles(wanted["roles"])
    _means(wanted["expected_means"])
    _targets(plan, wanted["targets"])


def _bring(
    model: type[Row],
    standing: Iterable[Row],
    wanted: Iterable[tuple[Hashable, dict[str, Any]]],
    identify: Callable[[Row], Hashable],
    changing: Sequence[str],
) -> list[Row]:
    """Makes, changes and takes out rows of one model, and returns those wanted, in their order."""
    known = {identify(row): row for row in standing}
    kept: list[Row] = []
    fresh: list[Row] = []
    for identity, values in wanted:
        row = known.pop(identity, None)
        if row is None:
            row = model(**values)
            fresh.append(row)
        else:
            for name in changing:
                setattr(row, name, values[name])
        kept.append(row)
    _take_out(model, known.values())
    old = [row for row in kept if row.pk is not None]
    if old and changing:
        model._default_manager.bulk_update(old, list(changing), batch_size=BATCH)
    model._default_manager.bulk_create(fresh, batch_size=BATCH)
    return kept


def _take_out(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Deletes rows with where they are printed; the change set keeps what they said."""
    gone = [row.pk for row in rows]
    if gone:
        subject = ContentType.objects.get_for_model(model)
        Provenance.objects.filter(subject_type=subject, subject_id__in=gone).delete()
        model._default_manager.filter(pk__in=gone).delete()


def _mechanisms(wanted: Wanted) -> None:
    if not wanted:
        return
    terms = dict(Term.objects.filter(vocabulary__kind="mechanism").values_list("canonical", "pk"))
    rows = [
        ((node, terms[name]), {"node_id": node, "term_id": terms[name], "position": position})
        for node, names in wanted.items()
        for position, name in enumerate(names)
    ]
    standing = NodeMechanism.objects.filter(node__in=list(wanted))
    _bring(NodeMechanism, standing, rows, lambda row: (row.node_id, row.term_id), ["position"])


def _territories(wanted: Wanted) -> None:
    if not wanted:
        return
    named = {slug for slugs in wanted.values() for slug in slugs}
    places = dict(Territory.objects.filter(slug__in=named).values_list("slug", "pk"))
    through = Node.territories.through
    through.objects.filter(node__in=list(wanted)).delete()
    through.objects.bulk_create(
        through(node_id=node, territory_id=places[slug]) for node, slugs in wanted.items() for slug in slugs
    )


def _roles(wanted: Wanted) -> None:
    if not wanted:
        return
    named = {role["organization"] for roles in wanted.values() for role in roles}
    organizations = {found.slug: found for found in Organization.objects.filter(slug__in=named)}
    rows = []
    for node, roles in wanted.items():
        for position, role in enumerate(roles):
            organization = organizations[role["organization"]]
            values = {
                "node_id": node,
                "organization": organization,
                "role": role["role"],
                "printed": (role["printed"] or organization.name)[:400],
                "position": position,
            }
            rows.append(((node, organization.pk, role["role"]), values))
    standing = NodeRole.objects.filter(node__in=list(wanted))
    identify = lambda row: (row.node_id, row.organization_id, row.role)  # noqa: E731
    _bring(NodeRole, standing, rows, identify, ["printed", "position"])


def _means(wanted: Wanted) -> None:
    """A verifiable that is told with other words stays the same row when it stands at the same place."""
    if not wanted:
        return
    standing = list(ExpectedMeans.objects.filter(node__in=list(wanted)).order_by("position", "pk"))
    by_node: dict[int, list[ExpectedMeans]] = defaultdict(list)
    for row in standing:
        by_node[row.node_id].append(row)
    rows = []
    for node, texts in wanted.items():
        matched = _matched(by_node[node], texts)
        rows += [
            (matched[place], {"node_id": node, "position": place, "text": text}) for place, text in enumerate(texts)
        ]
    _bring(ExpectedMeans, standing, rows, lambda row: row.pk, ["position", "text"])


def _matched(standing: Sequence[ExpectedMeans], texts: Sequence[str]) -> list[Hashable]:
    """The standing row of each text: that with the same words, else one left over; without any, a name of its own."""
    left = list(standing)
    found: list[Hashable] = [None] * len(texts)
    for place, text in enumerate(texts):
        same = next((row for row in left if row.text == text), None)
        if same:
            found[place] = same.pk
            left.remove(same)
    for place in range(len(texts)):
        if found[place] is None:
            found[place] = left.pop(0).pk if left else ("new", place)
    return found


def _targets(plan: Plan, wanted: Wanted) -> None:
    if not wanted:
        return
    standing = list(Target.objects.filter(node__in=list(wanted)))
    told = {target["id"] for targets in wanted.values() for target in targets}
    gone = [row for row in standing if str(row.public_id) not in told]
    _refuse_spoken_of(plan, gone)
    rows = [
        (
            target["id"],
            {
                "public_id": target["id"],
                "node_id": node,
                "position": position,
                "name": target["name"],
                "indicator_name": target["indicator"],
                "unit": target["unit"],
            },
        )
        for node, targets in wanted.items()
        for position, target in enumerate(targets)
    ]
    identify = lambda row: str(row.public_id)  # noqa: E731
    kept = _bring(Target, standing, rows, identify, ["position", "name", "indicator_name", "unit"])
    _periods(kept, [target for targets in wanted.values() for target in targets])


def _periods(rows: Sequence[Target], targets: Sequence[Any]) -> None:
    wanted = [
        (
            (row.pk, period["year"]),
            {"target_id": row.pk, "year": period["year"], "programmed": Decimal(period["programmed"])},
        )
        for row, target in zip(rows, targets, strict=True)
        for period in target["periods"]
    ]
    standing = TargetPeriod.objects.filter(target__in=[row.pk for row in rows])
    _bring(TargetPeriod, standing, wanted, lambda row: (row.target_id, row.year), ["programmed"])


def _refuse_spoken_of(plan: Plan, gone: Iterable[Target]) -> None:
    """What was measured of a target stands only while the target does."""
    names = spoken_of(gone)
    if names:
        reason = _("Hay metas de «%(plan)s» con mediciones u otros datos: no se pueden quitar.") % {"plan": plan}
        raise Refused(reason, details=names)
