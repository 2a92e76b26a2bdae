"""What a report says: the draft as it was typed, checked field by field. Pure: no database, only gettext.

A draft is plain JSON, and nothing that was typed is ever lost: `check` reads it and tells every problem beside its
field, with its remedy; what is whole comes back as a `ReportContent`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

STATUSES = ("in_progress", "completed", "pending", "not_started", "suspended")
"""What a unit may declare. Only an act leaves something without effect, and «sin estado» is for what was never said."""
KINDS = ("product", "event", "person", "place", "document", "other")
"""What results count. A test compares both with the models."""
LONGEST, LONGEST_RESULT, LONGEST_UNIT = 4000, 1000, 120
MOST_RESULTS = 40
WHOLE = Decimal(100)
LARGEST = Decimal(10) ** 15
_NUMBER = re.compile(r"[0-9]{1,16}(?:[.,][0-9]{1,4})?|[0-9]{1,3}(?:\.[0-9]{3}){1,4}(?:,[0-9]{1,4})?")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
RESULT_FIELDS = ("text", "quantity", "unit", "kind")
TEXTS = ("narrative", "difficulties", "next_steps")


@dataclass(frozen=True)
class Problem:
    """What is wrong in a field, and how it is mended. `field` is `canonical`, `result-2-unit`, `measured-<target>`."""

    field: str
    message: str


@dataclass(frozen=True)
class Result:
    """A result: its words, and where it counts something, how much of which unit and kind."""

    text: str
    quantity: Decimal | None = None
    unit: str = ""
    kind: str = ""


@dataclass(frozen=True)
class ReportContent:
    """A whole report. `physical` is a percentage (0 to 100); `measured` holds the value of each target by its identifier."""

    canonical: str
    narrative: str
    physical: Decimal | None = None
    difficulties: str = ""
    next_steps: str = ""
    results: tuple[Result, ...] = ()
    measured: Mapping[str, Decimal] | None = None


class Checker:
    """Reads one draft and gathers its problems."""

    def __init__(self, typed: Mapping[str, Any], targets: Iterable[str]) -> None:
        self.typed = typed
        self.targets = set(targets)
        self.problems: list[Problem] = []

    def content(self) -> ReportContent:
        """The draft as read; whole only when there are no problems."""
        canonical = self.text("canonical")
        if canonical not in STATUSES:
            self.wrong("canonical", _("Elige cómo está."))
        physical = self.number("physical", self.text("physical"), most=WHOLE)
        self._check_agreement(canonical, physical)
        if not self.text("narrative"):
            self.wrong("narrative", _("Cuenta qué se hizo: con dos o tres frases basta."))
        for name in TEXTS:
            if len(self.text(name)) > LONGEST:
                self.wrong(name, _("Tiene como máximo 4000 caracteres: acórtalo."))
        return ReportContent(
            canonical=canonical,
            narrative=self.text("narrative"),
            physical=physical,
            difficulties=self.text("difficulties"),
            next_steps=self.text("next_steps"),
            results=tuple(self._results()),
            measured=self._measured(),
        )

    def text(self, name: str) -> str:
        """A field as text, without spaces around it."""
        return _plain(self.typed.get(name, ""))

    def wrong(self, field: str, message: str) -> None:
        """Notes a problem."""
        self.problems.append(Problem(field, message))

    def number(self, field: str, typed: str, *, most: Decimal = LARGEST) -> Decimal | None:
        """A number as people write it here; None when nothing, or no number, was written."""
        if not typed:
            return None
        try:
            value = read_number(typed)
        except ValueError as error:
            self.wrong(field, str(error))
            return None
        if value > most:
            self.wrong(field, _("No puede pasar de %(most)s.") % {"most": most})
            return None
        return value

    def _check_agreement(self, canonical: str, physical: Decimal | None) -> None:
        """Whether the status and the percentage say the same."""
        if canonical == "completed" and physical is not None and physical < WHOLE:
            self.wrong("physical", _("Dices que está cumplido y que va por menos de 100 %: corrige uno de los dos."))
        if canonical == "not_started" and physical:
            self.wrong("physical", _("Dices que no ha empezado y que ya avanzó: corrige uno de los dos."))

    def _results(self) -> Iterable[Result]:
        typed = result_rows(self.typed)
        if len(typed) > MOST_RESULTS:
            self.wrong("results", _("Caben como máximo 40 resultados: junta los que sean de la misma clase."))
        for place, row in enumerate(typed[:MOST_RESULTS]):
            if any(row.values()):
                yield self._result(f"result-{place}", row)

    def _result(self, field: str, row: Mapping[str, str]) -> Result:
        if not row["text"]:
            self.wrong(f"{field}-text", _("Di cuál es el resultado, o deja vacía toda la fila."))
        if len(row["text"]) > LONGEST_RESULT:
            self.wrong(f"{field}-text", _("Tiene como máximo 1000 caracteres: acórtalo."))
        quantity = self.number(f"{field}-quantity", row["quantity"])
        if row["quantity"] and not row["unit"]:
            self.wrong(f"{field}-unit", _("Di de qué es la cantidad: reuniones, personas, metros."))
        if len(row["unit"]) > LONGEST_UNIT:
            self.wrong(f"{field}-unit", _("Tiene como máximo 120 caracteres: acórtala."))
        if row["quantity"] and row["kind"] not in KINDS:
            self.wrong(f"{field}-kind", _("Elige qué se cuenta: lo de distinta clase nunca se suma."))
        return Result(row["text"], quantity, row["unit"], row["kind"] if row["kind"] in KINDS else "")

    def _measured(self) -> dict[str, Decimal]:
        found = {}
        for target, typed in measured_of(self.typed).items():
            value = self.number(f"measured-{target}", typed)
            if value is not None and target in self.targets:
                found[target] = value
        return found


def check(typed: Mapping[str, Any], targets: Iterable[str] = ()) -> tuple[ReportContent, list[Problem]]:
    """A draft as read, and all that keeps it from being sent; `targets` are the identifiers of the node's own targets."""
    checker = Checker(typed, targets)
    content = checker.content()
    return content, checker.problems


