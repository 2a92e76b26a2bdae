"""The targets of nodes, with what was programmed and what was measured.

A target keeps what an act fixed of it (name, indicator, unit, what is programmed for the years that the act names); one
that an act took out is not made again, nor is a year of it. What no act ever spoke of is new, and what was measured is a
fact of its day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from minga.government.plans.fields import Subject
from minga.government.plans.models import Node, Target, TargetPeriod
from minga.government.plans.queries.fixed import FixedBy
from minga.government.tracking.models import Measurement
from minga.publishing.intake.actions.kept import Kept
from minga.publishing.intake.actions.of_plan import OfPlan, Pair, read_at
from minga.publishing.intake.actions.settle import Source, Wanted, as_json, settle
from minga.publishing.intake.draft import DraftNode, DraftTarget
from minga.publishing.intake.identity import title_key

FIELD = "targets"
SAID = {"name": "name", "indicator_name": "indicator", "unit": "unit"}
"""The columns of a target by what change sets call them."""
Identity = tuple[int, str, int]
"""A target's node, its name as it is compared, and which of those with that name it is."""
Printed = tuple[Node, int, DraftTarget, DraftNode]
"""A target as printed: its node's row, its place among the node's, itself, and the node as printed."""
Values = list[tuple[Target, DraftTarget, DraftNode, Node]]


def settle_targets(of: OfPlan, pairs: list[Pair]) -> None:
    """Brings the targets of the nodes."""
    drafts = [(node, *numbered, draft) for draft, node in pairs for numbered in enumerate(draft.targets)]
    standing = list(of.standing(Target).order_by("position", "pk"))
    acts = _Acts(of, standing)
    kept, wanted = [], []
    for one, turn in zip(drafts, _turns(drafts), strict=True):
        node, _, target, _ = one
        identity = (node.pk, _key(target.name, target.indicator), turn)
        row = acts.row_of(identity)
        item = _wanted(of, one, acts.identities[row.pk] if row else identity)
        if row is None and acts.took_out(identity):
            acts.tell_taken_out(item)
            continue
        item.fixed = acts.columns(row) if row else {}
        kept.append(one)
        wanted.append(item)
    rows = settle(of.recorder, Target, wanted, standing, lambda row: acts.identities.get(row.pk))
    values = [(row, target, draft, node) for row, (node, _, target, draft) in zip(rows, kept, strict=True)]
    _periods(of, acts, values)
    _measurements(of, values)


@dataclass
class _Acts:
    """What acts decided of the targets of a plan's nodes, and by which identity each standing one is asked for."""

    of: OfPlan
    standing: list[Target]

    def __post_init__(self) -> None:
        self.identities = _identities(self.standing)
        self.by_identity = {self.identities[row.pk]: row for row in self.standing}
        self.fixed = self.of.recorder.fixed_in(self.of.plan)
        self.former: dict[tuple[int, str], list[Target]] = defaultdict(list)
        for row in self.standing:
            names = {_key(said["name"], said["indicator"]) for said in self._replaced(row.node_id, str(row.public_id))}
            for name in names:
                self.former[row.node_id, name].append(row)

    def row_of(self, identity: Identity) -> Target | None:
        """The standing row of this identity, by its name or by one that an act replaced; None for a new one."""
        node, name, turn = identity
        renamed = self.former.get((node, name), [])
        return self.by_identity.get(identity) or (renamed[turn] if turn < len(renamed) else None)

    def took_out(self, identity: Identity) -> bool:
        """Whether an act took out a target of this name, none of which stands."""
        node, name, _turn = identity
        return any(_key(said["name"], said["indicator"]) == name for said in self._taken_out(node))

    def tell_taken_out(self, item: Wanted) -> None:
        """Notes a target that an act took out and the document still prints."""
        node = item.values["node"]
        by = self.fixed.of(Subject.NODE, node.pk, FIELD)
        if by is not None:
            stands = "; ".join(str(row) for row in self.standing if row.node_id == node.pk)
            printed = item.values["name"] or item.values["indicator_name"]
            place = item.place_of("name")
            self.of.recorder.keep(Kept(Subject.NODE, item.key, FIELD, stands, printed, by.by, place, node.pk))

    def programmed(self, row: Target, item: Wanted, period: TargetPeriod | None) -> bool:
        """Whether a year's programmed value may be settled; what an act fixed of it is noted in the wanted row."""
        by = self.fixed.of(Subject.NODE, row.node_id, FIELD)
        said = self._last(row)
        if by is None or said is None:
            return True
        year = item.values["year"]
        years = {one["year"]: Decimal(one["programmed"]) for one in said["periods"]}
        if period is not None and years.get(year) == period.programmed:
            item.fixed = {"programmed": by.by}
        before = {one["year"] for old in self._replaced(row.node_id, said["id"]) for one in old["periods"]}
        if period is None and year in before and year not in years:
            place, printed = item.place_of("programmed"), as_json(item.values["programmed"])
            kept = Kept("targetperiod", item.key, "programmed", None, printed, by.by, place, row.pk, item.about)
            self.of.recorder.keep(kept)
            return False
        return True

    def columns(self, row: Target) -> dict[str, FixedBy]:
        """The columns of a row that an act fixed and that still say what it did."""
        by, said = self.fixed.of(Subject.NODE, row.node_id, FIELD), self._last(row)
        if by is None or said is None:
            return {}
        return {column: by.by for column, name in SAID.items() if said[name] == getattr(row, column)}

    def _last(self, row: Target) -> dict[str, Any] | None:
        """What the last act said of a target."""
        fixed = self.fixed.of(Subject.NODE, row.node_id, FIELD)
        said = fixed.value if fixed else []
        return next((one for one in said if one["id"] == str(row.public_id)), None)

    def _replaced(self, node: int, target: str) -> list[dict[str, Any]]:
        """What a target was before acts changed it."""
        before = self.fixed.replaced(Subject.NODE, node, FIELD)
        return [one for targets in before for one in targets if one["id"] == target]

    def _taken_out(self, node: int) -> list[dict[str, Any]]:
        """The targets that acts took out of a node."""
        fixed = self.fixed.of(Subject.NODE, node, FIELD)
        left = {one["id"] for one in fixed.value} if fixed else set()
        before = self.fixed.replaced(Subject.NODE, node, FIELD)
        return [one for targets in before for one in targets if one["id"] not in left]


