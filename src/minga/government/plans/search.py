"""What the app declares for the registry of search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from minga.government.plans.models import Node, NodeMechanism, NodeRole, Plan
from minga.kernel.search import Entry, Searchable

BATCH = 500
LANGUAGE = "es"


def plans() -> Iterator[Entry]:
    """Every plan. Addresses are those of the default language."""
    with override(LANGUAGE):
        found = [_plan(plan) for plan in Plan.objects.select_related("publisher").order_by("pk")]
    yield from found


def _plan(plan: Plan) -> Entry:
    years = "–".join(str(year) for year in dict.fromkeys((plan.start_year, plan.end_year)) if year)
    return Entry(
        key=f"plan/{plan.slug}",
        kind="plan",
        title=str(plan),
        url=plan.get_absolute_url(),
        summary=" · ".join(filter(None, (str(plan.publisher or ""), years))),
        body=f"{plan.title} {plan.get_kind_display()} {plan.identity}",
        fictitious=plan.fictitious,
    )


def nodes() -> Iterator[Entry]:
    """Every open node, with its code, who has a role in it and its mechanisms."""
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
    """The organizations and mechanisms of each node, in both languages."""
    words: dict[int, list[str]] = defaultdict(list)
    roles = NodeRole.objects.values_list("node_id", "printed", "organization__name", "organization__acronym")
    mechanisms = NodeMechanism.objects.values_list("node_id", "term__label_es", "term__label_en")
    for node, *said in roles.order_by("node_id"):
        words[node].extend(map(str, said))
    for node, *said in mechanisms.order_by("node_id"):
        words[node].extend(map(str, said))
    return words


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
