"""What a confined child is asked about a delivered file: whether it may be taken in, its public copy, and its words.

Each function takes the bytes and plain limits, and gives plain facts and bytes (`kernel.children.ask_child`).
"""

from __future__ import annotations

import io
from html.parser import HTMLParser
from typing import Any

from minga.government.tracking.files.types import (
    CSV,
    OFFICE,
    PDF,
    PICTURES,
    TEXT,
    decoded,
    type_of,
)
from minga.government.tracking.files.verdicts import refuse
from minga.kernel.archives import check_archive

SILENT = {"script", "style", "template", "noscript", "head", "svg", "iframe"}
"""What a page holds that nobody reads."""
LONGEST_TEXT = 1_000_000
TEXT_PAGES = 200


def look(content: bytes, *, name: str, unpacked: int, pages: int, pixels: int) -> tuple[dict[str, Any], bytes]:
    """What the file is: its `media_type`, and its `pages` or its `width` and `height`.

    Raises:
        Refused: with the code of the reason, or the reason itself, when it may not be taken in.
    """
    media_type = type_of(content)
    facts: dict[str, Any] = {}
    if media_type == PDF:
        from minga.government.tracking.files.pdf import check_pdf  # noqa: PLC0415  only who needs it waits for it

        facts = check_pdf(content, pages=pages, unpacked=unpacked)
    elif media_type in PICTURES:
        from minga.government.tracking.files.pictures import check_picture  # noqa: PLC0415

        facts = check_picture(content, media_type, pixels=pixels)
    elif media_type in OFFICE:
        from minga.government.tracking.files.office import check_office  # noqa: PLC0415

        check_archive(content, name, unpacked)
        check_office(content, media_type)
    return facts | {"media_type": media_type}, b""


def look_and_clean(
    content: bytes, *, name: str, unpacked: int, pages: int, pixels: int
) -> tuple[dict[str, Any], bytes]:
    """What the file is, and its copy for everybody.

    Raises:
        Refused: as `look` does; `no-copy` for a document of Office, of which no copy is made.
    """
    facts, _nothing = look(content, name=name, unpacked=unpacked, pages=pages, pixels=pixels)
    media_type = facts["media_type"]
    if media_type == PDF:
        from minga.government.tracking.files.pdf import check_pdf, clean_pdf  # noqa: PLC0415

        made = clean_pdf(content)
        check_pdf(made, pages=pages, unpacked=unpacked)
        return facts, made
    if media_type in PICTURES:
        from minga.government.tracking.files.pictures import clean_picture  # noqa: PLC0415

        return facts, clean_picture(content, media_type, pixels=pixels)
    if media_type in (CSV, TEXT):
        return facts, "\n".join(decoded(content).splitlines()).encode() + b"\n"
    return refuse("no-copy")


def text_of(content: bytes, *, media_type: str, charset: str) -> tuple[dict[str, Any], bytes]:
    """The words of what stands behind a link: of a page, a PDF or a text; no bytes for anything else."""
    if content.startswith(b"%PDF-"):
        from pdfminer.high_level import extract_text  # noqa: PLC0415  only who needs it waits for it

        found = extract_text(io.BytesIO(content), maxpages=TEXT_PAGES)
    elif media_type in ("text/html", "application/xhtml+xml"):
        found = _words(_characters(content, charset))
    elif media_type.startswith("text/"):
        found = _characters(content, charset)
    else:
        found = ""
    lines = (" ".join(line.split()) for line in found.splitlines())
    return {}, "\n".join(line for line in lines if line)[:LONGEST_TEXT].encode("utf-8", "replace")


def _characters(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset or "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


class _Words(HTMLParser):
    """Collects what a reader would see of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002  the library's signature
        """A silent part begins."""
        self._silent += tag in SILENT

    def handle_endtag(self, tag: str) -> None:
        """A silent part ends."""
        self._silent = max(0, self._silent - (tag in SILENT))

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._silent:
            self.found.append(data)


def _words(page: str) -> str:
    reader = _Words()
    reader.feed(page)
    return "\n".join(reader.found)
