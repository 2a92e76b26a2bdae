"""The keys of nodes: given once, unique in their plan, never given again. A pure module.

A node that is still being proposed has a provisional key, which no published node can have.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from itertools import count

from minga.kernel.words import fold

PROVISIONAL = "nuevo-"
LONGEST = 60
LONGEST_NUMBER = 6
NUMBER = "#"
"""What stands for each number where a level says how its codes are written."""
FIXED_WORDS = frozenset({"EDICIONES", "METAS", "VERIFICABLES"})
"""What stands below a plan's address besides its nodes."""


def provisional_key(taken: Iterable[str]) -> str:
    """A name for a node that is not published yet: `nuevo-1`, then `nuevo-2`."""
    used = set(taken)
    return next(key for number in count(1) if (key := f"{PROVISIONAL}{number}") not in used)


def is_provisional(key: str) -> bool:
    """Whether the node with this key is only proposed."""
    return key.startswith(PROVISIONAL)


def given_key(taken: Container[str], *, code: str, parent: str, level: str, pattern: str = "") -> str:
    """The key of a new node: that of its printed code, if it has one; else its place below the node above it.

    `C1.H3` is the third *hito* of `C1`. Where the level says how its codes are written (`pattern`, such as `P#.Y#`), the
    key is written so: its last number is the next that is free, the others are those of the node above. Keys of closed
    nodes are taken as well.
    """
    wanted = _in_key(code).strip("-.")[:LONGEST]
    if wanted and wanted not in FIXED_WORDS:
        return wanted if wanted not in taken else _next(f"{wanted}-", 2, taken)
    start = _start(pattern, parent)
    if start:
        return _next(start, 1, taken, _in_key(pattern.rpartition(NUMBER)[2]).rstrip("-."))
    initial = re.sub(r"[^A-Z]", "", fold(level).upper())[:1] or "N"
    return _next(f"{parent}.{initial}" if parent else initial, 1, taken)


def _in_key(text: str) -> str:
    """A text with nothing but what a key may have."""
    return re.sub(r"[^A-Z0-9.]+", "-", fold(text).upper())


def _start(pattern: str, parent: str) -> str:
    """What stands before the last number of a code so written, below this node; empty where the node has not its numbers."""
    *above, own, _end = map(_in_key, pattern.split(NUMBER)) if NUMBER in pattern else ("", "")
    if not above:
        return own.lstrip("-.")
    written = "[0-9]+".join(map(re.escape, [above[0].lstrip("-."), *above[1:], ""]))
    start = f"{parent}{own}"
    return start if re.fullmatch(written, parent) and len(start) + len(_end) < LONGEST - LONGEST_NUMBER else ""


def _next(start: str, first: int, taken: Container[str], end: str = "") -> str:
    free = (key for number in count(first) if (key := f"{_cut(start, number)}{number}{end}") not in taken)
    return next(key for key in free if key not in FIXED_WORDS)


def _cut(start: str, number: int) -> str:
    return start[: LONGEST - len(str(number))]
