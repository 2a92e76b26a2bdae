"""Preparing, calling and calling off a session, and noting who came."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from minga.foundation.ledger.models import Event
from minga.foundation.organizations.actions.bodies import (
    ItemRecord,
    Terms,
    call_session,
    change_session,
    make_agreement,
    prepare_session,
    record_attendance,
    record_minutes,
    void_session,
)
from minga.foundation.organizations.models import Attendance, BodySession, QuorumRule
from minga.foundation.organizations.queries.bodies import presence_by_sector
from minga.foundation.organizations.quorum import Votes
from minga.foundation.organizations.rules import SYSTEM
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict
from tests.foundation.organizations.bodies.making import (
    ALL_BUT_ONE,
    called,
    closed,
    held,
    make_body,
    meeting,
    organization,
    pdf,
    person,
    prepared,
    recorded,
    refused,
    sit,
    today,
    yesterday,
)

FEW = {(1, 1): "principal", (3, 1): "principal"}


def call(session, by=SYSTEM, **values):
    values = {"called_on": yesterday(), "post": "Dirección", "unit": None, "version": session.version} | values
    return call_session(session=session, by=by, **values)


def attend(session, presences=ALL_BUT_ONE, by=SYSTEM, **values):
    values = {"guests": 0, "version": session.version} | values
    return record_attendance(session=session, presences=presences, by=by, **values)


def test_a_new_session_takes_the_next_number_and_nobody_outside_sees_it(body):
    first = prepared(body)
    later = prepare_session(body=body, meeting=meeting(), by=SYSTEM, number=9)
    assert [first.number, later.number, prepared(body).number] == [1, 9, 10]
    assert list(BodySession.objects.public()) == []
    assert Event.objects.filter(kind__startswith="bodies.session").count() == 0


def test_a_number_is_used_once(body):
    prepared(body)
    assert refused(prepare_session, body=body, meeting=meeting(), by=SYSTEM, number=1) == (
        "Este cuerpo ya tiene una sesión 1."
    )


def test_a_session_in_preparation_changes_with_its_agenda(body):
    session = prepared(body)
    changed = change_session(
        session=session, meeting=meeting(kind="extraordinary", agenda=["Uno", " ", "Dos "]), by=SYSTEM, version=1
    )
    assert changed.name == "Sesión extraordinaria 1"
    assert [(item.position, item.title) for item in changed.items.all()] == [(1, "Uno"), (2, "Dos")]
    assert changed.version == 2


def test_a_call_that_went_out_is_not_changed(body):
    session = called(body)
    assert refused(change_session, session=session, meeting=meeting(), by=SYSTEM, version=session.version) == (
        "La convocatoria ya salió: para cambiarla, déjala sin efecto y convoca otra."
    )


def test_calling_tells_who_calls_by_post_and_unit(body):
    session = call(prepared(body), unit=organization("secretaria"), post=" Secretaría técnica ")
    assert (session.state, session.called_by_post, session.called_by_unit.slug, session.called_on) == (
        "called", "Secretaría técnica", "secretaria", yesterday(),
    )  # fmt: skip
    event = Event.objects.get(kind="bodies.session-called")
    assert (event.subject, event.payload) == (
        "body/comite/session/1",
        {
            "meets_on": yesterday().isoformat(),
            "called_on": yesterday().isoformat(),
            "kind": "ordinary",
            "items": 2,
        },
    )


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"post": " "}, "Di qué cargo convoca."),
        ({"called_on": today()}, "La convocatoria no puede ser posterior a la sesión."),
    ],
)
def test_a_call_that_cannot_be_is_refused(body, values, reason):
    assert refused(call, prepared(body), **values) == reason


def test_a_call_is_not_dated_ahead(body):
    session = prepared(body, meets_on=today() + timedelta(days=9))
    assert refused(call, session, called_on=today() + timedelta(days=1)) == (
        "La convocatoria no puede llevar una fecha que aún no llega."
    )


def test_a_call_needs_an_agenda(body):
    assert refused(call, prepared(body, agenda=[" "])) == "Escribe el orden del día antes de convocar."


def test_a_session_is_called_once(body):
    assert refused(call, called(body)) == "La sesión ya fue convocada."


def test_a_call_can_be_left_without_effect_with_its_reason(body):
    session = called(body)
    assert refused(void_session, session=session, reason=" ", by=SYSTEM, version=session.version) == (
        "Escribe por qué queda sin efecto."
    )
    void_session(session=session, reason="Duelo nacional", by=SYSTEM, version=session.version)
    session.refresh_from_db()
    assert (session.state, session.void_reason) == ("void", "Duelo nacional")
    assert "Duelo" not in str(Event.objects.get(kind="bodies.session-voided").payload)
    assert refused(attend, session) == "La convocatoria quedó sin efecto."


def test_what_took_place_is_not_left_without_effect(body):
    session = held(body)
    assert refused(void_session, session=session, reason="x", by=SYSTEM, version=session.version) == (
        "Solo una sesión que aún no tuvo lugar puede quedar sin efecto."
    )


def test_with_quorum_the_session_is_held(body):
    session = held(body)
    assert (session.state, session.seats_counted, session.seats_needed, session.seats_present, session.guests) == (
        "held", 5, 3, 3, 4,
    )  # fmt: skip
    assert [row.presence for row in session.attendance.all()] == [
        "principal", "alternate", "vacant", "principal", "absent",
    ]  # fmt: skip
    assert Event.objects.get(kind="bodies.session-held").payload == {
        "counted": 5, "needed": 3, "present": 3, "corrected": False,
    }  # fmt: skip


def test_without_quorum_it_is_not_held(body):
    session = attend(called(body), FEW)
    assert (session.state, session.seats_present, session.has_quorum) == ("failed", 2, False)
    assert Event.objects.get(kind="bodies.session-failed").payload["present"] == 2


def test_the_public_sees_numbers_by_sector(body):
    shown = presence_by_sector(held(body).attendance.select_related("rule"))
    assert [(one.sector, one.seats, one.present, one.vacant) for one in shown] == [
        ("Planificación", 1, 1, 0), ("Vecindario", 2, 1, 1), ("Academia", 2, 1, 0),
    ]  # fmt: skip


def test_the_rule_of_the_day_decides(body):
    values = {"numerator": 2, "denominator": 3, "more_than": False, "source": "Reglamento 2"}
    QuorumRule.objects.create(body=body, starts=yesterday(), **values)
    QuorumRule.objects.create(body=body, starts=today(), numerator=0, source="Reglamento 3")
    session = held(body)
    assert (session.state, session.seats_needed, session.quorum_rule.words) == (
        "failed",
        4,
        "al menos 2/3 de los puestos",
    )
    before = attend(called(body, meets_on=yesterday() - timedelta(days=1)))
    assert (before.state, before.seats_needed, before.quorum_rule) == ("held", 3, None)


def test_a_rule_may_leave_vacant_seats_out(body):
    QuorumRule.objects.create(body=body, starts=date(2025, 1, 1), vacant_count=False, source="Reglamento 1")
    session = attend(called(body), {(1, 1): "principal", (3, 1): "principal", (3, 2): "principal"})
    assert (session.seats_counted, session.seats_needed, session.state) == (4, 3, "held")


def test_who_sat_on_the_day_counts_and_not_who_sits_today(db):
    body = make_body()
    session = called(body)
    for position, number in [(1, 1), (3, 1), (3, 2)]:
        sit(body, position, number, starts=today())
    assert attend(session, {(1, 1): "principal", (3, 1): "principal", (3, 2): "principal"}).state == "failed"
    assert set(Attendance.objects.values_list("presence", flat=True)) == {"vacant"}


def test_a_seat_without_alternate_has_none_present(body):
    assert refused(attend, called(body), {(3, 1): "alternate"}) == "El puesto Academia 1 no tiene suplente."


def test_an_unknown_presence_is_refused(body):
    assert refused(attend, called(body), {(3, 1): "vacant"}) == (
        "Di de cada puesto quién vino: principal, suplente o nadie."
    )


def test_attendance_waits_for_the_call_and_for_the_day(body):
    assert refused(attend, prepared(body)) == "La sesión aún no fue convocada."
    ahead = called(body, meets_on=today() + timedelta(days=1))
    assert refused(attend, ahead) == "La sesión aún no tiene lugar: la asistencia se anota ese día o después."


def test_attendance_may_be_corrected_until_the_minutes_are_approved(body):
    session = attend(held(body), {**ALL_BUT_ONE, (3, 2): "principal"})
    assert (session.seats_present, session.attendance.count()) == (4, 5)
    assert [event.payload["corrected"] for event in Event.objects.filter(kind="bodies.session-held")] == [False, True]
    assert refused(attend, closed(body)) == (
        "El acta ya está aprobada: lo que esté mal se corrige con una fe de erratas en otra sesión."
    )


def test_a_correction_never_leaves_votes_or_agreements_without_quorum(body):
    session = recorded(body)
    votes = [ItemRecord(2, "Se votó.", "open", Votes(2, 1, 0))]
    session = record_minutes(session=session, items=votes, by=SYSTEM, version=session.version)
    few = {(1, 1): "principal"}
    assert refused(attend, session, few) == (
        "Sin quórum no hay votaciones ni acuerdos: quita primero los que anotaste."
    )
    QuorumRule.objects.create(body=body, starts=yesterday(), numerator=0, source="Reglamento")
    assert refused(attend, session, few) == "Hay una votación con 3 votos, más que los puestos presentes."
    other = held(body)
    make_agreement(session=other, terms=Terms("recommendation", "Seguir"), by=SYSTEM, version=other.version)
    other.refresh_from_db()
    assert refused(attend, other, {}) == "Sin quórum no hay votaciones ni acuerdos: quita primero los que anotaste."


def test_the_list_of_names_is_kept_under_lock_by_its_hash(body, files):
    session = attend(called(body), attendance_list=pdf())
    kept = [path for path in (files / "private").rglob("*") if path.is_file()]
    assert [path.name for path in kept] == [session.list_sha256]
    assert (session.list_size, session.list_type) == (kept[0].stat().st_size, "application/pdf")
    assert not (files / "public").exists()


@pytest.mark.parametrize("role", ["planner", "editor"])
def test_the_secretariat_convenes_and_records(body, role):
    secretary = person(role, body.organization)
    session = attend(call(prepared(body, secretary), secretary), by=secretary)
    assert Event.objects.get(kind="bodies.session-held").actor_role == role
    assert list(session.minutes.recorders.all()) == [secretary]


@pytest.mark.parametrize("role", ["approver", "responsible", "viewer", "counterpart", "administration", ""])
def test_nobody_else_does(body, role):
    other = person(role)
    session = called(body)
    for act in (
        lambda: prepared(body, other),
        lambda: change_session(session=session, meeting=meeting(), by=other, version=session.version),
        lambda: call(session, other),
        lambda: void_session(session=session, reason="x", by=other, version=session.version),
        lambda: attend(session, by=other),
    ):
        with pytest.raises(Denied):
            act()


def test_the_secretariat_of_another_body_does_not(body):
    with pytest.raises(Denied):
        prepared(body, person("planner", organization("otra-casa")))


def test_what_changed_meanwhile_is_a_conflict(body):
    session = prepared(body)
    call(session)
    for act in (
        lambda: change_session(session=session, meeting=meeting(), by=SYSTEM, version=1),
        lambda: call(session, version=1),
        lambda: void_session(session=session, reason="x", by=SYSTEM, version=1),
        lambda: attend(session, version=1),
    ):
        with pytest.raises(Conflict):
            act()


@pytest.fixture
def noon(monkeypatch):
    """Today at noon."""
    day = timezone.make_aware(datetime.combine(today(), time(12)))
    monkeypatch.setattr(timezone, "localtime", lambda *_arguments: day)


@pytest.mark.usefixtures("noon")
def test_a_session_of_today_is_called_before_its_hour(body):
    late, later = (prepared(body, meets_on=today(), meets_at=time(hour)) for hour in (9, 15))
    assert refused(call, late, called_on=today()) == (
        "La sesión es hoy a las 09:00 y esa hora ya pasó: cambia su hora o su día antes de convocar. "
        "Si se convocó un día anterior, escribe esa fecha."
    )
    assert call(later, called_on=today()).state == "called"
    late.refresh_from_db()
    assert call(late, called_on=yesterday()).state == "called"


def test_a_session_of_an_earlier_day_is_written_down_afterwards(body):
    assert call(prepared(body, meets_at=time(9))).state == "called"


def test_one_that_was_held_has_minutes_to_approve_once_they_are_written(body):
    assert held(body).state_words == "instalada, sin acta todavía"
    assert recorded(body).state_words == "instalada, con acta por aprobar"
