"""Forged identifiers and fields: what a form never offered, what belongs elsewhere, what nobody asked for."""

from __future__ import annotations

from uuid import uuid4

import pytest

from minga.foundation.accounts.models import User
from minga.foundation.organizations.models import Agreement, RoleAssignment, SeatHolder
from minga.foundation.organizations.rules import SYSTEM
from minga.government.plans.models import ChangeSet, Plan
from minga.kernel.errors import Refused
from minga.publishing.intake.actions import answer_matches
from minga.publishing.intake.models import Decision
from tests.factories.accounts import PASSWORD, PersonFactory, sign_in
from tests.factories.changes import drafted, node_edit, person
from tests.factories.drafts import milestone, open_government_draft
from tests.factories.plans import followed_plan
from tests.factories.readings import canton as a_canton
from tests.factories.readings import hand_in, planner, reading_of
from tests.factories.roles import day, official, organization
from tests.factories.tokens import bearing, token_of
from tests.foundation.organizations.bodies.making import fill, held, make_body, sit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "act", ["leer", "descartar", "aplicar", "deshacer", "coincidencias", "diferencias", "alertas/1"]
)
def test_act_on_the_reading_of_another_unit_by_its_identifier(client, act):
    reading = hand_in()
    client.force_login(planner(a_canton(slug="otro")))
    sent = {"version": reading.version, "reason": "x", "d-choice": "keep", "d-seen": 0}
    assert client.post(f"/bandeja/lecturas/{reading.public_id}/{act}/", sent).status_code == 404
    assert not Decision.objects.exists()


def test_correct_an_element_that_the_reading_has_not(client):
    unit = a_canton()
    reading = hand_in(unit=unit)
    client.force_login(planner(unit))
    for ref in ("c9.h9", "..", "C1.H1' OR 1=1", "%2e%2e%2f"):
        assert client.get(f"/bandeja/lecturas/{reading.public_id}/elementos/{ref}/").status_code == 404


def test_answer_a_match_with_a_node_of_another_plan():
    unit = a_canton()
    followed_plan("Cumplido|Pendiente|Cumplido", slug="ajeno", fictitious=True)
    first = reading_of(open_government_draft(findings=[]), unit=unit)
    from minga.publishing.intake.actions import apply_reading

    apply_reading(first, version=1, by=SYSTEM)
    again = reading_of(open_government_draft(milestone(1, "Otro"), date="2025-11", findings=[]), unit=unit)
    with pytest.raises(Refused):
        answer_matches(again, {(0, "h1"): "C1.H3"}, version=again.version, by=SYSTEM)
    with pytest.raises(Refused):
        answer_matches(again, {(0, "h1"): "ajeno/C1.H1"}, version=again.version, by=SYSTEM)


def test_free_the_seat_of_another_body(client, body):
    other = make_body("otro")
    holder = sit(other, 1)
    client.force_login(official("planner", body.organization))
    sent = {"version": holder.version, "last_day": day().isoformat(), "act": "A-1"}
    assert client.post(f"/bandeja/cuerpos/comite/puestos/{holder.public_id}/", sent).status_code == 404
    assert SeatHolder.objects.get(pk=holder.pk).ends is None


def test_note_an_agreement_on_an_item_or_a_session_of_another_body(client, body):
    other = held(fill(make_body("otro")))
    session = held(body)
    client.force_login(official("planner", body.organization))
    sent = {"version": session.version, "kind": "erratum", "text": "x", "corrects": other.number + 7, "item": 99}
    assert client.post("/bandeja/cuerpos/comite/sesiones/1/acuerdos/nuevo/", sent).status_code == 422
    assert not Agreement.objects.exists()


def test_work_in_another_body_by_its_address(client, body):
    held(fill(make_body("otro")))
    client.force_login(official("planner", body.organization))
    for page in ("", "asistencia/", "acta/", "puntos/nuevo/", "acuerdos/nuevo/", "convocar/", "sin-efecto/"):
        assert client.post(f"/bandeja/cuerpos/otro/sesiones/1/{page}", {"version": 1}).status_code in (403, 405)


