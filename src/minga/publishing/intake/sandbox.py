"""Running a function in a child process with limits on time, memory, files and processes.

The child is a fresh interpreter and not a fork, because the web server has threads. Parent and child speak through
pipes, in JSON. This is no full sandbox: what the machine lets the user do, such as reading files or using the network,
the child may do as well.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import IO, Any, NoReturn, ParamSpec, TypeVar

from minga.kernel.errors import Refused
from minga.publishing.intake import confined
from minga.publishing.intake.limits import ANSWER, COMPLAINTS, Limits, megabytes
from minga.publishing.intake.wire import pack, unpack

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)

INHERITED = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")
# No site hooks and no variables of Python: the child gets the parent's import path and starts in a hundredth of a second.
_LEAN = ("-I", "-S", "-X", "utf8")
_BOOT = f"import sys; sys.path[:] = sys.argv[1:]; from {confined.__name__} import serve; serve()"
_PIECE = 65_536
_FAREWELL = 2
_GLANCE = 0.2
"""Seconds between two looks at how far the child came."""
DAMAGED = "El documento está dañado o tiene una forma que Minga no sabe leer; ábrelo y expórtalo de nuevo."
TOO_LONG = f"Lo leído en el documento ocupa más de {megabytes(ANSWER)} MB; divídelo."


def run_limited(  # type: ignore[valid-type]
    function: Callable[P, R],
    *args: P.args,
    limits: Limits,
    stages: Collection[str] = (),
    told: Callable[[str], None] | None = None,
) -> R:
    """What `function(*args)` returns when called in a child process within the limits.

    The function must stand at the top level of a module; its arguments and its result must be plain values or a
    draft's or document's classes. Raises `Refused` when the function does, and when it fails in any other way: too
    slow, too large, or a crash.

    Args:
        function: what is called in the child.
        args: its arguments.
        limits: what it may use.
        stages: those that it may report (`confined.report`).
        told: called once with each stage that it reports, while it runs.
    """
    request = pack((limits, function.__module__, function.__qualname__, list(args)))
    child = subprocess.Popen(  # noqa: S603  our own interpreter and module
        [sys.executable, *_LEAN, "-c", _BOOT, *(str(Path(path).absolute()) for path in sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        start_new_session=True,
    )
    answer, complaints = bytearray(), bytearray()
    listening = Thread(target=_take_first, args=(child.stdout, answer), daemon=True)
    hearing = Thread(target=_take_last, args=(child.stderr, complaints), daemon=True)
    try:
        listening.start()
        hearing.start()
        _ask(child, request)
        in_time = _wait(listening, limits.seconds, complaints, list(stages), told)
    finally:
        _end(child, listening, hearing)
    if not in_time:
        _refuse_time(limits)
    return _result(bytes(answer), child.returncode, complaints.decode("utf-8", "replace"), limits)


def _environment() -> dict[str, str]:
    """What the child needs of the machine, and none of the server's secrets."""
    return {name: os.environ[name] for name in INHERITED if name in os.environ}


def _ask(child: subprocess.Popen[bytes], request: bytes) -> None:
    with suppress(OSError):  # a child that died has no answer either
        _pipe(child.stdin).write(request)
        _pipe(child.stdin).close()


def _wait(
    listening: Thread, seconds: int, heard: bytearray, stages: list[str], told: Callable[[str], None] | None
) -> bool:
    """Waits for the answer and tells what the child reports; whether the answer came in time."""
    until = monotonic() + seconds
    while listening.is_alive() and (left := until - monotonic()) > 0:
        listening.join(min(left, _GLANCE) if told else left)
        if told:
            for stage in [stage for stage in stages if confined.reported(stage, heard)]:
                stages.remove(stage)
                told(stage)
    return not listening.is_alive()


def _take_first(pipe: IO[bytes], kept: bytearray) -> None:
    """The answer until the child ends; nothing more once it is longer than allowed."""
    while len(kept) <= ANSWER and (piece := os.read(pipe.fileno(), _PIECE)):
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


def _result(answer: bytes, code: int, complaints: str, limits: Limits) -> Any:
    if len(answer) > ANSWER:
        raise Refused(TOO_LONG)
    if not answer or code:
        log.debug("reading ended with code %s: %s", code, complaints)
        _refuse_crash(code, limits)
    outcome, value = _unpacked(answer)
    if outcome == confined.DONE:
        return value
    if outcome == confined.REFUSED:
        reason, details = value
        raise Refused(reason, details=details)
    # A defect of ours: the user gets one sentence; the traceback is for whoever turns debugging on.
    log.debug("reading failed: %s", value)
    raise Refused(DAMAGED)


def _unpacked(answer: bytes) -> tuple[str, Any]:
    try:
        outcome, value = unpack(answer)
        if outcome == confined.REFUSED:
            reason, details = value
            value = str(reason), [str(detail) for detail in details]
    except (ValueError, TypeError, RecursionError) as error:
        raise Refused(DAMAGED) from error
    return outcome, value


def _refuse_crash(code: int, limits: Limits) -> NoReturn:
    if code == -getattr(signal, "SIGXCPU", 0):
        _refuse_time(limits)
    raise Refused(
        f"Leer el documento necesita más memoria de la permitida ({megabytes(limits.memory)} MB) o el archivo está"
        " dañado; divídelo o expórtalo de nuevo."
    )


def _refuse_time(limits: Limits) -> NoReturn:
    raise Refused(f"Leer el documento tarda más de {limits.seconds} segundos; divídelo o expórtalo de nuevo.")
