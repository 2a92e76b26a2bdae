"""What higher rooms tell of a node: what reports declare of it, and the money that pays for it."""

from __future__ import annotations

import pytest

from minga.foundation.territory.models import Population, Territory
from tests.api.test_reads import HERE, get
from tests.factories.budget import budget_line, pay_for
from tests.factories.plans import TargetFactory, TargetPeriodFactory, followed_plan
from tests.factories.tracking import EvidenceFactory, MeasurementFactory, ResultItemFactory

pytestmark = pytest.mark.django_db
NODE = "/plans/paga/nodes/C1.H1"


@pytest.fixture
def node():
    return followed_plan("Cumplido", slug="paga", fictitious=True).nodes["C1.H1"]


def test_results_tell_what_was_measured_cited_and_listed(client, node):
    target = TargetFactory(node=node)
    TargetPeriodFactory(target=target, programmed="21.0000")
    MeasurementFactory(target=target, actual="18.5000", attainment_printed="88.1000")
    EvidenceFactory(node=node)
    ResultItemFactory(node=node)
    ResultItemFactory(node=node, text="Se espera otra", expected=True)
    assert get(client, f"{NODE}/results") == {
        "plan": "paga",
        "key": "C1.H1",
        "evidence": [{"reference": "Anexo 1.1", "title": "Informe de cumplimiento"}],
        "results": ["Se realizaron 4 reuniones"],
        "results_expected": ["Se espera otra"],
        "targets": [
            {
                "name": "Organizar 21 barrios",
                "indicator": "Número de barrios",
                "unit": "barrios",
                "years": [
                    {
                        "year": 2025,
                        "programmed": "21",
                        "actual": "18.5",
                        "attainment_printed": "88.1",
                        "as_of": "2025-12",
                    }
                ],
            }
        ],
        "fictitious": True,
        "url": HERE + node.get_absolute_url(),
    }


def test_a_node_of_which_nothing_is_reported_has_empty_lists(client, node):
    told = get(client, f"{NODE}/results")
    assert (told["evidence"], told["results"], told["results_expected"], told["targets"]) == ([], [], [], [])


def test_the_budget_tells_amounts_with_their_cents_and_the_share(client, node):
    pay_for(node, budget_line("1000.00", "814.50", fictitious=True), "50")
    assert get(client, f"{NODE}/budget")["lines"] == [
        {
            "name": "Mercados limpios",
            "year": 2025,
            "currency": "USD",
            "share": "50",
            "amounts": [
                {"phase": "adjusted", "amount": "1000.00", "as_of": "2025-12"},
                {"phase": "accrued", "amount": "814.50", "as_of": "2025-12"},
            ],
            "execution": "81.45",
            "execution_printed": None,
        }
    ]


@pytest.mark.parametrize("part", ["results", "budget"])
def test_parts_of_a_node_that_there_is_not(client, node, part):
    assert client.get(f"/api/v1/plans/paga/nodes/C9/{part}").status_code == 404
    assert client.get(f"/api/v1/plans/otro/nodes/C1.H1/{part}").status_code == 404


def test_parts_of_a_node_take_as_many_queries_for_one_as_for_three(node, queries):
    def add():
        MeasurementFactory(target=TargetFactory(node=node))
        EvidenceFactory(node=node)
        pay_for(node, budget_line(fictitious=True))

    add()
    before = [queries(f"/api/v1{NODE}{part}") for part in ("", "/results", "/budget")]
    add()
    add()
    assert [queries(f"/api/v1{NODE}{part}") for part in ("", "/results", "/budget")] == before


def test_places_take_as_many_queries_for_one_as_for_three(db, queries):
    canton = Territory.objects.create(slug="canton", name="Cantón", kind="canton", fictitious=True)

    def add(number):
        place = Territory.objects.create(slug=f"p{number}", name=f"P{number}", kind="parish", canton=canton)
        Population.objects.create(territory=place, year=2022, inhabitants=10, source="Censo")

    add(1)
    before = [queries(f"/api/v1/territories{part}") for part in ("?kind=parish", "/p1", "/canton")]
    add(2)
    add(3)
    assert [queries(f"/api/v1/territories{part}") for part in ("?kind=parish", "/p1", "/canton")] == before
