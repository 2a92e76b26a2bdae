"""Where a role may hold: an organization and those below it, a plan, a territory and those within it, the whole city.

Plans stand above this app in the house; they are known by their label alone (`RoleAssignment.SCOPES`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from minga.foundation.organizations.models import Organization, RoleAssignment
from minga.foundation.territory.models import Membership, Territory

CITY = "city"
"""How the scope of a role that holds in the whole city is written."""


def with_those_above(organization: Organization | None) -> list[Organization]:
    """An organization and all above it: a role given for one of them holds for it."""
    found: list[Organization] = []
    while organization is not None and organization not in found:
        found.append(organization)
        organization = organization.parent
    return found


def lies_in(row: models.Model | None) -> list[models.Model]:
    """The rows in which a role holds for one: itself and those above it; for a plan, those of who publishes it too."""
    if row is None:
        return []
    if isinstance(row, Organization):
        return [*with_those_above(row)]
    if isinstance(row, Territory):
        return [*_with_those_around(row)]
    return [row, *with_those_above(getattr(row, "publisher", None))]


def _with_those_around(place: Territory) -> list[Territory]:
    """A place, what it stands in by the layout of today, and its canton."""
    found = [place]
    while above := Membership.objects.filter(layout__is_current=True, child=found[-1]).select_related("parent").first():
        if above.parent in found:
            break
        found.append(above.parent)
    return [*found, place.canton] if place.canton and place.canton not in found else found


Tree = Mapping[int, list[int]]
"""The keys of the rows right below each row."""


def organization_tree() -> Tree:
    """What stands below what. One query."""
    return _tree(Organization.objects.filter(parent__isnull=False).values_list("pk", "parent_id"))


def territory_tree() -> Tree:
    """What stands in what by the layouts of today, and all that is in a canton below it. Two queries."""
    members = Membership.objects.filter(layout__is_current=True).values_list("child_id", "parent_id")
    in_cantons = Territory.objects.filter(canton__isnull=False).values_list("pk", "canton_id")
    return _tree([*members, *in_cantons])


def _tree(pairs: Iterable[tuple[int, int | None]]) -> Tree:
    below: dict[int, list[int]] = defaultdict(list)
    for pk, above in pairs:
        below[above or 0].append(pk)
    return below


def and_below(rows: Iterable[int], tree: Tree) -> set[int]:
    """The keys of these rows and of all below them."""
    found: set[int] = set()
    waiting = list(rows)
    while waiting:
        pk = waiting.pop()
        if pk not in found:
            found.add(pk)
            waiting += tree.get(pk, [])
    return found


def scope_type(label: str) -> ContentType:
    """The content type of one of the models that a role may be given for."""
    return ContentType.objects.get_for_model(apps.get_model(label))


def scope_reference(row: Any) -> str:
    """A scope as forms and commands write it: `plans.plan:paga-2`; the whole city is `city`."""
    return f"{row._meta.label_lower}:{row.slug}" if row is not None else CITY


def find_scope(reference: str) -> models.Model | None:
    """The row that such a reference names; None for the whole city.

    Raises:
        LookupError: when there is no such row, or no role is given for rows of its model.
    """
    if reference == CITY:
        return None
    label, _colon, slug = reference.partition(":")
    if label not in RoleAssignment.SCOPES or "\x00" in slug:
        raise LookupError(reference)
    found = scope_rows(label).filter(slug=slug).first()
    if found is None:
        raise LookupError(reference)
    return found


def scope_subject(row: Any) -> str:
    """A scope as the public log writes it: `plan/paga-2`, `city`."""
    return f"{row._meta.model_name}/{row.slug}" if row is not None else CITY


def scope_words(row: Any) -> str:
    """A scope in words: its name, which says so when it is invented."""
    if row is None:
        return _("toda la ciudad")
    if hasattr(row, "display_name"):
        return str(row.display_name)
    return f"{row} ({pgettext('masculine', 'ficticio')})" if row.fictitious else str(row)


def scope_rows(label: str) -> models.QuerySet[Any]:
    """All rows of one of those models, without what is heavy."""
    rows = apps.get_model(label)._default_manager.all()
    return rows.defer("boundary") if label == "territory.territory" else rows
