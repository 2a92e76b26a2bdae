"""The words of readings as filters: `{% load intake_words %}`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from minga.government.budget.models import BudgetFact
from minga.government.plans.models import NodeRole
from minga.government.plans.words import counted
from minga.kernel import formats
from minga.publishing.intake.deciding import Choice
from minga.publishing.intake.draft import DraftNode
from minga.publishing.intake.models import Decision, Reading
from minga.publishing.intake.numbers import as_spanish
from minga.publishing.intake.queries.differences import Differences

register = template.Library()

MARKS = {
    Reading.State.QUEUED: "notyet",
    Reading.State.READING: "going",
    Reading.State.REVIEW: "pending",
    Reading.State.APPLIED: "done",
    Reading.State.FAILED: "void",
    Reading.State.DISCARDED: "untracked",
}


@register.filter
def state_mark(reading: Reading) -> str:
    """The mark of how a reading stands."""
    return "paused" if reading.is_undone else MARKS[Reading.State(reading.state)]


@register.filter
def read_words(counts: dict[str, Any]) -> str:
    """What was read: `5 compromisos, 22 hitos y 3 cifras`; empty when nothing was."""
    parts = [counted(level, number) for level, number in counts.get("levels", [])]
    figures = counts.get("figures", 0)
    if figures:
        parts.append(ngettext("%(number)s cifra", "%(number)s cifras", figures) % {"number": _number(figures)})
    return listed(parts)


@register.filter
def read_total(counts: dict[str, Any]) -> int:
    """How many elements and figures were read."""
    return sum(number for _level, number in counts.get("levels", [])) + int(counts.get("figures", 0))


@register.filter
def listed(parts: Sequence[str]) -> str:
    """`uno, dos y tres`."""
    if len(parts) < 2:  # noqa: PLR2004  one alone needs no comma
        return "".join(parts)
    return _("%(first)s y %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


@register.filter
def alerts_words(number: int) -> str:
    """`3 alertas por decidir`, `ninguna alerta por decidir`."""
    if not number:
        return _("ninguna alerta por decidir")
    words = ngettext("%(number)s alerta por decidir", "%(number)s alertas por decidir", number)
    return words % {"number": _number(number)}


@register.filter
def decision_words(decision: Decision) -> str:
    """What was decided, in a few words."""
    if decision.choice == Choice.CORRECT:
        return _("Corregido: %(fields)s") % {"fields": fields_words(decision.values)}
    if decision.choice == Choice.LEAVE_OUT:
        return _("Fuera: %(reason)s") % {"reason": decision.reason}
    return _("Como está impreso")


@register.filter
def fields_words(names: Iterable[str]) -> str:
    """The names of corrected fields: `estado y verificables`."""
    words = {
        "title": _("nombre"),
        "code": _("código"),
        "status": _("estado"),
        "dates": _("fechas"),
        "mechanisms": _("mecanismos"),
        "evidence": _("verificables"),
        "roles": _("responsables"),
        "targets": _("metas"),
        "budget": _("montos"),
        "results": _("resultados"),
        "expected_results": _("resultados esperados"),
        "expected_means": _("verificables esperados"),
        "date": _("fecha"),
        "organization": _("quién lo emite"),
    }
    return listed([words.get(name, name) for name in names]) or _("con otra alerta")


@register.filter
def changes_words(told: Differences) -> str:
    """What applying would do: `Agrega 5 elementos y 2 datos más, cambia 3 datos y deja 20 elementos como están`."""
    nodes, facts = len(told.nodes), sum(kind.count for kind in told.kinds) - len(told.nodes)
    added = listed(
        [
            *_some(nodes, ngettext("%(number)s elemento", "%(number)s elementos", nodes)),
            *_some(facts, ngettext("%(number)s dato más", "%(number)s datos más", facts) if nodes else ""),
            *_some(0 if nodes else facts, ngettext("%(number)s dato", "%(number)s datos", facts)),
        ]
    )
    changed = ngettext("cambia %(number)s dato", "cambia %(number)s datos", len(told.changed))
    back = ngettext("trae de vuelta %(number)s elemento", "trae de vuelta %(number)s elementos", len(told.returning))
    stays = ngettext("deja %(number)s elemento como está", "deja %(number)s elementos como están", told.stays)
    kept = ngettext(
        "respeta %(number)s dato que fijó un acto", "respeta %(number)s datos que fijó un acto", len(told.kept)
    )
    parts = [
        *([_("agrega %(added)s") % {"added": added}] if added else []),
        *_some(len(told.returning), back),
        *_some(len(told.changed), changed),
        *_some(told.stays, stays),
        *_some(len(told.kept), kept),
    ]
    words = listed(parts)
    return f"{words[:1].upper()}{words[1:]}."


def _some(number: int, words: str) -> list[str]:
    return [words % {"number": _number(number)}] if number and words else []


@register.filter
def code_of(node: DraftNode) -> str:
    """The code by which people know an element: the printed one, else the one made of its place."""
    return node.code or node.ref


@register.filter
def role_words(role: str) -> str:
    """What a role is called."""
    return str(NodeRole.Role(role).label) if role in NodeRole.Role.values else role


@register.filter
def phase_words(phase: str) -> str:
    """What a phase of a budget is called."""
    phases = BudgetFact.Phase
    return str(phases(phase).label) if phase in phases.values else phase


@register.filter
def printed_number(number: Any) -> str:
    """A number of a draft as Spanish prints it; nothing for None."""
    return "" if number is None else as_spanish(number)


def _number(number: int) -> str:
    return formats.count(number, get_language() or "es")
