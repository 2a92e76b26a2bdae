"""How the looking says no: with the code of a reason, for it runs where there is no language (`words.py` has the words)."""

from __future__ import annotations

from typing import NoReturn

from minga.kernel.errors import Refused


def refuse(code: str) -> NoReturn:
    """Raises `Refused` with the code of a reason."""
    raise Refused(code)
