"""What the operations of the API share: the envelope of lists, cursors, absolute addresses. No domain word.

A list is `{"items": [...], "next": address or null}`. It is paged by key: the cursor holds the key of the last row that
was given, signed, so that rows which come and go meanwhile are neither repeated nor skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, TypeVar

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Field, Path, Schema
from pydantic import ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from minga.kernel.formats import PARTIAL_DATE
from minga.kernel.problems import CURSOR, Problem

MOST_IN_A_PAGE = 200
IN_A_PAGE = 50
LONGEST_CURSOR = 600
LONGEST_TEXT = 100
SLUG = r"^[-a-zA-Z0-9_]+$"
NO_NULL = r"^[^\u0000]*$"
KEY = r"^[^/\s\u0000-\u001f\u007f-\u009f]+$"

PrintedDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""A date as far as a document prints it."""
PageSlug = Annotated[str, Field(description=_("Identificador en la dirección de su página"))]
PageAddress = Annotated[str, Field(description=_("Dirección de su página."))]
Slug = Annotated[str, Field(description=_("Identificador."))]
"""The identifier of what has no page of its own."""
FirstDay = Annotated[date | None, Field(description=_("Primer día, si un documento lo dice."))]
LastDay = Annotated[date | None, Field(description=_("Último día, si un documento lo dice."))]
Words = Annotated[str, Field(max_length=LONGEST_TEXT, pattern=NO_NULL)]
"""Words that are looked for."""

Item = TypeVar("Item")
Row = TypeVar("Row", bound=Model)


def slug_in_path(description: str, example: str) -> Any:
    """A path parameter that is a slug."""
    return Path(..., pattern=SLUG, max_length=120, description=description, example=example)


def key_in_path(description: str, example: str) -> Any:
    """A path parameter that is the key of something."""
    return Path(..., pattern=KEY, max_length=60, description=description, example=example)


def public_id_in_path(description: str, example: str) -> Any:
    """A path parameter that is a public identifier (UUID)."""
    return Path(..., description=description, example=example)


@dataclass(frozen=True, eq=False)
class OneOf:
    """A text that is one of these, as in `Annotated[str, OneOf(Kind.values)]`."""

    values: Sequence[str]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Checks the text after it is known to be one."""
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The values as `enum`."""
        return {**handler(schema), "enum": list(self.values)}

    def _checked(self, value: str) -> str:
        if value not in self.values:
            raise PydanticCustomError("one_of", "one of {values}", {"values": ", ".join(self.values)})
        return value


@dataclass(frozen=True)
class DecimalText:
    """A number as text with its decimals, as in `Annotated[Decimal, DecimalText()]`: never a float, never an exponent.

    `places` keeps that many of them, as money does; without it, zeros that say nothing are left out.
    """

    places: int | None = None

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Takes decimals and writes them plainly."""
        plainly = core_schema.plain_serializer_function_ser_schema(self._text, return_schema=core_schema.str_schema())
        return core_schema.decimal_schema(serialization=plainly)

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """A text of digits."""
        return {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}

    def _text(self, value: Decimal) -> str:
        return decimal_text(value) if self.places is None else f"{value:.{self.places}f}"


Number = Annotated[Decimal, DecimalText()]
Money = Annotated[Decimal, DecimalText(2)]


def decimal_text(value: Decimal) -> str:
    """`21`, `4.5`, `4884.15`: without exponent and without the zeros that a column adds."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Answer(Schema):
    """What the API answers. Every field is always there; null when nothing is known."""


class Question(Schema):
    """What is asked in an address: what is not here is refused."""

    model_config = ConfigDict(extra="forbid")


class Paging(Question):
    """Which part of a list."""

    limit: int = Field(IN_A_PAGE, ge=1, le=MOST_IN_A_PAGE, description=_("Cuántos elementos, a lo sumo."))
    cursor: str | None = Field(
        None,
        max_length=LONGEST_CURSOR,
        pattern=NO_NULL,
        description=_("Desde dónde seguir: el que trae `next`. No se escribe a mano."),
    )


