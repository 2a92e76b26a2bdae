"""Who may sit in a body: never more than its seats, an organization once, an alternate with its principal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from minga.foundation.ledger.models import Event
from minga.foundation.organizations.actions.bodies import end_holder, seat_holder
from minga.foundation.organizations.models import SeatHolder
from minga.foundation.organizations.queries.bodies import chairs
from minga.foundation.organizations.rules import SYSTEM
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict
from tests.foundation.organizations.bodies.making import (
    LAST_YEAR,
    fill,
    make_body,
    organization,
    person,
    refused,
    sector,
    sit,
    today,
    yesterday,
)


@pytest.fixture
def empty(db):
    return make_body()


def test_every_seat_is_shown_with_who_holds_it_and_vacant_ones_too(body):
    shown = [(chair.name, chair.principal is not None, chair.alternate is not None) for chair in chairs(body, today())]
    assert shown == [
        ("Planificación", True, True),
        ("Vecindario 1", True, True),
        ("Vecindario 2", False, False),
        ("Academia 1", True, False),
        ("Academia 2", True, False),
    ]


@pytest.mark.parametrize("number", [0, 3])
def test_a_sector_has_only_the_seats_of_its_rule(empty, number):
    assert refused(sit, empty, 2, number) == (f"El sector «Vecindario» tiene 2 puestos; no existe el puesto {number}.")


def test_a_seat_is_held_once(body):
    assert refused(sit, body, 3, 1, post="Otra") == "El puesto ya lo ocupa Delegación desde ese día o después."


def test_a_holder_of_a_later_day_holds_it_too(empty):
    sit(empty, 3, 1, starts=date(2026, 1, 1))
    assert refused(sit, empty, 3, 1, starts=LAST_YEAR) == "El puesto ya lo ocupa Delegación desde ese día o después."


def test_an_organization_holds_one_principal_seat(empty):
    university = organization("universidad")
    sit(empty, 3, 1, organization=university)
    assert refused(sit, empty, 3, 2, organization=university) == (
        "Universidad ya ocupa otro puesto principal de este cuerpo."
    )


def test_an_organization_may_be_the_alternate_of_its_own_seat(empty):
    network = organization("red-vecinal")
    sit(empty, 2, 1, organization=network, post="")
    alternate = sit(empty, 2, 1, "alternate", organization=network, post="Suplencia")
    assert (alternate.name, alternate.principal.name) == ("Suplencia, Red Vecinal", "Red Vecinal")


def test_an_alternate_belongs_to_a_principal(empty):
    assert refused(sit, empty, 2, 1, "alternate") == (
        "Un suplente pertenece a un principal: anota primero quién ocupa el puesto ese día."
    )


def test_a_sector_without_alternates_has_none(body):
    assert refused(sit, body, 3, 1, "alternate") == "Los puestos de «Academia» no tienen suplente."


def test_somebody_holds_a_seat_by_an_act(empty):
    assert refused(sit, empty, 3, 1, post=" ") == (
        "Di qué organización o qué cargo ocupa el puesto; nunca el nombre de una persona."
    )
    assert refused(sit, empty, 3, 1, act=" ") == "Escribe el acto por el que ocupa el puesto."


def test_the_invented_and_the_real_are_not_mixed(empty):
    invented = organization("inventada", fictitious=True)
    assert refused(sit, empty, 3, 1, organization=invented) == "Lo ficticio y lo real no se mezclan."


def test_a_principal_leaves_with_its_alternate_and_the_seat_is_free_the_next_day(body):
    holder = SeatHolder.objects.get(rule=sector(body, 2), kind="principal")
    end_holder(holder=holder, ends=yesterday(), act="Acta 9", by=SYSTEM, version=1)
    ended = SeatHolder.objects.filter(rule=sector(body, 2))
    assert {(one.ends, one.ending_act, one.version) for one in ended} == {(yesterday(), "Acta 9", 2)}
    assert chairs(body, today())[1].principal is None
    assert chairs(body, yesterday())[1].principal == holder
    assert sit(body, 2, 1, starts=today()).is_active()


def test_an_alternate_leaves_alone(body):
    alternate = SeatHolder.objects.get(rule=sector(body, 2), kind="alternate")
    end_holder(holder=alternate, ends=yesterday(), act="Acta 9", by=SYSTEM, version=1)
    chair = chairs(body, today())[1]
    assert (chair.principal is not None, chair.alternate) == (True, None)


def test_nobody_leaves_twice_nor_before_arriving_nor_without_an_act(body):
    holder = SeatHolder.objects.get(rule=sector(body, 3), number=1)
    early = LAST_YEAR - timedelta(days=1)
    assert refused(end_holder, holder=holder, ends=early, act="A", by=SYSTEM, version=1) == (
        "Delegación empezó después de ese día."
    )
    assert refused(end_holder, holder=holder, ends=today(), act="", by=SYSTEM, version=1) == (
        "Escribe el acto por el que deja el puesto."
    )
    end_holder(holder=holder, ends=today(), act="A", by=SYSTEM, version=1)
    assert refused(end_holder, holder=holder, ends=today(), act="A", by=SYSTEM, version=2) == "Ya dejó el puesto."


def test_what_changed_meanwhile_is_a_conflict(body):
    holder = SeatHolder.objects.get(rule=sector(body, 3), number=1)
    end_holder(holder=holder, ends=today(), act="A", by=SYSTEM, version=1)
    with pytest.raises(Conflict):
        end_holder(holder=holder, ends=today(), act="A", by=SYSTEM, version=1)


@pytest.mark.parametrize("role", ["editor", "approver", "viewer", "administration", ""])
def test_only_planning_says_who_sits(empty, role):
    with pytest.raises(Denied):
        sit(empty, 3, 1, by=person(role))


def test_planning_of_the_body_or_of_what_is_above_it_may(db):
    above = organization("municipio")
    body = make_body()
    body.organization.parent = above
    body.organization.save()
    elsewhere = person("planner", organization("otra"))
    with pytest.raises(Denied):
        sit(body, 3, 1, by=elsewhere)
    assert sit(body, 3, 1, by=person("planner", above)).number == 1
    assert sit(body, 3, 2, by=person("planner", body.organization)).number == 2


def test_the_log_tells_the_seat_the_organization_and_the_act(empty):
    network = organization("red-vecinal")
    seat_holder(
        rule=sector(empty, 2),
        number=2,
        kind="principal",
        organization=network,
        starts=LAST_YEAR,
        act="Acta 1",
        by=person("planner"),
    )
    event = Event.objects.get(kind="bodies.seated")
    assert (event.subject, event.actor_role, event.payload) == (
        "body/comite",
        "planner",
        {
            "sector": "Vecindario",
            "seat": 2,
            "kind": "principal",
            "organization": "red-vecinal",
            "post": "",
            "starts": "2025-01-01",
            "act": "Acta 1",
        },
    )


def test_two_bodies_do_not_disturb_each_other(body):
    other = fill(make_body("otro"))
    assert [chair.principal is not None for chair in chairs(other, today())] == [True, True, False, True, True]
