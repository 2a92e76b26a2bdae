"""Opening an official document: the checks first, then the reader, then the recognisers in a process of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from minga.kernel.errors import Refused
from minga.publishing.intake.cleaning import printable
from minga.publishing.intake.confined import report
from minga.publishing.intake.document import Cell, Document, Paragraph, Place, Row, Table
from minga.publishing.intake.draft import Draft
from minga.publishing.intake.limits import Limits, check_file, check_length, check_size, too_much_memory
from minga.publishing.intake.passages import Cut, cut
from minga.publishing.intake.readers import read
from minga.publishing.intake.readers.encoding import decode
from minga.publishing.intake.readers.formats import EXTENSIONS, Content

TEXTS = {extension for extension, content in EXTENSIONS.items() if content is Content.TEXT}


def read_file(path: Path, *, limits: Limits | None = None) -> Draft:
    """What a document proposes, read in a child process within the limits. Raises `Refused`."""
    from minga.publishing.intake.sandbox import run_limited  # noqa: PLC0415  the child process does without it

    limits = limits or Limits.from_environment()
    check_file(path, limits)
    return run_limited(_draft, str(path.absolute()), limits, limits=limits)


PARSED, RECOGNISED = "parsed", "recognised"
"""What the child reports while it reads."""


@dataclass(frozen=True)
class ReadDocument:
    """A document as it was read: what it proposes, its own text cut in passages (`passages.cut`), and its media type."""

    draft: Draft
    passages: list[Cut]
    media_type: str


def read_whole(
    path: Path, name: str, *, limits: Limits | None = None, told: Callable[[str], None] | None = None
) -> ReadDocument:
    """What a document proposes and its own text, from one run of a child process within the limits.

    Args:
        path: the file, wherever it is kept and whatever it is called there.
        name: its own name, which says its format and stands in refusals.
        limits: what the reading may use; those of the environment by default.
        told: called with `PARSED` and `RECOGNISED` when the child comes so far.

    Raises:
        Refused: with the reason and the remedy.
    """
    from minga.publishing.intake.sandbox import run_limited  # noqa: PLC0415  the child process does without it

    limits = limits or Limits.from_environment()
    check_file(path, limits)
    stages = (PARSED, RECOGNISED)
    return ReadDocument(
        *run_limited(_whole, str(path.absolute()), name, limits, limits=limits, stages=stages, told=told)
    )


def open_document(path: Path, *, limits: Limits | None = None) -> Document:
    """The neutral document of a file, parsed in this process: for files that may be hostile use `read_file`.

    Raises `Refused` with the reason and the remedy, whatever is wrong with the file.
    """
    limits = limits or Limits.from_environment()
    check_file(path, limits)
    return _parsed(_contents(path, limits), path.name, limits)


def _draft(path: str, limits: Limits) -> Draft:
    from minga.publishing.intake.recognisers import recognise  # noqa: PLC0415  only the child process needs them

    return recognise(open_document(Path(path), limits=limits))


def _whole(path: str, name: str, limits: Limits) -> tuple[Draft, list[Cut], str]:
    from minga.publishing.intake.recognisers import recognise  # noqa: PLC0415  only the child process needs them

    document = _parsed(_contents(Path(path), limits), name, limits)
    passages = cut(document)
    report(PARSED)
    draft = recognise(document)
    report(RECOGNISED)
    return draft, passages, document.media_type


def _check_text(data: bytes, name: str, limits: Limits) -> None:
    """Refuses a text that is too long before it is cut in millions of lines."""
    if Path(name).suffix.lower() in TEXTS:
        text = decode(data)
        check_length(len(text), text.count("\n") + text.count("\r"), name, limits)


def _length(document: Document) -> tuple[int, int]:
    """How many characters and how many lines a document has: paragraphs and rows."""
    rows = [row for table in document.tables() for row in table.rows]
    paragraphs = list(document.paragraphs())
    characters = sum(len(text) for row in rows for text in row.texts) + sum(len(one.text) for one in paragraphs)
    return characters, len(rows) + len(paragraphs)


def _printable(document: Document) -> Document:
    """The document with every text as a page and a database can hold it, whatever its reader let through."""
    document.blocks = [
        _paragraph(block) if isinstance(block, Paragraph) else _table(block) for block in document.blocks
    ]
    return document


def _paragraph(paragraph: Paragraph) -> Paragraph:
    text, place = printable(paragraph.text), _place(paragraph.place)
    if text is paragraph.text and place is paragraph.place:
        return paragraph
    return replace(paragraph, text=text, place=place)


def _table(table: Table) -> Table:
    texts = [table.title or "", table.place.sheet or "", *(text for row in table.rows for text in row.texts)]
    if all(printable(text) is text for text in texts):
        return table
    rows = tuple(
        Row(tuple(Cell(printable(cell.text), _place(cell.place)) for cell in row.cells), _place(row.place))
        for row in table.rows
    )
    return Table(rows, _place(table.place), table.title and printable(table.title))


def _place(place: Place) -> Place:
    sheet = place.sheet and printable(place.sheet)
    return place if sheet is place.sheet else replace(place, sheet=sheet)


def _contents(path: Path, limits: Limits) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(limits.size + 1)
    except OSError as error:
        raise Refused(f"No se puede abrir el archivo {path.name}; revisa los permisos.") from error
    check_size(len(data), path.name, limits)
    return data


def _parsed(data: bytes, name: str, limits: Limits) -> Document:
    try:
        _check_text(data, name, limits)
        document = read(data, name, limits)
        check_length(*_length(document), name, limits)
        return _printable(document)
    except (Refused, KeyboardInterrupt, SystemExit):
        raise
    except MemoryError as error:
        raise too_much_memory(f"el archivo {name}", limits) from error
    except BaseException as error:  # the workbook library panics outside Exception
        raise Refused(
            f"El archivo {name} está dañado o tiene una forma que Minga no sabe leer; ábrelo y expórtalo de nuevo."
        ) from error
