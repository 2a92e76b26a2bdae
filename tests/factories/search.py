"""Things to find."""

from __future__ import annotations

from minga.kernel.search import Entry


def entry(key: str, title: str, **values) -> Entry:
    """A document unless another kind is given; its address follows from its key."""
    defaults = {"kind": "document", "url": f"/fuentes/{key}/"}
    return Entry(key=key, title=title, **defaults | values)
