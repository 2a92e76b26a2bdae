"""What the follow-up keeps about a person, for that person (`accounts.personal`): what they wrote and signed in a post."""

from __future__ import annotations

from typing import Any

from minga.foundation.accounts.models import User
from minga.government.tracking.models import Evidence, ProgressReport, Signature


def kept(person: User) -> dict[str, Any]:
    """The reports in which the person wrote, the steps that they signed, and the verifiables that they delivered."""
    related = ("assignment__cycle__plan", "assignment__node")
    reports = ProgressReport.objects.filter(writers=person).select_related(*related).order_by("pk")
    steps = Signature.objects.filter(person=person).select_related("unit", *(f"report__{one}" for one in related))
    delivered = Evidence.objects.filter(delivered_by=person).select_related("node__plan").order_by("pk")
    return {
        "verificables que entregó": [
            {"plan": one.node.plan.slug, "elemento": one.node.key, "título": one.title, "huella": one.sha256}
            for one in delivered
        ],
        "reportes en los que escribió": [_named(report) | {"estado": report.state} for report in reports],
        "firmas": [
            _named(step.report)
            | {
                "paso": step.step,
                "rol": step.role,
                "cargo": step.post,
                "unidad": step.unit.display_name if step.unit else "",
                "comentario": step.comment,
                "día": step.signed_at.isoformat(timespec="seconds"),
            }
            for step in steps.order_by("pk")
        ],
    }


def _named(report: ProgressReport) -> dict[str, str]:
    asked = report.assignment
    return {"plan": asked.cycle.plan.slug, "elemento": asked.node.key, "ciclo": asked.cycle.name}
