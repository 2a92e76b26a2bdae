"""Who may do what: the kind of declaration that `rules.py` files hold. Nothing that no rule allows is allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from minga.kernel.registry import Registry, Text


@dataclass(frozen=True)
class Condition:
    """What must be so, besides the role. `reason` tells the person why not, when it is not, and what to do."""

    name: str
    reason: Text
    holds: Callable[[Any, Any], bool]
    """`holds(person, subject)`."""


def _nowhere(_subject: Any) -> Iterable[models.Model]:
    return ()


@dataclass(frozen=True)
class Rule:
    """One act and who may do it.

    `name` is the machine name (`intake.apply`), `label` the act in words, as in «Puedes … »; `roles` those that may;
    `subject` the label of the model it is done to (`intake.reading`), empty for acts without one; `states` the values
    of the subject's `state` in which it may be done, empty for any; `conditions` all that must hold besides;
    `within(subject)` the rows in which the subject lies (its plan, its organization and those above, its territory): a
    role given for one of them is enough, and one given for the whole city always is. Its docstring says so in words.
    """

    name: str
    label: Text
    roles: tuple[str, ...]
    subject: str = ""
    states: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    within: Callable[[Any], Iterable[models.Model]] = _nowhere

    @property
    def is_local(self) -> bool:
        """Whether a role given for a part of the city may be enough."""
        return self.within is not _nowhere

    @property
    def where(self) -> str:
        """The first sentence of `within`; empty when only a role given for the whole city is enough."""
        return (self.within.__doc__ or "").strip().partition("\n")[0] if self.is_local else ""


RULES: Registry[Rule] = Registry("rules")


def find_rule(name: str) -> Rule:
    """The rule of this name.

    Raises:
        LookupError: when no app declares it.
    """
    for rule in RULES:
        if rule.name == name:
            return rule
    raise LookupError(f"no app declares the rule {name}")
