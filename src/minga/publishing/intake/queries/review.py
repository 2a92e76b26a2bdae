"""How far a reading is decided: its alerts, its elements, and the draft as it now stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from minga.foundation.sources.alerts import AlertKind, alert_kind
from minga.government.plans.models import Term, Vocabulary
from minga.kernel.words import plain
from minga.publishing.intake.deciding import (
    DOCUMENT,
    Choice,
    Decided,
    below,
    counts_of,
    decided,
    figures_at,
    left_out,
    merged,
    needs_decision,
    nodes_of,
)
from minga.publishing.intake.draft import Draft, DraftFigure, DraftFinding, DraftNode
from minga.publishing.intake.models import Decision, Reading
from minga.publishing.intake.records import draft_from_record


@dataclass(frozen=True)
class Alert:
    """One alert: what it says, of what, and what was decided.

    It speaks of an element (`node`), of `figures`, or of the document as a whole. `is_out` says that its element was
    left out with another decision, so that nothing is left to decide.
    """

    number: int
    finding: DraftFinding
    node: DraftNode | None
    figures: Sequence[DraftFigure]
    decision: Decision | None
    is_out: bool

    @property
    def kind(self) -> AlertKind:
        """Its name and explanation."""
        return alert_kind(self.finding.code)

    @property
    def needs_decision(self) -> bool:
        """Whether a person has to decide on it, or it is a mere notice."""
        return needs_decision(self.finding)

    @property
    def is_decided(self) -> bool:
        """Whether nothing about it is left to decide."""
        return self.decision is not None or self.is_out or not self.needs_decision

    @property
    def ref(self) -> str:
        """The reference of what it speaks of: an element, or the document."""
        return self.node.ref if self.node else DOCUMENT


@dataclass(frozen=True)
class Element:
    """One element as read and as it now stands; `now` is None when it is left out."""

    read: DraftNode
    now: DraftNode | None
    depth: int
    alerts: Sequence[Alert]

    @property
    def is_corrected(self) -> bool:
        """Whether somebody corrected any field of it."""
        return self.now is not None and self.now.corrected != self.read.corrected

    @property
    def said(self) -> str:
        """Its code and its title as words are compared, each after a space."""
        return f" {plain(f'{self.read.code or self.read.ref} {(self.now or self.read).title}')}"

    @property
    def undecided(self) -> int:
        """How many of its alerts are still to be decided."""
        return sum(not alert.is_decided for alert in self.alerts)


class Review:
    """A reading with its decisions. The draft is built once, from the reading's record."""

    def __init__(self, reading: Reading, decisions: Iterable[Decision] | None = None) -> None:
        self.reading = reading
        self.decisions = list(reading.decisions.all() if decisions is None else decisions)

    @cached_property
    def draft(self) -> Draft:
        """What was read."""
        return draft_from_record(self.reading.draft or {})

    @cached_property
    def now(self) -> Draft:
        """The draft with all that was decided, as it would be applied."""
        return decided(self.draft, self.taken())

    @property
    def now_counts(self) -> dict[str, Any]:
        """What would be applied, in numbers."""
        return counts_of(self.now)

    @cached_property
    def out(self) -> set[str]:
        """The references of the elements that are left out."""
        return left_out(self.draft, self.taken())

    @cached_property
    def read_nodes(self) -> dict[str, DraftNode]:
        """Every element as read."""
        return nodes_of(self.draft)

    @cached_property
    def nodes(self) -> dict[str, DraftNode]:
        """Every element that is not left out, as it now stands."""
        return nodes_of(self.now)

    def taken(self, *, without: Decision | None = None) -> list[Decided]:
        """The decisions as the pure rules take them, all but one."""
        return [self._decided(one) for one in self.decisions if without is None or one.pk != without.pk]

    def _decided(self, decision: Decision) -> Decided:
        finding = None if decision.alert is None else self.draft.findings[decision.alert]
        of_figures = finding is not None and not decision.ref
        return Decided(
            choice=Choice(decision.choice),
            turn=decision.turn,
            ref=decision.ref,
            alert=finding,
            figures=figures_at(self.draft, finding.place) if finding is not None and of_figures else (),
            values=decision.values,
        )

    @cached_property
    def alerts(self) -> list[Alert]:
        """Every alert and notice, in the order of the document."""
        by_alert = {one.alert: one for one in self.decisions if one.alert is not None}
        return [
            Alert(
                number=place + 1,
                finding=finding,
                node=self.read_nodes.get(finding.ref or ""),
                figures=() if finding.ref else figures_at(self.draft, finding.place),
                decision=by_alert.get(place),
                is_out=finding.ref in self.out,
            )
            for place, finding in enumerate(self.draft.findings)
        ]

    @property
    def to_decide(self) -> list[Alert]:
        """The alerts that a person has to decide on, decided or not."""
        return [alert for alert in self.alerts if alert.needs_decision]

    @property
    def undecided(self) -> list[Alert]:
        """The alerts that nobody has decided on yet."""
        return [alert for alert in self.alerts if not alert.is_decided]

    @property
    def notices(self) -> list[Alert]:
        """What is only told."""
        return [alert for alert in self.alerts if not alert.needs_decision]

    def next_undecided(self, after: int = 0) -> Alert | None:
        """The first alert still to be decided after this number, or from the beginning when there is none."""
        waiting = self.undecided
        return next((alert for alert in waiting if alert.number > after), waiting[0] if waiting else None)

    def decision_on(self, ref: str) -> Decision | None:
        """The decision on an element by itself, without an alert."""
        return next((one for one in self.decisions if one.alert is None and one.ref == ref), None)

    def seen(self, ref: str, alert: int | None = None) -> int:
        """The turn of the latest decision on an element or an alert: what a form was made from, to tell a stale one."""
        return max((one.turn for one in self.decisions if _touches(one, ref, alert)), default=0)

    def node(self, ref: str, *, without: Decision | None = None) -> DraftNode:
        """An element as it stands by all decisions but one, even when it is left out. Raises `KeyError`."""
        taken = [one for one in self.taken(without=without) if one.choice == Choice.CORRECT]
        return nodes_of(decided(self.draft, taken))[ref]

    def document(self, *, without: Decision | None = None) -> Draft:
        """The document's own title, date and issuer by all decisions but one."""
        return decided(self.draft, self.taken(without=without))

    @cached_property
    def corrected(self) -> dict[str, list[str]]:
        """The corrected fields of each element."""
        return {ref: sorted(values) for ref, values in merged(self.taken()).items()}

    def below(self, ref: str) -> list[DraftNode]:
        """The elements below one."""
        return below(self.draft, ref)

    def elements(self) -> Iterator[Element]:
        """Every element in document order, with its depth and its alerts."""
        depths: dict[str, int] = {}
        by_ref: dict[str, list[Alert]] = {}
        for alert in self.alerts:
            by_ref.setdefault(alert.ref, []).append(alert)
        for ref, node in self.read_nodes.items():
            depths[ref] = depths[node.parent] + 1 if node.parent in depths else 0
            yield Element(node, self.nodes.get(ref), depths[ref], by_ref.get(ref, []))


def mechanism_terms() -> list[tuple[str, str]]:
    """The mechanisms of articulation of the vocabulary: canonical word and label."""
    rows = Term.objects.filter(vocabulary__kind=Vocabulary.Kind.MECHANISM)
    return [(term.canonical, str(term)) for term in rows]


def _touches(decision: Decision, ref: str, alert: int | None) -> bool:
    if decision.alert is not None and decision.alert == alert:
        return True
    return decision.ref == ref and bool(ref or (alert is None and decision.alert is None))
