"""What is asked of those who prepare and run cycles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.forms.bodies import VersionedForm
from minga.foundation.organizations.forms.days import day_field
from minga.government.plans.forms.fields import NamedField
from minga.government.plans.words import shortened
from minga.government.tracking.models import Assignment
from minga.government.tracking.queries.asking import Askable
from minga.government.tracking.words import chain_choices

LONGEST = 80


class CycleForm(VersionedForm):
    """A cycle's name, its days and its chain."""

    name = forms.CharField(
        label=_("Nombre"), max_length=120, help_text=_("Como lo dirá la gente: «Segundo trimestre de 2026».")
    )
    starts = day_field(_("Informa desde"))
    ends = day_field(_("Hasta"), help_text=_("El corte: lo que se declare valdrá a este día."))
    due_on = day_field(_("Plazo para enviar"), help_text=_("Ese día todavía vale, hasta las 23:59."))
    instructions = forms.CharField(
        label=_("Indicaciones"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Lo que quien reporta debe saber. Lo lee cualquiera."),
    )
    chain = forms.ChoiceField(label=_("Firmas"), choices=chain_choices, widget=forms.RadioSelect)


class AskForm(VersionedForm):
    """Of which unit each node is asked: a name for each, empty for not asked."""

    def __init__(
        self, *args: Any, nodes: Sequence[Askable], names: Mapping[str, str], asked: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        slugs = {name: slug for slug, name in names.items()}
        self.nodes = nodes
        for one in nodes:
            node = one.node
            self.fields[f"node-{node.key}"] = NamedField(
                slugs,
                listed="organizaciones",
                label=f"{node.printed_code or node.key} · {shortened(node.title, LONGEST)}",
                initial=names.get(asked.get(node.pk, ""), ""),
            )

    @property
    def units(self) -> dict[str, str]:
        """The slug of the unit of each node, by the node's key; empty for not asked."""
        return {one.node.key: self.cleaned_data[f"node-{one.node.key}"] for one in self.nodes}


class AssignmentsField(forms.ModelMultipleChoiceField):
    """Reports that a cycle asks, to be ticked."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Assignment) -> str:
        """The node and the unit."""
        return f"{obj.node.printed_code or obj.node.key} · {obj.organization.display_name}"


class ExtensionForm(forms.Form):
    """More time: for which reports, until when, and why."""

    assignments = AssignmentsField(Assignment.objects.none(), to_field_name="public_id", label=_("Para cuáles"))
    due_on = day_field(_("Nuevo plazo"))
    reason = forms.CharField(
        label=_("Motivo"), max_length=300, help_text=_("Lo lee cualquiera. No nombres a personas.")
    )

    def __init__(self, *args: Any, missing: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignments"].queryset = missing  # type: ignore[attr-defined]
