"""Values of a plan's record in words, for lists of changes. A pure module: names come with the call."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from minga.government.plans.fields import ORDER
from minga.government.plans.models.nodes import NodeRole
from minga.government.plans.order import FIRST, follows, placed_anew
from minga.kernel import formats
from minga.kernel.registry import Text

NOTHING = "–"
MOST_PLACED = 20
"""Of an order, how many nodes that stand elsewhere are told."""
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
    if field in WRITTEN_AS:
        return WRITTEN_AS[field](str(value))
    return known.get(str(value), str(value)) if field in ("publisher", "supersedes") else str(value)


def pair_in_words(field: str, before: Any, after: Any, names: Names | None = None) -> tuple[str, str]:
    """Both values of a change as people read them; of an order, only what stands elsewhere."""
    if field == ORDER.name:
        return _order_words(before or [], after or [])
    return in_words(field, before, names), in_words(field, after, names)


def _order_words(before: Sequence[str], after: Sequence[str]) -> tuple[str, str]:
    if not before:
        return NOTHING, in_words(ORDER.name, list(after))
    told = placed_anew(before, after)[:MOST_PLACED]
    was = [_place_words(before, key) for key in told if key in before]
    now = [_place_words(after, key) for key in told]
    return "; ".join(was) or NOTHING, "; ".join(now) or NOTHING


def _place_words(order: Sequence[str], key: str) -> str:
    sibling = follows(order, key)
    if sibling == FIRST:
        return _("%(key)s al comienzo") % {"key": key}
    return _("%(key)s después de %(other)s") % {"key": key, "other": sibling}


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


WRITTEN_AS: dict[str, Callable[[str], str]] = {
    "start": _date,
    "end": _date,
    **dict.fromkeys(("programmed", "actual", "attainment_printed", "amount", "execution_printed"), number),
}
"""How the fields that hold a date or a number are written."""
