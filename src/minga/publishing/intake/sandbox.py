"""Running a function in a child process with limits on time, memory and files, so that no document can harm us.

The child is a fresh interpreter and not a fork, because the web server has threads. Parent and child speak through
pipes. What comes back is unpickled with a list of allowed classes: a child that a document took over can only lie.
"""

from __future__ import annotations

import importlib
import io
import logging
import os
import pickle
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NoReturn, ParamSpec, TypeVar

from minga.kernel.errors import Refused
from minga.publishing.intake.limits import Limits, megabytes, too_much_memory

try:
    import resource
except ImportError:  # not POSIX: the time limit remains
    resource = None  # type: ignore[assignment]

P = ParamSpec("P")
R = TypeVar("R")
Outcome = tuple[str, Any]

log = logging.getLogger(__name__)

# Compiled modules are the only files that the child has to write.
WRITTEN_FILE = 4 * 1024 * 1024
INHERITED = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")
DATA_MODULES = ("minga.publishing.intake.document", "minga.publishing.intake.draft")
DATA_CLASSES = {("decimal", "Decimal"), ("datetime", "date"), ("builtins", "set"), ("builtins", "frozenset")}
# No site hooks and no variables of Python: the child gets the parent's import path and starts in a hundredth of a second.
_LEAN = ("-I", "-S", "-X", "utf8")
_BOOT = f"import sys; sys.path[:] = sys.argv[1:]; from {__name__} import serve; serve()"
DAMAGED = "El documento está dañado o tiene una forma que Minga no sabe leer; ábrelo y expórtalo de nuevo."


def run_limited(function: Callable[P, R], *args: P.args, limits: Limits) -> R:  # type: ignore[valid-type]
    """What `function(*args)` returns when called in a child process within the limits.

    The function must stand at the top level of a module, its arguments must be picklable, and its result must be
    made of a draft's or document's classes and plain values. Raises `Refused` when the function does, and when it
    fails in any other way: too slow, too large, or a crash.
    """
    request = pickle.dumps((limits, function.__module__, function.__qualname__, args))
    child = subprocess.Popen(  # noqa: S603  our own interpreter and module
        [sys.executable, *_LEAN, "-c", _BOOT, *(str(Path(path).absolute()) for path in sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        start_new_session=True,
    )
    try:
        answer, complaints = child.communicate(request, timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        _refuse_time(limits)
    finally:
        _end(child)
    return _result(answer, child.returncode, complaints.decode("utf-8", "replace"), limits)


def _environment() -> dict[str, str]:
    """What the child needs of the machine, and none of the server's secrets."""
    return {name: os.environ[name] for name in INHERITED if name in os.environ}


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout, child.stderr):
        if pipe:
            with suppress(OSError):
                pipe.close()


def _result(answer: bytes, code: int, complaints: str, limits: Limits) -> Any:
    if not answer or code:
        log.debug("reading ended with code %s: %s", code, complaints[-4000:])
        _refuse_crash(code, limits)
    outcome, value = _loaded(answer)
    if outcome == "done":
        return value
    if outcome == "refused":
        reason, details = value
        raise Refused(reason, details=details)
    # A defect of ours: the user gets one sentence; the traceback is for whoever turns debugging on.
    log.debug("reading failed: %s", value)
    raise Refused(DAMAGED)


def _loaded(answer: bytes) -> Outcome:
    try:
        outcome, value = _Answer(io.BytesIO(answer)).load()
    except Refused:
        raise
    except Exception as error:
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
    raise Refused(f"Leer el documento tarda más de {limits.seconds} segundos; divídelo o expórtalo de nuevo.") from None


class _Answer(pickle.Unpickler):
    """Reads the child's answer, which may only hold data."""

    def find_class(self, module: str, name: str) -> Any:
        if module in DATA_MODULES or (module, name) in DATA_CLASSES:
            return super().find_class(module, name)
        raise Refused(DAMAGED)


def serve() -> None:
    """The child's side: one request, one answer. Whatever the parsers print goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limits, module, qualified_name, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301  the parent wrote it
    _limit(limits)
    _reply(answers, _outcome(module, qualified_name, arguments, limits))
    # Nothing is left to do, and tearing down large structures takes long.
    os._exit(0)


def _outcome(module: str, qualified_name: str, arguments: tuple[Any, ...], limits: Limits) -> Outcome:
    try:
        function: Any = importlib.import_module(module)
        for name in qualified_name.split("."):
            function = getattr(function, name)
        return "done", function(*arguments)
    except Refused as refused:
        return "refused", (refused.reason, refused.details)
    except MemoryError:
        return "refused", (too_much_memory("el documento", limits).reason, [])
    except BaseException:  # noqa: BLE001  the parent must always get an answer
        return "failed", traceback.format_exc()


def _reply(answers: IO[bytes], outcome: Outcome) -> None:
    answers.write(pickle.dumps(outcome))
    answers.flush()


def _limit(limits: Limits) -> None:
    if resource is None:
        return
    for kind, soft, hard in (
        (resource.RLIMIT_CPU, limits.seconds, limits.seconds + 1),
        (resource.RLIMIT_AS, limits.memory, limits.memory),
        (resource.RLIMIT_FSIZE, WRITTEN_FILE, WRITTEN_FILE),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        _, highest = resource.getrlimit(kind)
        ceiling = hard if highest == resource.RLIM_INFINITY else min(hard, highest)
        resource.setrlimit(kind, (min(soft, ceiling), ceiling))
