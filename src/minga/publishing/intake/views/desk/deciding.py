"""Deciding beside the source: alerts one by one, elements, and the document's own data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minga.design.paging import PARAMETER
from minga.foundation.organizations.rules import verdict
from minga.government.plans.words import feminine, level_words
from minga.kernel.access import allowed_by
from minga.kernel.errors import Conflict, Refused
from minga.publishing.intake import actions
from minga.publishing.intake.correcting import document_as_said
from minga.publishing.intake.deciding import DOCUMENT, Choice
from minga.publishing.intake.draft import TEXT_PLACES, DraftNode
from minga.publishing.intake.forms.deciding import ChoiceForm, DocumentForm, problems_of
from minga.publishing.intake.forms.elements import ElementFilter, ElementForm
from minga.publishing.intake.models import Decision, Reading
from minga.publishing.intake.queries import beside
from minga.publishing.intake.queries.review import Alert, Review, mechanism_terms
from minga.publishing.intake.templatetags.intake_words import fields_words
from minga.publishing.intake.views.desk.common import page_of, person, reading_of, see_other, status_of

SLOTS = {
    "missing-note": "status",
    "unknown-status": "status",
    "missing-evidence": "evidence",
    "unlisted-annex": "evidence",
    "missing-mechanism": "mechanisms",
    "unknown-term": "mechanisms",
    "sum-mismatch": "targets",
    "unit-suspect": "targets",
    "percent-mismatch": "budget",
    "date-suspect": "dates",
    "duplicate-name": "title",
}
"""Beside which field of the element an alert of each kind stands; any other stands above all."""
GROUPS = ("title", "status", "evidence", "mechanisms", "targets", *TEXT_PLACES, "budget", "roles", "dates", "code")
ELEMENTS_IN_A_PAGE = 100


@allowed_by("intake.see")
@require_http_methods(["GET", "HEAD", "POST"])
def alert(request: HttpRequest, reading: UUID, number: int) -> HttpResponse:
    """One alert: the source at the left, the draft at the right, and the decision."""
    found = reading_of(request, reading)
    review = _review(found)
    if not 1 <= number <= len(review.alerts):
        raise Http404
    asked = review.alerts[number - 1]
    node = review.node(asked.node.ref) if asked.node else None
    page = _Page(
        request=request,
        review=review,
        decision=asked.decision,
        seen=review.seen(asked.ref, number - 1),
        question=_question(asked, node),
        choices=_choices(asked, node),
    )

    def act(choice: Mapping[str, Any], said: Mapping[str, Any]) -> str:
        actions.decide_alert(found, number, said=said, by=person(request), **choice)
        following = _review(reading_of(request, reading)).next_undecided(number)
        messages.success(request, _("Decisión guardada."))
        if following is None or following.number == number:
            return found.get_absolute_url()
        return reverse("intake:alert", args=[found.public_id, following.number])

    forms = _forms(request, review, node, asked)
    context = {
        "alert": asked,
        "slot": SLOTS.get(asked.finding.code, "top") if asked.node else "top",
        "left": len(review.undecided),
        "previous": number - 1,
        "following": number + 1 if number < len(review.alerts) else 0,
        "window": beside.beside(found, asked.finding.place, beside.meant_by(asked.finding, asked.node)),
        "beneath": review.below(asked.node.ref) if asked.node else [],
    }
    title = _("Alerta de lectura %(number)s") % {"number": number}
    return page.answer("intake/alert.html", title, forms, act, context)


@allowed_by("intake.see")
@require_safe
def elements(request: HttpRequest, reading: UUID) -> HttpResponse:
    """Every element that was read, to find one that no alert speaks of."""
    found = reading_of(request, reading)
    review = _review(found)
    form = ElementFilter(request.GET)
    page = Paginator(form.chosen(review.elements()), ELEMENTS_IN_A_PAGE).get_page(request.GET.get(PARAMETER))
    context = {"page": page, "form": form, "total": len(review.read_nodes)}
    return render(request, "intake/elements.html", page_of(request, found, _("Elementos"), **context))


@allowed_by("intake.see")
@require_http_methods(["GET", "HEAD", "POST"])
def element(request: HttpRequest, reading: UUID, ref: str) -> HttpResponse:
    """One element without an alert: what I see is different."""
    found = reading_of(request, reading)
    review = _review(found)
    if ref not in review.read_nodes:
        raise Http404
    node = review.node(ref)
    decision = review.decision_on(ref)
    page = _Page(
        request=request,
        review=review,
        decision=decision,
        seen=review.seen(ref),
        question=_of_element(node),
        choices=_element_choices(decision),
    )

    def act(choice: Mapping[str, Any], said: Mapping[str, Any]) -> str:
        actions.decide_element(found, ref, said=said, by=person(request), **choice)
        messages.success(request, _("Decisión guardada."))
        return _among_elements(review, ref)

    context = {
        "node": node,
        "slot": "",
        "window": beside.beside(found, node.place, beside.meant_of(node)),
        "beneath": review.below(ref),
        "alerts": [one for one in review.alerts if one.node and one.node.ref == ref],
    }
    return page.answer("intake/element.html", _("Corregir un elemento"), _forms(request, review, node), act, context)


@allowed_by("intake.see")
@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest, reading: UUID) -> HttpResponse:
    """The document's own title, date and issuer."""
    found = reading_of(request, reading)
    review = _review(found)
    decision = review.decision_on(DOCUMENT)
    page = _Page(
        request=request,
        review=review,
        decision=decision,
        seen=review.seen(DOCUMENT),
        question=_("¿Qué haces con estos datos?"),
        choices=[one for one in _element_choices(decision) if one[0] != Choice.LEAVE_OUT],
    )

    def act(choice: Mapping[str, Any], said: Mapping[str, Any]) -> str:
        actions.decide_element(found, DOCUMENT, said=said, by=person(request), **choice)
        messages.success(request, _("Decisión guardada."))
        return found.get_absolute_url()

    context = {"window": beside.opening(found)}
    forms = _forms(request, review, None)
    return page.answer("intake/document.html", _("Datos del documento"), forms, act, context)


