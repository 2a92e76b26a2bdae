"""The forms of roles: which to list, giving one, standing in for another, ending one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minga.foundation.accounts.models import User
from minga.foundation.organizations.forms.days import day_field
from minga.foundation.organizations.models import Organization, Role, RoleAssignment
from minga.foundation.organizations.naming import name_key
from minga.foundation.organizations.queries.roles import (
    ACTIVE,
    COMING,
    ENDED,
    find_person,
    organizations_named,
    own_scopes,
    scopes_named,
)
from minga.foundation.organizations.role_words import role_in_full
from minga.foundation.organizations.rules import verdict
from minga.foundation.organizations.scopes import CITY, find_scope, scope_reference, scope_words

GRANT = "organizations.grant-role"
ON_A_DAY, AT_ONCE = "day", "now"
STATE_WORDS = {ACTIVE: _("En vigor"), COMING: _("Por empezar"), ENDED: _("Terminados")}
NO_ACCOUNT = _("No hay ninguna cuenta con ese correo. La persona tiene que crearla antes.")


def kind_words(row: Any) -> str:
    """What a row is, as the choices of a scope say it."""
    if isinstance(row, Organization):
        return gettext("organización, con las que dependen de ella")
    return gettext("plan") if hasattr(row, "publisher") else gettext("territorio, con lo que está dentro")


def scope_choice(row: models.Model | None) -> tuple[str, str]:
    """A scope as a choice: its reference and its words."""
    words = capfirst(scope_words(row))
    return scope_reference(row), words if row is None else f"{words} · {kind_words(row)}"


class FilterRolesForm(forms.Form):
    """A role, what it was given for, and its state. Sent with GET."""

    rol = forms.ChoiceField(label=_("Rol"), required=False)
    ambito = forms.ChoiceField(label=_("Ámbito"), required=False)
    estado = forms.ChoiceField(label=_("Estado"), required=False)

    def __init__(self, *args: Any, scopes: Iterable[models.Model | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role, capfirst(label)) for role, label in Role.choices]
        self.fields["rol"].choices = [("", gettext("Todos los roles")), *roles]  # type: ignore[attr-defined]
        found = [(scope_reference(scope), capfirst(scope_words(scope))) for scope in scopes]
        self.fields["ambito"].choices = [("", gettext("Todos los ámbitos")), *found]  # type: ignore[attr-defined]
        self.fields["estado"].choices = [("", gettext("Todos")), *STATE_WORDS.items()]  # type: ignore[attr-defined]


class _PersonForm(forms.Form):
    """Whoever gets a role, by the e-mail of the account."""

    email = forms.EmailField(
        label=_("Correo de la cuenta"),
        help_text=_("La persona ya tiene que haber creado su cuenta."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean_email(self) -> str:
        """Keeps the account as `person`."""
        email = str(self.cleaned_data["email"])
        person = find_person(email)
        if person is None:
            raise forms.ValidationError(NO_ACCOUNT)
        self.person: User = person
        return email


class GrantForm(_PersonForm):
    """A role for a person, as its holder. `searched` are the words with which a scope was looked for.

    Only where `giver` may give roles is offered.
    """

    role = forms.ChoiceField(
        label=_("Rol"),
        choices=lambda: [(role, role_in_full(role)) for role in Role.values],
        widget=forms.RadioSelect,
    )
    searched = forms.CharField(
        label=_("Busca dónde vale"),
        required=False,
        max_length=100,
        help_text=_(
            "Parte del nombre de una organización, un plan o un territorio. Salen aquellos donde puedes dar roles."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scope = forms.ChoiceField(
        label=_("Dónde vale"),
        widget=forms.RadioSelect,
        help_text=_("Lo que encuentra la búsqueda se añade a esta lista."),
    )
    post = forms.CharField(
        label=_("Cargo"),
        required=False,
        max_length=200,
        help_text=_("Como saldrá en páginas y documentos, en lugar del nombre de la persona."),
    )
    unit = forms.CharField(
        label=_("Unidad"),
        required=False,
        max_length=300,
        help_text=_("Nombre o sigla. Vacía, es la organización en la que vale el rol."),
    )
    act = forms.CharField(
        label=_("Acto"), max_length=200, help_text=_("Número del documento que da el rol, como «Memorando 012-2026».")
    )
    starts = day_field(_("Primer día"))
    ends = day_field(_("Último día"), required=False, help_text=_("Vacío, vale hasta que otro acto lo termine."))

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, giver: User, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        given = data if data is not None else self.initial
        self.found = scopes_named(str(given.get("searched", "")), giver)
        chosen = _scope_or_none(str(given.get("scope", "")))
        may_choose = chosen is not None and verdict(giver, GRANT, RoleAssignment(scope=chosen)).allowed
        rows = dict.fromkeys([*own_scopes(giver), *self.found, *([chosen] if may_choose else [])])
        self.fields["scope"].choices = [scope_choice(row) for row in rows]  # type: ignore[attr-defined]

    @property
    def found_nothing(self) -> bool:
        """Whether words were looked for and nothing has them."""
        return bool(self["searched"].value()) and not self.found

    def clean(self) -> dict[str, Any]:
        """Puts the rows in the place of the words for the scope and the unit."""
        cleaned = super().clean() or self.cleaned_data
        if "scope" in cleaned:
            cleaned["scope"] = _scope_or_none(cleaned["scope"])
            cleaned["unit"] = self._unit(cleaned.get("unit", "").strip(), cleaned["scope"])
        return cleaned

    def _unit(self, words: str, scope: models.Model | None) -> Organization | None:
        if not words:
            return scope if isinstance(scope, Organization) else None
        fictitious = bool(getattr(scope, "fictitious", False))
        found = [row for row in organizations_named(words) if row.fictitious == fictitious]
        very_ones = [row for row in found if words in (row.slug, row.acronym) or name_key(row.name) == name_key(words)]
        for rows in (very_ones, found):
            if len(rows) == 1:
                return rows[0]
        if found:
            names = "; ".join(row.display_name for row in found)
            self.add_error("unit", gettext("Hay varias: %(names)s. Escribe el nombre entero.") % {"names": names})
        else:
            self.add_error("unit", gettext("Ninguna organización de ese ámbito se llama así."))
        return None


def _scope_or_none(reference: str) -> models.Model | None:
    try:
        return find_scope(reference) if reference != CITY else None
    except LookupError:
        return None


class StandInForm(_PersonForm):
    """Who takes the place of another for some days."""

    basis = forms.ChoiceField(
        label=_("Con qué título"),
        choices=[
            (RoleAssignment.Basis.SUBROGATION, _("Subrogante: por la ausencia de quien es titular")),
            (RoleAssignment.Basis.ENCARGO, _("Encargo: el puesto queda a su cargo")),
        ],
        widget=forms.RadioSelect,
    )
    act = forms.CharField(label=_("Acto"), max_length=200, help_text=_("Número del documento que lo dispone."))
    starts = day_field(_("Primer día"))
    ends = day_field(_("Último día"), required=False, help_text=_("Una subrogación lo necesita; un encargo, no."))


class EndForm(forms.Form):
    """When a role ends, and the act that ends it. `begun` is false for one without days to end yet.

    `last_day` is None for one that is to give nothing from now on.
    """

    when = forms.ChoiceField(
        label=_("Cuándo deja de valer"),
        choices=[
            (ON_A_DAY, _("Tras su último día: ese día todavía vale, hasta la medianoche")),
            (AT_ONCE, _("Quitarlo hoy mismo: desde que lo guardes no da nada")),
        ],
        widget=forms.RadioSelect,
        help_text=_("Quitado hoy mismo, consta hasta ayer; si empezó hoy, consta sin efecto. Lo hecho sigue hecho."),
    )
    last_day = day_field(_("Último día"), required=False, help_text=_("Solo si no lo quitas hoy mismo."))
    act = forms.CharField(label=_("Acto"), max_length=200, help_text=_("Número del documento que lo dispone."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, begun: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not begun:
            del self.fields["when"], self.fields["last_day"]

    def clean(self) -> dict[str, Any]:
        """A last day, unless it ends at once."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.pop("when", AT_ONCE) == AT_ONCE:
            return cleaned | {"last_day": None}
        if cleaned.get("last_day") is None and "last_day" not in self.errors:
            self.add_error("last_day", gettext("Escribe el último día en que vale."))
        return cleaned
