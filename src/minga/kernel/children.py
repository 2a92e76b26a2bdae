"""Running our own code in a child process, for files that may be hostile: bytes in, bytes out, in a given time.

The child is a fresh interpreter and not a fork, because the web server has threads. It gets none of the server's
variables and limits itself (`kernel/confined.py`). This is no full sandbox: what the machine lets the user do, such as
reading files or using the network, the child may do as well.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import IO, Any

from minga.kernel import confined
from minga.kernel.errors import Refused

log = logging.getLogger(__name__)

INHERITED = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")
# No site hooks and no variables of Python: the child gets the parent's import path and starts in a hundredth of a second.
_LEAN = ("-I", "-S", "-X", "utf8")
_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from {} import serve; serve()"
_PIECE = 65_536
_FAREWELL = 2
_GLANCE = 0.2
"""Seconds between two looks at what the child prints."""
COMPLAINTS = 4_000
"""Last bytes kept of what the child prints."""


@dataclass(frozen=True)
class Room:
    """What a child may use: seconds, bytes of memory, and bytes that it may answer."""

    seconds: int
    memory: int
    answer: int


@dataclass(frozen=True)
class Ran:
    """What a child answered, its exit code, the last that it printed, and whether it answered in time."""

    answer: bytes
    code: int
    complaints: str
    in_time: bool


def run_child(
    module: str,
    request: bytes,
    *,
    seconds: float,
    longest: int,
    hear: Callable[[bytearray], None] | None = None,
) -> Ran:
    """Starts an interpreter that calls `serve()` of a module, hands it a request and takes its answer.

    Args:
        module: whose `serve()` reads the request from standard input and writes the answer to standard output.
        request: what it is asked.
        seconds: how long it may take; then it is killed, with all that it started.
        longest: most bytes of an answer that are taken, and one piece more.
        hear: called with what the child prints, again and again while it runs.
    """
    child = subprocess.Popen(  # noqa: S603  our own interpreter and module
        [sys.executable, *_LEAN, "-c", _BOOT.format(module), *(str(Path(path).absolute()) for path in sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        start_new_session=True,
    )
    answer, complaints = bytearray(), bytearray()
    listening = Thread(target=_take_first, args=(child.stdout, answer, longest), daemon=True)
    hearing = Thread(target=_take_last, args=(child.stderr, complaints), daemon=True)
    try:
        listening.start()
        hearing.start()
        _ask(child, request)
        in_time = _wait(listening, seconds, complaints, hear)
    finally:
        _end(child, listening, hearing)
    return Ran(bytes(answer), child.returncode, complaints.decode("utf-8", "replace"), in_time)


def ask_child(
    function: confined.Function, content: bytes, *, room: Room, failed: Refused, **arguments: Any
) -> tuple[dict[str, Any], bytes]:
    """What `function(content, **arguments)` returns when a child calls it: plain facts, and bytes.

    The function stands at the top level of a module; arguments and facts are plain JSON values. A child that a file
    took over can only lie: whatever it writes is data or nothing.

    Raises:
        Refused: when the function does; `failed` when the child is too slow, takes too much, or fails otherwise.
    """
    asked = {
        "module": function.__module__,
        "function": function.__qualname__,
        "arguments": arguments,
        "seconds": room.seconds,
        "memory": room.memory,
    }
    request = json.dumps(asked).encode("ascii") + b"\n" + content
    ran = run_child(confined.__name__, request, seconds=room.seconds, longest=room.answer)
    header, _line, made = ran.answer.partition(b"\n")
    if ran.code or not ran.in_time or len(ran.answer) > room.answer:
        log.debug("the child ended with code %s: %s", ran.code, ran.complaints)
        raise failed
    try:
        outcome, *told = json.loads(header)
        if outcome == confined.DONE and isinstance(told[0], dict):
            return told[0], made
        if outcome == confined.REFUSED:
            reason, details = told
            raise Refused(str(reason), details=[str(detail) for detail in details])
    except (ValueError, TypeError, IndexError, RecursionError) as error:
        raise failed from error
    # A defect of ours, or of a file that no library understands: the traceback is for whoever turns debugging on.
    log.debug("the child failed: %s", told)
    raise failed


def _environment() -> dict[str, str]:
    """What the child needs of the machine, and none of the server's secrets."""
    return {name: os.environ[name] for name in INHERITED if name in os.environ}


def _ask(child: subprocess.Popen[bytes], request: bytes) -> None:
    with suppress(OSError):  # a child that died has no answer either
        _pipe(child.stdin).write(request)
        _pipe(child.stdin).close()


def _wait(listening: Thread, seconds: float, heard: bytearray, hear: Callable[[bytearray], None] | None) -> bool:
    """Waits for the answer; whether it came in time."""
    until = monotonic() + seconds
    while listening.is_alive() and (left := until - monotonic()) > 0:
        listening.join(min(left, _GLANCE) if hear else left)
        if hear:
            hear(heard)
    return not listening.is_alive()


def _take_first(pipe: IO[bytes], kept: bytearray, longest: int) -> None:
    """The answer until the child ends; nothing more once it is longer than allowed."""
    while len(kept) <= longest and (piece := os.read(pipe.fileno(), _PIECE)):
        kept += piece


def _take_last(pipe: IO[bytes], kept: bytearray) -> None:
    while piece := os.read(pipe.fileno(), _PIECE):
        kept += piece
        del kept[:-COMPLAINTS]


def _end(child: subprocess.Popen[bytes], *threads: Thread) -> None:
    """Ends the child and all that it started. Its exit code stands from the moment its answer ended."""
    if hasattr(os, "killpg"):
        with suppress(OSError):
            os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()
    child.wait()
    for thread in threads:
        if thread.ident:
            thread.join(_FAREWELL)
    for pipe in (child.stdin, child.stdout, child.stderr):
        with suppress(OSError):
            _pipe(pipe).close()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise OSError("a pipe that was not asked for")
    return pipe
