"""What can be found: the kind of declaration that `search.py` files hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from minga.kernel.registry import Registry, Text


@dataclass(frozen=True)
class Entry:
    """One thing to find. `url` is its address without language prefix; `body` is searched but not shown."""

    key: str
    kind: str
    title: str
    url: str
    summary: str = ""
    body: str = ""
    fictitious: bool = False


@dataclass(frozen=True)
class Searchable:
    """A kind of thing: `kind` is its machine name, `label` its Spanish plural, `entries()` all that can be found now."""

    kind: str
    label: Text
    entries: Callable[[], Iterable[Entry]]


SEARCH: Registry[Searchable] = Registry("search")
