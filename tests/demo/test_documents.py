"""The demo shows what the documents print, and nothing else."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command

from minga.cli.instance import install_instance
from minga.cli.main import main
from minga.demo.documents import DATA, packaged_documents
from minga.demo.install import install_demo
from minga.foundation.sources.models import Document, Figure, Provenance
from minga.government.budget.models import BudgetFact, BudgetLine
from minga.government.plans.models import (
    DeclaredStatus,
    Link,
    Node,
    NodeMechanism,
    NodeRole,
    Plan,
    Target,
    TargetPeriod,
)
from minga.government.tracking.models import Evidence, Measurement, ResultItem
from minga.publishing.intake.reading import open_document
from minga.publishing.intake.recognisers import recognise
from minga.publishing.intake.records import draft_record
from tests.shared import shared

NAMES = sorted(path.stem for path in DATA.glob("*.json"))

QUESTIONS = {
    "plans": (Plan, "slug", "title", "kind", "start_year", "end_year", "publisher__name"),
    "nodes": (
        Node,
        "plan__slug",
        "key",
        "printed_code",
        "level__name",
        "title",
        "description",
        "parent__key",
        "position",
    ),
    "roles": (NodeRole, "node__plan__slug", "node__key", "role", "printed", "organization__name"),
    "mechanisms": (NodeMechanism, "node__plan__slug", "node__key", "term__canonical", "position"),
    "statuses": (
        DeclaredStatus,
        "node__plan__slug",
        "node__key",
        "printed",
        "canonical",
        "mark_reason",
        "note",
        "as_of",
    ),
    "targets": (Target, "node__plan__slug", "node__key", "name", "indicator_name", "unit"),
    "programmed": (TargetPeriod, "target__node__key", "year", "programmed"),
    "measured": (Measurement, "target__node__key", "year", "actual", "attainment_printed"),
    "lines": (BudgetLine, "name", "year", "execution_printed"),
    "money": (BudgetFact, "line__name", "phase", "amount", "as_of"),
    "results": (ResultItem, "node__plan__slug", "node__key", "position", "text"),
    "evidence": (Evidence, "node__plan__slug", "node__key", "position", "reference", "title"),
    "links": (Link, "source__key", "target__plan__slug", "target__key", "statement"),
    "figures": (Figure, "load__document__sha256", "position", "name", "value"),
    "provenance": (Provenance, "document__sha256", "field", "printed", "place__line"),
}


@pytest.mark.parametrize("name", NAMES)
def test_the_packaged_facts_are_those_of_the_document(name):
    draft = recognise(open_document(shared(f"sources/{name}.txt")))
    assert json.loads((DATA / f"{name}.json").read_text("utf-8")) == json.loads(json.dumps(draft_record(draft)))


def test_the_five_documents_ship():
    assert [document.file.name for document in packaged_documents()] == [f"{name}.txt" for name in NAMES]
    assert len(NAMES) == 5


def answers() -> dict[str, list[tuple[object, ...]]]:
    real = set(Document.objects.filter(fictitious=False).values_list("sha256", flat=True))
    found = {
        question: sorted(map(repr, model.objects.values_list(*fields)))
        for question, (model, *fields) in QUESTIONS.items()
    }
    return {"documents": sorted(real), **found}


@pytest.mark.django_db(transaction=True)
def test_the_documents_imported_by_command_give_the_demo(capsys, monkeypatch):
    monkeypatch.setattr("minga.demo.install.fictitious_documents", lambda: iter(()))
    install_instance()
    install_demo(str)
    demo = answers()
    call_command("flush", interactive=False, verbosity=0)
    install_instance()
    for name in NAMES:
        assert main(["import", str(shared(f"sources/{name}.txt")), "--apply"]) == 0
    assert capsys.readouterr().err == ""
    imported = answers()
    assert {question: imported[question] == demo[question] for question in demo} == dict.fromkeys(demo, True)
    assert (Node.objects.count(), DeclaredStatus.objects.count()) == (len(demo["nodes"]), 22)
