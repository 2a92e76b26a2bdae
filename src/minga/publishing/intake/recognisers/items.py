"""From the rows of a plan's tables to nodes: milestones under their commitment, activities under their milestone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from minga.publishing.intake.cleaning import clean, fold, says_nothing
from minga.publishing.intake.dates import date_of
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftFinding, DraftNode, DraftStatus, DraftTarget
from minga.publishing.intake.numbers import parse_decimal
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.citations import mend_file_names
from minga.publishing.intake.recognisers.columns import level_of
from minga.publishing.intake.recognisers.commitments import (
    NUMBER_SIGN,
    SPELLED_NUMBER,
    Commitment,
    names_nobody,
    number_of,
    roles_named,
    tidy_title,
)
from minga.publishing.intake.recognisers.flow import Flow
from minga.publishing.intake.recognisers.marks import explained, mark_of, mark_reason, notes_after
from minga.publishing.intake.recognisers.plan_tables import PlanRow, PlanTable
from minga.publishing.intake.recognisers.proofs import read_proofs
from minga.publishing.intake.recognisers.repeats import Names, is_same_name, told_otherwise
from minga.publishing.intake.statuses import read_status, split_mark

_LEVEL = r"(?:hito|actividad|meta|producto|entregable|acci[oó]n|tarea)"
_LABELLED = re.compile(
    rf"{_LEVEL}\s+{NUMBER_SIGN}(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*|{SPELLED_NUMBER}|[ivx]{{1,5}})\b"
    r"\s*[:.)\-–—]+\s*(?=\S)",
    re.IGNORECASE,
)
_CODED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+)[.)]*[\s:–-]+(?=[^\W\d])")
_LISTED = re.compile(r"[HA]?(?P<number>\d{1,2})[.):]+[\s–-]*(?=[^\W\d])")
_LABEL_ALONE = re.compile(
    rf"(?:{_LEVEL}\s+{NUMBER_SIGN}|[HA])?(?:\d{{1,3}}(?:\.\d{{1,3}})*|{SPELLED_NUMBER}|[ivx]{{1,5}})\s*[:.)]*",
    re.IGNORECASE,
)
_IN_CELL = re.compile(rf"(?:{_LEVEL}\s+|[HA](?=\d)){NUMBER_SIGN}", re.IGNORECASE)


@dataclass
class Items:
    """The nodes being made, with the alerts met on the way.

    Codes count the children of each parent (`used`). `roots`: the topmost node above each; `numbers`: what is printed
    as each item's number.
    """

    flow: Flow
    nodes: list[DraftNode] = field(default_factory=list)
    findings: list[DraftFinding] = field(default_factory=list)
    roots: dict[str, str] = field(default_factory=dict)
    used: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    numbers: dict[str, str] = field(default_factory=dict)
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        self.names = Names(self.findings)

    def add_commitment(self, commitment: Commitment) -> DraftNode:
        """Adds a commitment's node, with an alert where one of its roles names a person alone."""
        node = self.add(commitment.node())
        self.findings += [findings.person_left_out(place=place, ref=node.ref) for place in commitment.persons]
        return node

    def add(self, node: DraftNode) -> DraftNode:
        """Adds a node that has its code."""
        self.nodes.append(node)
        self.roots[node.ref] = self.roots[node.parent] if node.parent else node.ref
        return node

    def child(self, parent: DraftNode | None, level: str, text: str, place: Place, number: str = "") -> DraftNode:
        """A new node under `parent`, with an alert where its name stood elsewhere before.

        Its code is the one printed («1.2», in `number` or before the title), else made from its order («C3.H2»); a
        printed label («Hito 2:») is not part of the title.
        """
        title, wanted = named_and_numbered(text, number)
        made = self._code(parent, level, number_of(wanted.rsplit(".", 1)[-1]) if wanted else None)
        printed = "." in wanted and wanted.lower() not in self.roots
        node = DraftNode(made.lower(), level, title, place, code=made, printed=text)
        node.parent = parent.ref if parent else None
        if printed:
            node.code, node.code_printed = wanted, True
        self.numbers[node.ref] = wanted
        self.names.take(node)
        return self.add(node)

    def is_again(self, before: DraftNode, parent: DraftNode | None, text: str, number: str) -> bool:
        """Whether a row names again what the row before it named: the same words, and no other number."""
        title, wanted = named_and_numbered(text, number)
        beside = before.parent == (parent.ref if parent else None)
        return beside and is_same_name(before.title, title) and wanted in ("", self.numbers[before.ref])

    def _code(self, parent: DraftNode | None, level: str, printed: int | None) -> str:
        prefix = f"{parent.ref.upper()}.{level[0].upper()}" if parent else level[0].upper()
        used = self.used[prefix]
        number = printed if printed is not None and printed not in used else _next(used)
        used.add(number)
        return f"{prefix}{number}"

    def under(self, root: str) -> list[DraftNode]:
        """The nodes under a topmost node, at any depth, in order."""
        return [node for node in self.nodes if node.parent and self.roots[node.ref] == root]


