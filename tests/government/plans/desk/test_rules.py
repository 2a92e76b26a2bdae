"""Who may do what with change sets: every role in every state, as the rules say it."""

from __future__ import annotations

import pytest

from minga.foundation.organizations.models import Role
from minga.foundation.organizations.rules import SYSTEM, verdict
from minga.government.plans.models import ChangeSet
from tests.factories.changes import drafted, node_edit, person
from tests.factories.plans import followed_plan

pytestmark = pytest.mark.django_db
STATES = ChangeSet.State.values
AUTHORS = {"planner", "editor"}
LAW = {
    "change": (AUTHORS, {"draft"}, "author"),
    "submit": (AUTHORS, {"draft"}, "author"),
    "withdraw": (AUTHORS, {"draft", "submitted"}, "author"),
    "take-back": (AUTHORS, {"submitted"}, "author"),
    "return": ({"planner", "approver"}, {"submitted"}, "anyone"),
    "publish": ({"planner", "approver"}, {"submitted"}, "anyone"),
    "see-changes": ({"planner", "editor", "approver", "reviewer"}, set(STATES), "anyone"),
}


@pytest.fixture
def change_set():
    return drafted(followed_plan("Cumplido").plan, node_edit("C1", "title", "Otro"))


@pytest.mark.parametrize("act", LAW)
def test_every_role_in_every_state(change_set, act):
    roles, states, whose = LAW[act]
    people = {role: person(role) for role in Role.values}
    for role, who in people.items():
        for state in STATES:
            change_set.state = state
            for own in (True, False):
                change_set.author = who if own else None
                allowed = role in roles and state in states and (own or whose == "anyone")
                assert (verdict(who, f"plans.{act}", change_set).allowed, act, role, state, own) == (
                    allowed,
                    act,
                    role,
                    state,
                    own,
                )


@pytest.mark.parametrize(
    ("basis", "own", "allowed"), [("act", True, True), ("erratum", True, False), ("erratum", False, True)]
)
def test_nobody_publishes_their_own_correction(change_set, basis, own, allowed):
    planner = person("planner")
    change_set.state, change_set.basis, change_set.author = "submitted", basis, planner if own else None
    assert verdict(planner, "plans.publish", change_set).allowed is allowed


def test_a_command_on_the_server_keeps_to_the_states(change_set):
    assert not verdict(SYSTEM, "plans.publish", change_set).allowed
    change_set.state = "submitted"
    assert verdict(SYSTEM, "plans.publish", change_set).allowed


def test_a_role_holds_for_the_plan_its_publisher_and_those_above_and_nowhere_else(change_set):
    from tests.factories.plans import OrganizationFactory

    above = OrganizationFactory(slug="alcaldia", name="Alcaldía")
    publisher = OrganizationFactory(slug="secretaria", name="Secretaría", parent=above)
    beside = OrganizationFactory(slug="empresa", name="Empresa", parent=above)
    change_set.plan.publisher = publisher
    change_set.plan.save()
    told = [
        verdict(person("reviewer", scope=scope), "plans.see-changes", change_set).allowed
        for scope in (change_set.plan, publisher, above, beside, followed_plan("Cumplido").plan)
    ]
    assert told == [True, True, True, False, False]


def test_a_load_is_nobodys_to_publish():
    assert not verdict(
        person("planner", scope=followed_plan("Cumplido").plan), "plans.see-changes", ChangeSet()
    ).allowed
