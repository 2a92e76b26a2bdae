"""What a load leaves as it is although its document says otherwise: told before it is applied, and as alerts of it after.

An act decides what is promised, and a document that prints something else changes nothing of it. Nor does a document make
elements in a plan of somebody else that it only names.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.urls import reverse

from minga.foundation.sources.alerts import FIXED_BY_ACT, NOT_LINKED
from minga.foundation.sources.models import Finding, Load
from minga.government.plans.models import Level
from minga.government.plans.queries.fixed import FixedBy
from minga.government.plans.telling import in_words
from minga.publishing.intake.document import Place
from minga.publishing.intake.queries.differences import KEPT, LISTS, UNLINKED, field_words

CLOSED = "closed_at"
LEVEL = Level._meta.model_name


@dataclass(frozen=True)
class Kept:
    """A field that an act fixed and the document says otherwise: what stands, what is printed where, and which edition.

    `model` and `row` tell whose field it is, `key` tells it to people (`plan/key`), and `about` which row of that. Of what an act closed, `printed`
    is the name under which the document still has it.
    """

    model: str
    key: str
    field: str
    stands: Any
    printed: Any
    by: FixedBy
    place: Place | None = None
    row: int = 0
    about: str = ""

    @property
    def slot(self) -> Hashable:
        """What it is about."""
        return self.model, self.row, self.key, self.field

    @property
    def order(self) -> list[Any]:
        """What it is sorted by: its element's key, with `C1.H10` behind `C1.H9`, then its field."""
        numbered = re.split(r"(\d+)", self.key)
        return [*((int(part), "") if part.isdigit() else (-1, part) for part in numbered), (-1, self.field)]

    def with_also(self, printed: Any) -> Kept:
        """The same with a further value of a list."""
        return self if printed == self.printed else replace(self, printed=f"{self.printed}; {printed}")

    @property
    def message(self) -> str:
        """What the alert says."""
        act = f"{self.by.words}, edición {self.by.number}"
        if self.field == CLOSED:
            return f"Un acto lo cerró ({act}) y el documento todavía lo nombra: «{self.printed}»."
        what = " · ".join(filter(None, (str(field_words(self.model, self.field)), self.about)))
        stands, printed = (in_words(self.field, value) for value in (self.stands, self.printed))
        also = "además " if self.field in LISTS else ""
        return f"{what}: consta «{stands}», que fijó un acto ({act}); el documento dice {also}«{printed}»."

    def alert(self, load: Load, position: int) -> Finding:
        """Its alert in a load, not saved."""
        return _alert(load, position, FIXED_BY_ACT, self.message, self.place, "" if self.model == LEVEL else self.key)

    @property
    def record(self) -> dict[str, Any]:
        """All that is shown of it, as plain values."""
        said = {name: getattr(self, name) for name in ("model", "key", "field", "stands", "printed", "about")}
        return {"operation": KEPT, **said, "by": asdict(self.by)}


@dataclass(frozen=True)
class Unlinked:
    """What an element (`key`) is printed to contribute to, in a plan that has no such element and is not the document's.

    `plan` is the address of that plan.
    """

    key: str
    title: str
    plan: str
    plan_title: str
    place: Place

    @property
    def message(self) -> str:
        """What the alert says."""
        return (
            f"El documento dice que contribuye a «{self.title}» de «{self.plan_title}»; ese plan no tiene ese elemento y "
            "el vínculo no se guardó."
        )

    def alert(self, load: Load, position: int) -> Finding:
        """Its alert in a load, not saved."""
        return _alert(load, position, NOT_LINKED, self.message, self.place, self.key)

    @property
    def record(self) -> dict[str, Any]:
        """All that is shown of it, as plain values."""
        return {"operation": UNLINKED, "key": self.key, "title": self.title, "plan": self.plan}


def _alert(load: Load, position: int, code: str, message: str, place: Place | None, key: str) -> Finding:
    plan, _slash, node = key.partition("/")
    return Finding(
        load=load,
        position=position,
        code=code,
        severity=Finding.Severity.INFO,
        message=message,
        place=place.as_json() if place else {},
        subject_key=node[:120],
        subject_url=reverse("plans:node", args=[plan, node]) if node else "",
    )
