"""Fields of the desk's forms: text as it is kept, what is chosen from a list by typing, years with numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minga.government.plans.actions.known import has_form
from minga.government.plans.checks import is_amount
from minga.government.plans.queries.record import plain_text
from minga.government.plans.telling import number

_LINE = re.compile(r"(?:(?P<year>\d{4})\s*[:=]\s*)?(?P<amount>\S.*)")
_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")


def tidy(value: Any) -> Any:
    """A value as a form gives it back: without space at its ends, with plain ends of line."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, dict):
        return {name: tidy(one) for name, one in value.items()}
    return [tidy(one) for one in value] if isinstance(value, (list, tuple)) else value


class TextField(forms.CharField):
    """Text, optional unless it is said, in as many lines as are given."""

    def __init__(self, *, lines: int = 1, required: bool = False, **options: Any) -> None:
        if lines > 1:
            options.setdefault("widget", forms.Textarea(attrs={"rows": lines}))
        super().__init__(required=required, **options)

    def to_python(self, value: Any) -> str:
        """The tidy text."""
        return str(tidy(super().to_python(value) or ""))


class NamedField(TextField):
    """A name that is typed, with the known ones on offer. `known` maps what may be typed to what it means.

    `listed` is the id of the `datalist` that offers them.
    """

    def __init__(self, known: dict[str, str], *, listed: str, unknown: Any = None, **options: Any) -> None:
        options["widget"] = forms.TextInput(attrs={"list": listed, "autocomplete": "off"})
        super().__init__(**options)
        self.known = known
        self.unknown = unknown or gettext_lazy("No consta ese nombre: elige uno de la lista.")

    def clean(self, value: Any) -> str:
        """What the name means; empty for nothing."""
        text = str(super().clean(value))
        if text and text not in self.known:
            raise forms.ValidationError(self.unknown)
        return self.known.get(text, "")


class PeriodsField(TextField):
    """What is programmed, a line for each year: `2026: 21,5`; without a year, for the whole plan."""

    def __init__(self, **options: Any) -> None:
        super().__init__(lines=3, **options)

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """The periods as the record keeps them."""
        lines = [line.strip() for line in str(super().clean(value)).split("\n") if line.strip()]
        return [_period(line) for line in lines]


class SeenField(forms.JSONField):
    """What stood when a form was opened, as the page wrote it. What has not the form of its field was never there."""

    def __init__(self, known: Mapping[str, Any], **options: Any) -> None:
        super().__init__(widget=forms.HiddenInput, **options)
        self.known = known

    def to_python(self, value: Any) -> Any:
        """The fields that are known, each with its value."""
        try:
            found = super().to_python(value)
        except RecursionError:
            found = None
        if not isinstance(found, dict):
            return {}
        return {name: one for name, one in found.items() if name in self.known and has_form(self.known, name, one)}

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What is written again on a page that was refused."""
        try:
            return super().bound_data(data, initial)
        except RecursionError:
            return initial


def periods_text(periods: list[dict[str, Any]]) -> str:
    """The periods as the field shows them."""
    return "\n".join(
        f"{period['year']}: {number(period['programmed'])}" if period["year"] else number(period["programmed"])
        for period in periods
    )


def _period(line: str) -> dict[str, Any]:
    found = _LINE.fullmatch(line)
    amount = _amount(found["amount"]) if found else ""
    if found is None or not is_amount(amount):
        reason = _("«%(line)s»: escribe el año, dos puntos y el número, como 2026: 21,5.")
        raise forms.ValidationError(reason % {"line": line})
    return {"year": int(found["year"]) if found["year"] else None, "programmed": plain_text(amount)}


def _amount(text: str) -> str:
    """A number as it is written here, with a point for its decimals; what could be two numbers is refused."""
    if _THOUSANDS.fullmatch(text) and "," not in text and text.count(".") == 1:
        reason = _("«%(text)s» puede leerse de dos modos: escribe 4884 o 4,884.")
        raise forms.ValidationError(reason % {"text": text})
    return text.replace(".", "").replace(",", ".") if "," in text or _THOUSANDS.fullmatch(text) else text
