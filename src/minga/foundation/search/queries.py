"""Finding things by words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import add

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from minga.foundation.search.models import IndexEntry, Posting
from minga.foundation.search.words import forms, stem
from minga.kernel.registry import Text
from minga.kernel.search import SEARCH

MOST_WORDS = 8


@dataclass(frozen=True)
class KindCount:
    """How many results are of a kind."""

    kind: str
    label: Text
    count: int


def find(text: str, *, kind: str = "") -> QuerySet[IndexEntry]:
    """The entries that hold every word of `text` (the first eight), best first; none for a text without words.

    Words are compared by their stems; the last one may also be unfinished. What is real comes before what is invented;
    then the order is by the weight of each word, counted once however often the entry has it; then the shorter title,
    which the words fill more of; then kind and key, so that it never depends on the database.
    """
    wanted = _wanted(text)
    if not wanted:
        return IndexEntry.objects.none()
    found = _holding(wanted)
    score = reduce(add, map(_weight, wanted))
    order = ("fictitious", "-score", Length("title"), "kind", "key")
    scored = found.annotate(score=score).order_by(*order)
    return scored.filter(kind=kind) if kind else scored


def count_by_kind(text: str) -> list[KindCount]:
    """How many results there are of each kind that has any, in the order of the registry. One query."""
    wanted = _wanted(text)
    if not wanted:
        return []
    counts = dict(_holding(wanted).order_by().values_list("kind").annotate(total=Count("pk")))
    labels = {searchable.kind: searchable.label for searchable in SEARCH}
    return [KindCount(kind, label, counts[kind]) for kind, label in labels.items() if kind in counts]


def kind_label(kind: str) -> Text:
    """The plural word for a kind of result."""
    return next((searchable.label for searchable in SEARCH if searchable.kind == kind), _("otros"))


def _wanted(text: str) -> list[Q]:
    """What the postings of an entry must be, word by word. Only the word typed last may be unfinished."""
    typed = forms(text)
    wanted = {word: Q(stem=stem(word)) for word in list(dict.fromkeys(typed))[:MOST_WORDS]}
    if typed and typed[-1] in wanted:
        wanted[typed[-1]] |= Q(word__startswith=typed[-1])
    return list(wanted.values())


def _weight(word: Q) -> Subquery:
    """The weight that one of the words has in an entry."""
    return Subquery(Posting.objects.filter(word, entry=OuterRef("pk")).order_by("-weight").values("weight")[:1])


def _holding(wanted: list[Q]) -> QuerySet[IndexEntry]:
    found = IndexEntry.objects.all()
    for word in wanted:
        found = found.filter(pk__in=Posting.objects.filter(word).values("entry"))
    return found
