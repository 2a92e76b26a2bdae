"""From bytes to text, whatever program saved the file."""

from __future__ import annotations

import codecs

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes) -> str:
    """The text of a file: UTF-8 with or without its mark, UTF-16 with its mark, else Windows-1252.

    A file in UTF-8 with a few damaged bytes stays UTF-8: only those characters come out as U+FFFD.
    """
    if data.startswith(UTF16_MARKS):
        return data.decode("utf-16", "replace")
    text = data.decode("utf-8-sig", "replace")
    damaged = text.count("\ufffd")
    if not damaged or _accented(text) > 2 * damaged:
        return text
    return _windows_1252(data)


def _accented(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _windows_1252(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
