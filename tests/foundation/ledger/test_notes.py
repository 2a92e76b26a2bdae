"""A signed head says what it said when it was signed, and only the key that signed it can say so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from minga.foundation.ledger.notes import (
    BadNote,
    Checkpoint,
    Verifier,
    open_note,
    read_note,
    sign,
    split_notes,
    verifier_of,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
HEAD = Checkpoint("datos.quito.example/bitacora", 7, bytes(range(32)), datetime(2026, 11, 21, 17, 0, 5, tzinfo=UTC))
NOTE = sign(HEAD, KEY)
VERIFIER = verifier_of(HEAD.origin, KEY)


def test_a_head_is_a_text_of_four_lines_and_a_signature():
    *said, blank, signature = NOTE.splitlines()
    assert said == [
        "datos.quito.example/bitacora",
        "7",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "2026-11-21T17:00:05Z",
    ]
    assert blank == ""
    assert signature.startswith("— datos.quito.example/bitacora ")


def test_a_head_that_is_opened_says_what_was_signed():
    assert open_note(NOTE, VERIFIER) == HEAD
    assert open_note(NOTE.replace("\n", "\r\n"), VERIFIER) == HEAD


@pytest.mark.parametrize("line", range(4))
def test_a_head_with_any_line_changed_is_refused(line):
    lines = NOTE.split("\n")
    lines[line] = lines[line][:-1] + ("A" if lines[line][-1] != "A" else "B")
    with pytest.raises(BadNote):
        open_note("\n".join(lines), VERIFIER)


def test_another_key_of_the_same_name_does_not_open_it():
    with pytest.raises(BadNote):
        open_note(NOTE, verifier_of(HEAD.origin, Ed25519PrivateKey.generate()))


def test_a_verifier_reads_as_it_is_written():
    assert Verifier.parse(str(VERIFIER)) == VERIFIER


@pytest.mark.parametrize("written", ["", "name", "name+00000000+AQ==", "name+zz+%%", f"x{VERIFIER}"])
def test_what_is_no_verifier_is_refused(written):
    with pytest.raises(BadNote):
        Verifier.parse(written)


@pytest.mark.parametrize("text", ["", "hola", "a\nb\nc\nd\n\n— x y\n", NOTE.replace("\n7\n", "\nsiete\n")])
def test_what_is_no_head_is_refused(text):
    with pytest.raises(BadNote):
        read_note(text)


def test_heads_kept_one_after_another_are_told_apart():
    later = sign(Checkpoint(HEAD.origin, 9, HEAD.root, HEAD.time), KEY)
    assert split_notes(NOTE + "\n" + later) == [NOTE, later]
