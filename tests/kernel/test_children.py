"""Asking a child for a function: it answers, refuses, or fails, and never more than that."""

from __future__ import annotations

import os

import pytest

from minga.kernel.children import Room, ask_child
from minga.kernel.errors import Refused

ROOM = Room(seconds=5, memory=512 * 1024 * 1024, answer=1_000_000)
FAILED = Refused("no salió")


def turned(content: bytes, *, times: int) -> tuple[dict, bytes]:
    return {"length": len(content)}, content[::-1] * times


def says_no(_content: bytes) -> tuple[dict, bytes]:
    raise Refused("no sirve", details=["prueba otro"])


def breaks(_content: bytes) -> tuple[dict, bytes]:
    raise ZeroDivisionError


def dies(_content: bytes) -> tuple[dict, bytes]:
    os._exit(3)


def spins(_content: bytes) -> tuple[dict, bytes]:
    while True:
        pass


def swells(_content: bytes) -> tuple[dict, bytes]:
    return {}, bytes(4 * 1024**3)


def talks(_content: bytes) -> tuple[dict, bytes]:
    return {}, bytes(2_000_000)


def lies(_content: bytes) -> tuple[dict, bytes]:
    for number in range(3, 20):
        try:
            os.write(number, b'["done", "no es un objeto"]\n')
        except OSError:
            continue
    os._exit(0)


def environment(_content: bytes) -> tuple[dict, bytes]:
    return dict(os.environ), b""


def test_facts_and_bytes_come_back():
    assert ask_child(turned, b"a\nb\x00", room=ROOM, failed=FAILED, times=2) == ({"length": 4}, b"\x00b\na" * 2)


def test_a_refusal_comes_back_with_its_details():
    with pytest.raises(Refused) as caught:
        ask_child(says_no, b"", room=ROOM, failed=FAILED)
    assert (caught.value.reason, caught.value.details) == ("no sirve", ["prueba otro"])


@pytest.mark.parametrize("function", [breaks, dies, swells, talks, lies])
def test_anything_else_is_a_failure(function):
    with pytest.raises(Refused, match="no salió"):
        ask_child(function, b"", room=ROOM, failed=FAILED)


def test_a_child_ends_in_time():
    with pytest.raises(Refused, match="no salió"):
        ask_child(spins, b"", room=Room(1, ROOM.memory, ROOM.answer), failed=FAILED)


def test_the_child_gets_no_secrets(monkeypatch):
    monkeypatch.setenv("MINGA_SECRET_KEY", "secreto")
    assert "MINGA_SECRET_KEY" not in ask_child(environment, b"", room=ROOM, failed=FAILED)[0]
