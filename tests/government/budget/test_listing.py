"""The budget page adds up what was read, in the database, and shows both percentages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.http import QueryDict

from minga.government.budget.datasets import DATASETS
from minga.government.budget.queries import budget_lines, budget_page, totals_of
from tests.factories.budget import budget_line, pay_for, spend
from tests.factories.plans import OrganizationFactory, followed_plan
from tests.factories.sources import LoadFactory, printed

pytestmark = pytest.mark.django_db


def page(query: str = ""):
    return budget_page(QueryDict(query))


def test_totals_are_the_ratio_of_the_sums_and_not_the_mean_of_the_ratios():
    budget_line("100.00", "100.00")
    budget_line("900.00", "0.00")
    (total,) = page().totals
    assert (total.adjusted, total.accrued, total.execution) == (Decimal(1000), Decimal(100), Decimal("10.00"))


def test_a_line_without_one_of_its_amounts_is_left_out_and_said():
    budget_line("100.00", "50.00")
    budget_line("900.00", None)
    (total,) = page().totals
    assert (total.adjusted, total.lines, total.of) == (Decimal(100), 1, 2)


def test_only_the_latest_amount_of_each_phase_counts():
    line = budget_line("100.00", "50.00")
    spend(line, "adjusted", "200.00", as_of="2026-01")
    (total,) = page().totals
    assert (total.adjusted, total.accrued) == (Decimal(200), Decimal(50))


def test_currencies_are_never_added_up():
    budget_line("100.00", "50.00")
    budget_line("100.00", "50.00", currency="EUR")
    assert [total.currency for total in page().totals] == ["EUR", "USD"]


def test_the_year_chooses_lines_and_totals_but_not_the_years_to_choose_from():
    budget_line("100.00", "50.00", year=2024)
    budget_line("10.00", "5.00", year=2025)
    shown = page("anio=2024")
    assert ([row.info.year for row in shown.rows], shown.totals[0].adjusted, shown.years) == (
        [2024],
        Decimal(100),
        [2025, 2024],
    )


@pytest.mark.parametrize(
    "year", ["1999", "hoy", "20", "20255", "٢٠٢٥", "２０２５", "²025", " 2025", "-2025", "9" * 5000]
)
def test_a_year_without_lines_gives_none(client, year):
    budget_line(year=2025)
    assert budget_page({"anio": year}).rows == []
    assert client.get("/presupuesto/", {"anio": year}).status_code == 200


def test_fictitious_money_is_never_added_to_real_money():
    budget_line("100.00", "50.00")
    budget_line("7.00", "7.00", fictitious=True)
    assert page().totals[0].adjusted == Decimal(100)
    shown = page("ficticio=1")
    assert (shown.fictitious, shown.totals[0].adjusted) == (True, Decimal(7))


def test_both_percentages_are_shown_and_compared():
    budget_line("5500.00", "4884.15", execution_printed="88.80")
    budget_line("100.00", "50.00", execution_printed="55")
    assert [(row.info.execution, row.info.execution_printed, row.info.agrees) for row in page().rows] == [
        (Decimal("88.80"), Decimal("88.80"), True),
        (Decimal("50.00"), Decimal(55), False),
    ]


def test_a_line_tells_what_it_pays_for_and_where_it_is_printed():
    line = budget_line()
    share = pay_for(followed_plan("Cumplido").nodes["C1"], line)
    printed(line.facts.get(phase="accrued"), LoadFactory(), "accrued", line=19)
    (row,) = page().rows
    assert (row.shares, row.place.place) == ([share], {"line": 19})


def test_totals_are_added_up_with_one_query(django_assert_num_queries):
    for _ in range(3):
        budget_line()
    with django_assert_num_queries(1):
        totals_of(budget_lines(QueryDict()))


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_for_one_line_and_for_three(queries, number):
    node = followed_plan("Cumplido").nodes["C1"]
    for _ in range(number):
        line = budget_line(organization=OrganizationFactory())
        pay_for(node, line)
        printed(line.facts.first(), LoadFactory(), "adjusted")
    assert queries("/presupuesto/") == 7


def test_an_empty_record_says_what_will_appear(client):
    page = client.get("/presupuesto/").content.decode()
    assert "Todavía no se ha leído ningún documento con presupuesto" in page
    assert "No hay partidas que mostrar" in page


def test_the_download_has_the_lines_of_the_page_with_the_same_parameters():
    budget_line("5500.00", "4884.15", year=2021, execution_printed="88.80", name="Convivencia")
    budget_line(year=2025)
    (dataset,) = DATASETS
    (row,) = dataset.call(QueryDict("anio=2021"))
    assert tuple(row) == tuple(column.name for column in dataset.columns)
    assert (row["line"], row["adjusted"], row["accrued"], row["execution"], row["committed"]) == (
        "Convivencia",
        Decimal("5500.00"),
        Decimal("4884.15"),
        Decimal("88.80"),
        None,
    )


def test_the_download_streams_past_its_batches(monkeypatch):
    monkeypatch.setattr("minga.government.budget.datasets.BATCH", 2)
    for _ in range(5):
        budget_line()
    assert len(list(DATASETS[0].call(QueryDict()))) == 5
