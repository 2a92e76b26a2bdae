"""The form of a new token."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from minga.foundation.accounts.models import PersonalToken
from minga.foundation.accounts.tokens import LONGEST_LIFE

USUAL_LIFE = timedelta(days=90)


def usual_last_day() -> date:
    """The last day that is proposed."""
    return timezone.localdate() + USUAL_LIFE


class TokenForm(forms.Form):
    """What for, what it may do, and until when."""

    name = forms.CharField(
        label=_("Nombre"),
        max_length=80,
        help_text=_("Para qué programa es: «Carga mensual de informes»."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Qué podrá hacer"),
        choices=[(scope.value, capfirst(scope.label)) for scope in PersonalToken.Scope],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Siempre dentro de lo que tus roles permiten. Para leer no hace falta ningún token."),
    )
    expires_on = forms.DateField(
        label=_("Último día"),
        initial=usual_last_day,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Hasta un año desde hoy."),
    )

    def clean_expires_on(self) -> date:
        """From today to a year from now."""
        day: date = self.cleaned_data["expires_on"]
        today = timezone.localdate()
        if not today <= day <= today + LONGEST_LIFE:
            raise forms.ValidationError(_("Elige un día entre hoy y dentro de un año."))
        return day
