"""The fields of an element of a draft, as a person corrects them beside the source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.design.places import place_words
from minga.government.budget.models import BudgetFact
from minga.government.plans.models import DeclaredStatus, NodeRole
from minga.kernel.formats import quoted
from minga.kernel.words import plain
from minga.publishing.intake.correcting import DATE, as_said, correction
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import TEXT_PLACES, DraftBudget, DraftNode, DraftText, texts
from minga.publishing.intake.forms.deciding import problems_of
from minga.publishing.intake.numbers import as_spanish, as_text, parse_decimal
from minga.publishing.intake.queries.review import Element

STARRED = "completed*"
"""How a form writes a completed status with a note mark."""
NO_STATUS = ""
STATUSES = (
    ("completed", DeclaredStatus.Canonical.COMPLETED.label),
    (STARRED, _("Cumplido, con asterisco")),
    ("in_progress", DeclaredStatus.Canonical.IN_PROGRESS.label),
    ("pending", DeclaredStatus.Canonical.PENDING.label),
    ("not_started", DeclaredStatus.Canonical.NOT_STARTED.label),
    ("suspended", DeclaredStatus.Canonical.SUSPENDED.label),
    ("cancelled", DeclaredStatus.Canonical.CANCELLED.label),
    ("unknown", _("Otra palabra: sin estado")),
    (NO_STATUS, _("El documento no lo dice")),
)
NUMBERS = frozenset({"programmed", "executed", "attainment", "amount"})
SHORT = {"class": "short", "rows": 3}


class NumberField(forms.CharField):
    """A number as officials write it («4.884,15»); cleaned to a plain decimal text, empty when nothing is written."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options)

    def prepare_value(self, value: Any) -> Any:
        """A number as it is read aloud in Spanish, so that it can be corrected as it is printed."""
        return as_spanish(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> str:
        """The decimal text. Raises `ValidationError` for what is no number."""
        text = super().clean(value)
        if not text:
            return ""
        number = parse_decimal(text)
        if number is None:
            raise forms.ValidationError(_("No es un número. Escríbelo con cifras, como 1.250,50."))
        return as_text(number)


class NodeForm(forms.Form):
    """What an element says in single fields."""

    title = forms.CharField(label=_("Nombre"), widget=forms.Textarea(attrs=SHORT))
    status = forms.ChoiceField(label=_("Estado"), choices=STATUSES, required=False)
    printed = forms.CharField(label=_("Palabras impresas del estado"), max_length=200, required=False)
    mark_reason = forms.ChoiceField(label=_("Motivo del asterisco"), required=False)
    code = forms.CharField(label=_("Código impreso"), max_length=60, required=False)
    start = forms.RegexField(DATE, label=_("Inicio"), required=False)
    end = forms.RegexField(DATE, label=_("Fin"), required=False)
    mechanisms = forms.MultipleChoiceField(
        label=_("Mecanismos de articulación"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, *, node: DraftNode, terms: Sequence[tuple[str, str]], prefix: str) -> None:
        super().__init__(data, initial=_initial(node), prefix=prefix)
        reasons = [("", _("No lleva asterisco")), *DeclaredStatus.MarkReason.choices]
        self._choices("mark_reason", reasons)
        self._choices("mechanisms", terms)
        for name in ("start", "end"):
            self.fields[name].error_messages["invalid"] = _("Escribe el año, o el año y el mes, o el día: 2026-07-31.")
        for name, text in hints(node).items():
            self.fields[name].help_text = text

    def _choices(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Asks for the printed words of a status."""
        data = super().clean() or {}
        if data.get("status") and not data.get("printed"):
            self.add_error("printed", _("Escribe las palabras con las que el documento lo imprime."))
        return data

    def said(self) -> dict[str, Any]:
        """The fields as a correction is said (`correcting.as_said`)."""
        data = self.cleaned_data
        known = data["status"].removesuffix("*")
        status = None
        if data["status"]:
            marked = data["status"] == STARRED or bool(known != "completed" and data["mark_reason"])
            status = {
                "printed": data["printed"],
                "canonical": known,
                "marked": marked,
                "mark_reason": data["mark_reason"],
            }
        return {
            "title": data["title"],
            "code": data["code"],
            "start": data["start"],
            "end": data["end"],
            "status": status,
            "mechanisms": data["mechanisms"],
        }


def _initial(node: DraftNode) -> dict[str, Any]:
    said = as_said(node)
    status = said["status"] or {}
    starred = status.get("marked") and status["canonical"] == "completed"
    return {
        **{name: said[name] for name in ("title", "code", "start", "end", "mechanisms")},
        "status": STARRED if starred else status.get("canonical", NO_STATUS),
        "printed": status.get("printed", ""),
        "mark_reason": status.get("mark_reason", ""),
    }


def hints(node: DraftNode) -> dict[str, Any]:
    """Where each field was read, and with which words."""
    found: dict[str, Any] = {"title": _read_at(node.places.get("title", node.place))}
    if node.status:
        cell = node.cells.get("status", node.status.printed)
        where = node.status.place or node.place
        found["status"] = _("Impreso: %(cell)s, %(place)s") % {"cell": quoted(cell), "place": _place(where)}
    if node.mechanisms_printed:
        where = node.places.get("mechanisms", node.place)
        said = {"cell": quoted(node.mechanisms_printed), "place": _place(where)}
        found["mechanisms"] = _("Impreso: %(cell)s, %(place)s") % said
    found["code"] = _read_at(node.places.get("code", node.place)) if node.code_printed else _("No se leyó ninguno")
    if node.start or node.end:
        found["end"] = _read_at(node.places.get("dates", node.place))
    return found


def _read_at(place: Place) -> str:
    return _("Leído en: %(place)s") % {"place": _place(place)}


def _place(place: Place) -> str:
    return place_words(place.as_json())


class EvidenceForm(forms.Form):
    """A cited verifiable; both fields empty take it away."""

    reference = forms.CharField(label=_("Referencia"), max_length=200, required=False)
    title = forms.CharField(label=_("Título"), max_length=2000, required=False)


class RoleForm(forms.Form):
    """Who does what; without a name it is taken away."""

    role = forms.ChoiceField(label=_("Papel"), choices=NodeRole.Role.choices)
    name = forms.CharField(label=_("Dependencia, organización o cargo"), max_length=400, required=False)


class TargetForm(forms.Form):
    """A target with its numbers; all empty take it away."""

    name = forms.CharField(label=_("Meta"), max_length=2000, required=False, widget=forms.Textarea(attrs=SHORT))
    indicator = forms.CharField(label=_("Indicador"), max_length=2000, required=False)
    unit = forms.CharField(label=_("Unidad de medida"), max_length=300, required=False)
    year = forms.IntegerField(label=_("Año"), min_value=1900, max_value=2100, required=False)
    programmed = NumberField(label=_("Programado"))
    executed = NumberField(label=_("Ejecutado"))
    attainment = NumberField(label=_("Porcentaje impreso"))


class BudgetForm(forms.Form):
    """An amount; its phase and year, which stay as they were read, are its label."""

    amount = NumberField(label=_("Monto"))

    def tell(self, item: DraftBudget) -> None:
        """Names the amount: `Devengado 2025, USD`."""
        phases = BudgetFact.Phase
        phase = str(phases(item.phase).label) if item.phase in phases.values else item.phase
        year = f" {item.year}" if item.year else ""
        self.fields["amount"].label = f"{phase.capitalize()}{year}, {item.currency}"


class TextForm(forms.Form):
    """A result or an expected verifiable; empty, it is taken away."""

    text = forms.CharField(label=_("Uno más"), required=False, widget=forms.Textarea(attrs=SHORT))

    def tell(self, item: DraftText, number: int) -> None:
        """Numbers the text, and says where it was read and, if a person corrected it, with which words."""
        field = self.fields["text"]
        field.label = _("Número %(number)s") % {"number": number}
        said = {"cell": quoted(item.printed or ""), "place": _place(item.place)}
        field.help_text = _("Impreso: %(cell)s, %(place)s") % said if item.printed else _read_at(item.place)


class Rows:
    """The rows of one list of the element: those that were read, and one more where more may be added."""

    def __init__(
        self, name: str, form: type[forms.Form], initial: Sequence[Mapping[str, Any]], data: Any, *, extra: int = 1
    ) -> None:
        factory = forms.formset_factory(form, extra=extra, max_num=500, absolute_max=500)
        self.formset = factory(data, initial=initial, prefix=name)

    def said(self) -> list[dict[str, Any]]:
        """Each row with the position of what it stands for."""
        known = self.formset.initial_form_count()
        return [
            {"from": place if place < known else None, **_texts(form.cleaned_data)}
            for place, form in enumerate(self.formset.forms)
            if form.cleaned_data
        ]


def _texts(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: "" if value is None else value for name, value in data.items()}


def _as_numbers(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its numbers as numbers, which a form then writes as people do."""
    return {name: Decimal(value) if name in NUMBERS and value else value for name, value in row.items()}


class ElementForm:
    """All the forms of an element as one: its single fields and its lists."""

    LISTS = (
        ("evidence", EvidenceForm, 1),
        ("roles", RoleForm, 1),
        ("targets", TargetForm, 1),
        ("budget", BudgetForm, 0),
        *((name, TextForm, 1) for name in TEXT_PLACES),
    )

    def __init__(self, node: DraftNode, terms: Sequence[tuple[str, str]], data: Any = None) -> None:
        said = as_said(node)
        self.node = node
        self.fields = NodeForm(data, node=node, terms=terms, prefix="e")
        self.lists = {
            name: Rows(name, form, [_as_numbers(row) for row in said[name]], data, extra=extra)
            for name, form, extra in self.LISTS
        }
        for row, item in zip(self.lists["budget"].formset.forms, node.budget, strict=False):
            cast(BudgetForm, row).tell(item)
        for name in TEXT_PLACES:
            read = zip(self.lists[name].formset.forms, texts(node, name), strict=False)
            for number, (row, text) in enumerate(read, 1):
                cast(TextForm, row).tell(text, number)

    def is_valid(self) -> bool:
        """Whether every part is."""
        return all([self.fields.is_valid(), *(rows.formset.is_valid() for rows in self.lists.values())])

    def said(self) -> dict[str, Any]:
        """All fields as a correction is said."""
        return self.fields.said() | {name: rows.said() for name, rows in self.lists.items()}

    @property
    def is_sent(self) -> bool:
        """Whether its fields came along with a choice."""
        return self.fields.add_prefix("title") in self.fields.data

    def changes(self) -> list[str]:
        """The fields in which it differs from what was shown. Raises `Refused` for a value that cannot be."""
        return list(correction(self.node, self.node, self.said()))

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """Every error with the id and the label of its field."""
        parts = [self.fields, *(form for rows in self.lists.values() for form in rows.formset.forms)]
        return [problem for part in parts for problem in problems_of(part)]


class ElementFilter(forms.Form):
    """Which elements to list. Sent with GET; changes nothing."""

    q = forms.CharField(
        label=_("Código o nombre"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    ver = forms.ChoiceField(
        label=_("Cuáles"),
        choices=[
            ("", _("Todos")),
            ("por-decidir", _("Con alertas por decidir")),
            ("corregidos", _("Corregidos")),
            ("fuera", _("Dejados fuera")),
        ],
        required=False,
    )
    STANDS: dict[str, Callable[[Element], bool]] = {
        "por-decidir": lambda one: bool(one.undecided),
        "corregidos": lambda one: one.is_corrected,
        "fuera": lambda one: one.now is None,
    }

    def chosen(self, elements: Iterable[Element]) -> list[Element]:
        """The elements that are asked for; what is no answer of the form filters nothing."""
        self.is_valid()
        words, stands = plain(self.cleaned_data.get("q", "")), self.STANDS.get(self.cleaned_data.get("ver", ""))
        return [one for one in elements if f" {words}" in one.said and (stands is None or stands(one))]
