"""Handing in a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.kernel.formats import megabytes
from minga.publishing.intake.limits import Limits
from minga.publishing.intake.queries.readings import Desk
from minga.publishing.intake.readers.formats import EXTENSIONS


class HandInForm(forms.Form):
    """A document and the unit that it is handed in for."""

    desk = forms.ChoiceField(
        label=_("¿Para qué dependencia lo entregas?"),
        help_text=_(
            "La dependencia que responde por el documento. Quien revisa en ella, o por encima, verá la lectura."
        ),
    )
    file = forms.FileField(
        label=_("Documento"), max_length=1000, widget=forms.FileInput(attrs={"accept": ",".join(EXTENSIONS)})
    )

    def __init__(self, *args: Any, desks: Sequence[Desk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desks = {desk.value: desk for desk in desks}
        choices = [(desk.value, desk.label) for desk in desks]
        field = self.fields["desk"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices if len(choices) == 1 else [("", _("Elige una")), *choices]
        self.fields["file"].help_text = _(
            "Texto, Word, PDF con texto, Excel, OpenDocument o CSV; hasta %(size)s MB y %(pages)s páginas."
        ) % {"size": megabytes(Limits.from_environment().size), "pages": Limits.from_environment().pages}
        self.fields["file"].error_messages |= {
            "required": _("Elige el archivo del documento."),
            "empty": _("El archivo está vacío; vuelve a exportarlo o a descargarlo."),
        }

    @property
    def chosen(self) -> Desk:
        """The unit that was chosen, of a valid form."""
        return self.desks[self.cleaned_data["desk"]]


class DiscardForm(forms.Form):
    """Why a reading is discarded."""

    reason = forms.CharField(
        label=_("¿Por qué se descarta?"),
        widget=forms.Textarea(attrs={"class": "short", "rows": 3}),
        max_length=1000,
        help_text=_("Por ejemplo: es un borrador sin firma, o se entregó el archivo equivocado."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def renew(self, version: int) -> None:
        """Lets a form that met a conflict be sent again, now that the person sees what stands."""
        self.data = {**self.data.dict(), "version": version}  # type: ignore[attr-defined]


class VersionForm(forms.Form):
    """What the person saw when pressing a button that asks nothing else."""

    version = forms.IntegerField(widget=forms.HiddenInput)
