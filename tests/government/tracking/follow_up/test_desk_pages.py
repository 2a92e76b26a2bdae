"""The desk of the follow-up: cycles from preparing to closing, a report written without scripts, checked and corrected."""

from __future__ import annotations

import pytest

from minga.foundation.organizations.models import Organization
from minga.government.tracking import duties
from minga.government.tracking.models import Assignment, Cycle, ProgressReport
from minga.kernel.duties import tasks_of
from tests.factories.plans import TargetFactory, declare
from tests.factories.reports import WHOLE, approved, asked, city, drafted, now, opened, passed, prepared, sent
from tests.factories.roles import again, day, official, organization
from tests.pages import said

pytestmark = pytest.mark.django_db
CYCLES = "/bandeja/seguimiento/"
CYCLE = f"{CYCLES}paga/1/"
REPORTS = "/bandeja/reportes/"


@pytest.fixture
def found():
    return city()


@pytest.fixture
def enter(client, found):
    """The desk of an official."""

    def as_(role):
        client.force_login(getattr(found, role) if isinstance(role, str) else role)
        return client

    return as_


def page_of(assignment) -> str:
    return f"{REPORTS}{assignment.public_id}/"


def typed(**values) -> dict[str, str]:
    """A report's form as a browser sends it."""
    return {"version": "0", **{name: str(value) for name, value in WHOLE.items()}, **values}


# Cycles.


def test_a_cycle_is_prepared_opened_and_followed(enter, found):
    planner = enter("planner")
    assert "Nunca se ha abierto un ciclo" in said(planner.get(CYCLES))
    form = {
        "version": 0,
        "name": "Segundo trimestre",
        "starts": day(-30),
        "ends": day(-1),
        "due_on": day(9),
        "chain": "three-steps",
    }
    assert planner.post(f"{CYCLES}paga/nuevo/", form).url == CYCLE
    page = said(planner.get(CYCLE))
    assert "En preparación: pedirá 2 reportes. Al abrirlo se avisará a una persona." in page
    assert "Ciclo abierto" in said(planner.post(f"{CYCLE}abrir/", {"version": 1}, follow=True))
    assert "Se pidieron 2 reportes; no se ha enviado ninguno." in said(planner.get(CYCLE))
    assert "Segundo trimestre Abierto" in said(planner.get(CYCLES))


def test_terms_that_are_refused_come_back_with_what_was_typed(enter):
    form = {
        "version": 0,
        "name": "Segundo trimestre",
        "starts": day(-30),
        "ends": day(-1),
        "due_on": day(-5),
        "chain": "two-steps",
    }
    answer = enter("planner").post(f"{CYCLES}paga/nuevo/", form)
    assert answer.status_code == 422
    assert "El plazo no puede vencer antes de que termine el periodo" in said(answer)
    assert 'value="Segundo trimestre"' in answer.content.decode()
    assert not Cycle.objects.exists()


def test_who_is_asked_is_changed_by_name(enter, found):
    prepared(found)
    organization("mercados", found.above)
    form = {"version": 1, "node-C1.H1": "Mercados", "node-C1.H2": ""}
    assert enter("planner").post(CYCLE, form).status_code == 303
    assert list(Assignment.objects.values_list("node__key", "organization__slug")) == [("C1.H1", "mercados")]
    assert "Un elemento no se pide a nadie." in said(enter("planner").get(CYCLE))


def test_a_name_that_is_not_known_is_told(enter, found):
    prepared(found)
    answer = enter("planner").post(CYCLE, {"version": 1, "node-C1.H1": "Nadie", "node-C1.H2": "Obras"})
    assert (answer.status_code, "No consta ese nombre" in said(answer)) == (422, True)
    assert Assignment.objects.count() == 2


def test_units_without_anybody_are_named_before_opening(client):
    found = city(without="responsible")
    prepared(found)
    client.force_login(found.planner)
    assert "Una unidad no tiene a nadie con el rol de responsable." in said(client.get(CYCLE))


