"""The page of an own draft: one form, in which no button loses what was written for another."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from minga.foundation.sources.models import Load
from minga.government.plans.models import ChangeSet, Plan
from minga.government.plans.queries.changes import edits_of
from minga.government.plans.queries.desk import change_rows
from minga.government.plans.views.desk.change_page import ROWS_IN_A_PAGE
from tests.factories.changes import drafted, node_edit, person, published, submitted
from tests.factories.plans import followed_plan
from tests.factories.sources import DocumentFactory, LoadFactory
from tests.pages import said

pytestmark = pytest.mark.django_db
EDITS = (node_edit("C1", "title", "Abrir los datos"), node_edit("C1", "start", "2025"))
WRITTEN = {"title": "Precisa el nombre", "reason": "Lo resolvió el comité", "basis": "act"}
ACT = {"act_kind": "session", "act_number": "004-2026", "act_date": "2026-05-14", "act_annex": "AC-004"}
PROOF = {"place": "página 4", "printed": "Abrir los datos"}


@pytest.fixture
def plan() -> Plan:
    return followed_plan("Cumplido|Pendiente", "Cumplido").plan


@pytest.fixture
def editor(client):
    found = person("editor")
    client.force_login(found)
    return found


@pytest.fixture
def draft(plan, editor) -> ChangeSet:
    return drafted(plan, *EDITS, by=editor)


def page_of(change_set: ChangeSet, query: str = "") -> str:
    return reverse("plans:desk-changes", args=[change_set.plan.slug, change_set.public_id]) + query


def refs(change_set: ChangeSet) -> list[str]:
    return [row.ref for row in change_rows(edits_of(change_set))]


def proof(change_set: ChangeSet, number: int = 0, **values) -> dict[str, str]:
    """The fields of one change, as they are sent."""
    blank = {"document": "", "place": "", "printed": ""}
    return {f"{refs(change_set)[number]}-{name}": value for name, value in (blank | values).items()}


def press(client, change_set: ChangeSet, do: str, query: str = "", **values):
    """Sends the page's form with what is written in it, by one of its buttons."""
    change_set.refresh_from_db()
    return client.post(page_of(change_set, query), {"version": change_set.version, "basis": "act", **values, "do": do})


def written(change_set: ChangeSet) -> dict[str, object]:
    """What the draft keeps of what was written."""
    change_set.refresh_from_db()
    names = ("title", "reason", "basis", "act_kind", "act_number", "act_date", "act_annex")
    return {name: getattr(change_set, name) for name in names}


ALL_KEPT = {**WRITTEN, **ACT, "act_date": date(2026, 5, 14)}


def test_the_first_button_of_the_form_only_saves(client, draft):
    """It is the one that a browser presses for the return key in any field."""
    page = client.get(page_of(draft)).content.decode()
    buttons = re.findall(r'<button[^>]*name="do"[^>]*>', page)
    assert 'value="save"' in buttons[0]
    assert page.count("<form id=") == 1


def test_a_draft_is_saved_however_much_is_missing(client, draft):
    assert press(client, draft, "save", act_date="2026-05-14").status_code == 302
    assert written(draft) == {
        "title": "",
        "reason": "",
        "basis": "act",
        "act_kind": "",
        "act_number": "",
        "act_date": date(2026, 5, 14),
        "act_annex": "",
    }
    assert 'value="2026-05-14"' in client.get(page_of(draft)).content.decode()


BUTTONS = ["save", "note:", "drop:", "keep:", "preview", "page:2", "send", "send-without-act", ""]


@pytest.mark.parametrize("do", BUTTONS)
def test_every_button_keeps_all_that_is_written(client, draft, do):
    document = DocumentFactory()
    first, second = refs(draft)
    sent = {**WRITTEN, **ACT, **proof(draft, 0, document=document.slug, **PROOF), **proof(draft, 1, place="línea 3")}
    press(client, draft, f"{do}{second}" if do.endswith(":") else do, **sent)
    assert written(draft) == ALL_KEPT
    kept = {row.ref: (row.edit.document, row.edit.place, row.edit.printed) for row in change_rows(edits_of(draft))}
    assert kept[first] == (document.slug, "página 4", "Abrir los datos")
    assert kept.get(second, ("", "línea 3", "")) == ("", "línea 3", "")
    assert (second in kept) == (do != "drop:")