def _next(used: set[int]) -> int:
    return max(used, default=0) + 1


def named_and_numbered(text: str, number: str) -> tuple[str, str]:
    """An item's title and its printed number, from the label before the title or else from its own cell."""
    label = _LABELLED.match(text) or _CODED.match(text) or _LISTED.match(text)
    title = tidy_title(text[label.end() :] if label else text)
    return title, label["number"] if label else _IN_CELL.sub("", number, count=1).strip(" .):")


def add_table(items: Items, table: PlanTable, parent: DraftNode | None) -> list[DraftNode]:
    """Adds a table's items under `parent`, with their outer milestones where it has a column for them.

    Gives the innermost items, in order; the notes beneath the table explain their marks. A name printed in two
    consecutive rows is one item.
    """
    outer: DraftNode | None = None
    inner: list[DraftNode] = []
    for row in table.rows:
        if table.item == "activity" and row.get("milestone"):
            text = clean(row.get("milestone"))
            if outer is None or fold(outer.printed or "") != fold(text):
                outer = items.child(parent, _outer_level(text), text, row.places["milestone"])
        before = inner[-1] if inner else None
        node = _item(items, table, row, outer or parent, before)
        if node and node is not before:
            inner.append(node)
    items.findings += table.findings
    explain(items, table, inner)
    return inner


def _outer_level(text: str) -> str:
    label = _LABELLED.match(text)
    return level_of(label[0]) if label else "Hito"


def _item(
    items: Items, table: PlanTable, row: PlanRow, parent: DraftNode | None, before: DraftNode | None
) -> DraftNode | None:
    """The node of a row: a new one, or the one of the row before, whose name it prints again."""
    text, mark = split_mark(row.get(table.item))
    title, number = clean(row.get("title")), clean(row.get("number"))
    if title and _LABEL_ALONE.fullmatch(text):
        text, title = f"{text.rstrip(' :.)')}: {title}", ""
    if not text:
        what = "una fila consta sin nombre y no se pudo atribuir"
        items.findings.append(findings.unread(what=what, place=row.place))
        return None
    if before is not None and items.is_again(before, parent, text, number):
        node = before
        items.names.again(node, row.place)
    else:
        node = items.child(parent, table.level, text, row.place, number)
    if title and title not in (node.description or ""):
        node.description = " ".join(filter(None, [node.description, title]))
    fill(items, table, row, node, marked=bool(mark))
    return node


def fill(items: Items, table: PlanTable, row: PlanRow, node: DraftNode, *, marked: bool = False) -> None:
    """What a row says of its node beyond its name: status, roles, verifiables, dates, progress, explanation.

    A row may be the second of its node: what it prints otherwise is told and does not take the place of the first.
    `marked`: a note mark follows the name.
    """
    _fill_roles(items, row, node)
    _fill_status(items, row, node, marked=marked)
    _fill_dates(items, row, node)
    _fill_attainment(items, row, node)
    free = _verifiables(table, row, node)
    _place_free_text(node, " ".join(filter(None, [free, clean(row.get("note"))])))


def _fill_roles(items: Items, row: PlanRow, node: DraftNode) -> None:
    held = {(role.role, fold(role.name)) for role in node.roles}
    for name in ("lead", "counterpart"):
        named = roles_named(name, row.get(name), row.places.get(name)) if row.get(name) else []
        node.roles += [role for role in named if (role.role, fold(role.name)) not in held]
        if not names_nobody(row.get(name)) and not named:
            alert = findings.person_left_out(place=row.places.get(name, row.place), ref=node.ref)
            items.findings.append(alert)


def _fill_status(items: Items, row: PlanRow, node: DraftNode, *, marked: bool) -> None:
    place = row.places.get("status", row.place)
    told = read_status(row.get("status"), place)
    if told is None:
        return
    told.marked = told.marked or marked
    if node.status is not None:
        items.findings += told_otherwise(node, "status", told.printed, node.status.printed, place)
        return
    node.status = told
    if told.canonical == "unknown":
        items.findings.append(findings.unknown_term(term=told.printed, vocabulary="estados", place=place, ref=node.ref))


