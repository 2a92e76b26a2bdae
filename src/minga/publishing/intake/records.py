"""A draft written down whole and read back, for drafts that are kept: the contract's JSON leaves some places out."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from minga.publishing.intake.draft import Draft

Part = TypeVar("Part")


def draft_record(draft: Draft) -> dict[str, Any]:
    """The draft as plain JSON values, without what is at its default; decimals as text."""
    record = _plain(draft)
    assert isinstance(record, dict)
    return record


def draft_from_record(record: dict[str, Any]) -> Draft:
    """The draft that `draft_record` wrote.

    Raises:
        TypeError: when the record has a field that drafts do not have.
    """
    draft = _built(Draft, record)
    assert isinstance(draft, Draft)
    return draft


def plain(value: Any) -> Any:
    """A draft's part as plain JSON values, as `draft_record` writes it."""
    return _plain(value)


def built(kind: type[Part], record: dict[str, Any]) -> Part:
    """The part of this class that `plain` wrote. Raises `TypeError` for a field that the class does not have."""
    part: Part = _built(kind, record)
    return part


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        named = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: _plain(item) for field, item in named if not _is_default(field, item)}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return str(value) if isinstance(value, Decimal) else value


def _is_default(field: Field[Any], value: Any) -> bool:
    if field.default_factory is not MISSING:
        return bool(value == field.default_factory())
    return field.default is not MISSING and bool(value == field.default)


_hints = cache(get_type_hints)


def _built(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return None if value is None else _built(next(arm for arm in get_args(kind) if arm is not type(None)), value)
    if origin is list:
        return [_built(get_args(kind)[0], item) for item in value]
    if origin is tuple:
        return tuple(value)
    if origin is dict:
        return {name: _built(get_args(kind)[1], item) for name, item in value.items()}
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _built(hints[name], item) for name, item in value.items()})
    return Decimal(value) if kind is Decimal else value