def test_grant_a_choice_that_was_not_offered(client):
    client.force_login(official("administration", organization("unidad")))
    to = official("viewer").email
    for values in ({"scope": "city"}, {"scope": "accounts.user:1"}, {"scope": "organizations.roleassignment:1"}):
        sent = {"email": to, "role": "planner", "act": "A", "starts": day().isoformat(), **values}
        assert client.post("/bandeja/roles/nuevo/", sent).status_code == 422
    sent = {"email": to, "role": "superuser", "scope": "city", "act": "A", "starts": day().isoformat()}
    assert client.post("/bandeja/roles/nuevo/", sent).status_code == 422
    assert RoleAssignment.objects.count() == 2


def test_grant_a_role_over_another_unit_by_writing_it_in_the_form(client):
    organization("ajena")
    client.force_login(official("administration", organization("unidad")))
    sent = {"email": official("viewer").email, "role": "planner", "scope": "organizations.organization:ajena"}
    answer = client.post("/bandeja/roles/nuevo/", sent | {"act": "A", "starts": day().isoformat()})
    assert (answer.status_code, RoleAssignment.objects.count()) == (422, 2)


def test_become_somebody_else_or_a_superuser_while_signing_up(client, settings):
    settings.MINGA_SIGN_UP = "open"
    sent = {
        "email": "nueva@ejemplo.ec",
        "password1": PASSWORD,
        "is_superuser": "on",
        "is_active": "on",
        "role": "planner",
    }
    client.post("/cuenta/crear/", sent | {"erased_at": "", "public_id": str(uuid4())})
    made = User.objects.get(email="nueva@ejemplo.ec")
    assert (made.is_superuser, made.roles.count()) == (False, 0)


def test_set_more_than_the_language_of_the_account(client):
    mine = PersonFactory()
    sign_in(client, mine)
    client.post("/cuenta/idioma/", {"language": "en", "is_superuser": "1", "email": "otra@ejemplo.ec"})
    found = User.objects.get(pk=mine.pk)
    assert (found.language, found.is_superuser, found.email) == ("en", False, mine.email)


@pytest.mark.parametrize("more", [{"plan": "otro"}, {"role": "approver"}, {"by": "system"}, {"basis": "act"}])
def test_say_more_than_a_program_may(client, real, more):
    body = {"changes": [{"key": "C1", "field": "title", "value": "x"}], **more}
    token = bearing(token_of(person("editor")))
    assert client.post("/api/v1/plans/real/change-sets", body, "application/json", headers=token).status_code == 422


@pytest.mark.parametrize("field", ["slug", "identity", "fictitious", "public_id", "kind", "id"])
def test_change_what_no_form_changes_of_a_plan(client, real, field):
    body = {"changes": [{"key": None, "field": field, "value": "otro"}]}
    token = bearing(token_of(person("editor")))
    assert client.post("/api/v1/plans/real/change-sets", body, "application/json", headers=token).status_code == 422
    assert Plan.objects.get().slug == "real"


SEEN = [
    "[]",
    "7",
    '"x"',
    "null",
    '{"roles": 5}',
    '{"targets": [1]}',
    '{"title": {}}',
    '{"territories": 1}',
    "[" * 50_000,
]


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("page", ["C1/", "datos/"])
def test_break_a_form_with_what_it_was_said_to_show(client, real, page, seen):
    client.force_login(person("editor"))
    sent = {"seen": seen, "version": 0, "title": "Otro", "level": "Compromiso", "short_title": "x"}
    for rows in ("papeles", "verificables", "metas"):
        sent |= {f"{rows}-TOTAL_FORMS": 0, f"{rows}-INITIAL_FORMS": 0}
    assert client.post(f"/bandeja/planes/real/{page}", sent).status_code in (302, 409, 422)


def test_change_the_draft_of_somebody_else_by_its_address(client, real):
    draft = drafted(real, node_edit("C1", "title", "Mío"))
    client.force_login(person("editor", "approver"))
    address = f"/bandeja/planes/real/cambios/{draft.public_id}/"
    sent = {"version": 1, "place": 0, "note": "x", "title": "x"}
    for button in ("save", "send", "send-without-act", "preview", "note:x", "drop:x", "keep:x"):
        assert client.post(address, sent | {"do": button}).status_code == 403
    for act in ("retirar", "recuperar", "publicar", "devolver"):
        assert client.post(f"{address}{act}/", sent).status_code == 403
    assert ChangeSet.objects.get(pk=draft.pk).version == 1
