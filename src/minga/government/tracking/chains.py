"""The chains of signatures that reports go through, as data. A pure module: it knows neither reports nor a database.

`data/chains.json` lists them. What was given back begins again: only the steps after it count.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

PACKAGED = Path(__file__).parent / "data/chains.json"


class Step(StrEnum):
    """What somebody signs."""

    PREPARED = "prepared"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    RETURNED = "returned"


@dataclass(frozen=True)
class Chain:
    """A chain: its name, its label in both languages, and its steps in order."""

    name: str
    labels: Mapping[str, str]
    steps: tuple[Step, ...]

    def label(self, language: str) -> str:
        """Its label in a language; in Spanish when there is none."""
        return self.labels.get(language.split("-", maxsplit=1)[0], self.labels["es"])

    def next_step(self, signed: Iterable[str]) -> Step | None:
        """The step that comes now, after all that was signed so far, the earliest first; None once it is approved."""
        done = since_returned(signed)
        return next((step for step in self.steps if step not in done), None)


def since_returned(signed: Iterable[str]) -> list[str]:
    """The steps signed since the last time that it was given back."""
    steps = list(signed)
    while Step.RETURNED in steps:
        steps = steps[steps.index(Step.RETURNED) + 1 :]
    return steps


@cache
def chains() -> dict[str, Chain]:
    """Every chain by its name, in the file's order."""
    found = json.loads(PACKAGED.read_text("utf-8"))
    return {
        line["name"]: Chain(line["name"], line["label"], tuple(Step(step) for step in line["steps"]))
        for line in found["chains"]
    }
