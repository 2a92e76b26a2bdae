"""The desk of a session that was called: who came, its minutes, their approval and release, and its files."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from minga.design.sending import sent
from minga.foundation.accounts.views.own import person_of
from minga.foundation.organizations.actions import bodies as actions
from minga.foundation.organizations.files import PDF, open_private
from minga.foundation.organizations.forms import bodies as forms
from minga.foundation.organizations.forms.minutes import COUNTS, MinutesForm
from minga.foundation.organizations.models import AgendaItem, BodySession
from minga.foundation.organizations.queries.bodies import chairs, presence_by_sector, rule_on
from minga.foundation.organizations.queries.body_desk import followed_by
from minga.foundation.organizations.quorum import Votes
from minga.foundation.organizations.rules import require, verdict
from minga.foundation.organizations.views.body_paths import (
    desk_path,
    seen_session,
    session_page,
)
from minga.kernel.access import allowed_by

READS_AND_SENDS = ["GET", "HEAD", "POST"]
SUFFIXES = {PDF: "pdf", "image/jpeg": "jpg", "image/png": "png"}


@allowed_by("bodies.see")
@require_safe
def session(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """A session as its secretariat sees it: what is done, what comes next, who may do it."""
    found = seen_session(request, body, number)
    rules = ("convene", "record", "approve-minutes", "release-minutes")
    agreements = found.agreements.select_related("responsible", "session__body__organization")
    items = list(found.items.all())
    lacking = [item for item in items if not item.text]
    context = {
        "crumbs": desk_path(request, found.body, found),
        "fictitious": found.body.fictitious,
        "session": found,
        "minutes": getattr(found, "minutes", None),
        "lacking": lacking,
        "may_be_approved": found.state == BodySession.State.FAILED or not lacking,
        "items": items,
        "attendance": found.attendance.select_related("rule", "principal__organization", "alternate__organization"),
        "presence": presence_by_sector(found.attendance.select_related("rule")),
        "agreements": agreements,
        "followed": followed_by(request.user, agreements),
        "may": {rule.replace("-", "_"): verdict(request.user, f"bodies.{rule}", found) for rule in rules},
        "today": timezone.localdate(),
    }
    return render(request, "organizations/bodies/desk/session.html", context)


@allowed_by("bodies.record")
@require_http_methods(READS_AND_SENDS)
def attendance(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """Notes who came for each seat."""
    found = seen_session(request, body, number)
    seats = chairs(found.body, found.meets_on)
    told = {(row.rule.position, row.number): row.presence for row in found.attendance.select_related("rule")}
    initial = {"version": found.version, "guests": found.guests}
    form = forms.AttendanceForm(sent(request), request.FILES or None, chairs=seats, told=told, initial=initial)

    def act(filled: forms.AttendanceForm) -> str:
        data = filled.cleaned_data
        noted = actions.record_attendance(
            session=found,
            presences=filled.presences,
            guests=data["guests"],
            attendance_list=data["attendance_list"],
            by=person_of(request),
            version=data["version"],
        )
        numbers = {"present": noted.seats_present, "needed": noted.seats_needed}
        if noted.has_quorum:
            return _("Hay quórum: %(present)s puestos presentes; hacían falta %(needed)s.") % numbers
        return _("No hay quórum: %(present)s puestos presentes; hacían falta %(needed)s.") % numbers

    return session_page(
        request,
        found,
        form,
        act,
        title=_("Quién vino"),
        sentence=_("Cada puesto tiene un voto: el suplente cuenta cuando falta su principal."),
        button=_("Anotar la asistencia"),
        template="organizations/bodies/desk/attendance.html",
        more=lambda: {"rule": rule_on(found.body, found.meets_on)},
    )


@allowed_by("bodies.record")
@require_http_methods(READS_AND_SENDS)
def minutes(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """Writes what the minutes say, item by item."""
    found = seen_session(request, body, number)
    written = getattr(found, "minutes", None)
    form = MinutesForm(
        sent(request),
        request.FILES or None,
        items=found.items.all(),
        votes=found.has_quorum,
        tie=found.tie == "presiding",
        initial={"version": found.version, "number": written.number if written else ""},
    )

    def act(filled: MinutesForm) -> str:
        data = filled.cleaned_data
        actions.record_minutes(
            session=found,
            items=[_told(filled, item) for item in filled.items],
            number=data["number"],
            document=data["document"],
            by=person_of(request),
            version=data["version"],
        )
        return _("Guardado. Nadie de fuera lo ve hasta que otra persona apruebe el acta.")

    return session_page(
        request,
        found,
        form,
        act,
        title=_("Escribir el acta"),
        sentence=_("Cuenta qué se trató en cada punto, por cargos y organizaciones. Se publica cuando se apruebe."),
        button=_("Guardar el acta"),
        template="organizations/bodies/desk/minutes.html",
    )


@allowed_by("bodies.record")
@require_http_methods(READS_AND_SENDS)
def item(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """Adds an item that was taken up in the session."""
    found = seen_session(request, body, number)
    form = forms.ItemForm(sent(request), initial={"version": found.version})

    def act(filled: forms.ItemForm) -> str:
        actions.add_item(session=found, by=person_of(request), **filled.cleaned_data)
        return _("Punto añadido.")

    return session_page(
        request,
        found,
        form,
        act,
        title=_("Añadir un punto"),
        sentence=_("Se verá que no estaba en la convocatoria."),
        button=_("Añadir"),
    )


@allowed_by("bodies.approve-minutes")
@require_http_methods(READS_AND_SENDS)
def approve(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """Approves the minutes, after reading them whole."""
    found = seen_session(request, body, number)
    initial = {"version": found.version, "approved_in": found.number, "approved_on": timezone.localdate()}
    form = forms.ApprovalForm(sent(request), session=found, initial=initial)

    def act(filled: forms.ApprovalForm) -> str:
        actions.approve_minutes(session=found, by=person_of(request), **filled.cleaned_data)
        return _(
            "Acta aprobada: la sesión, sus votaciones y sus acuerdos son públicos. "
            "En las páginas públicas se verán en un par de minutos."
        )

    return session_page(
        request,
        found,
        form,
        act,
        title=_("Aprobar el acta"),
        sentence=_("Léela entera. Después nada de ella se cambia: lo que esté mal se corrige en otra sesión."),
        button=_("Aprobar el acta"),
        template="organizations/bodies/desk/approve.html",
        more=lambda: {
            "items": found.items.all(),
            "agreements": found.agreements.select_related("responsible", "session__body"),
            "presence": presence_by_sector(found.attendance.select_related("rule")),
            "verdict": verdict(request.user, "bodies.approve-minutes", found),
        },
    )


@allowed_by("bodies.record")
@require_http_methods(READS_AND_SENDS)
def keep(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """Keeps the minutes that were signed after their approval."""
    found = seen_session(request, body, number)
    form = forms.DocumentForm(sent(request), request.FILES or None, initial={"version": found.version})

    def act(filled: forms.DocumentForm) -> str:
        actions.keep_minutes(session=found, by=person_of(request), **filled.cleaned_data)
        return _("Guardada bajo llave. Se publica solo su huella.")

    return session_page(
        request,
        found,
        form,
        act,
        title=_("Subir el acta firmada"),
        sentence=_("Queda reservada, porque tiene nombres y firmas. Se sube una vez y no se reemplaza."),
        button=_("Subir"),
    )


@allowed_by("bodies.release-minutes")
@require_http_methods(READS_AND_SENDS)
def release(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """Publishes a copy of the minutes without names."""
    found = seen_session(request, body, number)
    form = forms.ReleaseForm(sent(request), request.FILES or None, initial={"version": found.version})

    def act(filled: forms.ReleaseForm) -> str:
        actions.release_minutes(session=found, by=person_of(request), **filled.cleaned_data)
        return _("Publicada: cualquiera puede descargar la copia.")

    return session_page(
        request,
        found,
        form,
        act,
        title=_("Publicar el acta"),
        sentence=_("Sube una copia en la que los nombres y las firmas estén cubiertos. Cualquiera podrá descargarla."),
        button=_("Publicar la copia"),
    )


@allowed_by("bodies.read-reserved")
@never_cache
@require_safe
def reserved_list(request: HttpRequest, body: str, number: int) -> FileResponse:
    """The signed list of who came."""
    found = seen_session(request, body, number)
    return _reserved(request, found, found.list_sha256, found.list_type, "asistencia")


@allowed_by("bodies.read-reserved")
@never_cache
@require_safe
def reserved_minutes(request: HttpRequest, body: str, number: int) -> FileResponse:
    """The signed minutes."""
    found = seen_session(request, body, number)
    written = getattr(found, "minutes", None)
    return _reserved(request, found, written.sha256 if written else "", PDF, "acta")


def _reserved(request: HttpRequest, found: BodySession, sha256: str, media_type: str, name: str) -> FileResponse:
    require(request.user, "bodies.read-reserved", found)
    if not sha256:
        raise Http404
    filename = f"{name}-{found.body.slug}-{found.number}.{SUFFIXES[media_type]}"
    headers = {"X-Content-Type-Options": "nosniff"}
    return FileResponse(
        open_private(sha256), as_attachment=True, filename=filename, content_type=media_type, headers=headers
    )


def _told(form: MinutesForm, item: AgendaItem) -> actions.ItemRecord:
    """What a form says of one item."""
    voting = form.answer("voting", item) or AgendaItem.Voting.NONE
    counts = [form.answer(name, item) or 0 for name in COUNTS]
    return actions.ItemRecord(
        position=item.position,
        text=form.answer("text", item) or "",
        voting=voting,
        votes=Votes(*counts) if voting != AgendaItem.Voting.NONE else None,
        casting=form.answer("casting", item) or "",
    )
