"""The forms of the workbook: sending it, and keeping what it changes once it was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from minga.government.plans.edits import Edit
from minga.government.plans.fields import Subject

SALT = "plans.workbook"
GOOD_FOR = 2 * 60 * 60
"""How long what was looked at may still be kept, in seconds."""
EXTENSION = ".xlsx"


class UploadForm(forms.Form):
    """The edited workbook."""

    file = forms.FileField(
        label=_("Libro editado (.xlsx)"), widget=forms.ClearableFileInput(attrs={"accept": EXTENSION})
    )


class KeepForm(forms.Form):
    """What the workbook changes, as it was looked at: sealed, so that it is what the person saw."""

    edits = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean_edits(self) -> list[Edit]:
        """The edits.

        Raises:
            ValidationError: when they are not those that were shown, or were shown too long ago.
        """
        try:
            found: list[dict[str, Any]] = signing.loads(self.cleaned_data["edits"], salt=SALT, max_age=GOOD_FOR)
        except signing.BadSignature:
            raise forms.ValidationError(_("Lo que viste ya no vale: sube el libro otra vez.")) from None
        return [Edit(**{**values, "subject": Subject(values["subject"])}) for values in found]


def sealed(edits: Sequence[Edit]) -> str:
    """Edits as `KeepForm` takes them."""
    return signing.dumps([asdict(edit) for edit in edits], salt=SALT, compress=True)
