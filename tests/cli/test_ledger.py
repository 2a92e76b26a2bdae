"""`minga ledger`: the log worked out again, and what others keep of it."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from minga.cli.main import main
from minga.foundation.ledger.actions import record, seal
from minga.foundation.ledger.keys import current_verifier
from minga.foundation.ledger.models import Head
from minga.kernel.guards import put_up, take_down

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _log():
    for number in range(5):
        record("sources.load-applied", f"load/{number}", {"n": number})
    seal()


def tamper() -> None:
    take_down(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_event SET subject = 'load/77' WHERE subject = 'load/3'")
    put_up(connection)


def test_a_whole_log_is_told_so(capsys):
    assert main(["ledger", "verify"]) == 0
    said = capsys.readouterr().out
    assert "entera: 5 entradas" in said
    assert "No se comparó con ninguna cabeza" in said


@pytest.mark.parametrize("form", ["note", "json"])
def test_heads_that_were_kept_outside_are_compared(capsys, tmp_path, form):
    head = Head.objects.get()
    kept = tmp_path / "cabeza"
    kept.write_text(head.note if form == "note" else json.dumps(head.as_json()))
    assert main(["ledger", "verify", str(kept)]) == 0
    assert "Coincide con 1 " in capsys.readouterr().out


def test_a_log_that_was_touched_is_refused_with_what_is_wrong(capsys):
    tamper()
    assert main(["ledger", "verify"]) == 1
    said = capsys.readouterr().err
    assert "no es la que se selló" in said
    assert "5 entradas" in said


@pytest.mark.parametrize("content", ["", "hola", "{}", '{"note": 3}', "[1]"])
def test_a_file_without_heads_is_refused(capsys, tmp_path, content):
    kept = tmp_path / "cabeza"
    kept.write_text(content)
    assert main(["ledger", "verify", str(kept)]) == 1
    assert "no tiene ninguna cabeza" in capsys.readouterr().err


def test_head_and_key_are_printed_as_they_are_published(capsys):
    main(["ledger", "head"])
    assert capsys.readouterr().out == Head.objects.get().note
    main(["ledger", "key"])
    assert capsys.readouterr().out.strip() == current_verifier()
