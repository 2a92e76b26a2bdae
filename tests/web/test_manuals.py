"""The manuals are pages, and what they say is true."""

from __future__ import annotations

import pytest
from django.urls import reverse

from minga.design.marks import STATES, VOICES
from minga.foundation.organizations.models import Role
from minga.foundation.organizations.role_words import role_sentence
from minga.kernel.rules import RULES
from minga.web.manuals import MANUALS
from tests.pages import said


def test_the_list_leads_to_every_manual(client):
    page = client.get("/manuales/").content.decode()
    assert all(f'href="{reverse(f"web:manual-{manual.view}")}"' in page for manual in MANUALS)


@pytest.mark.parametrize("manual", MANUALS, ids=lambda manual: manual.name)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_manual_is_a_page_with_its_title(client, manual, prefix):
    response = client.get(f"{prefix}/manuales/{manual.name}/")
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


def test_a_manual_shows_every_mark_and_every_voice(client):
    page = client.get("/manuales/marcas/").content.decode()
    assert [state for state in STATES if f'class="mark {state}"' not in page] == []
    assert [voice for voice in VOICES if f'<h3 class="{voice}"' not in page] == []


def test_a_manual_tells_what_each_role_is_for_and_every_act_that_it_allows(client):
    page = said(client.get("/manuales/bandeja/"))
    assert [role for role in Role if role_sentence(role) not in page] == []
    assert [rule.name for rule in RULES if str(rule.label) not in page] == []


def test_the_limits_say_what_is_not_done(client):
    page = said(client.get("/manuales/limites/"))
    for words in (
        "Nadie más que la institución habla todavía",
        "No lee imágenes",
        "No conoce barrios",
        "No muestra nombres de personas",
    ):
        assert words in page


def test_every_page_leads_to_how_to_ask_for_a_correction(client):
    page = client.get("/manuales/")
    assert 'href="/manuales/erratas/">Fe de erratas: cómo pedir una corrección</a>' in page.content.decode()
    assert "Esta versión no recibe solicitudes en la página" in said(client.get("/manuales/erratas/"))


@pytest.mark.parametrize("address", ["/manuales/", *(f"/manuales/{manual.name}/" for manual in MANUALS)])
def test_manuals_take_no_query(client, db, django_assert_num_queries, address):
    with django_assert_num_queries(0):
        client.get(address)


def test_the_path_to_a_manual_is_in_the_language_of_the_page(client):
    path = client.get("/en/manuales/limites/").content.decode().partition('class="crumbs"')[2].partition("</nav>")[0]
    assert 'lang="es"' not in path
