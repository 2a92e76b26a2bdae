"""The desk of a body's secretariat: its seats, and its sessions until they are called."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minga.design.sending import sent
from minga.foundation.accounts.views.own import person_of
from minga.foundation.organizations.actions import bodies as actions
from minga.foundation.organizations.forms import bodies as forms
from minga.foundation.organizations.models import BodySession, SeatHolder
from minga.foundation.organizations.queries import body_desk as queries
from minga.foundation.organizations.queries.bodies import chairs
from minga.foundation.organizations.rules import verdict
from minga.foundation.organizations.views.body_paths import (
    body_page,
    desk_path,
    seen_body,
    seen_session,
    session_page,
    standing,
)
from minga.kernel.access import allowed_by


@allowed_by("bodies.see")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The bodies that the person works with, and what waits in them."""
    found = queries.bodies_for(request.user)
    context = {
        "crumbs": desk_path(request),
        "bodies": found.select_related("organization").prefetch_related("seat_rules"),
        "sessions": queries.waiting_sessions(found),
        "today": timezone.localdate(),
    }
    return render(request, "organizations/bodies/desk/list.html", context)


@allowed_by("bodies.see")
@require_safe
def body(request: HttpRequest, body: str) -> HttpResponse:
    """One body: what waits, who sits, what was agreed."""
    found = seen_body(request, body)
    today = timezone.localdate()
    agreements = queries.agreements_to_follow(found)
    context = {
        "crumbs": desk_path(request, found),
        "fictitious": found.fictitious,
        "body": found,
        "chairs": chairs(found, today),
        "sessions": found.sessions.with_words().order_by("-meets_on", "-number")[:30],
        "agreements": agreements,
        "followed": queries.followed_by(request.user, agreements),
        "may_seat": verdict(request.user, "bodies.seat", found),
        "may_convene": verdict(request.user, "bodies.convene", found),
        "rules": found.quorum_rules.all(),
        "may_set_quorum": verdict(request.user, "bodies.set-quorum", found),
        "today": today,
    }
    return render(request, "organizations/bodies/desk/body.html", context)


@allowed_by("bodies.seat")
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: HttpRequest, body: str) -> HttpResponse:
    """Says who takes a seat."""
    found = seen_body(request, body)
    seats = chairs(found, timezone.localdate())
    initial = {"seat": request.GET.get("puesto", ""), "kind": request.GET.get("calidad", SeatHolder.Kind.PRINCIPAL)}
    form = forms.SeatForm(sent(request), body=found, chairs=seats, initial=initial)

    def act(filled: forms.SeatForm) -> str:
        data = dict(filled.cleaned_data)
        chair = data.pop("seat")
        holder = actions.seat_holder(rule=chair.rule, number=chair.number, by=person_of(request), **data)
        return _("Anotado: %(seat)s, %(name)s.") % {"seat": chair.name, "name": holder.name}

    return body_page(
        request,
        found,
        form,
        act,
        title=_("Quién ocupa un puesto"),
        sentence=_("Se anota la organización o el cargo que lo ocupa y el acto que lo dice. Nunca una persona."),
        button=_("Anotar"),
    )


@allowed_by("bodies.seat")
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, body: str, holder: str) -> HttpResponse:
    """Says until when somebody holds a seat."""
    found = seen_body(request, body)
    held = get_object_or_404(found.holders.select_related("rule", "organization"), public_id=holder)
    form = forms.LeaveForm(sent(request), initial={"version": held.version})

    def act(filled: forms.LeaveForm) -> str:
        actions.end_holder(holder=held, by=person_of(request), **filled.cleaned_data)
        return _("Anotado: %(name)s deja el puesto.") % {"name": held.name}

    return body_page(
        request,
        found,
        form,
        act,
        title=_("%(name)s deja el puesto") % {"name": held.name},
        sentence=_("Quien ocupa un puesto se va con su suplente. Lo que hizo mientras estuvo queda."),
        button=_("Anotar su último día"),
        version=standing(held),
    )


