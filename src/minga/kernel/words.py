"""How words are compared whatever their accents, case and punctuation. A pure module without Django."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The text in lower case, without accents; `ñ` becomes `n`, as neighbours type it on any keyboard."""
    lower = _decomposed(_decomposed(text).casefold())
    return "".join(letter for letter in lower if not unicodedata.combining(letter))


def _decomposed(text: str) -> str:
    """Letters apart from their accents, and styled letters as plain ones, which may be capitals again."""
    return unicodedata.normalize("NFKD", text)


def plain(text: str) -> str:
    """The folded words and numbers alone, with one space between them: `san antonio de pichincha`."""
    return " ".join(WORD.findall(fold(text)))
