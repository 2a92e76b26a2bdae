"""The forms of a plan itself: its own fields, its levels, its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from minga.government.plans.edits import Edit, Record
from minga.government.plans.fields import CREATE, LEVEL_FIELDS, PLAN_FIELDS, Subject
from minga.government.plans.forms.fields import NamedField, SeenField, TextField, tidy
from minga.government.plans.queries.choices import Choices

Values = dict[str, Any]


class PlanForm(forms.Form):
    """The plan's own fields. `version` is that of the draft, `seen` the plan as it stood when the form was opened."""

    title = TextField(label=PLAN_FIELDS["title"].label, lines=3)
    short_title = TextField(label=PLAN_FIELDS["short_title"].label, help_text=_("El que se lee en listas y caminos."))
    start_year = forms.IntegerField(label=PLAN_FIELDS["start_year"].label, required=False)
    end_year = forms.IntegerField(label=PLAN_FIELDS["end_year"].label, required=False)
    publisher = forms.CharField()
    supersedes = forms.ChoiceField(label=PLAN_FIELDS["supersedes"].label, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    seen = SeenField(PLAN_FIELDS)

    def __init__(self, *args: Any, organizations: dict[str, str], plans: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        slugs = {name: slug for slug, name in organizations.items()}
        label = PLAN_FIELDS["publisher"].label
        self.fields["publisher"] = NamedField(slugs, listed="organizaciones", label=label)
        self.fields["supersedes"] = forms.ChoiceField(
            label=PLAN_FIELDS["supersedes"].label, required=False, choices=[("", _("Ninguno")), *plans]
        )
        self.order_fields([*PLAN_FIELDS, "version", "seen"])

    def touched(self, shown: Values) -> list[str]:
        """The fields whose value is not the one that the form showed."""
        return [name for name in PLAN_FIELDS if self.cleaned_data[name] != tidy(shown[name])]

    def edits(self, shown: Values) -> list[Edit]:
        """What the person changed."""
        seen = self.cleaned_data["seen"]
        return [
            Edit(Subject.PLAN, "", name, self.cleaned_data[name], before=seen.get(name)) for name in self.touched(shown)
        ]


FIRST_ROWS = 3


class LevelForm(forms.Form):
    """A level: its name, its place from the top, how its codes are written, whether its nodes carry a status.

    `was` is its name before.
    """

    was = forms.CharField(widget=forms.HiddenInput, required=False)
    name = TextField(label=LEVEL_FIELDS["name"].label)
    place = forms.IntegerField(label=_("Lugar, desde arriba"), min_value=1, max_value=99, required=False)
    code_pattern = TextField(
        label=LEVEL_FIELDS["code_pattern"].label,
        max_length=40,
        help_text=_("Con # donde va cada número: C#, o C#.H#. Vacío: cada código como lo diga el documento."),
    )
    carries_status = forms.BooleanField(
        label=LEVEL_FIELDS["carries_status"].label,
        required=False,
        help_text=_("Si sus informes dicen cómo va cada elemento de este nivel."),
    )


class LevelRows(BaseFormSet):
    """All the levels of a plan, and a row for one more."""

    def edits(self, levels: Sequence[Record], origins: Mapping[str, str]) -> list[Edit]:
        """What the person changed of these levels, which are those of the draft, and the level that they add.

        `origins` tells by which name edits know a level that the draft renames or makes. Places are numbered from one;
        the depths that levels have already are given out again in their order.
        """
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]
        ordered = sorted(rows, key=lambda row: row["place"] or len(rows))
        depths = sorted(level["depth"] for level in levels)
        depths += [(depths[-1] + 1 if depths else 0) + extra for extra in range(len(rows) - len(depths))]
        shown = {level["name"]: level for level in levels}
        found: list[Edit] = []
        for row, depth in zip(ordered, depths, strict=False):
            values = {name: row[name] for name in ("name", "code_pattern", "carries_status")} | {"depth": depth}
            old = shown.get(row["was"])
            if old is None:
                found.append(Edit(Subject.LEVEL, row["name"], "", values, CREATE))
            else:
                key = origins.get(row["was"], row["was"])
                found += [Edit(Subject.LEVEL, key, name, value) for name, value in values.items() if value != old[name]]
        return found


def level_rows(levels: Sequence[Record], data: Any = None) -> LevelRows:
    """The rows for these levels, and one more; some more for a plan that has none."""
    made = formset_factory(LevelForm, formset=LevelRows, extra=1 if levels else FIRST_ROWS)
    initial = [
        {
            "was": level["name"],
            "name": level["name"],
            "place": place,
            "code_pattern": level["code_pattern"],
            "carries_status": level["carries_status"],
        }
        for place, level in enumerate(levels, start=1)
    ]
    return cast("LevelRows", made(data, prefix="niveles", initial=initial))


class VersionForm(forms.Form):
    """Only the version that the person saw, for acts of one button."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class AddressForm(forms.Form):
    """The plan's address while it has no edition."""

    slug = forms.SlugField(label=_("Dirección"), max_length=110, help_text=_("Letras sin tilde, números y guiones."))


class SearchForm(forms.Form):
    """Words to look for in a plan's nodes."""

    q = TextField(label=_("Buscar en el plan"), max_length=200)
