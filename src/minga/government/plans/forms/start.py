"""The forms of a plan in preparation: starting it, and correcting what it says of itself."""

from __future__ import annotations

import json
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Organization
from minga.government.plans.actions import Beginning
from minga.government.plans.acts import Kind
from minga.government.plans.fields import PLAN_FIELDS, Field
from minga.government.plans.forms.fields import NamedField, SeenField, TextField
from minga.government.plans.models import Plan
from minga.government.plans.queries.choices import Choices

OWN_FIELDS = {
    **PLAN_FIELDS,
    "kind": Field("kind", _("Tipo de plan"), Kind.PLAN),
    "slug": Field("slug", _("Dirección"), Kind.PLAN),
}
"""What is written of a plan in preparation; once it is public its kind and its address stay."""


class StartForm(forms.Form):
    """What a new plan says of itself."""

    title = TextField(
        label=PLAN_FIELDS["title"].label,
        lines=3,
        required=True,
        help_text=_("Entero, como lo dirá el acto."),
        error_messages={"required": _("Escribe el título.")},
    )
    short_title = TextField(label=PLAN_FIELDS["short_title"].label, help_text=_("El que se lee en listas y caminos."))
    kind = forms.ChoiceField(
        label=OWN_FIELDS["kind"].label,
        choices=[("", _("Elige uno")), *((value, label.capitalize()) for value, label in Plan.Kind.choices)],
        help_text=_("Decide qué acto puede aprobarlo y reformarlo. No cambia una vez publicado."),
        error_messages={"required": _("Elige qué tipo de plan es.")},
    )
    start_year = forms.IntegerField(label=PLAN_FIELDS["start_year"].label, required=False)
    end_year = forms.IntegerField(label=PLAN_FIELDS["end_year"].label, required=False)
    publisher = forms.CharField()
    supersedes = forms.ChoiceField(label=PLAN_FIELDS["supersedes"].label, required=False)

    def __init__(self, *args: Any, organizations: dict[str, str], plans: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        slugs = {name: slug for slug, name in organizations.items()}
        self.fields["publisher"] = NamedField(
            slugs,
            listed="organizaciones",
            label=PLAN_FIELDS["publisher"].label,
            required=True,
            error_messages={"required": _("Elige la institución que lo publica.")},
            unknown=_("No es una institución para la que puedas empezar planes: elige una de la lista."),
        )
        self.fields["supersedes"] = forms.ChoiceField(
            label=PLAN_FIELDS["supersedes"].label, required=False, choices=[("", _("Ninguno")), *plans]
        )
        self.order_fields(["title", "short_title", "kind", "start_year", "end_year", "publisher", "supersedes"])

    @property
    def beginning(self) -> Beginning:
        """What was written."""
        found = self.cleaned_data
        return Beginning(
            title=found["title"],
            kind=found["kind"],
            publisher=Organization.objects.get(slug=found["publisher"]),
            short_title=found["short_title"],
            start_year=found["start_year"],
            end_year=found["end_year"],
            supersedes=Plan.objects.filter(slug=found["supersedes"]).first() if found["supersedes"] else None,
        )


class CorrectStartForm(StartForm):
    """The same of a plan in preparation, with its address. `seen` is what it said when the form was opened."""

    slug = forms.SlugField(
        label=OWN_FIELDS["slug"].label,
        max_length=110,
        help_text=_("Letras sin tilde, números y guiones. Queda fija al publicarse."),
    )
    seen = SeenField(OWN_FIELDS)

    def take_in(self, shown: dict[str, Any]) -> None:
        """After a conflict: what stands now, besides what the person wrote."""
        found, was = self.cleaned_data, self.cleaned_data["seen"]
        data = cast("QueryDict", self.data).copy()
        for name in OWN_FIELDS:
            if found[name] == was.get(name):
                data[name] = "" if shown[name] is None else str(shown[name])
        data["seen"] = json.dumps(shown["seen"])
        self.data = data
