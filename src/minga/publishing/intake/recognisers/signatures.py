"""Signature blocks: read only to see whether two signatures are one person's, never to say whose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minga.publishing.intake.cleaning import clean, fold, words
from minga.publishing.intake.document import Place, Row
from minga.publishing.intake.recognisers.actors import is_actor
from minga.publishing.intake.recognisers.flow import Flow, Grid

_ACTS = {
    "reviewed": re.compile(r"revisad[oa]|reviso"),
    "approved": re.compile(r"aprobad[oa]|aprobo|autorizad[oa]|autorizo"),
    "other": re.compile(
        r"(?:elaborad|preparad|realizad|validad|proyectad|suscrit|verificad)[oa]|(?:elabor|prepar|proyect|valid|verific)o"
    ),
}
_ACT = re.compile(r"(?P<first>\w+)(?: y (?P<second>\w+))?(?: por)?")
_NAME_LABEL = re.compile(r"nombres?(?: y apellidos?| completos?)?")
_OTHER_LABEL = re.compile(
    r"(?:cargo|firma(?: electronica)?|fecha|puesto|c\.?i\.?|cedula|unidad|accion|responsable)\b.*"
)
_TITLE = re.compile(
    r"\b(?:ing|dr|dra|lic|lcdo|lcda|econ|eco|abg|ab|arq|msc|mgs|mgtr|mg|phd|tnlg|tlgo|tlga|sr|sra)\b\.?"
)
_END_OF_NAME = re.compile(r"\s*[,(\t]|\s+[-–—|]\s+")

Signature = tuple[str, str, Place]


def reviewer_approves(flow: Flow) -> Place | None:
    """Where a document is approved by the very person who reviewed it; None where two persons sign or none is named."""
    reviewers: list[list[str]] = []
    approvals: list[tuple[list[str], Place]] = []
    for act, name, place in _signatures(flow):
        key = words(_TITLE.sub(" ", fold(name)))
        if len(key) > 1 and act == "reviewed":
            reviewers.append(key)
        elif len(key) > 1 and act == "approved":
            approvals.append((key, place))
    return next((place for key, place in approvals if key in reviewers), None)


def _signatures(flow: Flow) -> Iterator[Signature]:
    """Who signs as what: from lines, from rows of an act and a name, and from columns under (or over) their acts."""
    acts: list[str] = []
    for item in flow.signatures:
        if isinstance(item, Grid):
            rows = item.table.rows
            found = list(_in_columns(rows)) or list(_in_rows(rows, acts))
            acts = next((acts for row in reversed(rows) for text in row.texts if (acts := _acts(text))), acts)
            yield from found
        else:
            acts = _acts(item.text) or acts
            yield from ((act, name, item.place) for act in acts for name in _named_in(item.raw))


def _in_columns(rows: Sequence[Row]) -> Iterator[Signature]:
    """The signatures of a table that prints several acts side by side, each over or under its name."""
    for position, row in enumerate(rows):
        columns = [column for column, text in enumerate(row.texts) if _acts(text.split("\n")[0])]
        if len(columns) > 1:
            around = [row, *rows[position + 1 :], *reversed(rows[:position])]
            for column in columns:
                yield from _under(row.texts[column], column, around)
            return


def _under(head: str, column: int, around: Sequence[Row]) -> Iterator[Signature]:
    for row in around:
        names = list(_named_in(row.texts[column])) if column < len(row.texts) else []
        if names:
            yield from ((act, names[0], row.place) for act in _acts(head.split("\n", maxsplit=1)[0]))
            return


def _in_rows(rows: Sequence[Row], acts: list[str]) -> Iterator[Signature]:
    """The signatures of a table with a row per act, or per label beneath the act."""
    column: int | None = None
    for row in rows:
        texts = [text for text in row.texts if text.strip()]
        heads = [index for index, text in enumerate(row.texts) if _is_name_label(text)]
        if len(heads) == 1 and len(texts) > 1 and any(map(_is_other_label, texts)):
            column = heads[0]
            continue
        acts = next((found for text in row.texts if (found := _acts(text.split("\n")[0]))), acts)
        wanted = row.texts[column : column + 1] if column is not None else texts
        names = [name for text in wanted for name in _named_in(text)]
        yield from ((act, name, row.place) for act in acts for name in names[:1])


def _acts(text: str) -> list[str]:
    """The acts that a text opens with, before its colon: two for «Revisado y aprobado por»."""
    match = _ACT.fullmatch(fold(text).partition(":")[0].strip(" ."))
    said = [word for word in (match["first"], match["second"]) if word] if match else []
    return [act for word in said for act, pattern in _ACTS.items() if pattern.fullmatch(word)]


def _named_in(text: str) -> Iterator[str]:
    """The name that a text prints: alone, after its act, or after the label «Nombre»."""
    for line in text.split("\n"):
        label, colon, value = clean(line).partition(":")
        if not colon:
            label, value = "", label
        if label and not (_acts(label) or _is_name_label(label)):
            continue
        name = _END_OF_NAME.split(value.strip())[0].strip(" .")
        is_label = bool(_acts(name)) or _is_name_label(name) or _is_other_label(name)
        if name and not (is_label or is_actor(name) or re.search(r"\d", name)):
            yield name
            return


def _is_name_label(text: str) -> bool:
    return bool(_NAME_LABEL.fullmatch(fold(text).strip(" .:")))


def _is_other_label(text: str) -> bool:
    return bool(_OTHER_LABEL.fullmatch(fold(text).strip(" .:")))
