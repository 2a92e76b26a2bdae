"""Checks on the zip that a document of Office or OpenDocument is, made before any of its parts is parsed. Without Django."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import NoReturn

from minga.kernel.errors import Refused
from minga.kernel.formats import megabytes

ENTRIES = 2_000
SWELLING = 250
SWELLING_FROM = 5 * 1024 * 1024
CHUNK = 64 * 1024
ENCRYPTED = 0x1
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
MARKUP = (".xml", ".rels", ".vml")
DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")
DAMAGED = "El archivo {name} está dañado o incompleto; vuelve a descargarlo o expórtalo de nuevo."
UNSAFE = "El archivo {name} contiene instrucciones que un documento no necesita ({what}); expórtalo de nuevo."


def check_archive(data: bytes, name: str, unpacked: int) -> None:
    """Raises `Refused` for a damaged or locked archive, one above `unpacked` bytes, and markup that defines entities.

    Sizes are counted while unpacking, not believed as declared.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_listing(entries, name, unpacked)
            _check_streams(archive, entries, name, unpacked)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Refused(DAMAGED.format(name=name)) from error


def _check_listing(entries: list[zipfile.ZipInfo], name: str, most: int) -> None:
    if len(entries) > ENTRIES:
        raise Refused(
            f"El archivo {name} contiene {len(entries)} piezas y el límite es de {ENTRIES}; expórtalo de nuevo."
        )
    if sum(entry.file_size for entry in entries) > most:
        _refuse_size(name, most)
    if len({entry.filename for entry in entries}) < len(entries):
        raise Refused(UNSAFE.format(name=name, what="piezas con el mismo nombre"))
    for entry in entries:
        _check_entry(entry, name)


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    if entry.flag_bits & ENCRYPTED:
        raise Refused(f"El archivo {name} está protegido con contraseña; guárdalo sin contraseña.")
    if entry.compress_type not in METHODS:
        raise Refused(DAMAGED.format(name=name))
    parts = entry.filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or ":" in parts[0]:
        raise Refused(UNSAFE.format(name=name, what="rutas fuera del documento"))


def _check_streams(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str, most: int) -> None:
    packed = sum(entry.compress_size for entry in entries)
    unpacked = 0
    for entry in entries:
        markup = bytearray()
        is_markup = entry.filename.lower().endswith(MARKUP)
        with archive.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                unpacked += len(chunk)
                if unpacked > most or unpacked > max(SWELLING_FROM, packed * SWELLING):
                    _refuse_size(name, most)
                if is_markup:
                    markup += chunk
        _check_markup(bytes(markup), name)


def _check_markup(markup: bytes, name: str) -> None:
    """Office never writes a document type: entities serve only to read other files or to swell."""
    plain = markup.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Refused(UNSAFE.format(name=name, what="entidades XML"))
    declared = DECLARED.search(plain[:300])
    if declared and declared[1].lower() not in ENCODINGS:
        raise Refused(UNSAFE.format(name=name, what="una codificación desconocida"))


def _refuse_size(name: str, most: int) -> NoReturn:
    raise Refused(
        f"El archivo {name} ocupa demasiado al descomprimirse (el límite es de {megabytes(most)} MB);"
        " divídelo o expórtalo de nuevo."
    )
