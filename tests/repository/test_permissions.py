"""Every rule says what the table says: for each role, each state of what it is done to, and everybody without the role.

A new rule goes into `TABLE` (and `WHOLE_CITY`, when no role given for a part of the city is enough); a new subject or
condition into `tests/factories/permissions.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.utils.html import escape

from minga.config.documents import view_accesses
from minga.foundation.accounts.models import User
from minga.foundation.organizations.models import Organization, Role, RoleAssignment
from minga.foundation.organizations.rules import SYSTEM, may_enter, verdict
from minga.kernel.access import EVERYBODY, SIGNED_IN
from minga.kernel.rules import RULES, Rule, find_rule
from tests.factories.permissions import BUILDERS, CONDITIONS
from tests.factories.roles import START, account, day, organization

pytestmark = pytest.mark.django_db
ANY = "*"
"""In any state, and for subjects without states."""

TABLE: dict[str, dict[str, str]] = {
    "organizations.see-roles": {ANY: "administration"},
    "organizations.grant-role": {ANY: "administration"},
    "organizations.end-role": {ANY: "administration"},
    "organizations.set-electoral-mode": {ANY: "approver"},
    "bodies.see": {ANY: "planner editor approver viewer"},
    "bodies.seat": {ANY: "planner"},
    "bodies.set-quorum": {ANY: "planner"},
    "bodies.convene": {ANY: "planner editor"},
    "bodies.record": {ANY: "planner editor"},
    "bodies.approve-minutes": {ANY: "approver"},
    "bodies.release-minutes": {ANY: "approver"},
    "bodies.read-reserved": {ANY: "planner editor approver viewer"},
    "bodies.follow": {ANY: "responsible planner"},
    "bodies.settle": {ANY: "planner"},
    "plans.start": {ANY: "planner"},
    "plans.see": {"started": "planner editor approver reviewer"},
    "plans.drop": {"started": "planner"},
    "plans.edit": {"started": "planner editor", "published": "planner editor"},
    "plans.rename-address": {"published": "planner approver"},
    "plans.publish-edition": {"published": "planner approver"},
    "plans.see-changes": {ANY: "planner editor approver reviewer"},
    "plans.change": {"draft": "planner editor"},
    "plans.submit": {"draft": "planner editor"},
    "plans.withdraw": {"draft": "planner editor", "submitted": "planner editor"},
    "plans.take-back": {"submitted": "planner editor"},
    "plans.return": {"submitted": "planner approver"},
    "plans.publish": {"submitted": "planner approver"},
    "plans.propose-link": {ANY: "planner editor"},
    "plans.answer-link": {"proposed": "planner editor"},
    "plans.end-link": {"agreed": "planner editor"},
    "plans.edit-vocabulary": {ANY: "planner"},
    "tracking.prepare-cycle": {ANY: "planner"},
    "tracking.see-cycle": {ANY: "planner reviewer approver"},
    "tracking.change-cycle": {"draft": "planner"},
    "tracking.open-cycle": {"draft": "planner"},
    "tracking.extend-due-day": {"open": "planner"},
    "tracking.close-cycle": {"open": "planner"},
    "tracking.see-report": {ANY: "responsible planner reviewer approver"},
    "tracking.start-report": {ANY: "responsible"},
    "tracking.write-report": dict.fromkeys(("draft", "returned"), "responsible"),
    "tracking.review-report": {"submitted": "reviewer"},
    "tracking.approve-report": {"submitted": "approver"},
    "tracking.return-report": {"submitted": "reviewer approver"},
    "tracking.correct-report": {"approved": "reviewer approver"},
    "tracking.deliver-evidence": {ANY: "responsible"},
    "tracking.see-evidence": {ANY: "responsible reviewer approver viewer"},
    "tracking.read-evidence": {ANY: "responsible reviewer approver viewer"},
    "tracking.review-evidence": {ANY: "reviewer approver"},
    "tracking.release-copy": {ANY: "reviewer approver"},
    "tracking.withdraw-copy": {ANY: "reviewer approver"},
    "intake.see": {ANY: "planner editor reviewer approver"},
    "intake.submit": {ANY: "planner editor reviewer"},
    "intake.retry": dict.fromkeys(("queued", "reading", "failed"), "planner editor reviewer"),
    "intake.review": {"review": "planner editor reviewer"},
    "intake.apply": {"review": "planner approver"},
    "intake.undo": {"applied": "planner approver"},
    "intake.discard": dict.fromkeys(("queued", "reading", "review", "failed"), "planner editor reviewer"),
}
WHOLE_CITY = {"organizations.set-electoral-mode", "plans.edit-vocabulary"}
"""Acts for which a role given for a part of the city is never enough."""
ADMINISTRATION = {"organizations.see-roles", "organizations.grant-role", "organizations.end-role"}
"""All that the administration of the system may do: it gives roles, and approves nothing."""

HOLDS = {"city": True, "here": True, "above": True}
FAILS = {"elsewhere": False, "expired": False, "coming": False, "cancelled": False, "inactive": False}


@dataclass(frozen=True)
class Somebody:
    """Somebody who has a role in some way, by its name in `HOLDS` or `FAILS`."""

    role: str
    way: str
    person: User


@dataclass(frozen=True)
class World:
    """The unit in which the subjects lie, and everybody who may come."""

    unit: Organization
    people: list[Somebody]


@pytest.fixture
def world() -> World:
    """Each of the eleven roles in each way, made with two queries."""
    above = organization("municipio")
    unit, elsewhere = organization("direccion", above), organization("otra-direccion", above)
    of_units = ContentType.objects.get_for_model(Organization)
    ways = {
        "city": {},
        "here": {"scope_type": of_units, "scope_id": unit.pk},
        "above": {"scope_type": of_units, "scope_id": above.pk},
        "elsewhere": {"scope_type": of_units, "scope_id": elsewhere.pk},
        "expired": {"ends": day(-1)},
        "coming": {"starts": day(1)},
        "cancelled": {"cancelled": True},
        "inactive": {},
    }
    named = [(role, way) for role in Role.values for way in ways]
    users = [User(email=f"{role}-{way}@ejemplo.ec", is_active=way != "inactive") for role, way in named]
    people = [Somebody(*name, user) for name, user in zip(named, User.objects.bulk_create(users), strict=True)]
    RoleAssignment.objects.bulk_create(
        RoleAssignment(**{"person": one.person, "role": one.role, "starts": START, "act": "M-1"} | ways[one.way])
        for one in people
    )
    return World(unit, people)


def states_of(rule: Rule) -> list[str]:
    """Every state that the subject may be in; one empty state for models without."""
    try:
        field = apps.get_model(rule.subject)._meta.get_field("state")
    except (FieldDoesNotExist, ValueError, LookupError):
        return [""]
    return [state for state, _words in field.flatchoices]


def subjects_of(rule: Rule, unit: Organization):
    """The subject in each of its states."""
    for state in states_of(rule):
        yield state, BUILDERS[rule.subject](state, unit) if rule.subject else None


def test_every_rule_is_in_the_table():
    assert [rule.name for rule in RULES] == list(TABLE)


def test_the_two_declare_the_same_states():
    wrong = {name: set(row) - {ANY} - set(states_of(find_rule(name))) for name, row in TABLE.items()}
    assert {name: states for name, states in wrong.items() if states} == {}


def test_every_subject_and_every_condition_can_be_tried():
    assert {rule.subject for rule in RULES} - {""} - set(BUILDERS) == set()
    assert {condition.name for rule in RULES for condition in rule.conditions} - set(CONDITIONS) == set()


def test_every_place_in_which_a_role_holds_is_told_in_words():
    assert [rule.name for rule in RULES if rule.is_local and not rule.where] == []
    assert {rule.name for rule in RULES if not rule.is_local} == WHOLE_CITY


@pytest.mark.parametrize("name", TABLE)
def test_a_row_of_the_table(name, world):
    rule, row = find_rule(name), TABLE[name]
    ways = HOLDS | FAILS | ({"here": False, "above": False} if name in WHOLE_CITY else {})
    wrong = []
    for state, subject in subjects_of(rule, world.unit):
        allowed = row.get(state, row.get(ANY, "")).split()
        for one in world.people:
            _hold(rule, subject, one.person)
            found = verdict(one.person, name, subject)
            expected = one.role in allowed and ways[one.way]
            if (found.allowed, bool(found.reason)) != (expected, not expected) or (expected and found.role != one.role):
                wrong.append((state, one.role, one.way, found))
    assert wrong == []


@pytest.mark.parametrize("name", TABLE)
def test_nobody_without_a_role_may(name, world):
    rule = find_rule(name)
    for _state, subject in subjects_of(rule, world.unit):
        for nobody in (AnonymousUser(), account(), None):
            found = verdict(nobody, name, subject)
            assert (found.allowed, bool(found.reason)) == (False, True)
            assert not may_enter(nobody, name).allowed


@pytest.mark.parametrize("name", TABLE)
def test_the_server_may_in_the_states_of_the_table(name, world):
    rule, row = find_rule(name), TABLE[name]
    found = {state: verdict(SYSTEM, name, subject).allowed for state, subject in subjects_of(rule, world.unit)}
    assert found == {state: bool(row.get(state, row.get(ANY))) for state in states_of(rule)}


@pytest.mark.parametrize("name", TABLE)
def test_who_holds_a_role_anywhere_may_enter(name, world):
    roles = {role for allowed in TABLE[name].values() for role in allowed.split()}
    entering = {(one.role, one.way) for one in world.people if may_enter(one.person, name).allowed}
    ways = ("city",) if name in WHOLE_CITY else (*HOLDS, "elsewhere")
    assert entering == {(role, way) for role in roles for way in ways}


@pytest.mark.parametrize("name", [name for name in TABLE if find_rule(name).conditions])
def test_a_condition_that_fails_stops_whoever_could(name, world):
    rule, row = find_rule(name), TABLE[name]
    state, subject = next((state, one) for state, one in subjects_of(rule, world.unit) if row.get(state, row.get(ANY)))
    for condition in rule.conditions:
        bend = CONDITIONS[condition.name]
        roles = bend.roles or row.get(state, row.get(ANY, "")).split()
        for one in (one for one in world.people if one.way == "here" and one.role in roles):
            _hold(rule, subject, one.person)
            bend.break_(subject, one.person)
            assert verdict(one.person, name, subject).reason == condition.reason


def _hold(rule: Rule, subject, person: User) -> None:
    for condition in rule.conditions:
        CONDITIONS[condition.name].hold(subject, person)


def test_the_administration_of_the_system_approves_nothing():
    assert {rule.name for rule in RULES if Role.ADMINISTRATION in rule.roles} == ADMINISTRATION


# Default deny: the walk over every address.

SAMPLES = {"slug": "x", "str": "X", "int": "1", "uuid": "00000000-0000-0000-0000-000000000000", "path": "x"}
CONVERTER = re.compile(r"<(?:(?P<kind>\w+):)?\w+>")


def guarded() -> list[tuple[str, str]]:
    """An address and its word, for every view that is not for everybody."""
    found = {
        (CONVERTER.sub(lambda part: SAMPLES[part["kind"] or "str"], address), access)
        for address, _name, access in view_accesses()
        if access != EVERYBODY
    }
    return sorted(found)


@pytest.mark.parametrize(("address", "access"), guarded())
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_led_to_the_door(client, address, access, method):
    response = getattr(client, method)(f"/{address}")
    onwards = f"/{address}" if method == "get" else "/bandeja/"
    assert (response.status_code, response.url) == (302, f"/cuenta/entrar/?next={onwards}")


@pytest.mark.parametrize(("address", "access"), [row for row in guarded() if row[1] != SIGNED_IN])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_has_no_role_is_told_why_not(client, address, access, method):
    person = account()
    client.force_login(person)
    response = getattr(client, method)(f"/{address}")
    assert response.status_code == 403
    assert escape(str(may_enter(person, access).reason)) in response.content.decode()


def test_there_is_much_to_guard():
    assert len(guarded()) > 10
