"""The files of readings: kept in the private storage under their hash, apart from those of applied documents.

No user's file name becomes part of a path. Files of readings have a folder of their own, so that discarding a reading never
takes away what something else keeps.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage

FOLDER = "readings"
PIECE = 1024 * 1024


def digest(file: File[bytes]) -> str:
    """The SHA-256 of a file, in hexadecimal; it is read piece by piece and set back to its beginning."""
    found = hashlib.sha256()
    for piece in file.chunks(PIECE):
        found.update(piece)
    file.seek(0)
    return found.hexdigest()


def keep(sha256: str, file: File[bytes]) -> None:
    """Keeps a file under its hash, once."""
    if not default_storage.exists(_name(sha256)):
        default_storage.save(_name(sha256), file)


def keep_again(sha256: str) -> None:
    """Keeps the original of an applied document for another reading of it. Raises `FileNotFoundError` without one."""
    with default_storage.open(original(sha256)) as file:
        keep(sha256, file)


def original(sha256: str) -> str:
    """Where the file of an applied document is kept."""
    return f"{sha256[:2]}/{sha256}"


def forget(sha256: str) -> None:
    """Takes a file away; harmless when it is not there."""
    default_storage.delete(_name(sha256))


def content(sha256: str) -> bytes:
    """A kept file as a whole. Raises `FileNotFoundError` when it is not there."""
    with default_storage.open(_name(sha256)) as file:
        return bytes(file.read())


@contextmanager
def on_disk(sha256: str) -> Iterator[Path]:
    """A kept file as a file of this machine, wherever the storage keeps it. Raises `FileNotFoundError`."""
    with default_storage.open(_name(sha256)) as kept, tempfile.NamedTemporaryFile(prefix="minga-") as copy:
        for piece in kept.chunks(PIECE):
            copy.write(piece)
        copy.flush()
        yield Path(copy.name)


def _name(sha256: str) -> str:
    return f"{FOLDER}/{sha256[:2]}/{sha256}"
