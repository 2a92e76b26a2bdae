"""What `minga import` says of what acts fixed: the command proposes and applies as the desk does."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from minga.cli.commands import import_
from minga.government.plans.models import Node, Plan
from minga.publishing.intake.actions import ReceivedFile, apply_draft
from tests.factories.changes import node_edit, published
from tests.factories.drafts import open_government_draft

pytestmark = pytest.mark.django_db
TOLD = (
    "  C1.H2 · Nombre: consta «Mercado nocturno», que fijó un acto (Acta de sesión 004-2026, edición 2); el documento dice "
    "«Feria»."
)


@pytest.fixture
def later(monkeypatch):
    """A later report that prints a title which an act changed, as a file reads."""
    apply_draft(open_government_draft(), file=ReceivedFile("mayo.txt"))
    published(Plan.objects.get(), node_edit("C1.H2", "title", "Mercado nocturno"))
    draft = open_government_draft(date="2025-11", findings=[])
    monkeypatch.setattr(import_, "read_file", lambda _path: draft)
    monkeypatch.setattr(import_, "start_with_record", lambda: None)
    return draft


def run(capsys, **options) -> list[str]:
    defaults = {"file": Path("noviembre.txt"), "apply": False, "json": False, "fictitious": False}
    assert import_.run(Namespace(**defaults | options)) == 0
    return capsys.readouterr().out.splitlines()


def test_a_proposal_tells_each_field_that_an_act_fixed(later, capsys):
    lines = run(capsys)
    assert "Cambiaría: 2 filas nuevas, 0 campos que cambian; campos que fijó un acto y quedan como están: 1." in lines
    assert TOLD in lines


def test_so_does_applying_and_it_keeps_them(later, capsys, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", lambda _path: b"")
    monkeypatch.setattr("minga.publishing.intake.actions.apply._keep", lambda _sha256, _content: None)
    lines = run(capsys, apply=True)
    assert any("campos que fijó un acto y quedan como están: 1." in line for line in lines)
    assert TOLD in lines
    assert Node.objects.get(key="C1.H2").title == "Mercado nocturno"
