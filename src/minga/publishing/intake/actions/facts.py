"""The facts of nodes: roles, mechanisms, statuses, targets, money, results, verifiables and links, model by model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models

from minga.foundation.organizations.actions import ensure_organization
from minga.foundation.organizations.models import Organization
from minga.foundation.organizations.queries import NameIndex
from minga.government.budget.models import BudgetFact, BudgetLine, NodeShare
from minga.government.plans.models import (
    DeclaredStatus,
    ExpectedMeans,
    Node,
    NodeMechanism,
    NodeRole,
    Plan,
    Target,
    TargetPeriod,
    Term,
)
from minga.government.tracking.models import Evidence, Measurement, ResultItem
from minga.publishing.intake.actions.settle import Recorder, Source, Wanted, as_json, settle
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftBudget, DraftNode, DraftRole, DraftTarget
from minga.publishing.intake.identity import title_key

Pair = tuple[DraftNode, Node]


@dataclass
class Facts:
    """Brings the facts of a plan's nodes to what the document says.

    `as_of` is the document's date; `year` its year. Every method takes pairs of draft node and row.
    """

    recorder: Recorder
    plan: Plan
    index: NameIndex
    as_of: str
    role: str

    @property
    def year(self) -> int | None:
        """The year of the document."""
        return int(self.as_of[:4]) if self.as_of else None

    def settle(self, pairs: list[Pair]) -> None:
        """All facts of all nodes."""
        self.roles(pairs)
        self.mechanisms(pairs)
        self.statuses(pairs)
        self.targets(pairs)
        self.budget(pairs)
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
                source = _read("roles", role.place or draft.place, role.name, role.printed)
                identity = (node.pk, organization.pk, role.role)
                wanted.append(self._wanted(identity, values, node, ("printed",), source))
        self._settle(NodeRole, wanted, lambda row: (row.node_id, row.organization_id, row.role))

    def mechanisms(self, pairs: list[Pair]) -> None:
        """The mechanisms of each node as terms of the vocabulary."""
        terms = {term.canonical: term for term in Term.objects.filter(vocabulary__kind="mechanism")}
        wanted = [
            self._wanted((node.pk, terms[name].pk), {"node": node, "term": terms[name], "position": position}, node)
            for draft, node in pairs
            for position, name in enumerate(dict.fromkeys(draft.mechanisms))
        ]
        self._settle(NodeMechanism, wanted, lambda row: (row.node_id, row.term_id))

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
            wanted.append(self._wanted((node.pk, self.as_of), values, node, fields, *sources))
        self._settle(DeclaredStatus, wanted, lambda row: (row.node_id, row.as_of))

    def targets(self, pairs: list[Pair]) -> None:
        """Targets with what was programmed and what was measured."""
        drafts = [(node, *numbered, draft) for draft, node in pairs for numbered in enumerate(draft.targets)]
        standing = list(Target.objects.filter(node__plan=self.plan).order_by("position", "pk"))
        identities = _target_identities(standing)
        wanted = [
            self._wanted(
                (node.pk, _target_key(target), turn),
                {
                    "node": node,
                    "position": position,
                    "name": target.name or "",
                    "indicator_name": target.indicator or "",
                    "unit": (target.unit or "")[:300],
                },
                node,
                ("name", "indicator_name", "unit"),
                *_target_sources(target, draft),
            )
            for (node, position, target, draft), turn in zip(drafts, _target_turns(drafts), strict=True)
        ]
        rows = settle(self.recorder, Target, wanted, standing, lambda row: identities.get(row.pk))
        values = [(row, target, draft, node) for row, (node, _, target, draft) in zip(rows, drafts, strict=True)]
        self._periods(values)
        self._measurements(values)

    def _periods(self, values: list[tuple[Target, DraftTarget, DraftNode, Node]]) -> None:
        wanted = [
            self._wanted(
                (row.pk, target.year),
                {"target": row, "year": target.year, "programmed": target.programmed},
                node,
                ("programmed",),
                _cell("programmed", target.programmed, target, draft),
            )
            for row, target, draft, node in values
            if target.programmed is not None
        ]
        self._settle(TargetPeriod, wanted, lambda row: (row.target_id, row.year), "target__node__plan")

    def _measurements(self, values: list[tuple[Target, DraftTarget, DraftNode, Node]]) -> None:
        wanted = [
            self._wanted(
                (row.pk, target.year, self.as_of),
                {
                    "target": row,
                    "year": target.year,
                    "actual": target.executed,
                    "attainment_printed": target.attainment,
                    "as_of": self.as_of,
                },
                node,
                ("actual", "attainment_printed"),
                *_measured_sources(target, draft),
            )
            for row, target, draft, node in values
            if target.executed is not None or target.attainment is not None
        ]
        identify = lambda row: (row.target_id, row.year, row.as_of)  # noqa: E731
        self._settle(Measurement, wanted, identify, "target__node__plan")

    def budget(self, pairs: list[Pair]) -> None:
        """A budget line for each node, year and currency with money, its amounts by phase, and the node's share in it."""
        groups = [(draft, node, purse) for draft, node in pairs for purse in _purses(draft)]
        shares = NodeShare.objects.filter(node__plan=self.plan).select_related("line").order_by("line_id")
        identities = _line_identities(shares)
        wanted = [self._line(draft, node, purse) for draft, node, purse in groups]
        standing = [share.line for share in shares]
        lines = settle(self.recorder, BudgetLine, wanted, standing, lambda line: identities.get(line.pk))
        owned = list(zip(lines, groups, strict=True))
        shared = [
            self._wanted((node.pk, line.pk), {"node": node, "line": line, "share": Decimal(100)}, node)
            for line, (_, node, _) in owned
        ]
        self._settle(NodeShare, shared, lambda row: (row.node_id, row.line_id))
        self._amounts(owned)

    def _line(self, draft: DraftNode, node: Node, purse: Purse) -> Wanted:
        values = {
            "name": draft.title,
            "year": purse.year,
            "currency": purse.currency,
            "organization": self.plan.publisher,
            "execution_printed": draft.execution_printed,
            "fictitious": self.plan.fictitious,
        }
        sources = _execution_sources(draft)
        return self._wanted((node.pk, *purse.key), values, node, ("execution_printed",), *sources)

    def _amounts(self, owned: list[tuple[BudgetLine, tuple[DraftNode, Node, Purse]]]) -> None:
        wanted = [
            self._wanted(
                (line.pk, amount.phase, self.as_of),
                {"line": line, "phase": amount.phase, "as_of": self.as_of, "amount": amount.amount},
                node,
                ("amount",),
                Source(
                    amount.phase,
                    amount.place or draft.place,
                    amount.printed or as_json(amount.amount),
                    corrected=amount.corrected,
                ),
            )
            for line, (draft, node, purse) in owned
            for amount in purse.amounts
        ]
        standing = BudgetFact.objects.filter(line__shares__node__plan=self.plan)
        settle(self.recorder, BudgetFact, wanted, standing, lambda row: (row.line_id, row.phase, row.as_of))

    def texts(self, pairs: list[Pair]) -> None:
        """Expected verifiables, listed results and cited verifiables."""
        self._settle(ExpectedMeans, list(self._listed(pairs, "expected_means")), _text_identity)
        self._settle(ResultItem, list(self._results(pairs)), _text_identity)
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
                source = _read("evidence", item.place or draft.place, printed, item.printed)
                identity = (node.pk, item.reference or "", title_key(item.title or ""))
                wanted.append(self._wanted(identity, values, node, (), source))
        self._settle(Evidence, wanted, lambda row: (row.node_id, row.reference, title_key(row.title)))

    def _results(self, pairs: list[Pair]) -> Iterator[Wanted]:
        for draft, node in pairs:
            for name, expected in (("results", False), ("expected_results", True)):
                for wanted in self._listed([(draft, node)], name):
                    wanted.values["expected"] = expected
                    yield wanted

    def _listed(self, pairs: list[Pair], name: str) -> Iterator[Wanted]:
        for draft, node in pairs:
            places = {"results": draft.result_places, "expected_results": draft.expected_result_places}.get(name, [])
            for position, text in enumerate(getattr(draft, name)):
                values = {"node": node, "position": position, "text": text}
                place = places[position] if position < len(places) else draft.places.get(name, draft.place)
                source = Source("results" if name == "expected_results" else name, place, text)
                yield self._wanted((node.pk, title_key(text)), values, node, (), source)

    def _wanted(
        self, identity: Any, values: dict[str, Any], node: Node, compare: tuple[str, ...] = (), *sources: Source
    ) -> Wanted:
        return Wanted(identity, values, f"{self.plan.slug}/{node.key}", compare=compare, sources=list(sources))

    def _settle(
        self, model: type[models.Model], wanted: list[Wanted], identify: Any, plan: str = "node__plan"
    ) -> list[Any]:
        standing = model._default_manager.filter(**{plan: self.plan})
        return settle(self.recorder, model, wanted, standing, identify)


