"""The money of a plan and of a node, on their pages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minga.government.budget.panels import load_nodes, load_plans
from tests.factories.budget import budget_line, pay_for
from tests.factories.plans import followed_plan

pytestmark = pytest.mark.django_db


def test_a_line_that_pays_for_several_nodes_is_shown_once_on_the_plan():
    followed = followed_plan("Cumplido|Pendiente")
    line = budget_line()
    for key in ("C1.H1", "C1.H2"):
        pay_for(followed.nodes[key], line, "50")
    context = load_plans([followed.plan])[followed.plan.pk]
    assert [info.pk for info in context["lines"]] == [line.pk]


def test_a_plan_with_several_lines_has_no_sentence_of_its_money():
    followed = followed_plan("Cumplido|Pendiente")
    for key in ("C1.H1", "C1.H2"):
        pay_for(followed.nodes[key], budget_line())
    assert load_plans([followed.plan])[followed.plan.pk]["sentence"] == ""


def test_amounts_stand_in_the_order_of_the_budget_cycle():
    followed = followed_plan("Cumplido")
    pay_for(followed.nodes["C1.H1"], budget_line())
    ((info, share),) = load_nodes([followed.nodes["C1.H1"]])[followed.nodes["C1.H1"].pk]["lines"]
    assert ([amount.phase for amount in info.amounts], info.largest, share) == (
        ["adjusted", "accrued"],
        Decimal(100),
        Decimal(100),
    )


def test_what_has_no_money_shows_nothing():
    followed = followed_plan("Cumplido")
    assert load_plans([followed.plan]) == {}
    assert load_nodes(list(followed.nodes.values())) == {}


@pytest.mark.parametrize("number", [1, 3])
def test_nodes_are_read_with_one_query_however_many(django_assert_num_queries, number):
    followed = followed_plan("|".join(["Cumplido"] * number))
    for node in followed.nodes.values():
        pay_for(node, budget_line())
    with django_assert_num_queries(1):
        load_nodes(list(followed.nodes.values()))
