"""What a person says of an element, turned into corrected values of a draft. A pure module but for its words (gettext).

A correction is said in plain values (`as_said` gives them as they stand); what was read is kept beside each corrected value,
with its place, so that the public page can show both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from minga.kernel.errors import Refused
from minga.publishing.intake.deciding import DOCUMENT
from minga.publishing.intake.draft import (
    TEXT_PLACES,
    Draft,
    DraftBudget,
    DraftEvidence,
    DraftNode,
    DraftRole,
    DraftStatus,
    DraftTarget,
    DraftText,
    texts,
)
from minga.publishing.intake.numbers import as_text
from minga.publishing.intake.people import is_person, without_people
from minga.publishing.intake.records import plain

Said = Mapping[str, Any]
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
NUMBERS = ("programmed", "executed", "attainment")
TEXTS = ("name", "indicator", "unit")
UNEXPLAINED = "unexplained"
LONGEST = 4000
"""Letters of a corrected text."""


def as_said(node: DraftNode) -> dict[str, Any]:
    """The element's fields in the plain values in which a correction is said.

    `title`, `code`, `start` and `end` are texts; `status` is None or `printed`, `canonical`, `marked` and `mark_reason`;
    `mechanisms` are canonical words; `evidence`, `roles`, `targets`, `budget` and the lists of texts (`TEXT_PLACES`) are
    lists whose items name in `from` the position of the item that they stand for.
    """
    status = node.status
    return {
        "title": node.title,
        "code": (node.code or "") if node.code_printed else "",
        "start": node.start or "",
        "end": node.end or "",
        "status": _status_said(status) if status else None,
        "mechanisms": list(node.mechanisms),
        "evidence": [
            {"from": place, "reference": item.reference or "", "title": item.title or ""}
            for place, item in enumerate(node.evidence)
        ],
        "roles": [{"from": place, "role": item.role, "name": item.name} for place, item in enumerate(node.roles)],
        "targets": [_target_said(place, item) for place, item in enumerate(node.targets)],
        "budget": [{"from": place, "amount": as_text(item.amount)} for place, item in enumerate(node.budget)],
        **{
            name: [{"from": place, "text": text} for place, text in enumerate(getattr(node, name))]
            for name in TEXT_PLACES
        },
    }


def _status_said(status: DraftStatus) -> dict[str, Any]:
    return {
        "printed": status.printed,
        "canonical": status.canonical,
        "marked": status.marked,
        "mark_reason": status.mark_reason or "",
    }


def _target_said(place: int, target: DraftTarget) -> dict[str, Any]:
    texts = {name: getattr(target, name) or "" for name in TEXTS}
    numbers = {name: "" if getattr(target, name) is None else as_text(getattr(target, name)) for name in NUMBERS}
    return {"from": place, **texts, "year": target.year, **numbers}


def correction(shown: DraftNode, base: DraftNode, said: Said) -> dict[str, Any]:
    """The fields in which what is said differs from `base`, as records of the draft.

    Args:
        shown: the element as the person saw it; `from` counts its items.
        base: the element without what this decision said before.
        said: fields as in `as_said`; those that are missing are not spoken of.

    Raises:
        Refused: for a value that cannot be, or that names a person.
    """
    before = as_said(base)
    values: dict[str, Any] = {}
    if {"start", "end"} & set(said):
        start, end = (str(said.get(name, before[name])).strip() for name in ("start", "end"))
        if (start, end) != (before["start"], before["end"]):
            values["dates"] = _dates(start, end)
    for name, read in READ.items():
        if name in said and (value := read(shown, said[name])) != read(base, before[name]):
            values[name] = value
    _check(values, known={*_texts_of(plain(shown)), *_texts_of(plain(base))})
    return values


def document_as_said(draft: Draft) -> dict[str, str]:
    """The document's own title, date and issuer."""
    return {"title": draft.title or "", "date": draft.date or "", "organization": draft.organization or ""}


