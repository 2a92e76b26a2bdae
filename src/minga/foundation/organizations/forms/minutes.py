"""What is asked of whoever writes the minutes of a session."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.forms.bodies import PDF_ONLY, VersionedForm, long_text, words_of
from minga.foundation.organizations.models import AgendaItem

COUNTS = ("in_favour", "against", "abstentions")
"""The questions whose answers are votes, in seats."""


@dataclass(frozen=True)
class ItemFields:
    """The questions about one item of the agenda."""

    item: AgendaItem
    text: forms.BoundField
    votes: list[forms.BoundField]


class MinutesForm(VersionedForm):
    """What the minutes say of each item, and how it was voted."""

    number = forms.CharField(
        label=_("Número del acta"), required=False, max_length=60, help_text=_("Como se imprime: Acta 007-2026.")
    )
    document = forms.FileField(
        label=_("Acta firmada"),
        required=False,
        widget=forms.ClearableFileInput(PDF_ONLY),
        help_text=_("PDF. Tiene nombres y firmas: queda reservada; se publica solo su huella."),
    )

    def __init__(self, *args: Any, items: Iterable[AgendaItem], votes: bool, tie: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(items)
        self._vote_names = self._names(votes=votes, tie=tie)
        for item in self.items:
            self._ask(item)
        self.order_fields([name for name in self.fields if name.partition("-")[2]])

    @staticmethod
    def _names(*, votes: bool, tie: bool) -> tuple[str, ...]:
        if not votes:
            return ()
        return ("voting", *COUNTS, *(("casting",) if tie else ()))

    def _ask(self, item: AgendaItem) -> None:
        questions = {
            "text": long_text(_("Qué se trató"), required=False, initial=item.text),
            "voting": forms.ChoiceField(label=_("Votación"), choices=words_of(AgendaItem.Voting), initial=item.voting),
            "in_favour": _seats(_("A favor"), item.in_favour),
            "against": _seats(_("En contra"), item.against),
            "abstentions": _seats(_("Abstenciones"), item.abstentions),
            "casting": forms.ChoiceField(
                label=_("Si hubo empate, quien preside votó"),
                required=False,
                choices=[("", "–"), *AgendaItem.Casting.choices],
                initial=item.casting,
            ),
        }
        for name in ("text", *self._vote_names):
            self.fields[f"{name}-{item.position}"] = questions[name]

    def clean(self) -> dict[str, Any]:
        """What was written; votes under an item that is told as not voted are asked about and never dropped."""
        for item in self.items:
            voting = self.answer("voting", item)
            if voting == AgendaItem.Voting.NONE and any(self.answer(name, item) for name in (*COUNTS, "casting")):
                self.add_error(
                    f"voting-{item.position}", _("Escribiste votos: elige qué votación fue, o bórralos si no se votó.")
                )
        return self.cleaned_data

    @property
    def rows(self) -> list[ItemFields]:
        """The questions, item by item."""
        return [
            ItemFields(
                item, self[f"text-{item.position}"], [self[f"{name}-{item.position}"] for name in self._vote_names]
            )
            for item in self.items
        ]

    def answer(self, name: str, item: AgendaItem) -> Any:
        """One answer about an item; None when it is not asked."""
        return self.cleaned_data.get(f"{name}-{item.position}")


def _seats(label: Any, initial: int | None) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=1000, initial=initial)
