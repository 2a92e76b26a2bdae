"""The act behind a change: whether it is one that may make it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.sources.models import Document
from minga.government.plans.acts import PACKAGED, ActTable, Kind, Requirement, read_table
from minga.government.plans.models import ActKind, ActModel, Plan
from minga.kernel.errors import Refused


@dataclass(frozen=True)
class Act:
    """An act: its kind, its number, its day; the number of what goes with it; and its document, if it is in the record."""

    kind: str
    number: str
    day: date | None
    annex: str = ""
    document: Document | None = None


def table() -> ActTable:
    """The instance's table of acts."""
    return _table(Path(settings.MINGA_PLAN_ACTS or PACKAGED))


@cache
def _table(path: Path) -> ActTable:
    return read_table(path)


def set_act(row: ActModel, act: Act | None) -> None:
    """Writes an act on a change set or an edition, or that there is none; it is not saved."""
    row.act_kind = act.kind if act else ""
    row.act_number = act.number.strip()[:120] if act else ""
    row.act_date = act.day if act else None
    row.act_annex = act.annex.strip()[:120] if act else ""
    row.act_document = act.document if act else None


def act_of(row: ActModel) -> Act | None:
    """The act that a change set or an edition names."""
    if not row.act_kind:
        return None
    return Act(row.act_kind, row.act_number, row.act_date, row.act_annex, row.act_document)


def required(plan: Plan, kinds: Iterable[str], day: date | None = None) -> Requirement:
    """What these kinds of change of this plan need on a day, by default today; the first of a new plan make a plan."""
    chosen = {*kinds, Kind.PLAN} if plan.is_started else kinds
    return table().required_act(plan.kind, chosen, day or timezone.localdate())


def accepted_words(requirement: Requirement) -> str:
    """The acts that would do, in words: «ordenanza»; «oficio o resolución»."""
    named = [str(ActKind(act).label) for act in requirement.acts]
    return _(" o ").join(named)


def require_act(plan: Plan, kinds: Iterable[str], act: Act | None) -> Act:
    """The act, when it may make these kinds of change of this plan.

    Raises:
        Refused: without an act, without its number or day, with one to come, or with one that may not do it; the rule
            and its source are told.
    """
    chosen = sorted(set(kinds))
    needed = required(plan, chosen, act.day if act else None)
    sources = [rule.source for rule in needed.rules]
    if act is None or not act.number.strip() or act.day is None:
        reason = _("Para publicar estos cambios escribe el número y la fecha del acto que los aprueba: %(acts)s.")
        raise Refused(reason % {"acts": accepted_words(needed)}, details=sources)
    if act.day > timezone.localdate():
        raise Refused(_("La fecha del acto todavía no llega."))
    if not act.kind:
        raise Refused(_("Elige qué acto aprueba estos cambios: %(acts)s.") % {"acts": accepted_words(needed)})
    if act.kind not in needed.acts:
        kind = str(ActKind(act.kind).label) if act.kind in ActKind.values else act.kind
        reason = _("Con este acto (%(act)s) no se pueden publicar estos cambios. Hace falta: %(acts)s.")
        raise Refused(reason % {"act": kind, "acts": accepted_words(needed)}, details=sources)
    if needed.annex and not act.annex.strip():
        raise Refused(_("Escribe también el número de lo que acompaña al acto: %(annex)s.") % {"annex": needed.annex})
    return act