@pytest.mark.parametrize("do", ["save", "note:", "drop:", "send", "preview"])
def test_what_cannot_be_kept_is_told_and_nothing_written_is_lost(client, draft, do):
    ref = refs(draft)[1]
    sent = {**WRITTEN, **ACT, "act_date": "mayo", **proof(draft, 1, document="otro", place="línea 3")}
    answer = press(client, draft, f"{do}{ref}" if do.endswith(":") else do, **sent)
    page = answer.content.decode()
    assert (answer.status_code, written(draft)["title"]) == (422, "")
    for value in ("Precisa el nombre", "Lo resolvió el comité", "004-2026", "mayo", "AC-004", "línea 3"):
        assert value in page
    assert f'<a href="#id_{ref}-document">C1, Inicio: Documento</a>' in page
    assert "<details open>" in page
    assert len(edits_of(draft)) == 2


def test_a_second_window_is_told_and_nothing_written_is_lost(client, plan, editor, draft):
    sent = {**WRITTEN, **ACT, **proof(draft, 1, place="línea 3"), "version": 1}
    drafted(plan, node_edit("C2", "title", "En la otra ventana"), by=editor)
    answer = press(client, draft, "save", **sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Estos cambios se guardaron también en otra ventana." in said(answer)
    for value in ("Precisa el nombre", "004-2026", "línea 3", "En la otra ventana"):
        assert value in page
    assert 'name="version" value="2"' in page
    assert press(client, draft, "save", **sent | {"version": 2}).status_code == 302
    assert edits_of(draft)[1].place == "línea 3"


def test_saving_what_is_there_already_makes_no_new_version(client, draft):
    press(client, draft, "save", **WRITTEN)
    press(client, draft, "save", **WRITTEN)
    draft.refresh_from_db()
    assert draft.version == 2


def test_where_a_value_is_printed_is_noted_and_the_page_opens_there(client, draft):
    document = DocumentFactory(title="Informe de mercados", date="2026-05")
    ref = refs(draft)[0]
    answer = press(client, draft, f"note:{ref}", **proof(draft, 0, document=document.slug, **PROOF))
    assert answer.headers["Location"] == f"{page_of(draft)}#{ref}"
    page = client.get(page_of(draft)).content.decode()
    link = f'<a lang="es" href="{document.get_absolute_url()}">Informe de mercados</a>, may 2026'
    assert f'{link}, <span lang="es">página 4</span>: <span lang="es">«Abrir los datos»</span>' in page


def test_a_change_is_taken_out(client, draft):
    assert press(client, draft, f"drop:{refs(draft)[1]}").headers["Location"] == page_of(draft)
    assert [edit.field for edit in edits_of(draft)] == ["title"]
    assert press(client, draft, "drop:c0").status_code == 422


def test_without_any_change_there_is_nothing_to_send(client, draft):
    for _number in range(2):
        press(client, draft, f"drop:{refs(draft)[0]}")
    page = said(client.get(page_of(draft)))
    assert "No queda ningún cambio" in page
    assert "Enviar a publicar" not in page


def test_a_conflict_is_shown_and_decided(client, plan, editor):
    change_set = drafted(plan, node_edit("C1", "title", "El mío"), by=editor)
    published(plan, node_edit("C1", "title", "Otro"))
    page = said(client.get(page_of(change_set)))
    assert (
        "C1 · Nombre: viste «Compromiso número 1» y ahora consta «Otro» (aprobación, Acta de sesión 004-2026," in page
    )
    assert press(client, change_set, "send", **WRITTEN, **ACT).status_code == 409
    assert press(client, change_set, f"keep:{refs(change_set)[0]}").status_code == 302
    assert "Mientras tanto" not in said(client.get(page_of(change_set)))
    assert "Ahora consta" not in said(client.get(reverse("plans:desk-node", args=[plan.slug, "C1"])))


def test_the_preview_is_of_what_was_just_written(client, draft):
    answer = press(client, draft, "preview", **WRITTEN)
    assert answer.headers["Location"] == reverse("plans:desk-preview", args=[draft.plan.slug, draft.public_id])
    assert "Vista previa, no publicada: Precisa el nombre." in said(client.get(answer.headers["Location"]))


def test_the_act_is_asked_for_when_it_is_sent(client, draft):
    answer = press(client, draft, "send", **WRITTEN)
    page = said(answer)
    assert answer.status_code == 422
    for line in (
        "Si el acto aún no está dado, envíalos sin él: lo dará quien publica.",
        "Acto que los aprueba : Elige el acto que los aprueba.",
        "Número del acto : Escribe el número del acto.",
        "Fecha del acto : Escribe la fecha del acto.",
        "Número del acta de compromiso : Escribe también este número.",
    ):
        assert line in page
    draft.refresh_from_db()
    assert (draft.state, draft.title) == ("draft", "Precisa el nombre")


def test_the_title_is_asked_for_when_it_is_sent(client, draft):
    answer = press(client, draft, "send", **ACT)
    assert answer.status_code == 422
    assert "Título de los cambios : Escribe qué cambia, en una línea." in said(answer)


def test_with_its_act_it_is_sent(client, draft):
    assert press(client, draft, "send", **WRITTEN, **ACT).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.act) == ("submitted", "Acta de sesión 004-2026")


