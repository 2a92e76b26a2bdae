"""Keeping the index."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from minga.foundation.search.models import IndexEntry, Posting
from minga.foundation.search.words import forms, name_key, stem
from minga.kernel.search import SEARCH, Entry

TITLE_WEIGHT = 4
BATCH = 500
LONGEST_NAME = 300
"""Letters of a line of the body that may be a name."""


@transaction.atomic
def rebuild() -> int:
    """Makes the whole index anew from what the apps declare; returns how many entries it holds."""
    Posting.objects.all().delete()
    IndexEntry.objects.all().delete()
    return sum(add_entries(searchable.entries()) for searchable in SEARCH)


def add_entries(entries: Iterable[Entry]) -> int:
    """Puts entries that are not there yet into the index; returns how many."""
    found = list(entries)
    rows = IndexEntry.objects.bulk_create((_row(entry) for entry in found), batch_size=BATCH)
    postings = (
        Posting(entry=row, word=word, stem=stem(word), weight=weight)
        for row, entry in zip(rows, found, strict=True)
        for word, weight in _weights(entry).items()
    )
    Posting.objects.bulk_create(postings, batch_size=BATCH)
    return len(rows)


def _row(entry: Entry) -> IndexEntry:
    return IndexEntry(
        key=f"{entry.kind}/{entry.key}",
        kind=entry.kind,
        title=entry.title,
        summary=entry.summary,
        url=entry.url,
        fictitious=entry.fictitious,
    )


def _weights(entry: Entry) -> dict[str, int]:
    """The weight of each word, that of the title wherever else the word stands; and the names, which weigh nothing."""
    rest, title = forms(f"{entry.summary} {entry.body}"), forms(entry.title)
    return dict.fromkeys(_names(entry), 0) | dict.fromkeys(rest, 1) | dict.fromkeys(title, TITLE_WEIGHT)


def _names(entry: Entry) -> list[str]:
    """The title and each line of the body: what stands alone on its line is a name that the entry goes by."""
    lines = (line for line in entry.body.splitlines() if len(line) <= LONGEST_NAME)
    return [key for key in map(name_key, (entry.title, *lines)) if key]
