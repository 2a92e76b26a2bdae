"""The public table of what was delivered, and what a person is told of their own."""

from __future__ import annotations

import json

import pytest
from django.http import Http404

from minga.foundation.accounts.personal import everything
from minga.government.tracking.actions.copies import release_copy
from minga.government.tracking.actions.evidence import review_evidence
from minga.government.tracking.evidence_datasets import COLUMNS, rows
from tests.factories.roles import again
from tests.factories.tracking import EvidenceFactory
from tests.government.tracking.evidence.making import pdf, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return work()


def test_each_delivery_is_a_row_with_its_hash_its_copy_and_its_verdict(client, at):
    evidence = at.deliver(title="Acta de entrega")
    copy = release_copy(evidence=evidence, without_people=True, by=again(at.reviewer))
    review_evidence(evidence=evidence, verdict="insufficient", reason="Faltan 6 barrios", by=again(at.reviewer))
    at.link(means=None)
    EvidenceFactory(node=at.node)
    told = json.loads(b"".join(client.get("/planes/paga/entregados.json").streaming_content))
    assert [(row["title"], row["kind"], row["link_state"]) for row in told] == [
        ("Acta de entrega", "document", ""),
        ("Obras en línea", "link", "unchecked"),
    ]
    first = told[0]
    assert list(first) == [column.name for column in COLUMNS]
    assert (first["expected"], first["sha256"]) == ("Acta de entrega a cada barrio", evidence.sha256)
    assert first["copy_url"] == f"http://localhost:8000/verificables/{copy.sha256}/"
    assert (first["verdict"], first["verdict_reason"], first["score"]) == ("insufficient", "Faltan 6 barrios", 70)


def test_what_a_report_holds_before_it_is_approved_is_no_row(at):
    report = at.report()
    at.deliver(report=report)
    assert not list(rows({}, plan="paga"))
    type(report).objects.update(state="approved", approved_at="2026-07-06T12:00:00Z")
    assert [row["annex"] for row in rows({}, plan="paga")] == ["1.1"]


def test_a_plan_that_is_none_has_no_table():
    with pytest.raises(Http404):
        rows({}, plan="ninguno")


def test_a_person_is_told_what_they_delivered(at):
    evidence = at.deliver(pdf("Otra"))
    told = everything(at.responsible)["verificables que entregó"]
    assert told == [{"plan": "paga", "elemento": "C1.H1", "título": evidence.title, "huella": evidence.sha256}]
