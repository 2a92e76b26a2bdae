"""The forms of a change set: what is written about a draft, giving it back, publishing it under an act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minga.foundation.sources.models import Document
from minga.government.plans.actions import Act, Proof
from minga.government.plans.errata import Lack
from minga.government.plans.forms.fields import TextField
from minga.government.plans.models import ActKind, ChangeSet
from minga.government.plans.queries.choices import Choices
from minga.government.plans.queries.desk import ChangeRow
from minga.government.plans.words import feminine

ACT_FIELDS = ("act_kind", "act_number", "act_date", "act_annex", "act_document")
ASKED_OF_AN_ACT = ("act_kind", "act_number", "act_date", "act_annex")
LACKING = {
    "title": _("Escribe qué cambia, en una línea."),
    "act_kind": _("Elige el acto que los aprueba."),
    "act_number": _("Escribe el número del acto."),
    "act_date": _("Escribe la fecha del acto."),
    "act_annex": _("Escribe también este número."),
}
"""What sending says of each thing that it asks for and does not find."""


class ActForm(forms.Form):
    """An act; its kinds are those that may make the changes."""

    act_kind = forms.ChoiceField(label=_("Acto que los aprueba"), required=False)
    act_number = TextField(label=_("Número del acto"), max_length=120)
    act_date = forms.DateField(
        label=_("Fecha del acto"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    act_annex = TextField(label=_("Número de lo que lo acompaña"), max_length=120)
    act_document = forms.ChoiceField(label=_("Documento del acto, si ya está en Minga"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        *args: Any,
        acts: tuple[str, ...],
        annex: str = "",
        documents: Sequence[tuple[str, str]] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        kinds = [(act, str(ActKind(act).label).capitalize()) for act in acts]
        self.fields["act_kind"] = forms.ChoiceField(
            label=self.fields["act_kind"].label, choices=[("", "–"), *kinds], required=False
        )
        self.fields["act_document"] = forms.ChoiceField(
            label=self.fields["act_document"].label, choices=[("", "–"), *documents], required=False
        )
        self.fields["act_date"].widget.attrs["max"] = timezone.localdate().isoformat()
        if annex:
            self.fields["act_annex"].label = number_of(annex)
        else:
            del self.fields["act_annex"]

    @property
    def act(self) -> Act | None:
        """The act as far as the person names it; none when they say nothing of it."""
        found = self.cleaned_data
        if not any(found.get(name) for name in ACT_FIELDS):
            return None
        document = Document.objects.filter(slug=found["act_document"]).first() if found["act_document"] else None
        return Act(found["act_kind"], found["act_number"], found["act_date"], found.get("act_annex", ""), document)


class DraftForm(ActForm):
    """What a draft says of itself: what it changes, why, and on what it is based. Only sending it asks for any of it."""

    title = TextField(label=_("Título de los cambios"), max_length=200, help_text=_("Qué cambia, en una línea."))
    reason = TextField(label=_("Por qué"), lines=3)
    basis = forms.ChoiceField(
        label=_("En qué se basan"),
        choices=lambda: [(value, capfirst(label)) for value, label in ChangeSet.Basis.choices],
        widget=forms.RadioSelect,
        initial="act",
        help_text=_("Una fe de erratas no lleva acto: pide que anotes dónde consta cada dato."),
    )
    field_order = ("title", "reason", "basis", *ACT_FIELDS)

    def __init__(self, *args: Any, needs_act: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if needs_act:
            self.initial["basis"] = ChangeSet.Basis.ACT.value
            self.fields["basis"] = forms.CharField(widget=forms.HiddenInput, disabled=True)

    def ask_to_send(self, *, act_to_come: bool) -> bool:
        """Marks what sending asks for and is still missing, each with what to do, and tells whether all of it is there."""
        found = self.cleaned_data
        lacking = [] if found["title"] else ["title"]
        if found["basis"] == ChangeSet.Basis.ACT and not act_to_come:
            of_act = [name for name in ASKED_OF_AN_ACT if name in self.fields and not found[name]]
            lacking += of_act
            if of_act:
                self.add_error(None, _("Si el acto aún no está dado, envíalos sin él: lo dará quien publica."))
        for name in lacking:
            self.add_error(name, LACKING[name])
        return not lacking


class EditionForm(ActForm):
    """Publishing the plan as it stands."""

    reason = TextField(label=_("Qué recoge esta edición"), lines=2)
    field_order = ("reason", *ACT_FIELDS)


class ReturnForm(forms.Form):
    """Giving a change set back."""

    note = TextField(label=_("Qué hay que corregir"), lines=3)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ProofForm(forms.Form):
    """Where the new value of one change is printed."""

    document = forms.ChoiceField(label=_("Documento"), required=False)
    place = TextField(label=_("Lugar"), max_length=200, help_text=_("Página 4, línea 120, celda B7."))
    printed = TextField(label=_("Lo que está impreso"), lines=2)

    def __init__(self, *args: Any, documents: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        cast("forms.ChoiceField", self.fields["document"]).choices = [("", "–"), *documents]


class DraftEditing:
    """All that may be written on the page of a draft, in one form: about the draft, and about each change on the page.

    Each change is named by its `ref`, so that what was written about it finds it again when others come and go. What
    was not sent, because it stood on another page, is as the draft has it.
    """

    def __init__(
        self,
        rows: Iterable[ChangeRow],
        *,
        initial: Mapping[str, Any],
        documents: Choices,
        data: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        self.rows = {row.ref: row for row in rows}
        self.form = DraftForm(data, initial=dict(initial), documents=documents, **options)
        self.proofs = {ref: _proof(row, documents, data) for ref, row in self.rows.items()}

    @property
    def wrong(self) -> list[tuple[ChangeRow, ProofForm]]:
        """The changes of which something that was written cannot be kept."""
        return [(row, self.proofs[ref]) for ref, row in self.rows.items() if self.proofs[ref].errors]

    def mark(self, lacks: Iterable[Lack]) -> list[str]:
        """Marks what a correction lacks at the fields where it is written; the lines of what is on another page."""
        by_slot = {row.edit.slot: self.proofs[ref] for ref, row in self.rows.items()}
        elsewhere = []
        for lack in lacks:
            proof = by_slot.get(lack.edit.slot)
            if proof is not None and proof.is_bound:
                proof.add_error(lack.field, capfirst(lack.reason))
            else:
                elsewhere.append(lack.line)
        return elsewhere

    def is_valid(self) -> bool:
        """Whether all that was sent can be kept."""
        return self.form.is_valid() and not self.wrong

    @property
    def version(self) -> int:
        """The version of the draft that the person saw."""
        return int(self.form.cleaned_data["version"])

    @property
    def said(self) -> dict[str, Any]:
        """What was written about the draft."""
        found = {name: self.form.cleaned_data[name] for name in ("title", "reason", "basis")}
        return found | {"act": self.form.act}

    @property
    def told(self) -> dict[tuple[str, str, str], Proof]:
        """What was written about its changes."""
        sent = ((ref, form) for ref, form in self.proofs.items() if form.is_bound)
        return {self.rows[ref].edit.slot: Proof(**form.cleaned_data) for ref, form in sent}


def _proof(row: ChangeRow, documents: Choices, data: Mapping[str, Any] | None) -> ProofForm:
    sent = data if data is not None and f"{row.ref}-printed" in data else None
    initial = {name: getattr(row.edit, name) for name in ("document", "place", "printed")}
    return ProofForm(sent, prefix=row.ref, documents=documents, initial=initial)


def number_of(annex: str) -> str:
    """The label for the number of what goes with an act, which the table of acts names: «Número del acta de compromiso»."""
    noun = annex.split(" ", maxsplit=1)[0].lower()
    masculine = noun in _WITH_EL or not feminine(noun)
    return (gettext("Número del %(annex)s") if masculine else gettext("Número de la %(annex)s")) % {"annex": annex}


_WITH_EL = frozenset({"acta", "área", "aula"})
"""Feminine nouns whose article is «el», because they begin with a stressed «a»."""
