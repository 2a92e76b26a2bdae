"""Finding or making the nodes that a draft speaks of, level by level, and giving them their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max

from minga.foundation.sources.models import Load, Provenance
from minga.government.plans.fields import ORDER, Subject
from minga.government.plans.models import Level, Node, Plan
from minga.government.plans.queries.fixed import FixedBy, FixedFields
from minga.publishing.intake.actions.kept import CLOSED, Kept
from minga.publishing.intake.actions.levels import settle_levels
from minga.publishing.intake.actions.settle import BATCH, Recorder, Source, Wanted, settle
from minga.publishing.intake.draft import DraftNode, DraftPlan
from minga.publishing.intake.matching import Matcher, Matches
from minga.publishing.intake.ordering import as_printed, downwards, places, with_new

WORDS = ("title", "description", "printed_code", "mechanisms_printed", "start", "end")
NODE_FIELDS = (*WORDS, CLOSED)
NAMED = "named"
"""Where a document names a node otherwise than an act does: no value of Minga stands on it."""


def settle_nodes(
    recorder: Recorder, plan: Plan, draft: DraftPlan, matches: Matches, position: int | None = None
) -> dict[str, Node]:
    """The plan's nodes by the draft's references, level by level from the top.

    `position` is that of the plan in the draft; without it nobody is asked which standing node is meant (`Matcher`).
    What is unsure is noted in `matches`, and the caller refuses it. What an act closed stays closed, and what is new
    below it is made closed.

    Raises:
        Refused: when the node that a person chose does not stand.
    """
    fixed = recorder.fixed_in(plan)
    with_status = {node.level for node in draft.nodes if node.status}
    names = [*draft.levels, *(node.level for node in draft.nodes)]
    begins = draft.nodes[0].place if draft.nodes else None
    levels = settle_levels(recorder, plan, names, with_status, begins)
    matcher = Matcher(plan, matches, position, fixed)
    last = max((row.position for row in matcher.standing), default=0)
    behind = {node.ref: place for place, node in enumerate(draft.nodes, start=last + 1)}
    found = _Found(recorder, plan, levels, matcher, fixed, behind)
    waiting = list(draft.nodes)
    while waiting:
        ready = [node for node in waiting if node.parent is None or node.parent in found.rows]
        found.settle(ready)
        waiting = [node for node in waiting if node.ref not in found.rows]
    _arrange(recorder, plan, matcher.standing, [found.rows[node.ref] for node in draft.nodes])
    return found.rows


@dataclass
class _Found:
    """The nodes that are settled so far, by reference; `closings`: by which act some are closed, by row.

    `behind` is the place that each gets if it is new, until all are arranged.
    """

    recorder: Recorder
    plan: Plan
    levels: dict[str, Level]
    matcher: Matcher
    fixed: FixedFields
    behind: dict[str, int]
    rows: dict[str, Node] = field(default_factory=dict)
    closings: dict[int, FixedBy] = field(default_factory=dict)

    def settle(self, ready: Sequence[DraftNode]) -> None:
        """Settles nodes whose parents are."""
        keys = self.matcher.keys([(node, self._above(node)) for node in ready])
        closed = [self._closing(node, self.matcher.by_key.get(key)) for node, key in zip(ready, keys, strict=True)]
        wanted = [
            self._wanted(node, key, is_closed=by is not None) for node, key, by in zip(ready, keys, closed, strict=True)
        ]
        rows = settle(self.recorder, Node, wanted, self.matcher.standing, lambda row: row.key)
        self.recorder.named |= {item.key for item in wanted}
        for node, item, row, by in zip(ready, wanted, rows, closed, strict=True):
            self.rows[node.ref] = row
            if row.title != node.title:
                self.recorder.printed(
                    row, [Source(NAMED, item.place_of("title") or node.place, node.printed or node.title)]
                )
            if by is not None:
                self.closings[row.pk] = by
                self._tell(item, row, CLOSED, True, node.title, by)
            self._tell_moved(node, item, row)

    def _above(self, node: DraftNode) -> Node | None:
        return self.rows.get(node.parent or "")

    def _closing(self, node: DraftNode, row: Node | None) -> FixedBy | None:
        """The act by which a node is closed: its own, or that of the one above, for what is new or does not stand."""
        if row is not None and row.closed_at is None:
            return None
        own = self.fixed.closing(row.pk) if row else None
        above = self._above(node)
        return own or (self.closings.get(above.pk) if above else None)

    def _wanted(self, node: DraftNode, key: str, *, is_closed: bool) -> Wanted:
        row, above = self.matcher.by_key.get(key), self._above(node)
        standing = row or above
        values = {
            "plan": self.plan,
            "level": self.levels[node.level],
            "parent": above,
            "key": key,
            "printed_code": _printed_code(node)[:60],
            "title": node.title,
            "description": node.description or "",
            "mechanisms_printed": node.mechanisms_printed or "",
            "start": node.start or "",
            "end": node.end or "",
            "position": self.behind[node.ref],
            CLOSED: standing.closed_at if standing and is_closed else None,
        }
        name = f"{self.plan.slug}/{key}"
        sources = _sources(node, self._other_mechanisms(node, row))
        return Wanted(key, values, name, compare=NODE_FIELDS, fixed=self._fixed(row), sources=sources)

    def _fixed(self, row: Node | None) -> dict[str, FixedBy]:
        """The columns that an act fixed and that still say what it did."""
        if row is None:
            return {}
        found = {name: self.fixed.of(Subject.NODE, row.pk, name) for name in WORDS}
        return {name: said.by for name, said in found.items() if said and said.value == getattr(row, name)}

    def _other_mechanisms(self, node: DraftNode, row: Node | None) -> bool:
        """Whether the document prints other mechanisms than those that an act fixed."""
        said = self.fixed.of(Subject.NODE, row.pk, "mechanisms") if row else None
        return said is not None and set(node.mechanisms) != set(said.value)

    def _tell_moved(self, node: DraftNode, item: Wanted, row: Node) -> None:
        """Tells when the document prints a node elsewhere than an act put it: a reading moves none."""
        above, level = self._above(node), self.levels[node.level]
        moved = self.fixed.of(Subject.NODE, row.pk, "parent")
        if moved and row.parent_id != (above.pk if above else None):
            stands = next((one.title for one in self.matcher.standing if one.pk == row.parent_id), "")
            self._tell(item, row, "parent", stands, above.title if above else "", moved.by)
        set_apart = self.fixed.of(Subject.NODE, row.pk, "level")
        if set_apart and row.level_id != level.pk:
            stands = next((one.name for one in self.levels.values() if one.pk == row.level_id), "")
            self._tell(item, row, "level", stands, level.name, set_apart.by)

    def _tell(self, item: Wanted, row: Node, name: str, stands: str | bool, printed: str, by: FixedBy) -> None:
        self.recorder.keep(Kept(Subject.NODE, item.key, name, stands, printed, by, item.place_of(name), row.pk))


def _printed_code(node: DraftNode) -> str:
    """The code's whole cell; what a person saw there, where the reading was corrected."""
    if not node.code_printed:
        return ""
    return node.code or "" if "code" in node.corrected else node.cells.get("code", node.code or "")


