"""The pages from a decided reading to its load, and back."""

from __future__ import annotations

import pytest

from minga.foundation.organizations.rules import SYSTEM
from minga.government.plans.actions import publish_edition
from minga.government.plans.models import Node, Plan
from minga.publishing.intake.actions import ReceivedFile, apply_draft, undo_load
from minga.publishing.intake.draft import DraftEvidence, DraftStatus
from minga.publishing.intake.queries.differences import differences
from tests.factories.changes import SESSION, node_edit, node_moved, published
from tests.factories.drafts import milestone, open_government_draft
from tests.factories.plans import NodeFactory
from tests.factories.readings import (
    again,
    decide,
    hand_in,
    reading_of,
)
from tests.factories.roles import official
from tests.pages import said
from tests.publishing.intake.review.sending import LIST, address

pytestmark = pytest.mark.django_db


def test_the_differences_are_worked_out_when_asked_and_never_on_looking(desk, unit):
    reading = decide(hand_in(unit=unit))
    at = address(reading, "diferencias/")
    assert "Calcula las diferencias" in said(desk.get(at))
    assert desk.post(at).status_code == 303
    shown = said(desk.get(at))
    assert "Agrega 5 elementos y 15 datos más." in shown
    assert "Aplicar la lectura" in shown


def test_the_differences_show_which_statuses_would_change(desk, unit):
    first = open_government_draft(milestone(1, "Inventario"), milestone(2, "Feria", "Pendiente"), findings=[])
    apply_draft(first, file=ReceivedFile("mayo.txt"), fictitious=True)
    later = open_government_draft(
        milestone(1, "Inventario"), milestone(2, "Feria"), milestone(3, "Censo"), date="2025-11", findings=[]
    )
    reading = reading_of(later, unit=unit)
    assert desk.post(address(reading, "diferencias/")).status_code == 303
    told = differences(again(reading))
    assert [(one.key, one.before, one.after) for one in told.statuses] == [("C1.H2", "Pendiente", "Cumplido")]
    assert "C1.H2 · Feria Pendiente Cumplido" in said(desk.get(address(reading, "diferencias/")))


def test_a_status_shows_what_would_be_written_and_the_words_of_the_document(desk, unit):
    first = open_government_draft(milestone(1, "Inventario"), milestone(2, "Feria", "Pendiente"), findings=[])
    apply_draft(first, file=ReceivedFile("mayo.txt"), fictitious=True)
    fair = milestone(2, "Feria")
    fair.status = DraftStatus("En marca", "in_progress")
    same = milestone(1, "Inventario")
    same.status = DraftStatus("Cumplida", "completed")
    reading = reading_of(open_government_draft(same, fair, date="2025-11", findings=[]), unit=unit)
    desk.post(address(reading, "diferencias/"))
    told = differences(again(reading)).statuses
    assert [(one.key, one.before, one.after, one.printed) for one in told] == [
        ("C1.H2", "Pendiente", "En marcha", "En marca")
    ]
    assert "C1.H2 · Feria Pendiente En marcha impreso: En marca" in said(desk.get(address(reading, "diferencias/")))


def test_an_asterisk_that_is_new_is_a_change(desk, unit):
    first = open_government_draft(milestone(1, "Inventario"), findings=[])
    apply_draft(first, file=ReceivedFile("mayo.txt"), fictitious=True)
    later = open_government_draft(milestone(1, "Inventario", "Cumplido*"), date="2025-11", findings=[])
    reading = reading_of(later, unit=unit)
    desk.post(address(reading, "diferencias/"))
    assert "C1.H1 · Inventario Cumplido Cumplido*" in said(desk.get(address(reading, "diferencias/")))


def test_new_results_and_verifiables_are_listed_with_their_element(desk, unit):
    new = milestone(
        1,
        "Inventario",
        results=["Se contaron 40 puestos."],
        expected_means=["Acta de conteo"],
        evidence=[DraftEvidence("Anexo 1.1", "Línea base")],
    )
    reading = reading_of(open_government_draft(new, findings=[]), unit=unit)
    desk.post(address(reading, "diferencias/"))
    page = desk.get(address(reading, "diferencias/"))
    for words in ("Se contaron 40 puestos.", "Acta de conteo", "Anexo 1.1 Línea base"):
        assert f"C1.H1 · Inventario : {words}" in said(page).replace("Inventario:", "Inventario :")
    assert "paga-2025-2026/" not in said(page)


