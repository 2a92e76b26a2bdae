"""How words are compared whatever their accents, case and punctuation. A pure module without Django."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The text in lower case, without accents; `ñ` becomes `n`, as neighbours type it on any keyboard."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def plain(text: str) -> str:
    """The folded words and numbers alone, with one space between them: `san antonio de pichincha`."""
    return " ".join(WORD.findall(fold(text)))
