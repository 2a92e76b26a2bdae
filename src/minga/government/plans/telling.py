"""Values of a plan's record in words, for lists of changes. A pure module: names come with the call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from minga.government.plans.models.nodes import NodeRole
from minga.kernel import formats
from minga.kernel.registry import Text

NOTHING = "–"
FACT_WORDS: dict[str, Text] = {
    "declaredstatus": gettext_lazy("Estado declarado"),
    "link": gettext_lazy("Vínculo"),
    "budgetline": gettext_lazy("Línea presupuestaria"),
    "budgetfact": gettext_lazy("Monto"),
    "nodeshare": gettext_lazy("Parte de una línea presupuestaria"),
    "measurement": gettext_lazy("Medición"),
    "resultitem": gettext_lazy("Resultado"),
    "evidence": gettext_lazy("Verificable citado"),
}
"""The words for the facts that loads bring besides the node's own fields, here and in higher rooms."""
Names = Mapping[str, str]
"""What slugs of organizations, places, plans and terms are called."""


def in_words(field: str, value: Any, names: Names | None = None) -> str:
    """A value as people read it: lists with semicolons, dates in words, «–» for nothing."""
    known = names or {}
    if value is None or value in ("", [], ()):
        return NOTHING
    if isinstance(value, list):
        return "; ".join(_one(field, one, known) for one in value)
    if isinstance(value, dict):
        return str(value.get("title") or value.get("name") or NOTHING)
    if isinstance(value, bool):
        return _("sí") if value else _("no")
    if field in ("start", "end"):
        return _date(value)
    return known.get(str(value), str(value)) if field in ("publisher", "supersedes") else str(value)


def closed_words(closed: Any) -> str:
    """Whether a node is closed, in words."""
    return _("cerrado") if closed else _("abierto")


def _one(field: str, value: Any, known: Names) -> str:
    """One of a list."""
    if field == "roles":
        return _role(value, known)
    if field == "targets":
        return _target(value)
    if field == "links":
        return f"{value['plan']}/{value['node']}"
    return known.get(str(value), str(value))


def _date(value: str) -> str:
    try:
        return formats.partial_date(value, get_language() or settings.LANGUAGE_CODE)
    except ValueError:
        return value


def _role(role: Mapping[str, Any], known: Names) -> str:
    word = str(NodeRole.Role(role["role"]).label) if role["role"] in NodeRole.Role.values else role["role"]
    return f"{word}: {role['printed'] or known.get(role['organization'], role['organization'])}"


def _target(target: Mapping[str, Any]) -> str:
    periods = ", ".join(
        f"{period['year']}: {number(period['programmed'])}" if period["year"] else number(period["programmed"])
        for period in target["periods"]
    )
    named = target["name"] or target["indicator"]
    if target["name"] and target["indicator"]:
        named = f"{named} [{target['indicator']}]"
    unit = f", {target['unit']}" if target["unit"] else ""
    return f"{named}{unit} ({periods})" if periods else f"{named}{unit}"


def number(text: str) -> str:
    """A decimal as it is written here: `21,5`; English has a point."""
    return text if (get_language() or settings.LANGUAGE_CODE).startswith("en") else text.replace(".", ",")
