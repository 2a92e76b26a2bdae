"""The public pages of editions: the list, what changed between two, the file, a node's history."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest
from django.urls import reverse

from minga.government.plans.actions import Act, publish_edition, rename_address
from minga.government.plans.models import Plan
from minga.government.plans.queries.editions import edition_page, history_of
from minga.kernel.access import Denied
from minga.kernel.errors import Refused
from tests.factories.changes import SESSION, node_edit, node_made, node_moved, person, published
from tests.factories.plans import change, followed_plan
from tests.factories.sources import DocumentFactory, FindingFactory
from tests.pages import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return followed_plan("Cumplido|Pendiente").plan


def three_editions(plan: Plan) -> None:
    published(plan, node_edit("C1", "title", "Abrir los datos"))
    published(
        plan,
        node_edit("C1", "title", "Abrir todo"),
        node_moved("C1.H2", "close"),
        node_made("Hito", "Medir", parent="C1"),
    )


def rows_of(plan: Plan, number: int, other: int | None = None):
    return [(row.key, row.label, row.before, row.after) for row in edition_page(plan, number, other).rows]


def test_an_edition_tells_what_changed_since_the_one_before(plan):
    three_editions(plan)
    assert rows_of(plan, 3) == [
        ("C1", "Nombre", "Abrir los datos", "Abrir todo"),
        ("C1.H2", "Se cierra", "abierto", "cerrado"),
        ("C1.H3", "Elemento nuevo", "–", "Nivel: Hito · Elemento que lo contiene: C1 · Nombre: Medir"),
    ]


def test_any_two_editions_are_compared_the_earlier_first(plan):
    three_editions(plan)
    assert rows_of(plan, 3, 1)[0] == ("C1", "Nombre", "Compromiso número 1", "Abrir todo")
    assert rows_of(plan, 1, 3) == rows_of(plan, 3, 1)


def test_the_first_edition_holds_all(plan):
    three_editions(plan)
    assert [row.key for row in edition_page(plan, 1).added] == ["Compromiso", "Hito", "C1", "C1.H1", "C1.H2"]


def test_the_list_names_acts_and_seals(client, plan):
    three_editions(plan)
    page = said(client.get(reverse("plans:editions", args=[plan.slug])))
    assert "El plan tiene 3 ediciones publicadas." in page
    assert "Acta de sesión 004-2026, 14 may 2026 (AC-004)" in page
    assert [edition.sha256 in page for edition in plan.editions.all()] == [True, True, True]


def test_the_list_says_what_each_edition_holds(client, plan):
    three_editions(plan)
    page = said(client.get(reverse("plans:editions", args=[plan.slug])))
    assert "El plan entero, con 3 elementos" in page
    assert "1 cambio: Corrige nombres" in page
    assert "Corrige nombres" in said(client.get(reverse("plans:edition", args=[plan.slug, 3])))


def test_a_correction_says_where_each_value_is_printed(client, plan):
    proof = {"document": DocumentFactory(title="Informe", date="2026-05").slug, "place": "página 4", "printed": "Mapa"}
    published(plan, node_edit("C1", "title", "Mapa", **proof), basis="erratum", act=None)
    base = f"{plan.get_absolute_url()}ediciones/2/"
    assert "Informe , may 2026, página 4: «Mapa»" in said(client.get(base))
    published(plan, node_edit("C1", "title", "Otro"))
    assert "Dónde consta" not in said(client.get(f"{plan.get_absolute_url()}ediciones/3/"))
    assert "Dónde consta" not in said(client.get(f"{base}?con=3"))


def test_the_file_is_what_its_seal_is_of(client, plan):
    three_editions(plan)
    edition = plan.editions.get(number=3)
    response = client.get(reverse("plans:edition-file", args=[plan.slug, 3]))
    assert hashlib.sha256(response.content).hexdigest() == edition.sha256
    assert json.loads(response.content)["plan"]["slug"] == plan.slug
    assert response.headers["Content-Disposition"] == f'attachment; filename="{plan.slug}-3.json"'


@pytest.mark.parametrize("address", ["ediciones/9/", "ediciones/9/plan.json", "ediciones/1/?con=8", "ediciones/9.csv"])
def test_an_edition_that_there_is_not(client, plan, address):
    three_editions(plan)
    assert client.get(f"{plan.get_absolute_url()}{address}").status_code == 404


def test_the_same_as_tables(client, plan):
    three_editions(plan)
    base = plan.get_absolute_url()
    editions = json.loads(b"".join(client.get(f"{base}ediciones.json").streaming_content))
    assert [(row["number"], row["basis"], row["act_number"]) for row in editions] == [
        (3, "act", "004-2026"),
        (2, "act", "004-2026"),
        (1, "reading", ""),
    ]
    changes = json.loads(b"".join(client.get(f"{base}ediciones/3.json?con=1").streaming_content))
    assert [(row["key"], row["operation"], row["field"], row["before"], row["since"]) for row in changes] == [
        ("C1", "update", "title", "Compromiso número 1", 1),
        ("C1.H2", "close", "", False, 1),
        ("C1.H3", "create", "", "", 1),
    ]
    history = json.loads(b"".join(client.get(f"{base}C1/historia.json").streaming_content))
    assert [(row["field"], row["before"], row["after"], row["act"]) for row in history] == [
        ("Nombre", "Abrir los datos", "Abrir todo", "Acta de sesión 004-2026"),
        ("Nombre", "Compromiso número 1", "Abrir los datos", "Acta de sesión 004-2026"),
    ]


def test_the_history_tells_loads_and_editions(client):
    followed = followed_plan("Cumplido")
    node = followed.nodes["C1"]
    change(node, followed.load)
    change(node, followed.load, field="title", before="a", after="b")
    published(followed.plan, node_edit("C1", "title", "Abrir los datos"))
    assert [(past.label, past.before, past.after) for past in history_of(node)] == [
        ("Nombre", "Compromiso número 1", "Abrir los datos"),
        ("Nombre", "–", "–"),
        ("Nombre", "a", "b"),
    ]
    page = said(client.get(reverse("plans:history", args=[followed.plan.slug, "C1"])))
    assert "Edición 2 : Acta de sesión 004-2026 Preparado en el rol de edición" in page
    assert "Edición 2 : Acta de sesión 004-2026" in said(client.get(node.get_absolute_url()))


def test_the_plans_page_names_its_last_edition(client, plan):
    assert "Edición" not in said(client.get(plan.get_absolute_url()))
    three_editions(plan)
    assert "Acta de sesión 004-2026 · Ediciones y lo que cambió en cada una" in said(
        client.get(plan.get_absolute_url())
    )


@pytest.mark.parametrize("editions", [1, 3])
def test_pages_take_the_same_queries_however_many_editions(queries, editions):
    plan = followed_plan("Cumplido|Pendiente").plan
    for number in range(editions):
        published(plan, node_edit("C1", "title", f"Nombre {number}"))
    base = plan.get_absolute_url()
    taken = [queries(f"{base}{part}") for part in ("", "ediciones/", "ediciones/2/", "C1/", "C1/historia/")]
    assert taken == [10, 3, 5, 10, 3]


def test_without_editions_the_list_says_so(client, plan):
    assert "El plan no tiene todavía ediciones" in said(client.get(reverse("plans:editions", args=[plan.slug])))


def test_an_address_may_change_until_the_first_edition(client, plan):
    FindingFactory(subject_url=f"{plan.get_absolute_url()}C1/")
    old = plan.slug
    change(plan.nodes.get(key="C1"), followed_plan("Cumplido").load)
    renamed = rename_address(plan, slug="paga-san-jacinto", by=person("planner"))
    assert renamed.get_absolute_url() == "/planes/paga-san-jacinto/"
    for rest in ("", "C1/", "ediciones/", "C1/historia/?pagina=1"):
        response = client.get(f"/planes/{old}/{rest}")
        assert (response.status_code, response.headers["Location"]) == (301, f"/planes/paga-san-jacinto/{rest}")
    assert [past.after for past in history_of(renamed.nodes.get(key="C1"))] == ["–"]
    back = rename_address(renamed, slug=old, by=person("planner"))
    assert back.slug == old


def test_an_address_is_fixed_by_the_first_edition(plan):
    publish_edition(plan, by=person("planner"), act=SESSION)
    with pytest.raises(Refused) as refused:
        rename_address(plan, slug="otra", by=person("planner"))
    assert refused.value.reason == (
        "La dirección queda fija desde la primera edición: quien la cita debe encontrarla siempre."
    )


def test_an_address_belongs_to_one_plan(plan):
    other = followed_plan("Cumplido").plan
    former = other.slug
    rename_address(other, slug="nueva", by=person("planner"))
    for slug in ("nueva", former, "vocabularios", plan.slug):
        with pytest.raises(Refused):
            rename_address(plan, slug=slug, by=person("planner"))


@pytest.mark.parametrize("role", ["editor", "reviewer", "administration"])
def test_who_may_not_change_an_address(plan, role):
    with pytest.raises(Denied):
        rename_address(plan, slug="otra", by=person(role))


def test_an_edition_holds_the_loads_that_no_edition_held():
    followed = followed_plan("Cumplido")
    change(followed.nodes["C1"], followed.load)
    act = Act("session", "1", date(2026, 1, 2), annex="A")
    first = publish_edition(followed.plan, by=person("planner"), act=act)
    assert list(first.loads.all()) == [followed.load]
    assert list(published(followed.plan, node_edit("C1", "title", "Otro")).loads.all()) == []
