"""What a responsible official answers for: the nodes that the official's units lead."""

from __future__ import annotations

import pytest
from django.utils import timezone

from minga.government.plans.duties import charges
from minga.government.plans.models import Node
from tests.factories.plans import NodeFactory, PlanFactory, declare, followed_plan, give_role
from tests.factories.roles import account, again, day, give, official, organization
from tests.pages import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    """A directorate of a municipality. `give_role` finds organizations by the slug of their names."""
    return organization("direccion-de-mercados", organization("municipio"))


def led(*codes: str, plan=None, name: str = "Dirección de Mercados", role: str = "lead", **values) -> list[Node]:
    """Nodes in which the organization of this name has this role."""
    plan = plan or PlanFactory()
    nodes = [NodeFactory(plan=plan, key=code, **values) for code in codes]
    for node in nodes:
        give_role(node, role, name)
    return nodes


def titles(person, start: int = 0, most: int = 50) -> list[str]:
    return [charge.title.partition(" · ")[0] for charge in charges(again(person), start, most).shown]


def test_the_nodes_that_the_unit_leads(unit):
    plan = PlanFactory()
    led("A1", "A2", plan=plan)
    led("B1", plan=plan, role="counterpart")
    led("C1", plan=plan, name="Universidad")
    assert titles(official("responsible", unit)) == ["A1", "A2"]


def test_those_of_the_units_below_too(unit):
    led("A1")
    assert titles(official("responsible", unit.parent)) == ["A1"]
    assert titles(official("responsible", organization("plaza", unit))) == []


def test_a_node_that_names_no_lead_is_led_by_who_leads_the_one_above(unit):
    plan = PlanFactory()
    (goal,) = led("A", plan=plan)
    step = NodeFactory(plan=plan, key="A.1", parent=goal)
    NodeFactory(plan=plan, key="A.1.1", parent=step)
    led("A.2", plan=plan, parent=goal, name="Universidad")
    assert titles(official("responsible", unit)) == ["A", "A.1", "A.1.1"]


def test_closed_nodes_are_nobodys_charge(unit):
    led("A1", closed_at=timezone.now())
    assert titles(official("responsible", unit)) == []


@pytest.mark.parametrize("role", ["planner", "editor", "viewer"])
def test_only_who_is_responsible_answers(unit, role, django_assert_num_queries):
    led("A1")
    person = again(official(role, unit))
    with django_assert_num_queries(1):
        assert charges(person, 0, 50).total == 0


def test_a_role_for_more_than_an_organization_counts_by_the_unit(unit):
    plan, other = PlanFactory(), PlanFactory()
    led("A1", plan=plan)
    led("B1", plan=other)
    assert titles(official("responsible", unit=unit)) == ["A1", "B1"]
    assert titles(official("responsible", plan, unit=unit)) == ["A1"]
    assert titles(official("responsible", plan)) == []


def test_several_roles_add_up_and_no_node_stands_twice(unit):
    led("A1")
    led("B1", name="Otra")
    person = official("responsible", unit)
    give(person, "responsible", unit.parent)
    give(person, "responsible", unit=unit)
    give(person, "responsible", type(unit).objects.get(slug="otra"))
    assert sorted(titles(person)) == ["A1", "B1"]


def test_what_is_not_settled_and_ends_first_comes_first(unit):
    plan = PlanFactory()
    done, _undated, late, soon = led("done", "undated", "late", "soon", plan=plan)
    declare(done, "Cumplido")
    for node, end in ((done, "2026-01"), (late, "2027-03-31"), (soon, "2026-06")):
        node.end = end
        node.save()
    assert titles(official("responsible", unit)) == ["soon", "late", "undated", "done"]


def test_how_each_stands_is_told_by_its_mark(unit):
    followed = followed_plan("Cumplido*|Pendiente|", title="Plan abierto")
    give_role(followed.nodes["C1"], "lead", "Dirección de Mercados")
    found = charges(official("responsible", unit), 0, 50).shown
    assert {charge.url.split("/")[-2]: (charge.mark, charge.state) for charge in found} == {
        "C1": ("untracked", "Sin seguimiento en Minga"),
        "C1.H1": ("star", "Cumplido, con asterisco"),
        "C1.H2": ("pending", "Pendiente"),
        "C1.H3": ("unknown", "Sin estado"),
    }


def test_nodes_of_one_plan_stand_together(unit):
    first, second = PlanFactory(slug="a", short_title="A"), PlanFactory(slug="b", short_title="B")
    for plan, ends in ((first, ("2026-01", "2026-03")), (second, ("2026-02", "2026-04"))):
        for number, end in enumerate(ends):
            led(f"{plan.slug}{number}", plan=plan, end=end)
    found = charges(official("responsible", unit), 0, 50).shown
    assert [charge.group for charge in found] == ["A", "A", "B", "B"]


def test_a_part_is_given_and_all_are_counted(unit):
    led(*(f"N{number}" for number in range(7)))
    person = official("responsible", unit)
    found = charges(person, 0, 3)
    assert (len(found.shown), found.total, found.more) == (3, 7, 4)
    assert titles(person, 3, 3) == ["N3", "N4", "N5"]
    assert titles(person, 6, 3) == ["N6"]


@pytest.mark.parametrize("number", [1, 3])
def test_reading_takes_as_many_queries_however_many(unit, django_assert_num_queries, number):
    for place in range(number):
        nodes = led(*(f"N{place}{step}" for step in range(number)), plan=PlanFactory())
        declare(nodes[0], "Pendiente")
    person = official("responsible", unit)
    give(person, "responsible", unit.parent)
    person = again(person)
    with django_assert_num_queries(3):
        charges(person, 0, 50)
    with django_assert_num_queries(3):
        charges(person, 0, 1)


def test_the_desk_shows_them(client, unit):
    led("A1", title="Abrir los mercados", end="2026-06")
    client.force_login(official("responsible", unit))
    page = said(client.get("/bandeja/"))
    assert "Lo que está a tu cargo" in page
    assert "A1 · Abrir los mercados Sin seguimiento en Minga jun 2026" in page


def test_who_has_ended_answers_no_more(unit):
    led("A1")
    person = account()
    give(person, "responsible", unit, ends=day(-1))
    assert titles(person) == []
