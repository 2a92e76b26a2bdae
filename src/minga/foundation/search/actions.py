"""Keeping the index."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from minga.foundation.search.models import IndexEntry, Posting
from minga.foundation.search.words import forms, stem
from minga.kernel.search import SEARCH, Entry

TITLE_WEIGHT = 4
BATCH = 500


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
    """The weight of each word: that of the title, wherever else the word stands."""
    return dict.fromkeys(forms(f"{entry.summary} {entry.body}"), 1) | dict.fromkeys(forms(entry.title), TITLE_WEIGHT)
