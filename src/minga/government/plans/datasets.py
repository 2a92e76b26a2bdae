"""What the app declares for the registry of datasets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from minga.design.places import place_words
from minga.government.plans.edition_datasets import EDITION_DATASETS
from minga.government.plans.filters import Filters
from minga.government.plans.marks import Mark
from minga.government.plans.models import Plan
from minga.government.plans.outline import OutlineNode
from minga.government.plans.queries.compare import links_between
from minga.government.plans.queries.listing import PlanSummary, all_plans, summaries
from minga.government.plans.queries.outline import find_plan, plan_outline, plan_sources
from minga.government.plans.told import set_cited
from minga.kernel.datasets import Column, Dataset, Row
from minga.kernel.panels import panels_for

BATCH = 100
FICTITIOUS = Column("fictitious", _("Verdadero si es inventado"))
PLAN_COLUMNS = (
    Column("slug", _("Identificador en la dirección de su página")),
    Column("title", _("Título impreso")),
    Column("kind", _("Tipo de plan")),
    Column("start_year", _("Primer año, si está impreso")),
    Column("end_year", _("Último año, si está impreso")),
    Column("publisher", _("Institución que lo publica, con el nombre que consta hoy")),
    Column("issuer", _("Quién declara, con el nombre que imprime el último documento")),
    Column("sentence", _("Lo que su documento dice, en una frase")),
    Column("counted_level", _("Nivel por el que se cuenta, con la palabra del documento")),
    Column("units", _("Elementos de ese nivel")),
    Column("printed", _("Filas impresas de ese nivel, con las repetidas seguidas")),
    Column("with_status", _("Elementos con estado impreso")),
    *(Column(mark.value, _("Elementos con esta marca")) for mark in Mark),
    Column("document", _("Identificador del último documento que habla de él")),
    Column("document_date", _("Fecha de ese documento, hasta donde está impresa")),
    FICTITIOUS,
)
NODE_COLUMNS = (
    Column("plan", _("Identificador del plan")),
    Column("key", _("Clave del elemento; no se reutiliza")),
    Column("printed_code", _("Código impreso, si lo trae")),
    Column("level", _("Nivel, con la palabra del documento")),
    Column("parent", _("Clave del elemento que lo contiene")),
    Column("title", _("Nombre, tal como está impreso")),
    Column("description", _("Descripción impresa")),
    Column("mark", _("Marca que lleva en las páginas")),
    Column("status_printed", _("Estado tal como está impreso")),
    Column("status", _("Estado como se entiende, con la palabra del contrato de lectura")),
    Column("status_marked", _("Verdadero si el estado lleva un asterisco")),
    Column("mark_reason", _("Motivo del asterisco, con la palabra del contrato de lectura")),
    Column("note", _("Nota impresa junto al estado")),
    Column("as_of", _("A qué fecha corresponde el estado")),
    Column("lead", _("Responsable, con el nombre que consta hoy; el del elemento superior cuando allí es uno solo")),
    Column("lead_printed", _("Responsable, con el nombre que imprime el documento")),
    Column("roles", _("Organizaciones con un papel impreso en este elemento: papel, dos puntos, nombre")),
    Column("mechanisms", _("Mecanismos suyos y de lo que contiene, separados por punto y coma")),
    Column("mechanisms_printed", _("Mecanismos tal como están impresos")),
    Column("start", _("Inicio, hasta donde está impreso")),
    Column("end", _("Fin, hasta donde está impreso")),
    Column("verifiables_cited", _("Verificables citados")),
    Column("verifiables_expected", _("Verificables esperados")),
    Column("document", _("Identificador del documento que lo nombra")),
    Column("place", _("Lugar del documento, en palabras")),
    FICTITIOUS,
)
LINK_COLUMNS = (
    Column("source_plan", _("Plan que lo dice")),
    Column("source", _("Clave del elemento que lo dice")),
    Column("source_title", _("Nombre de ese elemento")),
    Column("kind", _("contributes_to: contribuye a; implements: implementa; duplicates: repite; succeeds: sucede a")),
    Column("target_plan", _("Plan del que habla")),
    Column("target", _("Clave del elemento del que habla")),
    Column("target_title", _("Nombre de ese elemento")),
    Column("state", _("printed: impreso; agreed: acordado por las dos partes")),
    Column("statement", _("Cómo contribuye, en sus palabras")),
    FICTITIOUS,
)


def plan_rows(_parameters: Mapping[str, str]) -> Iterator[Row]:
    """Every plan, in the order of the listing."""
    plans = list(all_plans())
    for start in range(0, len(plans), BATCH):
        for summary in summaries(plans[start : start + BATCH]):
            yield _plan_row(summary)


def _plan_row(summary: PlanSummary) -> Row:
    plan, document = summary.plan, summary.declaring
    return {
        "slug": plan.slug,
        "title": plan.title,
        "kind": plan.kind,
        "start_year": plan.start_year,
        "end_year": plan.end_year,
        "publisher": str(plan.publisher or ""),
        "issuer": summary.issuer,
        "sentence": summary.sentence,
        "counted_level": summary.counted.name if summary.counted else "",
        "units": summary.total,
        "printed": summary.printed,
        "with_status": summary.with_status,
        **{mark.value: summary.marks.get(mark, 0) for mark in Mark},
        "document": document.slug if document else "",
        "document_date": document.date if document else "",
        "fictitious": plan.fictitious,
    }


def node_rows(parameters: Mapping[str, str], *, plan: str) -> Iterator[Row]:
    """The nodes that the plan's page shows for the same filters; `nivel=todos` gives those of every level."""
    try:
        found = find_plan(plan)
    except Plan.DoesNotExist:
        raise Http404 from None
    outline = plan_outline(found)
    set_cited(outline, panels_for(found))
    plan_sources(found, outline)
    return (_node_row(found, node) for node in Filters.read(parameters).choose(outline))


