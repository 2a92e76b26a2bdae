"""What a person is told of their own roles."""

from __future__ import annotations

import pytest

from minga.foundation.organizations.panels import of_people
from tests.factories.roles import account, official, organization
from tests.pages import said

pytestmark = pytest.mark.django_db


def test_the_account_page_shows_ones_own_roles(client):
    unit = organization("direccion")
    person = official("planner", unit, post="Especialista", unit=unit, act="Memorando 12")
    official("editor", act="Memorando de otra persona")
    client.force_login(person)
    page = said(client.get("/cuenta/"))
    assert "Planificación Direccion Especialista, Direccion" in page
    assert "Memorando 12" in page
    assert "Memorando de otra persona" not in page


def test_an_account_without_role_says_what_to_do(client):
    client.force_login(account())
    assert "Tu cuenta aún no tiene un rol" in said(client.get("/cuenta/"))


@pytest.mark.parametrize("number", [1, 3])
def test_the_panel_takes_as_many_queries_however_many(django_assert_num_queries, number):
    people = [official("planner", organization(f"direccion-{place}")) for place in range(number)]
    of_people(people)  # kinds of content are read once in a process
    with django_assert_num_queries(2):
        found = of_people(people)
    assert [len(found[person.pk]["roles"]) for person in people] == [1] * number
