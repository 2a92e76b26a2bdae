"""Organizations as plain facts, before they are rows. Those of Quito come with the package (`data/README.md`)."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "organizations.json"


@dataclass(frozen=True)
class NameFacts:
    """A name. `kind` is a value of `OrganizationName.Kind`; years are those of the documents that print it."""

    name: str
    kind: str = "official"
    first_year: int | None = None
    last_year: int | None = None
    source: str = ""
    is_reading: bool = False


@dataclass(frozen=True)
class OrganizationFacts:
    """An organization with its names, its own first. `parent` and `territory` are slugs, or empty."""

    slug: str
    kind: str
    names: tuple[NameFacts, ...]
    acronym: str = ""
    parent: str = ""
    territory: str = ""
    valid_from: date | None = None
    act: str = ""

    @property
    def name(self) -> str:
        """Its own name."""
        return self.names[0].name


@dataclass(frozen=True)
class SeatFacts:
    """The seats of one sector."""

    sector: str
    seats: int
    source: str
    presides: bool = False


@dataclass(frozen=True)
class PrintedSessionFacts:
    """A session of which a document says something. `held_on` is an ISO date, as far as printed."""

    held_on: str
    says: str
    source: str


@dataclass(frozen=True)
class BodyFacts:
    """A body of an organization, with its seats in order and the sessions that documents print."""

    slug: str
    name: str
    organization: str
    purpose: str
    act: str
    source: str
    seats: tuple[SeatFacts, ...]
    sessions: tuple[PrintedSessionFacts, ...] = ()


@dataclass(frozen=True)
class PeriodFacts:
    """A period of administration."""

    slug: str
    name: str
    first_year: int
    last_year: int
    source: str


@dataclass(frozen=True)
class Register:
    """All that is written at once. `name` is that of whose organizations they are."""

    name: str
    organizations: tuple[OrganizationFacts, ...]
    bodies: tuple[BodyFacts, ...] = ()
    periods: tuple[PeriodFacts, ...] = ()
    fictitious: bool = False

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hexadecimal) of all its facts, to tell whether they changed."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


def quito() -> Register:
    """The organizations that five municipal documents name."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    printed = Printed(data["documents"])
    return Register(
        name="quito",
        organizations=tuple(_organization(entry, printed) for entry in data["organizations"]),
        bodies=tuple(_body(entry, printed) for entry in data["bodies"]),
        periods=tuple(_period(entry, printed) for entry in data["periods"]),
    )


class Printed:
    """The documents, to tell years and sources from places such as `P2 45`."""

    def __init__(self, documents: Mapping[str, Mapping[str, Any]]) -> None:
        self._documents = documents

    def years(self, places: Iterable[str]) -> tuple[int | None, int | None]:
        """The years of the first and the last document that print it; None twice when none does."""
        years = [int(self._documents[place.split()[0]]["year"]) for place in places]
        return (min(years), max(years)) if years else (None, None)

    def source(self, places: Iterable[str]) -> str:
        """The documents with their lines, in words."""
        lines: dict[str, list[str]] = defaultdict(list)
        for place in places:
            document, line = place.split()
            lines[document].append(line)
        return "; ".join(self._lines(document, numbers) for document, numbers in lines.items())

    def _lines(self, document: str, numbers: list[str]) -> str:
        title = self._documents[document]["title"]
        if len(numbers) == 1:
            return f"{title}, línea {numbers[0]}"
        return f"{title}, líneas {', '.join(numbers[:-1])} y {numbers[-1]}"


def _organization(entry: Mapping[str, Any], printed: Printed) -> OrganizationFacts:
    own = {"kind": "official", "name": entry["name"], "printed": entry["printed"]}
    valid_from = entry.get("valid_from")
    return OrganizationFacts(
        slug=entry["slug"],
        kind=entry["kind"],
        names=tuple(_name(name, printed) for name in (own, *entry.get("names", ()))),
        acronym=entry.get("acronym", ""),
        parent=entry.get("parent", ""),
        territory=entry.get("territory", ""),
        valid_from=date.fromisoformat(valid_from) if valid_from else None,
        act=entry.get("act", ""),
    )


def _name(entry: Mapping[str, Any], printed: Printed) -> NameFacts:
    first, last = printed.years(entry["printed"])
    source = printed.source(entry["printed"])
    return NameFacts(entry["name"], entry["kind"], first, last, source, is_reading=entry.get("reading", False))


def _body(entry: Mapping[str, Any], printed: Printed) -> BodyFacts:
    seats = (
        SeatFacts(seat["sector"], seat["seats"], printed.source(seat["printed"]), seat.get("presides", False))
        for seat in entry["seats"]
    )
    sessions = (
        PrintedSessionFacts(session["held_on"], session["says"], printed.source(session["printed"]))
        for session in entry.get("sessions", ())
    )
    return BodyFacts(
        slug=entry["slug"],
        name=entry["name"],
        organization=entry["organization"],
        purpose=entry["purpose"],
        act=entry["act"],
        source=printed.source(entry["printed"]),
        seats=tuple(seats),
        sessions=tuple(sessions),
    )


def _period(entry: Mapping[str, Any], printed: Printed) -> PeriodFacts:
    source = printed.source(entry["printed"])
    return PeriodFacts(entry["slug"], entry["name"], entry["first_year"], entry["last_year"], source)
