"""What visitors ask of the documents. Sent with GET; changes nothing."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.foundation.sources.models import Document


class DocumentFilter(forms.Form):
    """Which documents to list."""

    tipo = forms.ChoiceField(
        label=_("Tipo de documento"), choices=[("", _("Todos")), *Document.Kind.choices], required=False
    )
    q = forms.CharField(
        label=_("Título o institución"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
