"""What the app declares for the registry of duties: reports to write, to review and to approve."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from minga.foundation.organizations.models import Role
from minga.foundation.organizations.rules import assignments_of
from minga.government.plans.words import shortened
from minga.government.tracking.chains import Step
from minga.government.tracking.models import Assignment, Cycle, ProgressReport
from minga.government.tracking.queries.reports import to_check, to_write
from minga.government.tracking.standing import report_of
from minga.kernel.duties import Duty, Task

RETURNED, CHECK = 10, 30
"""The order of the tasks without a day: what came back first."""
LONGEST = 70
ALONE = 2
"""As many reports of one cycle with one day stand alone on the desk; more of them are one task."""


def tasks(person: Any) -> Iterator[Task]:
    """The person's tasks about reports; nothing is asked for who has no such role."""
    roles = {held.role for held in assignments_of(person)}
    if Role.RESPONSIBLE in roles:
        yield from _to_write(person)
    if roles & {Role.REVIEWER, Role.APPROVER}:
        for assignment, step in to_check(person):
            yield _to_check(assignment, step)


def _to_write(person: Any) -> Iterator[Task]:
    asked: dict[tuple[Cycle, date], list[Assignment]] = defaultdict(list)
    for assignment in to_write(person):
        report = report_of(assignment)
        if report is not None and report.state == ProgressReport.State.RETURNED:
            yield _returned(assignment)
        else:
            asked[assignment.cycle, assignment.due_on].append(assignment)
    for own in asked.values():
        if len(own) > ALONE:
            yield _several(own)
        else:
            yield from map(_one, own)


def _one(assignment: Assignment) -> Task:
    begun = report_of(assignment) is not None
    return Task(
        title=_("Informa sobre %(node)s") % {"node": _code(assignment)},
        sentence=f"{shortened(assignment.node.title, LONGEST)}. {assignment.cycle.name}.",
        url=_page_of(assignment),
        action=_("Seguir con el reporte") if begun else _("Informar ahora"),
        due=assignment.due_on,
        fictitious=assignment.cycle.plan.fictitious,
    )


def _several(own: list[Assignment]) -> Task:
    cycle = own[0].cycle
    return Task(
        title=_("Faltan %(number)s reportes tuyos") % {"number": len(own)},
        sentence=f"«{shortened(str(cycle.plan), LONGEST)}», {cycle.name}.",
        url=reverse("tracking:reports"),
        action=_("Verlos y reportar"),
        due=own[0].due_on,
        fictitious=cycle.plan.fictitious,
    )


def _returned(assignment: Assignment) -> Task:
    return Task(
        title=_("Corrige tu reporte de %(node)s") % {"node": _code(assignment)},
        sentence=_("Te lo devolvieron con comentarios."),
        url=_page_of(assignment),
        action=_("Leer y corregir"),
        rank=RETURNED,
        fictitious=assignment.cycle.plan.fictitious,
    )


def _to_check(assignment: Assignment, step: Step) -> Task:
    reviews = step == Step.REVIEWED
    title = _("Revisa el reporte de %(node)s") if reviews else _("Aprueba el reporte de %(node)s")
    return Task(
        title=title % {"node": _code(assignment)},
        sentence=f"{assignment.organization.display_name}. {shortened(assignment.node.title, LONGEST)}.",
        url=_page_of(assignment),
        action=_("Leer y revisar") if reviews else _("Leer y aprobar"),
        rank=CHECK,
        fictitious=assignment.cycle.plan.fictitious,
    )


def _code(assignment: Assignment) -> str:
    return assignment.node.printed_code or assignment.node.key


def _page_of(assignment: Assignment) -> str:
    return reverse("tracking:write", args=[assignment.public_id])


DUTIES: list[Duty] = [Duty("reports", 5, tasks=tasks)]
