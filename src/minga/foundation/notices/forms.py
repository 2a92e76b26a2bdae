"""How a person wants to be told."""

from __future__ import annotations

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from minga.foundation.notices.models import Preference


class PreferenceForm(forms.Form):
    """By mail: each notice, a digest a day, or nothing."""

    mail = forms.ChoiceField(
        label=_("Por correo"),
        choices=lambda: [(value, capfirst(label)) for value, label in Preference.Mail.choices],
        widget=forms.RadioSelect,
    )
