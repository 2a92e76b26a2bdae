"""Words cut at the end of a line, as in narrow columns, and how they are put together again without inventing any.

A writer cuts a word inside only when the word alone is wider than its column. Such a line holds one piece and no
letter more would fit; a whole word may fill its line as well, and the document's other words tell which it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from minga.publishing.intake.readers.pdf.lines import Line

SOFT_HYPHEN = "\u00ad"
SLACK = 1.0
CLOSING = tuple(",.;:)]}!?»”")
BREAKABLE = ("-", "/", "_")
WORD = re.compile(r"\w{2,}")
TAIL = re.compile(r"\w+$")
HEAD = re.compile(r"\w+")
OPEN_TAG = re.compile(r"<(?:/\w*|\w+)$")
# How no long Spanish word ends: these consonants, an i after a consonant, «nd», and «ion» without its accent.
UNFINISHED = re.compile(r"\w{4,}(?:[bcfghjkmñpqtvwx]|[bcdfghjklmnñpqrstvwxyz]i|nd|ion)")
SINGULAR = re.compile(r"\w{5,}(?:[aeio]l|[aeo]r|dad|tud|ion)")
# Endings that are no words by themselves, or seldom.
ENDING = re.compile(r"[aeiu]?(?:ción|ciones|sión|siones|mientos?|mente|idad|idades)")
SHORT = 4
PARTICLE = re.compile(
    "al?|ante|bajo|cada|como|con|cual|de|del|desde|el?|ella|en|entre|es|es[ae]|est[ae]|hasta|las?|le|los?|más|muy|ni"
    "|no|o|para|pero|por|que|se|ser|si|sin|son|sus?|tod[ao]|tras|un?|un[ao]|vía|ya?"
)


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The lines of one text, and the `right` edge of the room they had, where it is known."""

    lines: list[Line]
    right: float | None = None

    def joined(self, vocabulary: frozenset[str] = frozenset()) -> str:
        """The lines as one text. No hyphen is invented, and none removed but the soft ones that show a cut word."""
        text = self.lines[0].text if self.lines else ""
        for line, following in pairwise(self.lines):
            if text.endswith(SOFT_HYPHEN) or self._goes_on_inside(line, following, vocabulary):
                text = text.removesuffix(SOFT_HYPHEN) + following.text
            else:
                text += " " + following.text
        return text.replace(SOFT_HYPHEN, "").strip()

    def whole_words(self) -> Iterator[str]:
        """The words that are surely not pieces: in a column, those between others on their line."""
        for line in self.lines:
            words = WORD.findall(line.text.casefold())
            yield from words if self.right is None else words[1:-1]

    def _goes_on_inside(self, line: Line, following: Line, vocabulary: frozenset[str]) -> bool:
        if _is_cut_at_sign(line.text, following.text) or following.text.startswith(CLOSING):
            return True
        if self.right is None or line.end + following.first_letter <= self.right - SLACK:
            return False
        before, after = TAIL.search(line.text), HEAD.match(following.text)
        if not before or not after:
            return False
        if " " in line.text:
            return _are_surely_pieces(before[0], after[0], vocabulary)
        return _are_pieces(before[0], after[0], vocabulary)


def vocabulary_of(texts: Iterable[Wrapped]) -> frozenset[str]:
    """The words that the texts hold whole."""
    return frozenset(word for text in texts for word in text.whole_words())


def _is_cut_at_sign(text: str, following: str) -> bool:
    """Whether a line ends after a hyphen or slash inside a word, where writers may break it, or inside a crumb of HTML."""
    if OPEN_TAG.search(text):
        return True
    return text.endswith(BREAKABLE) and text[-2:-1].isalnum() and following[:1].isalnum()


def _are_surely_pieces(before: str, after: str, vocabulary: frozenset[str]) -> bool:
    """Whether the first text is no word and both are one («ANTECEDENT», «ES»); or they are of the name of a file."""
    first, second = before.casefold(), after.casefold()
    is_known = first + second in vocabulary and first not in vocabulary
    return is_known or _are_of_a_file(before, after)


def _are_of_a_file(before: str, after: str) -> bool:
    return "_" in before and "_" in after


def _are_pieces(before: str, after: str, vocabulary: frozenset[str]) -> bool:
    """Whether two texts, one alone on a line that it fills and one first on the next line, are one word.

    Capitals often stand without their accents: their endings say nothing.
    """
    if not (after.islower() or (before.isupper() and after.isupper())):
        return after.isdigit() or "_" in before + after
    first, second = before.casefold(), after.casefold()
    if _are_of_a_file(before, after) or first + second in vocabulary or (second == "es" and SINGULAR.fullmatch(before)):
        return True
    if PARTICLE.fullmatch(second) or second in vocabulary:
        return first not in vocabulary and bool(UNFINISHED.fullmatch(before))
    return len(second) <= SHORT or bool(ENDING.fullmatch(second) or UNFINISHED.fullmatch(before))
