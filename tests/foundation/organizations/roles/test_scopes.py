"""Where and when a role holds: row by row."""

from __future__ import annotations

import pytest

from minga.foundation.organizations.models import RoleAssignment
from minga.foundation.organizations.rules import SYSTEM, may_enter, require, verdict
from minga.foundation.organizations.scopes import (
    and_below,
    find_scope,
    lies_in,
    organization_tree,
    scope_reference,
    scope_subject,
    scope_words,
)
from minga.foundation.territory.models import Layout, Membership, Territory
from minga.kernel.access import Denied
from tests.factories.plans import PlanFactory
from tests.factories.roles import account, again, day, give, official, organization

pytestmark = pytest.mark.django_db
RULE = "organizations.grant-role"


@pytest.fixture
def city():
    """A municipality with a directorate and its unit, a foundation, a plan of each, and a canton with zones."""
    places = {}
    places["municipality"] = organization("municipio")
    places["directorate"] = organization("direccion", places["municipality"])
    places["unit"] = organization("unidad", places["directorate"])
    places["foundation"] = organization("fundacion")
    places["plan"] = PlanFactory(slug="plan", publisher=places["directorate"])
    places["other plan"] = PlanFactory(slug="otro", publisher=places["foundation"])
    places["loose plan"] = PlanFactory(slug="suelto")
    canton = places["canton"] = Territory.objects.create(kind="canton", slug="canton", name="Cantón")
    for name, kind in (("zone", "zone"), ("old zone", "zone"), ("parish", "parish"), ("other parish", "parish")):
        slug = name.replace(" ", "-")
        places[name] = Territory.objects.create(kind=kind, slug=slug, name=name.title(), canton=canton)
    today = Layout.objects.create(canton=canton, slug="hoy", name="Hoy", is_current=True)
    before = Layout.objects.create(canton=canton, slug="antes", name="Antes")
    Membership.objects.create(layout=today, parent=places["zone"], child=places["parish"])
    Membership.objects.create(layout=before, parent=places["old zone"], child=places["parish"])
    return places | {"city": None}


def may(person, scope) -> bool:
    """Whether the person may give a role for this place."""
    asked = RoleAssignment(person=account(), role="editor", scope=scope, starts=day(), act="M-2")
    return verdict(person, RULE, asked).allowed


@pytest.mark.parametrize(
    ("given", "allowed"),
    [
        (
            "city",
            "city municipality directorate unit foundation plan other_plan loose_plan canton zone old_zone parish other_parish",
        ),
        ("municipality", "municipality directorate unit plan"),
        ("directorate", "directorate unit plan"),
        ("unit", "unit"),
        ("foundation", "foundation other_plan"),
        ("plan", "plan"),
        ("loose plan", "loose_plan"),
        ("canton", "canton zone old_zone parish other_parish"),
        ("zone", "zone parish"),
        ("old zone", "old_zone"),
        ("parish", "parish"),
    ],
)
def test_a_role_holds_where_it_was_given_and_below(city, given, allowed):
    person = official("administration", city[given])
    assert {name for name in city if may(person, city[name])} == {name.replace("_", " ") for name in allowed.split()}


@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [
        (0, None, True),
        (0, 0, True),
        (-30, 0, True),
        (-30, 30, True),
        (-30, -1, False),
        (1, None, False),
        (1, 30, False),
    ],
)
def test_both_days_count(starts, ends, holds):
    last = None if ends is None else day(ends)
    person = official("administration", starts=day(starts), ends=last)
    assert may(person, None) is holds
    assert may_enter(person, RULE).allowed is holds


def test_a_role_left_without_effect_does_not_hold():
    assert not may(official("administration", cancelled=True), None)


def test_a_closed_account_holds_nothing():
    person = official("administration")
    person.is_active = False
    person.save()
    assert not may(again(person), None)


def test_who_subrogates_holds_the_role_on_those_days():
    holder, substitute = account(), account()
    held = give(holder, "administration")
    give(substitute, "administration", basis="subrogation", stands_for=held, starts=day(-1), ends=day(1))
    assert may(substitute, None)
    late = account()
    give(late, "administration", basis="subrogation", stands_for=held, starts=day(-9), ends=day(-2))
    assert not may(late, None)


