"""What a file is, told by its bytes and never by its name or by what a browser says. A pure module.

The table is short on purpose: what it does not name is not taken in. Files that are two things at once (*polyglots*) are
refused, because whoever opens them elsewhere could meet the other one.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile

from minga.government.tracking.files.verdicts import refuse

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
CSV = "text/csv"
TEXT = "text/plain"
JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"

SUFFIXES = {
    PDF: "pdf",
    DOCX: "docx",
    XLSX: "xlsx",
    ODT: "odt",
    ODS: "ods",
    CSV: "csv",
    TEXT: "txt",
    JPEG: "jpg",
    PNG: "png",
    WEBP: "webp",
}
"""Every type that is taken in, with the ending of its file's name."""
OFFICE = frozenset({DOCX, XLSX, ODT, ODS})
PICTURES = frozenset({JPEG, PNG, WEBP})
TABLES = frozenset({CSV, XLSX, ODS})

ZIPPED = b"PK\x03\x04"
FIRST = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
)
OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-office"),
    (b"{\\rtf", "rtf"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"#!", "program"),
)
"""How files begin that people try to deliver, with the code of the reason why not."""
PHOTOGRAPH_OF_A_PHONE = re.compile(rb"....ftyp(?:hei[cfmsx]|mif1|avif)", re.DOTALL)
FILM = re.compile(rb"....ftyp", re.DOTALL)
MARKUP = re.compile(rb"<\s*(?:!doctype|html|svg|script|iframe|\?xml|\?php)", re.IGNORECASE)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
CELLS = 2
LINES = 20
FORMULA = re.compile(r"^\s*(?:=|[+\-@].*\|.*!)")
"""A cell that a spreadsheet would run: it begins with an equals sign, or asks another program for data (DDE)."""


def type_of(content: bytes) -> str:
    """The media type of a file that may be taken in.

    Raises:
        Refused: with the code of the reason, for any other.
    """
    if PHOTOGRAPH_OF_A_PHONE.match(content):
        refuse("heic")
    if FILM.match(content):
        refuse("film")
    for beginning, code in OTHERS:
        if content.startswith(beginning):
            refuse(code)
    if content.startswith(ZIPPED):
        return _zipped(content)
    found = next((name for beginning, name in FIRST if content.startswith(beginning)), "")
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        found = WEBP
    if not found:
        return _written(content)
    if zipfile.is_zipfile(io.BytesIO(content)) or (found != PDF and (b"%PDF-" in content or MARKUP.search(content, 1))):
        refuse("two-in-one")
    return found


def decoded(content: bytes) -> str:
    """The characters of a text: UTF-8, or what Windows writes in western Europe. Raises Refused for anything else."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return refuse("not-text")


def _zipped(content: bytes) -> str:
    """What kind of document an archive is, by what it says of itself; whether it is one is looked into elsewhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                said = archive.open("mimetype").read(100).decode("ascii", "replace").strip()
                return said if said in (ODT, ODS) else refuse("open-document")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        refuse("damaged")
    if "[Content_Types].xml" not in names:
        refuse("archive")
    folders = {name.partition("/")[0] for name in names}
    if "ppt" in folders:
        refuse("slides")
    return DOCX if "word" in folders else XLSX if "xl" in folders else refuse("archive")


def _written(content: bytes) -> str:
    if MARKUP.match(content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024]) or MARKUP.search(content):
        refuse("markup")
    if CONTROL.search(content) or zipfile.is_zipfile(io.BytesIO(content)):
        refuse("unknown")
    text = decoded(content)
    if not text.strip():
        refuse("empty")
    return CSV if _is_table(text) else TEXT


def _is_table(text: str) -> bool:
    """Whether the first lines have the same number of cells, of two at least. Refuses a table with formulas."""
    for delimiter in ",;\t":
        try:
            lines = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(row)]
        except csv.Error:
            continue
        first = lines[:LINES]
        if len(first) >= CELLS and len(first[0]) >= CELLS and len({len(row) for row in first}) == 1:
            if any(FORMULA.match(cell) for row in lines for cell in row):
                refuse("formulas")
            return True
    return False
