"""The desk of agreements: writing them while the minutes are open, then telling and settling what became of them."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minga.design.sending import sent
from minga.foundation.accounts.views.own import person_of
from minga.foundation.organizations.actions import bodies as actions
from minga.foundation.organizations.forms import bodies as forms
from minga.foundation.organizations.models import Agreement, BodySession
from minga.foundation.organizations.queries.bodies import with_subjects
from minga.foundation.organizations.rules import require, verdict
from minga.foundation.organizations.subjects import find_document, find_subject
from minga.foundation.organizations.views.body_paths import (
    any_session,
    seen_session,
    session_page,
    standing,
)
from minga.kernel.access import allowed_by

READS_AND_SENDS = ["GET", "HEAD", "POST"]


@allowed_by("bodies.record")
@require_http_methods(READS_AND_SENDS)
def new(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """Writes an agreement."""
    session = seen_session(request, body, number)
    initial = {"version": session.version, "kind": Agreement.Kind.TASK}
    form = forms.AgreementForm(sent(request), session=session, initial=initial)

    def act(filled: forms.AgreementForm) -> str:
        version = filled.cleaned_data["version"]
        made = actions.make_agreement(session=session, terms=_terms(filled), by=person_of(request), version=version)
        return _("Anotado: acuerdo %(number)s.") % {"number": made.number}

    return session_page(
        request,
        session,
        form,
        act,
        title=_("Anotar un acuerdo"),
        sentence=_("Será público, y valdrá, cuando otra persona apruebe el acta."),
        button=_("Anotar el acuerdo"),
    )


@allowed_by("bodies.record")
@require_http_methods(READS_AND_SENDS)
def edit(request: HttpRequest, body: str, number: int, agreement: int) -> HttpResponse:
    """Changes an agreement whose minutes are open, or takes it out."""
    session = seen_session(request, body, number)
    found = _agreement(session, agreement)
    form = forms.AgreementForm(sent(request), session=session, initial=_initial(request, session, found))

    def act(filled: forms.AgreementForm) -> str:
        version = filled.cleaned_data["version"]
        if "quitar" in request.POST:
            actions.remove_agreement(agreement=found, by=person_of(request), version=version)
            return _("Acuerdo quitado.")
        actions.change_agreement(agreement=found, terms=_terms(filled), by=person_of(request), version=version)
        return _("Guardado.")

    return session_page(
        request,
        session,
        form,
        act,
        title=_("Cambiar el acuerdo %(number)s") % {"number": found.number},
        sentence=_("Puede cambiar hasta que se apruebe el acta."),
        button=_("Guardar"),
        other_name="quitar",
        other=_("Quitar el acuerdo"),
    )


@allowed_by("bodies.follow")
@require_http_methods(READS_AND_SENDS)
def follow(request: HttpRequest, body: str, number: int, agreement: int) -> HttpResponse:
    """Tells what was done of an agreement; whoever may, settles it."""
    session = any_session(body, number)
    found = _agreement(session, agreement)
    if session.state != BodySession.State.CLOSED and not verdict(request.user, "bodies.see", session.body).allowed:
        raise Http404  # nobody outside the body knows it until its minutes are approved
    require(request.user, "bodies.follow", found)
    settling = "ends" in request.POST
    tell = forms.FollowForm(request.POST if request.method == "POST" and not settling else None)
    settle = forms.SettleForm(
        request.POST if settling else None,
        prefix="ends",
        initial={"version": found.version, "on": timezone.localdate(), "state": Agreement.State.MET},
    )

    def told(filled: forms.FollowForm) -> str:
        data = dict(filled.cleaned_data)
        address = data.pop("document")
        document = find_document(address) if address else None
        actions.follow_agreement(agreement=found, by=person_of(request), document=document, **data)
        return _("Anotado: ya se ve junto al acuerdo.")

    def settled(filled: forms.SettleForm) -> str:
        done = actions.settle_agreement(agreement=found, by=person_of(request), **filled.cleaned_data)
        return _("El acuerdo está %(state)s.") % {"state": done.get_state_display()}

    page = partial(
        session_page,
        request,
        session,
        template="organizations/bodies/desk/agreement.html",
        then=reverse("bodies:desk-follow", args=[body, number, agreement]),
        version=standing(found),
        more=lambda: {
            "agreement": found,
            "tell": tell,
            "settle": settle,
            "may_settle": verdict(request.user, "bodies.settle", found),
            "may_see": verdict(request.user, "bodies.see", session.body),
            "today": timezone.localdate(),
        },
        title=found.reference,
        sentence=found.text,
        button=_("Anotar"),
    )
    return page(settle, settled) if settling else page(tell, told)


def _agreement(session: BodySession, number: int) -> Agreement:
    found = with_subjects(session.agreements.select_related("responsible", "item", "corrects__body"))
    agreement = get_object_or_404(found, number=number)
    agreement.session = session
    return agreement


def _terms(form: forms.AgreementForm) -> actions.Terms:
    """What a form says of an agreement. Raises Refused for an address of no subject."""
    data = form.cleaned_data
    return actions.Terms(
        kind=data["kind"],
        text=data["text"],
        item=data["item"],
        responsible=data["responsible"],
        due=data["due"],
        subjects=[find_subject(address) for address in data["about"]],
        corrects=data["corrects"],
    )


def _initial(request: HttpRequest, session: BodySession, found: Agreement) -> dict[str, object]:
    about = [about.subject.get_absolute_url() for about in found.subjects.all() if about.subject]
    return {
        "version": session.version,
        "kind": found.kind,
        "text": found.text,
        "item": found.item.position if found.item else None,
        "responsible": found.responsible.slug if found.responsible else None,
        "due": found.due,
        "about": "\n".join(request.build_absolute_uri(address) for address in about),
        "corrects": found.corrects.number if found.corrects else None,
    }
