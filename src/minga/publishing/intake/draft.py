"""What a reading proposes: plans, nodes, figures and alerts, each with its place. The contract is `read.schema.json`.

Nothing here touches the database. A draft is decided on, turned into a change set and applied by `actions.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest

from minga.publishing.intake.document import Place


@dataclass(slots=True)
class DraftStatus:
    """A status as printed and as understood. `canonical` is one of the seven words of the contract."""

    printed: str
    canonical: str
    marked: bool = False
    mark_reason: str | None = None
    note: str | None = None
    place: Place | None = None


@dataclass(slots=True)
class DraftRole:
    """Who answers, executes, accompanies or benefits: a unit, an organization or a post, never a person.

    `printed` is what was read, where a person corrected it; empty where the reading had nothing.
    """

    role: str
    name: str
    place: Place | None = None
    printed: str | None = None


@dataclass(slots=True)
class DraftEvidence:
    """A cited verifiable: its reference (such as «Anexo 3.2») and its title, as printed.

    `printed` is what was read, where a person corrected it; empty where the reading had nothing.
    """

    reference: str | None
    title: str | None
    place: Place | None = None
    printed: str | None = None


@dataclass(slots=True)
class DraftTarget:
    """A target for a year. `attainment` is the percentage as printed, never computed.

    `printed` holds what was read of each field that a person corrected.
    """

    name: str | None
    indicator: str | None = None
    unit: str | None = None
    year: int | None = None
    programmed: Decimal | None = None
    executed: Decimal | None = None
    attainment: Decimal | None = None
    place: Place | None = None
    printed: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class DraftBudget:
    """An amount of money in a phase (initial, adjusted, accrued, ...). `printed` is its cell («USD 5.500,00»).

    `corrected` says that a person saw another amount than the one that was read.
    """

    phase: str
    amount: Decimal
    year: int | None = None
    currency: str = "USD"
    place: Place | None = None
    printed: str | None = None
    corrected: bool = False


@dataclass(slots=True)
class DraftText:
    """A result or an expected verifiable with its place.

    `printed` is what was read, where a person corrected it; empty where the reading had nothing.
    """

    text: str
    place: Place
    printed: str | None = None


@dataclass(slots=True)
class DraftContribution:
    """An objective or target of another plan to which the document says that the node contributes.

    `level` is the document's own word for it (Objetivo, Meta), where it is printed.
    """

    plan: str | None
    title: str
    statement: str | None = None
    level: str | None = None
    place: Place | None = None


@dataclass(slots=True)
class DraftNode:
    """One promise at any level.

    `places` names the place of a single field where it differs from `place`, and `result_places` that of each result (so too of
    those that are only expected);
    `cells` holds what a field's cell prints («21 acciones») where that is more than the value; `corrected` names the
    fields that a person corrected, whose cell is then what was read; `texts_printed` holds what was read of each text
    of a corrected list (`texts`).
    """

    ref: str
    level: str
    title: str
    place: Place
    parent: str | None = None
    code: str | None = None
    code_printed: bool = False
    description: str | None = None
    status: DraftStatus | None = None
    roles: list[DraftRole] = field(default_factory=list)
    mechanisms: list[str] = field(default_factory=list)
    mechanisms_printed: str | None = None
    evidence: list[DraftEvidence] = field(default_factory=list)
    expected_means: list[str] = field(default_factory=list)
    targets: list[DraftTarget] = field(default_factory=list)
    budget: list[DraftBudget] = field(default_factory=list)
    execution_printed: Decimal | None = None
    results: list[str] = field(default_factory=list)
    expected_results: list[str] = field(default_factory=list)
    contributes_to: list[DraftContribution] = field(default_factory=list)
    start: str | None = None
    end: str | None = None
    printed: str | None = None
    places: dict[str, Place] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    result_places: list[Place] = field(default_factory=list)
    expected_result_places: list[Place] = field(default_factory=list)
    corrected: list[str] = field(default_factory=list)
    texts_printed: dict[str, list[str | None]] = field(default_factory=dict)


TEXT_PLACES = {"results": "result_places", "expected_results": "expected_result_places", "expected_means": ""}
"""The lists of texts of a node, and which list holds their places; none where the whole list has one place."""


def texts(node: DraftNode, name: str) -> list[DraftText]:
    """A list of texts of a node (`TEXT_PLACES`), each with its place."""
    places = getattr(node, TEXT_PLACES[name], [])
    printed = node.texts_printed.get(name, [])
    whole = node.places.get(name, node.place)
    return [
        DraftText(text, at or whole, read)
        for text, at, read in zip_longest(getattr(node, name), places, printed)
        if text is not None
    ]


@dataclass(slots=True)
class DraftPlan:
    """A plan and its nodes in document order; a parent always stands before its children."""

    title: str | None
    period: tuple[int, int] | None
    levels: list[str]
    nodes: list[DraftNode]
    place: Place | None = None


@dataclass(slots=True)
class DraftFigure:
    """An aggregate that the document states in words or in a list."""

    name: str
    value: Decimal
    place: Place
    label: str | None = None
    unit: str | None = None


@dataclass(slots=True)
class DraftFinding:
    """An alert (*alerta de lectura*): one fair sentence in Spanish about what is printed and what does not fit.

    `ref` names the node it speaks of, where there is one.
    """

    code: str
    message: str
    place: Place
    severity: str = "warning"
    ref: str | None = None


@dataclass(slots=True)
class Draft:
    """All that was read from one document."""

    kind: str
    title: str | None
    date: str | None
    organization: str | None
    sha256: str
    language: str = "es"
    plans: list[DraftPlan] = field(default_factory=list)
    figures: list[DraftFigure] = field(default_factory=list)
    findings: list[DraftFinding] = field(default_factory=list)
