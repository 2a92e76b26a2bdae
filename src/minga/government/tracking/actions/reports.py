"""Writing a report: begun, kept as a draft, and sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minga.foundation.accounts.models import User
from minga.foundation.ledger.actions import record
from minga.foundation.organizations.actions.bodies.locking import unchanged
from minga.foundation.organizations.models import Role, RoleAssignment
from minga.foundation.organizations.rules import acting_as, require
from minga.government.tracking import events
from minga.government.tracking.actions.running import told_of_cycle
from minga.government.tracking.actions.telling import tell_about
from minga.government.tracking.chains import Step
from minga.government.tracking.models import Assignment, ProgressReport, Signature
from minga.government.tracking.queries.people import checkers
from minga.government.tracking.report_content import Problem, ReportContent, check
from minga.government.tracking.rules import next_step
from minga.kernel.errors import Conflict, Refused

State = ProgressReport.State
PARTS = ("canonical", "physical", "narrative", "difficulties", "next_steps", "results", "measured")
"""What a draft holds; anything else that is sent is not kept."""
WHO_CHECKS = {Step.REVIEWED: Role.REVIEWER, Step.APPROVED: Role.APPROVER}
TO_REVIEW = gettext_lazy("Un reporte espera tu revisión: %(node)s")
TO_APPROVE = gettext_lazy("Un reporte espera tu aprobación: %(node)s")
OF_PLAN = gettext_lazy("Es de «%(plan)s».")


class NotReady(Refused):
    """A draft that cannot be sent yet: what is missing or wrong, field by field."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(
            _("Todavía no se puede enviar: mira lo que falta, junto a cada dato. Lo escrito quedó guardado.")
        )
        self.problems = problems


@transaction.atomic
def start_report(*, assignment: Assignment, by: User, content: Mapping[str, Any] | None = None) -> ProgressReport:
    """Begins the report that an assignment asks for, with what was typed so far.

    Raises:
        Denied: when the actor may not, or its cycle is not open.
        Conflict: when somebody began it meanwhile.
    """
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("cycle__plan", "organization", "node")
    found = rows.get(pk=assignment.pk)
    require(by, "tracking.start-report", found)
    if ProgressReport.objects.filter(assignment=found).exists():
        raise Conflict(_("Alguien de tu unidad empezó este reporte mientras tanto. Lo que escribiste sigue aquí."))
    report = ProgressReport.objects.create(assignment=found, author=by, content=_kept(content or {}))
    report.writers.add(by)
    return report


@transaction.atomic
def save_draft(*, report: ProgressReport, content: Mapping[str, Any], by: User, version: int) -> ProgressReport:
    """Keeps a draft as it was typed, whole or not.

    Raises:
        Denied: when the actor may not, the report was sent, or its cycle is closed.
        Conflict: when somebody changed it meanwhile.
    """
    found = locked_report(report, version)
    require(by, "tracking.write-report", found)
    found.content = _kept(content)
    found.version += 1
    found.save(update_fields=["content", "version", "saved_at"])
    found.writers.add(by)
    return found


@transaction.atomic
def send_report(*, report: ProgressReport, by: User, version: int) -> ProgressReport:
    """Sends a draft to be reviewed: it is signed as prepared, and who comes next is told.

    Raises:
        Denied: when the actor may not, the report was sent, or its cycle is closed.
        NotReady: when something is missing or wrong, with each field's problem.
        Conflict: when somebody changed it meanwhile.
    """
    found = locked_report(report, version)
    held = acting_as(by, "tracking.write-report", found)
    content, problems = check(found.content, _targets(found))
    if problems:
        raise NotReady(problems)
    now = timezone.now()
    _tell_columns(found, content)
    found.state, found.submitted_at, found.version = State.SUBMITTED, now, found.version + 1
    found.save()
    found.writers.add(by)
    signed = sign(found, Step.PREPARED, by, held)
    assignment = found.assignment
    if assignment.reported_at is None:
        assignment.reported_at = now
        assignment.save(update_fields=["reported_at"])
    payload = told_of_report(found) | {"late": timezone.localdate() > assignment.due_on}
    record(events.REPORT_SENT, subject_of_report(found), payload, role=signed.role, fictitious=is_fictitious(found))
    tell_next(found)
    return found


def sign(report: ProgressReport, step: Step, by: User, held: RoleAssignment | None, comment: str = "") -> Signature:
    """Signs a step in the post and the unit in which the person acts."""
    told = {"role": held.role, "post": held.post, "unit": held.unit, "basis": held.basis} if held else {}
    return Signature.objects.create(report=report, step=step.value, person=by, comment=comment, **told)


def tell_next(report: ProgressReport) -> None:
    """Tells those who may do the step that comes now."""
    step = next_step(report)
    if step in WHO_CHECKS:
        title = TO_REVIEW if step == Step.REVIEWED else TO_APPROVE
        tell_about(report, checkers(report, WHO_CHECKS[step]), f"to-be-{step.value}", title, OF_PLAN)


def locked_report(report: ProgressReport, version: int) -> ProgressReport:
    """The report as it stands now, locked until the transaction ends. Raises Conflict when it is another version."""
    rows = ProgressReport.objects.select_for_update(of=("self",))
    related = ("assignment__cycle__plan__publisher", "assignment__node__plan", "assignment__organization")
    return unchanged(rows.select_related(*related), report, version)


def subject_of_report(report: ProgressReport) -> str:
    """The report's immutable name in the public log."""
    return f"report/{report.public_id}"


def told_of_report(report: ProgressReport) -> dict[str, Any]:
    """What every act about a report tells: the plan, the node and the cycle's number."""
    return told_of_cycle(report.assignment.cycle) | {"node": report.assignment.node.key}


def is_fictitious(report: ProgressReport) -> bool:
    """Whether the report is of an invented plan."""
    return report.assignment.cycle.plan.fictitious


def _kept(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: content[name] for name in PARTS if name in content}


def _targets(report: ProgressReport) -> list[str]:
    found = report.assignment.node.targets.values_list("public_id", flat=True)
    return [str(target) for target in found]


def _tell_columns(report: ProgressReport, content: ReportContent) -> None:
    report.canonical, report.physical = content.canonical, content.physical
    report.narrative, report.difficulties = content.narrative, content.difficulties
    report.next_steps = content.next_steps
