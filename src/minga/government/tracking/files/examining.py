"""Having a file looked at in a confined child, within the limits of the instance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from minga.government.tracking.files import looking
from minga.government.tracking.files.words import in_words
from minga.kernel.children import Room, ask_child
from minga.kernel.errors import Refused
from minga.kernel.formats import megabytes

MEGABYTE = 1024 * 1024
ROOM = Room(seconds=30, memory=1024 * MEGABYTE, answer=100 * MEGABYTE)
UNPACKED = 300 * MEGABYTE
PIXELS = 60_000_000
PAGES = 1000
FAILED = Refused("failed")


@dataclass(frozen=True)
class Examined:
    """A file that may be taken in: its bytes, its media type; of a copy, the bytes for everybody."""

    content: bytes
    media_type: str
    made: bytes = b""


def examine(upload: UploadedFile) -> Examined:
    """Takes a file in, once it was looked at.

    Raises:
        Refused: when it is empty, too large, of no accepted type, damaged, or does more than show something; with
            what to do.
    """
    return _looked(looking.look, _read(upload), upload.name or "")


def examine_copy(upload: UploadedFile) -> Examined:
    """Takes in a file that everybody will read, drawn anew without what it does not show.

    Raises:
        Refused: as `examine` does, and for a document of Office.
    """
    return _looked(looking.look_and_clean, _read(upload), upload.name or "")


def public_copy(content: bytes) -> Examined:
    """The copy for everybody of a file that was taken in.

    Raises:
        Refused: for a document of Office, of which no copy is made.
    """
    return _looked(looking.look_and_clean, content, "")


def words_of(content: bytes, media_type: str, charset: str) -> bytes:
    """The words of what stands behind a link; empty when it has none, or they cannot be read."""
    try:
        return ask_child(looking.text_of, content, room=ROOM, failed=FAILED, media_type=media_type, charset=charset)[1]
    except Refused:
        return b""


def too_heavy() -> Refused:
    """The refusal of a file above the limit."""
    most = megabytes(settings.MINGA_LARGEST_EVIDENCE)
    return Refused(
        _("El archivo pesa más de %(most)s MB.") % {"most": most},
        details=[_("Divídelo, o baja la calidad de sus imágenes.")],
    )


def _read(upload: UploadedFile) -> bytes:
    if not upload.size:
        raise in_words(Refused("empty"))
    if upload.size > settings.MINGA_LARGEST_EVIDENCE:
        raise too_heavy()
    return bytes(upload.read())


def _looked(function: Callable[..., tuple[dict[str, Any], bytes]], content: bytes, name: str) -> Examined:
    try:
        facts, made = ask_child(
            function,
            content,
            room=ROOM,
            failed=FAILED,
            name=name,
            unpacked=UNPACKED,
            pages=PAGES,
            pixels=PIXELS,
        )
    except Refused as refused:
        raise in_words(refused) from None
    return Examined(content, str(facts.get("media_type", "")), made)
