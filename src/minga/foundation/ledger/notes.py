"""Signed heads of the public log: checkpoints in the form of signed notes (C2SP `tlog-checkpoint`, `signed-note`). Pure.

A checkpoint is a text that anyone can keep, print or send: who signs, how many entries the log has, the root over
them, and when; then a line with an Ed25519 signature (RFC 8032) over all lines before the blank one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
"""The kind of signature, as signed notes name it."""
DASH = "— "
TIME = "%Y-%m-%dT%H:%M:%SZ"


class BadNote(ValueError):
    """The text is no checkpoint, or nobody known signed it."""


@dataclass(frozen=True)
class Checkpoint:
    """A head of the log: `size` entries, the `root` over them, when it was signed (UTC), and which log it is."""

    origin: str
    size: int
    root: bytes
    time: datetime

    def text(self) -> str:
        """What is signed."""
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\n{self.time.astimezone(UTC).strftime(TIME)}\n"


@dataclass(frozen=True)
class Verifier:
    """A public key and the name under which it signs; written `name+hash+key` (C2SP `signed-note`)."""

    name: str
    key: bytes

    @property
    def hash(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.key).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.hash.hex()}+{base64.b64encode(ED25519 + self.key).decode()}"

    @classmethod
    def parse(cls, written: str) -> Verifier:
        """Reads `name+hash+key`.

        Raises:
            BadNote: when it is not written so, or the hash is not that of the key.
        """
        try:
            name, hashed, coded = written.strip().split("+", 2)
            raw = base64.b64decode(coded, validate=True)
        except (ValueError, binascii.Error):
            raise BadNote("not a verifier key") from None
        found = cls(name, raw[1:])
        if raw[:1] != ED25519 or len(found.key) != 32 or found.hash.hex() != hashed:  # noqa: PLR2004
            raise BadNote("not a verifier key")
        return found


def verifier_of(name: str, key: Ed25519PrivateKey) -> Verifier:
    """What others need to check the signatures of a key."""
    return Verifier(name, key.public_key().public_bytes_raw())


def sign(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """The checkpoint as a signed note, under the name of its log."""
    text = checkpoint.text()
    signature = verifier_of(checkpoint.origin, key).hash + key.sign(text.encode())
    return f"{text}\n{DASH}{checkpoint.origin} {base64.b64encode(signature).decode()}\n"


def split_notes(text: str) -> list[str]:
    """The signed notes that a text holds one after another."""
    notes, lines = [], text.replace("\r\n", "\n").splitlines(keepends=True)
    begun = 0
    for at, line in enumerate(lines):
        if line.startswith(DASH) and not "".join(lines[at + 1 : at + 2]).startswith(DASH):
            notes.append("".join(lines[begun : at + 1]).lstrip("\n"))
            begun = at + 1
    return notes


def open_note(note: str, verifier: Verifier) -> Checkpoint:
    """The checkpoint of a note that this key signed.

    Raises:
        BadNote: when the text is no checkpoint, or has no good signature of this key.
    """
    text, signatures = _parts(note)
    if not any(_good(text, line, verifier) for line in signatures):
        raise BadNote("nobody known signed this")
    return read_note(note)


def read_note(note: str) -> Checkpoint:
    """What a note says, whoever signed it.

    Raises:
        BadNote: when the text is no checkpoint.
    """
    try:
        origin, size, root, time = _parts(note)[0].splitlines()
        return Checkpoint(
            origin, int(size), base64.b64decode(root, validate=True), datetime.strptime(time, TIME).replace(tzinfo=UTC)
        )
    except (ValueError, binascii.Error):
        raise BadNote("not a checkpoint") from None


def _parts(note: str) -> tuple[str, list[str]]:
    """The text of a note, and the lines of its signatures."""
    text, _blank, signatures = note.replace("\r\n", "\n").rpartition("\n\n")
    return f"{text}\n", signatures.splitlines()


def _good(text: str, line: str, verifier: Verifier) -> bool:
    name, _, coded = line.removeprefix(DASH).rpartition(" ")
    try:
        raw = base64.b64decode(coded, validate=True)
    except (ValueError, binascii.Error):
        return False
    if not line.startswith(DASH) or name != verifier.name or raw[:4] != verifier.hash:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(verifier.key).verify(raw[4:], text.encode())
    except InvalidSignature:
        return False
    return True
