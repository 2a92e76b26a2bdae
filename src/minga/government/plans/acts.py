"""Which act may change which kind of plan, for which kind of change: a dated table, read from data.

A pure module: it knows neither plans nor a database. The table that comes with Minga is `data/acts.json`; a city brings
its own in a file of the same form. Each of its rules names its source and says whether that source is a norm.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

PACKAGED = Path(__file__).parent / "data/acts.json"
NO_NORM = "No es norma."


class Kind(StrEnum):
    """What a change does to a plan."""

    PLAN = "plan"
    PRESENTATION = "presentation"
    LEVEL = "level"
    NEW = "new"
    CLOSED = "closed"
    STRUCTURE = "structure"
    WORDING = "wording"
    SCHEDULE = "schedule"
    TARGET = "target"
    MECHANISM = "mechanism"
    MEANS = "means"
    RESPONSIBLE = "responsible"
    PLACE = "place"


@dataclass(frozen=True)
class ActRule:
    """One line of the table: for these kinds of plan and of change, between two days, any of these acts.

    `annex` is what the act has to bring with it, in the table's words; `law` whether `source` is a norm.
    """

    plans: frozenset[str]
    changes: frozenset[str]
    acts: frozenset[str]
    source: str
    law: bool
    annex: str = ""
    since: date = date.min
    until: date = date.max

    @property
    def told(self) -> str:
        """Its source in words, without the words that `law` says already."""
        return self.source.removesuffix(NO_NORM).rstrip()

    def speaks_of(self, plan: str, change: str, day: date) -> bool:
        """Whether it decides this."""
        return plan in self.plans and change in self.changes and self.since <= day <= self.until


@dataclass(frozen=True)
class Requirement:
    """What some changes need: any of `acts`, the weakest first, with `annex` where it is named; and the rules that say so."""

    acts: tuple[str, ...]
    annex: str
    rules: tuple[ActRule, ...]


@dataclass(frozen=True)
class ActTable:
    """The whole table. `strength` orders the acts from the weakest to the strongest."""

    strength: tuple[str, ...]
    rules: tuple[ActRule, ...]

    def required_act(self, plan: str, changes: Iterable[str], day: date) -> Requirement:
        """The acts that may make all of these changes to a plan of this kind on this day.

        Raises:
            LookupError: when the table does not decide it, or no single act is enough.
        """
        rules: list[ActRule] = []
        accepted = set(self.strength)
        for change in sorted(set(changes)):
            rule = next((rule for rule in self.rules if rule.speaks_of(plan, change, day)), None)
            if rule is None:
                raise LookupError(f"no rule for {change} of {plan} on {day}")
            rules.append(rule)
            accepted &= rule.acts
        if not accepted:
            raise LookupError(f"no single act is enough for {sorted(set(changes))} of {plan}")
        annex = next((rule.annex for rule in rules if rule.annex), "")
        return Requirement(tuple(sorted(accepted, key=self.strength.index)), annex, tuple(dict.fromkeys(rules)))


def read_table(path: Path = PACKAGED) -> ActTable:
    """The table of a file of the form of `data/acts.json`.

    Raises:
        OSError, ValueError, KeyError: when there is no such file, or it has another form.
    """
    found = json.loads(path.read_text("utf-8"))
    return ActTable(tuple(found["strength"]), tuple(map(_rule, found["rules"])))


def _rule(line: dict[str, Any]) -> ActRule:
    changes = frozenset(Kind(change) for change in line["changes"])
    return ActRule(
        plans=frozenset(line["plans"]),
        changes=changes,
        acts=frozenset(line["acts"]),
        source=line["source"],
        law=line["law"],
        annex=line.get("annex", ""),
        since=date.fromisoformat(line["since"]) if "since" in line else date.min,
        until=date.fromisoformat(line["until"]) if "until" in line else date.max,
    )