def test_a_draft_is_changed_and_thrown_away(enter, found):
    cycle = prepared(found)
    planner = enter("planner")
    form = {"version": 1, "name": "Otro", "starts": day(-9), "ends": day(-1), "due_on": day(9), "chain": "two-steps"}
    assert planner.post(f"{CYCLE}datos/", form).status_code == 303
    assert Cycle.objects.get().name == "Otro"
    conflict = planner.post(f"{CYCLE}datos/", form)
    assert (conflict.status_code, 'name="version" value="2"' in conflict.content.decode()) == (409, True)
    assert planner.post(f"{CYCLE}descartar/", {"version": 2}).url == CYCLES
    assert not Cycle.objects.filter(pk=cycle.pk).exists()


def test_more_time_and_closing(enter, found):
    cycle = opened(found)
    planner = enter("planner")
    form = {"assignments": [asked(cycle).public_id], "due_on": day(20), "reason": "Llovió toda la semana."}
    assert "Un reporte tiene más plazo." in said(planner.post(f"{CYCLE}plazo/", form, follow=True))
    assert "Llovió toda la semana." in said(planner.get("/planes/paga/ciclos/1/"))
    answer = planner.post(f"{CYCLE}cerrar/", {"version": cycle.version}, follow=True)
    assert "Todavía hay plazo para 2 reportes que faltan" in said(answer)
    passed(cycle, 1)
    assert "Ciclo cerrado" in said(planner.post(f"{CYCLE}cerrar/", {"version": cycle.version}, follow=True))


def test_a_form_without_version_does_nothing(enter, found):
    prepared(found)
    assert "Vuelve a intentarlo" in said(enter("planner").post(f"{CYCLE}abrir/", {}, follow=True))
    assert Cycle.objects.get().state == "draft"


def test_who_only_reviews_sees_cycles_and_changes_none(enter, found):
    opened(found)
    reviewer = enter("reviewer")
    page = said(reviewer.get(CYCLE))
    assert ("Reporte por reporte" in page, "Cerrar el ciclo" in page) == (True, False)
    assert reviewer.post(f"{CYCLE}cerrar/", {"version": 2}).status_code == 403


def test_a_planner_of_another_unit_sees_nothing_of_it(client, found):
    opened(found)
    client.force_login(official("planner", found.works))
    assert client.get(CYCLE).status_code == 403
    assert "Tu rol no te da ningún plan cuyo seguimiento ver." in said(client.get(CYCLES))


# Writing.


def test_a_report_is_begun_saved_and_sent_without_scripts(enter, found):
    one = asked(opened(found))
    responsible = enter("responsible")
    assert "C1.H1 · Hito 1" in said(responsible.get(page_of(one)))
    assert not ProgressReport.objects.exists()
    answer = responsible.post(page_of(one), typed(guardar="1", physical="un montón"), follow=True)
    assert "Guardado. Nadie más lo ve hasta que lo envíes." in said(answer)
    assert 'value="un montón"' in answer.content.decode()
    row = {
        "result-0-text": "Tableros",
        "result-0-quantity": "9",
        "result-0-unit": "tableros",
        "result-0-kind": "product",
    }
    more = responsible.post(page_of(one), typed(otra="1", version="1", **row), follow=True)
    assert more.redirect_chain[0][0] == f"{page_of(one)}#resultados"
    assert ("Resultado 2" in said(more), "Resultado 3" in said(more)) == (True, False)
    assert "Enviado." in said(responsible.post(page_of(one), typed(enviar="1", version="2", **row), follow=True))
    assert ProgressReport.objects.get().state == "submitted"


def test_what_is_missing_stands_beside_its_field_and_nothing_is_lost(enter, found):
    one = asked(opened(found))
    form = typed(enviar="1", canonical="", physical="1.200", **{"result-1-text": "", "result-1-quantity": "3"})
    answer = enter("responsible").post(page_of(one), form)
    page, raw = said(answer), answer.content.decode()
    assert answer.status_code == 422
    assert "Corrige 5 datos para continuar." in page
    assert '<a href="#id_result-1-text">' in raw
    assert ('value="1.200"' in raw, 'value="3"' in raw, "Se instalaron 9 de 20 tableros." in raw) == (True, True, True)
    assert ProgressReport.objects.get().content["physical"] == "1.200"


