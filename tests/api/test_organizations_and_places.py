"""Organizations and places for programs."""

from __future__ import annotations

import pytest

from minga.foundation.organizations.actions import install_organizations
from minga.foundation.organizations.models import Body, Organization, OrganizationName, SeatRule
from minga.foundation.organizations.naming import name_key
from minga.foundation.territory.actions import install_territory
from tests.api.test_reads import HERE, get

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    above = Organization.objects.create(slug="municipio", name="Municipio", kind="municipality", fictitious=True)
    return Organization.objects.create(
        slug="mercados", name="Dirección de Mercados", kind="directorate", parent=above, fictitious=True
    )


def test_an_organization_tells_its_names_units_and_bodies(client, unit):
    name = "Dirección de Abastos"
    OrganizationName.objects.create(
        organization=unit, kind="former", name=name, folded=name_key(name), first_year=2019, last_year=2021
    )
    body = Body.objects.create(slug="mesa", name="Mesa", organization=unit, fictitious=True)
    SeatRule.objects.create(body=body, position=1, sector="Barrios", seats=3, presides=True)
    told = get(client, "/organizations/mercados")
    assert told["names"] == [
        {
            "name": name,
            "kind": "former",
            "first_year": 2019,
            "last_year": 2021,
            "source": None,
            "is_reading": False,
        }
    ]
    assert told["parent"] == {
        "slug": "municipio",
        "name": "Municipio",
        "url": f"{HERE}/organizaciones/municipio/",
    }
    assert [(one["slug"], one["total_seats"], one["seats"][0]["sector"]) for one in told["bodies"]] == [
        ("mesa", 3, "Barrios")
    ]
    assert [other["slug"] for other in get(client, "/organizations/municipio")["units"]] == ["mercados"]
    assert told["fictitious"] is True


def test_organizations_are_chosen_by_kind_name_and_invention(client, unit):
    Organization.objects.create(slug="verdadera", name="Secretaría", kind="secretariat")
    slugs = lambda query: [row["slug"] for row in get(client, f"/organizations{query}")["items"]]  # noqa: E731
    assert slugs("") == ["mercados", "municipio", "verdadera"]
    assert slugs("?fictitious=true") == ["mercados", "municipio"]
    assert slugs("?fictitious=false") == ["verdadera"]
    assert slugs("?kind=secretariat") == ["verdadera"]


def test_an_organization_is_found_by_a_former_name(client, unit):
    OrganizationName.objects.create(organization=unit, kind="former", name="Abastos", folded=name_key("Abastos"))
    assert [row["slug"] for row in get(client, "/organizations?q=abast")["items"]] == ["mercados"]


def test_a_parish_tells_its_people_and_its_zone_in_each_layout(client):
    install_territory()
    told = get(client, "/territories/calderon")
    assert (told["kind"], told["canton"], told["fictitious"]) == ("parish", "distrito-metropolitano-de-quito", False)
    censuses = [people for people in told["populations"] if people["kind"] == "census"]
    assert told["population"] == censuses[-1]
    assert told["layouts"][0]["layout"]["is_current"]
    assert {one["zone"] for one in told["layouts"]} == {"administracion-zonal-calderon"}
    assert all(isinstance(told[name], str) for name in ("longitude", "latitude"))


def test_a_zone_tells_its_parishes_and_sums_that_say_so(client):
    install_territory()
    told = get(client, "/territories/administracion-zonal-calderon")
    assert "calderon" in told["layouts"][0]["parishes"]
    assert {people["is_sum"] for people in told["populations"]} == {True}


def test_places_are_chosen_by_kind_canton_and_name(client):
    install_territory()
    kinds = {
        row["kind"] for row in get(client, "/territories?canton=distrito-metropolitano-de-quito&limit=200")["items"]
    }
    assert kinds == {"zone", "parish"}
    assert [row["slug"] for row in get(client, "/territories?kind=parish&q=guayl")["items"]] == ["guayllabamba"]
    assert get(client, "/territories?fictitious=true")["items"] == []


def test_every_packaged_organization_can_be_told(client):
    install_territory()
    install_organizations()
    for row in get(client, "/organizations?limit=200")["items"]:
        assert get(client, f"/organizations/{row['slug']}")["name"] == row["name"]
