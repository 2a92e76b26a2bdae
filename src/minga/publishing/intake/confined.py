"""The child's side of the sandbox: it limits itself, answers one request and ends.

It imports little, because every document read waits for it.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from minga.kernel.confined import DONE, FAILED, REFUSED, answers, limit_oneself, named
from minga.kernel.errors import Refused
from minga.publishing.intake.limits import Limits, too_much_memory
from minga.publishing.intake.wire import pack, unpack

_REPORT = "\x1e{}\x1f"
"""How the child says on standard error how far it came: between two signs that no parser prints."""


def report(stage: str) -> None:
    """Says to the parent that a stage of the work is done. Outside the child nobody hears it."""
    print(_REPORT.format(stage), file=sys.stderr, end="", flush=True)  # noqa: T201  the way to the parent


def reported(stage: str, heard: bytes | bytearray) -> bool:
    """Whether the child has reported a stage in what it printed so far."""
    return _REPORT.format(stage).encode() in heard


def serve() -> None:
    """One request from standard input, one answer to standard output. What the parsers print goes to standard error."""
    kept = answers()
    limits, module, qualified_name, arguments = unpack(sys.stdin.buffer.read())
    limit_oneself(limits.seconds, limits.memory)
    with os.fdopen(kept, "wb", closefd=False) as output:
        output.write(_answer(module, qualified_name, arguments, limits))
    # Nothing is left to do, and tearing down large structures takes long.
    os._exit(0)


def _answer(module: str, qualified_name: str, arguments: list[Any], limits: Limits) -> bytes:
    try:
        return pack((DONE, named(module, qualified_name)(*arguments)))
    except Refused as refused:
        return pack((REFUSED, (refused.reason, list(refused.details))))
    except MemoryError:
        return pack((REFUSED, (too_much_memory("el documento", limits).reason, [])))
    except BaseException:  # noqa: BLE001  the parent must always get an answer
        from traceback import format_exc  # noqa: PLC0415  only failures need it

        return pack((FAILED, format_exc()))
