"""How sessions and agreements stand, as marks with their words; and what an agreement is about, in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import template
from django.db import models
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minga.design import marks
from minga.foundation.organizations.models import AgendaItem, Agreement, BodySession
from minga.foundation.organizations.subjects import name_of
from minga.kernel import formats

register = template.Library()

MEGABYTE = 1_000_000

SESSIONS = {
    BodySession.State.DRAFT: "notyet",
    BodySession.State.CALLED: "going",
    BodySession.State.HELD: "going",
    BodySession.State.FAILED: "paused",
    BodySession.State.CLOSED: "done",
    BodySession.State.VOID: "void",
}
AGREEMENTS = {
    Agreement.State.IN_FORCE: "going",
    Agreement.State.MET: "done",
    Agreement.State.VOID: "void",
}
RESULTS = {AgendaItem.Result.APPROVED: "done", AgendaItem.Result.REJECTED: "void"}


@register.simple_tag
def session_mark(session: BodySession) -> SafeString:
    """How a session stands."""
    if session.state == BodySession.State.CLOSED and not session.has_quorum:
        return marks.mark("paused", _("no instalada, con acta aprobada"))
    return marks.mark(SESSIONS[BodySession.State(session.state)], session.state_words)


@register.simple_tag
def agreement_mark(agreement: Agreement, today: date | None = None) -> SafeString:
    """How an agreement stands; one whose day has passed says so."""
    if agreement.is_overdue(today or timezone.localdate()):
        return marks.mark("pending", _("vigente, con el plazo vencido"))
    return marks.mark(AGREEMENTS[Agreement.State(agreement.state)], str(agreement.get_state_display()))


@register.simple_tag
def result_mark(item: AgendaItem) -> SafeString:
    """What a vote decided."""
    return marks.mark(RESULTS[AgendaItem.Result(item.result)], str(item.get_result_display()))


@register.filter
def subject_name(subject: models.Model) -> str:
    """What an agreement is about, in words."""
    return name_of(subject)


@register.filter
def file_size(size: int) -> str:
    """The size of a file, such as `1,2 MB` or `340 KB`."""
    if size < MEGABYTE:
        return f"{max(size // 1000, 1)} KB"
    return f"{formats.count(round(Decimal(size) / MEGABYTE, 1), marks.language())} MB"