def test_what_comes_back_after_an_undo_is_told_as_such(desk, unit):
    draft = open_government_draft(milestone(1, "Inventario"), findings=[])
    undo_load(apply_draft(draft, file=ReceivedFile("mayo.txt"), fictitious=True))
    later = open_government_draft(milestone(1, "Inventario"), date="2025-11", findings=[])
    reading = reading_of(later, unit=unit)
    assert desk.post(address(reading, "diferencias/")).status_code == 303
    shown = said(desk.get(address(reading, "diferencias/")))
    assert "Vuelve: C1.H1 · Inventario" in shown
    assert "trae de vuelta 2 elementos" in shown
    assert "Cerrado" not in shown


def test_a_changed_field_names_its_element_without_the_plan(desk, unit):
    first = open_government_draft(milestone(1, "Inventario", description="Uno"), findings=[])
    apply_draft(first, file=ReceivedFile("mayo.txt"), fictitious=True)
    later = open_government_draft(milestone(1, "Inventario", description="Dos"), date="2025-11", findings=[])
    reading = reading_of(later, unit=unit)
    desk.post(address(reading, "diferencias/"))
    assert "C1.H1 · Inventario Descripción Uno Dos" in said(desk.get(address(reading, "diferencias/")))


@pytest.fixture
def renamed(unit):
    """An invented plan of which an act renamed a milestone and closed another; a later report that prints them as before."""
    first = open_government_draft(milestone(1, "Inventario"), milestone(2, "Feria", "Pendiente"), findings=[])
    apply_draft(first, file=ReceivedFile("mayo.txt"), fictitious=True)
    plan = Plan.objects.get()
    Plan.objects.filter(pk=plan.pk).update(publisher=unit)
    published(plan, node_edit("C1.H2", "title", "Mercado nocturno"), node_moved("C1.H1", "close"))
    later = open_government_draft(milestone(1, "Inventario"), milestone(2, "Feria"), date="2025-11", findings=[])
    return reading_of(later, unit=unit)


def test_what_an_act_fixed_is_told_before_with_its_act_and_the_way_to_change_it(desk, renamed):
    desk.post(address(renamed, "diferencias/"))
    answer = desk.get(address(renamed, "diferencias/"))
    shown, markup = said(answer), answer.content.decode()
    assert "Lo que un acto fijó y el documento dice de otro modo" in shown
    assert "C1.H1 · Inventario Cierre cerrado Todavía lo nombra: «Inventario»" in shown
    assert "C1.H2 · Mercado nocturno Nombre Mercado nocturno Feria" in shown
    assert "Edición 2 Acta de sesión 004-2026" in shown
    assert 'href="/planes/paga-2025-2026/ediciones/2/"' in markup
    assert 'href="/bandeja/planes/paga-2025-2026/C1.H2/"' in markup
    assert "respeta 2 datos que fijó un acto" in shown


def test_it_stays_told_on_the_reading_s_page_and_on_the_document_s(desk, renamed):
    desk.post(address(renamed, "aplicar/"), {"version": renamed.version})
    answer = desk.get(address(renamed))
    told = (
        "consta «Mercado nocturno», que fijó un acto (Acta de sesión 004-2026, edición 2); el documento dice «Feria»."
    )
    assert told in said(answer)
    assert 'href="/bandeja/planes/paga-2025-2026/C1.H2/"' in answer.content.decode()
    assert "Fijados por un acto, sin cambiar 2" in said(answer)
    public = said(desk.get(again(renamed).load.document.get_absolute_url()))
    assert "Un acto fijó otra cosa" in public
    assert told in public


def test_who_may_not_edit_the_plan_gets_no_way_to_change_it(client, unit, renamed):
    client.force_login(official("approver", unit))
    client.post(address(renamed, "diferencias/"))
    assert "/bandeja/planes/paga-2025-2026/C1.H2/" not in client.get(address(renamed, "diferencias/")).content.decode()


def test_differences_wait_for_the_matches(desk, unit):
    reading = hand_in(unit=unit)
    Plan.objects.create(slug="paga", identity="paga ficticio", title="Plan de Gobierno Abierto", fictitious=True)
    answer = desk.post(address(reading, "diferencias/"))
    assert (answer.status_code, "responde las coincidencias" in said(answer)) == (422, True)
    sent = {"version": reading.version, "p0-answer": "new", "p0-other": ""}
    assert desk.post(address(reading, "coincidencias/"), sent)["Location"] == address(reading)


