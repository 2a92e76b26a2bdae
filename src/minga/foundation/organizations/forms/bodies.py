"""What is asked of those who work with bodies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet, TextChoices
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.forms.days import day_field
from minga.foundation.organizations.models import (
    AgendaItem,
    Agreement,
    Attendance,
    Body,
    BodySession,
    Organization,
    QuorumRule,
    SeatHolder,
)
from minga.foundation.organizations.queries.bodies import Chair

LONG_TEXT = 20_000
PDF_ONLY = {"accept": "application/pdf"}


def long_text(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(label=label, max_length=LONG_TEXT, widget=forms.Textarea({"rows": rows}), **options)


def organizations(body: Body) -> QuerySet[Organization]:
    """The organizations that may have to do with a body: the real with the real, the invented with the invented."""
    return Organization.objects.filter(fictitious=body.fictitious).order_by("slug")


def words_of(choices: type[TextChoices], *left_out: str) -> Callable[[], list[tuple[str, str]]]:
    """The choices with a capital letter, in the language of the moment."""
    return lambda: [(value, capfirst(label)) for value, label in choices.choices if value not in left_out]


class OrganizationField(forms.ModelChoiceField):
    """One organization, chosen by name and sent as its slug."""

    def __init__(self, body: Body, **options: Any) -> None:
        super().__init__(organizations(body), to_field_name="slug", empty_label=_("Ninguna"), **options)

    def label_from_instance(self, obj: Organization) -> str:
        """Its name, which says so when it is invented."""
        return obj.display_name


class VersionedForm(forms.Form):
    """A form about a row that others may change meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class SeatForm(forms.Form):
    """Who takes a seat."""

    organization: forms.ModelChoiceField
    seat = forms.ChoiceField(label=_("Puesto"))
    kind = forms.ChoiceField(label=_("En calidad de"), choices=words_of(SeatHolder.Kind), widget=forms.RadioSelect)
    post = forms.CharField(
        label=_("Cargo"),
        required=False,
        max_length=200,
        help_text=_("El cargo que lo ocupa, si lo dice el acto. Nunca el nombre de una persona."),
    )
    starts = day_field(_("Desde"))
    act = forms.CharField(label=_("Acto que lo dice"), max_length=200)
    field_order = ("seat", "kind", "organization", "post", "starts", "act")

    def __init__(self, *args: Any, body: Body, chairs: Sequence[Chair], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._chairs = {f"{chair.rule.position}-{chair.number}": chair for chair in chairs}
        self.fields["seat"].choices = [(key, chair.name) for key, chair in self._chairs.items()]  # type: ignore[attr-defined]
        self.fields["organization"] = OrganizationField(body, label=_("Organización"), required=False)
        self.order_fields(self.field_order)

    def clean_seat(self) -> Chair:
        """The chair itself."""
        return self._chairs[self.cleaned_data["seat"]]


class LeaveForm(VersionedForm):
    """When and by which act somebody leaves a seat."""

    ends = day_field(_("Último día"))
    act = forms.CharField(label=_("Acto que lo dice"), max_length=200)


class QuorumForm(forms.Form):
    """When a body may decide."""

    starts = day_field(_("Desde"))
    source = forms.CharField(label=_("Acto que lo dice"), max_length=300)
    more_than = forms.ChoiceField(
        label=_("Hacen falta"),
        choices=[("1", _("más de")), ("", _("al menos"))],
        required=False,
        widget=forms.RadioSelect,
    )
    numerator = forms.IntegerField(label=_("Partes"), min_value=0, max_value=100, help_text=_("El 1 de 1/2."))
    denominator = forms.IntegerField(label=_("De cuántas"), min_value=1, max_value=100, help_text=_("El 2 de 1/2."))
    vacant_count = forms.BooleanField(label=_("Los puestos vacantes también cuentan"), required=False)
    tie = forms.ChoiceField(label=_("En un empate"), choices=words_of(QuorumRule.Tie), widget=forms.RadioSelect)

    def clean_more_than(self) -> bool:
        """Whether the fraction has to be passed, or only reached."""
        return bool(self.cleaned_data["more_than"])


class MeetingForm(VersionedForm):
    """A session in preparation."""

    number = forms.IntegerField(label=_("Número"), min_value=1, max_value=32_000)
    kind = forms.ChoiceField(label=_("Clase"), choices=words_of(BodySession.Kind), widget=forms.RadioSelect)
    meets_on = day_field(_("Día"))
    meets_at = forms.TimeField(
        label=_("Hora"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    mode = forms.ChoiceField(label=_("Modalidad"), choices=words_of(BodySession.Mode))
    place = forms.CharField(
        label=_("Lugar"), required=False, max_length=300, help_text=_("Se publica con la convocatoria.")
    )
    agenda = long_text(_("Orden del día"), rows=8, help_text=_("Un punto en cada línea, en su orden."))

    def clean_agenda(self) -> list[str]:
        """The items, each within its length."""
        titles = [line.strip() for line in self.cleaned_data["agenda"].splitlines() if line.strip()]
        longest = AgendaItem._meta.get_field("title").max_length or 0
        if any(len(title) > longest for title in titles):
            raise forms.ValidationError(_("Cada punto tiene como máximo 300 caracteres."))
        return titles


class CallForm(VersionedForm):
    """Who calls a session, and when."""

    called_on = day_field(_("Fecha de la convocatoria"))
    post = forms.CharField(label=_("Cargo que convoca"), max_length=200, help_text=_("Un cargo, no un nombre."))

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = OrganizationField(body, label=_("De la organización"), required=False)


class ReasonForm(VersionedForm):
    """Why a session is left without effect."""

    reason = forms.CharField(label=_("Motivo"), max_length=300)


class AttendanceForm(VersionedForm):
    """Who came for each seat: a question for each one that somebody holds."""

    guests = forms.IntegerField(label=_("Invitados"), min_value=0, max_value=100_000, initial=0)
    attendance_list = forms.FileField(
        label=_("Lista firmada"),
        required=False,
        help_text=_("PDF, JPEG o PNG. Tiene nombres y firmas: queda reservada; se publica solo su huella."),
    )

    def __init__(self, *args: Any, chairs: Sequence[Chair], told: Mapping[tuple[int, int], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chairs = chairs
        for chair in chairs:
            if chair.principal is not None:
                self.fields[self._name(chair)] = self._question(chair, told.get(chair.key))
        self.order_fields([name for name in self.fields if name.startswith("seat-")])

    @staticmethod
    def _name(chair: Chair) -> str:
        return f"seat-{chair.rule.position}-{chair.number}"

    @staticmethod
    def _question(chair: Chair, told: str | None) -> forms.ChoiceField:
        presence = Attendance.Presence
        answers = [(presence.PRINCIPAL.value, _("Principal"))]
        if chair.alternate is not None:
            answers.append((presence.ALTERNATE.value, _("Suplente")))
        answers.append((presence.ABSENT.value, _("Nadie")))
        initial = None if told == presence.VACANT else told
        return forms.ChoiceField(label=chair.name, choices=answers, widget=forms.RadioSelect, initial=initial)

    @property
    def rows(self) -> list[tuple[Chair, forms.BoundField | None]]:
        """Every seat in order, with its question; without one when it is vacant."""
        return [(chair, self[self._name(chair)] if chair.principal else None) for chair in self.chairs]

    @property
    def presences(self) -> dict[tuple[int, int], str]:
        """The answers, by seat."""
        return {chair.key: self.cleaned_data[self._name(chair)] for chair in self.chairs if chair.principal}


class ItemForm(VersionedForm):
    """An item that was taken up in the session itself."""

    title = forms.CharField(label=_("Punto tratado"), max_length=300)


AGREEMENT_KINDS = (
    (Agreement.Kind.APPROVAL, _("Aprobación de un plan, de sus elementos o de un cambio")),
    (Agreement.Kind.TASK, _("Encargo a una organización")),
    (Agreement.Kind.RECOMMENDATION, _("Recomendación")),
    (Agreement.Kind.ERRATUM, _("Fe de erratas del acta de otra sesión")),
)


class AgreementForm(VersionedForm):
    """What was agreed."""

    kind = forms.ChoiceField(label=_("Clase"), choices=AGREEMENT_KINDS, widget=forms.RadioSelect)
    text = long_text(_("Texto"), rows=4)
    item = forms.ModelChoiceField(
        AgendaItem.objects.none(),
        label=_("Punto"),
        to_field_name="position",
        required=False,
        empty_label=_("Ninguno en particular"),
    )
    due = day_field(_("Plazo"), required=False)
    about = long_text(
        _("De qué trata"),
        required=False,
        help_text=_("Pega, una en cada línea, la dirección de un plan, de uno de sus elementos o de una organización."),
    )
    corrects = forms.ModelChoiceField(
        BodySession.objects.none(),
        label=_("Sesión que corrige"),
        to_field_name="number",
        required=False,
        empty_label=_("Ninguna"),
        help_text=_("Solo en una fe de erratas."),
    )
    field_order = ("kind", "text", "item", "responsible", "due", "about", "corrects")

    def __init__(self, *args: Any, session: BodySession, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earlier = BodySession.objects.filter(
            body=session.body_id, number__lt=session.number, state=BodySession.State.CLOSED
        )
        self.fields["item"].queryset = session.items.all()  # type: ignore[attr-defined]
        self.fields["corrects"].queryset = earlier  # type: ignore[attr-defined]
        self.fields["responsible"] = OrganizationField(
            session.body, label=_("Organización responsable"), required=False
        )
        self.order_fields(self.field_order)

    def clean_about(self) -> list[str]:
        """The addresses."""
        return [line.strip() for line in self.cleaned_data["about"].splitlines() if line.strip()]


class ApprovalForm(VersionedForm):
    """Which session approved the minutes, and on which day."""

    approved_in = forms.ModelChoiceField(
        BodySession.objects.none(), label=_("Sesión que aprobó el acta"), to_field_name="number", empty_label=None
    )
    approved_on = day_field(_("Día de la aprobación"))
    field_order = ("approved_in", "approved_on")

    def __init__(self, *args: Any, session: BodySession, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [BodySession.State.HELD, BodySession.State.CLOSED]
        later = BodySession.objects.filter(body=session.body_id, number__gt=session.number, state__in=held)
        chosen = later | BodySession.objects.filter(pk=session.pk)
        self.fields["approved_in"].queryset = chosen.order_by("number")  # type: ignore[attr-defined]


class DocumentForm(VersionedForm):
    """The signed minutes, uploaded after their approval."""

    document = forms.FileField(label=_("Acta firmada"), widget=forms.ClearableFileInput(PDF_ONLY), help_text=_("PDF."))


class ReleaseForm(VersionedForm):
    """The copy that everybody will read."""

    document = forms.FileField(
        label=_("Copia para publicar"),
        widget=forms.ClearableFileInput(PDF_ONLY),
        help_text=_("PDF en el que ya cubriste nombres, firmas, cédulas, teléfonos y direcciones."),
    )
    without_names = forms.BooleanField(label=_("Revisé la copia página por página: no dice quién es nadie."))


class FollowForm(forms.Form):
    """What was done of an agreement."""

    day = day_field(_("Día"), initial=timezone.localdate)
    text = long_text(_("Qué se hizo"))
    reference = forms.CharField(
        label=_("Documento que lo dice"), required=False, max_length=300, help_text=_("Su número: Oficio 012-2026.")
    )
    document = forms.CharField(
        label=_("Su dirección en Fuentes"),
        required=False,
        max_length=300,
        help_text=_("Si el documento ya está en Minga, pega la dirección de su página."),
    )


class SettleForm(VersionedForm):
    """How an agreement ends."""

    state = forms.ChoiceField(
        label=_("El acuerdo está"),
        choices=words_of(Agreement.State, Agreement.State.IN_FORCE),
        widget=forms.RadioSelect,
    )
    act = forms.CharField(label=_("Acto que lo dice"), max_length=300)
    on = day_field(_("Fecha del acto"))
