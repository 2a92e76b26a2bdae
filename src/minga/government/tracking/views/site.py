"""The public pages of the follow-up: a cycle, and an approved report."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.design.crumbs import crumbs
from minga.design.listing import same_as_files
from minga.government.plans.words import shortened
from minga.government.tracking.models import Cycle, ProgressReport
from minga.government.tracking.queries.cycles import find_cycle, rows_of
from minga.government.tracking.queries.reports import find_report
from minga.government.tracking.standing import standing_of
from minga.government.tracking.views.told import told_report
from minga.government.tracking.words import chain_choices, cycle_sentence, report_sentence
from minga.kernel.access import everybody

CRUMB = 60


@everybody
@require_safe
def cycle(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """Who was asked, who reported and when, and who is silent."""
    try:
        found = find_cycle(plan, number)
    except Cycle.DoesNotExist:
        raise Http404 from None
    if found.state == Cycle.State.DRAFT:
        raise Http404
    rows = rows_of(found)
    context = {
        "crumbs": crumbs(
            request,
            (_("Planes"), reverse("plans:list")),
            (shortened(str(found.plan), CRUMB), found.plan.get_absolute_url()),
            (found.name, None),
        ),
        "fictitious": found.plan.fictitious,
        "cycle": found,
        "sentence": cycle_sentence(found),
        "chain": dict(chain_choices())[found.chain],
        "rows": rows,
        "silent": [row for row in rows if row.is_silent],
        "take": same_as_files(request),
    }
    return render(request, "tracking/cycle.html", context)


@everybody
@require_safe
def report(request: HttpRequest, plan: str, key: str, number: int) -> HttpResponse:
    """An approved report: what it declares, who signed it in which post, and its corrections."""
    try:
        found = find_report(plan, key, number)
    except ProgressReport.DoesNotExist:
        raise Http404 from None
    asked = found.assignment
    context = {
        "crumbs": crumbs(
            request,
            (_("Planes"), reverse("plans:list")),
            (shortened(str(asked.cycle.plan), CRUMB), asked.cycle.plan.get_absolute_url()),
            (asked.node.printed_code or asked.node.key, asked.node.get_absolute_url()),
            (_("Reporte: %(cycle)s") % {"cycle": asked.cycle.name}, None),
        ),
        "fictitious": asked.cycle.plan.fictitious,
        "assignment": asked,
        "report": found,
        "told": told_report(found),
        "sentence": report_sentence(found),
        "standing": standing_of(asked, timezone.localdate()),
    }
    return render(request, "tracking/report.html", context)
