"""How plans are linked: what says that it contributes to what, and what stands alone on both sides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet

from minga.design.paging import PARAMETER
from minga.government.plans.models import NEWEST_FIRST, Link, Node, Plan
from minga.government.plans.outline import LevelInfo, Outline, OutlineNode
from minga.government.plans.queries.outline import read_nodes

LINKS_IN_A_PAGE = 50
ALONE_SHOWN = 40


@dataclass(frozen=True)
class Pair:
    """Two plans with links between them: how many of the first's nodes speak of how many of the second's."""

    source: Plan
    target: Plan
    sources: int
    targets: int


@dataclass(frozen=True)
class Alone:
    """The nodes of one side that no link touches: those shown, how many in all, and of how many."""

    plan: Plan
    nodes: Sequence[OutlineNode]
    total: int
    of: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.nodes)


@dataclass(frozen=True)
class Said:
    """One statement of a node with all the nodes that it speaks of in the same words."""

    first: Link
    targets: Sequence[Node]


@dataclass
class Comparison:
    """The page of comparison. `source` and `target` are the plans that were chosen; `alone` both sides, then."""

    plans: Sequence[Plan]
    source: Plan | None
    target: Plan | None
    pairs: Sequence[Pair]
    page: Page
    alone: Sequence[Alone]

    @property
    def said(self) -> list[Said]:
        """The links of this page, each statement once."""
        return said_together(self.page.object_list)

    @property
    def chosen(self) -> bool:
        """Whether both plans were chosen."""
        return self.source is not None and self.target is not None

    @property
    def unlinked(self) -> bool:
        """Whether both plans were chosen and nothing links them."""
        return self.chosen and not self.page.paginator.count


def said_together(links: Iterable[Link]) -> list[Said]:
    """Links with what a node says in the same words of several nodes put together, in the order of the first."""
    found: dict[tuple[object, ...], list[Link]] = {}
    for link in links:
        words = link.statement or link.target_id
        found.setdefault((link.source_id, link.kind, link.state, words), []).append(link)
    return [Said(group[0], [link.target for link in group]) for group in found.values()]


def links_between(source: str = "", target: str = "") -> QuerySet[Link]:
    """The links between open nodes of different plans: those printed, and those that both sides agree to.

    Of the plans with these addresses only, where they are given.
    """
    links = Link.objects.public().filter(source__closed_at__isnull=True, target__closed_at__isnull=True)
    links = links.exclude(source__plan=F("target__plan"))
    if source:
        links = links.filter(source__plan__slug=source)
    if target:
        links = links.filter(target__plan__slug=target)
    return links.order_by(
        "source__plan__fictitious", "source__plan__slug", "source__position", "target__position", "pk"
    )


def comparison(parameters: Mapping[str, str]) -> Comparison:
    """The comparison for the address's parameters `de`, `a` (slugs of plans) and `pagina`."""
    plans = list(Plan.objects.order_by("fictitious", *NEWEST_FIRST))
    by_slug = {plan.slug: plan for plan in plans}
    source, target = by_slug.get(parameters.get("de", "")), by_slug.get(parameters.get("a", ""))
    links = links_between(source.slug if source else "", target.slug if target else "")
    told = links.select_related("source__plan", "source__level", "target__plan", "target__level")
    return Comparison(
        plans=plans,
        source=source,
        target=target,
        pairs=_pairs({plan.pk: plan for plan in plans}),
        page=Paginator(told, LINKS_IN_A_PAGE).get_page(parameters.get(PARAMETER)),
        alone=_alone(source, target, links) if source and target else [],
    )


def _pairs(plans: Mapping[int, Plan]) -> list[Pair]:
    counted = (
        links_between()
        .order_by()
        .values("source__plan", "target__plan")
        .annotate(sources=Count("source", distinct=True), targets=Count("target", distinct=True))
        .order_by("source__plan__fictitious", "source__plan__slug", "target__plan__slug")
    )
    return [
        Pair(plans[row["source__plan"]], plans[row["target__plan"]], row["sources"], row["targets"]) for row in counted
    ]


def _alone(source: Plan, target: Plan, links: QuerySet[Link]) -> list[Alone]:
    """The nodes of both sides that no link touches: three queries."""
    ends = list(links.values_list("source_id", "target_id"))
    speaking, spoken_of = _outline(source), _outline(target)
    touched = {end for _, end in ends}
    return [
        _side(source, speaking, _counted(speaking), {end for end, _ in ends}),
        _side(target, spoken_of, _spoken_of(spoken_of, touched), touched),
    ]


def _outline(plan: Plan) -> Outline:
    nodes = Node.objects.filter(plan=plan, closed_at__isnull=True)
    return Outline(list(read_nodes(nodes, plan.get_absolute_url()).values()))


def _side(plan: Plan, outline: Outline, levels: Collection[LevelInfo], touched: Collection[int]) -> Alone:
    candidates = [node for node in outline.nodes if node.level in levels]
    alone = [node for node in candidates if not _touches(node, touched)]
    return Alone(plan, alone[:ALONE_SHOWN], len(alone), len(candidates))


def _touches(node: OutlineNode, touched: Collection[int]) -> bool:
    return any(other.pk in touched for other in (*node.ancestors(), *node.subtree()))


def _spoken_of(outline: Outline, touched: Collection[int]) -> set[LevelInfo]:
    """The levels that others may contribute to: those above the counted one, and those that links reach."""
    above = {level for level in outline.levels if outline.counted and level.depth < outline.counted.depth}
    reached = {node.level for node in outline.nodes if node.pk in touched}
    return (above | reached) or _counted(outline)


def _counted(outline: Outline) -> set[LevelInfo]:
    return {outline.counted} if outline.counted else set()
