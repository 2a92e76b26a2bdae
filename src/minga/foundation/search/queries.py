"""Finding things by words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from minga.foundation.search.models import IndexEntry, Posting, beginning
from minga.foundation.search.ranking import Choice, Hit, choose
from minga.foundation.search.spelling import respelled
from minga.foundation.search.words import MOST_WORDS, Asked, read
from minga.kernel.registry import Text
from minga.kernel.search import SEARCH

__all__ = ["MOST_WORDS", "Answer", "Entries", "KindCount", "answer", "kind_label"]

SHORTEST_BEGINNING = 3
"""Letters of a word that may be unfinished; fewer begin too many others."""
IN_A_QUERY = 500
ROWS = 10_000
ENTRY = ("entry__key", "entry__kind", "entry__fictitious", Length("entry__title"))


@dataclass(frozen=True)
class KindCount:
    """How many results are of a kind."""

    kind: str
    label: Text
    count: int


class Entries(Sequence[IndexEntry]):
    """The entries found, best first. Their order is known; each slice is read in one query when it is asked for."""

    def __init__(self, hits: Sequence[Hit] = ()) -> None:
        self._hits = hits

    def __len__(self) -> int:
        return len(self._hits)

    @overload
    def __getitem__(self, place: int) -> IndexEntry: ...
    @overload
    def __getitem__(self, place: slice) -> list[IndexEntry]: ...
    def __getitem__(self, place: int | slice) -> IndexEntry | list[IndexEntry]:
        if isinstance(place, slice):
            return self._read(self._hits[place])
        return self._read([self._hits[place]])[0]

    def __iter__(self) -> Iterator[IndexEntry]:
        for start in range(0, len(self), IN_A_QUERY):
            yield from self[start : start + IN_A_QUERY]

    @staticmethod
    def _read(hits: Sequence[Hit]) -> list[IndexEntry]:
        """The rows in their order; one that was forgotten meanwhile is left out."""
        rows = IndexEntry.objects.in_bulk([hit.pk for hit in hits])
        return [rows[hit.pk] for hit in hits if hit.pk in rows]


@dataclass(frozen=True)
class Answer:
    """What is found. `entries` are those of `kind`, or all, best first; counts and `total` are of all kinds.

    `begun` tells that the last word was also taken as the beginning of others; `more` how many further entries that
    would find. `held` of `asked` words is what each entry holds: when it is fewer, nothing holds them all. `unknown`
    are the words that nothing holds, `near` the search with those written as words that are known. `common` are the
    words typed, when all of them are too common to search.
    """

    entries: Entries
    counts: Sequence[KindCount] = ()
    kind: str = ""
    begun: bool = False
    more: int = 0
    held: int = 0
    asked: int = 0
    unknown: Sequence[str] = ()
    near: Sequence[str] = ()
    common: Sequence[str] = ()

    @property
    def total(self) -> int:
        """How many entries are found, of all kinds."""
        return sum(counted.count for counted in self.counts)

    @property
    def is_part(self) -> bool:
        """Whether nothing holds all words, and these entries hold some."""
        return 0 < self.held < self.asked


def answer(text: str, *, kind: str = "", begun: bool = False) -> Answer:
    """What holds every word of `text` (the first eight), best first; where nothing does, what holds most of them.

    Words are compared by their stems; a text that is a name of an entry finds that first (see `ranking` for the order).
    The last word is taken as unfinished when nothing real holds all of them whole, or when `begun` asks for it. A kind
    that has no result is no filter. One query, and one for each word that nothing holds.
    """
    asked = read(text)
    if not asked.stems:
        return Answer(Entries(), common=asked.common)
    choice = choose(asked, _hits(asked), begun=begun)
    totals = Counter(hit.kind for hit in choice.hits)
    chosen = kind if kind in totals else ""
    return Answer(
        entries=Entries([hit for hit in choice.hits if not chosen or hit.kind == chosen]),
        counts=[KindCount(each, kind_label(each), totals[each]) for each in _kinds(totals)],
        kind=chosen,
        begun=choice.begun,
        more=choice.more,
        held=choice.held,
        asked=len(asked.stems),
        unknown=choice.unknown,
        near=_near(text, choice),
    )


def kind_label(kind: str) -> Text:
    """The plural word for a kind of result."""
    return next((searchable.label for searchable in SEARCH if searchable.kind == kind), _("otros"))


def _kinds(totals: Counter[str]) -> list[str]:
    """The kinds that have any result, in the order of the registry; those that nobody declares come last."""
    declared = [searchable.kind for searchable in SEARCH if searchable.kind in totals]
    return [*declared, *sorted(set(totals) - set(declared))]


def _near(text: str, choice: Choice) -> Sequence[str]:
    return respelled(text, choice.unknown) if choice.unknown else ()


def _hits(asked: Asked) -> Iterable[Hit]:
    """The entries that hold any of the words, with what they hold. One query."""
    places = {word: place for place, word in enumerate(asked.stems)}
    begins = _unfinished(asked)
    hits: dict[int, Hit] = {}
    rows = _postings(asked).values_list("word", "stem", "weight", "entry_id", *ENTRY)
    for word, root, weight, pk, key, kind, fictitious, length in rows.iterator(chunk_size=ROWS):
        hit = hits.get(pk)
        if hit is None:
            hit = hits[pk] = Hit(pk, key, kind, fictitious, length, [0] * len(places))
        if root in places:
            hit.weights[places[root]] = max(hit.weights[places[root]], weight)
        if begins and word.startswith(begins):
            hit.begun = max(hit.begun, weight)
        hit.named |= word == asked.name
    return hits.values()


def _unfinished(asked: Asked) -> str:
    """The last word when it may be the beginning of others; else nothing."""
    return asked.last if len(asked.last) >= SHORTEST_BEGINNING else ""


def _postings(asked: Asked) -> QuerySet[Posting]:
    wanted = Q(stem__in=asked.stems) | Q(word=asked.name)
    if _unfinished(asked):
        wanted |= beginning(asked.last)
    return Posting.objects.filter(wanted).order_by()
