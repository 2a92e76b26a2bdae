"""The desk of verifiables: delivering them for a node, and what becomes of each."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from minga.design.crumbs import Crumb, crumbs
from minga.design.paging import PARAMETER
from minga.design.sending import Done, answer
from minga.foundation.accounts.models import User
from minga.foundation.organizations.rules import may_enter, require, verdict
from minga.government.plans.models import Node
from minga.government.plans.words import shortened
from minga.government.tracking.actions.copies import release_copy, withdraw_copy
from minga.government.tracking.actions.evidence import deliver_file, deliver_link, review_evidence
from minga.government.tracking.drives import is_drive
from minga.government.tracking.files.keeping import open_private
from minga.government.tracking.files.types import OFFICE
from minga.government.tracking.forms import evidence as forms
from minga.government.tracking.models import Evidence, ProgressReport
from minga.government.tracking.queries.evidence import (
    awaiting_review,
    delivered,
    file_name,
    find_evidence,
    lines_of,
    means_by_fingerprint,
    score_of,
    to_deliver,
)
from minga.kernel.access import allowed_by

READS_AND_SENDS = ["GET", "HEAD", "POST"]
IN_A_PAGE = 30
CRUMB = 60
REPORT, MEANS = "reporte", "para"
"""What an address carries on: the report that is being written, and the expected verifiable that was chosen."""


@allowed_by("tracking.see-evidence")
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for a verdict, and for what the person may deliver."""
    rows = awaiting_review(request.user)
    waiting = list(rows[:IN_A_PAGE])
    nodes = Paginator(to_deliver(request.user), IN_A_PAGE).get_page(request.GET.get(PARAMETER))
    shown = [*(one.node.plan for one in waiting), *(node.plan for node in nodes)]
    context = {
        "crumbs": _path(request),
        "waiting": waiting,
        "total": rows.count() if len(waiting) == IN_A_PAGE else len(waiting),
        "nodes": nodes,
        "reviews": may_enter(request.user, "tracking.review-evidence").allowed,
        "delivers": may_enter(request.user, "tracking.deliver-evidence").allowed,
        "fictitious": bool(shown) and all(plan.fictitious for plan in shown),
    }
    return render(request, "tracking/desk/evidence_list.html", context)


@allowed_by("tracking.see-evidence")
@require_safe
def node(request: HttpRequest, plan: str, key: str) -> HttpResponse:
    """What a node expects, and what was delivered against it."""
    found = _node(request, plan, key)
    report = _report(request, found)
    given = list(delivered().filter(node=found).select_related("report"))
    expected = [(means.pk, means.text) for means in means_by_fingerprint(found).values()]
    lines = lines_of(expected, given)
    context = {
        "crumbs": _path(request, (_crumb(found), None)),
        "fictitious": found.plan.fictitious,
        "node": found,
        "report": report,
        "lines": lines,
        "expected": len(expected),
        "missing": sum(1 for line in lines if line.text and not line.delivered),
        "carried": _carried(report),
        "may_deliver": _may_deliver(request, found, report),
    }
    return render(request, "tracking/desk/evidence_node.html", context)


@allowed_by("tracking.deliver-evidence")
@require_http_methods(READS_AND_SENDS)
def new_file(request: HttpRequest, plan: str, key: str) -> HttpResponse:
    """Delivers a file."""
    found = _node(request, plan, key)
    report = _report(request, found)
    form = forms.FileForm(
        request.POST or None,
        request.FILES or None,
        means=means_by_fingerprint(found),
        initial={"means": request.GET.get(MEANS, "")},
    )

    def act(sent: forms.FileForm) -> str:
        evidence = deliver_file(
            node=found, upload=sent.cleaned_data["upload"], told=sent.told, by=_person(request), report=report
        )
        if report is not None:
            return _("Entregado con el reporte como su anexo %(number)s: se verá cuando el reporte se apruebe.") % {
                "number": evidence.annex
            }
        if evidence.is_restricted:
            return _("Entregado y reservado: cualquiera ve que existe, su huella y cuántas personas muestra.")
        return _("Entregado. Su huella ya es pública; el archivo lo será cuando otra persona publique su copia.")

    context = _delivering(request, found, report, _("Entregar un archivo"), _("Entregar"))
    context |= {"other": _address("evidence:new-link", found, report, request.GET.get(MEANS, "")), "is_file": True}
    return answer(
        request,
        "tracking/desk/evidence_deliver.html",
        form,
        lambda sent: Done(act(sent), context["back"]),
        context=lambda: context,
    )


