"""What of an act goes into the tree: the words of a leaf, and the digest of what was told. Pure: it knows no Django.

Whoever holds the downloaded entries can work out the same with ten lines of any language: `verifier.py` does.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import rfc8785

TIME = "%Y-%m-%dT%H:%M:%S.%fZ"


def digest_of(payload: Any, salt: bytes = b"") -> str:
    """The SHA-256 (hexadecimal) of the salt and the RFC 8785 form of what is told.

    With a salt that is forgotten together with the payload, the digest tells nothing about it any more.

    Raises:
        TypeError: when the payload holds a number that is not whole; decimals and dates are written as text.
    """
    _refuse_fractions(payload)
    return hashlib.sha256(salt + rfc8785.dumps(payload)).hexdigest()


def leaf_of(
    *, kind: str, subject: str, role: str, at: datetime, digest: str, erasable: bool = False, fictitious: bool = False
) -> bytes:
    """The leaf of an act: the RFC 8785 form of its kind, subject, role, time (UTC, microseconds) and digest.

    That what it told may be forgotten, or is invented, is part of it: nobody can pretend so afterwards.
    """
    told = {"at": at.astimezone(UTC).strftime(TIME), "digest": digest, "kind": kind, "role": role, "subject": subject}
    flags = {"erasable": erasable, "fictitious": fictitious}
    return rfc8785.dumps(told | {name: True for name, value in flags.items() if value})


def _refuse_fractions(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("numbers that are not whole are told as text")
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        _refuse_fractions(part)
