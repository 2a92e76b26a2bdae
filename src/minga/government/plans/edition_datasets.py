"""The tables of editions, of what changed between two, and of a node's history."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from minga.government.plans.edits import Edit
from minga.government.plans.models import Edition, Node, Plan
from minga.government.plans.queries.editions import compared, editions_of, history_of
from minga.government.plans.queries.node import find_node
from minga.government.plans.queries.outline import find_plan
from minga.kernel.datasets import Column, Dataset, Row

FICTITIOUS = Column("fictitious", _("Verdadero si es inventado"))
EDITION_COLUMNS = (
    Column("plan", _("Identificador del plan")),
    Column("number", _("Número de la edición")),
    Column("published_at", _("Cuándo se publicó (UTC)")),
    Column("basis", _("reading: lo leído; act: un acto; erratum: fe de erratas")),
    Column("act_kind", _("Tipo de acto")),
    Column("act_number", _("Número del acto")),
    Column("act_date", _("Fecha del acto")),
    Column("act_annex", _("Número de lo que acompaña al acto")),
    Column("title", _("Qué cambia, en una línea, en palabras de quien lo preparó")),
    Column("reason", _("Qué recoge, en palabras de quien la publicó")),
    Column("role", _("En qué rol se publicó")),
    Column("sha256", _("Huella SHA-256 del plan en su forma canónica (RFC 8785)")),
    FICTITIOUS,
)
DIFFERENCE_COLUMNS = (
    Column("plan", _("Identificador del plan")),
    Column("edition", _("Edición")),
    Column("since", _("Edición con la que se compara; vacío si es la primera")),
    Column("subject", _("plan, level (nivel) o node (elemento)")),
    Column("key", _("Clave del elemento o nombre del nivel")),
    Column("operation", _("create: se agrega; update: cambia; close: se cierra; reopen: se reabre")),
    Column("field", _("Campo que cambia")),
    Column("before", _("Valor anterior; las listas, en JSON")),
    Column("after", _("Valor nuevo; las listas, en JSON")),
    FICTITIOUS,
)
HISTORY_COLUMNS = (
    Column("plan", _("Identificador del plan")),
    Column("key", _("Clave del elemento")),
    Column("at", _("Cuándo (UTC)")),
    Column("role", _("En qué rol; vacío en las cargas")),
    Column("act", _("Acto que lo decidió, si lo hay")),
    Column("document", _("Identificador del documento leído, si fue una carga")),
    Column("field", _("Campo")),
    Column("before", _("Valor anterior")),
    Column("after", _("Valor nuevo")),
    FICTITIOUS,
)
LONGEST = 8
"""Digits of a number of edition that are read."""


def _plan(slug: str) -> Plan:
    try:
        return find_plan(slug)
    except Plan.DoesNotExist:
        raise Http404 from None


def edition_rows(_parameters: Mapping[str, str], *, plan: str) -> Iterator[Row]:
    """The plan's editions, the newest first."""
    found = _plan(plan)
    return (_edition_row(edition, found) for edition in editions_of(found))


def _edition_row(edition: Edition, plan: Plan) -> Row:
    return {
        "plan": plan.slug,
        "number": edition.number,
        "published_at": edition.published_at.isoformat(),
        "basis": edition.basis,
        "act_kind": edition.act_kind,
        "act_number": edition.act_number,
        "act_date": edition.act_date.isoformat() if edition.act_date else "",
        "act_annex": edition.act_annex,
        "title": getattr(edition, "title", None) or "",
        "reason": edition.reason,
        "role": edition.role,
        "sha256": edition.sha256,
        "fictitious": plan.fictitious,
    }


def difference_rows(parameters: Mapping[str, str], *, plan: str, number: str) -> Iterator[Row]:
    """What changed in an edition since the one before it, or since the one that `con` names."""
    found = _plan(plan)
    rows = {edition.number: edition for edition in editions_of(found)}
    shown, chosen = _number(number), _number(parameters.get("con", ""))
    before = max((one for one in rows if one < (shown or 0)), default=None) if chosen is None else chosen
    if shown is None or shown not in rows or before not in (None, *rows):
        raise Http404
    edits = compared(rows[before] if before is not None else None, rows[shown])
    return (_difference_row(edit, found, shown, before) for edit in edits)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < LONGEST else None


def _difference_row(edit: Edit, plan: Plan, number: int, before: int | None) -> Row:
    return {
        "plan": plan.slug,
        "edition": number,
        "since": before,
        "subject": str(edit.subject),
        "key": edit.key,
        "operation": edit.operation,
        "field": edit.field,
        "before": _text(edit.before),
        "after": _text(edit.after),
        "fictitious": plan.fictitious,
    }


def _text(value: Any) -> str | int | bool:
    """A value as a cell: text as it is, lists and objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, (str, int)):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def history_rows(_parameters: Mapping[str, str], *, plan: str, key: str) -> Iterator[Row]:
    """All that was published of a node, the latest first."""
    try:
        found = find_node(plan, key)
    except Node.DoesNotExist:
        raise Http404 from None
    return (
        {
            "plan": found.plan.slug,
            "key": found.key,
            "at": past.moment.isoformat() if past.moment else "",
            "role": past.change_set.role,
            "act": past.change_set.edition.act if past.change_set.edition else "",
            "document": past.change_set.load.document.slug if past.change_set.load else "",
            "field": past.label,
            "before": past.before,
            "after": past.after,
            "fictitious": found.plan.fictitious,
        }
        for past in history_of(found)
    )


EDITION_DATASETS = (
    Dataset("ediciones", "planes/<slug:plan>/ediciones", _("Ediciones de un plan"), EDITION_COLUMNS, edition_rows),
    Dataset(
        "cambios-de-edicion",
        "planes/<slug:plan>/ediciones/<slug:number>",
        _("Lo que cambió en una edición"),
        DIFFERENCE_COLUMNS,
        difference_rows,
    ),
    Dataset(
        "historia", "planes/<slug:plan>/<str:key>/historia", _("Historia de un elemento"), HISTORY_COLUMNS, history_rows
    ),
)
"""What `datasets.py` adds to its list."""