class Listing(Answer, Generic[Item]):
    """The envelope of every list."""

    items: list[Item] = Field(description=_("Los elementos de esta parte, en orden."))
    next: str | None = Field(
        description=_("Dirección de la parte que sigue, con los mismos filtros; nulo en la última.")
    )


def absolute(address: str) -> str:
    """The address in full, where the instance is seen."""
    return f"{settings.MINGA_PUBLIC_URL}{address}"


def page_by_key(
    request: HttpRequest, rows: QuerySet[Row], asked: Paging, *, key: str = "slug"
) -> tuple[list[Row], str | None]:
    """The part of the rows that was asked for in the order of their key, and the address of the next one: one query.

    Args:
        request: whose address the next one is made of.
        rows: all of them, filtered.
        asked: how many, and after which.
        key: the field that is unique and never changes.

    Raises:
        Problem: when the cursor is none of ours.
    """
    if asked.cursor:
        rows = rows.filter(**{f"{key}__gt": read_cursor(request.path, asked.cursor)})
    found = list(rows.order_by(key)[: asked.limit + 1])
    return _part(request, found, asked, lambda row: str(getattr(row, key)))


def page_in_memory(
    request: HttpRequest, chosen: Sequence[Item], asked: Paging, *, order: Iterable[str], key: Callable[[Item], str]
) -> tuple[list[Item], str | None]:
    """The same for what is in memory: `order` has the keys of all there is, also of what was not chosen.

    Raises:
        Problem: when the cursor is none of ours, or what it names is not there any more.
    """
    if not asked.cursor:
        return _part(request, chosen[: asked.limit + 1], asked, key)
    places = {name: place for place, name in enumerate(order)}
    last = places.get(read_cursor(request.path, asked.cursor))
    if last is None:
        raise _bad_cursor()
    rest = [item for item in chosen if places[key(item)] > last]
    return _part(request, rest[: asked.limit + 1], asked, key)


def _part(
    request: HttpRequest, found: Sequence[Item], asked: Paging, key: Callable[[Item], str]
) -> tuple[list[Item], str | None]:
    items = list(found[: asked.limit])
    return items, next_address(request, key(items[-1])) if len(found) > asked.limit else None


def next_address(request: HttpRequest, key: str) -> str:
    """The address of what follows after this key, with the same filters."""
    asked = request.GET.dict() | {"cursor": make_cursor(request.path, key)}
    return absolute(f"{request.path}?{urlencode(asked)}")


def make_cursor(listing: str, key: str) -> str:
    """The signed cursor after a key of a listing; the same for the same key, so that answers can be kept."""
    return Signer(salt=f"cursor {listing}").sign_object(key)


def read_cursor(listing: str, cursor: str) -> str:
    """The key in a cursor of this listing.

    Raises:
        Problem: when it was not made for it.
    """
    try:
        return str(Signer(salt=f"cursor {listing}").unsign_object(cursor))
    except (BadSignature, ValueError, UnicodeError):
        raise _bad_cursor() from None


def _bad_cursor() -> Problem:
    return Problem(CURSOR, gettext("Este cursor no es de esta lista, o ya no sirve. Pide la lista sin él."))


def followed_at(status: int, operation: str, **parameters: str) -> dict[str, Any]:
    """What the description adds to an operation: its answer names, by these expressions, what another one asks for."""
    link = {"operationId": operation, "parameters": parameters}
    return {"responses": {status: {"links": {operation: link}}}}


def known(text: str) -> str | None:
    """A text, null when it is empty: nothing is known."""
    return text or None


def printed_date(text: str) -> str | None:
    """A date as far as it is printed (`2025`, `2025-05`, `2025-05-31`); null when none is."""
    return text if PARTIAL_DATE.fullmatch(text) else None


def shown(example: dict[str, Any], *, extra: Literal["forbid", "ignore"] = "ignore") -> ConfigDict:
    """The configuration of a schema with its example; `extra="forbid"` refuses fields that are not its own."""
    return ConfigDict(json_schema_extra={"examples": [example]}, extra=extra)