def _text_identity(row: Any) -> tuple[int, str]:
    return row.node_id, title_key(row.text)


def _target_key(target: DraftTarget) -> str:
    return title_key(target.name or target.indicator or "")


def _target_turns(drafts: Iterable[tuple[Node, int, DraftTarget, DraftNode]]) -> Iterator[int]:
    """Which time a node prints a target of this name for this year: years share a target, repetitions do not."""
    turns: Counter[tuple[int, str, int | None]] = Counter()
    for node, _, target, _ in drafts:
        named = (node.pk, _target_key(target), target.year)
        yield turns[named]
        turns[named] += 1


def _target_identities(standing: Iterable[Target]) -> dict[int, tuple[int, str, int]]:
    """The identity of each standing target, as `Facts.targets` asks for it, by its key."""
    turns: Counter[tuple[int, str]] = Counter()
    identities = {}
    for row in standing:
        named = (row.node_id, title_key(row.name or row.indicator_name))
        identities[row.pk] = (*named, turns[named])
        turns[named] += 1
    return identities


def _target_sources(target: DraftTarget, draft: DraftNode) -> list[Source]:
    place = target.place or draft.place
    named = (
        ("target", "target", target.name, "name"),
        ("indicator", "indicator", target.indicator, "indicator"),
        ("unit", "unit", target.unit, "unit"),
    )
    return [
        _read(field, draft.places.get(name, place), text, target.printed.get(printed))
        for field, name, text, printed in named
        if text
    ]


