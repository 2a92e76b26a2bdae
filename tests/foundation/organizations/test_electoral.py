"""The electoral mode: set and ended by an act, told to everybody."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from minga.foundation.ledger.models import Event
from minga.foundation.organizations.actions.electoral import end_electoral_mode, set_electoral_mode
from minga.foundation.organizations.models import ElectoralMode
from minga.foundation.organizations.queries import electoral as queries
from minga.foundation.organizations.queries.electoral import forget, in_force
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused
from tests.factories.roles import day, electoral_mode, official, organization
from tests.pages import said

pytestmark = pytest.mark.django_db
DESK = "/bandeja/modo-electoral/"


@pytest.fixture
def approver():
    return official("approver")


def put(by, **values) -> ElectoralMode:
    values = {"act": "Resolución A-045", "act_date": day(-1), "starts": day(), "ends": None, "freezes": ()} | values
    return set_electoral_mode(by=by, **values)


def take_away(mode, by, last_day=None, **values) -> ElectoralMode:
    values = {"act": "Resolución A-046", "act_date": day(), "version": mode.version} | values
    return end_electoral_mode(mode=mode, last_day=last_day, by=by, **values)


def refused(call, *arguments, error=Refused, **named) -> str:
    with pytest.raises(error) as caught:
        call(*arguments, **named)
    return caught.value.reason


# Setting.


def test_it_is_set_by_an_act_and_the_log_tells_it(approver):
    mode = put(approver, starts=day(3), ends=day(90), freezes=["voting", "citizens", "voting"])
    assert (mode.starts, mode.ends, mode.freezes) == (day(3), day(90), ["citizens", "voting"])
    event = Event.objects.get()
    assert (event.kind, event.subject, event.actor_role) == (
        "organizations.electoral-mode-set",
        f"electoral-mode/{mode.public_id}",
        "approver",
    )
    assert event.payload == {
        "act": "Resolución A-045",
        "act_date": day(-1).isoformat(),
        "starts": day(3).isoformat(),
        "ends": day(90).isoformat(),
        "freezes": ["citizens", "voting"],
        "cancelled": False,
    }


def test_it_needs_who_approves_in_the_whole_city():
    for nobody in (official("approver", organization("direccion")), official("administration"), official("planner")):
        refused(put, nobody, error=Denied)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"act": " "}, "Escribe el número del acto: sin acto el modo electoral no cambia."),
        ({"act": "x" * 201}, "El acto tiene como máximo 200 caracteres."),
        ({"act_date": day(1)}, "El acto no puede tener una fecha futura."),
        ({"starts": day(-1)}, "El primer día puede ser hoy o después: Minga no pudo aplicarlo antes."),
        ({"ends": day(-1)}, "El último día no puede ser anterior al primero."),
        ({"ends": day(2000)}, "Revisa el año de los días: queda demasiado lejos de hoy."),
    ],
)
def test_what_cannot_be_is_refused(approver, values, reason):
    assert refused(put, approver, **values) == reason
    assert (ElectoralMode.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.parametrize(("starts", "ends"), [(0, None), (10, None), (0, 5), (10, 20)])
def test_two_do_not_stand_on_one_day(approver, starts, ends):
    electoral_mode(starts=day(5), ends=day(10))
    assert refused(put, approver, starts=day(starts), ends=ends and day(ends)).startswith(
        "Ya hay un modo electoral en esos días: el de Resolución A-045"
    )


def test_one_may_follow_another_or_take_the_place_of_one_without_effect(approver):
    electoral_mode(starts=day(5), ends=day(10))
    electoral_mode(starts=day(11), cancelled=True)
    assert put(approver, starts=day(0), ends=day(4)).pk
    assert put(approver, starts=day(11)).pk


# Ending.


@pytest.mark.parametrize("distance", [-1, 0, 30])
def test_it_is_ended_by_another_act(approver, distance):
    mode = take_away(electoral_mode(), approver, day(distance))
    assert (mode.ends, mode.ending_act, mode.ending_act_date, mode.version) == (
        day(distance),
        "Resolución A-046",
        day(),
        2,
    )
    event = Event.objects.get()
    assert (event.kind, event.payload["act"]) == ("organizations.electoral-mode-ended", "Resolución A-046")


def test_one_that_has_not_begun_is_left_without_effect(approver):
    mode = take_away(electoral_mode(starts=day(5), ends=day(9)), approver)
    assert (mode.cancelled, mode.ends) == (True, day(9))
    assert not mode.is_active(day(5))


@pytest.mark.parametrize(
    ("values", "last_day", "reason"),
    [
        ({}, None, "Escribe el último día del modo electoral."),
        ({}, -2, "El último día puede ser ayer o después"),
        ({"starts": day()}, -1, "El último día puede ser ayer o después"),
        ({"ends": day(5)}, 5, "Ya termina ese día o antes."),
        ({"starts": day(-9), "ends": day(-1)}, 0, "Ese modo electoral ya terminó."),
        ({"starts": day(9), "cancelled": True}, None, "Ese modo electoral ya terminó."),
        ({"starts": day(9)}, 12, "Aún no empieza"),
    ],
)
def test_a_day_that_cannot_be_the_last_is_refused(approver, values, last_day, reason):
    last = None if last_day is None else day(last_day)
    assert refused(take_away, electoral_mode(**values), approver, last).startswith(reason)


def test_what_changed_meanwhile_is_not_ended(approver):
    mode = electoral_mode()
    take_away(mode, approver, day(5))
    assert refused(take_away, mode, approver, day(), error=Conflict).startswith("El modo electoral cambió")


def test_ending_needs_its_act_and_who_approves(approver):
    mode = electoral_mode()
    refused(take_away, mode, official("approver", organization("direccion")), day(), error=Denied)
    assert refused(take_away, mode, approver, day(), act="").startswith("Escribe el número del acto")


# Knowing.


def test_both_days_count():
    electoral_mode(starts=day(1), ends=day(3))
    forget()
    assert [bool(in_force(day(distance))) for distance in range(5)] == [False, True, True, True, False]


def test_days_are_those_of_guayaquil(monkeypatch):
    """At 04:59 UTC it is still the day before there; at 05:00 the day begins."""
    first = day(1)
    electoral_mode(starts=first, ends=first)
    forget()
    begins = datetime(first.year, first.month, first.day, 5, tzinfo=UTC)
    for moment, expected in (
        (begins - timedelta(minutes=1), False),
        (begins, True),
        (begins + timedelta(hours=23, minutes=59), True),
        (begins + timedelta(hours=24), False),
    ):
        monkeypatch.setattr("django.utils.timezone.now", lambda moment=moment: moment)
        assert bool(in_force()) is expected


def test_it_is_read_once_a_minute(monkeypatch, django_assert_num_queries):
    now = [1000.0]
    monkeypatch.setattr(queries.time, "monotonic", lambda: now[0])
    forget()
    with django_assert_num_queries(1):
        assert in_force() is None
        electoral_mode_later = in_force()
    assert electoral_mode_later is None
    electoral_mode()
    now[0] += 59
    with django_assert_num_queries(0):
        assert in_force() is None
    now[0] += 1
    with django_assert_num_queries(1):
        assert in_force() is not None


def test_an_act_is_known_at_once_in_its_own_process(approver, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mode = put(approver)
    assert in_force() == mode
    with django_capture_on_commit_callbacks(execute=True):
        mode.starts = day(-1)
        mode.save()
        take_away(mode, approver, day(-1))
    assert in_force() is None


# The public page.


def test_the_page_tells_every_time_with_its_acts(client):
    electoral_mode(
        starts=day(-90), ends=day(-60), act="Resolución 1", ending_act="Resolución 2", ending_act_date=day(-61)
    )
    electoral_mode(starts=day(9), act="Resolución 3", cancelled=True, ending_act="Resolución 4", ending_act_date=day())
    electoral_mode(act="Resolución 5", freezes=["voting"])
    page = said(client.get("/modo-electoral/"))
    assert "por Resolución 5, hasta que otro acto lo termine." in page
    for words in ("Resolución 1", "Resolución 2", "sin efecto; empezaba el", "votaciones y encuestas"):
        assert words in page


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (None, "Nunca se ha puesto en Minga."),
        ({"starts": day(-9), "ends": day(-1)}, "Hoy no está puesto."),
        ({"ends": day(9)}, "Está puesto desde el"),
    ],
)
def test_the_page_says_first_how_it_stands(client, values, words):
    if values is not None:
        electoral_mode(**values)
    assert words in said(client.get("/modo-electoral/"))


def test_the_page_takes_one_query(client, django_assert_num_queries):
    electoral_mode()
    with django_assert_num_queries(1):
        client.get("/modo-electoral/")


def test_the_table_is_taken_away(client):
    electoral_mode(starts=day(-9), ends=day(-1), freezes=["voting"])
    rows = json.loads(b"".join(client.get("/modo-electoral.json").streaming_content))
    assert rows == [
        {
            "starts": day(-9).isoformat(),
            "ends": day(-1).isoformat(),
            "act": "Resolución A-045",
            "act_date": day(-2).isoformat(),
            "ending_act": "",
            "ending_act_date": "",
            "freezes": "voting",
            "cancelled": False,
            "fictitious": False,
        }
    ]
    assert client.get("/modo-electoral.csv").status_code == 200


# The desk.


def filled(**values) -> dict[str, str]:
    return {"act": "Resolución A-045", "act_date": day().isoformat(), "starts": day().isoformat()} | values


def test_it_is_set_on_the_desk(client, approver):
    client.force_login(approver)
    response = client.post(DESK, filled(freezes=["voting"]))
    assert (response.status_code, response.url) == (303, DESK)
    assert ElectoralMode.objects.get().freezes == ["voting"]
    assert "Modo electoral anotado" in said(client.get(DESK))


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"act": ""}, "Este campo es obligatorio."),
        ({"starts": "2020-01-01"}, "El primer día puede ser hoy o después"),
        ({"freezes": ["todo"]}, "Escoja una opción válida"),
    ],
)
def test_what_is_refused_keeps_what_was_written(client, approver, values, reason):
    client.force_login(approver)
    response = client.post(DESK, filled(**values))
    assert response.status_code == 422
    assert reason in said(response)
    assert response.context["form"]["act_date"].value() == day().isoformat()


def test_it_is_ended_on_the_desk(client, approver):
    mode = electoral_mode()
    client.force_login(approver)
    address = f"{DESK}{mode.public_id}/terminar/"
    assert address in client.get(DESK).content.decode()
    asked = {"last_day": day().isoformat(), "act": "Resolución A-046", "act_date": day().isoformat(), "version": "1"}
    assert client.post(address, asked | {"version": "0"}).status_code == 409
    assert client.post(address, asked | {"last_day": ""}).status_code == 422
    response = client.post(address, asked)
    assert (response.status_code, response.url) == (303, DESK)
    mode.refresh_from_db()
    assert mode.ends == day()


def test_one_that_has_not_begun_asks_no_day(client, approver):
    mode = electoral_mode(starts=day(9))
    client.force_login(approver)
    asked = {"act": "Resolución A-046", "act_date": day().isoformat(), "version": "1"}
    client.post(f"{DESK}{mode.public_id}/terminar/", asked)
    mode.refresh_from_db()
    assert mode.cancelled


def test_who_approves_in_a_part_does_not_enter_and_is_told_why(client):
    mode = electoral_mode()
    client.force_login(official("approver", organization("direccion")))
    for path in (DESK, f"{DESK}{mode.public_id}/terminar/"):
        response = client.get(path)
        assert response.status_code == 403
        assert "hace falta uno de estos roles: aprobación" in said(response)
        assert "Tiene que valer en toda la ciudad; el tuyo vale en una parte." in said(response)
        assert client.post(path, filled()).status_code == 403
