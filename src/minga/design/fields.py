"""A form field as the look draws it: label above, error before the input, hint below."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect

CHOICES = (RadioSelect, CheckboxSelectMultiple)


def context(bound: BoundField) -> dict[str, Any]:
    """What `design/field.html` needs: the field, which of its three shapes it has, and its input as HTML."""
    widget = bound.field.widget
    shape = "choices" if isinstance(widget, CHOICES) else "check" if isinstance(widget, CheckboxInput) else "input"
    return {"field": bound, "shape": shape, "described_by": described_by(bound), "input": _input(bound, shape)}


def described_by(bound: BoundField) -> str:
    """The ids of the error and of the hint, those that are shown, in that order."""
    ids = [f"{bound.auto_id}_error"] if bound.errors else []
    return " ".join([*ids, f"{bound.auto_id}_helptext"] if bound.help_text else ids)


def _input(bound: BoundField, shape: str) -> str:
    if shape == "choices":
        return ""
    attributes: dict[str, str | bool] = {"aria-describedby": described_by(bound) or False}
    if shape == "input":
        attributes["class"] = f"{bound.field.widget.attrs.get('class', '')} input".strip()
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return bound.as_widget(attrs=attributes)