def test_an_act_to_come_is_said_so(client, draft):
    assert press(client, draft, "send-without-act", **WRITTEN, act_kind="session").status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.act_kind, draft.act_number) == ("submitted", "session", "")


def test_an_act_of_another_kind_or_day_does_not_do(client, draft):
    answer = press(client, draft, "send", **WRITTEN, **ACT | {"act_date": "2999-01-01"})
    assert (answer.status_code, "La fecha del acto todavía no llega." in said(answer)) == (422, True)
    assert "004-2026" in answer.content.decode()


def test_a_correction_is_sent_without_act_once_it_is_proven(client, draft):
    document = DocumentFactory()
    sent = {**WRITTEN, "basis": "erratum", **proof(draft, 0, document=document.slug, **PROOF)}
    answer = press(client, draft, "send", **sent, **proof(draft, 1))
    page = answer.content.decode()
    ref = refs(draft)[1]
    assert answer.status_code == 422
    assert "Una fe de erratas dice en qué documento y en qué lugar está impreso cada dato." in said(answer)
    assert f'<a href="#id_{ref}-document">C1, Inicio: Documento</a>: Elige el documento que lo imprime.' in page
    assert page.count("<details open>") == 1
    start = proof(draft, 1, document=document.slug, place="página 5", printed="2025")
    assert press(client, draft, "send", **sent, **start).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.basis, draft.act) == ("submitted", "erratum", "")


def test_only_its_author_writes_in_it(client, plan, draft):
    client.force_login(person("planner"))
    assert client.post(page_of(draft), {"do": "save", "version": 1, "basis": "act"}).status_code == 403


@pytest.mark.parametrize("role", ["approver", "reviewer", "planner"])
def test_what_was_sent_is_written_in_by_nobody(client, plan, role):
    change_set = submitted(plan, *EDITS)
    client.force_login(person(role))
    assert press(client, change_set, "save", **WRITTEN).status_code == 403
    assert "Guardar borrador" not in said(client.get(page_of(change_set)))


def test_many_changes_stand_on_pages_whose_buttons_save(client, editor):
    number = ROWS_IN_A_PAGE + 5
    plan = followed_plan("|".join(["Cumplido"] * number)).plan
    edits = [node_edit(f"C1.H{place}", "title", f"Otro {place}") for place in range(1, number + 1)]
    change_set = drafted(plan, *edits, by=editor)
    page = said(client.get(page_of(change_set)))
    assert f"Del 1 al {ROWS_IN_A_PAGE}, de {number} cambios." in page
    assert "Enviar a publicar" in page
    press(client, change_set, "save", **proof(change_set, 0, place="línea 1"))
    answer = press(client, change_set, "page:2", **WRITTEN)
    assert answer.headers["Location"] == f"{page_of(change_set)}?pagina=2#lista"
    later = said(client.get(page_of(change_set, "?pagina=2")))
    assert f"Del {ROWS_IN_A_PAGE + 1} al {number}, de {number} cambios." in later
    press(client, change_set, "save", "?pagina=2", **WRITTEN, **proof(change_set, number - 1, place="la última"))
    kept = edits_of(change_set)
    assert (kept[0].place, kept[-1].place, written(change_set)["title"]) == (
        "línea 1",
        "la última",
        "Precisa el nombre",
    )


def test_documents_are_offered_by_title_and_date_and_none_reads_as_another(client, plan, draft):
    DocumentFactory(title="Informe", date="2026-05", issuer="Secretaría")
    DocumentFactory(title="Informe", date="2026-05", issuer="Dirección")
    DocumentFactory(title="Informe", date="2026-11")
    options = re.findall(r"<option[^>]*>([^<]*)</option>", client.get(page_of(draft)).content.decode())
    assert {"Informe, may 2026, Secretaría", "Informe, may 2026, Dirección", "Informe, nov 2026"} <= set(options)


