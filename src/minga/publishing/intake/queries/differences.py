"""What a reading would change, as a person reads it before it is applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from minga.government.plans.fields import Subject
from minga.government.plans.models import DeclaredStatus, Node, Plan
from minga.government.plans.queries.changes import FACTS
from minga.government.plans.queries.desk import PUBLISHER
from minga.government.plans.queries.fixed import FixedBy
from minga.government.plans.queries.node import FIELD_WORDS
from minga.government.plans.telling import closed_words, in_words
from minga.kernel.registry import Text
from minga.publishing.intake.models import Proposal, Reading
from minga.publishing.intake.rules import reach_of

FIRST = 25
"""Rows shown before the whole list is asked for."""
UPDATE, KEPT, UNLINKED, ADDED_TO = "update", "keep", "unlinked", "added-to"
"""What is told of a row: that a field of it changes; that an act fixed it and it stays; that what it names in another plan
does not stand there; that a plan which the document only names would get elements. Any other is new."""
STATUS, EVIDENCE, NODE = "declaredstatus", "evidence", "node"
LISTED = ("expectedmeans", "resultitem", EVIDENCE)
"""The kinds of new rows that are shown one by one, with their element: what they say is all that there is of them."""
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

LISTS = frozenset(FACTS.values())
"""The fields that are lists: of these a document says something besides, not instead."""
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
    rows: Sequence[NewRow] = ()
    """Those that are shown one by one (`LISTED`)."""


@dataclass(frozen=True)
class NewRow:
    """A new row of an element, and what it says."""

    key: str
    name: str
    text: str


@dataclass(frozen=True)
class Changed:
    """One field of a row that stands: what it is, whose, and what it would say instead.

    `key` is empty for a field of the plan itself, whose title is then `name`. `printed` are the words of the document,
    where those that would be written are others.
    """

    key: str
    name: str
    what: Text
    before: Any
    after: Any
    printed: str = ""


@dataclass(frozen=True)
class Returning:
    """An element that was closed when its load was undone, and that the document opens again."""

    key: str
    name: str


@dataclass(frozen=True)
class KeptField:
    """A field that an act fixed and the document says otherwise; `level` is the name of the level that it is of, if any.

    `name` is the title of its element.
    """

    plan: Plan
    key: str
    name: str
    level: str
    what: Text
    about: str
    stands: str
    printed: str
    is_closed: bool
    is_list: bool
    by: FixedBy


@dataclass(frozen=True)
class NotLinked:
    """An element of the document, and what it names in a plan that does not have it and is somebody else's."""

    key: str
    name: str
    title: str
    plan: Plan


@dataclass(frozen=True)
class Differences:
    """New rows by kind, new elements with their names, and changed fields. `stays` is how many elements stay as they are.

    `returning` are the elements that open again; `statuses` those of standing elements whose last declared status the document would follow with another; `kept`
    is what stays because an act fixed it, `unlinked` what the document names in plans of others that do not have it, and
    `added_to` the plans which it only names and that would get elements.
    """

    proposal: Proposal
    kinds: Sequence[Kind]
    nodes: Sequence[dict[str, Any]]
    changed: Sequence[Changed]
    returning: Sequence[Returning]
    statuses: Sequence[Changed]
    kept: Sequence[KeptField]
    unlinked: Sequence[NotLinked]
    added_to: Sequence[Plan]
    stays: int

    @property
    def is_empty(self) -> bool:
        """Whether the record says it all already."""
        return not self.kinds and not self.changed and not self.returning

    @property
    def has_long_lists(self) -> bool:
        """Whether any of the lists of new rows is longer than what is shown at first."""
        return any(len(kind.rows) > FIRST for kind in self.kinds)

    def holds_for(self, person: Any) -> bool:
        """Whether applying does the same when this person does it: some may change plans that others may not."""
        reaches = reach_of(person, self.proposal.reading)
        return all(map(reaches, self.added_to)) and not any(reaches(one.plan) for one in self.unlinked)


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
    proposal.reading = reading
    told: dict[str, list[dict[str, Any]]] = {name: [] for name in (UPDATE, KEPT, UNLINKED, ADDED_TO)}
    made: list[dict[str, Any]] = []
    for row in proposal.differences:
        told.get(row["operation"], made).append(row)
    counts, words = Counter(row["model"] for row in made), kind_words()
    titles = _titles(proposal.differences, made)
    rows = {name: [_new_row(row, titles) for row in made if row["model"] == name] for name in LISTED}
    kinds = [
        Kind(name, words.get(name, name), counts[name], rows.get(name, ()))
        for name in (*ORDER, *sorted({*counts} - {*ORDER}))
    ]
    plans = _plans([*told[KEPT], *told[ADDED_TO]], told[UNLINKED])
    return Differences(
        proposal=proposal,
        kinds=[kind for kind in kinds if kind.count],
        nodes=[row | {"key": _key_in(row)} for row in made if row["model"] == NODE],
        changed=[_changed(row, titles) for row in told[UPDATE] if not _returns(row)],
        returning=[Returning(_key_in(row), _title(row, titles)) for row in told[UPDATE] if _returns(row)],
        statuses=_statuses([row for row in made if row["model"] == STATUS], titles),
        kept=[_kept(row, plan, titles) for row in told[KEPT] if (plan := plans.get(_plan_in(row)))],
        unlinked=[_not_linked(row, plan, titles) for row in told[UNLINKED] if (plan := plans.get(row["plan"]))],
        added_to=[plan for row in told[ADDED_TO] if (plan := plans.get(_plan_in(row)))],
        stays=proposal.counts.get("unchanged", 0),
    )


