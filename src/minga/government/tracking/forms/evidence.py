"""What is asked of those who deliver verifiables, say what they are worth, and publish their copies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.forms.days import day_field
from minga.government.plans.models import ExpectedMeans
from minga.government.tracking.actions.evidence import FILE_KINDS, Delivery
from minga.government.tracking.files.types import SUFFIXES
from minga.government.tracking.models import Evidence, EvidenceReview
from minga.kernel.formats import megabytes

ACCEPT = ",".join(f".{ending}" for ending in (*SUFFIXES.values(), "jpeg"))
COPY_ACCEPT = ".pdf,.csv,.txt,.jpg,.jpeg,.png,.webp"
MOST_PEOPLE = 1_000_000


class DeliveryForm(forms.Form):
    """What a person says of anything that they deliver."""

    means = forms.ChoiceField(label=_("¿A qué verificable esperado responde?"), required=False)
    title = forms.CharField(
        label=_("¿Qué es?"),
        max_length=300,
        help_text=_("En pocas palabras y sin nombres de personas: «Acta de entrega a los 21 barrios»."),
    )
    dated = day_field(
        _("¿De qué fecha es?"), required=False, help_text=_("La que lleva el documento, la foto o la página.")
    )

    def __init__(self, *args: Any, means: Mapping[str, ExpectedMeans], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._means = means
        field = self.fields["means"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("A ninguno de los esperados")), *((key, one.text) for key, one in means.items())]
        if not means:
            field.widget = forms.HiddenInput()

    @property
    def told(self) -> Delivery:
        """What a valid form says."""
        data = self.cleaned_data
        return Delivery(
            title=data["title"],
            kind=data.get("kind") or Evidence.Kind.LINK,
            dated=data["dated"],
            means=self._means.get(data["means"]),
            people=data.get("people"),
        )


class FileForm(DeliveryForm):
    """A file that is delivered."""

    upload = forms.FileField(label=_("Archivo"), max_length=1000, widget=forms.FileInput(attrs={"accept": ACCEPT}))
    kind = forms.ChoiceField(
        label=_("¿Qué clase de archivo es?"),
        widget=forms.RadioSelect,
        help_text=_(
            "Las fotografías y las listas de asistencia quedan reservadas: solo se publica una copia cubierta."
        ),
    )
    people = forms.IntegerField(
        label=_("¿Cuántas personas aparecen?"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        help_text=_("Para una lista de asistencia es obligatorio; es lo único de ella que cualquiera ve."),
    )
    field_order = ("upload", "kind", "means", "title", "dated", "people")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = self.fields["kind"]
        assert isinstance(kinds, forms.ChoiceField)
        kinds.choices = [(kind.value, capfirst(kind.label)) for kind in FILE_KINDS]
        self.fields["upload"].help_text = _(
            "PDF, Word, Excel, OpenDocument, CSV, texto, o foto JPEG, PNG o WebP; hasta %(size)s MB. "
            "El nombre del archivo no se guarda."
        ) % {"size": megabytes(settings.MINGA_LARGEST_EVIDENCE)}
        self.fields["upload"].error_messages |= {
            "required": _("Elige el archivo."),
            "empty": _("El archivo está vacío; vuelve a exportarlo o a descargarlo."),
        }
        self.order_fields(self.field_order)


class LinkForm(DeliveryForm):
    """A link that is delivered."""

    url = forms.CharField(
        label=_("Dirección"),
        max_length=1000,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_(
            "De una página que cualquiera pueda abrir. Los enlaces de Drive, OneDrive o Dropbox se mueren o piden "
            "permiso: si tienes el archivo, mejor entrega el archivo."
        ),
    )
    field_order = ("url", "means", "title", "dated")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)


class VerdictForm(forms.Form):
    """What a reviewer found."""

    verdict = forms.ChoiceField(label=_("¿Basta?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("¿Por qué?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Se publica junto al veredicto, sin nombres de personas. Obligatorio si no basta."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["verdict"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(value, capfirst(label)) for value, label in EvidenceReview.Verdict.choices]


class ReleaseForm(forms.Form):
    """A copy that everybody will read."""

    copy = forms.FileField(
        label=_("Copia pública"), max_length=1000, widget=forms.FileInput(attrs={"accept": COPY_ACCEPT}), required=False
    )
    note = forms.CharField(
        label=_("¿Qué cubriste?"),
        required=False,
        max_length=300,
        help_text=_("Se publica: «nombres, cédulas y firmas», «rostros»."),
    )
    without_people = forms.BooleanField(
        label=_("Comprobé que la copia no muestra nombres, cédulas, firmas ni rostros"), required=False
    )

    def __init__(self, *args: Any, needs_copy: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["copy"].help_text = (
            _(
                "PDF, imagen, CSV o texto, con las personas cubiertas. En un PDF, un recuadro negro no basta: el texto "
                "de debajo se puede copiar. Imprímelo como imagen."
            )
            if needs_copy
            else _("Déjalo vacío para publicar el mismo documento sin sus propiedades, o sube una copia cubierta.")
        )


class WithdrawForm(forms.Form):
    """Why a public copy is withdrawn."""

    reason = forms.CharField(
        label=_("¿Por qué se retira?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Se publica, sin nombres de personas: «se veía una firma en la página 2»."),
    )
