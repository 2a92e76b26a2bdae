"""The forms of links: proposing one, answering it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.government.plans.forms.fields import TextField
from minga.government.plans.models import NEWEST_FIRST, Link, Node, Plan


class ProposeLinkForm(forms.Form):
    """What a node says of a node of another plan."""

    kind = forms.ChoiceField(label=_("Este elemento"), choices=Link.Kind.choices)
    other = forms.ModelChoiceField(label=_("Del plan"), queryset=Plan.objects.none(), to_field_name="slug")
    key = TextField(label=_("Clave del elemento"), required=True, help_text=_("Como C1.H3."))
    statement = TextField(label=_("Cómo"), lines=2, help_text=_("En tus palabras, una o dos frases."))

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        super().__init__(*args, **options)
        others = Plan.objects.filter(fictitious=plan.fictitious).exclude(pk=plan.pk).order_by(*NEWEST_FIRST)
        field = self.fields["other"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = others

    def clean(self) -> dict[str, Any]:
        """The node that is spoken of, as `target`."""
        found = super().clean() or {}
        plan, key = found.get("other"), found.get("key")
        if plan and key:
            nodes = Node.objects.filter(plan=plan, key__in=(key, key.upper()))
            found["target"] = nodes.select_related("plan").first()
            if found["target"] is None:
                self.add_error("key", _("Ese plan no tiene un elemento con esa clave."))
        return found


class AnswerForm(forms.Form):
    """Agreeing with a link, or not, and why."""

    agrees = forms.TypedChoiceField(
        label=_("Tu respuesta"),
        choices=[("yes", _("De acuerdo")), ("no", _("No estoy de acuerdo"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = TextField(
        label=_("Por qué"), lines=3, help_text=_("Si no estás de acuerdo, dilo: quien lo propuso lo leerá.")
    )


class EndForm(forms.Form):
    """Ending what both plans agreed to."""

    reason = TextField(
        label=_("Por qué termina"),
        lines=3,
        required=True,
        help_text=_("Se lee en la historia de los dos elementos."),
        error_messages={"required": _("Escribe por qué termina.")},
    )
