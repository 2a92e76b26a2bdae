"""Doing with a role that is over, has not begun or was left without effect, and with an account that is closed."""

from __future__ import annotations

import pytest

from minga.foundation.accounts.actions import erase
from minga.foundation.accounts.models import User
from minga.foundation.organizations.actions.roles import end_role
from minga.government.plans.actions import propose_changes
from minga.kernel.access import Denied
from tests.factories.accounts import PASSWORD, PersonFactory, sign_in
from tests.factories.changes import node_edit
from tests.factories.roles import again, day, give, official
from tests.factories.tokens import bearing, token_of

pytestmark = pytest.mark.django_db
TITLE = node_edit("C1", "title", "Otro")


@pytest.mark.parametrize(
    "values",
    [{"ends": day(-1)}, {"starts": day(1)}, {"cancelled": True}, {"starts": day(1), "ends": day(9)}],
    ids=["ended", "not begun", "without effect", "of next week"],
)
def test_act_with_a_role_that_is_not_in_force(client, real, values):
    late = official("planner", **values)
    with pytest.raises(Denied):
        propose_changes(real, [TITLE], by=late)
    client.force_login(late)
    assert client.get("/bandeja/planes/real/").status_code == 403
    token = bearing(token_of(late))
    body = {"changes": [{"key": "C1", "field": "title", "value": "x"}]}
    assert client.post("/api/v1/plans/real/change-sets", body, "application/json", headers=token).status_code == 403


def test_stay_in_a_page_after_the_role_ended(client, real):
    planner = official("planner")
    client.force_login(planner)
    assert client.get("/bandeja/planes/real/").status_code == 200
    end_role(assignment=planner.roles.get(), last_day=day(-1), act="A-1", version=1, by=official("administration"))
    assert client.get("/bandeja/planes/real/").status_code == 403


@pytest.mark.parametrize("ends", ["is_active", "erased"])
def test_stay_in_after_the_account_is_closed(client, real, ends):
    person = PersonFactory()
    give(person, "planner")
    secret = token_of(person)
    sign_in(client, person)
    if ends == "erased":
        erase(by=again(person))
    else:
        User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/bandeja/").status_code == 302
    assert client.get("/api/v1/readings", headers=bearing(secret)).status_code == 401


def test_act_as_somebody_who_was_erased(real):
    person = official("planner")
    erase(by=person)
    with pytest.raises(Denied):
        propose_changes(real, [TITLE], by=again(person))


def test_sign_in_again_after_being_erased(client):
    person = PersonFactory()
    email = person.email
    erase(by=person)
    erased = User.objects.get(pk=person.pk)
    for login in (email, erased.email):
        answer = client.post("/cuenta/entrar/", {"login": login, "password": PASSWORD})
        assert (answer.status_code, "_auth_user_id" in client.session) == (422, False)


def test_give_a_role_to_a_closed_account():
    from minga.foundation.organizations.actions.roles import Appointment, grant_role
    from minga.kernel.errors import Refused
    from tests.factories.roles import account

    closed = account(is_active=False)
    with pytest.raises(Refused, match="cerrada"):
        grant_role(person=closed, appointment=Appointment("planner", "A", day()), by=official("administration"))


def test_stand_in_after_the_holder_ended(real):
    from minga.foundation.organizations.actions.roles import appoint_stand_in

    admin, holder, second = official("administration"), official("planner"), official("viewer")
    values = {"basis": "subrogation", "act": "A", "starts": day(), "ends": day(9), "by": admin}
    appoint_stand_in(stands_for=holder.roles.get(), person=second, **values)
    end_role(assignment=holder.roles.get(), last_day=day(-1), act="A-2", version=1, by=admin)
    with pytest.raises(Denied):
        propose_changes(real, [TITLE], by=again(second))
