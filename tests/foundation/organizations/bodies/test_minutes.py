"""What minutes say, who approves them, and what is released of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from minga.foundation.ledger.models import Event
from minga.foundation.organizations.actions.bodies import (
    ItemRecord,
    Terms,
    add_item,
    approve_minutes,
    keep_minutes,
    make_agreement,
    record_attendance,
    record_minutes,
    release_minutes,
)
from minga.foundation.organizations.models import QuorumRule
from minga.foundation.organizations.quorum import Votes
from minga.foundation.organizations.rules import SYSTEM
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict
from tests.foundation.organizations.bodies.making import (
    PDF,
    called,
    closed,
    fill,
    held,
    make_body,
    pdf,
    person,
    prepared,
    recorded,
    refused,
    today,
    yesterday,
)

CLOSED = "El acta ya está aprobada: lo que esté mal se corrige con una fe de erratas en otra sesión."
COPY = PDF + b"% sin nombres"


def write(session, *items, by=SYSTEM, **values):
    return record_minutes(session=session, items=items, by=by, version=values.pop("version", session.version), **values)


def vote(session, votes, voting="open", casting=""):
    return write(session, ItemRecord(2, "Se votó.", voting, votes, casting))


def approve(session, by=SYSTEM, **values):
    values = {"approved_on": today(), "version": session.version} | values
    return approve_minutes(session=session, by=by, **values)


def release(session, by=SYSTEM, document=None, **values):
    values = {"without_names": True, "version": session.version} | values
    return release_minutes(session=session, document=document or pdf(COPY), by=by, **values)


def failed(body):
    session = called(body)
    return record_attendance(session=session, presences={}, guests=0, by=SYSTEM, version=session.version)


def test_the_text_of_each_item_is_plain(body):
    session = write(
        held(body), ItemRecord(1, " Se <b>leyó</b>.\r\n\r\n\r\n\r\nSe aprobó.\x00\u202e "), number=" Acta 7 "
    )
    assert [item.text for item in session.items.all()] == ["Se leyó.\n\nSe aprobó.", ""]
    assert session.minutes.number == "Acta 7"


def test_the_document_is_kept_under_lock_by_its_hash(body, files):
    session = write(held(body), document=pdf())
    kept = [path for path in (files / "private").rglob("*") if path.is_file()]
    assert [path.name for path in kept] == [session.minutes.sha256]
    assert not (files / "public").exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "El archivo está vacío."),
        (b"\x89PNG\r\n\x1a\n", "El archivo no es un PDF."),
        (b"<svg/>", "El archivo no es un PDF."),
    ],
)
def test_minutes_are_a_pdf(body, content, reason):
    assert refused(write, held(body), document=pdf(content)) == reason


@pytest.mark.parametrize(
    ("votes", "voting", "result"),
    [
        (Votes(2, 1, 0), "open", "approved"),
        (Votes(0, 2, 1), "secret", "rejected"),
        (Votes(1, 1, 1), "open", "rejected"),
    ],
)
def test_votes_decide_an_item(body, votes, voting, result):
    item = vote(held(body), votes, voting).items.get(position=2)
    assert (item.voting, item.in_favour, item.against, item.abstentions, item.casting, item.result) == (
        voting, votes.in_favour, votes.against, votes.abstentions, "", result,
    )  # fmt: skip


def test_there_are_never_more_votes_than_seats_present(body):
    assert refused(vote, held(body), Votes(3, 1, 0)) == "Punto 2: 4 votos, y solo había 3 puestos presentes."


def test_a_vote_has_votes(body):
    assert refused(vote, held(body), Votes()) == "Punto 2: escribe los votos."


def test_in_a_tie_who_presides_decides_where_the_rule_says_so(body):
    QuorumRule.objects.create(body=body, starts=yesterday(), tie="presiding", source="Reglamento 1")
    session = held(body)
    tie = Votes(1, 1, 1)
    assert refused(vote, session, tie) == "Punto 2: hay empate; anota cómo decidió quien preside."
    item = vote(session, tie, casting="for").items.get(position=2)
    assert (item.casting, item.result) == ("for", "approved")


def test_a_casting_vote_where_there_is_no_tie_is_not_kept(body):
    QuorumRule.objects.create(body=body, starts=yesterday(), tie="presiding", source="Reglamento 1")
    assert vote(held(body), Votes(2, 1, 0), casting="against").items.get(position=2).casting == ""


def test_a_vote_taken_back_leaves_nothing(body):
    session = vote(held(body), Votes(2, 1, 0))
    item = write(session, ItemRecord(2, "No se votó.")).items.get(position=2)
    assert (item.voting, item.in_favour, item.result) == ("none", None, "")


def test_without_quorum_there_is_no_vote_and_no_item(body):
    session = failed(body)
    reason = "Solo una sesión instalada con quórum trata puntos, vota y acuerda."
    assert refused(vote, session, Votes(1, 0, 0)) == reason
    assert refused(add_item, session=session, title="Otro", by=SYSTEM, version=session.version) == reason
    assert write(session, ItemRecord(1, "Se constató la falta de quórum.")).items.first().text


def test_minutes_wait_for_the_attendance(body):
    assert refused(write, called(body)) == "Anota primero la asistencia."


def test_an_item_taken_up_in_the_session_comes_last_and_says_so(body):
    session = held(body)
    add_item(session=session, title=" Varios ", by=SYSTEM, version=session.version)
    assert [(item.position, item.title, item.was_added) for item in session.items.all()] == [
        (1, "Acta anterior", False), (2, "Compromisos", False), (3, "Varios", True),
    ]  # fmt: skip
    session.refresh_from_db()
    assert refused(add_item, session=session, title=" ", by=SYSTEM, version=session.version) == (
        "Escribe de qué trata el punto."
    )


def test_an_item_with_an_agreement_is_not_voted_down(body):
    session = held(body)
    terms = Terms("recommendation", "Seguir", item=session.items.get(position=2))
    make_agreement(session=session, terms=terms, by=SYSTEM, version=session.version)
    session.refresh_from_db()
    assert refused(vote, session, Votes(0, 3, 0)) == "Punto 2: no se aprobó y tiene un acuerdo."


def test_another_person_approves_and_the_session_is_closed(body):
    session = recorded(body, person("editor", body.organization))
    approved = approve(session, person("approver", body.organization))
    assert (approved.state, approved.minutes.approved_on, approved.minutes.approved_in) == ("closed", today(), approved)
    event = Event.objects.get(kind="bodies.minutes-approved")
    assert (event.actor_role, event.payload) == (
        "approver",
        {"approved_on": today().isoformat(), "approved_in": 1, "minutes": "", "sha256": approved.minutes.sha256},
    )


def test_whoever_wrote_any_of_it_does_not_approve_it(body):
    both = person("approver", body.organization)
    both.roles.create(role="editor", scope=body.organization, starts=yesterday(), act="Nombramiento 2")
    session = write(recorded(body, person("planner")), ItemRecord(1, "Se añade una coma."), by=both)
    with pytest.raises(Denied) as caught:
        approve(session, both)
    assert caught.value.reason == "Escribiste en esta acta: la aprueba otra persona."
    assert approve(session, person("approver")).state == "closed"


@pytest.mark.parametrize("role", ["planner", "editor", "reviewer", "viewer", "administration", ""])
def test_only_approval_approves_and_releases(body, role):
    other = person(role)
    with pytest.raises(Denied):
        approve(recorded(body), other)
    with pytest.raises(Denied):
        release(closed(body), other)


def test_a_later_session_may_approve(body):
    first = recorded(body, meets_on=yesterday() - timedelta(days=30))
    second = held(body)
    approved = approve(first, approved_in=second, approved_on=second.meets_on)
    assert approved.minutes.approved_in == second


def test_approval_follows_the_sessions(body):
    first, second = recorded(body, meets_on=yesterday() - timedelta(days=9)), held(body)
    other = held(fill(make_body("otro")))
    away = failed(body)
    assert refused(approve, second, approved_in=first, approved_on=first.meets_on) == (
        "Falta decir qué pasó en estos puntos: 1, 2."
    )
    later = recorded(body)
    assert refused(approve, later, approved_in=first, approved_on=first.meets_on) == (
        "El acta la aprueba la misma sesión o una posterior."
    )
    assert refused(approve, first, approved_in=other, approved_on=today()) == "El acta la aprueba el mismo cuerpo."
    assert refused(approve, first, approved_in=away, approved_on=away.meets_on) == (
        "Solo una sesión instalada con quórum puede aprobar un acta."
    )
    assert refused(approve, first, approved_in=second, approved_on=today()) == (
        "El día de la aprobación es el de la sesión que la aprobó."
    )
    assert refused(approve, first, approved_on=first.meets_on - timedelta(days=1)) == (
        "El acta no pudo aprobarse antes de la sesión."
    )
    assert refused(approve, first, approved_on=today() + timedelta(days=1)) == "El día de la aprobación aún no llega."


def test_minutes_without_attendance_are_not_approved(body):
    assert refused(approve, called(body)) == "Anota primero la asistencia."
    assert refused(approve, prepared(body)) == "Anota primero la asistencia."


def test_minutes_that_tell_the_want_of_quorum_are_approved_without_items(body):
    approved = approve(failed(body))
    assert (approved.state, approved.has_quorum) == ("closed", False)


def test_what_is_closed_is_not_changed(body):
    session = closed(body)
    assert refused(write, session, ItemRecord(1, "Otra cosa.")) == CLOSED
    assert refused(add_item, session=session, title="x", by=SYSTEM, version=session.version) == CLOSED
    assert refused(approve, session) == CLOSED
    terms = Terms("recommendation", "x")
    assert refused(make_agreement, session=session, terms=terms, by=SYSTEM, version=session.version) == CLOSED


def test_minutes_signed_after_their_approval_are_kept_once(body):
    session = held(body)
    session = write(session, ItemRecord(1, "Uno."), ItemRecord(2, "Dos."))
    assert refused(keep_minutes, session=session, document=pdf(), by=SYSTEM, version=session.version) == (
        "Sube el acta junto con lo que dice de cada punto."
    )
    session = approve(session)
    assert refused(release, session) == (
        "Sube primero el acta firmada, que queda reservada; después su copia sin nombres."
    )
    session = keep_minutes(session=session, document=pdf(), by=SYSTEM, version=session.version)
    assert Event.objects.get(kind="bodies.minutes-kept").payload == {"sha256": session.minutes.sha256}
    assert refused(keep_minutes, session=session, document=pdf(), by=SYSTEM, version=session.version) == (
        "El acta firmada ya está guardada y no se reemplaza."
    )


def test_a_copy_without_names_is_released(body, files):
    session = release(closed(body), person("approver"))
    public = [path for path in (files / "public").rglob("*") if path.is_file()]
    assert [path.name for path in public] == [session.minutes.public_sha256]
    assert (session.minutes.released_on, session.minutes.public_size) == (today(), len(COPY))
    assert Event.objects.get(kind="bodies.minutes-released").payload == {
        "sha256": session.minutes.public_sha256, "of": session.minutes.sha256,
    }  # fmt: skip


def test_nothing_is_released_before_approval_nor_without_saying_that_names_are_covered(body, files):
    assert refused(release, recorded(body)) == "Solo se publica un acta aprobada."
    assert refused(release, closed(body), without_names=False) == (
        "Antes de publicar, cubre los nombres y las firmas, y dilo aquí."
    )
    assert not (files / "public").exists()


def test_the_signed_minutes_themselves_are_never_released(body):
    assert refused(release, closed(body), document=pdf()) == (
        "Es el mismo archivo que el acta reservada: publica la copia sin nombres ni firmas."
    )


def test_a_copy_that_tells_who_wrote_it_is_not_released(body, files):
    assert refused(release, closed(body), document=pdf(PDF + b"<</Author (Juana)>>")) == (
        "El PDF lleva en sus propiedades el nombre de quien lo escribió, o una firma electrónica."
    )
    assert not (files / "public").exists()


def test_what_changed_meanwhile_is_a_conflict(body):
    session = recorded(body)
    for act in (
        lambda: write(session, version=1),
        lambda: add_item(session=session, title="x", by=SYSTEM, version=1),
        lambda: approve(session, version=1),
        lambda: release(closed(body), version=1),
        lambda: keep_minutes(session=session, document=pdf(), by=SYSTEM, version=1),
    ):
        with pytest.raises(Conflict):
            act()
