"""The clock of a worker does what comes round again, and goes on when one of them fails."""

from __future__ import annotations

import threading

import pytest

from minga.cli.clock import Clock
from minga.kernel.routines import ROUTINES, Routine


def counted(name: str, every: float, done: list[str], *, fails: bool = False) -> Routine:
    def run() -> None:
        done.append(name)
        if fails:
            raise RuntimeError(name)

    return Routine(name, every, run)


def test_a_routine_is_done_at_once_and_then_when_its_time_has_come():
    done: list[str] = []
    clock = Clock([counted("often", 10, done), counted("seldom", 25, done)])
    for now in range(0, 50, 5):
        clock.run_due(now)
    assert (done.count("often"), done.count("seldom")) == (5, 2)


def test_one_that_fails_is_told_and_done_again_and_the_others_go_on(caplog):
    done: list[str] = []
    clock = Clock([counted("broken", 10, done, fails=True), counted("well", 10, done)])
    clock.run_due(0)
    clock.run_due(10)
    assert done == ["broken", "well", "broken", "well"]
    assert "the routine broken failed" in caplog.text


def test_the_clock_runs_beside_and_stops_when_it_is_left():
    begun = threading.Event()
    with Clock([Routine("mark", 60, begun.set)]) as clock:
        assert begun.wait(10)
    assert not clock._thread.is_alive()


@pytest.mark.django_db
def test_every_declared_routine_may_be_done_twice():
    for routine in [*ROUTINES, *ROUTINES]:
        routine.run()


def test_routines_have_names_of_their_own_and_come_round():
    names = [routine.name for routine in ROUTINES]
    assert len(set(names)) == len(names)
    assert all(routine.every >= 1 for routine in ROUTINES)
