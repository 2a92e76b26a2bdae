"""Who may ask for reports, write, review, approve and correct them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Role
from minga.foundation.organizations.rules import with_those_above
from minga.government.plans.models import Plan
from minga.government.plans.rules import within_plan
from minga.government.tracking import evidence_rules
from minga.government.tracking.chains import Chain, Step, chains
from minga.government.tracking.models import Assignment, Cycle, ProgressReport
from minga.kernel.rules import Condition, Rule

WATCHERS = (Role.PLANNER, Role.REVIEWER, Role.APPROVER)
CHECKERS = (Role.REVIEWER, Role.APPROVER)
State = ProgressReport.State


def within_cycle(cycle: Cycle) -> Iterable[models.Model]:
    """Where a cycle lies: where its plan does."""
    return within_plan(cycle.plan)


def within_assignment(assignment: Assignment) -> Iterable[models.Model]:
    """Where the unit that is asked lies and those above it, or the plan itself."""
    return [assignment.cycle.plan, *with_those_above(assignment.organization)]


def within_report(report: ProgressReport) -> Iterable[models.Model]:
    """Where the unit that reports lies and those above it, or the plan itself."""
    return within_assignment(report.assignment)


def within_checked(report: ProgressReport) -> Iterable[models.Model]:
    """Where the unit that reports lies and those above it, or where the plan does."""
    return [*with_those_above(report.assignment.organization), *within_plan(report.assignment.cycle.plan)]


def chain_of(cycle: Cycle) -> Chain:
    """The chain of signatures of a cycle's reports."""
    return chains()[cycle.chain]


def next_step(report: ProgressReport) -> Step | None:
    """The step that a report waits for. It reads the signatures, unless they were read with it."""
    signed = sorted(report.signatures.all(), key=lambda one: one.pk) if report.pk else []
    return chain_of(report.assignment.cycle).next_step(one.step for one in signed)


def _wrote_nothing_of_it(person: Any, report: ProgressReport) -> bool:
    return not any(writer.pk == person.pk for writer in report.writers.all())


def _awaits_review(_person: Any, report: ProgressReport) -> bool:
    return next_step(report) == Step.REVIEWED


def _awaits_approval(_person: Any, report: ProgressReport) -> bool:
    return next_step(report) == Step.APPROVED


def _cycle_is_open(_person: Any, subject: Assignment | ProgressReport) -> bool:
    cycle = subject.assignment.cycle if isinstance(subject, ProgressReport) else subject.cycle
    return cycle.state == Cycle.State.OPEN


BY_ANOTHER = Condition(
    "report-by-another",
    _("Escribiste en este reporte: nadie aprueba su propio acto; debe hacerlo otra persona."),
    _wrote_nothing_of_it,
)
AWAITS_REVIEW = Condition("awaits-review", _("Este reporte no espera una revisión."), _awaits_review)
AWAITS_APPROVAL = Condition(
    "awaits-approval", _("Antes de aprobarlo, alguien debe revisarlo: así lo pide este ciclo."), _awaits_approval
)
CYCLE_OPEN = Condition(
    "cycle-open",
    _("El ciclo no está abierto: lo cerrado queda como estaba, y se corrige con una fe de erratas."),
    _cycle_is_open,
)
PLAN, CYCLE = Plan._meta.label_lower, Cycle._meta.label_lower
ASSIGNMENT, REPORT = Assignment._meta.label_lower, ProgressReport._meta.label_lower


def _of_cycles(name: str, label: Any, roles: tuple[str, ...], *states: str) -> Rule:
    return Rule(f"tracking.{name}", label, roles, subject=CYCLE, states=states, within=within_cycle)


def _of_checked(name: str, label: Any, roles: tuple[str, ...], state: str, *conditions: Condition) -> Rule:
    return Rule(
        f"tracking.{name}",
        label,
        roles,
        subject=REPORT,
        states=(state,),
        conditions=conditions,
        within=within_checked,
    )


RULES: list[Rule] = [
    Rule(
        "tracking.prepare-cycle", _("preparar un ciclo de reportes"), (Role.PLANNER,), subject=PLAN, within=within_plan
    ),
    _of_cycles("see-cycle", _("ver cómo va un ciclo de reportes"), WATCHERS),
    _of_cycles("change-cycle", _("cambiar un ciclo en preparación"), (Role.PLANNER,), Cycle.State.DRAFT),
    _of_cycles("open-cycle", _("abrir un ciclo de reportes"), (Role.PLANNER,), Cycle.State.DRAFT),
    _of_cycles("extend-due-day", _("alargar el plazo de un reporte"), (Role.PLANNER,), Cycle.State.OPEN),
    _of_cycles("close-cycle", _("cerrar un ciclo de reportes"), (Role.PLANNER,), Cycle.State.OPEN),
    Rule(
        "tracking.see-report",
        _("ver un reporte que no se ha publicado"),
        (Role.RESPONSIBLE, *WATCHERS),
        subject=REPORT,
        within=within_checked,
    ),
    Rule(
        "tracking.start-report",
        _("empezar un reporte"),
        (Role.RESPONSIBLE,),
        subject=ASSIGNMENT,
        conditions=(CYCLE_OPEN,),
        within=within_assignment,
    ),
    Rule(
        "tracking.write-report",
        _("escribir y enviar un reporte"),
        (Role.RESPONSIBLE,),
        subject=REPORT,
        states=(State.DRAFT, State.RETURNED),
        conditions=(CYCLE_OPEN,),
        within=within_report,
    ),
    _of_checked("review-report", _("revisar un reporte"), (Role.REVIEWER,), State.SUBMITTED, BY_ANOTHER, AWAITS_REVIEW),
    _of_checked(
        "approve-report", _("aprobar un reporte"), (Role.APPROVER,), State.SUBMITTED, BY_ANOTHER, AWAITS_APPROVAL
    ),
    _of_checked("return-report", _("devolver un reporte con comentarios"), CHECKERS, State.SUBMITTED, BY_ANOTHER),
    _of_checked("correct-report", _("publicar la fe de erratas de un reporte"), CHECKERS, State.APPROVED, BY_ANOTHER),
    *evidence_rules.RULES,
]
