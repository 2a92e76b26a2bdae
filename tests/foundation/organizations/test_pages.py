"""The pages of organizations: what they say first, what they list, what they cost."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.utils.text import slugify

from minga.foundation.organizations import samples
from minga.foundation.organizations.actions import add_name, ensure_organization
from minga.foundation.organizations.models import Organization, OrganizationName
from minga.foundation.organizations.views.site import PAGE_SIZE


def sentence(response):
    found = re.search(r'<p class="sentence">(.*?)</p>', response.content.decode(), re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", found[1])).split())


def listed(response):
    return [organization.name for _kind, members in response.context["groups"] for organization in members]


def test_the_listing_counts_what_it_holds(client, quito):
    response = client.get("/organizaciones/")
    total = Organization.objects.count()
    assert sentence(response) == f"Aquí están {total} organizaciones, con todos los nombres que los documentos les dan."
    assert len(listed(response)) == total


def test_the_second_page_holds_the_rest(client, db):
    names = [f"Fundación {number}" for number in range(PAGE_SIZE + 2)]
    Organization.objects.bulk_create(Organization(kind="other", slug=slugify(name), name=name) for name in names)
    response = client.get("/organizaciones/", {"pagina": "2"})
    assert len(listed(response)) == 2


@pytest.mark.parametrize("page", ["0", "99", "nada"])
def test_a_page_that_is_none_is_answered_with_one_that_is(client, quito, page):
    assert client.get("/organizaciones/", {"pagina": page}).status_code == 200


@pytest.mark.parametrize("asked", ["sgcty pc", "SGCTyPC", "coordinación territorial y participacion"])
def test_any_name_of_any_year_finds_the_organization(client, quito, asked):
    assert listed(client.get("/organizaciones/", {"q": asked})) == [
        "Secretaría de Coordinación Territorial, Gobernabilidad y Participación"
    ]


def test_the_kind_filters_and_each_kind_says_how_many(client, quito):
    response = client.get("/organizaciones/", {"clase": "university"})
    assert sentence(response) == "4 organizaciones de esa clase."
    assert listed(response) == [
        "Escuela Politécnica Nacional", "Universidad Central del Ecuador", "Universidad Hemisferios",
        "Universidad Salesiana",
    ]  # fmt: skip
    assert dict(response.context["form"].fields["clase"].choices)["university"] == "universidad o academia (4)"


def test_an_unknown_kind_filters_nothing(client, quito):
    assert client.get("/organizaciones/", {"clase": "nave"}).context["total"] == Organization.objects.count()


def test_nothing_found_is_said_in_fair_words(client, quito):
    assert sentence(client.get("/organizaciones/", {"q": "xyz"})) == "Ninguna organización tiene «xyz» en algún nombre."


def test_fictitious_organizations_have_their_own_listing_under_the_band(client, quito):
    samples.build()
    real, invented = client.get("/organizaciones/"), client.get("/organizaciones/", {"ficticias": "1"})
    assert "Municipio de San Jacinto" not in listed(real)
    assert len(listed(invented)) == 13
    assert ["Municipio ficticio:" in page.content.decode() for page in (real, invented)] == [False, True]


def test_an_organization_tells_its_names_over_the_years(client, quito):
    response = client.get("/organizaciones/secretaria-de-seguridad-ciudadana-y-gestion-de-riesgos/")
    assert sentence(response) == (
        "En 2022 los documentos escriben «Secretaría General de Seguridad y Gobernabilidad». En 2024, «Secretaría de "
        "Seguridad Ciudadana y Gestión de Riesgos»."
    )
    assert "es lectura nuestra: ningún documento lo dice" in response.content.decode()


def test_an_organization_with_one_name_tells_when_it_is_printed(client, quito):
    sentences = [
        sentence(client.get(f"/organizaciones/{slug}/"))
        for slug in ("secretaria-de-ambiente", "universidad-salesiana", "administracion-zonal-tumbaco")
    ]
    assert sentences == [
        "Aparece en documentos de 2022 a 2024.",
        "Aparece en documentos de 2021.",
        "Figura en la capa municipal de zonas de 2022; ningún documento leído imprime su nombre por separado.",
    ]


def test_its_own_name_comes_first_then_the_former_ones(client, quito):
    response = client.get("/organizaciones/secretaria-de-coordinacion-territorial-gobernabilidad-y-participacion/")
    assert [(name.kind, name.name) for name in response.context["names"]] == [
        ("official", "Secretaría de Coordinación Territorial, Gobernabilidad y Participación"),
        ("former", "Secretaría General de Coordinación Territorial y Participación Ciudadana"),
        ("abbreviation", "SGCTyPC"),
        ("abbreviation", "SGCTPC"),
        ("variant", "Secretaría de Coordinación Territorial y Participación Ciudadana"),
    ]


def test_the_council_shows_its_seats_as_a_picture_and_as_a_table(client, quito):
    page = client.get("/organizaciones/consejo-consultivo-de-gobierno-abierto/").content.decode()
    picture = page.partition('<svg class="seats"')[2].partition("</svg>")[0]
    assert (picture.count('<circle class="f"'), picture.count('<circle class="o1"')) == (10, 10)
    assert "Consejo Consultivo de Gobierno Abierto: 10 puestos; la tabla dice de quién es cada uno" in page
    assert "Ordenanza Metropolitana N° 184, de 29 de septiembre de 2017, artículo 12" in page


def test_the_english_page_answers_at_the_same_words(client, quito):
    response = client.get("/en/organizaciones/secretaria-general-de-planificacion/")
    assert (response.status_code, response.headers["Content-Language"]) == (200, "en")


def test_a_zone_shows_its_organization(client, quito):
    page = client.get("/territorio/administracion-zonal-manuela-saenz/").content.decode()
    assert 'href="/organizaciones/administracion-zonal-manuela-saenz/"' in page


def test_an_unknown_organization_is_not_found(client, db):
    assert client.get("/organizaciones/nada/").status_code == 404


@pytest.mark.parametrize("organizations", [1, 3])
@pytest.mark.parametrize(("address", "most"), [("/organizaciones/", 4), ("/organizaciones/fundacion-0/", 10)])
def test_queries_do_not_grow_with_the_organizations(
    client, db, django_assert_max_num_queries, organizations, address, most
):
    first = ensure_organization("Fundación 0", role="editor", year=2024)
    for number in range(organizations):
        add_name(first, f"F{number}", OrganizationName.Kind.ABBREVIATION, first_year=2020 + number)
        ensure_organization(f"Sede {number}", role="editor", within=first)
    client.get(address)
    with django_assert_max_num_queries(most):
        client.get(address)
