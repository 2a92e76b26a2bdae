"""Running a function in a child process with limits on time, memory, files and processes (`kernel/children.py`).

Parent and child speak in JSON (`wire.py`).
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Collection
from typing import Any, NoReturn, ParamSpec, TypeVar

from minga.kernel.children import run_child
from minga.kernel.errors import Refused
from minga.kernel.formats import megabytes
from minga.publishing.intake import confined
from minga.publishing.intake.limits import ANSWER, Limits
from minga.publishing.intake.wire import pack, unpack

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)

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
    waited_for = list(stages)

    def hear(heard: bytearray) -> None:
        for stage in [stage for stage in waited_for if confined.reported(stage, heard)]:
            waited_for.remove(stage)
            if told:
                told(stage)

    ran = run_child(confined.__name__, request, seconds=limits.seconds, longest=ANSWER, hear=hear if told else None)
    if not ran.in_time:
        _refuse_time(limits)
    return _result(ran.answer, ran.code, ran.complaints, limits)


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