def _sources(node: DraftNode, other_mechanisms: bool) -> list[Source]:
    dates = " – ".join(filter(None, (node.start, node.end)))
    mechanisms = None if other_mechanisms else node.mechanisms or node.mechanisms_printed
    said = (
        ("title", node.title, node.printed or node.title, ("title",)),
        ("code", node.code if node.code_printed else "", node.cells.get("code", node.code or ""), ("printed_code",)),
        ("description", node.description, node.description, ("description",)),
        ("mechanisms", mechanisms, node.mechanisms_printed, ("mechanisms_printed",)),
        ("dates", dates, node.cells.get("dates", dates), ("start", "end")),
    )
    return [
        Source(name, node.places.get(name, node.place), printed or "", name in node.corrected, columns)
        for name, value, printed, columns in said
        if value and (printed or name in node.corrected)
    ]


def _arrange(recorder: Recorder, plan: Plan, standing: Iterable[Node], printed: Sequence[Node]) -> None:
    """Gives the nodes of the plan their places: siblings in the order that `ordering` decides, each above its own.

    An order that an act fixed stays, with what is new in it.
    """
    fixed = recorder.fixed_in(plan)
    rows = {row.pk: row for row in sorted(standing, key=lambda row: (row.position, row.pk))}
    stood = {row.pk: row.position for row in rows.values()}
    rows |= {row.pk: row for row in printed}
    before, told = defaultdict(list), defaultdict(list)
    for pk in stood:
        before[rows[pk].parent_id].append(pk)
    for row in printed:
        told[row.parent_id].append(row.pk)
    families = {above: with_new(before[above], told[above]) for above in {*before, *told}}
    anew = {
        above: as_printed(before[above], told[above])
        for above in told
        if _all_open(before[above], told[above], rows) and not _is_ordered(fixed, plan, above)
    }
    if any(families[above] != order for above, order in anew.items()) and _is_newest(recorder, plan):
        families |= anew
    wanted = places(downwards(families), stood)
    moved = [row for row in rows.values() if row.position != wanted[row.pk]]
    for row in moved:
        row.position = wanted[row.pk]
    Node.objects.bulk_update(moved, ["position"], batch_size=BATCH)


def _is_ordered(fixed: FixedFields, plan: Plan, above: int | None) -> bool:
    """Whether an act said in which order those below a node stand, or the highest ones."""
    row = (Subject.PLAN, plan.pk) if above is None else (Subject.NODE, above)
    return fixed.of(*row, ORDER.name) is not None


def _all_open(stood: Iterable[int], told: Iterable[int], rows: dict[int, Node]) -> bool:
    """Whether all the siblings that are open are printed."""
    return {pk for pk in stood if rows[pk].closed_at is None} <= set(told)


def _is_newest(recorder: Recorder, plan: Plan) -> bool:
    """Whether no applied document that names nodes of the plan is of a later day: one query."""
    of_nodes = Provenance.objects.filter(
        subject_type=ContentType.objects.get_for_model(Node),
        subject_id__in=Node.objects.filter(plan=plan).values("pk"),
        load__state=Load.State.APPLIED,
    )
    latest = of_nodes.aggregate(latest=Max("document__date"))["latest"]
    return recorder.load.document.date >= (latest or "")
