"""The style sheets, made from the readable parts in `css/`: one for every page, and one more for the work desk.

A pure module without Django: the preparation of a clone, the build of the wheel and the system check all call it.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PARTS_FOLDER = FOLDER / "css"
SERVED_FOLDER = FOLDER / "static" / "design"

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


@dataclass(frozen=True)
class Sheet:
    """A style sheet as it is served: its parts in order, squeezed, with addresses relative to its folder."""

    name: str
    parts: tuple[str, ...]

    @property
    def path(self) -> Path:
        """Where it is served from."""
        return SERVED_FOLDER / f"{self.name}.css"

    @property
    def compressed(self) -> Path:
        """The same, as most browsers get it."""
        return self.path.with_name(f"{self.name}.css.gz")

    def css(self) -> str:
        """The whole sheet."""
        parts = [(PARTS_FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in self.parts]
        return squeeze("\n".join(parts)).replace("url(../static/design/", "url(") + "\n"

    def is_fresh(self) -> bool:
        """Whether what is served is what the parts say."""
        return self.path.exists() and self.path.read_text(encoding="utf-8") == self.css()

    def write(self) -> list[Path]:
        """Writes the sheet when it differs from its parts, and its compressed form; returns where they are."""
        if not self.is_fresh():
            self.path.write_text(self.css(), encoding="utf-8")
        self.compressed.write_bytes(gzip.compress(self.path.read_bytes(), mtime=0))
        return [self.path, self.compressed]

    def version(self) -> str:
        """Eight letters that change with the sheet, so that browsers may keep it for long."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()[:8] if self.path.exists() else ""


SITE = Sheet(
    "site",
    (
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
        "fiction",
        "frame",
        "layout",
        "print",
    ),
)
DESK = Sheet("desk", ("desk", "gallery", "reference"))
"""What only those who have signed in see, and the two pages for developers."""

SHEETS = (SITE, DESK)
