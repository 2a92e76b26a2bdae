"""Which standing plan and nodes are meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.government.plans.words import cut
from minga.kernel.formats import quoted
from minga.publishing.intake.forms.deciding import problems_of
from minga.publishing.intake.matching import NEW
from minga.publishing.intake.queries.matching import IS_NEW, NodeQuestion, PlanQuestion, Questions

OTHER = "other"
SAME = "same"
SHORT_TITLE = 60
"""Letters of a title by which a question is named in the list of what is to be corrected."""


class QuestionForm(forms.Form):
    """One question: the same, a new one, or another that is chosen from a list."""

    answer = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": _("Elige una respuesta.")})
    other = forms.ChoiceField(required=False)

    def __init__(
        self, *args: Any, label: Any, choices: Sequence[tuple[str, Any]], others: Sequence[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        answer, other = self.fields["answer"], self.fields["other"]
        assert isinstance(answer, forms.ChoiceField)
        assert isinstance(other, forms.ChoiceField)
        answer.label, answer.choices = label, choices
        other.label, other.choices = _("Cuál"), [("", _("Elige uno")), *others]

    def clean(self) -> dict[str, Any]:
        """Asks which one, when it is another."""
        data = super().clean() or {}
        if data.get("answer") == OTHER and not data.get("other"):
            self.add_error("other", _("Elige cuál es."))
        return data


class MatchForm:
    """All the questions of a reading as one form."""

    def __init__(
        self, asked: Questions, others: dict[int, Sequence[Any]], plans: Sequence[Any], data: Any = None
    ) -> None:
        self.plans = [(one, _plan_form(one, plans, data)) for one in asked.plans]
        self.nodes = [(one, _node_form(one, others[one.plan.pk], data)) for one in asked.nodes]

    def is_valid(self) -> bool:
        """Whether every question has its answer."""
        valid = [form.is_valid() for _asked, form in (*self.plans, *self.nodes)]
        return all(valid)

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """Every error with the id of its field, and what is asked of which plan or element."""
        asked = [(one.title, form) for one, form in self.plans] + [(one.node.title, form) for one, form in self.nodes]
        return [
            (id_, f"{quoted(cut(title, SHORT_TITLE))}: {label}", error)
            for title, form in asked
            for id_, label, error in problems_of(form)
        ]

    def answers(self) -> dict[tuple[int, str], str]:
        """The answers as `answer_matches` takes them."""
        found = {(one.position, ""): _answer(form, one.found.slug if one.found else NEW) for one, form in self.plans}
        return found | {(one.position, one.node.ref): _answer(form, one.standing.key) for one, form in self.nodes}


def _answer(form: QuestionForm, same: str) -> str:
    data = form.cleaned_data
    if data["answer"] == OTHER:
        return str(data["other"])
    return NEW if data["answer"] == IS_NEW else same


def _plan_form(asked: PlanQuestion, plans: Sequence[Any], data: Any) -> QuestionForm:
    choices: list[tuple[str, Any]] = [(IS_NEW, _("Es un plan nuevo"))]
    if asked.found is not None:
        choices.insert(0, (SAME, _("Es «%(plan)s», que ya consta") % {"plan": asked.found}))
    if len(plans) > (asked.found is not None):
        choices.append((OTHER, _("Es otro plan que ya consta")))
    initial = SAME if asked.found is not None else IS_NEW
    plans = [plan for plan in plans if asked.found is None or plan[0] != asked.found.slug]
    return QuestionForm(
        data,
        prefix=f"p{asked.position}",
        label=_("¿De qué plan habla?"),
        choices=choices,
        others=plans,
        initial={"answer": None if asked.is_open else initial},
    )


def _node_form(asked: NodeQuestion, others: Sequence[Any], data: Any) -> QuestionForm:
    choices = [
        (SAME, _("Es el mismo: cambió de nombre")),
        (IS_NEW, _("Es uno nuevo")),
        (OTHER, _("Es otro elemento del plan")),
    ]
    initial = None if asked.answer is None else IS_NEW if asked.answer == NEW else SAME
    return QuestionForm(
        data,
        prefix=f"n{asked.position}-{asked.node.ref}",
        label=_("¿Qué es?"),
        choices=choices,
        others=others,
        initial={"answer": initial},
    )