def _measured_sources(target: DraftTarget, draft: DraftNode) -> list[Source]:
    named = (("executed", target.executed), ("attainment", target.attainment))
    return [_cell(field, value, target, draft) for field, value in named if value is not None]


def _cell(field: str, value: Decimal, target: DraftTarget, draft: DraftNode) -> Source:
    """A number of a target with what its cell prints, such as «21 acciones»."""
    place = draft.places.get(field, target.place or draft.place)
    return _read(field, place, draft.cells.get(field, as_json(value)), target.printed.get(field))


def _read(field: str, place: Place, printed: str, read: str | None) -> Source:
    """Where a value is printed, with its cell; with what was read there instead (`read`), where a person corrected it."""
    return Source(field, place, printed if read is None else read, corrected=read is not None)


def _execution_sources(draft: DraftNode) -> list[Source]:
    if draft.execution_printed is None:
        return []
    place = draft.places.get("execution", draft.place)
    return [Source("execution", place, draft.cells.get("execution", as_json(draft.execution_printed)))]


@dataclass
class Purse:
    """The amounts of one budget line: a year, a currency and, where a document prints a phase again, which time."""

    year: int | None
    currency: str
    turn: int
    amounts: list[DraftBudget] = field(default_factory=list)

    @property
    def key(self) -> tuple[int | None, str, int]:
        """What tells the lines of a node apart."""
        return self.year, self.currency, self.turn


def _purses(draft: DraftNode) -> list[Purse]:
    """A node's amounts by budget line, in order; an amount of a phase that a line has already goes to a further line."""
    purses: dict[tuple[int | None, str, int], Purse] = {}
    turns: Counter[tuple[int | None, str, str]] = Counter()
    for amount in draft.budget:
        phase = (amount.year, amount.currency, amount.phase)
        purse = Purse(amount.year, amount.currency, turns[phase])
        turns[phase] += 1
        purses.setdefault(purse.key, purse).amounts.append(amount)
    return list(purses.values())


def _line_identities(shares: Iterable[NodeShare]) -> dict[int, tuple[int, int | None, str, int]]:
    """The identity of each standing line, as `Facts.budget` asks for it, by its key."""
    turns: Counter[tuple[int, int | None, str]] = Counter()
    identities = {}
    for share in shares:
        line = (share.node_id, share.line.year, share.line.currency)
        identities[share.line_id] = (*line, turns[line])
        turns[line] += 1
    return identities
