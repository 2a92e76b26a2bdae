"""Reading what belongs to others: their drafts, their documents, their files, their account."""

from __future__ import annotations

import json

import pytest
from allauth.usersessions.models import UserSession

from minga.foundation.accounts.models import PersonalToken
from minga.foundation.organizations.actions.bodies import Terms, make_agreement
from tests.factories.accounts import PersonFactory, confirm, sign_in
from tests.factories.changes import drafted, node_edit, person
from tests.factories.readings import canton as a_canton
from tests.factories.readings import hand_in, planner
from tests.factories.roles import official, organization
from tests.factories.tokens import bearing, token_of
from tests.foundation.organizations.bodies.making import closed, held, make_body, recorded

pytestmark = pytest.mark.django_db
SECRET = node_edit("C1", "title", "Nadie lo lee todavía")


@pytest.mark.parametrize("role", ["reviewer", "approver", "editor", "planner"])
def test_read_the_draft_of_somebody_else_through_a_program(client, real, role):
    draft = drafted(real, SECRET)
    address = f"/api/v1/plans/real/change-sets/{draft.public_id}"
    assert client.get(address, headers=bearing(token_of(person(role)))).status_code == 404


@pytest.mark.parametrize("page", ["", "vista/", "vista/C1/"])
def test_read_the_draft_of_somebody_else_on_the_desk(client, real, page):
    draft = drafted(real, SECRET)
    client.force_login(person("approver"))
    answer = client.get(f"/bandeja/planes/real/cambios/{draft.public_id}/{page}")
    assert (answer.status_code, "Nadie lo lee" in answer.content.decode()) == (403, False)


@pytest.mark.parametrize(
    "page", ["", "fuente/", "alertas/1/", "elementos/", "elementos/c1/", "documento/", "coincidencias/", "diferencias/"]
)
def test_read_the_document_that_another_unit_handed_in(client, page):
    reading = hand_in()
    client.force_login(planner(a_canton(slug="otro")))
    assert client.get(f"/bandeja/lecturas/{reading.public_id}/{page}").status_code == 404


def test_follow_the_reading_of_another_unit_through_a_program(client):
    reading = hand_in()
    token = bearing(token_of(planner(a_canton(slug="otro"))))
    assert client.get(f"/api/v1/readings/{reading.public_id}", headers=token).status_code == 404
    assert client.get("/api/v1/readings", headers=token).json()["items"] == []


def test_take_the_signed_minutes_of_another_body(client, body):
    closed(body)
    client.force_login(official("viewer", make_body("otro").organization))
    for file in ("acta/firmada/archivo/", "asistencia/lista/"):
        assert client.get(f"/bandeja/cuerpos/comite/sesiones/1/{file}").status_code == 403


def test_take_the_signed_minutes_by_the_address_of_the_released_ones(client, body):
    closed(body)
    assert client.get("/organizaciones/cuerpos/comite/sesiones/1/acta.pdf").status_code == 404


def test_read_an_agreement_before_its_minutes_are_approved_as_who_will_answer_for_it(client, body):
    works = organization("obras")
    session = held(body)
    terms = Terms(kind="task", text="Nadie de fuera lo sabe aún", responsible=works)
    make_agreement(session=session, terms=terms, by=official("planner"), version=session.version)
    client.force_login(official("responsible", works))
    answer = client.get("/bandeja/cuerpos/comite/sesiones/1/acuerdos/1/seguimiento/")
    assert (answer.status_code, "Nadie de fuera" in answer.content.decode()) == (404, False)


def test_read_what_minutes_say_before_they_are_approved(client, body):
    recorded(body)
    page = client.get("/organizaciones/cuerpos/comite/sesiones/1/")
    assert (page.status_code, "Se trató." in page.content.decode()) == (200, False)


def test_revoke_the_token_of_somebody_else(client):
    mine, other = PersonFactory(), PersonFactory()
    token_of(other)
    sign_in(client, mine)
    confirm(client)
    token = PersonalToken.objects.get()
    assert client.post(f"/cuenta/tokens/{token.public_id}/revocar/").status_code == 404
    assert PersonalToken.objects.active().count() == 1


def test_close_the_session_of_somebody_else(client):
    from minga.foundation.accounts.queries import sessions_of

    mine, other = PersonFactory(), PersonFactory()
    assert sign_in(type(client)(), other).status_code == 302
    sign_in(client, mine)
    client.post("/cuenta/sesiones/", {"session": sessions_of(other)[0].slug})
    assert UserSession.objects.filter(user=other).count() == 1


def test_export_the_data_of_somebody_else(client):
    mine, other = PersonFactory(), PersonFactory()
    sign_in(client, mine)
    told = client.get("/cuenta/mis-datos.json", {"person": other.public_id, "correo": other.email})
    assert (json.loads(told.content)["cuenta"]["correo"], other.email in told.content.decode()) == (mine.email, False)


@pytest.mark.parametrize("page", ["", "terminar/", "reemplazo/"])
def test_see_or_end_a_role_of_another_place_as_who_administrates_one_unit(client, city, page):
    other = official("planner", organization("otra"))
    client.force_login(official("administration", organization("mia")))
    assert client.get(f"/bandeja/roles/{other.roles.get().public_id}/{page}").status_code == 404
