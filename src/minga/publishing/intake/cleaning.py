"""Undoing what word processors and converters leave in a text, without changing what its author wrote."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FOOTNOTE_CALL = re.compile(r"<sup\b[^<>]*>\s*[0-9*]{1,3}\s*</sup>", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|span|font|sup|sub|small|mark|code)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|<!--[^<>]*-->", re.IGNORECASE)
_ITEM_TAG = re.compile(
    r"</?(?:ul|ol|li|p|div|tr|td|th|table|br|h[1-6])(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]\n]*)\]\([^()\s]*\)")
_STRONG = re.compile(r"\*\*([^*\s](?:[^*]*[^*\s])?)\*\*")
_EMPHASIS = re.compile(r"(?<![\w*])\*([^*\s](?:[^*]*[^*\s])?)\*(?![\w*])")
_UNDERSCORES = re.compile(r"(?<!\w)(_{1,2})([^_\s](?:[^_]*[^_\s])?)\1(?!\w)")
_STRAY_STRONG = re.compile(r"(?<!\*)\*\*(?!\*)")
_ESCAPED = re.compile(r"\\([*_#\[\]()<>.\-+!|])")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]+")
# Signs that show nothing: the order of writing (a page could show other words than a computer reads), and controls.
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_LINE_BREAKS = "\v\f\x1c-\x1e\x85"
_SURROGATES = "\ud800-\udfff"
_UNPRINTABLE = re.compile(rf"[\r\x1f{_DIRECTIONS}{_CONTROLS}{_LINE_BREAKS}{_SURROGATES}]")
_UNSEEN = re.compile(f"[{_DIRECTIONS}{_CONTROLS}]+")
_BREAK = re.compile(rf"\r\n?|[{_LINE_BREAKS}]")
_SURROGATE = re.compile(f"[{_SURROGATES}]")
_COMBINING = re.compile(r"[\u0300-\u036f]+")
_REMEMBERED = 300

BULLETS = "•●○◦▪■□▫❖✓✔➢➤►▶‣⁃∙·\uf0b7\uf0a7\uf0fc\uf076\uf0d8"
_BULLET_SIGN = re.compile(rf"[{BULLETS}]|(?:^|\n)[ \t]*[-–*+][ \t]+")
# What a PDF gives for the arrows and marks of the Wingdings and Dingbats fonts: the letters on the same keys.
_DINGBAT = r"[vqüØ§](?=\s+[A-ZÁÉÍÓÚÑ“\"«])"
_LEADING_BULLET = re.compile(rf"^\s*(?:(?:[{BULLETS}]|{_DINGBAT}|[-–—*+](?=\s))\s*)+")

_NOTHING = re.compile(
    r"n\s*[./]?\s*[ad]\.?|n\s*/\s*[eri]|s\s*/\s*[nidp]|no (?:aplica|disponible|definid[oa]|reportad[oa]|reporta)|ninguno|ninguna"
    r"|sin (?:datos?|informacion|reporte|definir)|por definir|not (?:applicable|available)|none|tbd|[-–—_.\s]*"
)
_LONGEST_NOTHING = 18


def printable(text: str) -> str:
    """`text` as any page, JSON and database can hold it: controls go except tabs, and line breaks become line feeds.

    Marks of the direction of writing go too, and half a character of UTF-16 becomes U+FFFD.
    """
    if not _UNPRINTABLE.search(text):
        return text
    text = _BREAK.sub("\n", text).replace("\x1f", " ")
    return _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text))


def clean(text: str) -> str:
    """`text` without HTML crumbs, entities, markdown emphasis, links' targets, doubled white space and unseen signs.

    Footnote calls (`<sup>1</sup>`) go; a mark glued to a word, such as the asterisk of «Cumplido*», stays.
    """
    if "<" in text:
        text = _FOOTNOTE_CALL.sub("", text)
        text = _INLINE_TAG.sub("", text)
        text = _TAG.sub(" ", text)
    if "&" in text:
        from html import unescape  # noqa: PLC0415  a large table that few documents need

        text = unescape(text)
    if "*" in text or "_" in text or "[" in text or "\\" in text:
        text = _without_markdown(text)
    text = _INVISIBLE.sub("", printable(text))
    return " ".join(unicodedata.normalize("NFC", text).split())


def _without_markdown(text: str) -> str:
    text = _LINK.sub(r"\1", text)
    text = _STRONG.sub(r"\1", text)
    text = _EMPHASIS.sub(r"\1", text)
    text = _STRAY_STRONG.sub("", text)
    text = _UNDERSCORES.sub(r"\2", text)
    return _ESCAPED.sub(r"\1", text)


def without_bullet(text: str) -> str:
    """`text` cleaned and without the bullet signs it begins with («- ✓ », «❖ », «• »)."""
    return _LEADING_BULLET.sub("", clean(text))


def list_items(text: str) -> list[str]:
    """The items of a cell that holds a list: split at HTML blocks and bullet signs, cleaned, empty ones left out.

    A text without any such sign is one item; a bare line break is a wrapped line, not a new item.
    """
    text = _ITEM_TAG.sub("\0", text)
    text = _BULLET_SIGN.sub("\0", text)
    return [item for part in text.split("\0") if (item := clean(part))]


def fold(text: str) -> str:
    """`text` for comparing: cleaned, lower case, without accents (the ñ's tilde included)."""
    return _folded(text) if len(text) <= _REMEMBERED else _fold(text)


def _fold(text: str) -> str:
    return _COMBINING.sub("", unicodedata.normalize("NFKD", clean(text).casefold()))


_folded = lru_cache(maxsize=4096)(_fold)


def words(text: str) -> list[str]:
    """The words and numbers of `text`, folded, in order."""
    return re.findall(r"[a-z0-9]+", fold(text))


def says_nothing(text: str) -> bool:
    """Whether a cell only says that it has nothing to say: «S/I», «N/A», «No aplica», a dash."""
    return len(text) < _LONGEST_NOTHING and bool(_NOTHING.fullmatch(fold(text)))