def read_number(typed: str) -> Decimal:
    """A number that is written as people do here: `1200`, `12,5`, `12.5`, `1.200.000`.

    Raises:
        ValueError: with the reason in words, for what is no number, or could be two.
    """
    compact = typed.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").removesuffix("%")
    if _AMBIGUOUS.fullmatch(compact):
        whole, point = compact.replace(".", ""), compact.replace(".", ",")
        said = {"typed": typed, "whole": whole, "point": point}
        raise ValueError(_("«%(typed)s» puede leerse de dos modos: escribe %(whole)s o %(point)s.") % said)
    if not _NUMBER.fullmatch(compact):
        raise ValueError(_("«%(typed)s» no es un número: escribe solo cifras, como 1200 o 12,5.") % {"typed": typed})
    plain = compact.replace(".", "") if "," in compact or compact.count(".") > 1 else compact
    return Decimal(plain.replace(",", "."))


def result_rows(typed: Mapping[str, Any]) -> list[dict[str, str]]:
    """The rows of results of a draft, each with all of its fields."""
    rows = typed.get("results", [])
    listed = rows if isinstance(rows, list) else []
    return [{name: _plain(row.get(name, "")) for name in RESULT_FIELDS} for row in listed if isinstance(row, dict)]


def measured_of(typed: Mapping[str, Any]) -> dict[str, str]:
    """The values that a draft tells of targets, as typed."""
    found = typed.get("measured", {})
    return {str(target): _plain(value) for target, value in found.items()} if isinstance(found, dict) else {}


def _plain(value: Any) -> str:
    """A typed value as text: plain ends of line, no space at its ends, no null character."""
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
