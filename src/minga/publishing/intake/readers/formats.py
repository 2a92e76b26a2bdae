"""Which format a file says it has, which one its bytes have, and whether both agree."""

from __future__ import annotations

import io
import zipfile
from enum import Enum
from pathlib import PurePath

from minga.kernel.errors import Refused
from minga.publishing.intake.readers.encoding import UTF16_MARKS

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
PDF_SIGNATURE = b"%PDF-"
READ_EXTENSIONS = ".txt, .md, .docx, .pdf, .xlsx, .xlsm, .xls, .ods y .csv"
CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
CONTROL_SHARE = 0.005


class Content(Enum):
    """What a file holds, with the words that name it in a sentence."""

    TEXT = "texto"
    PDF = "PDF"
    DOCX = "un documento de Word (.docx)"
    XLSX = "un libro de Excel (.xlsx)"
    ODS = "una hoja de cálculo de OpenDocument (.ods)"
    XLS = "un libro de Excel antiguo (.xls)"
    DOC = "un documento de Word antiguo (.doc)"
    LOCKED = "un documento de Office con contraseña"
    SLIDES = "una presentación"
    RTF = "texto enriquecido (.rtf)"
    WEB = "una página web"
    PICTURE = "una imagen"
    ARCHIVE = "un archivo comprimido (.zip)"
    BINARY = "datos binarios"


# What other files begin with, in lower case.
BEGINNINGS = {
    (b"\x89png", b"\xff\xd8\xff", b"gif8", b"ii*\x00", b"mm\x00*"): Content.PICTURE,
    (b"{\\rtf",): Content.RTF,
    (b"<!doctype html", b"<html"): Content.WEB,
}

EXTENSIONS = {
    ".txt": Content.TEXT,
    ".md": Content.TEXT,
    ".markdown": Content.TEXT,
    ".csv": Content.TEXT,
    ".tsv": Content.TEXT,
    ".docx": Content.DOCX,
    ".pdf": Content.PDF,
    ".xlsx": Content.XLSX,
    ".xlsm": Content.XLSX,
    ".xls": Content.XLS,
    ".ods": Content.ODS,
}


def extension_of(name: str) -> str:
    """The file's extension in lower case. Raises `Refused` for one that Minga does not read."""
    extension = PurePath(name).suffix.lower()
    if extension in EXTENSIONS:
        return extension
    if extension == ".doc":
        raise Refused(f"El archivo {name} es de Word antiguo (.doc); ábrelo y guárdalo como .docx.")
    said = f"es {extension}" if extension else "no tiene extensión"
    raise Refused(f"Minga lee {READ_EXTENSIONS}; el archivo {said}. Expórtalo a uno de esos formatos.")


def check_agreement(data: bytes, name: str) -> Content:
    """What the file holds, when it is what its extension says. Raises `Refused` with the remedy when it is not."""
    extension = extension_of(name)
    found = content_of(data)
    if found is EXTENSIONS[extension]:
        return found
    if found is Content.LOCKED:
        raise Refused(f"El archivo {name} está protegido con contraseña; guárdalo sin contraseña.")
    if EXTENSIONS[extension] is Content.TEXT and found is Content.BINARY:
        raise Refused(f"El archivo {name} no es texto: contiene datos binarios; expórtalo de nuevo.")
    raise Refused(_disagreement(name, found))


def _disagreement(name: str, found: Content) -> str:
    said = extension_of(name)
    return f"El archivo dice ser {said} pero su contenido es {found.value}; cámbiale el nombre o expórtalo de nuevo."


def check_beginning(head: bytes, name: str) -> None:
    """Refuses at once what its first bytes show to be something else than its extension says, without opening anything.

    What begins as an archive or as a container of Office is looked into when it is read, within the limits. Raises
    `Refused` with the remedy.
    """
    expected = EXTENSIONS[extension_of(name)]
    if head.startswith(ZIP_SIGNATURES) and expected in (Content.DOCX, Content.XLSX, Content.ODS):
        return
    if head.startswith(OLE_SIGNATURE) and expected not in (Content.TEXT, Content.PDF):
        return
    if head.startswith((*ZIP_SIGNATURES, OLE_SIGNATURE)):
        found = Content.ARCHIVE if head.startswith(ZIP_SIGNATURES) else Content.BINARY
        raise Refused(_disagreement(name, found))
    check_agreement(head, name)


def content_of(data: bytes) -> Content:
    """What the bytes are, whatever the file's name."""
    if data.lstrip().startswith(PDF_SIGNATURE) or (PDF_SIGNATURE in data[:1024] and not _is_text(data)):
        return Content.PDF
    if data.startswith(ZIP_SIGNATURES):
        return _zipped_content(data)
    if data.startswith(OLE_SIGNATURE):
        return _ole_content(data)
    beginning = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    marked = next((content for marks, content in BEGINNINGS.items() if beginning.startswith(marks)), None)
    return marked or (Content.TEXT if _is_text(data) else Content.BINARY)


def _zipped_content(data: bytes) -> Content:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            kind = archive.read("mimetype")[:64] if "mimetype" in names else b""
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Refused("El archivo está dañado o incompleto; vuelve a descargarlo o expórtalo de nuevo.") from error
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return Content.ODS
    if "[Content_Types].xml" not in names:
        return Content.ARCHIVE
    folders = {name.split("/", 1)[0] for name in names}
    office = {"word": Content.DOCX, "xl": Content.XLSX, "ppt": Content.SLIDES}
    return next((content for folder, content in office.items() if folder in folders), Content.ARCHIVE)


def _ole_content(data: bytes) -> Content:
    """An OLE container names its streams in UTF-16: the old formats, or a new one locked with a password."""
    if _has_stream(data, "EncryptedPackage"):
        return Content.LOCKED
    if _has_stream(data, "WordDocument"):
        return Content.DOC
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return Content.XLS
    return Content.BINARY


def _has_stream(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in data


def _is_text(data: bytes) -> bool:
    if data.startswith(UTF16_MARKS):
        return True
    if b"\0" in data:
        return False
    kept = data.translate(None, delete=CONTROL)
    return len(data) - len(kept) <= len(data) * CONTROL_SHARE
