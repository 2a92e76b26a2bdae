"""The child's side of the sandbox: it limits itself, answers one request and ends.

It imports little, because every document read waits for it.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from minga.kernel.errors import Refused
from minga.publishing.intake.limits import FILES, WRITTEN_FILE, Limits, too_much_memory
from minga.publishing.intake.wire import pack, unpack

try:
    import resource
except ImportError:  # not POSIX: the time limit remains, which the parent keeps
    resource = None  # type: ignore[assignment]

DONE, REFUSED, FAILED = "done", "refused", "failed"
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
    answers = os.dup(1)
    os.dup2(2, 1)
    limits, module, qualified_name, arguments = unpack(sys.stdin.buffer.read())
    _limit(limits)
    with os.fdopen(answers, "wb", closefd=False) as output:
        output.write(_answer(module, qualified_name, arguments, limits))
    # Nothing is left to do, and tearing down large structures takes long.
    os._exit(0)


def _answer(module: str, qualified_name: str, arguments: list[Any], limits: Limits) -> bytes:
    try:
        function: Any = __import__(module, fromlist=["_"])
        for name in qualified_name.split("."):
            function = getattr(function, name)
        return pack((DONE, function(*arguments)))
    except Refused as refused:
        return pack((REFUSED, (refused.reason, list(refused.details))))
    except MemoryError:
        return pack((REFUSED, (too_much_memory("el documento", limits).reason, [])))
    except BaseException:  # noqa: BLE001  the parent must always get an answer
        from traceback import format_exc  # noqa: PLC0415  only failures need it

        return pack((FAILED, format_exc()))


def _limit(limits: Limits) -> None:
    if resource is None:
        return
    for kind, soft, hard in (
        (resource.RLIMIT_CPU, limits.seconds, limits.seconds + 1),
        (resource.RLIMIT_AS, limits.memory, limits.memory),
        (resource.RLIMIT_FSIZE, WRITTEN_FILE, WRITTEN_FILE),
        (resource.RLIMIT_NOFILE, FILES, FILES),
        # No further process and no thread: no parser needs one. The system does not hold root to this.
        (resource.RLIMIT_NPROC, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        _, highest = resource.getrlimit(kind)
        ceiling = hard if highest == resource.RLIM_INFINITY else min(hard, highest)
        resource.setrlimit(kind, (min(soft, ceiling), ceiling))