def test_another_role_in_the_same_place_does_not_do(city):
    assert not may(official("planner", city["municipality"]), city["municipality"])


def test_several_roles_add_up(city):
    person = official("administration", city["unit"])
    give(person, "administration", city["plan"])
    assert {name for name in city if may(person, city[name])} == {"unit", "plan"}


def test_a_role_of_an_invented_place_does_nothing_to_what_is_real():
    invented = organization("municipio-ficticio", fictitious=True)
    person = official("administration", invented)
    assert may(person, PlanFactory(slug="inventado", publisher=invented, fictitious=True))
    assert not may(person, PlanFactory(slug="real", publisher=invented))
    assert not may(person, organization("real", invented))


def test_a_role_of_a_real_place_does_nothing_to_what_is_invented(city):
    invented = organization("municipio-ficticio", fictitious=True)
    assert not may(official("administration", city["municipality"]), invented)


def test_the_role_in_which_it_is_done_is_told():
    asked = RoleAssignment(person=account(), role="editor", starts=day(), act="M-2")
    assert require(official("administration"), RULE, asked) == "administration"
    assert require(SYSTEM, RULE, asked) == "system"


def test_why_not_is_told(city):
    asked = RoleAssignment(person=account(), role="editor", scope=city["foundation"], starts=day(), act="M-2")
    with pytest.raises(Denied) as refused:
        require(official("administration", city["unit"]), RULE, asked)
    assert refused.value.reason == (
        "Para dar un rol hace falta uno de estos roles: administración del sistema. "
        "Tu cuenta no lo tiene aquí, aunque sí en otro lugar; pídelo a quien administra el sistema."
    )


def test_who_has_the_role_nowhere_is_told_so(city):
    asked = RoleAssignment(person=account(), role="editor", scope=city["foundation"], starts=day(), act="M-2")
    assert verdict(official("planner", city["unit"]), RULE, asked).reason == (
        "Para dar un rol hace falta uno de estos roles: administración del sistema. "
        "Tu cuenta no lo tiene aquí; pídelo a quien administra el sistema."
    )


def test_roles_are_read_once_in_a_request(city, django_assert_num_queries):
    person = official("administration", city["unit"])
    with django_assert_num_queries(1):
        assert may_enter(person, RULE).allowed
        assert not may_enter(person, "organizations.set-electoral-mode").allowed


def test_organizations_above_one_another_end(city):
    city["municipality"].parent = city["unit"]
    city["municipality"].save()
    assert len(lies_in(city["unit"])) == 3
    assert len(and_below([city["unit"].pk], organization_tree())) == 3


def test_all_below_is_read_with_one_query(city, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = and_below([city["municipality"].pk], organization_tree())
    assert found == {city[name].pk for name in ("municipality", "directorate", "unit")}


@pytest.mark.parametrize(
    ("name", "reference", "subject", "words"),
    [
        ("city", "city", "city", "toda la ciudad"),
        ("unit", "organizations.organization:unidad", "organization/unidad", "Unidad"),
        ("plan", "plans.plan:plan", "plan/plan", "Plan de Gobierno Abierto de San Jacinto"),
        ("parish", "territory.territory:parish", "territory/parish", "Parish"),
    ],
)
def test_a_scope_is_written_and_found_again(city, name, reference, subject, words):
    assert scope_reference(city[name]) == reference
    assert find_scope(reference) == city[name]
    assert (scope_subject(city[name]), scope_words(city[name])) == (subject, words)


@pytest.mark.parametrize("reference", ["", "plan", "plans.plan:nada", "accounts.user:alguien", "plans.plan"])
def test_what_is_no_scope_is_not_found(city, reference):
    with pytest.raises(LookupError):
        find_scope(reference)


def test_an_invented_scope_says_so():
    assert scope_words(organization("municipio", fictitious=True)) == "Municipio (ficticio)"
    assert scope_words(PlanFactory(fictitious=True)) == "Plan de Gobierno Abierto de San Jacinto (ficticio)"
