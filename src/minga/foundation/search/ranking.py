"""Which entries are shown for what was asked, and in which order. A pure module without Django."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import mul

from minga.foundation.search.words import Asked, stem

RARITY = 1000
"""What a word that a single entry holds counts for, when no entry holds all; one that ten hold counts a tenth."""


@dataclass(slots=True)
class Hit:
    """An entry that holds something of what was asked.

    `weights` are those of each stem, 0 where the entry does not hold it; `begun` is that of a longer word which the
    last one begins; `named` tells that the whole text is a name of the entry.
    """

    pk: int
    key: str
    kind: str
    fictitious: bool
    length: int
    weights: list[int]
    begun: int = 0
    named: bool = False

    @property
    def held(self) -> int:
        """How many of the words it holds."""
        return len(self.weights) - self.weights.count(0)


@dataclass(frozen=True)
class Choice:
    """The hits that are shown, best first. See `queries.Answer` for the rest."""

    hits: Sequence[Hit]
    held: int
    begun: bool = False
    more: int = 0
    unknown: tuple[str, ...] = ()


def choose(asked: Asked, hits: Iterable[Hit], *, begun: bool = False) -> Choice:
    """Those that hold every word; where none does, those that hold most of them.

    The last word is taken as the beginning of others when nothing real holds all words whole, or when `begun`.
    """
    all_words, found = len(asked.stems), list(hits)
    whole = [hit for hit in found if hit.held == all_words or hit.named]
    longer = _begun(asked, found)
    reach = [hit for hit in longer if hit.held == all_words or hit.named]
    if any(not hit.fictitious for hit in whole) and not begun:
        return Choice(_ordered(asked, whole), all_words, more=len(reach) - len(whole))
    if reach:
        return Choice(_ordered(asked, reach, whole), all_words, begun=len(reach) > len(whole))
    return _part(asked, found, longer)


def _part(asked: Asked, hits: list[Hit], longer: list[Hit]) -> Choice:
    """Those that hold most of the words; the last one is a beginning only when nothing holds it whole."""
    last = _place(asked)
    taken = hits if last is None or any(hit.weights[last] for hit in hits) else longer
    numbers = [sum(1 for hit in taken if hit.weights[place]) for place in range(len(asked.stems))]
    most = max((hit.held for hit in taken), default=0)
    times = [max(1, RARITY // number) if number else 0 for number in numbers]
    unknown = tuple(form for form, number in zip(asked.forms, numbers, strict=True) if not number)
    shown = [hit for hit in taken if hit.held == most] if most else []
    return Choice(_ordered(asked, shown, times=times), most, unknown=unknown)


def _begun(asked: Asked, hits: list[Hit]) -> list[Hit]:
    """The hits, with the last word held where it only begins another."""
    last = _place(asked)
    return hits if last is None else [_with_beginning(hit, last) for hit in hits]


def _with_beginning(hit: Hit, last: int) -> Hit:
    if not hit.begun or hit.weights[last]:
        return hit
    return replace(hit, weights=[*hit.weights[:last], hit.begun, *hit.weights[last + 1 :]])


def _place(asked: Asked) -> int | None:
    """Where the word typed last stands among the stems, when it is one of them."""
    return asked.stems.index(stem(asked.last)) if asked.last else None


def _ordered(
    asked: Asked, hits: list[Hit], whole: Iterable[Hit] | None = None, times: Sequence[int] = ()
) -> Sequence[Hit]:
    """Real before invented; then bearers of the name; then those that hold the last word whole; then by weight.

    Then the shorter title, which the words fill more of; and kind and key, so that the order never depends on the
    database. `times` is what each word counts for.
    """
    firsts = {hit.pk for hit in (hits if whole is None else whole)}
    counted = times or [1] * len(asked.stems)

    def rank(hit: Hit) -> tuple[bool, bool, bool, int, int, str, str]:
        score = sum(map(mul, hit.weights, counted))
        return hit.fictitious, not hit.named, hit.pk not in firsts, -score, hit.length, hit.kind, hit.key

    return sorted(hits, key=rank)
