"""What visitors ask of the territory. Sent with GET; changes nothing."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _


class PointForm(forms.Form):
    """A point, by its coordinates in degrees (WGS 84)."""

    lon = forms.DecimalField(
        label=_("Longitud"),
        help_text=_("En grados; por ejemplo -78,4417."),
        min_value=Decimal(-180),
        max_value=Decimal(180),
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )
    lat = forms.DecimalField(
        label=_("Latitud"),
        help_text=_("En grados; por ejemplo -0,0912."),
        min_value=Decimal(-90),
        max_value=Decimal(90),
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )
