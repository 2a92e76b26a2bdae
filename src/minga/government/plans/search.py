"""What the app declares for the registry of search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import F
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.naming import LINKING_WORDS
from minga.government.plans.marks import Mark, mark_of
from minga.government.plans.models import DeclaredStatus, Node, NodeMechanism, NodeRole, Plan, Target
from minga.government.plans.queries.listing import PlanSummary, summaries
from minga.government.plans.words import calm, cut, mark_word
from minga.kernel.search import Entry, Searchable

BATCH = 500
LANGUAGE = "es"
LONGEST_PLAN = 44
"""Letters of a plan's title beside each of its nodes."""


def plans() -> Iterator[Entry]:
    """Every plan. Addresses are those of the default language."""
    with override(LANGUAGE):
        found = [_plan(summary) for summary in summaries(Plan.objects.select_related("publisher").order_by("pk"))]
    yield from found


def _plan(summary: PlanSummary) -> Entry:
    plan = summary.plan
    return Entry(
        key=f"plan/{plan.slug}",
        kind="plan",
        title=calm(str(plan)),
        url=plan.get_absolute_url(),
        summary=" · ".join(filter(None, (str(plan.get_kind_display()).capitalize(), summary.issuer, _years(plan)))),
        body=f"{plan.title}\n{plan.identity} {plan.publisher or ''}",
        fictitious=plan.fictitious,
    )


def _years(plan: Plan) -> str:
    return "–".join(str(year) for year in dict.fromkeys((plan.start_year, plan.end_year)) if year)


def _short(plan: Plan) -> str:
    """The plan's title as it stands beside each of its nodes: a long one is cut, and keeps its years."""
    title = calm(str(plan))
    if len(title) <= LONGEST_PLAN:
        return title
    words = cut(title, LONGEST_PLAN).rstrip("…").split(" ")
    while len(words) > 1 and words[-1].lower() in LINKING_WORDS:
        words.pop()
    return f"{' '.join(words)}… {_years(plan)}".strip()


def nodes() -> Iterator[Entry]:
    """Every open node, with its code, its status, who has a role in it, its mechanisms, its targets and its results."""
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
    """The organizations, mechanisms, targets, results and latest status of each node; mechanisms in both languages.

    A status is found by what the document prints and by the word beside its mark.
    """
    words: dict[int, list[str]] = defaultdict(list)
    roles = NodeRole.objects.values_list("node_id", "printed", "organization__name", "organization__acronym")
    mechanisms = NodeMechanism.objects.values_list("node_id", "term__label_es", "term__label_en")
    for node, *said in roles.order_by("node_id"):
        words[node].extend(map(str, said))
    for node, *said in mechanisms.order_by("node_id"):
        words[node].extend(map(str, said))
    for target in Target.objects.order_by("node_id", "position", "pk"):
        words[target.node_id].extend((target.name, target.indicator_name, target.unit))
    for node, text in _results().values_list("pk", "text"):
        words[node].append(text)
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
        title=calm(node.title),
        url=node.get_absolute_url(),
        summary=f"{node.key} · {node.level.name} · {_short(node.plan)}",
        body=f"{node.key}\n{node.printed_code}\n{_line([node.description, node.mechanisms_printed, *words])}",
        fictitious=node.plan.fictitious,
    )


def _line(texts: Iterable[str]) -> str:
    """Texts on one line: none of them is a name of its own."""
    return " ".join(" ".join(texts).split())


def targets() -> Iterator[Entry]:
    """Every target of an open node that its title does not already say. Each leads to its node."""
    rows = Target.objects.filter(node__closed_at__isnull=True).select_related("node__plan").order_by("node_id", "pk")
    with override(LANGUAGE):
        found = [
            _printed("target", number, target.node, str(target), gettext("Meta"), (target.indicator_name, target.unit))
            for number, target in enumerate(rows)
            if str(target) and calm(str(target)) != calm(target.node.title)
        ]
    yield from found


def results() -> Iterator[Entry]:
    """Every result that a document prints for an open node, reached or expected. Each leads to its node."""
    with override(LANGUAGE):
        labels = {False: gettext("Resultado"), True: gettext("Resultado esperado")}
        found = [
            _printed("result", number, node, node.text, labels[node.expected])
            for number, node in enumerate(_results().select_related("plan"))
        ]
    yield from found


def _results() -> Any:
    """The open nodes with each of their results: `text`, and whether it is `expected`.

    Reports stand above plans: their table is reached from the node and never imported.
    """
    rows = Node.objects.filter(closed_at__isnull=True, result_items__isnull=False)
    found = rows.annotate(text=F("result_items__text"), expected=F("result_items__expected"))
    return found.order_by("pk", "result_items__position", "result_items__pk")


def _printed(kind: str, number: int, node: Node, text: str, label: str, more: Iterable[str] = ()) -> Entry:
    return Entry(
        key=f"{node.plan.slug}/{node.key}/{number}",
        kind=kind,
        title=calm(text),
        url=node.get_absolute_url(),
        summary=f"{label} · {node.key} · {_short(node.plan)}",
        body=_line(more),
        fictitious=node.plan.fictitious,
    )


SEARCH: list[Searchable] = [
    Searchable("plan", _("Planes"), plans),
    Searchable("node", _("Compromisos, hitos e iniciativas"), nodes),
    Searchable("target", _("Metas e indicadores"), targets),
    Searchable("result", _("Resultados que dicen los documentos"), results),
]
