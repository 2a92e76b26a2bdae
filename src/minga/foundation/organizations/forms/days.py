"""A day in a form."""

from __future__ import annotations

from typing import Any

from django import forms


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A field for one day, which browsers show as a calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)
