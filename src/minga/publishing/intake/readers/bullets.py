"""The signs that open a list item, as printed by Word, PDF writers and people."""

from __future__ import annotations

import re

# The private-use ones are what the Symbol and Wingdings fonts show as dots, squares, arrows and check marks;
# U+FFFD is a sign whose font does not say what it shows.
SIGNS = "•·●○◦▪▫■□◾◼‣⁃∙❖✓✔➢➤►▶⮚\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf0a8\uf06e\uf06f\uf0e0\ufffd"
BLANKS = r"[ \t\u00a0]"
OPENING = re.compile(rf"(?:[-–—]{BLANKS}+)?(?:[{SIGNS}]{BLANKS}*)*(?=\S)")


def without_bullet(text: str) -> tuple[bool, str]:
    """Whether the text opens with a bullet, and the text after it. A lone sign is not a bullet."""
    opening = OPENING.match(text)
    end = opening.end() if opening else 0
    return end > 0, text[end:]
