"""The form of a report: kept as it is typed, whatever it is, and checked only when it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minga.foundation.organizations.forms.bodies import VersionedForm
from minga.government.plans.marks import mark_of
from minga.government.plans.models import Target
from minga.government.tracking.report_content import (
    MOST_RESULTS,
    RESULT_FIELDS,
    Problem,
    measured_of,
    result_rows,
)
from minga.government.tracking.words import kind_choices, status_choices

NUMBER = {"inputmode": "decimal", "autocomplete": "off"}


def _text(label: Any, rows: int, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, help_text=hint, widget=forms.Textarea({"rows": rows}))


class ReportForm(VersionedForm):
    """All that a report says. Rows of results: those that stand, and an empty one."""

    canonical = forms.CharField(label=gettext_lazy("¿Cómo está?"), required=False, widget=forms.RadioSelect)
    physical = forms.CharField(
        label=gettext_lazy("Avance físico, en %"),
        required=False,
        help_text=gettext_lazy("De 0 a 100. Déjalo vacío si no se mide así."),
        widget=forms.TextInput(NUMBER),
    )
    narrative = _text(
        gettext_lazy("¿Qué se hizo?"), 5, gettext_lazy("Con dos o tres frases basta. No nombres a personas.")
    )
    difficulties = _text(gettext_lazy("Dificultades"), 3, gettext_lazy("Si las hubo."))
    next_steps = _text(gettext_lazy("Lo que sigue"), 3, gettext_lazy("Qué harás antes del próximo reporte."))

    def __init__(
        self, data: Any = None, *, content: Mapping[str, Any], targets: Sequence[Target], version: int, **kwargs: Any
    ) -> None:
        rows = result_rows(content)
        initial = {**content, "version": version}
        for place, row in enumerate(rows):
            initial |= {f"result-{place}-{name}": row[name] for name in RESULT_FIELDS}
        initial |= {f"measured-{target}": value for target, value in measured_of(content).items()}
        super().__init__(data, initial=initial, **kwargs)
        self.fields["canonical"].widget.choices = status_choices()
        self.targets = targets
        self.places = range(min(max(len(rows) + 1, _sent_rows(data)), MOST_RESULTS + 1))
        for place in self.places:
            self._add_row(place)
        for target in targets:
            self._add_target(target)

    def _add_row(self, place: int) -> None:
        prefix = f"result-{place}-"
        self.fields[f"{prefix}text"] = _text(_("Qué se logró"), 2)
        self.fields[f"{prefix}text"].widget.attrs["class"] = "short"
        self.fields[f"{prefix}quantity"] = forms.CharField(
            label=_("Cantidad"), required=False, widget=forms.TextInput(NUMBER)
        )
        self.fields[f"{prefix}unit"] = forms.CharField(label=_("Unidad"), required=False)
        kinds = forms.Select(choices=[("", "–"), *kind_choices()])
        self.fields[f"{prefix}kind"] = forms.CharField(label=_("Qué se cuenta"), required=False, widget=kinds)

    def _add_target(self, target: Target) -> None:
        unit = f" ({target.unit})" if target.unit else ""
        self.fields[f"measured-{target.public_id}"] = forms.CharField(
            label=f"{target}{unit}", required=False, widget=forms.TextInput(NUMBER)
        )

    @property
    def statuses(self) -> list[tuple[Any, str, str]]:
        """What may be declared: the option, its mark and its words."""
        return [(option, mark_of(option.data["value"]), option.choice_label) for option in self["canonical"]]

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each row of results."""
        return [[self[f"result-{place}-{name}"] for name in RESULT_FIELDS] for place in self.places]

    @property
    def measured(self) -> list[forms.BoundField]:
        """A field for each target."""
        return [self[f"measured-{target.public_id}"] for target in self.targets]

    @property
    def content(self) -> dict[str, Any]:
        """The draft as typed, without the empty rows at its end."""
        typed = self.cleaned_data
        named = ("canonical", "physical", "narrative", "difficulties", "next_steps")
        rows = [{name: typed[f"result-{place}-{name}"] for name in RESULT_FIELDS} for place in self.places]
        while rows and not any(rows[-1].values()):
            rows.pop()
        measured = {str(one.public_id): typed[f"measured-{one.public_id}"] for one in self.targets}
        return {
            **{name: typed[name] for name in named},
            "results": rows,
            "measured": {target: value for target, value in measured.items() if value},
        }

    def tell(self, problems: Iterable[Problem]) -> None:
        """Puts each problem beside its field."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)


def _sent_rows(data: Any) -> int:
    """How many rows of results a form that was sent has."""
    places = [name.split("-")[1] for name in data or () if name.startswith("result-") and name.endswith("-text")]
    return max((int(place) + 1 for place in places if place.isdecimal() and len(place) < len("1000")), default=0)


class DecisionForm(VersionedForm):
    """What who checks a report says of it."""

    comment = forms.CharField(
        label=gettext_lazy("Comentarios"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Hacen falta para devolverlo. Los lee quien lo preparó; no se publican."),
    )


class ErratumForm(VersionedForm):
    """What is corrected in an approved report, and why."""

    field = forms.ChoiceField(label=gettext_lazy("Dato"))
    after = forms.CharField(
        label=gettext_lazy("Debe decir"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Motivo"),
        max_length=2000,
        help_text=gettext_lazy("Lo lee cualquiera. No nombres a personas."),
    )

    def __init__(self, *args: Any, fields: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = fields  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A status is written in words, as everybody reads it."""
        found = super().clean() or {}
        if found.get("field") == "canonical":
            named = {word.casefold(): status for status, word in status_choices()}
            found["after"] = named.get(found.get("after", "").strip().casefold(), "")
        return found
