"""Where delivered files are kept: originals in the private storage, released copies in the public one, each under its hash.

No user's file name becomes part of a path. Evidence has a folder of its own, so that taking back a copy never takes away
what something else keeps.
"""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages

FOLDER = "evidence"


def keep_private(content: bytes) -> str:
    """Keeps a file where only those whom a rule allows can read it; its SHA-256 in hexadecimal."""
    return _keep(storages["default"], content)


def keep_public(content: bytes) -> str:
    """Keeps a copy where everybody may read it; its SHA-256 in hexadecimal."""
    return _keep(storages["public"], content)


def open_private(sha256: str) -> File:
    """A private file. Raises `FileNotFoundError` when it is not there."""
    return storages["default"].open(_name(sha256))


def open_public(sha256: str) -> File:
    """A released copy. Raises `FileNotFoundError` when it is not there."""
    return storages["public"].open(_name(sha256))


def take_from_public(sha256: str) -> None:
    """Moves a copy that nobody may read any more to the private storage, where it stays as what was once public."""
    with open_public(sha256) as file:
        keep_private(bytes(file.read()))
    storages["public"].delete(_name(sha256))


def _keep(storage: Storage, content: bytes) -> str:
    sha256 = hashlib.sha256(content).hexdigest()
    if not storage.exists(_name(sha256)):
        storage.save(_name(sha256), ContentFile(content))
    return sha256


def _name(sha256: str) -> str:
    return f"{FOLDER}/{sha256[:2]}/{sha256}"
