"""The index: one row for each thing that can be found, and one for each of its words.

Words are folded and stemmed by us, so that SQLite and PostgreSQL answer alike (see `words.py`).
"""

from __future__ import annotations

from django.db import connection, models


class IndexEntry(models.Model):
    """One findable thing, as it is shown in a list of results."""

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40, db_index=True)
    title = models.TextField()
    summary = models.TextField(blank=True)
    url = models.CharField(max_length=400)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("kind", "key")
        verbose_name_plural = "index entries"

    def __str__(self) -> str:
        return self.title


class Posting(models.Model):
    """A word of an entry, folded, and its stem. `weight` is 4 for a word of the title and 1 for one of the rest.

    A whole name of the entry is one more posting, written as `name_key` does, of weight 0.
    """

    entry = models.ForeignKey(IndexEntry, on_delete=models.CASCADE, related_name="postings")
    word = models.CharField(max_length=60, db_index=True)
    stem = models.CharField(max_length=60, db_index=True)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entry", "word"], name="posting_once"),)

    def __str__(self) -> str:
        return self.word


def beginning(word: str) -> models.Q:
    """What a posting must be for its word to begin with `word`, asked in the way that each database has an index for.

    SQLite reads none for `LIKE`, and orders letters by their numbers; PostgreSQL is the other way round.
    """
    if connection.vendor == "sqlite":
        return models.Q(word__gte=word, word__lt=f"{word[:-1]}{chr(ord(word[-1]) + 1)}")
    return models.Q(word__startswith=word)
