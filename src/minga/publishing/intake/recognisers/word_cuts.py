"""Words that a narrow column cut in two: told from the other words of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.grids import join_cut

_LETTERS = re.compile(r"[^\W\d_]+")
_SHORT = 3
_SHORT_WORD = re.compile(
    r"al?|ano|asi|[cs]on|dar|de|del|dia|dos|eje?|els?|ella|en|era|es[aeo]?|este?|fin|fue|gas|han?|hay|hoy|ir|l[aeo]s?|ley|luz|mar"
    r"|mas|me|mes|muy|ni|nos?|oro|par|paz|pie|por|que|red|rio|se|sea|ser|si|sin|sol|sur|sus?|tal|tan|te|tus?|un|una|uno|uso"
    r"|van|vez|via|voz|ya|[aeouy]"
)
"""Words of up to three letters that a name or a sentence can hold, folded."""
_END = re.compile(r"(?P<half>[^\W\d_]+)$")
_START = re.compile(r"[a-záéíóúüñ]+")


@dataclass
class WordCuts:
    """Joins the halves of cells, in view of the words that the document prints. `texts`: all of them."""

    texts: Iterable[str]

    @cached_property
    def _times(self) -> dict[str, int]:
        times: dict[str, int] = {}
        for text in self.texts:
            for word in _LETTERS.findall(fold(text)):
                times[word] = times.get(word, 0) + 1
        return times

    def join(self, before: str, after: str) -> str:
        """A cell's two halves, with no space between where the break stands inside a word.

        It does where the whole word stands elsewhere in the document and a half does not; or where neither half does
        and one of them is too short for a word of its own.
        """
        end, start = _END.search(clean(before)), _START.match(clean(after))
        if end and start and self._is_one_word(fold(end["half"]), fold(start[0])):
            return f"{before.rstrip()}{after.lstrip()}"
        return join_cut(before, after)

    def _is_one_word(self, first: str, second: str) -> bool:
        if _SHORT_WORD.fullmatch(first) or _SHORT_WORD.fullmatch(second):
            return False
        fragments = [half for half in (first, second) if self._times.get(half, 0) <= 1]
        if self._times.get(first + second):
            return bool(fragments)
        return len(fragments) == len((first, second)) and min(len(first), len(second)) <= _SHORT
