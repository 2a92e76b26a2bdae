"""What documents print of a node is found with it: its targets, its indicators and its results."""

from __future__ import annotations

import pytest

from minga.foundation.organizations.models import Organization
from minga.foundation.search.actions import rebuild
from minga.foundation.search.queries import answer
from tests.factories.plans import NodeFactory, PlanFactory, TargetFactory
from tests.factories.tracking import ResultItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def node():
    node = NodeFactory(key="P1", title="MEJORAR LA CONVIVENCIA")
    TargetFactory(
        node=node, name="ORGANIZAR SIETE ALARMAS VECINALES", indicator_name="Número de sirenas", unit="equipos"
    )
    ResultItemFactory(node=node, text="Se hicieron 6 simulacros")
    ResultItemFactory(node=node, text="Bajará la inseguridad", expected=True)
    return node


def told(text: str) -> list[tuple[str, str, str]]:
    rebuild()
    return [(row.kind, row.title, row.url) for row in answer(text).entries]


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("simulacros", "result", "Se hicieron 6 simulacros"),
        ("inseguridad", "result", "Bajará la inseguridad"),
        ("alarmas vecinales", "target", "Organizar siete alarmas vecinales"),
    ],
)
def test_what_is_printed_is_found_in_its_words_and_with_its_node(node, text, kind, title):
    url = node.get_absolute_url()
    assert told(text) == [(kind, title, url), ("node", "Mejorar la convivencia", url)]


def test_an_indicator_finds_its_node(node):
    assert ("node", "Mejorar la convivencia", node.get_absolute_url()) in told("sirenas")


def test_an_expected_result_says_so(node):
    rebuild()
    summaries = {row.title: row.summary for row in answer("simulacros").entries[:1] + answer("inseguridad").entries[:1]}
    plan = "P1 · Plan de Gobierno Abierto de San Jacinto"
    assert summaries["Se hicieron 6 simulacros"] == f"Resultado · {plan}"
    assert summaries["Bajará la inseguridad"] == f"Resultado esperado · {plan}"


def test_a_target_that_only_repeats_its_node_is_found_once(node):
    TargetFactory(node=NodeFactory(title="Sembrar mil árboles"), name="SEMBRAR MIL ÁRBOLES")
    assert [kind for kind, *_ in told("árboles")] == ["node"]


def test_what_is_printed_of_a_closed_node_is_not_found(node):
    type(node).objects.update(closed_at="2026-01-01T00:00:00Z")
    assert told("simulacros") == told("alarmas vecinales") == []


def test_a_long_title_of_a_plan_is_short_beside_its_nodes_and_keeps_its_years():
    plan = PlanFactory(title="Plan Cantonal de Desarrollo y Ordenamiento de las Tierras de San Jacinto del Valle Nuevo")
    NodeFactory(plan=plan, key="P1", title="Sembrar")
    rebuild()
    assert (
        answer("sembrar").entries[0].summary
        == "P1 · Compromiso · Plan Cantonal de Desarrollo y Ordenamiento… 2025–2027"
    )


@pytest.mark.parametrize("text", ["DMSJ", "Dirección de Ferias"])
def test_an_organization_is_found_first_by_its_acronym_and_its_former_names(text):
    organization = Organization.objects.create(slug="mercados", name="Dirección de Mercados", acronym="DMSJ")
    organization.names.create(kind="former", name="Dirección de Ferias", folded="direccionferias")
    NodeFactory(title="Ferias de la Dirección DMSJ")
    assert told(text)[0] == ("organization", "Dirección de Mercados", "/organizaciones/mercados/")
