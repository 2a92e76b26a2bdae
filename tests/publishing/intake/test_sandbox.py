from __future__ import annotations

import math
import os
import pickle
import resource
import time
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from minga.kernel.children import COMPLAINTS
from minga.kernel.errors import Refused
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import Draft, DraftBudget, DraftFigure, DraftNode, DraftPlan
from minga.publishing.intake.limits import ANSWER, MEGABYTE, Limits
from minga.publishing.intake.sandbox import run_limited
from minga.publishing.intake.wire import pack, unpack

TOO_LARGE = "Leer el documento necesita más memoria de la permitida (1024 MB) o el archivo está dañado; divídelo o expórtalo de nuevo."
TOO_SLOW = "Leer el documento tarda más de 1 segundos; divídelo o expórtalo de nuevo."
TOO_LONG = "Lo leído en el documento ocupa más de 32 MB; divídelo."
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


def shout(size: int) -> str:
    os.write(2, b"x" * size)
    return "ronco"


def flood(size: int) -> None:
    """Writes to the pipe of the answer, whichever its number is."""
    for number in range(3, 64):
        with suppress(OSError):
            os.write(number, b"x" * size)


def answer_at_length(size: int) -> str:
    return "x" * size


def leave_behind(path: str) -> str:
    """Starts a process that outlives its parent."""
    os.system(f"(sleep 3; touch {path}) &")
    return "listo"


def crafted(answer: str) -> None:
    """Answers by itself, as a child does that a document took over."""
    for number in range(3, 64):
        with suppress(OSError):
            os.write(number, answer.encode())
    os._exit(0)


def ceiling(name: str) -> int:
    return resource.getrlimit(getattr(resource, name))[0]


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


def test_a_taken_over_child_can_answer_with_data():
    assert run_limited(crafted, '["done", {"is": "Decimal", "of": "1.5"}]', limits=Limits()) == Decimal("1.5")


@pytest.mark.parametrize(
    "answer",
    [
        "no es JSON",
        "7",
        "[]",
        '["done"]',
        '["done", 1, 2]',
        "[" * 100_000,
        '["refused", "sin detalles"]',
        '["refused", ["motivo", 7]]',
        '["done", {"is": "Decimal", "of": "mucho"}]',
        '["done", {"is": "date", "of": "ayer"}]',
        '["done", {"is": "set", "of": [[1]]}]',
        '["done", {"is": "Draft", "of": []}]',
        '["done", {"is": "Draft", "of": {"is": "tuple", "of": []}}]',
        *(
            f'["done", {{"is": {name}, "of": ["id"]}}]'
            for name in (
                *('"os.system"', '"Draft.__init__"', '"Draft.__init__.__globals__"', '"field"', '"dataclass"'),
                *('"Iterator"', '"document"', '"builtins"', '"eval"', '"type"', '"object"', '"__class__"', "7", "null"),
            )
        ),
        '["done", {"os": "system"}]',
        '["done", {"is": "tuple", "of": [], "more": 1}]',
    ],
)
def test_a_taken_over_child_reaches_no_code(answer):
    assert refusal(crafted, answer) == DAMAGED


def test_a_pickle_is_no_answer():
    climb = b"\x80\x04\x8c\x1eminga.publishing.intake.draft\x8c\x0eDraft.__init__\x93."
    for data in (climb, pickle.dumps(os.system), pickle.dumps(("done", 1))):
        with pytest.raises((ValueError, TypeError)):
            unpack(data)


def test_every_data_class_comes_back_as_it_was():
    draft = Draft("plan", "Título \udcff", None, None, "ab")
    place = Place(sheet="Hoja", cell="B7")
    node = DraftNode("1", "Meta", "Mapeo", place, places={"title": place}, result_places=[place], cells={"a": "21"})
    draft.plans.append(DraftPlan("Plan", (2025, 2027), ["Meta"], [node], None))
    draft.figures.append(DraftFigure("projects", Decimal("63.00"), place))
    read = run_limited(returned, draft, limits=Limits())
    assert read == draft
    assert type(read.plans[0].period) is tuple


@pytest.mark.parametrize("value", [None, True, -7, 2.5, "ñ", [1, [2]], (1, (2,)), {1: ("a",)}, {1, 2}, frozenset("a")])
def test_plain_values_come_back_as_they_were(value):
    assert unpack(pack(value)) == value
    assert type(unpack(pack(value))) is type(value)


def test_an_answer_is_no_longer_than_allowed():
    assert refusal(answer_at_length, ANSWER + 1) == TOO_LONG
    assert refusal(flood, ANSWER + 1) == TOO_LONG


def test_of_what_a_child_prints_only_the_end_is_kept(caplog: pytest.LogCaptureFixture):
    assert run_limited(shout, 8 * MEGABYTE, limits=Limits()) == "ronco"
    caplog.set_level("DEBUG")
    assert refusal(shout_and_die, 8 * MEGABYTE) == TOO_LARGE
    assert "xxx" in caplog.text
    assert len(caplog.text) < 2 * COMPLAINTS


def shout_and_die(size: int) -> None:
    shout(size)
    os._exit(3)


def test_nothing_that_a_child_started_outlives_it(tmp_path: Path):
    assert run_limited(leave_behind, str(tmp_path / "a"), limits=Limits()) == "listo"
    time.sleep(3.5)
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(("name", "most"), [("RLIMIT_NPROC", 0), ("RLIMIT_NOFILE", 64), ("RLIMIT_CORE", 0)])
def test_a_child_has_few_files_and_no_further_process(name, most):
    assert run_limited(ceiling, name, limits=Limits()) == most


def test_the_child_gets_no_secrets(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MINGA_SECRET_KEY", "secreto")
    assert "MINGA_SECRET_KEY" not in run_limited(environment, limits=Limits())


def test_a_failure_leaves_no_traceback_on_standard_error(capfd: pytest.CaptureFixture[str]):
    assert refusal(recurse) == DAMAGED
    assert refusal(os._exit, 3) == TOO_LARGE
    assert capfd.readouterr() == ("", "")
