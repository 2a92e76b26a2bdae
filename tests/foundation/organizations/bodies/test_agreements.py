"""What sessions agree, what it is about, and what becomes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from minga.foundation.ledger.models import Event
from minga.foundation.organizations.actions.bodies import (
    ItemRecord,
    Terms,
    approve_minutes,
    change_agreement,
    follow_agreement,
    make_agreement,
    record_minutes,
    remove_agreement,
    settle_agreement,
)
from minga.foundation.organizations.models import Agreement
from minga.foundation.organizations.queries.bodies import acts_of, agreements_for
from minga.foundation.organizations.quorum import Votes
from minga.foundation.organizations.rules import SYSTEM
from minga.foundation.organizations.subjects import find_subject, name_of
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict
from tests.factories.plans import NodeFactory, PlanFactory
from tests.factories.sources import DocumentFactory
from tests.foundation.organizations.bodies.making import (
    called,
    closed,
    fill,
    held,
    make_body,
    organization,
    person,
    recorded,
    refused,
    today,
    yesterday,
)


def make(session, terms=None, by=SYSTEM, **values):
    session.refresh_from_db()
    terms = terms or Terms("recommendation", "Seguir")
    return make_agreement(session=session, terms=terms, by=by, version=values.get("version", session.version))


def approve(session):
    session.refresh_from_db()
    return approve_minutes(session=session, approved_on=today(), by=SYSTEM, version=session.version)


def agreed(body, terms=None):
    """An agreement whose minutes are approved."""
    agreement = make(recorded(body), terms)
    approve(agreement.session)
    agreement.refresh_from_db()
    return agreement


def follow(agreement, by=SYSTEM, **values):
    return follow_agreement(agreement=agreement, by=by, **({"day": today(), "text": "Se hizo."} | values))


def settle(agreement, by=SYSTEM, **values):
    values = {"state": "met", "act": "Oficio 4", "on": today(), "version": agreement.version} | values
    return settle_agreement(agreement=agreement, by=by, **values)


@pytest.fixture
def unit(db):
    return organization("obras")


def test_agreements_are_numbered_within_their_session(body):
    first, second = recorded(body), held(body)
    assert [make(first).reference, make(first).reference, make(second).reference] == [
        "Sesión 1, acuerdo 1", "Sesión 1, acuerdo 2", "Sesión 2, acuerdo 1",
    ]  # fmt: skip


def test_an_agreement_is_public_once_the_minutes_are_approved(body):
    agreement = make(recorded(body))
    assert list(Agreement.objects.public()) == []
    assert not Event.objects.filter(kind="bodies.agreed").exists()
    approve(agreement.session)
    assert list(Agreement.objects.public()) == [agreement]
    event = Event.objects.get(kind="bodies.agreed")
    assert event.subject == "body/comite/session/1/agreement/1"
    assert "Seguir" not in str(event.payload)


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        (Terms("recommendation", " <b></b> "), "Escribe el texto del acuerdo."),
        (Terms("task", "Medir"), "Un encargo dice qué organización lo hace."),
        (
            Terms("approval", "Se aprueba"),
            "Una aprobación dice qué aprueba: pega la dirección de un plan o de sus elementos.",
        ),
        (Terms("erratum", "Dice"), "Una fe de erratas dice qué sesión corrige, y solo ella lo dice."),
        (
            Terms("recommendation", "x", due=yesterday() - timedelta(days=1)),
            "El plazo no puede vencer antes de la sesión.",
        ),
    ],
)
def test_terms_that_are_not_whole_are_refused(body, terms, reason):
    assert refused(make, held(body), terms) == reason


def test_an_agreement_comes_of_an_item_of_its_session_that_was_not_voted_down(body):
    session, other = held(body), held(body)
    items = [ItemRecord(2, "Se votó.", "open", Votes(0, 3, 0))]
    record_minutes(session=session, items=items, by=SYSTEM, version=session.version)
    assert refused(make, session, Terms("recommendation", "x", item=session.items.get(position=2))) == (
        "El punto se votó y no se aprobó: no da un acuerdo."
    )
    assert refused(make, session, Terms("recommendation", "x", item=other.items.first())) == (
        "El punto es de otra sesión."
    )


def test_only_a_session_that_was_held_agrees(body):
    assert refused(make, called(body)) == "Solo una sesión instalada con quórum trata puntos, vota y acuerda."


def test_an_erratum_corrects_an_earlier_closed_session_of_the_body(body):
    first, open_one, later = closed(body), held(body), held(body)
    away = closed(fill(make_body("otro")))
    erratum = make(later, Terms("erratum", "Donde dice 3, dice 4.", corrects=first))
    assert list(first.errata.all()) == [erratum]
    reason = "Una fe de erratas corrige una sesión anterior del mismo cuerpo, con acta aprobada."
    for wrong in (open_one, later, away):
        assert refused(make, later, Terms("erratum", "x", corrects=wrong)) == reason
    assert refused(make, later, Terms("recommendation", "x", corrects=first)) == (
        "Una fe de erratas dice qué sesión corrige, y solo ella lo dice."
    )


def test_what_is_not_approved_yet_changes_and_goes(body, unit):
    session = recorded(body)
    one, two, three = make(session), make(session), make(session)
    session.refresh_from_db()
    terms = Terms("task", "Medir", responsible=unit, due=today(), subjects=[unit])
    change_agreement(agreement=two, terms=terms, by=SYSTEM, version=session.version)
    session.refresh_from_db()
    remove_agreement(agreement=one, by=SYSTEM, version=session.version)
    assert [(one.number, one.text) for one in session.agreements.order_by("number")] == [(1, "Medir"), (2, "Seguir")]
    assert [about.subject for about in two.subjects.all()] == [unit]
    approve(session)
    session.refresh_from_db()
    three.refresh_from_db()
    closed_reason = "El acta ya está aprobada: lo que esté mal se corrige con una fe de erratas en otra sesión."
    assert refused(change_agreement, agreement=three, terms=terms, by=SYSTEM, version=session.version) == closed_reason
    assert refused(remove_agreement, agreement=three, by=SYSTEM, version=session.version) == closed_reason


def test_the_invented_and_the_real_are_not_mixed(body):
    invented = organization("inventada", fictitious=True)
    node = NodeFactory(plan=PlanFactory(fictitious=True))
    for terms in (
        Terms("task", "x", responsible=invented),
        Terms("recommendation", "x", subjects=[invented]),
        Terms("approval", "x", subjects=[node]),
    ):
        assert refused(make, held(body), terms) == "Lo ficticio y lo real no se mezclan."


def test_an_approval_is_an_act_that_the_plan_can_cite(body):
    plan, other = PlanFactory(), PlanFactory()
    node = NodeFactory(plan=plan)
    whole = agreed(body, Terms("approval", "Se aprueban los compromisos.", subjects=[plan]))
    part = agreed(body, Terms("approval", "Se aprueba la fecha.", subjects=[node, plan]))
    make(recorded(body), Terms("approval", "Aún sin acta aprobada.", subjects=[plan]))
    agreed(body, Terms("recommendation", "Se recomienda.", subjects=[plan]))
    left = agreed(body, Terms("approval", "Quedó sin efecto.", subjects=[plan]))
    settle(left, state="void")
    assert [(act.kind, act.number, act.date, act.body, act.url) for act in acts_of(plan)] == [
        ("session", "Sesión 2, acuerdo 1", yesterday(), body, part.get_absolute_url()),
        ("session", "Sesión 1, acuerdo 1", yesterday(), body, whole.get_absolute_url()),
    ]
    assert acts_of(other) == []


def test_the_agreements_about_a_subject_are_the_public_ones(body, unit):
    node = NodeFactory()
    about = agreed(body, Terms("recommendation", "x", subjects=[node, unit]))
    make(recorded(body), Terms("recommendation", "x", subjects=[node]))
    assert list(agreements_for(node)) == [about]
    assert list(agreements_for(unit)) == [about]
    assert list(agreements_for(node.plan)) == []


def test_a_subject_is_found_by_the_address_of_its_page(body, unit):
    node = NodeFactory()
    for row in (node, node.plan, unit):
        address = row.get_absolute_url()
        assert [find_subject(f" {address} "), find_subject(f"https://minga.example{address}?q=1#x")] == [row, row]
    assert find_subject(f"/en{unit.get_absolute_url()}") == unit
    assert name_of(node) == f"{node.key} {node.title}, {node.plan}"


@pytest.mark.parametrize("address", ["", "nada", "/planes/", "/planes/ninguno/", "/fuentes/", "https://example.org"])
def test_another_address_is_no_subject(db, address):
    assert refused(find_subject, address) == (
        f"«{address}» no es la dirección de un plan, de uno de sus elementos ni de una organización."
    )


def test_the_unit_that_answers_and_planning_tell_what_was_done(body, unit):
    agreement = agreed(body, Terms("task", "Medir", responsible=unit))
    document = DocumentFactory()
    told = follow(agreement, person("responsible", unit), reference=" Oficio 12 ", document=document)
    follow(agreement, person("planner", body.organization), text="Se <i>revisó</i>.")
    assert [(one.told_by, one.text, one.reference) for one in agreement.follow_ups.all()] == [
        ("responsible", "Se hizo.", "Oficio 12"), ("planner", "Se revisó.", ""),
    ]  # fmt: skip
    event = Event.objects.filter(kind="bodies.followed").first()
    assert (told.document, event.payload["document"], "Se hizo" in str(event.payload)) == (
        document, document.slug, False,
    )  # fmt: skip


def test_another_unit_tells_nothing(body, unit):
    agreement = agreed(body, Terms("task", "Medir", responsible=unit))
    others = (person("responsible", organization("otra")), person("approver"), person("editor"), person())
    for other in others:
        with pytest.raises(Denied):
            follow(agreement, other)
        with pytest.raises(Denied):
            settle(agreement, other)


def test_a_follow_up_that_cannot_be_is_refused(body):
    agreement = agreed(body)
    assert refused(follow, agreement, text=" ") == "Escribe qué se hizo."
    for day in (yesterday() - timedelta(days=1), today() + timedelta(days=1)):
        assert refused(follow, agreement, day=day) == "El día va desde el de la sesión hasta hoy."
    assert refused(follow, agreement, document=DocumentFactory(fictitious=True)) == (
        "Lo ficticio y lo real no se mezclan."
    )
    assert refused(follow, make(recorded(body))) == "El acuerdo aún no tiene un acta aprobada."


@pytest.mark.parametrize(("state", "word"), [("met", "cumplido"), ("void", "sin efecto")])
def test_an_agreement_is_settled_by_an_act(body, state, word):
    agreement = settle(agreed(body), person("planner"), state=state, act=" Oficio 4 ")
    assert (agreement.get_state_display(), agreement.closing_act, agreement.closed_on) == (word, "Oficio 4", today())
    assert Event.objects.get(kind="bodies.settled").payload == {
        "state": state, "act": "Oficio 4", "on": today().isoformat(),
    }  # fmt: skip
    reason = f"El acuerdo ya no está vigente: está {word}."
    assert [refused(settle, agreement), refused(follow, agreement)] == [reason, reason]


def test_settling_that_cannot_be_is_refused(body):
    agreement = agreed(body)
    assert refused(settle, agreement, state="in-force") == "Di si el acuerdo está cumplido o queda sin efecto."
    assert refused(settle, agreement, act=" ") == "Escribe el acto que lo dice."
    for day in (yesterday() - timedelta(days=1), today() + timedelta(days=1)):
        assert refused(settle, agreement, on=day) == "El día va desde el de la sesión hasta hoy."
    assert refused(settle, make(recorded(body))) == "El acuerdo aún no tiene un acta aprobada."


def test_an_agreement_is_overdue_while_it_is_in_force(body):
    agreement = agreed(body, Terms("recommendation", "x", due=yesterday()))
    assert (agreement.is_overdue(), agreement.is_overdue(yesterday())) == (True, False)
    assert settle(agreement).is_overdue() is False


@pytest.mark.parametrize("role", ["approver", "responsible", "viewer", ""])
def test_only_the_secretariat_writes_agreements(body, role):
    agreement = make(recorded(body))
    other = person(role)
    version = agreement.session.version
    for act in (
        lambda: make(agreement.session, by=other),
        lambda: change_agreement(agreement=agreement, terms=Terms("task", "x"), by=other, version=version),
        lambda: remove_agreement(agreement=agreement, by=other, version=version),
    ):
        with pytest.raises(Denied):
            act()


def test_what_changed_meanwhile_is_a_conflict(body):
    agreement = agreed(body)
    settle(agreement)
    with pytest.raises(Conflict):
        settle(agreement, version=1)
    with pytest.raises(Conflict):
        make(held(body), version=1)
