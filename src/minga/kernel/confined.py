"""The child's side of `kernel/children.py`: how a process limits itself, and a plain way to ask it for one function.

It imports little, because every file that is looked into waits for it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from minga.kernel.errors import Refused

try:
    import resource
except ImportError:  # not POSIX: the time limit remains, which the parent keeps
    resource = None  # type: ignore[assignment]

WRITTEN_FILE = 4 * 1024 * 1024
"""Largest file that the child process may write: compiled modules are the only ones it has to."""
FILES = 64
"""Most files that the child process may have open."""
DONE, REFUSED, FAILED = "done", "refused", "failed"

Function = Callable[..., tuple[dict[str, Any], bytes]]
"""What can be asked of a child: from a file's bytes and plain arguments to plain facts and bytes."""


def limit_oneself(seconds: int, memory: int) -> None:
    """Limits this process: seconds of the processor, bytes of memory, files, and no further process."""
    if resource is None:
        return
    for kind, soft, hard in (
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_FSIZE, WRITTEN_FILE, WRITTEN_FILE),
        (resource.RLIMIT_NOFILE, FILES, FILES),
        # No further process and no thread: no parser needs one. The system does not hold root to this.
        (resource.RLIMIT_NPROC, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        _, highest = resource.getrlimit(kind)
        ceiling = hard if highest == resource.RLIM_INFINITY else min(hard, highest)
        resource.setrlimit(kind, (min(soft, ceiling), ceiling))


def answers() -> int:
    """Where the answer goes. From here on, what parsers print goes to standard error."""
    kept = os.dup(1)
    os.dup2(2, 1)
    return kept


def named(module: str, qualified_name: str) -> Any:
    """A function by its module and its name."""
    found: Any = __import__(module, fromlist=["_"])
    for name in qualified_name.split("."):
        found = getattr(found, name)
    return found


def serve() -> None:
    """One request from standard input, one answer to standard output: a line of JSON, and the bytes after it."""
    output = answers()
    header, _line, content = sys.stdin.buffer.read().partition(b"\n")
    asked = json.loads(header)
    limit_oneself(asked["seconds"], asked["memory"])
    facts, made = _answer(asked, content)
    with os.fdopen(output, "wb", closefd=False) as answer:
        answer.write(json.dumps(facts).encode("ascii") + b"\n" + made)
    os._exit(0)  # nothing is left to do, and tearing down large structures takes long


def _answer(asked: dict[str, Any], content: bytes) -> tuple[list[Any], bytes]:
    try:
        facts, made = named(asked["module"], asked["function"])(content, **asked["arguments"])
    except Refused as refused:
        return [REFUSED, refused.reason, refused.details], b""
    except BaseException:  # noqa: BLE001  the parent must always get an answer
        from traceback import format_exc  # noqa: PLC0415  only failures need it

        return [FAILED, format_exc()], b""
    return [DONE, facts], made
