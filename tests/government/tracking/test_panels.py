"""What reports tell of plans and nodes: verifiables, targets, results."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db.models import Q
from django.http import Http404, QueryDict

from minga.government.plans.outline import Cited
from minga.government.tracking.datasets import DATASETS
from minga.government.tracking.panels import attainment_sentence, load_nodes, load_plans
from minga.government.tracking.queries import targets_of, trimmed
from tests.factories.plans import (
    ExpectedMeansFactory,
    TargetFactory,
    TargetPeriodFactory,
    followed_plan,
    listed_plan,
)
from tests.factories.sources import printed
from tests.factories.tracking import EvidenceFactory, MeasurementFactory, ResultItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def followed():
    return followed_plan("Cumplido|Pendiente", slug="paga")


def years_of(node):
    (target,) = targets_of(Q(node=node))[node.pk]
    return [(year.year, year.programmed, year.actual) for year in target.years]


def test_a_plan_tells_how_many_verifiables_each_node_cites_and_expects(followed):
    first, second = followed.nodes["C1.H1"], followed.nodes["C1.H2"]
    EvidenceFactory(node=first)
    EvidenceFactory(node=first)
    ExpectedMeansFactory(node=second)
    assert load_plans([followed.plan])[followed.plan.pk]["cited"] == {first.pk: Cited(2, 0), second.pk: Cited(0, 1)}


def test_what_is_programmed_and_what_is_executed_meet_by_year(followed):
    node = followed.nodes["C1.H1"]
    target = TargetFactory(node=node)
    TargetPeriodFactory(target=target, year=2025, programmed=21)
    TargetPeriodFactory(target=target, year=2026, programmed=30)
    MeasurementFactory(target=target, year=2025, actual=Decimal("4.5"))
    MeasurementFactory(target=target, year=2024, actual=3)
    assert years_of(node) == [(2024, None, 3), (2025, 21, Decimal("4.5")), (2026, 30, None)]


def test_the_latest_report_of_a_year_stands(followed):
    node = followed.nodes["C1.H1"]
    target = TargetPeriodFactory(target__node=node).target
    MeasurementFactory(target=target, actual=10, as_of="2025-06")
    MeasurementFactory(target=target, actual=21, as_of="2025-12")
    assert years_of(node) == [(2025, 21, 21)]


def test_a_target_without_a_year_is_for_the_whole_plan(followed):
    node = followed.nodes["C1.H1"]
    target = TargetPeriodFactory(target__node=node, year=None).target
    MeasurementFactory(target=target, year=None)
    assert years_of(node) == [(None, 21, 21)]


def test_the_sentence_counts_the_targets_that_declare_at_least_what_was_programmed(followed):
    for key, actual in (("C1.H1", 21), ("C1.H2", 20)):
        MeasurementFactory(target=TargetPeriodFactory(target__node=followed.nodes[key]).target, actual=actual)
    assert load_plans([followed.plan])[followed.plan.pk]["sentence"] == (
        "Declara ejecutado al menos lo programado en 1 de 2 metas."
    )


def test_targets_without_both_values_give_no_sentence(followed):
    TargetPeriodFactory(target__node=followed.nodes["C1.H1"])
    (targets,) = targets_of(Q(node__plan=followed.plan)).values()
    assert attainment_sentence(targets) == ""


def test_a_node_whose_level_carries_a_status_always_shows_its_verifiables(followed):
    node = followed.nodes["C1.H1"]
    context = load_nodes([node])[node.pk]
    assert (context["shows_verifiables"], context["expected"], context["delivered"]) == (True, [], [])


def test_a_node_that_only_is_listed_shows_nothing():
    assert load_nodes([listed_plan("Feria").nodes["1.1.I1"]]) == {}


@pytest.mark.parametrize("number", [1, 3])
def test_nodes_are_read_with_two_queries_however_many(django_assert_num_queries, number):
    followed = followed_plan("|".join(["Cumplido"] * number))
    nodes = [node for key, node in followed.nodes.items() if "." in key]
    for node in nodes:
        EvidenceFactory(node=node)
        ResultItemFactory(node=node)
        MeasurementFactory(target=TargetPeriodFactory(target__node=node).target)
    with django_assert_num_queries(2):
        assert len(load_nodes(nodes)) == number


@pytest.mark.parametrize(
    ("value", "plain"), [("21.0000", "21"), ("4.5000", "4.5"), ("100.0000", "100"), ("0.0000", "0")]
)
def test_a_value_loses_the_zeros_of_its_column(value, plain):
    assert str(trimmed(Decimal(value))) == plain


def test_the_verifiables_of_a_plan_can_be_taken_away(followed):
    node = followed.nodes["C1.H1"]
    ExpectedMeansFactory(node=node)
    printed(EvidenceFactory(node=node), followed.load, "evidence", line=9)
    dataset = next(each for each in DATASETS if each.slug == "verificables")
    rows = list(dataset.call(QueryDict(), plan="paga"))
    assert {tuple(row) for row in rows} == {tuple(column.name for column in dataset.columns)}
    assert [(row["key"], row["kind"], row["reference"], row["text"], row["place"]) for row in rows] == [
        ("C1.H1", "expected", "", "Acta firmada", ""),
        ("C1.H1", "cited", "Anexo 1.1", "Informe de cumplimiento", "línea 9"),
    ]


def test_the_verifiables_of_an_unknown_plan_are_not_found():
    with pytest.raises(Http404):
        DATASETS[0].call(QueryDict(), plan="nada")


def test_an_expected_result_is_not_told_as_one_that_was_reached():
    reached = ResultItemFactory(text="Se instalaron 12 alarmas")
    ResultItemFactory(node=reached.node, text="Barrios más seguros", expected=True)
    panel = load_nodes([reached.node])[reached.node.pk]
    assert [told.text for told in panel["results"]] == ["Se instalaron 12 alarmas"]
    assert [told.text for told in panel["hoped"]] == ["Barrios más seguros"]
    assert [(origin.label, origin.says) for origin in panel["origins"]] == [
        ("Resultado", "Se instalaron 12 alarmas"),
        ("Resultado esperado", "Barrios más seguros"),
    ]
