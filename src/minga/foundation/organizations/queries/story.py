"""What documents call an organization over the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minga.foundation.organizations.models import OrganizationName

Kind = OrganizationName.Kind


@dataclass(frozen=True)
class NamesInYears:
    """A whole name and the years of the documents that print it; `last` equals `first` for a single year."""

    name: str
    first: int
    last: int
    is_reading: bool = False


@dataclass(frozen=True)
class Story:
    """The former names, the oldest first, then its own; `own` is None when no document with a year prints it."""

    former: list[NamesInYears]
    own: NamesInYears | None

    @property
    def is_reading(self) -> bool:
        """Whether no document says that the names are those of one organization."""
        return any(name.is_reading for name in self.former)


def story(names: Sequence[OrganizationName]) -> Story:
    """The story that an organization's names tell."""
    dated = [name for name in names if name.first_year or name.last_year]
    former = sorted(
        (_years(name) for name in dated if name.kind == Kind.FORMER), key=lambda told: (told.first, told.name)
    )
    own = next((_years(name) for name in dated if name.kind == Kind.OFFICIAL), None)
    return Story(former, own)


def _years(name: OrganizationName) -> NamesInYears:
    first, last = name.first_year or name.last_year, name.last_year or name.first_year
    return NamesInYears(name.name, first or 0, last or 0, name.is_reading)
