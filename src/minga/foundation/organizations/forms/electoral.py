"""The forms of the electoral mode: setting it, and ending it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.forms.days import day_field
from minga.foundation.organizations.models import ElectoralMode


class ElectoralForm(forms.Form):
    """An act that sets the electoral mode."""

    act = forms.CharField(
        label=_("Acto"), max_length=200, help_text=_("Número del documento que lo dispone, como «Resolución A-045».")
    )
    act_date = day_field(_("Fecha del acto"))
    starts = day_field(_("Primer día"))
    ends = day_field(_("Último día"), required=False, help_text=_("Vacío, dura hasta que otro acto lo termine."))
    freezes = forms.MultipleChoiceField(
        label=_("Qué congela además el acto"),
        choices=ElectoralMode.Freeze.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ElectoralEndForm(forms.Form):
    """An act that ends it. `begun` is false for one without days to end yet."""

    last_day = day_field(_("Último día"), help_text=_("Ese día todavía vale. Para que termine hoy, escribe ayer."))
    act = forms.CharField(label=_("Acto"), max_length=200, help_text=_("Número del documento que lo dispone."))
    act_date = day_field(_("Fecha del acto"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, begun: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not begun:
            del self.fields["last_day"]
