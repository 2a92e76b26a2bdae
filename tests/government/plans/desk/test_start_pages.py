"""The desk's pages of a plan in preparation, from its first word to its first edition."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from minga.government.plans.actions import start_plan
from minga.government.plans.models import Plan
from minga.government.plans.queries.changes import draft_of, edits_of, read_draft
from minga.government.plans.queries.desk import tree_rows
from tests.factories.changes import drafted, person, published, submitted
from tests.factories.plans import declare, followed_plan
from tests.factories.roles import organization
from tests.factories.started import LEVELS, NODES, TITLE, beginning
from tests.pages import said

pytestmark = pytest.mark.django_db
SENT = {"title": TITLE, "kind": "open-government", "start_year": "2026", "end_year": "2028"}


@pytest.fixture
def publisher():
    return organization("secretaria-de-planificacion", organization("municipio"))


@pytest.fixture
def planner(client, publisher):
    found = person("planner", scope=publisher)
    client.force_login(found)
    return found


@pytest.fixture
def plan(publisher, planner) -> Plan:
    return start_plan(beginning(publisher), by=planner)


def desk(name: str, plan: Plan | None = None) -> str:
    return reverse(f"plans:{name}", args=[plan.slug] if plan else [])


def as_sent(form) -> dict[str, str]:
    return {field.html_name: str(field.value() or "") for field in form if field.name != "seen"} | {
        "seen": form["seen"].as_widget().split('value="')[1].split('"')[0].replace("&quot;", '"')
    }


@pytest.mark.usefixtures("planner")
def test_from_the_list_of_plans_to_its_levels(client, publisher):
    assert desk("desk-start") in client.get(desk("desk")).content.decode()
    form = client.get(desk("desk-start")).context["form"]
    assert form["publisher"].value() == publisher.name
    answered = client.post(desk("desk-start"), SENT | {"publisher": publisher.name})
    plan = Plan.at_desk.get()
    assert (answered.status_code, answered.url) == (303, desk("desk-levels", plan))
    assert len(client.get(answered.url).context["rows"].forms) == 3
    assert client.get(desk("desk-new", plan)).url == desk("desk-levels", plan)


@pytest.mark.usefixtures("planner")
def test_what_is_missing_is_asked_for_and_nothing_written_is_lost(client):
    answered = client.post(desk("desk-start"), {"short_title": "III PAGA", "start_year": "2026"})
    assert answered.status_code == 422
    assert (answered.context["form"]["short_title"].value(), answered.context["form"]["start_year"].value()) == (
        "III PAGA",
        "2026",
    )
    page = said(answered)
    for words in ("Escribe el título.", "Elige qué tipo de plan es.", "Elige la institución que lo publica."):
        assert words in page


def test_an_institution_of_others_is_not_accepted(client, planner):
    organization("empresa")
    answered = client.post(desk("desk-start"), SENT | {"publisher": "Empresa"})
    assert (answered.status_code, Plan.at_desk.count()) == (422, 0)


def test_a_name_that_is_taken_is_told_on_the_page(client, publisher, planner):
    followed_plan("Cumplido", identity="paga 3")
    answered = client.post(desk("desk-start"), SENT | {"publisher": publisher.name})
    assert answered.status_code == 422
    assert "Ya consta un plan con este nombre" in said(answered)


def test_its_data_sent_back_untouched_stay_and_are_corrected(client, plan):
    form = client.get(desk("desk-data", plan)).context["form"]
    assert client.post(desk("desk-data", plan), as_sent(form)).url == desk("desk-plan", plan)
    values = as_sent(form) | {"title": "Plan de Compras", "slug": "compras"}
    assert client.post(desk("desk-data", plan), values).url == reverse("plans:desk-plan", args=["compras"])
    plan.refresh_from_db()
    assert (plan.title, plan.slug, plan.start_year) == ("Plan de Compras", "compras", 2026)


def test_data_that_somebody_else_corrected_meanwhile_are_told(client, plan):
    form = client.get(desk("desk-data", plan)).context["form"]
    Plan.at_desk.update(title="Otro")
    answered = client.post(desk("desk-data", plan), as_sent(form) | {"short_title": "III"})
    assert answered.status_code == 409
    form = answered.context["form"]
    assert (form["title"].value(), form["short_title"].value(), Plan.at_desk.get().short_title) == ("Otro", "III", "")
    assert client.post(desk("desk-data", plan), as_sent(form)).status_code == 303
    assert (Plan.at_desk.get().title, Plan.at_desk.get().short_title) == ("Otro", "III")


def test_the_preview_and_the_publication_of_the_whole(client, plan, planner):
    change_set = submitted(plan, *LEVELS, *NODES, by=planner)
    shown = said(client.get(reverse("plans:desk-preview", args=[plan.slug, change_set.public_id])))
    assert f"{TITLE} El plan contiene 1 hito; ningún documento leído dice todavía cómo van." in shown
    page = said(client.get(reverse("plans:desk-changes", args=[plan.slug, change_set.public_id])))
    assert "Es un plan nuevo." in page
    act = {"act_kind": "session", "act_number": "004-2026", "act_date": "2026-05-14", "act_annex": "AC-004"}
    address = reverse("plans:desk-publish", args=[plan.slug, change_set.public_id])
    answered = client.post(address, act | {"version": change_set.version})
    assert answered.url == reverse("plans:edition", args=[plan.slug, 1])
    assert TITLE in said(client.get(reverse("plans:list")))


def test_dropping_it(client, plan, planner):
    drafted(plan, *LEVELS, by=planner)
    assert client.post(desk("desk-drop-plan", plan)).url == desk("desk")
    assert Plan.at_desk.count() == 0
    assert client.post(desk("desk-drop-plan", plan)).status_code == 404


def test_the_workbook_is_of_the_draft(client, plan, planner):
    drafted(plan, *LEVELS, *NODES, by=planner)
    book = load_workbook(io.BytesIO(client.get(desk("desk-workbook-file", plan)).content))
    sheet = book["Elementos"]
    assert [sheet[f"A{row}"].value for row in (2, 3, 4)] == ["nuevo-1", "nuevo-2", None]
    sheet["F3"] = "Publicar los pagos"
    for column, text in {"B": "Hito", "C": "nuevo-1", "D": "1", "F": "Publicar los contratos"}.items():
        sheet[f"{column}4"] = text
    target = io.BytesIO()
    book.save(target)
    looked = client.post(desk("desk-workbook", plan), {"file": SimpleUploadedFile("plan.xlsx", target.getvalue())})
    assert "El libro cambia 3 datos." in said(looked)
    keep = looked.context["keep"].initial
    assert (
        client.post(desk("desk-workbook", plan), {"edits": keep["edits"], "version": keep["version"]}).status_code
        == 302
    )
    rows = tree_rows(read_draft(plan, draft_of(planner, plan)))
    assert [(row.key, row.node["title"]) for row in rows] == [
        ("nuevo-1", "Abrir las compras públicas"),
        ("nuevo-3", "Publicar los contratos"),
        ("nuevo-2", "Publicar los pagos"),
    ]
    assert len(edits_of(draft_of(planner, plan))) == 6


def test_what_nobody_was_asked_about_is_not_told_as_an_empty_cell(client, plan, planner):
    edition = published(plan, *LEVELS, *NODES, by=planner)
    opened = edition.plan
    page = said(client.get(opened.get_absolute_url()))
    assert ("Sin estado" in page, "Sin seguimiento en Minga" in page) == (False, True)
    node = opened.nodes.get(key="C1.H1")
    assert "Consta por una edición del plan; ningún documento leído dice todavía cómo va." in said(
        client.get(node.get_absolute_url())
    )
    declare(opened.nodes.get(key="C1.H1"), "Cumplido")
    assert "de 1 con estado" in said(client.get(f"{opened.get_absolute_url()}?otra"))


def test_a_plan_in_preparation_is_based_on_an_act_without_asking(client, plan, planner):
    change_set = drafted(plan, *LEVELS, *NODES, by=planner)
    page = client.get(change_set.get_absolute_url()).content.decode()
    assert ('value="erratum"' in page, "Solo si se basan en un acto" in page, "El acto" in page) == (False, False, True)
