"""The one style sheet of every page, made from the readable parts in `css/`.

A pure module without Django: the preparation of a clone, the build of the wheel and the system check all call it.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PARTS_FOLDER = FOLDER / "css"
STYLESHEET = FOLDER / "static" / "design" / "site.css"
COMPRESSED = STYLESHEET.with_name("site.css.gz")
PARTS = (
    "tokens",
    "base",
    "words",
    "marks",
    "forms",
    "voices",
    "sources",
    "records",
    "history",
    "charts",
    "tables",
    "map",
    "multiples",
    "notices",
    "path",
    "desk",
    "gallery",
    "fiction",
    "frame",
    "layout",
    "print",
)

QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"' + r"|'(?:[^'\\]|\\.)*'")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def squeeze(css: str) -> str:
    """`css` without comments and blank space that means nothing; text between quotes is left as it is.

    Only what is safe everywhere is taken away: blanks around `{ } ; , >`, after `:` and the last `;` of a rule.
    Blanks around `+` and `-` stay, because `calc()` needs them.
    """
    pieces: list[str] = []
    end = 0
    css = COMMENT.sub("", css)
    for quoted in QUOTED.finditer(css):
        pieces += [_squeeze_unquoted(css[end : quoted.start()]), quoted.group()]
        end = quoted.end()
    return "".join([*pieces, _squeeze_unquoted(css[end:])]).strip()


def _squeeze_unquoted(css: str) -> str:
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r": ", ":", css)
    return re.sub(r";+}", "}", css)


def stylesheet() -> str:
    """The whole style sheet: every part in the order of `PARTS`, squeezed, with addresses relative to `STYLESHEET`."""
    parts = [(PARTS_FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in PARTS]
    return squeeze("\n".join(parts)).replace("url(../static/design/", "url(") + "\n"


def write_stylesheet() -> Path:
    """Writes `STYLESHEET` when it differs from its parts, and returns where it is."""
    css = stylesheet()
    if not STYLESHEET.exists() or STYLESHEET.read_text(encoding="utf-8") != css:
        STYLESHEET.write_text(css, encoding="utf-8")
    COMPRESSED.write_bytes(gzip.compress(css.encode(), mtime=0))
    return STYLESHEET


def version() -> str:
    """Eight letters that change with the style sheet, so that browsers may keep it for long."""
    return hashlib.sha256(STYLESHEET.read_bytes()).hexdigest()[:8] if STYLESHEET.exists() else ""
