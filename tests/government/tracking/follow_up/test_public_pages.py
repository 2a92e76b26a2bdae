"""What everybody sees: a cycle with who reported and who is silent, and approved reports with posts and corrections."""

from __future__ import annotations

import json

import pytest

from minga.foundation.ledger.models import Event
from minga.government.tracking import actions
from minga.kernel.events import event_kind
from tests.factories.plans import TargetFactory
from tests.factories.reports import approved, city, drafted, now, opened, passed, prepared, sent
from tests.factories.roles import give
from tests.pages import said

pytestmark = pytest.mark.django_db
CYCLE = "/planes/paga/ciclos/1/"
REPORT = "/planes/paga/C1.H1/reportes/1/"
RESULT = {"text": "Tableros", "quantity": "9", "unit": "tableros", "kind": "product"}


@pytest.fixture
def found():
    return city()


def table(client) -> list[dict]:
    """The cycle's table as a program reads it."""
    return json.loads(client.get(f"{CYCLE[:-1]}.json").getvalue())


def test_a_cycle_says_who_was_asked_who_reported_and_who_is_silent(client, found):
    cycle = opened(found)
    approved(found, cycle)
    passed(cycle, 2)
    page = said(client.get(CYCLE))
    assert "Se pidieron 2 reportes; se envió uno; uno sigue sin reporte." in page
    assert "Sin reporte C1.H2 · Obras 2 días de atraso" in page
    assert "C1.H1 Hito 1 Obras En marcha" in page


def test_a_cycle_in_preparation_is_nobody_s_business(client, found):
    prepared(found)
    assert [client.get(address).status_code for address in (CYCLE, f"{CYCLE[:-1]}.csv", REPORT)] == [404] * 3


@pytest.mark.parametrize("make", [drafted, sent])
def test_what_is_not_approved_is_not_public(client, found, make):
    make(found, opened(found), narrative="Todavía no es público.")
    assert client.get(REPORT).status_code == 404
    assert "Todavía no es público." not in said(client.get(CYCLE))


def test_the_table_tells_the_same(client, found):
    cycle = opened(found)
    approved(found, cycle)
    passed(cycle, 2)
    rows = table(client)
    assert [(row["key"], row["status"], row["silent"], row["second_review"]) for row in rows] == [
        ("C1.H1", "in_progress", False, True),
        ("C1.H2", "", True, None),
    ]
    assert client.get(f"{CYCLE[:-1]}.csv").status_code == 200


def test_an_approved_report_is_read_whole_with_posts_and_without_names(client, found):
    target = TargetFactory(node=found.nodes[0])
    content = {"results": [RESULT], "measured": {str(target.public_id): "12,5"}, "difficulties": "Llovió."}
    approved(found, opened(found), **content)
    page = said(client.get(REPORT))
    assert "Obras lo declara en marcha, con un avance físico de 45,5 %," in page
    assert "Tableros 9 tableros producto" in page
    assert "Organizar 21 barrios 12,5 barrios" in page
    assert "Elaborado · Dirección, Obras" in page
    assert "Revisado · Dirección, Planificacion" in page
    assert ("Llovió." in page, "@" in page, "Sin segunda revisión" in page) == (True, False, False)


def test_a_report_that_one_person_reviewed_and_approved_says_so(client, found):
    give(found.approver, "reviewer", found.planning)
    report = sent(found, opened(found))
    report = actions.review_report(report=report, by=found.approver, version=report.version)
    actions.approve_report(report=report, by=found.approver, version=report.version)
    assert "Sin segunda revisión: la misma persona lo revisó y lo aprobó." in said(client.get(REPORT))
    assert "sin segunda revisión" in said(client.get(CYCLE))


def test_comments_of_who_gave_it_back_are_not_public(client, found):
    cycle = opened(found, chain="two-steps")
    report = sent(found, cycle)
    report = actions.return_report(report=report, by=found.approver, version=report.version, comment="Flojo.")
    report = actions.send_report(report=report, by=found.responsible, version=report.version)
    actions.approve_report(report=report, by=found.approver, version=report.version, comment="Ahora sí.")
    page = said(client.get(REPORT))
    assert ("Devuelto · Dirección" in page, "Flojo." in page, "Ahora sí." in page) == (True, False, False)


def test_a_correction_shows_both_versions(client, found):
    report = approved(found, opened(found))
    actions.correct_report(
        report=report, field="physical", after="50", reason="Se contó mal.", by=found.reviewer, version=report.version
    )
    page = said(client.get(REPORT))
    assert "Este reporte tiene una fe de erratas" in page
    assert "45,5 50 Se contó mal." in page
    assert now(report).content["physical"] == "45,5"


def test_the_pages_of_the_plan_and_the_node_lead_there(client, found):
    approved(found, opened(found))
    assert 'href="/planes/paga/ciclos/1/"' in client.get("/planes/paga/").content.decode()
    assert 'href="/planes/paga/C1.H1/reportes/1/"' in client.get("/planes/paga/C1.H1/").content.decode()
    assert 'href="/planes/paga/ciclos/1/"' in client.get("/planes/paga/C1.H2/").content.decode()


def test_a_status_that_a_report_declares_is_not_said_to_be_printed(client, found):
    approved(found, opened(found))
    page = said(client.get("/planes/paga/C1.H1/"))
    assert ("Declarado" in page, "Impreso" in page, "El documento imprime" in page) == (True, False, False)


def test_every_act_leads_to_its_page(client, found):
    cycle = opened(found)
    report = approved(found, cycle)
    actions.correct_report(
        report=report, field="physical", after="50", reason="Mal.", by=found.reviewer, version=report.version
    )
    addresses = {
        event.kind.split(".")[1]: event_kind(event.kind).address(event.subject, event.payload)
        for event in Event.objects.filter(kind__startswith="tracking.")
    }
    assert addresses == {
        "cycle-opened": CYCLE,
        "report-sent": CYCLE,
        "report-reviewed": CYCLE,
        "report-approved": REPORT,
        "report-corrected": REPORT,
    }
    assert {client.get(address).status_code for address in addresses.values()} == {200}


def test_what_is_invented_says_so(client):
    found = city(fictitious=True)
    approved(found, opened(found))
    for address in (CYCLE, REPORT):
        assert "Municipio ficticio" in said(client.get(address))
    assert {row["fictitious"] for row in table(client)} == {True}


@pytest.mark.parametrize("milestones", [1, 3])
def test_pages_take_at_most_ten_queries_however_much_there_is(client, django_assert_max_num_queries, milestones):
    found = city(milestones=milestones)
    cycle = opened(found)
    for node in found.nodes:
        approved(found, cycle, node.key, results=[RESULT] * milestones)
    for address, most in ((CYCLE, 2), (REPORT, 6)):
        with django_assert_max_num_queries(most):
            client.get(address)
