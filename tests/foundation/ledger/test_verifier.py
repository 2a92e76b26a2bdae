"""The program that citizens run finds what the log's own check finds, with nothing but Python."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from minga.foundation.ledger import verifier
from minga.foundation.ledger.actions import forget, record, seal
from minga.foundation.ledger.entries import digest_of
from minga.foundation.ledger.models import Event, Head

KIND = "sources.load-applied"
ASCII = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | ASCII,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ASCII, inner, max_size=4),
    max_leaves=12,
)
Holding = dict[str, Path]


@pytest.fixture
def holding(client, db, tmp_path) -> Holding:
    """What a citizen holds: a head and its key from the day before, and the log as it is downloaded today."""
    for number in range(9):
        record(KIND, f"load/{number}", {"title": f"Niñez «{number}»", "n": number}, erasable=number == 4)
    seal()
    kept = {name: client.get(f"/bitacora/{name}").content for name in ("cabeza.txt", "clave.txt", "verificar.py")}
    forget(Event.objects.get(subject="load/4"))
    for number in range(9, 20):
        record(KIND, f"load/{number}", {"n": number}, role="planner", fictitious=True)
    seal()
    kept["entradas.ndjson"] = b"".join(client.get("/bitacora/entradas.ndjson").streaming_content)
    for name, content in kept.items():
        (tmp_path / name).write_bytes(content)
    return {name: tmp_path / name for name in kept}


def run(holding: Holding) -> subprocess.CompletedProcess[str]:
    key = holding["clave.txt"].read_text().splitlines()[0]
    return subprocess.run(
        [
            sys.executable,
            "-I",
            holding["verificar.py"],
            holding["entradas.ndjson"],
            holding["cabeza.txt"],
            "--clave",
            key,
        ],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_log_that_only_grew_is_good(holding):
    done = run(holding)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Bien: las primeras 9 entradas" in done.stdout
    assert "20 entradas en total" in done.stdout


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "plans.edition-published"),
        ("subject", "load/77"),
        ("role", "planner"),
        ("at", "2020-01-01T00:00:00.000000Z"),
        ("digest", "0" * 64),
        ("payload", {"n": 77}),
        ("payload", None),
        ("fictitious", True),
        ("erasable", True),
    ],
)
def test_any_field_that_was_changed_is_found_out(holding, name, value):
    lines = holding["entradas.ndjson"].read_text().splitlines()
    entry = json.loads(lines[6]) | {name: value}
    lines[6] = json.dumps(entry)
    holding["entradas.ndjson"].write_text("\n".join(lines) + "\n")
    done = run(holding)
    assert done.returncode == 1
    assert "MAL" in done.stderr


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [*lines[:3], *lines[4:]],
        lambda lines: lines[:5],
        lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]],
        lambda lines: [*lines[:2], lines[1], *lines[2:]],
    ],
    ids=["deleted", "cut", "reordered", "repeated"],
)
def test_any_entry_that_was_deleted_moved_or_added_is_found_out(holding, change):
    lines = change(holding["entradas.ndjson"].read_text().splitlines())
    told = [json.dumps(json.loads(line) | {"index": number}) for number, line in enumerate(lines)]
    holding["entradas.ndjson"].write_text("\n".join(told) + "\n")
    done = run(holding)
    assert done.returncode == 1
    assert "MAL" in done.stderr


def test_a_head_that_somebody_else_signed_is_refused(holding):
    holding["clave.txt"].write_text(str(other_key()))
    done = run(holding)
    assert done.returncode == 1
    assert "no lleva una firma buena" in done.stderr


def other_key() -> str:
    from minga.foundation.ledger.keys import origin
    from minga.foundation.ledger.notes import verifier_of

    return str(verifier_of(origin(), Ed25519PrivateKey.generate()))


@given(VALUES)
def test_values_are_written_as_the_log_writes_them(value):
    assert digest_of(value) == __import__("hashlib").sha256(verifier.canonical(value)).hexdigest()


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.integers(0, 511))
def test_signatures_are_good_exactly_when_the_library_says_so(seed, message, bit):
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    assert verifier.signed(public, message, signature)
    changed = bytearray(signature)
    changed[bit // 8] ^= 1 << bit % 8
    assert not verifier.signed(public, message, bytes(changed))
    assert not verifier.signed(public, message + b"x", signature)


def test_it_is_short_enough_to_be_read():
    lines = Path(verifier.__file__).read_text().splitlines()
    assert len(lines) < 200
    assert max(map(len, lines)) <= 120


def test_heads_and_entries_of_the_command_are_those_of_the_pages(holding):
    head = Head.objects.order_by("pk").first()
    assert holding["cabeza.txt"].read_text() == head.note
    assert base64.b64encode(bytes(head.root)).decode() in head.note
