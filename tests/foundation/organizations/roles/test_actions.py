"""Giving, substituting and ending roles: each by an act, never for oneself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from minga.foundation.ledger.models import Event
from minga.foundation.organizations.actions.roles import Appointment, appoint_stand_in, end_role, grant_role
from minga.foundation.organizations.models import RoleAssignment
from minga.foundation.organizations.rules import SYSTEM, assignments_of
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused
from tests.factories.plans import PlanFactory
from tests.factories.roles import account, again, day, give, official, organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return official("administration")


def appointment(**values) -> Appointment:
    return replace(Appointment("planner", "Memorando 012-2026", day()), **values)


def given(**values) -> RoleAssignment:
    """A role that somebody holds since yesterday."""
    return give(account(), values.pop("role", "planner"), **({"starts": day(-1)} | values))


def end(assignment, by, last_day=None, **values) -> RoleAssignment:
    values = {"act": "Memorando 040-2026", "version": assignment.version} | values
    return end_role(assignment=assignment, last_day=last_day, by=by, **values)


def refused(call, *arguments, error=Refused, **named) -> str:
    with pytest.raises(error) as caught:
        call(*arguments, **named)
    return caught.value.reason


# Giving.


def test_a_role_is_given_where_and_when_the_act_says(administrator):
    unit, person = organization("direccion"), account()
    wanted = appointment(scope=unit, post=" Especialista ", unit=unit, ends=day(30))
    found = grant_role(person=person, appointment=wanted, by=administrator)
    assert (found.person, found.role, found.scope, found.post, found.unit) == (
        person,
        "planner",
        unit,
        "Especialista",
        unit,
    )
    assert (found.starts, found.ends, found.act, found.basis) == (day(), day(30), "Memorando 012-2026", "holder")
    assert found.granted_by == administrator
    assert assignments_of(person) == [found]


def test_the_log_keeps_the_role_and_never_the_person(administrator):
    plan, person = PlanFactory(slug="paga-2"), account()
    found = grant_role(person=person, appointment=appointment(scope=plan), by=administrator)
    event = Event.objects.get()
    assert (event.kind, event.subject, event.actor_role) == (
        "organizations.role-granted",
        f"role/{found.public_id}",
        "administration",
    )
    assert event.payload == {
        "role": "planner",
        "scope": "plan/paga-2",
        "basis": "holder",
        "act": "Memorando 012-2026",
        "starts": day().isoformat(),
        "ends": None,
        "cancelled": False,
        "fictitious": False,
    }
    assert person.email not in str(event.payload)


def test_the_server_gives_the_first_role():
    found = grant_role(person=account(), appointment=appointment(role="administration"), by=SYSTEM)
    assert found.granted_by is None
    assert Event.objects.get().actor_role == "system"


def test_nobody_gives_themselves_a_role(administrator):
    reason = refused(grant_role, person=administrator, appointment=appointment(), by=administrator, error=Denied)
    assert reason == "Nadie se da ni se quita roles a sí mismo: pídelo a otra persona."


def test_who_administrates_a_part_gives_roles_there_alone():
    own, other = organization("propia"), organization("ajena")
    local = official("administration", own)
    grant_role(person=account(), appointment=appointment(scope=organization("unidad", own)), by=local)
    for scope in (other, None):
        refused(grant_role, person=account(), appointment=appointment(scope=scope), by=local, error=Denied)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"act": "  "}, "Escribe el número del acto: sin acto no hay rol."),
        ({"act": "x" * 201}, "El acto tiene como máximo 200 caracteres."),
        ({"ends": day(-1)}, "El último día no puede ser anterior al primero."),
        ({"starts": day(-9), "ends": day(-1)}, "El último día ya pasó: el rol no llegaría a valer."),
        ({"starts": day(-5000)}, "Revisa el año de los días: queda demasiado lejos de hoy."),
        ({"ends": day(5000)}, "Revisa el año de los días: queda demasiado lejos de hoy."),
    ],
)
def test_what_cannot_be_is_refused(administrator, values, reason):
    assert refused(grant_role, person=account(), appointment=appointment(**values), by=administrator) == reason
    assert RoleAssignment.objects.filter(role="planner").count() == 0
    assert Event.objects.count() == 0


def test_a_closed_account_gets_no_role(administrator):
    reason = refused(grant_role, person=account(is_active=False), appointment=appointment(), by=administrator)
    assert reason == "Esa cuenta está cerrada: no puede recibir un rol."


@pytest.mark.parametrize(("starts", "ends"), [(0, None), (0, 5), (10, 20)])
def test_the_same_role_is_not_given_twice_for_a_day(administrator, starts, ends):
    person = account()
    give(person, "planner", starts=day(-5), ends=day(10))
    wanted = appointment(starts=day(starts), ends=ends and day(ends))
    reason = refused(grant_role, person=person, appointment=wanted, by=administrator)
    assert reason == "Esa persona ya tiene ese rol, en el mismo ámbito, en alguno de esos días."


def test_the_same_role_may_be_given_from_the_day_after(administrator):
    person = account()
    give(person, "planner", starts=day(-5), ends=day(10))
    assert grant_role(person=person, appointment=appointment(starts=day(11)), by=administrator).pk


def test_the_same_role_elsewhere_or_another_role_here_is_another(administrator):
    person, unit = account(), organization("direccion")
    give(person, "planner", unit)
    for wanted in (appointment(scope=organization("otra")), appointment(scope=unit, role="editor"), appointment()):
        grant_role(person=person, appointment=wanted, by=administrator)
    assert len(assignments_of(again(person))) == 4


def test_a_role_left_without_effect_may_be_given_again(administrator):
    person = account()
    wanted = appointment(starts=day(5))
    coming = grant_role(person=person, appointment=wanted, by=administrator)
    end(coming, administrator)
    assert grant_role(person=person, appointment=wanted, by=administrator).pk != coming.pk


@pytest.mark.parametrize(("scope", "unit"), [(True, False), (False, True)])
def test_what_is_invented_is_not_mixed_with_what_is_real(administrator, scope, unit):
    wanted = appointment(
        scope=organization("ambito", fictitious=scope), unit=organization("unidad", fictitious=unit), post="Dirección"
    )
    reason = refused(grant_role, person=account(), appointment=wanted, by=administrator)
    assert reason.startswith("Lo ficticio no se mezcla con lo real")


# Standing in.


def stand_in(taken, by, **values) -> RoleAssignment:
    values = {
        "person": account(),
        "basis": "subrogation",
        "act": "Memorando 033-2026",
        "starts": day(),
        "ends": day(10),
    } | values
    return appoint_stand_in(stands_for=taken, by=by, **values)


def test_who_subrogates_takes_the_role_its_scope_and_its_post(administrator):
    unit = organization("direccion")
    taken = given(scope=unit, post="Dirección", unit=unit)
    found = stand_in(taken, administrator)
    assert (found.role, found.scope, found.post, found.unit, found.stands_for) == (
        "planner",
        unit,
        "Dirección",
        unit,
        taken,
    )
    assert (found.act, found.starts, found.ends) == ("Memorando 033-2026", day(), day(10))
    assert Event.objects.get().payload["basis"] == "subrogation"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"ends": None}, "Una subrogación necesita su último día."),
        ({"ends": day(31)}, "Termina después que el rol que subroga: revisa el último día."),
        ({"starts": day(-2)}, "Empieza antes que el rol que cubre: revisa el primer día."),
        ({"act": ""}, "Escribe el número del acto: sin acto no hay rol."),
    ],
)
def test_a_subrogation_has_its_act_and_its_days(administrator, values, reason):
    assert refused(stand_in, given(ends=day(30)), administrator, **values) == reason


def test_only_one_subrogates_at_a_time(administrator):
    taken = given()
    stand_in(taken, administrator, ends=day(10))
    assert refused(stand_in, taken, administrator, starts=day(10), ends=day(20)) == (
        "Ya hay quien subroga en alguno de esos días."
    )
    stand_in(taken, administrator, starts=day(11), ends=day(20))


def test_nobody_subrogates_themselves_nor_who_subrogates(administrator):
    taken = given()
    assert refused(stand_in, taken, administrator, person=taken.person).startswith("Nadie se subroga a sí mismo")
    substitute = stand_in(taken, administrator)
    assert refused(stand_in, substitute, administrator).startswith("Quien subroga no puede ser subrogado")


def test_nobody_names_themselves(administrator):
    refused(stand_in, given(), administrator, person=administrator, error=Denied)


def test_a_post_that_nobody_holds_may_be_entrusted(administrator):
    vacant = given(starts=day(-30), ends=day(-2))
    found = stand_in(vacant, administrator, basis="encargo", ends=None)
    assert (found.basis, found.ends, found.is_active()) == ("encargo", None, True)


def test_what_never_was_is_not_substituted(administrator):
    assert refused(stand_in, given(cancelled=True), administrator) == (
        "Ese rol quedó sin efecto: nadie puede subrogarlo."
    )


# Ending.


@pytest.mark.parametrize("distance", [-1, 0, 30])
def test_a_role_ends_on_its_last_day(administrator, distance):
    found = end(given(), administrator, day(distance))
    assert (found.ends, found.ending_act, found.cancelled, found.version) == (
        day(distance),
        "Memorando 040-2026",
        False,
        2,
    )
    assert found.is_active(day(distance))
    assert not found.is_active(day(distance) + timedelta(days=1))
    event = Event.objects.get()
    assert (event.kind, event.payload["act"], event.payload["ends"]) == (
        "organizations.role-ended",
        "Memorando 040-2026",
        day(distance).isoformat(),
    )


def test_a_coming_role_is_left_without_effect(administrator):
    found = end(given(starts=day(3)), administrator)
    assert (found.cancelled, found.starts, found.ends) == (True, day(3), None)
    assert not found.is_active(day(3))
    assert Event.objects.get().payload["cancelled"] is True


@pytest.mark.parametrize(
    ("values", "last_day", "reason"),
    [
        ({}, -2, "El último día puede ser ayer o después"),
        ({"starts": day()}, -1, "El último día puede ser ayer o después"),
        ({"ends": day(5)}, 5, "Ese rol ya termina ese día o antes."),
        ({"starts": day(-9), "ends": day(-1)}, 0, "Ese rol ya terminó."),
        ({"starts": day(9), "cancelled": True}, None, "Ese rol ya terminó."),
        ({"starts": day(9)}, 12, "Ese rol aún no empieza"),
    ],
)
def test_a_day_that_cannot_be_the_last_is_refused(administrator, values, last_day, reason):
    last = None if last_day is None else day(last_day)
    assert refused(end, given(**values), administrator, last).startswith(reason)
    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    ("starts", "kept", "cancelled"),
    [(day(-30), day(-1), False), (day(-1), day(-1), False), (day(), None, True)],
)
def test_a_role_is_taken_away_at_once(administrator, starts, kept, cancelled):
    found = end(given(starts=starts), administrator)
    assert (found.starts, found.ends, found.cancelled, found.ending_act) == (
        starts,
        kept,
        cancelled,
        "Memorando 040-2026",
    )
    assert not found.is_active()
    assert RoleAssignment.objects.get(pk=found.pk).role == "planner"
    assert (Event.objects.get().kind, Event.objects.get().payload["cancelled"]) == (
        "organizations.role-ended",
        cancelled,
    )


def test_a_role_on_its_last_day_may_be_taken_away_at_once(administrator):
    assert end(given(starts=day(-9), ends=day()), administrator).ends == day(-1)


def test_who_subrogates_loses_the_role_at_once_with_the_holder(administrator):
    taken = given()
    now, later = stand_in(taken, administrator), stand_in(taken, administrator, starts=day(11), ends=day(20))
    end(taken, administrator)
    for row in (now, later):
        row.refresh_from_db()
        assert not any(row.is_active(day(distance)) for distance in range(21))


def test_a_role_given_by_mistake_may_be_given_again_on_the_same_day(administrator):
    wrong = given(starts=day())
    end(wrong, administrator)
    right = grant_role(person=wrong.person, appointment=appointment(starts=day()), by=administrator)
    assert (right.is_active(), wrong.person.roles.count()) == (True, 2)


def test_ending_needs_an_act(administrator):
    assert refused(end, given(), administrator, day(), act=" ") == "Escribe el número del acto: sin acto no hay rol."


def test_nobody_ends_their_own_role(administrator):
    official("administration")
    own = administrator.roles.get()
    assert refused(end, own, administrator, day(), error=Denied).startswith("Nadie se da ni se quita roles")


def test_what_changed_meanwhile_is_not_ended(administrator):
    seen = given()
    end(seen, administrator, day(5))
    assert refused(end, seen, administrator, day(), error=Conflict).startswith("Este rol cambió mientras lo mirabas")


def test_who_subrogates_ends_with_the_holder(administrator):
    taken = given()
    now, later = stand_in(taken, administrator), stand_in(taken, administrator, starts=day(11), ends=day(20))
    entrusted = stand_in(taken, administrator, basis="encargo", starts=day(30), ends=None)
    end(taken, administrator, day(5))
    for row in (now, later, entrusted):
        row.refresh_from_db()
    assert (now.ends, now.cancelled) == (day(5), False)
    assert later.cancelled
    assert (entrusted.ends, entrusted.cancelled) == (None, False)
    assert Event.objects.filter(kind="organizations.role-ended").count() == 3


def test_the_last_who_administrates_stays():
    only = give(account(), "administration")
    give(account(), "administration", organization("parte"))
    give(account(), "administration", ends=day(3))
    give(account(is_active=False), "administration")
    assert refused(end, only, SYSTEM, day(10)) == (
        "Nadie más administraría después el sistema: da antes ese rol a otra persona."
    )
    give(account(), "administration", starts=day(11))
    assert end(only, SYSTEM, day(10)).ends == day(10)


def test_the_last_who_administrates_a_part_stays_unless_somebody_does_in_all():
    part = organization("parte")
    only = give(account(), "administration", part)
    for last_day in (day(), None):
        refused(end, only, SYSTEM, last_day)
    give(account(), "administration")
    assert end(only, SYSTEM, day()).ends == day()
