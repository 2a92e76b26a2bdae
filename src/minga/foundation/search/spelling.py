"""Words of the index that are written nearly like one that is not there."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from django.db.models.functions import Length

from minga.foundation.search.models import Posting, beginning
from minga.foundation.search.words import stem
from minga.kernel.words import plain

MOST_WORDS = 3
"""Unknown words of one search for which near ones are looked for: one query each."""
MOST_NEAR = 3
MOST_CANDIDATES = 2000
SHORTEST = 4
OTHER_LENGTH = 2
LIKENESS = 0.75
"""How much of two words must agree, from 0 to 1, as difflib counts it."""


def respelled(text: str, unknown: Iterable[str]) -> list[str]:
    """The text with its unknown words written as near ones of the index, the nearest first; at most three texts."""
    near = {word: found for word in list(unknown)[:MOST_WORDS] if (found := near_words(word))}
    texts = (_replaced(text, {word: found[min(n, len(found) - 1)] for word, found in near.items()}) for n in range(3))
    return list(dict.fromkeys(texts)) if near else []


def near_words(word: str) -> list[str]:
    """At most three words of the index with the same first letter, nearly the same length and nearly the same letters."""
    if len(word) < SHORTEST:
        return []
    shortest, longest = len(word) - OTHER_LENGTH, len(word) + OTHER_LENGTH
    # Whole names begin with a sign and never with a letter, so that they are not among the candidates.
    words = Posting.objects.filter(beginning(word[0])).annotate(length=Length("word"))
    candidates = (
        words.filter(length__gte=shortest, length__lte=longest)
        .values_list("word", flat=True)
        .distinct()
        .order_by("word")
    )
    found = get_close_matches(word, candidates[:MOST_CANDIDATES], n=MOST_NEAR, cutoff=LIKENESS)
    # Two forms of one word find the same things: the nearer one is enough.
    return list({stem(near): near for near in reversed(found)}.values())[::-1]


def _replaced(text: str, by: dict[str, str]) -> str:
    return " ".join(by.get(plain(typed), typed) for typed in text.split())
