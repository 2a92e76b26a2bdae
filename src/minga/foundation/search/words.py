"""Words as they are compared: without accents or case, and cut to their stem. A pure module without Django."""

from __future__ import annotations

from functools import lru_cache

import snowballstemmer

from minga.kernel.words import fold, plain

__all__ = ["LONGEST", "fold", "forms", "normalise", "stem", "words"]

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
