from __future__ import annotations

import math
import os
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from minga.kernel.errors import Refused
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftBudget
from minga.publishing.intake.limits import MEGABYTE, Limits
from minga.publishing.intake.sandbox import run_limited

TOO_LARGE = "Leer el documento necesita más memoria de la permitida (1024 MB) o el archivo está dañado; divídelo o expórtalo de nuevo."
TOO_SLOW = "Leer el documento tarda más de 1 segundos; divídelo o expórtalo de nuevo."
DAMAGED = "El documento está dañado o tiene una forma que Minga no sabe leer; ábrelo y expórtalo de nuevo."


def refuse(reason: str) -> None:
    raise Refused(reason, details=["fila 3"])


def spin() -> None:
    while True:
        pass


def fill_memory() -> None:
    bytearray(2048 * MEGABYTE)


def write(path: str) -> None:
    Path(path).write_bytes(bytes(8 * MEGABYTE))


def chatter() -> str:
    os.system("echo intruso")
    print("otro intruso")  # noqa: T201
    return "limpio"


def recurse() -> None:
    recurse()


class Intruder:
    """Stands for a class that a captured child would like its parent to build."""


def smuggle() -> Intruder:
    return Intruder()


def environment() -> dict[str, str]:
    return dict(os.environ)


def refusal(function, *args: object, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as caught:
        run_limited(function, *args, limits=limits or Limits())
    return caught.value.reason


def test_results_come_back():
    assert run_limited(math.sqrt, 4.0, limits=Limits()) == 2.0


def test_data_classes_come_back():
    budget = DraftBudget("accrued", Decimal("4884.15"), 2021, place=Place(line=19))
    assert run_limited(returned, budget, limits=Limits()) == budget
    assert run_limited(returned, date(2024, 3, 1), limits=Limits()) == date(2024, 3, 1)


def returned(value: object) -> object:
    return value


def test_refusals_come_back_with_their_details():
    with pytest.raises(Refused) as caught:
        run_limited(refuse, "El archivo no sirve.", limits=Limits())
    assert (caught.value.reason, caught.value.details) == ("El archivo no sirve.", ["fila 3"])


def test_idle_and_busy_children_are_stopped_in_time():
    for function, args in ((time.sleep, (60,)), (spin, ())):
        begun = time.monotonic()
        assert refusal(function, *args, limits=Limits(seconds=1)) == TOO_SLOW
        assert time.monotonic() - begun < 5


def test_a_child_gets_no_more_memory_than_allowed():
    assert refusal(fill_memory) == "Leer el documento necesita más memoria de la permitida (1024 MB); divídelo."


def test_a_child_that_dies_is_a_refusal():
    assert refusal(os.abort) == TOO_LARGE
    assert refusal(os._exit, 3) == TOO_LARGE


@pytest.mark.parametrize("function", [recurse, spin.__class__])
def test_a_failure_is_a_refusal(function):
    assert refusal(function) == DAMAGED


def test_a_child_writes_no_large_file(tmp_path: Path):
    assert refusal(write, str(tmp_path / "a")) == DAMAGED


def test_what_the_parsers_print_does_not_reach_the_answer():
    assert run_limited(chatter, limits=Limits()) == "limpio"


def test_only_data_is_accepted_from_the_child():
    assert refusal(smuggle) == DAMAGED


def test_the_child_gets_no_secrets(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MINGA_SECRET_KEY", "secreto")
    assert "MINGA_SECRET_KEY" not in run_limited(environment, limits=Limits())


def test_a_failure_leaves_no_traceback_on_standard_error(capfd: pytest.CaptureFixture[str]):
    assert refusal(recurse) == DAMAGED
    assert refusal(os._exit, 3) == TOO_LARGE
    assert capfd.readouterr() == ("", "")
