"""Files of sessions: what is kept under lock, what is released, and what a released file must not carry.

A file is kept under its SHA-256, so that no user's file name becomes part of a path. A pure part looks into PDF files for
what would tell who wrote or signed them; it opens nothing else of them.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, default_storage, storages
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from minga.kernel.errors import Refused
from minga.kernel.uploads import MEGABYTE, too_heavy

PDF = "application/pdf"
SIGNATURES = ((b"%PDF-", PDF), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))
STREAM = re.compile(rb"stream\r?\n")
STREAM_END = b"endstream"
LONGEST_HEAD = 600
MOST_UNPACKED = 32 * MEGABYTE
AUTHOR = re.compile(rb"/Author\s*(?:\((?!\s*\))|<(?!<|\s*>)|\d+\s+\d+\s+R)|<dc:creator|pdf:Author|/ByteRange")
"""A named author in the properties, said there or elsewhere in the file, or in their XMP form; or an electronic signature,
which holds its signer's name."""
ESCAPED = re.compile(rb"/[^\s/<>()\[\]%]*#[^\s/<>()\[\]%]*")
"""A name of which some letters are written by their number."""
LETTER = re.compile(rb"#([0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class Kept:
    """A file in a storage: its SHA-256 (hexadecimal), its size in bytes, its media type."""

    sha256: str
    size: int
    media_type: str


def keep_private(upload: UploadedFile, *, only_pdf: bool = False) -> Kept:
    """Keeps a file where only those whom a rule allows can read it.

    Raises:
        Refused: when it is empty, too large, or not a PDF (nor a JPEG or PNG picture, unless `only_pdf`).
    """
    content, media_type = _read(upload, only_pdf=only_pdf)
    return _keep(default_storage, content, media_type)


def keep_public(upload: UploadedFile) -> Kept:
    """Keeps a PDF where everybody may read it.

    Raises:
        Refused: when it is empty, too large or not a PDF, or tells who wrote or signed it.
    """
    content, media_type = _read(upload, only_pdf=True)
    if tells_a_person(content):
        raise Refused(
            _("El PDF lleva en sus propiedades el nombre de quien lo escribió, o una firma electrónica."),
            details=[
                _("Guarda la copia sin nombres como un PDF nuevo, con el autor vacío en sus propiedades, y súbela.")
            ],
        )
    return _keep(storages["public"], content, media_type)


def open_private(sha256: str) -> File:
    """A private file. Raises FileNotFoundError when it is not there."""
    return default_storage.open(_path(sha256))


def open_public(sha256: str) -> File:
    """A released file. Raises FileNotFoundError when it is not there."""
    return storages["public"].open(_path(sha256))


def tells_a_person(pdf: bytes) -> bool:
    """Whether a PDF names an author in its properties or holds an electronic signature."""
    return any(AUTHOR.search(ESCAPED.sub(_spelt_out, part)) for part in (pdf, *_unpacked(pdf)))


def _spelt_out(name: re.Match[bytes]) -> bytes:
    return LETTER.sub(lambda letter: bytes([int(letter[1], 16)]), name[0])


def _unpacked(pdf: bytes) -> Iterator[bytes]:
    """The packed parts of a PDF that may hold properties, up to a limit in all; what does not unpack is skipped."""
    left, at = MOST_UNPACKED, 0
    while left > 0 and (start := STREAM.search(pdf, at)):
        at = start.end()
        head = pdf[max(start.start() - LONGEST_HEAD, 0) : start.start()].rpartition(b" obj")[2]
        if not (b"/ObjStm" in head or b"/Metadata" in head):
            continue
        end = pdf.find(STREAM_END, at)
        packed = pdf[at : end if end >= 0 else len(pdf)]
        at += len(packed)  # no byte is taken twice, however many streams the file says that it has
        try:
            part = zlib.decompressobj().decompress(packed, left)
        except zlib.error:
            continue
        left -= len(part)
        yield part


def _read(upload: UploadedFile, *, only_pdf: bool) -> tuple[bytes, str]:
    if not upload.size:
        raise Refused(_("El archivo está vacío."))
    if upload.size > settings.MINGA_LARGEST_UPLOAD:
        raise too_heavy()
    content = upload.read()
    media_type = next((name for start, name in SIGNATURES if content.startswith(start)), "")
    if media_type == PDF or (media_type and not only_pdf):
        return content, media_type
    if only_pdf:
        raise Refused(_("El archivo no es un PDF."))
    raise Refused(_("El archivo no es un PDF ni una imagen JPEG o PNG."))


def _keep(storage: Storage, content: bytes, media_type: str) -> Kept:
    sha256 = hashlib.sha256(content).hexdigest()
    if not storage.exists(_path(sha256)):
        storage.save(_path(sha256), ContentFile(content))
    return Kept(sha256, len(content), media_type)


def _path(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"
