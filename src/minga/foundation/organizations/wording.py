"""Plain words out of what people paste, and their digest for the public log. A pure module without Django."""

from __future__ import annotations

import hashlib
import re
import unicodedata

TAG = re.compile(r"<(?:!--.*?--|/?[a-zA-Z][^<>]*)>", re.DOTALL)
BLANKS = re.compile(r"[^\S\n]+")
EMPTY_LINES = re.compile(r"\n{3,}")
KEPT = frozenset("\n")


def plain_text(text: str) -> str:
    """The text without tags, control characters and spare blanks; lines stay, with at most one empty line between them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    without_tags = TAG.sub("", lines)
    seen = "".join(
        letter for letter in without_tags if letter in KEPT or letter == "\t" or unicodedata.category(letter)[0] != "C"
    )
    trimmed = "\n".join(BLANKS.sub(" ", line).strip() for line in seen.split("\n"))
    return EMPTY_LINES.sub("\n\n", trimmed).strip()


def digest(text: str) -> str:
    """SHA-256 (hexadecimal) of a text: the log proves what was said without ever holding words that may need erasing."""
    return hashlib.sha256(text.encode()).hexdigest()
