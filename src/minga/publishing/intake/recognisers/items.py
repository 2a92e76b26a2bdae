"""From the rows of a plan's tables to nodes: milestones under their commitment, activities under their milestone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.dates import partial_date
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftFinding, DraftNode, DraftStatus, DraftTarget
from minga.publishing.intake.levels import with_article
from minga.publishing.intake.numbers import parse_decimal
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.annexes import mend_file_names
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
    """The nodes being made, with the alerts met on the way. Codes count the children of each parent."""

    flow: Flow
    nodes: list[DraftNode] = field(default_factory=list)
    findings: list[DraftFinding] = field(default_factory=list)
    roots: dict[str, str] = field(default_factory=dict)
    used: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

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
        """A new node under `parent`.

        Its code is the one printed («1.2», in `number` or before the title), else made from its order («C3.H2»); a
        printed label («Hito 2:») is not part of the title.
        """
        label = _LABELLED.match(text) or _CODED.match(text) or _LISTED.match(text)
        title = tidy_title(text[label.end() :] if label else text)
        wanted = label["number"] if label else _IN_CELL.sub("", number, count=1).strip(" .):")
        made = self._code(parent, level, number_of(wanted.rsplit(".", 1)[-1]) if wanted else None)
        printed = "." in wanted and wanted.lower() not in self.roots
        node = DraftNode(made.lower(), level, title, place, code=made, printed=text)
        node.parent = parent.ref if parent else None
        if printed:
            node.code, node.code_printed = wanted, True
        return self.add(node)

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


def add_table(items: Items, table: PlanTable, parent: DraftNode | None) -> list[DraftNode]:
    """Adds a table's items under `parent`, with their outer milestones where it has a column for them.

    Gives the innermost items, in order; the notes beneath the table explain their marks.
    """
    outer: DraftNode | None = None
    inner: list[DraftNode] = []
    for row in table.rows:
        if table.item == "activity" and row.get("milestone"):
            text = clean(row.get("milestone"))
            if outer is None or fold(outer.printed or "") != fold(text):
                outer = items.child(parent, _outer_level(text), text, row.places["milestone"])
        node = _item(items, table, row, outer or parent)
        if node:
            inner.append(node)
    items.findings += [*table.findings, *_check_names(inner)]
    explain(items, table, inner)
    return inner


def _check_names(nodes: list[DraftNode]) -> Iterator[DraftFinding]:
    """Alerts for items of one parent that bear the same name."""
    seen: set[tuple[str | None, str]] = set()
    for node in nodes:
        key = node.parent, fold(node.title)
        if key in seen:
            yield findings.duplicate_name(
                name=node.title, what=with_article(node.level), place=node.place, ref=node.ref
            )
        seen.add(key)


def _outer_level(text: str) -> str:
    label = _LABELLED.match(text)
    return level_of(label[0]) if label else "Hito"


def _item(items: Items, table: PlanTable, row: PlanRow, parent: DraftNode | None) -> DraftNode | None:
    text, title_mark = split_mark(row.get(table.item))
    title = clean(row.get("title"))
    if title and _LABEL_ALONE.fullmatch(text):
        text, title = f"{text.rstrip(' :.)')}: {title}", ""
    if not text:
        what = "una fila consta sin nombre y no se pudo atribuir"
        items.findings.append(findings.unread(what=what, place=row.place))
        return None
    node = items.child(parent, table.level, text, row.place, clean(row.get("number")))
    node.description = title or None
    place = row.places.get("status", row.place)
    node.status = read_status(row.get("status"), place)
    if node.status and title_mark:
        node.status.marked = True
    fill(items, table, row, node)
    return node


def fill(items: Items, table: PlanTable, row: PlanRow, node: DraftNode) -> None:
    """What a row says of its node beyond name and status: roles, verifiables, dates, progress, explanation."""
    for name in ("lead", "counterpart"):
        named = roles_named(name, row.get(name), row.places.get(name)) if row.get(name) else []
        node.roles += named
        if not names_nobody(row.get(name)) and not named:
            alert = findings.person_left_out(place=row.places.get(name, row.place), ref=node.ref)
            items.findings.append(alert)
    node.start, node.end = (partial_date(clean(row.get(name))) for name in ("start", "end"))
    attainment = parse_decimal(row.get("attainment")) if row.get("attainment") else None
    if attainment is not None:
        node.targets.append(DraftTarget(None, attainment=attainment, place=row.places["attainment"]))
    free = _verifiables(table, row, node)
    _place_free_text(node, " ".join(filter(None, [free, clean(row.get("note"))])))
    if node.status and node.status.canonical == "unknown":
        alert = findings.unknown_term(
            term=node.status.printed, vocabulary="estados", place=node.status.place or node.place, ref=node.ref
        )
        items.findings.append(alert)


def _verifiables(table: PlanTable, row: PlanRow, node: DraftNode) -> str:
    """Files the cited verifiables; gives the free text around them.

    Where a table has a column of files, the verifiables beside it are the expected ones.
    """
    if table.has("file") and row.get("means"):
        node.expected_means.append(mend_file_names(row.get("means")))
    name = "file" if table.has("file") else "means"
    cited = read_proofs(row.get(name), row.places.get(name))
    for evidence in cited.evidence if len(row.parts(name)) > 1 else ():
        marks = [mark for mark in (evidence.reference or "", evidence.title or "") if mark]
        evidence.place = next(_pieces_with(row, name, marks), evidence.place)
    node.evidence += cited.evidence
    return cited.free


def _pieces_with(row: PlanRow, name: str, marks: list[str]) -> Iterator[Place]:
    """Where the piece of a cut cell stands that prints a reference."""
    for mark in marks:
        code = mark.removeprefix("Anexo ")
        yield from (place for text, place in row.parts(name) if code in clean(text))


def _place_free_text(node: DraftNode, text: str) -> None:
    if node.status is not None:
        node.status.note = text or None
    elif text:
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