def _among_elements(review: Review, ref: str) -> str:
    """Where an element stands in the list of all."""
    number = list(review.read_nodes).index(ref) // ELEMENTS_IN_A_PAGE + 1
    query = f"?{PARAMETER}={number}" if number > 1 else ""
    return f"{reverse('intake:elements', args=[review.reading.public_id])}{query}#{ref}"


def _review(reading: Reading) -> Review:
    if reading.draft is None:
        raise Http404
    return Review(reading)


class _Page:
    """A page with a decision: shown, sent, and shown again with the reason when it is refused."""

    def __init__(
        self,
        *,
        request: HttpRequest,
        review: Review,
        decision: Decision | None,
        seen: int,
        question: str,
        choices: list[tuple[str, Any]],
    ) -> None:
        self.request, self.review, self.decision, self.seen = request, review, decision, seen
        initial = {"seen": seen, "choice": decision.choice if decision else None}
        initial["reason"] = decision.reason if decision else ""
        if decision is None and len(choices) and choices[0][0] == Choice.CORRECT:
            initial["choice"] = Choice.CORRECT
        data = request.POST if request.method == "POST" else None
        self.form = ChoiceForm(data, prefix="d", initial=initial, question=question, choices=choices)

    def answer(
        self,
        template: str,
        title: str,
        forms: Mapping[str, Any],
        act: Callable[[Mapping[str, Any], Mapping[str, Any]], str],
        context: Mapping[str, Any],
    ) -> HttpResponse:
        """The page; once the decision is taken, the way on."""
        refused, status = None, HTTPStatus.OK
        if self.request.method == "POST":
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            try:
                if self._is_valid(forms):
                    return see_other(act(self.form.cleaned_data, self._said(forms)))
            except Refused as refusal:
                refused, status = refusal, status_of(refusal)
                if isinstance(refusal, Conflict):
                    self.form.renew(self.seen)
        may = verdict(self.request.user, "intake.review", self.review.reading)
        page = page_of(self.request, self.review.reading, title, review=self.review, decision=self.decision)
        problems = self._problems(forms)
        page |= {"form": self.form, "refused": refused, "may_review": may, "problems": problems}
        page["wrong_fields"] = any(not field.startswith(f"id_{self.form.prefix}-") for field, *_words in problems)
        return render(self.request, template, {**page, **forms, **context}, status=status)

    def _is_valid(self, forms: Mapping[str, Any]) -> bool:
        """Whether the choice is, and with it the fields: a correction reads them, and nothing typed in them is dropped."""
        if not self.form.is_valid():
            return False
        if not all(form.is_valid() for form in self._spoken(forms)):
            return False
        kept = self.form.cleaned_data["choice"] == Choice.KEEP
        changed = [name for form in self._spoken(forms) for name in form.changes()] if kept else []
        if changed:
            words = _("Cambiaste %(fields)s: elige «Lo que veo es distinto» para guardarlo, o déjalo como estaba.")
            self.form.add_error("choice", words % {"fields": fields_words(changed)})
        return not changed

    def _spoken(self, forms: Mapping[str, Any]) -> list[Any]:
        """The forms whose fields matter for the choice: all for a correction, those that came along for what is kept."""
        choice = self.form.cleaned_data.get("choice")
        found = [form for form in (forms["element"], forms["document"]) if form is not None]
        if choice == Choice.KEEP:
            return [form for form in found if form.is_sent]
        return found if choice == Choice.CORRECT else []

    def _said(self, forms: Mapping[str, Any]) -> dict[str, Any]:
        if self.form.cleaned_data["choice"] != Choice.CORRECT:
            return {}
        element_form, document_form = forms["element"], forms["document"]
        return element_form.said() if element_form else document_form.cleaned_data

    def _problems(self, forms: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        """Every error of the page with the id and the label of its field."""
        if self.request.method != "POST":
            return []
        own = problems_of(self.form)
        return own or [problem for form in self._spoken(forms) for problem in form.problems]


def _forms(request: HttpRequest, review: Review, node: DraftNode | None, asked: Alert | None = None) -> dict[str, Any]:
    """The fields that may be corrected: those of the element, or the document's; none where a figure is meant."""
    data = request.POST if request.method == "POST" else None
    if node is not None:
        slot = SLOTS.get(asked.finding.code, "") if asked else ""
        shown = [group for group in GROUPS if _has(node, group) or group == slot]
        rest = [group for group in GROUPS if group not in shown]
        return {"element": ElementForm(node, mechanism_terms(), data), "document": None, "shown": shown, "rest": rest}
    if asked is not None and asked.figures:
        return {"element": None, "document": None}
    form = DocumentForm(data, prefix="doc", initial=document_as_said(review.document()))
    return {"element": None, "document": form}


def _has(node: DraftNode, group: str) -> bool:
    """Whether the reading found anything for a group of fields."""
    found = {
        "title": True,
        "status": node.status,
        "evidence": node.evidence or node.status,
        "mechanisms": node.mechanisms_printed,
        "targets": node.targets,
        "budget": node.budget,
        **{name: getattr(node, name) for name in TEXT_PLACES},
    }
    return bool(found.get(group))


def _question(asked: Alert, node: DraftNode | None) -> str:
    if node is not None:
        return _of_element(node)
    return _("¿Qué haces con esta cifra?") if asked.figures else _("¿Qué haces con esta alerta?")


def _of_element(node: DraftNode) -> str:
    this = _("¿Qué haces con esta %(level)s?") if feminine(node.level) else _("¿Qué haces con este %(level)s?")
    return this % {"level": level_words(node.level, 1)}


def _choices(asked: Alert, node: DraftNode | None) -> list[tuple[str, Any]]:
    keep = _("Guardar como está impreso")
    if node is not None:
        if asked.finding.code == "missing-note":
            keep = _("Guardar como está impreso; el asterisco queda sin motivo")
        return [
            (Choice.KEEP, keep),
            (Choice.CORRECT, Decision.Choices.CORRECT.label),
            _out(_("Dejarlo fuera, con motivo")),
        ]
    if asked.figures:
        return [(Choice.KEEP, keep), _out(_("Dejar fuera la cifra, con motivo"))]
    return [
        (Choice.KEEP, _("Está así en el documento: guardar y contar la alerta")),
        (Choice.CORRECT, _("Lo que veo es distinto: corregir los datos del documento")),
        _out(_("La alerta no corresponde: quitarla, con motivo")),
    ]


def _out(words: str) -> tuple[str, str]:
    return Choice.LEAVE_OUT, words


def _element_choices(decision: Decision | None) -> list[tuple[str, Any]]:
    back = [(Choice.KEEP, _("Volver a como se leyó"))] if decision else []
    return [(Choice.CORRECT, Decision.Choices.CORRECT.label), _out(_("Dejarlo fuera, con motivo")), *back]
