"""Choosing nodes of a plan by who, state, mechanism, level and words. The same for the page and its downloads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _

from minga.foundation.search.queries import MOST_WORDS
from minga.foundation.search.words import normalise, words
from minga.government.plans.marks import Mark
from minga.government.plans.outline import Outline, OutlineNode
from minga.government.plans.words import level_names, mark_word

EVERY_LEVEL = "todos"
LONGEST = 200
"""Characters of a parameter that are looked at; the rest is left out."""
STATES = {
    "cumplido": Mark.DONE,
    "cumplido-con-asterisco": Mark.STAR,
    "cumplido-con-cambios": Mark.CHANGED,
    "en-marcha": Mark.GOING,
    "pendiente": Mark.PENDING,
    "suspendido": Mark.PAUSED,
    "sin-efecto": Mark.VOID,
    "no-iniciado": Mark.NOT_YET,
    "sin-reporte": Mark.SILENT,
    "sin-seguimiento": Mark.UNTRACKED,
    "sin-estado": Mark.UNKNOWN,
}
"""The states as addresses name them."""


@dataclass(frozen=True)
class Choice:
    """One value of a filter: how the address names it, its words, whether it is chosen; a mark where it has one."""

    value: str
    label: str
    chosen: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Filters:
    """What was asked for. Empty fields ask for nothing; several states mean any of them."""

    organization: str = ""
    states: frozenset[str] = frozenset()
    mechanism: str = ""
    level: str = ""
    text: str = ""

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> Filters:
        """From the address's parameters `organizacion`, `estado` (several times), `mecanismo`, `nivel` and `q`.

        Of each only the first 200 characters count.
        """
        several = getattr(parameters, "getlist", lambda name: [parameters[name]] if name in parameters else [])
        return cls(
            organization=_asked(parameters, "organizacion"),
            states=frozenset(value[:LONGEST] for value in several("estado") if value),
            mechanism=_asked(parameters, "mecanismo"),
            level=_asked(parameters, "nivel"),
            text=_asked(parameters, "q"),
        )

    @property
    def active(self) -> bool:
        """Whether anything is asked for."""
        return self != Filters()

    def choose(self, outline: Outline) -> list[OutlineNode]:
        """The nodes that match, in document order: of the level asked for (`todos`: any), else of the counted one.

        A node says a word when it or one below it does. The first eight words count; the last one typed may be unfinished.
        """
        candidates = outline.units
        if self.level == EVERY_LEVEL:
            candidates = outline.nodes
        elif self.level:
            candidates = [node for node in outline.nodes if slugify(node.level.name) == self.level]
        matching = [node for node in candidates if self._matches(node)]
        wanted = _pieces(self.text)
        if not wanted:
            return matching
        said = {node: _said(node) for node in outline.nodes}
        return [node for node in matching if _says("".join(said[part] for part in node.subtree()), wanted)]

    def _matches(self, node: OutlineNode) -> bool:
        """Whether the node is what was asked for, its words apart."""
        return (
            (not self.states or node.mark in {STATES.get(state) for state in self.states})
            and (not self.organization or self.organization in organizations_of(node))
            and (not self.mechanism or any(term.canonical == self.mechanism for term in node.mechanisms))
        )

    def state_choices(self, outline: Outline) -> list[Choice]:
        """The states that the plan's units have."""
        return [
            Choice(value, mark_word(mark), value in self.states, mark.value)
            for value, mark in STATES.items()
            if mark in outline.marks
        ]

    def organization_choices(self, outline: Outline) -> list[Choice]:
        """Everybody with a role, by the longest name that the plan's documents print."""
        named: dict[str, str] = {}
        for role in (role for node in outline.nodes for role in node.roles):
            named[role.slug] = max(named.get(role.slug, ""), role.printed or role.name, key=len)
        return self._choices(sorted(named.items(), key=lambda item: normalise(item[1])), self.organization)

    def mechanism_choices(self, outline: Outline) -> list[Choice]:
        """The mechanisms that any node names."""
        named = {term.canonical: term.label for node in outline.nodes for term in node.own_mechanisms}
        return self._choices(sorted(named.items(), key=lambda item: normalise(item[1])), self.mechanism)

    def level_choices(self, outline: Outline) -> list[Choice]:
        """The counted level, which needs no word in the address, the others from the top down, and all of them."""
        counted = outline.counted
        others = [(slugify(level.name), level_names(level.name)) for level in outline.levels if level != counted]
        first = [("", level_names(counted.name))] if counted else []
        chosen = "" if counted and self.level == slugify(counted.name) else self.level
        return self._choices([*first, *others, (EVERY_LEVEL, _("Todos los niveles"))], chosen)

    def _choices(self, items: Iterable[tuple[str, str]], chosen: str) -> list[Choice]:
        return [Choice(value, label, value == chosen) for value, label in items]


def organizations_of(node: OutlineNode) -> set[str]:
    """Everybody with a role for the node, for one above it or for one below it."""
    return {role.slug for part in (*node.ancestors(), *node.subtree()) for role in part.roles}


def _asked(parameters: Mapping[str, str], name: str) -> str:
    return parameters.get(name, "").strip()[:LONGEST].rstrip()


def _pieces(text: str) -> list[str]:
    """What normalised words must hold for each word of `text`: all of it, or its beginning for the word typed last."""
    asked = words(text)
    return [*(f" {word} " for word in asked[:-1]), *(f" {word}" for word in asked[-1:])][:MOST_WORDS]


def _said(node: OutlineNode) -> str:
    return normalise(f"{node.key} {node.title} {node.description}")


def _says(said: str, pieces: Iterable[str]) -> bool:
    return all(piece in said for piece in pieces)
