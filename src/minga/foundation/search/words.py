"""Words as they are compared: without accents or case, and cut to their stem. A pure module without Django."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from minga.kernel.words import fold, plain

__all__ = ["LONGEST", "Asked", "fold", "forms", "name_key", "normalise", "read", "stem", "words"]

_STEMMER = snowballstemmer.stemmer("spanish")
_VOWELS = "aeiou"
_SHORTEST_PLURAL = 4
_NOUN_IN_ED = "ed"
_COMMON = frozenset(
    [
        *("a", "al", "ante", "con", "como", "cual", "cuando", "de", "del", "desde", "donde", "el", "ella", "en"),
        *("entre", "es", "esta", "este", "la", "las", "lo", "los", "mas", "o", "para", "pero", "por", "que", "se"),
        *("sin", "sobre", "su", "sus", "un", "una", "unas", "uno", "unos", "y", "ya"),
        *("the", "of", "and", "for", "in", "to"),
    ]
)
LONGEST = 60
"""Letters of a word that are compared; the rest of a longer one is left out."""
MOST_WORDS = 8
_NAME = "="
"""No folded word begins with it."""


@dataclass(frozen=True)
class Asked:
    """A search as it is understood.

    The stems to find, each once, with the words as typed; the word typed last, when it is among them; the whole text
    as a name; and the words too common to search, when there is nothing else.
    """

    stems: tuple[str, ...]
    forms: tuple[str, ...]
    last: str
    name: str
    common: tuple[str, ...] = ()


def read(text: str) -> Asked:
    """Understands what somebody typed: its first eight words, without those that tell nothing."""
    typed = forms(text)
    if not typed:
        return Asked((), (), "", "", tuple(dict.fromkeys(plain(text).split())))
    by_stem: dict[str, str] = {}
    for form in typed:
        by_stem.setdefault(stem(form), form)
    stems = tuple(by_stem)[:MOST_WORDS]
    last = typed[-1] if stem(typed[-1]) in stems else ""
    return Asked(stems, tuple(by_stem.values())[:MOST_WORDS], last, name_key(text))


def name_key(name: str) -> str:
    """The form in which whole names are compared: an equals sign and its words as one: `SGCTY PC` is `=sgctypc`.

    Empty for a name without words that tell something.
    """
    joined = "".join(forms(name))
    return f"{_NAME}{joined}"[:LONGEST] if joined else ""


def forms(text: str) -> list[str]:
    """The folded words that tell something, in order, with repeats: `talleres`, `barrios`."""
    return [word[:LONGEST] for word in plain(text).split() if word not in _COMMON]


def words(text: str) -> list[str]:
    """The stems of the words that tell something, in order, with repeats: `tall`, `barri`.

    Words are folded before stemming, so that `educación` and `educacion` give the same stem.
    """
    return [stem(word) for word in forms(text)]


def normalise(text: str) -> str:
    """The stems between single spaces, with one space at each end: `" mercad ciudad "`."""
    return f" {' '.join(words(text))} "


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a folded word, the same for its singular and its plural.

    Snowball's rules look at the end of a word once, and not at all at short words: `obras` would not be `obra`, nor
    `talleres` `taller`. They are applied until nothing changes, each time without the `s` of a plural, and `z` is
    written `c` (`luz`, `luces`). A word in `-ed` is a noun (`merced`, `pared`), not an order to several people, and is
    not cut to the stem of another word (`mercado`).
    """
    while (shorter := _shortened(word)) != word:
        word = shorter
    return word


def _shortened(word: str) -> str:
    if len(word) >= _SHORTEST_PLURAL and word.endswith("s") and word[-2] in _VOWELS:
        word = word[:-1]
    if word.endswith(_NOUN_IN_ED):
        return word
    stemmed = fold(_STEMMER.stemWord(word))
    return f"{stemmed[:-1]}c" if stemmed.endswith("z") else stemmed