def test_a_document_of_which_nothing_stands_is_not_offered_unless_it_is_cited(client, draft):
    gone = LoadFactory(document__title="Informe deshecho", state=Load.State.UNDONE).document
    again = LoadFactory(document__title="Informe aplicado de nuevo", state=Load.State.UNDONE)
    LoadFactory(document=again.document)
    page = client.get(page_of(draft)).content.decode()
    assert ("Informe deshecho" in page, "Informe aplicado de nuevo" in page) == (False, True)
    ChangeSet.objects.filter(pk=draft.pk).update(act_document=gone)
    assert "Informe deshecho" in client.get(page_of(draft)).content.decode()


def test_what_is_no_norm_is_said_once(client, draft):
    page = said(client.get(page_of(draft)))
    assert page.lower().count("no es norma") == 1
    assert "Práctica del II Plan de Acción de Gobierno Abierto" in page


def test_of_what_takes_a_load_back_only_the_whole_is_written(client, plan, draft):
    load = LoadFactory(state=Load.State.UNDONE)
    ChangeSet.objects.filter(pk=draft.pk).update(undoes=load)
    page = said(client.get(page_of(draft)))
    assert ("Anotar dónde consta" in page, "Quitar" in page) == (False, False)
    press(client, draft, "save", **WRITTEN, **ACT, **proof(draft, 0, **PROOF))
    assert (written(draft), edits_of(draft)[0].place) == (ALL_KEPT, "")
    assert press(client, draft, f"drop:{refs(draft)[0]}").status_code == 422
    assert press(client, draft, "send", **WRITTEN, **ACT).status_code == 302


def test_what_a_correction_lacks_on_another_page_is_told_all_the_same(client, editor):
    number = ROWS_IN_A_PAGE + 1
    plan = followed_plan("|".join(["Cumplido"] * number)).plan
    edits = [node_edit(f"C1.H{place}", "title", f"Otro {place}") for place in range(1, number + 1)]
    change_set = drafted(plan, *edits, by=editor)
    answer = press(client, change_set, "send", **WRITTEN | {"basis": "erratum"})
    assert f"C1.H{number} · Nombre: elige el documento que lo imprime." in said(answer)


def test_the_act_is_told_to_be_only_for_what_an_act_changes(client, draft):
    page = said(client.get(page_of(draft)))
    only = "Solo si se basan en un acto. Una fe de erratas deja esto en blanco."
    assert page.index("Fe de erratas") < page.index(only) < page.index("Para publicarlos hace falta")


def test_what_takes_a_load_back_is_based_on_an_act_and_nothing_else(client, draft):
    ChangeSet.objects.filter(pk=draft.pk).update(undoes=LoadFactory(), basis="erratum")
    page = client.get(page_of(draft)).content.decode()
    assert ('value="erratum"' in page, "Solo si se basan en un acto" in page) == (False, False)
    assert press(client, draft, "send", **WRITTEN | {"basis": "erratum"}, **ACT).status_code == 302
    assert written(draft)["basis"] == "act"


FIRST = (
    "Este plan aún no tiene ediciones: se guardará primero la edición 1, con lo que imprimen los documentos leídos, "
    "sin acto; estos cambios serán la edición 2."
)


def test_before_the_first_edition_the_page_and_the_preview_tell_that_there_will_be_two(client, plan, draft):
    preview = reverse("plans:desk-preview", args=[plan.slug, draft.public_id])
    assert FIRST in said(client.get(page_of(draft)))
    assert FIRST in said(client.get(preview))
    published(plan, node_edit("C2", "title", "Otro"))
    assert FIRST not in said(client.get(page_of(draft)))
    assert FIRST not in said(client.get(preview))


def test_nobody_gives_their_own_changes_back_to_themselves(client, plan):
    planner = person("planner")
    change_set = submitted(plan, *EDITS, by=planner)
    told = {}
    for someone in (planner, person("planner")):
        client.force_login(someone)
        page = said(client.get(page_of(change_set)))
        told[someone.pk == planner.pk] = ("Devolver a quien los preparó" in page, "Volver a editarlos" in page)
    assert told == {True: (False, True), False: (True, False)}
