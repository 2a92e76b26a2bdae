"""The fields of a plan that an edit may change: what each is called, how its value looks as JSON, what its change means.

A pure module: the same names stand in change sets, editions, comparisons and workbooks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from minga.government.plans.acts import Kind
from minga.kernel.registry import Text


class Subject(StrEnum):
    """What a change speaks of."""

    PLAN = "plan"
    LEVEL = "level"
    NODE = "node"


@dataclass(frozen=True)
class Field:
    """A field: its machine name, its word (translated when it is shown), what kind of change it is to change it, and its value when it is empty."""

    name: str
    label: Any
    kind: Kind
    empty: Any = ""


def _by_name(*fields: Field) -> Mapping[str, Field]:
    return {field.name: field for field in fields}


PLAN_FIELDS = _by_name(
    Field("title", _("Título"), Kind.PLAN),
    Field("short_title", _("Título corto"), Kind.PRESENTATION),
    Field("start_year", _("Primer año"), Kind.PLAN, None),
    Field("end_year", _("Último año"), Kind.PLAN, None),
    Field("publisher", _("Institución que lo publica"), Kind.PLAN),
    Field("supersedes", _("Plan al que sustituye"), Kind.PLAN),
)
LEVEL_FIELDS = _by_name(
    Field("name", _("Nombre del nivel"), Kind.LEVEL),
    Field("code_pattern", _("Forma del código"), Kind.LEVEL),
    Field("carries_status", _("Lleva estado"), Kind.LEVEL, empty=False),
    Field("depth", _("Lugar del nivel"), Kind.LEVEL, 0),
)
NODE_FIELDS = _by_name(
    Field("level", _("Nivel"), Kind.STRUCTURE),
    Field("parent", _("Elemento que lo contiene"), Kind.STRUCTURE),
    Field("printed_code", _("Código impreso"), Kind.WORDING),
    Field("title", _("Nombre"), Kind.WORDING),
    Field("description", _("Descripción"), Kind.WORDING),
    Field("start", pgettext_lazy("fecha", "Inicio"), Kind.SCHEDULE),
    Field("end", _("Fin"), Kind.SCHEDULE),
    Field("mechanisms", _("Mecanismos"), Kind.MECHANISM, ()),
    Field("mechanisms_printed", _("Mecanismos, como están impresos"), Kind.WORDING),
    Field("territories", _("Lugares"), Kind.PLACE, ()),
    Field("roles", _("Quién responde y participa"), Kind.RESPONSIBLE, ()),
    Field("expected_means", _("Verificables esperados"), Kind.MEANS, ()),
    Field("targets", _("Metas"), Kind.TARGET, ()),
)
LINKS = Field("links", _("Vínculos"), Kind.PRESENTATION, ())
"""What a node says of others: agreed by both sides and not edited, but compared."""
ORDER = Field("order", _("Orden"), Kind.STRUCTURE, ())
"""The keys of what a node contains, or of what stands highest in the plan, in their order. It is told by the order of the record's nodes, and is no field of any of them."""
FIELDS = {Subject.PLAN: PLAN_FIELDS, Subject.LEVEL: LEVEL_FIELDS, Subject.NODE: NODE_FIELDS}
BESIDES = {LINKS.name: LINKS, ORDER.name: ORDER}
PRINTED_FIELDS = frozenset({"title", "printed_code", "description", "mechanisms_printed", "name"})
"""The fields whose value is what a document prints, word by word."""

CREATE, UPDATE, CLOSE, REOPEN = "create", "update", "close", "reopen"


def kind_of(subject: str, operation: str, field: str) -> Kind:
    """What kind of change this is, for the table of acts."""
    if operation == UPDATE:
        found = BESIDES.get(field) or FIELDS[Subject(subject)][field]
        return found.kind
    if subject != Subject.NODE:
        return Kind.LEVEL
    return Kind.NEW if operation == CREATE else Kind.CLOSED


def label_of(subject: str, field: str) -> Text:
    """The word for a field; empty for a whole row."""
    found = BESIDES.get(field) or FIELDS[Subject(subject)].get(field)
    return found.label if found else ""


def empty_node() -> dict[str, Any]:
    """The values of a node of which nothing is said yet."""
    values = {
        name: list(field.empty) if isinstance(field.empty, tuple) else field.empty
        for name, field in NODE_FIELDS.items()
    }
    return {**values, "closed": False}
