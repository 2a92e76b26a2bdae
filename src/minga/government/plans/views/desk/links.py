"""The desk's pages of links between plans: proposing one, answering it, ending it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minga.design.sending import Done, attempt, sent
from minga.design.sending import answer as respond
from minga.foundation.organizations.rules import require
from minga.government.plans.actions import answer_link, end_link, propose_link
from minga.government.plans.forms.links import AnswerForm, EndForm, ProposeLinkForm
from minga.government.plans.models import Link, Node
from minga.government.plans.queries.links import links_of
from minga.government.plans.views.desk.common import METHODS, editable_plan, path_to
from minga.kernel.access import allowed_by
from minga.kernel.errors import Refused


@allowed_by("plans.propose-link")
@require_http_methods(METHODS)
def propose(request: HttpRequest, plan: str, key: str) -> HttpResponse:
    """Proposing that a node contributes to, implements, repeats or follows one of another plan."""
    found = editable_plan(request, plan)
    source = Node.objects.select_related("plan").filter(plan=found, key=key).first()
    if source is None:
        raise Http404
    form = ProposeLinkForm(request.POST or None, plan=found)

    def page(refused: Refused | None = None, status: int = 200) -> HttpResponse:
        context = {
            "crumbs": path_to(request, found, (key, source.get_absolute_url()), (_("Vínculo"), None)),
            "fictitious": found.fictitious,
            "plan": found,
            "node": source,
            "form": form,
            "refused": refused,
        }
        return render(request, "plans/desk/propose_link.html", context, status=status)

    if request.method != "POST" or not form.is_valid():
        return page(status=422 if form.is_bound else 200)
    values = form.cleaned_data
    return attempt(
        lambda: propose_link(
            source,
            values["target"],
            kind=values["kind"],
            statement=values["statement"],
            by=request.user,  # type: ignore[arg-type]
        ),
        lambda _link: _proposed(request, found.slug, key),
        page,
    )


def _proposed(request: HttpRequest, plan: str, key: str) -> HttpResponse:
    messages.success(request, _("Propuesto. Se mostrará cuando el otro plan esté de acuerdo."))
    return redirect("plans:desk-node", plan=plan, key=key)


@allowed_by("plans.answer-link")
@require_http_methods(METHODS)
def answer(request: HttpRequest, link: Any) -> HttpResponse:
    """Answering a link that another plan proposed."""
    found = Link.objects.select_related("source__plan", "target__plan__publisher").filter(public_id=link).first()
    if found is None:
        raise Http404
    if found.state == Link.State.PROPOSED:
        require(request.user, "plans.answer-link", found)
    else:
        require(request.user, "plans.edit", found.target.plan)
    form = AnswerForm(request.POST or None)

    def page(refused: Refused | None = None, status: int = 200) -> HttpResponse:
        context = {
            "crumbs": path_to(request, found.target.plan, (_("Vínculo propuesto"), None)),
            "fictitious": found.target.plan.fictitious,
            "link": found,
            "form": form,
            "refused": refused,
        }
        return render(request, "plans/desk/link.html", context, status=status)

    if request.method != "POST" or not form.is_valid():
        return page(status=422 if form.is_bound else 200)
    return attempt(
        lambda: answer_link(found, by=request.user, **form.cleaned_data),  # type: ignore[arg-type]
        lambda answered: _answered(request, answered),
        page,
    )


def _answered(request: HttpRequest, link: Link) -> HttpResponse:
    messages.success(request, _("Tu respuesta quedó anotada: %(state)s.") % {"state": link.get_state_display()})
    return redirect("plans:desk-plan", plan=link.target.plan.slug)


@allowed_by("plans.end-link")
@require_http_methods(METHODS)
def end(request: HttpRequest, plan: str, key: str, link: Any) -> HttpResponse:
    """Ending, for this plan, a link that both agreed to."""
    own = editable_plan(request, plan)
    found = next((one for one in links_of(own, key) if one.public_id == link), None)
    if found is None:
        raise Http404

    def act(form: EndForm) -> Done:
        end_link(found, plan=own, reason=form.cleaned_data["reason"], by=request.user)  # type: ignore[arg-type]
        words = _("El vínculo terminó: ya no se muestra, y la historia de los dos elementos lo cuenta.")
        return Done(words, reverse("plans:desk-node", args=[plan, key]))

    def context() -> dict[str, object]:
        found.refresh_from_db(fields=["state", "ending"])
        above = (key, reverse("plans:desk-node", args=[plan, key]))
        return {
            "crumbs": path_to(request, own, above, (_("Vínculo"), None)),
            "fictitious": own.fictitious,
            "plan": own,
            "key": key,
            "link": found,
        }

    return respond(request, "plans/desk/end_link.html", EndForm(sent(request)), act, context=context)
