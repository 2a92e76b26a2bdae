"""What a reading would change, as a person reads it before it is applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from minga.government.plans.models import DeclaredStatus, Node
from minga.government.plans.queries.node import FIELD_WORDS
from minga.kernel.registry import Text
from minga.publishing.intake.models import Proposal, Reading

FIRST = 25
"""Rows shown before the whole list is asked for."""
ORDER = (
    "plan",
    "level",
    "node",
    "noderole",
    "nodemechanism",
    "declaredstatus",
    "target",
    "targetperiod",
    "measurement",
    "budgetline",
    "nodeshare",
    "budgetfact",
    "expectedmeans",
    "resultitem",
    "evidence",
    "link",
)

CHOICES = {
    "canonical": dict(DeclaredStatus.Canonical.choices),
    "mark_reason": dict(DeclaredStatus.MarkReason.choices),
}
"""The fields of a status whose values have words."""


@dataclass(frozen=True)
class Kind:
    """A kind of new rows and how many there are."""

    name: str
    words: str
    count: int


@dataclass(frozen=True)
class Changed:
    """One field of a row that stands: what it is, whose, and what it would say instead."""

    key: str
    what: Text
    before: Any
    after: Any


@dataclass(frozen=True)
class Differences:
    """New rows by kind, new elements with their names, and changed fields. `stays` is how many elements stay as they are.

    `statuses` are those of standing elements whose last declared status the document would follow with another.
    """

    proposal: Proposal
    kinds: Sequence[Kind]
    nodes: Sequence[dict[str, Any]]
    changed: Sequence[Changed]
    statuses: Sequence[Changed]
    stays: int

    @property
    def is_empty(self) -> bool:
        """Whether the record says it all already."""
        return not self.kinds and not self.changed


def kind_words() -> dict[str, str]:
    """What each kind of row is called."""
    return {
        "plan": _("planes"),
        "level": _("niveles"),
        "node": _("elementos"),
        "noderole": _("responsables, contrapartes y otros papeles"),
        "nodemechanism": _("mecanismos de articulación"),
        "declaredstatus": _("estados declarados"),
        "target": _("metas"),
        "targetperiod": _("valores programados"),
        "measurement": _("valores medidos"),
        "budgetline": _("líneas de presupuesto"),
        "nodeshare": _("elementos enlazados con su presupuesto"),
        "budgetfact": _("montos"),
        "expectedmeans": _("verificables esperados"),
        "resultitem": _("resultados enumerados"),
        "evidence": _("verificables citados"),
        "link": _("contribuciones a otros planes"),
    }


def field_words(model: str, field: str) -> Text:
    """A field's name; the status is told apart from what is printed of it."""
    if model == "declaredstatus":
        words: dict[str, Text] = {
            "printed": _("Estado impreso"),
            "canonical": _("Estado"),
            "marked": _("Asterisco"),
            "mark_reason": _("Motivo del asterisco"),
        }
        if field in words:
            return words[field]
    if field == "closed_at":
        return _("Cerrado")
    return FIELD_WORDS.get(field, field)


def differences(reading: Reading) -> Differences | None:
    """The differences that were worked out for the reading as it stands; None when there are none yet, or it changed."""
    proposal = Proposal.objects.filter(reading=reading, version=reading.version).first()
    if proposal is None:
        return None
    made = [row for row in proposal.differences if row["operation"] != "update"]
    updates = [row for row in proposal.differences if row["operation"] == "update"]
    counts, words = Counter(row["model"] for row in made), kind_words()
    kinds = [Kind(name, words.get(name, name), counts[name]) for name in (*ORDER, *sorted({*counts} - {*ORDER}))]
    return Differences(
        proposal=proposal,
        kinds=[kind for kind in kinds if kind.count],
        nodes=[row for row in made if row["model"] == "node"],
        changed=[_changed(row) for row in updates],
        statuses=_statuses([row for row in made if row["model"] == "declaredstatus"]),
        stays=proposal.counts.get("unchanged", 0),
    )


def _statuses(made: Sequence[dict[str, Any]]) -> list[Changed]:
    """What standing elements were last declared, and what the document declares of them, where that differs."""
    keys = {row["key"].partition("/") for row in made}
    nodes = Node.objects.filter(plan__slug__in={plan for plan, _, _ in keys}, key__in={key for _, _, key in keys})
    last: dict[str, str] = {}
    for plan, key, printed in nodes.order_by("pk", "-statuses__as_of", "-statuses__pk").values_list(
        "plan__slug", "key", "statuses__printed"
    ):
        last.setdefault(f"{plan}/{key}", printed or "")
    return [
        Changed(row["key"].partition("/")[2], _("Estado"), last[row["key"]], row["name"])
        for row in made
        if row["key"] in last and last[row["key"]] != row["name"]
    ]


def _changed(row: dict[str, Any]) -> Changed:
    return Changed(
        row["key"], field_words(row["model"], row["field"]), *(_words(row, name) for name in ("before", "after"))
    )


def _words(row: dict[str, Any], name: str) -> Any:
    """A value as a person reads it: the label of a choice, yes or no for what is marked."""
    value = row[name]
    if isinstance(value, bool):
        return _("sí") if value else _("no")
    if row["field"] == "closed_at":
        return _("sí") if value else _("no")
    labels = CHOICES.get(row["field"], {}) if row["model"] == "declaredstatus" else {}
    if value in labels:
        return labels[value]
    return "" if value is None else value
