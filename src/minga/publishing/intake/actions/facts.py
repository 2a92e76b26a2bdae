"""The facts of nodes: roles, mechanisms, statuses, targets, money, results and verifiables, model by model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import override

from minga.foundation.organizations.actions import ensure_organization
from minga.foundation.organizations.models import Organization
from minga.foundation.organizations.queries import NameIndex
from minga.government.plans.fields import Subject
from minga.government.plans.models import DeclaredStatus, ExpectedMeans, NodeMechanism, NodeRole, Term
from minga.government.plans.queries.changes import FACTS
from minga.government.tracking.models import Evidence, ResultItem
from minga.publishing.intake.actions.kept import Kept
from minga.publishing.intake.actions.money import settle_money
from minga.publishing.intake.actions.of_plan import OfPlan, Pair, read_at
from minga.publishing.intake.actions.settle import Source, Wanted
from minga.publishing.intake.actions.targets import settle_targets
from minga.publishing.intake.draft import DraftRole, texts
from minga.publishing.intake.identity import title_key


@dataclass
class Facts(OfPlan):
    """Brings the facts of a plan's nodes to what the document says.

    `index` knows organizations by name, `role` is the one in which unknown ones are made. Every method takes pairs of
    draft node and row.
    """

    index: NameIndex
    role: str

    @property
    def year(self) -> int | None:
        """The year of the document."""
        return int(self.as_of[:4]) if self.as_of else None

    def settle_all(self, pairs: list[Pair]) -> None:
        """All facts of all nodes."""
        self.roles(pairs)
        self.mechanisms(pairs)
        self.statuses(pairs)
        settle_targets(self, pairs)
        settle_money(self, pairs)
        self.texts(pairs)

    def organizations(self, role: DraftRole, zone: Organization | None = None) -> list[tuple[Organization, str]]:
        """Who a printed role names, each with the name as printed: the parts of «A – B» when all are known, else the whole.

        The units of a zonal administration are named alike in every zone, so they are looked for in `zone` first.
        """
        own = self.index.find(role.name, fictitious=self.plan.fictitious, within=zone) if zone else None
        if own:
            return [(own, role.name)]
        parts = [part.strip() for part in role.name.split(" – ") if part.strip()]
        known = [self.index.find(part, year=self.year, fictitious=self.plan.fictitious) for part in parts]
        if len(parts) > 1 and all(known):
            named: dict[Organization, list[str]] = {}
            for part, organization in zip(parts, known, strict=True):
                if organization:
                    named.setdefault(organization, []).append(part)
            return [(organization, " – ".join(printed)) for organization, printed in named.items()]
        found = ensure_organization(
            role.name, role=self.role, year=self.year, fictitious=self.plan.fictitious, index=self.index
        )
        return [(found, role.name)]

    def roles(self, pairs: list[Pair]) -> None:
        """Who answers for, executes or accompanies each node."""
        wanted = []
        zones: dict[str, Organization] = {}
        for draft, node in pairs:
            zone = zones.get(draft.parent or "")
            named = [(role, *found) for role in draft.roles for found in self.organizations(role, zone)]
            zone = next((found for _, found, _ in named if found.kind == found.Kind.ZONAL_ADMINISTRATION), zone)
            if zone:
                zones[draft.ref] = zone
            for position, (role, organization, printed) in enumerate(named):
                values = {
                    "node": node,
                    "organization": organization,
                    "role": role.role,
                    "printed": printed[:400],
                    "position": position,
                }
                source = read_at("roles", role.place or draft.place, role.name, role.printed)
                identity = (node.pk, organization.pk, role.role)
                wanted.append(self.wanted(identity, values, node, ("printed",), source))
        self._settle_list(NodeRole, wanted, lambda row: (row.node_id, row.organization_id, row.role))

    def mechanisms(self, pairs: list[Pair]) -> None:
        """The mechanisms of each node as terms of the vocabulary."""
        terms = {term.canonical: term for term in Term.objects.filter(vocabulary__kind="mechanism")}
        wanted = [
            self.wanted((node.pk, terms[name].pk), {"node": node, "term": terms[name], "position": position}, node)
            for draft, node in pairs
            for position, name in enumerate(dict.fromkeys(draft.mechanisms))
        ]
        self._settle_list(NodeMechanism, wanted, lambda row: (row.node_id, row.term_id))

    def statuses(self, pairs: list[Pair]) -> None:
        """The status that the document declares of each node, as of its date."""
        fields = ("printed", "canonical", "marked", "mark_reason", "note")
        wanted = []
        for draft, node in pairs:
            status = draft.status
            if status is None:
                continue
            values = {
                "node": node,
                "as_of": self.as_of,
                "printed": status.printed[:200],
                "canonical": status.canonical,
                "marked": status.marked,
                "mark_reason": status.mark_reason or "",
                "note": status.note or "",
            }
            cell = draft.cells.get("status", status.printed)
            sources = [Source("status", status.place or draft.place, cell, corrected="status" in draft.corrected)]
            if status.note:
                sources.append(Source("note", draft.places.get("note", status.place or draft.place), status.note))
            wanted.append(self.wanted((node.pk, self.as_of), values, node, fields, *sources))
        self.settle(DeclaredStatus, wanted, lambda row: (row.node_id, row.as_of))

    def texts(self, pairs: list[Pair]) -> None:
        """Expected verifiables, listed results and cited verifiables."""
        self._settle_list(ExpectedMeans, list(self._listed(pairs, "expected_means")), _text_identity)
        self.settle(ResultItem, list(self._results(pairs)), _text_identity)
        wanted = []
        for draft, node in pairs:
            for position, item in enumerate(draft.evidence):
                values = {
                    "node": node,
                    "position": position,
                    "reference": (item.reference or "")[:200],
                    "title": item.title or "",
                }
                printed = " ".join(filter(None, (item.reference, item.title)))
                source = read_at("evidence", item.place or draft.place, printed, item.printed)
                identity = (node.pk, item.reference or "", title_key(item.title or ""))
                wanted.append(self.wanted(identity, values, node, (), source))
        self.settle(Evidence, wanted, lambda row: (row.node_id, row.reference, title_key(row.title)))

    def _results(self, pairs: list[Pair]) -> Iterator[Wanted]:
        for draft, node in pairs:
            for name, expected in (("results", False), ("expected_results", True)):
                for wanted in self._listed([(draft, node)], name):
                    wanted.values["expected"] = expected
                    yield wanted

    def _listed(self, pairs: list[Pair], name: str) -> Iterator[Wanted]:
        field = "results" if name == "expected_results" else name
        for draft, node in pairs:
            for position, item in enumerate(texts(draft, name)):
                values = {"node": node, "position": position, "text": item.text}
                source = read_at(field, item.place, item.text, item.printed)
                yield self.wanted((node.pk, title_key(item.text)), values, node, (), source)

    def _settle_list(
        self, model: type[models.Model], wanted: list[Wanted], identify: Callable[[Any], Hashable]
    ) -> None:
        """Brings the rows of a list that acts decide as a whole: one that an act fixed stays as the act left it."""
        name = FACTS[str(model._meta.model_name)]
        fixed = self.recorder.fixed_in(self.plan)
        free: list[Wanted] = []
        held: list[Wanted] = []
        for item in wanted:
            (held if fixed.of(Subject.NODE, item.values["node"].pk, name) else free).append(item)
        if held:
            free += self._as_fixed(model, name, held, identify)
        self.settle(model, free, identify)

    def _as_fixed(
        self, model: type[models.Model], name: str, wanted: list[Wanted], identify: Callable[[Any], Hashable]
    ) -> list[Wanted]:
        """Those that stand as they are printed; it is told of the ones that do not stand, in Spanish as in every alert."""
        fixed = self.recorder.fixed_in(self.plan)
        rows = (
            self.standing(model).filter(node__in={item.values["node"].pk for item in wanted}).order_by("position", "pk")
        )
        standing = {identify(row): row for row in (rows.select_related("term") if model is NodeMechanism else rows)}
        words, same = defaultdict(list), []
        for row in standing.values():
            words[row.node_id].append(_in_spanish(row))
        for item in wanted:
            node, row = item.values["node"], standing.get(item.identity)
            by = fixed.of(Subject.NODE, node.pk, name)
            if row is not None and all(getattr(row, column) == item.values[column] for column in item.compare):
                same.append(item)
            elif row is None and by is not None:
                stands, printed = "; ".join(words[node.pk]), _in_spanish(model(**item.values))
                place = item.place_of(name)
                self.recorder.keep(Kept(Subject.NODE, item.key, name, stands, printed, by.by, place, node.pk))
        return same


def _in_spanish(row: models.Model) -> str:
    with override(settings.LANGUAGE_CODE):
        return str(row)


def _text_identity(row: Any) -> tuple[int, str]:
    return row.node_id, title_key(row.text)