def test_values_of_targets_are_asked(enter, found):
    target = TargetFactory(node=found.nodes[0])
    one = asked(opened(found))
    responsible = enter("responsible")
    assert "Organizar 21 barrios (barrios)" in said(responsible.get(page_of(one)))
    responsible.post(page_of(one), typed(enviar="1", **{f"measured-{target.public_id}": "12"}))
    assert ProgressReport.objects.get().content["measured"] == {str(target.public_id): "12"}


def test_two_who_write_at_once_lose_nothing(enter, found):
    cycle = opened(found)
    drafted(found, cycle, narrative="Lo del otro.")
    form = typed(guardar="1", version="0", narrative="Lo mío.")
    answer = enter("responsible").post(page_of(asked(cycle)), form | {"version": "7"})
    assert answer.status_code == 409
    page = said(answer)
    assert ("Lo mío." in page, "Lo del otro." in page) == (True, True)
    assert 'name="version" value="1"' in answer.content.decode()
    assert now(ProgressReport.objects.get()).content["narrative"] == "Lo del otro."


def test_what_comes_after_it_was_sent_is_not_lost(enter, found):
    cycle = opened(found)
    sent(found, cycle)
    answer = enter("responsible").post(page_of(asked(cycle)), typed(guardar="1", version="2", narrative="Tarde."))
    assert (answer.status_code, "Tarde." in said(answer)) == (403, True)


def test_what_was_said_before_stands_beside(enter, found):
    declare(found.nodes[1], "Pendiente")
    cycle = opened(found)
    page = said(enter("responsible").get(page_of(asked(cycle))))
    assert "Es la primera vez que se informa sobre este elemento." in page
    assert "Pendiente mayo de 2025 en un documento" in said(enter("responsible").get(page_of(asked(cycle, "C1.H2"))))


def test_a_report_of_a_cycle_in_preparation_is_not_there(enter, found):
    prepared(found)
    assert enter("responsible").get(page_of(Assignment.objects.first())).status_code == 404


def test_another_unit_does_not_see_a_draft(client, found):
    cycle = opened(found)
    drafted(found, cycle)
    client.force_login(official("responsible", Organization.objects.create(slug="otra", name="Otra")))
    assert client.get(page_of(asked(cycle))).status_code == 403


# Checking.


def test_a_report_is_reviewed_returned_and_approved_from_its_page(enter, found):
    cycle = opened(found)
    report = sent(found, cycle)
    one = asked(cycle)
    address = f"{page_of(one)}decision/"
    reviewer = enter("reviewer")
    page = said(reviewer.get(page_of(one)))
    assert "Lo que se informó antes" in page
    assert ("pasarlo a aprobación" in page, "Aprobar y publicar" in page) == (True, False)
    refused = reviewer.post(address, {"version": report.version, "paso": "returned", "comment": ""})
    assert (refused.status_code, "Escribe qué hay que corregir" in said(refused)) == (422, True)
    done = reviewer.post(address, {"version": report.version, "paso": "reviewed"}, follow=True)
    assert "Revisado: pasa a quien lo aprueba." in said(done)
    approver = enter("approver")
    done = approver.post(address, {"version": now(report).version, "paso": "approved"}, follow=True)
    assert "Aprobado: ya lo ve cualquiera." in said(done)
    assert "Cómo lo ve cualquiera" in said(approver.get(page_of(one)))


def test_comments_are_read_by_who_corrects(enter, found):
    cycle = opened(found)
    report = sent(found, cycle)
    one = asked(cycle)
    form = {"version": report.version, "paso": "returned", "comment": "Falta decir dónde."}
    assert enter("reviewer").post(f"{page_of(one)}decision/", form).status_code == 302
    assert "Te lo devolvieron: Falta decir dónde." in said(enter("responsible").get(page_of(one)))
    assert "Falta decir dónde." in said(enter("approver").get(page_of(one)))


@pytest.mark.parametrize(("form", "status"), [({"paso": "reviewed", "version": 1}, 409), ({"version": 2}, 422)])
def test_decisions_that_cannot_be(enter, found, form, status):
    cycle = opened(found)
    sent(found, cycle)
    answer = enter("reviewer").post(f"{page_of(asked(cycle))}decision/", form | {"comment": "Mi comentario"})
    assert (answer.status_code, "Mi comentario" in said(answer)) == (status, True)


