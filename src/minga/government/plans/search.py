"""What the app declares for the registry of search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from minga.government.plans.marks import Mark, mark_of
from minga.government.plans.models import DeclaredStatus, Node, NodeMechanism, NodeRole, Plan
from minga.government.plans.queries.listing import PlanSummary, summaries
from minga.government.plans.words import mark_word
from minga.kernel.search import Entry, Searchable

BATCH = 500
LANGUAGE = "es"


def plans() -> Iterator[Entry]:
    """Every plan. Addresses are those of the default language."""
    with override(LANGUAGE):
        found = [_plan(summary) for summary in summaries(Plan.objects.select_related("publisher").order_by("pk"))]
    yield from found


def _plan(summary: PlanSummary) -> Entry:
    plan = summary.plan
    years = "–".join(str(year) for year in dict.fromkeys((plan.start_year, plan.end_year)) if year)
    return Entry(
        key=f"plan/{plan.slug}",
        kind="plan",
        title=str(plan),
        url=plan.get_absolute_url(),
        summary=" · ".join(filter(None, (summary.issuer, years))),
        body=f"{plan.title} {plan.get_kind_display()} {plan.identity} {plan.publisher or ''}",
        fictitious=plan.fictitious,
    )


def nodes() -> Iterator[Entry]:
    """Every open node, with its code, its status, who has a role in it and its mechanisms."""
    words = _words()
    rows = Node.objects.filter(closed_at__isnull=True).select_related("plan", "level").order_by("pk")
    for batch in _batches(rows.iterator(chunk_size=BATCH)):
        with override(LANGUAGE):
            found = [_node(node, words[node.pk]) for node in batch]
        yield from found


def _batches(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    batch: list[Node] = []
    for node in nodes:
        batch.append(node)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def _words() -> dict[int, list[str]]:
    """The organizations, mechanisms and latest status of each node; mechanisms in both languages.

    A status is found by what the document prints and by the word beside its mark.
    """
    words: dict[int, list[str]] = defaultdict(list)
    roles = NodeRole.objects.values_list("node_id", "printed", "organization__name", "organization__acronym")
    mechanisms = NodeMechanism.objects.values_list("node_id", "term__label_es", "term__label_en")
    for node, *said in roles.order_by("node_id"):
        words[node].extend(map(str, said))
    for node, *said in mechanisms.order_by("node_id"):
        words[node].extend(map(str, said))
    with override(LANGUAGE):
        for node, printed, mark in _latest_statuses():
            words[node].extend((printed, mark_word(mark)))
    return words


def _latest_statuses() -> Iterator[tuple[int, str, Mark]]:
    """The latest status of each node: as printed, and as its mark tells it."""
    rows = DeclaredStatus.objects.order_by("node_id", "as_of", "pk")
    latest: dict[int, tuple[str, Mark]] = {}
    for node, printed, canonical, marked in rows.values_list("node_id", "printed", "canonical", "marked"):
        latest[node] = (printed, mark_of(canonical, marked=marked))
    return ((node, *told) for node, told in latest.items())


def _node(node: Node, words: list[str]) -> Entry:
    return Entry(
        key=f"node/{node.plan.slug}/{node.key}",
        kind="node",
        title=node.title,
        url=node.get_absolute_url(),
        summary=f"{node.key} · {node.level.name} · {node.plan}",
        body=" ".join([node.key, node.printed_code, node.description, node.mechanisms_printed, *words]),
        fictitious=node.plan.fictitious,
    )


SEARCH: list[Searchable] = [
    Searchable("plan", _("Planes"), plans),
    Searchable("node", _("Compromisos, hitos e iniciativas"), nodes),
]
