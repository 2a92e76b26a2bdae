"""What visitors ask of the public log. Sent with GET; changes nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.foundation.ledger.queries.acts import LONGEST_SUBJECT
from minga.kernel.events import EVENTS


class EntryFilter(forms.Form):
    """Which acts to list."""

    acto = forms.ChoiceField(label=_("Qué se hizo"), required=False)
    sujeto = forms.CharField(
        label=_("Sobre qué"),
        required=False,
        max_length=LONGEST_SUBJECT,
        help_text=_("Su nombre en la bitácora, como plan/ii-paga."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = sorted(((kind.name, str(kind.label)) for kind in EVENTS), key=lambda kind: kind[1])
        self.fields["acto"] = forms.ChoiceField(
            label=self.fields["acto"].label, choices=[("", _("Todo")), *kinds], required=False
        )
