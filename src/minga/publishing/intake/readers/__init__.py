"""Readers: one for each format, all giving the same neutral document."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

from minga.kernel.archives import check_archive
from minga.kernel.errors import Refused
from minga.publishing.intake.document import Document
from minga.publishing.intake.limits import Limits
from minga.publishing.intake.readers.formats import Content, check_agreement, extension_of

Reader = Callable[..., Document]

ZIPPED = (Content.DOCX, Content.XLSX, Content.ODS)
# Named and not imported, so that reading a text does not load what a PDF needs.
READERS = {
    ".txt": ("text", "read_text"),
    ".md": ("text", "read_text"),
    ".markdown": ("text", "read_text"),
    ".csv": ("csv", "read_csv"),
    ".tsv": ("csv", "read_csv"),
    ".docx": ("docx", "read_docx"),
    ".pdf": ("pdf", "read_pdf"),
    ".xlsx": ("xlsx", "read_xlsx"),
    ".xlsm": ("xlsx", "read_xlsx"),
    ".xls": ("xlsx", "read_xlsx"),
    ".ods": ("xlsx", "read_xlsx"),
}


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The neutral document of a file called `name`. Its extension and its content must agree.

    Raises `Refused` for what Minga does not read; a parser may raise anything else on a damaged file.
    """
    content = check_agreement(data, name)
    if content in ZIPPED:
        check_archive(data, name, limits.unpacked)
    document = _reader(extension_of(name), limits)(data, name)
    if not document.blocks and not document.unread:
        raise Refused(f"El archivo {name} no contiene texto; comprueba que sea el documento que querías.")
    return document


def _reader(extension: str, limits: Limits) -> Reader:
    module, function = READERS[extension]
    reader: Reader = getattr(import_module(f"{__name__}.{module}"), function)
    return partial(reader, most_pages=limits.pages) if extension == ".pdf" else reader
