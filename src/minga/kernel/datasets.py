"""Public tables: the kind of declaration that `datasets.py` files hold. Every listing `/x/` is also `/x.csv` and `/x.json`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from minga.kernel.registry import Registry, Text

Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """One column: its machine name (English, snake case) and what it holds, in Spanish."""

    name: str
    description: Text


@dataclass(frozen=True)
class Dataset:
    """A public table at an address.

    `path` is the listing's address without slashes around it, with Django converters (`planes/<slug:plan>`);
    `rows(parameters, **kwargs)` answers the same query as the listing with the same GET parameters, as plain values
    (text, int, Decimal, bool, ISO dates), streamed; it raises `Http404` for an unknown subject. Every row says whether
    it is fictitious.
    """

    slug: str
    path: str
    title: Text
    columns: tuple[Column, ...]
    rows: Callable[..., Iterable[Row]]

    def call(self, parameters: Mapping[str, str], **kwargs: str) -> Iterable[Row]:
        """The rows for these GET parameters."""
        return self.rows(parameters, **kwargs)


DATASETS: Registry[Dataset] = Registry("datasets")