def _fill_dates(items: Items, row: PlanRow, node: DraftNode) -> None:
    for name in ("start", "end"):
        printed, held = clean(row.get(name)), getattr(node, name)
        date = date_of(printed)
        if date and held:
            items.findings += told_otherwise(node, name, date, held, row.places[name])
        elif date:
            setattr(node, name, date)
        elif not says_nothing(printed):
            items.findings.append(_not_read(printed, "fecha", row.places[name], node))


def _fill_attainment(items: Items, row: PlanRow, node: DraftNode) -> None:
    printed = clean(row.get("attainment"))
    attainment = parse_decimal(printed) if printed else None
    if attainment is None and not says_nothing(printed):
        items.findings.append(_not_read(printed, "número", row.places["attainment"], node))
    elif attainment is not None and attainment not in [target.attainment for target in node.targets]:
        node.targets.append(DraftTarget(None, attainment=attainment, place=row.places["attainment"]))


def _not_read(printed: str, expected: str, place: Place, node: DraftNode) -> DraftFinding:
    what = f"el valor {findings.quoted(printed)} no se pudo leer como {expected}"
    return findings.unread(what=what, place=place, severity="warning", ref=node.ref)


def _verifiables(table: PlanTable, row: PlanRow, node: DraftNode) -> str:
    """Files the cited verifiables; gives the free text around them.

    Where a table has a column of files, the verifiables beside it are the expected ones.
    """
    if table.has("file") and row.get("means"):
        means = mend_file_names(row.get("means"))
        node.expected_means += [means] if means not in node.expected_means else []
    name = "file" if table.has("file") else "means"
    cited = read_proofs(row.get(name), row.places.get(name))
    for evidence in cited.evidence if len(row.parts(name)) > 1 else ():
        marks = [mark for mark in (evidence.reference or "", evidence.title or "") if mark]
        evidence.place = next(_pieces_with(row, name, marks), evidence.place)
    held = [(evidence.reference, evidence.title) for evidence in node.evidence]
    node.evidence += [evidence for evidence in cited.evidence if (evidence.reference, evidence.title) not in held]
    return cited.free


def _pieces_with(row: PlanRow, name: str, marks: list[str]) -> Iterator[Place]:
    """Where the piece of a cut cell stands that prints a reference."""
    for mark in marks:
        code = mark.removeprefix("Anexo ")
        yield from (place for text, place in row.parts(name) if code in clean(text))


def _place_free_text(node: DraftNode, text: str) -> None:
    if not text:
        return
    if node.status is not None:
        node.status.note = " ".join(filter(None, [node.status.note, text]))
    else:
        node.description = " ".join(filter(None, [node.description, text]))


def explain(items: Items, table: PlanTable, nodes: list[DraftNode]) -> None:
    """Gives each marked status its note from beneath the table, or the alert that there is none."""
    marked = [(node, node.status) for node in nodes if node.status and node.status.marked]
    if not marked:
        return
    notes = notes_after(items.flow, table.last)
    numbers = dict(zip(_numbers([node for node, _ in marked]), marked, strict=True))
    found = explained(notes, [(number, mark_of(status.printed)) for number, (_, status) in numbers.items()])
    for number, (node, status) in numbers.items():
        note = found.get(number)
        if note is not None:
            _apply_note(status, note.text)
            node.places["note"] = note.place
        elif table.has("note") and status.note:
            status.mark_reason = mark_reason(status.note)
        else:
            _leave_unexplained(node, status)
            place = status.place or node.place
            items.findings.append(findings.missing_note(status=status.printed, place=place, ref=node.ref))


def _numbers(nodes: list[DraftNode]) -> list[int]:
    """A number per marked node by which a note can name it: its milestone's; where two bear the same, none (below 0)."""
    named = [_milestone_number(node) for node in nodes]
    return [number if named.count(number) == 1 else -1 - position for position, number in enumerate(named)]


def _milestone_number(node: DraftNode) -> int:
    """The number of a milestone, or of the one that an activity stands under («c3.h2.a1»: 2)."""
    match = re.search(r"\.h(\d+)(?:\.|$)", node.ref)
    return int(match[1]) if match else item_number(node)


def _apply_note(status: DraftStatus, note: str) -> None:
    status.mark_reason = mark_reason(note)
    status.note = " ".join(filter(None, [note, status.note]))


def _leave_unexplained(node: DraftNode, status: DraftStatus) -> None:
    """What stands in the cells of a marked node is not the note of its mark."""
    status.mark_reason, text, status.note = mark_reason(None), status.note, None
    node.description = " ".join(filter(None, [node.description, text])) or None


def item_number(node: DraftNode) -> int:
    """The number that ends a node's reference: 2 for «c3.h2»."""
    match = re.search(r"(\d+)$", node.ref)
    return int(match[1]) if match else 0
