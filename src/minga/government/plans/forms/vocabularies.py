"""The form of a vocabulary: its labels, and a row for each of its words and for one more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from minga.government.plans.actions import TermWords
from minga.government.plans.forms.fields import TextField
from minga.government.plans.models import Term


class VocabularyForm(forms.Form):
    """The vocabulary's own labels."""

    label_es = TextField(label=_("Nombre en español"), max_length=200, required=True)
    label_en = TextField(label=_("Nombre en inglés"), max_length=200, required=True)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class TermForm(forms.Form):
    """A word: how it is said in both languages, and its place."""

    canonical = forms.CharField(widget=forms.HiddenInput, required=False)
    label_es = TextField(label=_("En español"), max_length=120)
    label_en = TextField(label=_("En inglés"), max_length=120)
    place = forms.IntegerField(label=_("Lugar"), min_value=1, max_value=999, required=False)


class TermRows(BaseFormSet):
    """All the words of a vocabulary, and a row for one more."""

    @property
    def words(self) -> list[TermWords]:
        """What the rows say, in the order of their places; blank new rows left out."""
        rows = [form.cleaned_data for form in self.forms]
        kept = [row for row in rows if row.get("canonical") or row.get("label_es") or row.get("label_en")]
        ordered = sorted(kept, key=lambda row: row["place"] or len(kept))
        return [TermWords(row["canonical"], row["label_es"], row["label_en"]) for row in ordered]


def term_rows(terms: Sequence[Term], data: Any = None) -> TermRows:
    """The rows for these words, and one more."""
    made = formset_factory(TermForm, formset=TermRows, extra=1)
    initial = [
        {"canonical": term.canonical, "label_es": term.label_es, "label_en": term.label_en, "place": place}
        for place, term in enumerate(terms, start=1)
    ]
    return cast("TermRows", made(data, prefix="palabras", initial=initial))