def _wanted(of: OfPlan, printed: Printed, identity: Identity) -> Wanted:
    node, position, target, draft = printed
    values = {
        "node": node,
        "position": position,
        "name": target.name or "",
        "indicator_name": target.indicator or "",
        "unit": (target.unit or "")[:300],
    }
    item = of.wanted(identity, values, node, tuple(SAID), *_sources(target, draft))
    item.about = target.name or target.indicator or ""
    return item


def _periods(of: OfPlan, acts: _Acts, values: Values) -> None:
    standing = {(row.target_id, row.year): row for row in of.standing(TargetPeriod, "target__node__plan")}
    wanted = []
    for row, target, draft, node in values:
        if target.programmed is None:
            continue
        period = {"target": row, "year": target.year, "programmed": target.programmed}
        source = _cell("programmed", target.programmed, target, draft)
        item = of.wanted((row.pk, target.year), period, node, ("programmed",), source)
        item.about = f"{row}, {target.year}" if target.year else str(row)
        if acts.programmed(row, item, standing.get((row.pk, target.year))):
            wanted.append(item)
    settle(of.recorder, TargetPeriod, wanted, standing.values(), lambda row: (row.target_id, row.year))


def _measurements(of: OfPlan, values: Values) -> None:
    wanted = [
        of.wanted(
            (row.pk, target.year, of.as_of),
            {
                "target": row,
                "year": target.year,
                "actual": target.executed,
                "attainment_printed": target.attainment,
                "as_of": of.as_of,
            },
            node,
            ("actual", "attainment_printed"),
            *_measured_sources(target, draft),
        )
        for row, target, draft, node in values
        if target.executed is not None or target.attainment is not None
    ]
    identify = lambda row: (row.target_id, row.year, row.as_of)  # noqa: E731
    of.settle(Measurement, wanted, identify, "target__node__plan")


def _key(name: str | None, indicator: str | None) -> str:
    return title_key(name or indicator or "")


def _turns(drafts: Iterable[Printed]) -> Iterator[int]:
    """Which time a node prints a target of this name for this year: years share a target, repetitions do not."""
    turns: Counter[tuple[int, str, int | None]] = Counter()
    for node, _, target, _ in drafts:
        named = (node.pk, _key(target.name, target.indicator), target.year)
        yield turns[named]
        turns[named] += 1


def _identities(standing: Iterable[Target]) -> dict[int, Identity]:
    """The identity of each standing target, as `settle_targets` asks for it, by its key."""
    turns: Counter[tuple[int, str]] = Counter()
    identities: dict[int, Identity] = {}
    for row in standing:
        named = (row.node_id, _key(row.name, row.indicator_name))
        identities[row.pk] = (*named, turns[named])
        turns[named] += 1
    return identities


def _sources(target: DraftTarget, draft: DraftNode) -> list[Source]:
    place = target.place or draft.place
    named = (
        ("target", "target", target.name, "name", "name"),
        ("indicator", "indicator", target.indicator, "indicator", "indicator_name"),
        ("unit", "unit", target.unit, "unit", "unit"),
    )
    return [
        read_at(field, draft.places.get(name, place), text, target.printed.get(printed), (column,))
        for field, name, text, printed, column in named
        if text
    ]


def _measured_sources(target: DraftTarget, draft: DraftNode) -> list[Source]:
    named = (("executed", target.executed), ("attainment", target.attainment))
    return [_cell(field, value, target, draft) for field, value in named if value is not None]


def _cell(field: str, value: Decimal, target: DraftTarget, draft: DraftNode) -> Source:
    """A number of a target with what its cell prints, such as «21 acciones»."""
    place = draft.places.get(field, target.place or draft.place)
    return read_at(field, place, draft.cells.get(field, as_json(value)), target.printed.get(field))
