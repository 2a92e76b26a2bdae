"""What parent and child say to each other, as JSON: plain values, and the data classes of documents and drafts.

JSON cannot name code, so that a child that a document took over can only lie: whatever it writes gives data or nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from minga.publishing.intake import document, draft, limits

_DATA = {
    name: found
    for module in (document, draft, limits)
    for name, found in vars(module).items()
    if isinstance(found, type) and is_dataclass(found) and found.__module__ == module.__name__
}
_SEQUENCES: dict[str, Callable[[Any], Any]] = {"tuple": tuple, "set": set, "frozenset": frozenset, "dict": dict}
_TEXTS: dict[str, Callable[[str], Any]] = {"Decimal": Decimal, "date": date.fromisoformat}


def pack(value: Any) -> bytes:
    """`value` in bytes. Raises `TypeError` for what is neither a plain value nor one of the data classes."""
    return json.dumps(_plain(value)).encode("ascii")


def unpack(data: bytes) -> Any:
    """The value that was packed. Raises `ValueError`, `TypeError` or `RecursionError` for what nothing was packed as."""
    return json.loads(data, object_hook=_built)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    kind = type(value)
    if kind is list:
        return [_plain(item) for item in value]
    if kind is dict:
        return _named("dict", [[_plain(key), _plain(item)] for key, item in value.items()])
    if kind.__name__ in _SEQUENCES:
        return _named(kind.__name__, [_plain(item) for item in value])
    if kind.__name__ in _TEXTS:
        return _named(kind.__name__, str(value))
    if _DATA.get(kind.__name__) is kind:
        return _named(kind.__name__, [_plain(getattr(value, field.name)) for field in fields(value)])
    raise TypeError(f"{kind} is not data")


def _named(name: str, content: Any) -> dict[str, Any]:
    return {"is": name, "of": content}


def _built(told: dict[str, Any]) -> Any:
    """One value from its name and content, which are already values."""
    name, content = told.get("is"), told.get("of")
    if len(told) != len(_named("", None)) or not isinstance(name, str):
        raise ValueError("an object without name or content")
    if isinstance(content, str) and name in _TEXTS:
        return _text(name, content)
    if isinstance(content, list) and name in _SEQUENCES:
        return _SEQUENCES[name](content)
    if isinstance(content, list) and name in _DATA:
        return _DATA[name](*content)
    raise ValueError(f"no data is called {name}")


def _text(name: str, content: str) -> Any:
    try:
        return _TEXTS[name](content)
    except ArithmeticError as error:
        raise ValueError(f"not a {name}") from error
