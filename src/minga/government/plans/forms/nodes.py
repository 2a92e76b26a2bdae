"""The form of a node: its fields, and the rows of its roles, verifiables and targets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from minga.government.plans.edits import Edit
from minga.government.plans.fields import CREATE, NODE_FIELDS, Subject, empty_node
from minga.government.plans.forms.fields import NamedField, PeriodsField, SeenField, TextField, periods_text, tidy
from minga.government.plans.forms.plans import VersionForm
from minga.government.plans.order import FIRST, after_sibling, one_down, one_up
from minga.government.plans.queries.choices import NodeChoices
from minga.government.plans.queries.siblings import Siblings

Values = dict[str, Any]
ROWS = {"roles": "papeles", "expected_means": "verificables", "targets": "metas"}
"""The rows' names in the address of the form."""
PLAIN = tuple(name for name in NODE_FIELDS if name not in ROWS)
BLANK_ROWS = 1
MOST_ROWS = 200
"""Of each list: what a request says that it sends costs time, before anything of it is read."""


class NodeForm(forms.Form):
    """The node's own fields. `version` is that of the draft, `seen` the node as it stood when the form was opened."""

    title = TextField(
        label=NODE_FIELDS["title"].label, lines=3, help_text=_("Tal como lo dice el documento o el acto.")
    )
    level = forms.ChoiceField(label=NODE_FIELDS["level"].label)
    parent = TextField(label=NODE_FIELDS["parent"].label, help_text=_("Su clave, como C1. Vacío: está en lo más alto."))
    printed_code = TextField(label=NODE_FIELDS["printed_code"].label)
    description = TextField(label=NODE_FIELDS["description"].label, lines=4)
    start = TextField(label=NODE_FIELDS["start"].label, help_text=_("2026, 2026-05 o 2026-05-31."))
    end = TextField(label=NODE_FIELDS["end"].label, help_text=_("2026, 2026-05 o 2026-05-31."))
    mechanisms = forms.MultipleChoiceField(
        label=NODE_FIELDS["mechanisms"].label, required=False, widget=forms.CheckboxSelectMultiple
    )
    mechanisms_printed = TextField(label=NODE_FIELDS["mechanisms_printed"].label)
    territories = forms.MultipleChoiceField(
        label=NODE_FIELDS["territories"].label, required=False, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    seen = SeenField(NODE_FIELDS, required=False)

    def __init__(self, *args: Any, choices: NodeChoices, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("level", "mechanisms", "territories"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices.levels if name == "level" else getattr(choices, name)
        self.fields["parent"].widget = forms.TextInput(attrs={"list": "elementos", "autocomplete": "off"})
        self.parents = {key for key, _title in choices.parents}

    def clean_parent(self) -> str:
        """The key of the node above, as it is written in the plan."""
        typed = str(self.cleaned_data["parent"])
        found = next((key for key in (typed, typed.upper()) if key in self.parents), None)
        if typed and found is None:
            raise forms.ValidationError(_("El plan no tiene un elemento abierto con esa clave."))
        return found or ""

    def clean_territories(self) -> list[str]:
        """In the order in which the record keeps them."""
        return sorted(self.cleaned_data["territories"])


class RoleForm(forms.Form):
    """Who does what."""

    role = forms.ChoiceField(label=_("Papel"))
    organization = forms.CharField()
    printed = TextField(label=_("Nombre impreso"), help_text=_("Vacío: el que consta hoy."))

    def __init__(self, *args: Any, choices: NodeChoices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"] = forms.ChoiceField(label=_("Papel"), choices=choices.roles)
        self.fields["organization"] = NamedField(choices.slugs, listed="organizaciones", label=_("Organización"))

    def clean(self) -> dict[str, Any]:
        """A row that says something names an organization."""
        found = super().clean() or {}
        if found.get("printed") and not found.get("organization") and not self.errors and not found.get("DELETE"):
            self.add_error("organization", _("Elige la organización, o marca la fila para quitarla."))
        return found


class MeansForm(forms.Form):
    """A verifiable that is expected."""

    text = TextField(label=_("Verificable esperado"), lines=2)


class TargetForm(forms.Form):
    """A target with what is programmed for each year."""

    id = forms.CharField(widget=forms.HiddenInput, required=False)
    name = TextField(label=_("Meta"), lines=2)
    indicator = TextField(label=_("Indicador"), lines=2)
    unit = TextField(label=_("Unidad de medida"))
    periods = PeriodsField(label=_("Programado"), help_text=_("Una línea por año, como 2026: 21,5."))


class Rows(BaseFormSet):
    """Rows of one list; the mark at the end of each takes it out."""

    deletion_widget = forms.CheckboxInput

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """The mark says what it does."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Quitar esta fila")

    @property
    def kept(self) -> list[Values]:
        """What each row says, without those that are empty or to be taken out."""
        rows = (form.cleaned_data for form in self.forms if form.is_valid() and form not in self.deleted_forms)
        plain = ({name: value for name, value in row.items() if name != "DELETE"} for row in rows)
        return [row for row in plain if any(value for name, value in row.items() if name not in ("id", "role"))]


class MoveForm(VersionForm):
    """Another place for a node among its siblings: one up, one down, or right after one of them."""

    to = forms.ChoiceField(
        label=_("A dónde va"),
        choices=[("up", ""), ("down", ""), ("after", "")],
        error_messages={"required": _("Elige si sube, si baja o después de cuál va.")},
    )
    after = forms.ChoiceField(label=_("Ponerlo"), required=False)

    def __init__(self, *args: Any, beside: Siblings, **options: Any) -> None:
        super().__init__(*args, **options)
        self.beside = beside
        self.fields["after"] = forms.ChoiceField(
            label=self.fields["after"].label,
            required=False,
            error_messages={"invalid_choice": _("Elige uno de la lista: los demás ya no están a su lado.")},
            choices=[
                (FIRST, _("Al comienzo")),
                *((key, _("Después de %(name)s") % {"name": name}) for key, name in beside.choices),
            ],
        )

    @property
    def order(self) -> list[str]:
        """All the siblings in the order that was asked for."""
        beside, to = self.beside, self.cleaned_data["to"]
        if to == "after":
            return after_sibling(beside.keys, beside.key, self.cleaned_data["after"])
        return (one_up if to == "up" else one_down)(beside.keys, beside.key, beside.open)


class NodeEditing:
    """The whole form: the node's fields and its three lists, as they stand in the draft or as they were sent.

    `shown` are the values in the form when it was opened, `seen` those that are published; they differ where the draft
    changes them already.
    """

    def __init__(
        self,
        choices: NodeChoices,
        *,
        shown: Values | None = None,
        seen: Values | None = None,
        version: int = 0,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.choices = choices
        initial = {**{name: (shown or {}).get(name) for name in PLAIN}, "version": version, "seen": seen}
        self.form = NodeForm(data, choices=choices, initial=initial)
        self.rows = {name: self._rows(name, shown or empty_node(), data) for name in ROWS}

    def _rows(self, name: str, shown: Values, data: Mapping[str, Any] | None) -> Rows:
        kinds: dict[str, type[forms.Form]] = {"roles": RoleForm, "expected_means": MeansForm, "targets": TargetForm}
        made = formset_factory(
            kinds[name], formset=Rows, extra=BLANK_ROWS, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
        )
        options = {"choices": self.choices} if name == "roles" else {}
        initial = getattr(self, f"_{name}")(shown[name])
        return cast("Rows", made(data, prefix=ROWS[name], initial=initial, form_kwargs=options))

    def _roles(self, roles: list[Values]) -> list[Values]:
        names = self.choices.organizations
        return [{**role, "organization": names.get(role["organization"], "")} for role in roles]

    def _expected_means(self, texts: list[str]) -> list[Values]:
        return [{"text": text} for text in texts]

    def _targets(self, targets: list[Values]) -> list[Values]:
        return [{**target, "periods": periods_text(target["periods"])} for target in targets]

    @property
    def all_forms(self) -> list[Any]:
        """Every form of it, for the list of what is wrong."""
        return [self.form, *(form for rows in self.rows.values() for form in rows.forms)]

    @property
    def errors(self) -> int:
        """How many fields are wrong."""
        return sum(len(form.errors) for form in self.all_forms)

    def is_valid(self) -> bool:
        """Whether all that was sent can be read."""
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    @property
    def version(self) -> int:
        """The version of the draft that the person saw."""
        return int(self.form.cleaned_data["version"])

    @property
    def seen(self) -> Values:
        """The node as it stood when the form was opened; nothing of it for one that is only proposed."""
        found = self.form.cleaned_data["seen"]
        return found if isinstance(found, dict) else {}

    @property
    def values(self) -> Values:
        """What was sent, as the record keeps it."""
        found = {name: tidy(self.form.cleaned_data[name]) for name in PLAIN}
        roles = [{name: row[name] for name in ("organization", "role", "printed")} for row in self.rows["roles"].kept]
        means = [row["text"] for row in self.rows["expected_means"].kept]
        return found | {"roles": roles, "expected_means": means, "targets": self.rows["targets"].kept}

    def touched(self, shown: Values) -> list[str]:
        """The fields whose value is not the one that the form showed."""
        values = self.values
        return [name for name in NODE_FIELDS if values[name] != self._as_sent(name, shown.get(name))]

    def edits(self, key: str, shown: Values) -> list[Edit]:
        """What the person changed of a node that stands or is proposed."""
        values, seen = self.values, self.seen
        return [Edit(Subject.NODE, key, name, values[name], before=seen.get(name)) for name in self.touched(shown)]

    def creation(self) -> Edit:
        """The node that the person asks for."""
        values = {name: value for name, value in self.values.items() if value not in ("", [], None)}
        return Edit(Subject.NODE, "", "", values, CREATE)

    def _as_sent(self, name: str, value: Any) -> Any:
        """A value as this form would give it back unchanged."""
        if name in ("mechanisms", "territories"):
            known = [slug for slug, _label in getattr(self.choices, name)]
            kept = [slug for slug in known if slug in (value or [])]
            return kept if name == "mechanisms" else sorted(kept)
        if name == "roles":
            return [{field: role[field] for field in ("organization", "role", "printed")} for role in tidy(value or [])]
        return tidy(value if value is not None else NODE_FIELDS[name].empty)