def _node_row(plan: Plan, node: OutlineNode) -> Row:
    declared = node.declared
    return {
        "plan": plan.slug,
        "key": node.key,
        "printed_code": node.printed_code,
        "level": node.level.name,
        "parent": node.parent.key if node.parent else "",
        "title": node.title,
        "description": node.description,
        "mark": node.mark.value,
        "status_printed": declared.printed if declared else "",
        "status": declared.canonical if declared else "",
        "status_marked": declared.marked if declared else False,
        "mark_reason": declared.mark_reason if declared else "",
        "note": declared.note if declared else "",
        "as_of": declared.as_of if declared else "",
        "lead": _listed(role.name for role in node.leads),
        "lead_printed": _listed(role.printed for role in node.leads),
        "roles": _listed(f"{role.role}: {role.name}" for role in node.roles),
        "mechanisms": _listed(term.canonical for term in node.mechanisms),
        "mechanisms_printed": node.mechanisms_printed,
        "start": node.start,
        "end": node.end,
        "verifiables_cited": node.cited.delivered,
        "verifiables_expected": node.cited.expected,
        "document": node.document,
        "place": place_words(node.place),
        "fictitious": plan.fictitious,
    }


def link_rows(parameters: Mapping[str, str]) -> Iterator[Row]:
    """The links of the comparison with the same `de` and `a`."""
    links = links_between(parameters.get("de", ""), parameters.get("a", ""))
    for link in links.select_related("source__plan", "target__plan").iterator(chunk_size=BATCH):
        yield {
            "source_plan": link.source.plan.slug,
            "source": link.source.key,
            "source_title": link.source.title,
            "kind": link.kind,
            "target_plan": link.target.plan.slug,
            "target": link.target.key,
            "target_title": link.target.title,
            "state": link.state,
            "statement": link.statement,
            "fictitious": link.source.plan.fictitious or link.target.plan.fictitious,
        }


def _listed(words: Iterable[str]) -> str:
    return "; ".join(words)


DATASETS = [
    Dataset("planes", "planes", _("Planes"), PLAN_COLUMNS, plan_rows),
    Dataset("nodos", "planes/<slug:plan>", _("Elementos de un plan"), NODE_COLUMNS, node_rows),
    *EDITION_DATASETS,
    Dataset("comparar", "comparar", _("Vínculos entre planes"), LINK_COLUMNS, link_rows),
]
