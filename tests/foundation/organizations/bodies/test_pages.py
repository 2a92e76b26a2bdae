"""What everybody sees of a body: its seats, its sessions, what it agreed, and nothing that is reserved or unfinished."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from minga.foundation.organizations.actions import ensure_organization
from minga.foundation.organizations.actions.bodies import (
    ItemRecord,
    Terms,
    approve_minutes,
    follow_agreement,
    make_agreement,
    record_attendance,
    record_minutes,
    release_minutes,
    void_session,
)
from minga.foundation.organizations.models import Agreement, Body, PrintedSession, QuorumRule
from minga.foundation.organizations.quorum import Votes
from minga.foundation.organizations.rules import SYSTEM
from tests.factories.plans import NodeFactory
from tests.foundation.organizations.bodies.making import (
    ALL_BUT_ONE,
    PDF,
    called,
    closed,
    held,
    make_body,
    organization,
    pdf,
    prepared,
    recorded,
    today,
    yesterday,
)
from tests.pages import said

LIST = "/organizaciones/cuerpos/"
BODY = f"{LIST}comite/"
COPY = PDF + b"% copia"


def sentence(response) -> str:
    found = re.search(r'<p class="sentence">(.*?)</p>', response.content.decode(), re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", found[1])).split())


def whole_session(body, number_of_agreements=1):
    """A closed session with a vote, agreements about a node and a unit, a follow-up each, and its public copy."""
    session = held(body)
    items = [ItemRecord(1, "Se leyó."), ItemRecord(2, "Se discutió.", "secret", Votes(2, 1, 0))]
    session = record_minutes(
        session=session, items=items, by=SYSTEM, version=session.version, number="Acta 7", document=pdf()
    )
    unit = organization(f"obras-{session.number}")
    for _number in range(number_of_agreements):
        terms = Terms("task", "Medir el agua", responsible=unit, due=today(), subjects=[NodeFactory(), unit])
        session.refresh_from_db()
        make_agreement(session=session, terms=terms, by=SYSTEM, version=session.version)
    session.refresh_from_db()
    session = approve_minutes(session=session, approved_on=today(), by=SYSTEM, version=session.version)
    for agreement in session.agreements.all():
        follow_agreement(agreement=agreement, day=today(), text="Se midió en tres barrios.", by=SYSTEM)
    return release_minutes(session=session, document=pdf(COPY), without_names=True, by=SYSTEM, version=session.version)


def test_the_listing_says_what_each_body_is(client, body):
    closed(body)
    page = client.get(LIST)
    assert sentence(page) == "Los documentos leídos dicen cómo se integra 1 cuerpo."
    assert "Puestos 5" in said(page)
    assert f'href="{BODY}"' in page.content.decode()


def test_the_council_of_the_documents_shows_what_they_print_and_no_more(client, quito):
    page = client.get("/organizaciones/cuerpos/consejo-consultivo-de-gobierno-abierto/")
    assert sentence(page) == (
        "Tiene 10 puestos. Preside: Secretaría General de Planificación. De 1 sesión suya habla un documento; ninguna se "
        "ha convocado aquí todavía."
    )
    words = said(page)
    assert "no quién ocupa cada uno" in words
    assert "vacante" not in words.partition("Llévate")[0]
    assert "31 mar 2022 En sesión ordinaria se aprobaron los 5 compromisos priorizados" in words
    assert "Informe de cumplimiento del Segundo Plan de Gobierno Abierto, mayo de 2023, línea 38." in words
    assert "ningún acto anotado dice cuál es" in words
    assert list(Body.objects.filter(fictitious=False, holders__isnull=False)) == []


def test_a_body_without_sessions_says_what_will_come(client, body):
    page = client.get(BODY)
    assert (
        sentence(page) == "Tiene 5 puestos. Preside: Planificación. Ninguna sesión suya se ha convocado aquí todavía."
    )
    assert "Ninguna sesión registrada" in said(page)


def test_vacant_seats_are_drawn_hollow_and_told(client, body):
    page = client.get(BODY)
    picture = page.content.decode().partition('<svg class="seats"')[2].partition("</svg>")[0]
    assert (picture.count('<circle class="f"'), picture.count('<circle class="o"')) == (4, 1)
    assert "Hay 1 puesto vacante." in said(page)
    assert "Vecindario 2 vacante –" in said(page)


def test_a_session_in_preparation_is_nowhere(client, body):
    prepared(body)
    assert "Sesión ordinaria 1" not in said(client.get(BODY))
    assert client.get(f"{BODY}sesiones/1/").status_code == 404
    assert client.get(f"{BODY}sesiones/2/").status_code == 404


def test_the_call_shows_its_agenda_and_who_calls(client, body):
    called(body, meets_on=today() + timedelta(days=3), place="Casa comunal", agenda=["Uno", "Dos"])
    words = said(client.get(f"{BODY}sesiones/1/"))
    assert "Está convocada para el" in words
    assert "Orden del día 1 Uno 2 Dos" in words
    assert "Casa comunal, presencial" in words
    assert "Quiénes vinieron" not in words


def test_a_session_without_effect_says_why(client, body):
    session = called(body)
    void_session(session=session, reason="Duelo", by=SYSTEM, version=session.version)
    assert sentence(client.get(f"{BODY}sesiones/1/")) == "Quedó sin efecto: Duelo."


def test_until_the_minutes_are_approved_only_numbers_are_public(client, body):
    session = recorded(body)
    terms = Terms("recommendation", "Medir el agua")
    make_agreement(session=session, terms=terms, by=SYSTEM, version=session.version)
    page = client.get(f"{BODY}sesiones/1/")
    words = said(page)
    assert "se instaló con 3 de 5 puestos presentes; hacían falta 3." in sentence(page)
    assert [word in words for word in ("Se trató", "Medir el agua")] == [False, False]
    assert "Medir el agua" not in said(client.get(BODY))


def test_a_session_without_quorum_says_so(client, body):
    session = called(body)
    record_attendance(session=session, presences={}, guests=0, by=SYSTEM, version=session.version)
    assert "no se instaló: vinieron 0 de 5 puestos y hacían falta 3." in sentence(client.get(f"{BODY}sesiones/1/"))


def test_approved_minutes_show_words_votes_and_agreements(client, body):
    whole_session(body)
    words = said(client.get(f"{BODY}sesiones/1/"))
    assert "Se discutió. aprobado A favor 2, en contra 1, abstenciones 0 votación secreta" in words
    assert "Acuerdo 1 encargo Medir el agua" in words
    assert "Se midió en tres barrios. Lo cuenta la secretaría del cuerpo" in words
    assert "Acta Acta 7, aprobada el" in words
    assert "Sesión 1, acuerdo 1 encargo Medir el agua" in said(client.get(BODY))


def test_who_came_is_told_by_sector_and_the_list_by_its_hash(client, body):
    session = called(body)
    session = record_attendance(
        session=session,
        presences=ALL_BUT_ONE,
        guests=4,
        by=SYSTEM,
        version=session.version,
        attendance_list=SimpleUploadedFile("lista.png", b"\x89PNG\r\n\x1a\n"),
    )
    page = client.get(f"{BODY}sesiones/1/")
    assert "Planificación 1 1 0 Vecindario 1 2 1 Academia 1 2 0" in said(page)
    assert session.list_sha256 in page.content.decode()
    assert "principal" not in said(page)


def test_an_erratum_stands_on_the_session_that_it_corrects(client, body):
    first, later = closed(body), recorded(body)
    terms = Terms("erratum", "Donde dice 3, dice 4.", corrects=first)
    make_agreement(session=later, terms=terms, by=SYSTEM, version=later.version)
    address = f"{BODY}sesiones/1/"
    assert "Fe de erratas." not in said(client.get(address))
    later.refresh_from_db()
    approve_minutes(session=later, approved_on=today(), by=SYSTEM, version=later.version)
    assert "Fe de erratas. Donde dice 3, dice 4. Sesión 2, acuerdo 1" in said(client.get(address))


def test_the_public_copy_is_a_file_and_the_signed_one_is_not(client, body):
    assert client.get(f"{BODY}sesiones/1/acta.pdf").status_code == 404
    session = whole_session(body)
    response = client.get(f"{BODY}sesiones/1/acta.pdf")
    assert b"".join(response.streaming_content) == COPY
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert response["Content-Disposition"] == 'attachment; filename="acta-comite-1.pdf"'
    assert session.minutes.sha256 in client.get(f"{BODY}sesiones/1/").content.decode()
    closed(body)
    assert client.get(f"{BODY}sesiones/2/acta.pdf").status_code == 404


def test_an_organization_leads_to_its_body(client, body):
    assert f'href="{BODY}"' in client.get("/organizaciones/comite-casa/").content.decode()


def test_the_fictitious_ones_have_their_own_listing_under_the_band(client, body):
    make_body("inventado", fictitious=True)
    page = client.get(LIST, {"ficticias": "1"})
    assert sentence(page) == "1 cuerpo inventado para la demostración."
    assert "Municipio ficticio:" in page.content.decode()
    assert "Municipio ficticio:" in client.get(f"{LIST}inventado/").content.decode()


def test_pages_in_english_answer_at_the_same_words(client, body):
    closed(body)
    for address in (LIST, BODY, f"{BODY}sesiones/1/"):
        assert client.get(f"/en{address}").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(client, body, django_assert_max_num_queries, number):
    QuorumRule.objects.create(body=body, starts=yesterday(), source="Reglamento")
    PrintedSession.objects.create(body=body, held_on="2022", says="Se reunió.", source="Informe")
    for count in range(number):
        whole_session(body, number)
        make_body(f"otro-{count}")
    for address, most in ((LIST, 4), (BODY, 10), (f"{BODY}sesiones/1/", 10)):
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)


def test_more_sessions_than_a_page_holds_are_on_the_next(client, body):
    for number in range(21):
        called(body, meets_on=today() - timedelta(days=number))
    assert len(client.get(BODY).context["shown"].sessions.object_list) == 20
    assert len(client.get(BODY, {"pagina": "2"}).context["shown"].sessions.object_list) == 1


def test_the_settled_agreements_come_after_those_in_force(client, body):
    whole_session(body, 3)
    first = Agreement.objects.get(number=1)
    first.state, first.closed_on, first.closing_act = "met", today(), "Oficio 1"
    first.save()
    shown = client.get(BODY).context["shown"]
    assert [(one.number, one.state) for one in shown.agreements] == [(2, "in-force"), (3, "in-force"), (1, "met")]


def test_an_organization_never_takes_the_address_of_the_bodies(client, db):
    named_so = ensure_organization("Cuerpos", role="editor")
    assert named_so.slug == "cuerpos-2"
    assert client.get(named_so.get_absolute_url()).context["organization"] == named_so