@allowed_by("tracking.deliver-evidence")
@require_http_methods(READS_AND_SENDS)
def new_link(request: HttpRequest, plan: str, key: str) -> HttpResponse:
    """Delivers a link."""
    found = _node(request, plan, key)
    report = _report(request, found)
    form = forms.LinkForm(
        request.POST or None, means=means_by_fingerprint(found), initial={"means": request.GET.get(MEANS, "")}
    )

    def act(sent: forms.LinkForm) -> str:
        evidence = deliver_link(
            node=found, url=sent.cleaned_data["url"], told=sent.told, by=_person(request), report=report
        )
        if is_drive(evidence.url):
            messages.warning(
                request,
                _("Los enlaces de ese sitio se mueren o piden permiso: si tienes el archivo, entrégalo también."),
            )
        return _("Entregado. Minga comprobará si abre y volverá a mirarlo cada semana.")

    context = _delivering(request, found, report, _("Entregar un enlace"), _("Entregar"))
    context |= {"other": _address("evidence:new-file", found, report, request.GET.get(MEANS, "")), "is_file": False}
    return answer(
        request,
        "tracking/desk/evidence_deliver.html",
        form,
        lambda sent: Done(act(sent), context["back"]),
        context=lambda: context,
    )


@allowed_by("tracking.see-evidence")
@require_safe
def detail(request: HttpRequest, evidence: UUID) -> HttpResponse:
    """One verifiable: what it is, its verdicts, its copies, and what the person may do."""
    found = _seen(request, evidence)
    acts = ("review-evidence", "release-copy", "withdraw-copy", "read-evidence")
    context = _about(request, found) | {
        "reviews": found.reviews.select_related("organization"),
        "copies": found.copies.all(),
        "score": score_of(found),
        "may": {act.replace("-", "_"): verdict(request.user, f"tracking.{act}", found) for act in acts},
        "is_drive": is_drive(found.url),
    }
    return render(request, "tracking/desk/evidence.html", context)


@allowed_by("tracking.review-evidence")
@require_http_methods(READS_AND_SENDS)
def review(request: HttpRequest, evidence: UUID) -> HttpResponse:
    """Says what a verifiable is worth."""
    found = _seen(request, evidence)

    def act(sent: Form) -> str:
        review_evidence(evidence=found, by=_person(request), **sent.cleaned_data)
        return _("Anotado. El veredicto y su razón son públicos; los anteriores quedan en su historia.")

    title = _("¿Basta este verificable?")
    sentence = _("Ábrelo y compáralo con lo que se esperaba. Lo que digas se publica con tu rol, nunca con tu nombre.")
    form = forms.VerdictForm(request.POST or None)
    return _act(request, found, "review-evidence", form, act, title, sentence, button=_("Anotar el veredicto"))


@allowed_by("tracking.release-copy")
@require_http_methods(READS_AND_SENDS)
def release(request: HttpRequest, evidence: UUID) -> HttpResponse:
    """Publishes a copy."""
    found = _seen(request, evidence)
    needs_copy = found.is_restricted or found.media_type in OFFICE
    form = forms.ReleaseForm(request.POST or None, request.FILES or None, needs_copy=needs_copy)

    def act(sent: Form) -> str:
        release_copy(evidence=found, by=_person(request), **sent.cleaned_data)
        return _("Publicada: cualquiera puede descargar la copia.")

    if found.is_restricted:
        sentence = _(
            "El original queda reservado. Sube una copia en la que las personas estén cubiertas y di qué cubriste."
        )
    elif needs_copy:
        sentence = _("Un documento de Office puede llevar datos ocultos, notas y cambios: sube su copia en PDF o CSV.")
    else:
        sentence = _("Se publica una copia hecha de nuevo, sin propiedades, notas ni datos de la cámara.")
    return _act(request, found, "release-copy", form, act, _("Publicar una copia"), sentence)


@allowed_by("tracking.withdraw-copy")
@require_http_methods(READS_AND_SENDS)
def withdraw(request: HttpRequest, evidence: UUID) -> HttpResponse:
    """Withdraws the public copy."""
    found = _seen(request, evidence)

    def act(sent: Form) -> str:
        withdraw_copy(evidence=found, by=_person(request), **sent.cleaned_data)
        return _("Retirada: ya nadie la descarga. Que existió, y por qué se retiró, sigue a la vista.")

    title = _("Retirar la copia pública")
    sentence = _("Quien la descargó antes la conserva. Después puedes publicar otra.")
    return _act(request, found, "withdraw-copy", forms.WithdrawForm(request.POST or None), act, title, sentence)