@allowed_by("bodies.set-quorum")
@require_http_methods(["GET", "HEAD", "POST"])
def quorum(request: HttpRequest, body: str) -> HttpResponse:
    """Says when the body may decide, from a day on."""
    found = seen_body(request, body)
    initial = {"more_than": "1", "numerator": 1, "denominator": 2, "vacant_count": True, "tie": "rejected"}
    form = forms.QuorumForm(sent(request), initial=initial)

    def act(filled: forms.QuorumForm) -> str:
        rule = actions.set_quorum_rule(
            body=found, rule=actions.RuleOfQuorum(**filled.cleaned_data), by=person_of(request)
        )
        return _("Anotada: %(words)s.") % {"words": rule.words}

    return body_page(
        request,
        found,
        form,
        act,
        title=_("Regla de quórum"),
        sentence=_(
            "Di qué parte de los puestos tiene que estar y qué pasa en un empate. Vale desde un día y por un acto."
        ),
        button=_("Anotar la regla"),
    )


@allowed_by("bodies.convene")
@require_http_methods(["GET", "HEAD", "POST"])
def new_session(request: HttpRequest, body: str) -> HttpResponse:
    """Prepares a session."""
    found = seen_body(request, body)
    initial = {"version": 0, "number": queries.next_number(found), "kind": BodySession.Kind.ORDINARY}
    form = forms.MeetingForm(sent(request), initial=initial)

    def act(filled: forms.MeetingForm) -> str:
        number = filled.cleaned_data["number"]
        actions.prepare_session(body=found, meeting=_meeting(filled), by=person_of(request), number=number)
        return _("La sesión está en preparación: nadie de fuera la ve hasta que la convoques.")

    return body_page(
        request,
        found,
        form,
        act,
        then=lambda: reverse("bodies:desk-session", args=[found.slug, form.cleaned_data["number"]]),
        title=_("Preparar una sesión"),
        sentence=_("Escribe cuándo, dónde y qué se tratará. Se publica cuando la convoques."),
        button=_("Guardar"),
    )


@allowed_by("bodies.convene")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_session(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """Changes a session in preparation."""
    session = seen_session(request, body, number)
    agenda = "\n".join(item.title for item in session.items.all())
    fields = ("version", "number", "kind", "meets_on", "meets_at", "mode", "place")
    initial = {name: getattr(session, name) for name in fields} | {"agenda": agenda}
    form = forms.MeetingForm(sent(request), initial=initial)
    del form.fields["number"]

    def act(filled: forms.MeetingForm) -> str:
        actions.change_session(
            session=session, meeting=_meeting(filled), by=person_of(request), version=filled.cleaned_data["version"]
        )
        return _("Guardado.")

    return session_page(
        request,
        session,
        form,
        act,
        title=_("Cambiar la sesión"),
        sentence=_("Hasta que la convoques puedes cambiarlo todo."),
        button=_("Guardar"),
    )


@allowed_by("bodies.convene")
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """Calls a session."""
    session = seen_session(request, body, number)
    unit = session.body.organization.slug if session.body.organization else None
    initial = {"version": session.version, "called_on": timezone.localdate(), "unit": unit}
    form = forms.CallForm(sent(request), body=session.body, initial=initial)

    def act(filled: forms.CallForm) -> str:
        actions.call_session(session=session, by=person_of(request), **filled.cleaned_data)
        return _("Convocada: en un par de minutos se verá en la página pública del cuerpo.")

    return session_page(
        request,
        session,
        form,
        act,
        title=_("Convocar"),
        sentence=_("Desde ahora todos verán el día, el lugar y el orden del día, y ya no podrás cambiarlos."),
        button=_("Convocar la sesión"),
    )


@allowed_by("bodies.convene")
@require_http_methods(["GET", "HEAD", "POST"])
def void(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """Leaves a session without effect."""
    session = seen_session(request, body, number)
    form = forms.ReasonForm(sent(request), initial={"version": session.version})

    def act(filled: forms.ReasonForm) -> str:
        actions.void_session(session=session, by=person_of(request), **filled.cleaned_data)
        return _("La sesión quedó sin efecto.")

    return session_page(
        request,
        session,
        form,
        act,
        title=_("Dejar la sesión sin efecto"),
        sentence=_("Su número no se usa otra vez, y el motivo se publica con ella."),
        button=_("Dejar sin efecto"),
    )


def _meeting(form: forms.MeetingForm) -> actions.Meeting:
    data = form.cleaned_data
    return actions.Meeting(
        kind=data["kind"],
        meets_on=data["meets_on"],
        agenda=data["agenda"],
        meets_at=data["meets_at"],
        mode=data["mode"],
        place=data["place"],
    )
