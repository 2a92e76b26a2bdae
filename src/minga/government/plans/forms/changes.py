"""The forms of a change set: where a value is printed, sending it, giving it back, publishing it under an act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minga.foundation.sources.models import Document
from minga.government.plans.actions import Act
from minga.government.plans.forms.fields import TextField
from minga.government.plans.models import ActKind, ChangeSet
from minga.government.plans.queries.choices import Choices


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
            self.fields["act_annex"].label = _("Número: %(annex)s") % {"annex": annex}
        else:
            del self.fields["act_annex"]

    @property
    def act(self) -> Act | None:
        """The act, if the person names one."""
        found = self.cleaned_data
        if not found["act_kind"] and not found["act_number"]:
            return None
        document = Document.objects.filter(slug=found["act_document"]).first() if found["act_document"] else None
        return Act(found["act_kind"], found["act_number"], found["act_date"], found.get("act_annex", ""), document)


class SubmitForm(ActForm):
    """Sending a draft: what it changes, why, and on what it is based."""

    title = TextField(label=_("Título de los cambios"), max_length=200, help_text=_("Qué cambia, en una línea."))
    reason = TextField(label=_("Por qué"), lines=3)
    basis = forms.ChoiceField(
        label=_("En qué se basan"), choices=ChangeSet.Basis.choices, widget=forms.RadioSelect, initial="act"
    )
    field_order = ("title", "reason", "basis", "act_kind", "act_number", "act_date", "act_annex", "act_document")


class EditionForm(ActForm):
    """Publishing the plan as it stands."""

    reason = TextField(label=_("Qué recoge esta edición"), lines=2)
    field_order = ("reason", "act_kind", "act_number", "act_date", "act_annex", "act_document")


class ReturnForm(forms.Form):
    """Giving a change set back."""

    note = TextField(label=_("Qué hay que corregir"), lines=3)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ChangeForm(forms.Form):
    """One change of the list, by its place in the version that the person saw."""

    place = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ProofForm(ChangeForm):
    """Where the new value is printed."""

    document = forms.ChoiceField(label=_("Documento"))
    where = TextField(label=_("Lugar"), max_length=200, help_text=_("Página 4, línea 120, celda B7."))
    printed = TextField(label=_("Lo que está impreso"), lines=2)

    def __init__(self, *args: Any, documents: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["document"] = forms.ChoiceField(
            label=self.fields["document"].label, choices=[("", "–"), *documents], required=False
        )