def _plan_in(row: dict[str, Any]) -> str:
    return str(row["key"].partition("/")[0])


def _key_in(row: dict[str, Any]) -> str:
    """The key of its element within the plan; empty for the plan itself."""
    return str(row["key"].partition("/")[2])


def _titles(told: Sequence[dict[str, Any]], made: Sequence[dict[str, Any]]) -> dict[str, str]:
    """What the elements and the plans that are told of are called, by `plan/key` and by plan; two queries."""
    slugs = {*map(_plan_in, told)}
    standing = Node.objects.filter(plan__slug__in=slugs).values_list("plan__slug", "key", "title")
    titles = {plan.slug: str(plan) for plan in Plan.objects.filter(slug__in=slugs)}
    titles |= {row["key"]: row["name"] for row in made if row["model"] == NODE}
    return titles | {f"{plan}/{key}": title for plan, key, title in standing}


def _title(row: dict[str, Any], titles: Mapping[str, str]) -> str:
    return titles.get(row["key"], "")


def _new_row(row: dict[str, Any], titles: Mapping[str, str]) -> NewRow:
    return NewRow(_key_in(row), _title(row, titles), row["name"])


def _returns(row: dict[str, Any]) -> bool:
    """Whether a change opens an element that was closed."""
    return bool(row["model"] == NODE and row["field"] == "closed_at" and row["before"] and not row["after"])


def _plans(named: Sequence[dict[str, Any]], unlinked: Sequence[dict[str, Any]]) -> dict[str, Plan]:
    """The plans that these rows speak of, by address: one query, or none."""
    slugs = {*map(_plan_in, named), *(row["plan"] for row in unlinked)}
    found = Plan.objects.filter(slug__in=slugs).select_related(PUBLISHER) if slugs else ()
    return {plan.slug: plan for plan in found}


def _kept(row: dict[str, Any], plan: Plan, titles: Mapping[str, str]) -> KeptField:
    key = _key_in(row)
    is_closed = row["field"] == "closed_at"
    return KeptField(
        plan=plan,
        key=key,
        name=_title(row, titles),
        level=key if row["model"] == Subject.LEVEL else "",
        what=_("Cierre") if is_closed else field_words(row["model"], row["field"]),
        about=row["about"],
        stands=closed_words(row["stands"]) if is_closed else in_words(row["field"], row["stands"]),
        printed=in_words(row["field"], row["printed"]),
        is_closed=is_closed,
        is_list=row["field"] in LISTS,
        by=FixedBy(**row["by"]),
    )


def _not_linked(row: dict[str, Any], plan: Plan, titles: Mapping[str, str]) -> NotLinked:
    return NotLinked(_key_in(row), _title(row, titles), row["title"], plan)


def _statuses(made: Sequence[dict[str, Any]], titles: Mapping[str, str]) -> list[Changed]:
    """What standing elements were last declared, and what would be written of them, where that differs.

    Statuses are compared as they are understood, with their asterisk: other words for the same status change nothing.
    """
    plans, keys = {*map(_plan_in, made)}, {*map(_key_in, made)}
    nodes = Node.objects.filter(plan__slug__in=plans, key__in=keys)
    last: dict[str, tuple[str, bool]] = {}
    for plan, key, canonical, marked in nodes.order_by("pk", "-statuses__as_of", "-statuses__pk").values_list(
        "plan__slug", "key", "statuses__canonical", "statuses__marked"
    ):
        last.setdefault(f"{plan}/{key}", (canonical or "", bool(marked)))
    return [
        _status(row, last[row["key"]], titles)
        for row in made
        if row["key"] in last and last[row["key"]] != (row.get("canonical"), row.get("marked"))
    ]


def _status(row: dict[str, Any], before: tuple[str, bool], titles: Mapping[str, str]) -> Changed:
    after, printed = _status_words(row.get("canonical", ""), row.get("marked", False)), row["name"]
    said = "" if printed.casefold() == after.casefold() else printed
    return Changed(_key_in(row), _title(row, titles), _("Estado"), _status_words(*before), after or printed, said)


def _status_words(canonical: str, marked: bool) -> str:
    """A status as people read it, with its asterisk; empty where none is known."""
    words = str(CHOICES["canonical"].get(canonical, ""))
    return f"{words}*" if words and marked else words


def _changed(row: dict[str, Any], titles: Mapping[str, str]) -> Changed:
    before, after = (_words(row, name) for name in ("before", "after"))
    return Changed(_key_in(row), _title(row, titles), field_words(row["model"], row["field"]), before, after)


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