def document_correction(base: Draft, said: Said) -> dict[str, Any]:
    """As `correction`, for the document's own title, date and issuer. Raises `Refused`."""
    before = document_as_said(base)
    values: dict[str, Any] = {
        name: text or None for name in before if name in said and (text := str(said[name]).strip()) != before[name]
    }
    if "title" in values and not values["title"]:
        raise Refused(_("El documento necesita un título."))
    if values.get("date") and not DATE.fullmatch(values["date"]):
        raise Refused(_wrong_date(values["date"]))
    _check(values, known=set())
    return values


def corrected_fields(values: Mapping[str, Any], ref: str | None) -> list[str]:
    """The names of the corrected fields, those of the document told apart (`document.title`)."""
    return [f"document.{name}" if ref == DOCUMENT else name for name in values]


def _title(_node: DraftNode, said: Any) -> str:
    title = _text(said)
    if not title:
        raise Refused(_("El elemento necesita un nombre."))
    return title


def _code(_node: DraftNode, said: Any) -> str:
    return _text(said)


def _dates(start: str, end: str) -> list[str | None]:
    for day in filter(None, (start, end)):
        if not DATE.fullmatch(day):
            raise Refused(_wrong_date(day))
    shared = min(len(start), len(end))
    if start and end and start[:shared] > end[:shared]:
        raise Refused(_("La fecha de inicio es posterior a la de fin."))
    return [start or None, end or None]


def _wrong_date(day: str) -> str:
    words = _("«%(day)s» no es una fecha; escribe el año, el año y el mes o el día, como 2026, 2026-07 o 2026-07-31.")
    return words % {"day": day[:20]}


def _status(node: DraftNode, said: Said | None) -> dict[str, Any] | None:
    if said is None:
        return None
    marked = bool(said.get("marked"))
    printed = _text(said.get("printed"))
    if not printed:
        raise Refused(_("Escribe las palabras con las que el documento imprime el estado."))
    old = node.status or DraftStatus("", "unknown", place=node.place)
    status = replace(
        old,
        printed=printed,
        canonical=str(said["canonical"]),
        marked=marked,
        mark_reason=(str(said.get("mark_reason") or UNEXPLAINED) if marked else None),
    )
    return _record(status)


def _mechanisms(_node: DraftNode, said: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(map(str, said)))


def _evidence(node: DraftNode, said: Sequence[Said]) -> list[dict[str, Any]]:
    found = []
    for item, told in _items(node.evidence, said, ("reference", "title")):
        reference, title = (told[name] or None for name in ("reference", "title"))
        if not reference and not title:
            continue
        if item is None:
            found.append(DraftEvidence(reference, title, node.place, printed=""))
        elif (item.reference or None, item.title or None) == (reference, title):
            found.append(item)
        else:
            read = " ".join(filter(None, (item.reference, item.title)))
            found.append(replace(item, reference=reference, title=title, printed=_first(item.printed, read)))
    return [_record(item) for item in found]


def _roles(node: DraftNode, said: Sequence[Said]) -> list[dict[str, Any]]:
    found = []
    for item, told in _items(node.roles, said, ("role", "name")):
        if not told["name"]:
            continue
        if item is None:
            found.append(DraftRole(told["role"], told["name"], node.place, printed=""))
        elif (item.role, item.name) == (told["role"], told["name"]):
            found.append(item)
        else:
            changed = replace(item, role=told["role"], name=told["name"])
            found.append(replace(changed, printed=_first(item.printed, item.name)))
    return [_record(item) for item in found]


def _targets(node: DraftNode, said: Sequence[Said]) -> list[dict[str, Any]]:
    found = []
    for item, told in _items(node.targets, said, (*TEXTS, "year", *NUMBERS)):
        if not any(told[name] for name in (*TEXTS, *NUMBERS)):
            continue
        known = item or DraftTarget(None, place=node.place)
        values: dict[str, Any] = {name: told[name] or None for name in TEXTS}
        values |= {name: _number(told[name]) for name in NUMBERS}
        values["year"] = _year(told["year"])
        found.append(_target(known, values, is_new=item is None))
    return [_record(item) for item in found]


