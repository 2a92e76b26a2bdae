"""What visitors ask of the organizations. Sent with GET; changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Organization


class FilterForm(forms.Form):
    """A part of a name and a kind, out of the kinds that there are."""

    q = forms.CharField(
        label=_("Nombre o sigla"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, counts: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, f"{Organization.Kind(kind).label} ({count})") for kind, count in counts.items()]
        choices = [("", _("Todas las clases")), *kinds]
        self.fields["clase"] = forms.ChoiceField(label=_("Clase"), required=False, choices=choices)