def test_who_approves_learns_why_it_is_not_their_turn(enter, found):
    cycle = opened(found)
    report = sent(found, cycle)
    form = {"version": report.version, "paso": "approved"}
    answer = enter("approver").post(f"{page_of(asked(cycle))}decision/", form)
    assert (answer.status_code, "Antes de aprobarlo, alguien debe revisarlo" in said(answer)) == (403, True)


def test_a_correction_is_published_from_its_page(enter, found):
    cycle = opened(found)
    report = approved(found, cycle)
    address = f"{page_of(asked(cycle))}erratas/"
    reviewer = enter("reviewer")
    form = {"version": report.version, "field": "canonical", "after": "cumplido", "reason": "Ya estaba listo."}
    page = said(reviewer.post(address, form | {"version": now(report).version}, follow=True))
    assert "Cómo está" in page
    assert "En marcha Cumplido Ya estaba listo." in page
    again_ = reviewer.post(address, form | {"version": 1})
    assert (again_.status_code, "Ya estaba listo." in again_.content.decode()) == (409, True)


# What waits.


def test_the_desk_says_what_waits_for_each(enter, found):
    cycle = opened(found)
    titles = lambda person: [task.title for task in tasks_of(again(person)) if "C1" in task.title]  # noqa: E731
    assert titles(found.responsible) == ["Informa sobre C1.H1", "Informa sobre C1.H2"]
    report = sent(found, cycle)
    assert (titles(found.reviewer), titles(found.approver)) == (["Revisa el reporte de C1.H1"], [])
    reviewer = enter("reviewer")
    reviewer.post(f"{page_of(asked(cycle))}decision/", {"version": report.version, "paso": "reviewed"})
    assert (titles(found.reviewer), titles(found.approver)) == ([], ["Aprueba el reporte de C1.H1"])
    form = {"version": now(report).version, "paso": "returned", "comment": "Falta."}
    enter("approver").post(f"{page_of(asked(cycle))}decision/", form)
    assert titles(found.responsible) == ["Informa sobre C1.H2", "Corrige tu reporte de C1.H1"]


def test_many_reports_of_one_cycle_are_one_task():
    found = city(milestones=3)
    opened(found)
    task = next(iter(tasks_of(again(found.responsible))))
    assert (task.title, task.url, task.due) == ("Faltan 3 reportes tuyos", REPORTS, day(10))


@pytest.mark.parametrize("milestones", [1, 3])
def test_tasks_take_the_same_queries(django_assert_num_queries, milestones):
    found = city(milestones=milestones)
    cycle = opened(found)
    for node in found.nodes:
        sent(found, cycle, node.key)
    list(duties.tasks(found.reviewer))
    person = again(found.reviewer)
    with django_assert_num_queries(4):
        assert len(list(duties.tasks(person))) == milestones


@pytest.mark.parametrize("milestones", [1, 3])
def test_pages_take_the_same_queries(client, django_assert_max_num_queries, milestones):
    found = city(milestones=milestones)
    cycle = opened(found)
    client.force_login(found.reviewer)
    for node in found.nodes:
        sent(found, cycle, node.key)
    for address, most in ((REPORTS, 19), (CYCLES, 9), (CYCLE, 9)):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


def test_the_list_of_reports_says_how_each_stands(enter, found):
    cycle = opened(found)
    drafted(found, cycle)
    assert "Te faltan 2 reportes." in said(enter("responsible").get(REPORTS))
    report = ProgressReport.objects.get()
    enter("responsible").post(page_of(asked(cycle)), typed(enviar="1", version=str(report.version)))
    page = said(enter("responsible").get(REPORTS))
    assert ("Te falta un reporte." in page, "Enviados, en revisión" in page) == (True, True)
    assert "Un reporte espera que lo revises o lo apruebes." in said(enter("reviewer").get(REPORTS))
    assert "No hay reportes que esperen por ti." in said(enter("approver").get(REPORTS))