def _target(known: DraftTarget, values: Mapping[str, Any], *, is_new: bool) -> DraftTarget:
    changed = [name for name, value in values.items() if getattr(known, name) != value]
    if not changed:
        return known
    read = {name: "" if is_new else _words(getattr(known, name)) for name in changed}
    return replace(known, **values, printed=read | known.printed)


def _budget(node: DraftNode, said: Sequence[Said]) -> list[dict[str, Any]]:
    found = []
    for item, told in _items(node.budget, said, ("amount",)):
        amount = _number(told["amount"])
        if item is None or amount is None:
            continue
        found.append(item if item.amount == amount else _amount(item, amount))
    return [_record(item) for item in found]


def _amount(item: DraftBudget, amount: Decimal) -> DraftBudget:
    return replace(item, amount=amount, printed=item.printed or as_text(item.amount), corrected=True)


def _texts(name: str, node: DraftNode, said: Sequence[Said]) -> list[dict[str, Any]]:
    found = []
    for item, told in _items(texts(node, name), said, ("text",)):
        text = told["text"]
        if not text:
            continue
        if item is None:
            found.append(DraftText(text, node.places.get(name, node.place), printed=""))
        elif _text(item.text) == text:
            found.append(item)
        else:
            found.append(replace(item, text=text, printed=_first(item.printed, item.text)))
    return [_record(item) for item in found]


def _items(standing: Sequence[Any], said: Sequence[Said], names: Sequence[str]) -> list[tuple[Any, dict[str, str]]]:
    """What is said of each item, with the item that it stands for, if any."""
    found = []
    for one in said:
        place = one.get("from")
        item = standing[place] if isinstance(place, int) and 0 <= place < len(standing) else None
        found.append((item, {name: _text(one.get(name)) for name in names}))
    return found


def _text(said: Any) -> str:
    return "" if said is None else " ".join(str(said).split())


def _number(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= Decimal(10) ** 14:
        words = _("«%(text)s» no es un número; escríbelo con cifras, y con punto los decimales.")
        raise Refused(words % {"text": text[:20]})
    return number


def _year(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"(19|20)\d\d", text):
        raise Refused(_("«%(text)s» no es un año; escríbelo con cuatro cifras.") % {"text": text[:20]})
    return int(text)


def _first(printed: str | None, read: str) -> str:
    return read if printed is None else printed


def _words(value: Any) -> str:
    return "" if value is None else as_text(value) if isinstance(value, Decimal) else str(value)


def _record(part: Any) -> dict[str, Any]:
    record: dict[str, Any] = plain(part)
    return record


def _check(values: Any, *, known: set[str]) -> None:
    """Raises `Refused` when a new text is too long or names a person: the record names units, organizations and posts."""
    for text in _texts_of(values):
        if text in known:
            continue
        if len(text) > LONGEST:
            said = {"text": text[:40], "most": LONGEST}
            raise Refused(_("«%(text)s…» es demasiado largo; escribe hasta %(most)s letras.") % said)
        if is_person(text) or without_people(text) != text:
            raise Refused(
                _("Un dato parece llevar el nombre de una persona: escribe su cargo o su dependencia."),
                details=[f"«{text[:80]}»"],
            )


def _texts_of(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return [text for item in items for text in _texts_of(item)]


READ: dict[str, Callable[[DraftNode, Any], Any]] = {
    "title": _title,
    "code": _code,
    "status": _status,
    "mechanisms": _mechanisms,
    "evidence": _evidence,
    "roles": _roles,
    "targets": _targets,
    "budget": _budget,
    **{name: partial(_texts, name) for name in TEXT_PLACES},
}
"""How what is said of a field becomes a value of the draft; dates, which are two, are read apart."""