@allowed_by("tracking.read-evidence")
@never_cache
@require_safe
def original(request: HttpRequest, evidence: UUID) -> FileResponse:
    """The original file, for those who may read it."""
    found = _seen(request, evidence)
    require(request.user, "tracking.read-evidence", found)
    if not found.sha256:
        raise Http404
    try:
        content = open_private(found.sha256)
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=True,
        filename=file_name(found, found.media_type),
        content_type=found.media_type,
        headers={"X-Content-Type-Options": "nosniff"},
    )


def _act(
    request: HttpRequest, found: Evidence, rule: str, form: Form, act: Any, title: str, sentence: str, button: str = ""
) -> HttpResponse:
    """A page that asks one thing of a verifiable; who may not is told before they write anything."""
    may = verdict(request.user, f"tracking.{rule}", found)
    context = _about(request, found, title) | {"title": title, "sentence": sentence, "verdict": may}
    context |= {"button": button or title, "may_read": verdict(request.user, "tracking.read-evidence", found)}
    then = reverse("evidence:detail", args=[found.public_id])
    context["back"] = then
    return answer(
        request, "tracking/desk/evidence_act.html", form, lambda sent: Done(act(sent), then), context=lambda: context
    )


def _about(request: HttpRequest, found: Evidence, below: str = "") -> dict[str, Any]:
    address = reverse("evidence:detail", args=[found.public_id]) if below else None
    own: list[Crumb] = [(shortened(found.title, CRUMB), address)]
    path = [
        (_crumb(found.node), _address("evidence:node", found.node, None)),
        *own,
        *([(below, None)] if below else []),
    ]
    return {
        "crumbs": _path(request, *path),
        "fictitious": found.node.plan.fictitious,
        "evidence": found,
        "node": found.node,
    }


def _delivering(
    request: HttpRequest, found: Node, report: ProgressReport | None, title: str, button: str
) -> dict[str, Any]:
    back = _address("evidence:node", found, report)
    return {
        "crumbs": _path(request, (_crumb(found), back), (title, None)),
        "fictitious": found.plan.fictitious,
        "node": found,
        "report": report,
        "title": title,
        "button": button,
        "back": back,
        "verdict": _may_deliver(request, found, report),
    }


def _may_deliver(request: HttpRequest, found: Node, report: ProgressReport | None) -> Any:
    if report is not None:
        return verdict(request.user, "tracking.write-report", report)
    return verdict(request.user, "tracking.deliver-evidence", found)


def _node(request: HttpRequest, plan: str, key: str) -> Node:
    """The node of an address, for who may see what was delivered for it. Raises Denied otherwise."""
    rows = Node.objects.select_related("plan__publisher__parent", "level", "parent__parent__parent")
    found: Node = get_object_or_404(rows, plan__slug=plan, key=key)
    require(request.user, "tracking.see-evidence", found)
    return found


def _report(request: HttpRequest, found: Node) -> ProgressReport | None:
    """The report that the address carries on, of this node."""
    told = request.GET.get(REPORT, "")
    if not told:
        return None
    try:
        public_id = UUID(told)
    except ValueError:
        raise Http404 from None
    related = ("assignment__organization", "assignment__cycle__plan", "assignment__node")
    return get_object_or_404(
        ProgressReport.objects.select_related(*related), public_id=public_id, assignment__node=found
    )


def _seen(request: HttpRequest, public_id: UUID) -> Evidence:
    """A verifiable, for who may see what was delivered for its node. Raises Denied otherwise."""
    try:
        found = find_evidence(public_id)
    except Evidence.DoesNotExist:
        raise Http404 from None
    require(request.user, "tracking.see-evidence", found.node)
    return found


def _address(name: str, found: Node, report: ProgressReport | None, means: str = "") -> str:
    told = {REPORT: str(report.public_id) if report else "", MEANS: means}
    return reverse(name, args=[found.plan.slug, found.key], query={key: value for key, value in told.items() if value})


def _carried(report: ProgressReport | None) -> str:
    return f"{REPORT}={report.public_id}" if report else ""


def _crumb(found: Node) -> str:
    return f"{found.key} {shortened(found.title, CRUMB)}"


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)


def _path(request: HttpRequest, *below: Crumb) -> list[Crumb]:
    above: list[Crumb] = [
        (_("Bandeja de trabajo"), reverse("web:desk")),
        (_("Verificables"), reverse("evidence:desk") if below else None),
    ]
    return crumbs(request, *above, *below)
