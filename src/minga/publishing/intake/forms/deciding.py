"""What to do with an alert or an element."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.publishing.intake.correcting import DATE
from minga.publishing.intake.deciding import Choice


def problems_of(form: forms.Form) -> list[tuple[str, str, str]]:
    """Every error of a form with the id and the label of its field; of choices, the id of the first."""
    return [
        (field.id_for_label or f"{field.auto_id}_0", str(field.label), str(error))
        for field in form
        for error in field.errors
    ]


class ChoiceForm(forms.Form):
    """The choice, its reason, and what the person had seen."""

    choice = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": _("Elige qué se hace.")})
    reason = forms.CharField(
        label=_("Motivo para dejarlo fuera"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"class": "short", "rows": 2}),
        help_text=_("Solo si lo dejas fuera. Lo leerá quien aplique la lectura."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, question: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)
        field.label, field.choices = question, choices

    def clean(self) -> dict[str, Any]:
        """Asks for the reason of what is left out."""
        data = super().clean() or {}
        if data.get("choice") == Choice.LEAVE_OUT and not data.get("reason", "").strip():
            self.add_error("reason", _("Escribe por qué se deja fuera."))
        return data

    def renew(self, seen: int) -> None:
        """Lets a form that met a conflict be sent again, now that the person sees what stands."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("seen")] = seen
        self.data = data


class DocumentForm(forms.Form):
    """The document's own title, date and issuer."""

    title = forms.CharField(label=_("Título del documento"), widget=forms.Textarea(attrs={"class": "short", "rows": 2}))
    date = forms.RegexField(
        DATE,
        label=_("Fecha del documento"),
        required=False,
        help_text=_("Hasta donde la imprime: 2026, 2026-07 o 2026-07-31."),
        error_messages={"invalid": _("Escribe el año, o el año y el mes, o el día: 2026-07-31.")},
    )
    organization = forms.CharField(
        label=_("Quién lo emite"), required=False, help_text=_("La dependencia más alta primero, separadas por « – ».")
    )

    @property
    def is_sent(self) -> bool:
        """Whether its fields came along with a choice."""
        return self.add_prefix("title") in self.data

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """Every error with the id and the label of its field."""
        return problems_of(self)

    def changes(self) -> list[str]:
        """The fields in which it differs from what was shown."""
        return self.changed_data