def test_a_match_asks_which_one_and_refuses_a_stale_page(desk, unit):
    Plan.objects.create(slug="paga", identity="paga ficticio", title="Plan de Gobierno Abierto", fictitious=True)
    reading = hand_in(unit=unit)
    at = address(reading, "coincidencias/")
    assert "Se parece a" in said(desk.get(at))
    assert desk.post(at, {"version": reading.version, "p0-answer": "other"}).status_code == 422
    assert desk.post(at, {"version": reading.version, "p0-answer": ""}).status_code == 422
    assert desk.post(at, {"version": 1, "p0-answer": "new"}).status_code == 409
    assert desk.post(at, {"version": reading.version, "p0-answer": "other", "p0-other": "paga"}).status_code == 303


def test_a_reading_is_applied_seen_and_undone(desk, unit):
    reading = decide(hand_in(unit=unit))
    at = address(reading, "aplicar/")
    assert desk.get(at)["Location"] == address(reading, "diferencias/")
    assert desk.post(at, {"version": reading.version})["Location"] == address(reading)
    load = again(reading).load
    assert load.document.get_absolute_url() in desk.get(address(reading)).content.decode()
    replayed = desk.post(at, {"version": reading.version})
    assert (replayed.status_code, "cambió mientras" in said(replayed)) == (409, True)
    undo = address(reading, "deshacer/")
    assert "sale de una vez" in said(desk.get(undo))
    assert desk.post(undo, {"version": again(reading).version}).status_code == 303
    assert "se deshizo" in said(desk.get(address(reading)))
    assert "Deshecha 1" in said(desk.get(LIST))
    assert "Aplicada" not in said(desk.get(LIST))
    assert str(again(reading)) in said(desk.get(f"{LIST}?estado=undone"))
    assert "Ninguna lectura está así" in said(desk.get(f"{LIST}?estado=applied"))


def test_once_an_edition_holds_it_the_way_leads_to_the_changes_that_undo_it(desk, unit):
    reading = decide(hand_in(unit=unit))
    desk.post(address(reading, "aplicar/"), {"version": reading.version})
    plan = Plan.objects.get(nodes__key="C1")
    Plan.objects.filter(pk=plan.pk).update(publisher=unit)
    publish_edition(plan, act=SESSION, by=SYSTEM)
    undo = address(reading, "deshacer/")
    assert "Una edición publicada del plan ya recoge esta carga." in said(desk.get(undo))
    sent = desk.post(undo, {"version": again(reading).version})
    inverse = again(reading).load.inverses.get()
    assert sent["Location"] == inverse.get_absolute_url()
    assert f'href="{inverse.get_absolute_url()}"' in desk.get(address(reading)).content.decode()
    assert inverse.title in said(desk.get("/bandeja/"))


def test_undecided_alerts_are_told_with_their_number(desk, unit):
    reading = hand_in(unit=unit)
    answer = desk.post(address(reading, "aplicar/"), {"version": reading.version})
    assert (answer.status_code, "Falta decidir 1 alerta de lectura." in said(answer)) == (422, True)
    assert "disabled" in desk.get(address(reading)).content.decode()


def test_what_cannot_be_undone_is_listed(desk, unit):
    first = decide(hand_in(unit=unit))
    desk.post(address(first, "aplicar/"), {"version": first.version})
    made = Node.objects.get(key="C1")
    NodeFactory(plan=made.plan, level=made.level, parent=made, key="C1.H9", title="Mapa de los mercados")
    told = "C1.H9 «Mapa de los mercados» está dentro de lo que trajo la carga. Ciérralo o muévelo antes."
    seen = said(desk.get(address(first, "deshacer/")))
    assert (told in seen, "Deshacerla" in seen) == (True, False)
    answer = desk.post(address(first, "deshacer/"), {"version": again(first).version})
    assert (answer.status_code, told in said(answer), "Deshacerla" in said(answer)) == (422, True, False)


def test_a_reading_is_discarded_with_its_reason(desk, unit):
    reading = hand_in(unit=unit)
    at = address(reading, "descartar/")
    assert desk.post(at, {"version": reading.version, "reason": ""}).status_code == 422
    assert desk.post(at, {"version": 1, "reason": "Sobra"}).status_code == 409
    assert desk.post(at, {"version": reading.version, "reason": "Sobra"})["Location"] == LIST
    assert "Sobra" in said(desk.get(address(reading)))
    assert desk.get(address(reading, "alertas/1/")).status_code == 404
