"""The pages of the territory: what they say first, what they count, what they cost."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest

from minga.foundation.search.actions import rebuild
from minga.foundation.territory import samples
from minga.foundation.territory.actions import load_boundaries
from minga.foundation.territory.models import Territory
from minga.government.plans.models import Node
from tests.factories.plans import followed_plan
from tests.factories.sources import DocumentFactory
from tests.foundation.territory.squares import collection, feature


def text_of(response, pattern):
    """The words of the first element that the pattern finds."""
    found = re.search(pattern, response.content.decode(), re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", found[1])).split()) if found else None


def sentence(response):
    return text_of(response, r'<p class="sentence">(.*?)</p>')


def test_the_listing_of_quito_says_how_many_live_where(client, quito):
    assert sentence(client.get("/territorio/")) == (
        "65 parroquias, 32 urbanas y 33 rurales, en 10 administraciones zonales. "
        "En 2022 vivían en ellas 2.679.722 personas."
    )


def test_the_listing_in_english_answers_at_the_same_words(client, quito):
    response = client.get("/en/territorio/")
    assert (response.status_code, response.headers["Content-Language"]) == (200, "en")


def test_the_earlier_layout_is_chosen_by_the_address(client, quito):
    page = client.get("/territorio/", {"zonas": "ocho-y-la-mariscal"}).content.decode()
    assert page.count('<details name="zona">') == 9
    assert "El acto que estableció estas zonas no consta en los documentos leídos." in page


def test_an_unknown_layout_shows_that_of_today(client, quito):
    page = client.get("/territorio/", {"zonas": "ninguna"}).content.decode()
    assert page.count('<details name="zona">') == 10


@pytest.mark.parametrize("asked", ["el inca", "EL INCA", "san isidro"])
def test_a_place_is_found_by_any_of_its_names_without_accents_or_case(client, quito, asked):
    response = client.get("/territorio/", {"q": asked})
    assert [place.name for place in response.context["found"]] == ["San Isidro del Inca"]


def test_the_very_name_comes_before_the_names_that_begin_so(client, quito):
    response = client.get("/territorio/", {"q": "calderon"})
    assert [place.name for place in response.context["found"]] == ["Calderón", "Administración Zonal Calderón"]


def test_a_name_that_nobody_bears_is_said_in_fair_words_and_leads_on(client, quito):
    response = client.get("/territorio/", {"q": "Carapungo"})
    assert text_of(response, r'<div class="stack-s" role="status">(.*?)</div>') == (
        "No conocemos ningún lugar con «Carapungo» en su nombre. Minga todavía no conoce barrios; elige tu parroquia. "
        "Elegir en la lista Ubicar un punto"
    )
    page = response.content.decode()
    for anchor in ("parroquias", "punto"):
        assert (f'href="#{anchor}"' in page, f'id="{anchor}"' in page) == (True, True)


def test_the_search_says_what_it_finds(client, quito):
    page = client.get("/territorio/").content.decode()
    assert '<label for="q">Tu parroquia o tu zona</label>' in page
    assert 'aria-describedby="q-ayuda"' in page
    assert text_of(client.get("/territorio/"), r'<p class="meta" id="q-ayuda">(.*?)</p>').startswith(
        "Minga encuentra parroquias y administraciones zonales; todavía no conoce barrios."
    )


@pytest.mark.parametrize(
    ("address", "before"),
    [
        ("/territorio/", ['type="search"', '<div class="zones">']),
        ("/territorio/administracion-zonal-la-delicia/", ['<ul class="miss">']),
        ("/territorio/calderon/", []),
    ],
)
def test_the_map_comes_after_the_names_and_can_be_skipped(client, quito, address, before):
    page = client.get(address).content.decode()
    drawn = page.index('<svg class="map')
    assert [mark for mark in before if page.index(mark) > drawn] == []
    assert page.index('<a class="skip-map" href="#tras-el-mapa">Saltar el mapa</a>') < drawn
    assert page.index('id="tras-el-mapa"') > page.index("</svg>", drawn)


def test_a_point_is_located_and_said_to_be_approximate(client, quito):
    response = client.get("/territorio/", {"lon": "-78,4417", "lat": "-0.0912"})
    assert text_of(response, r'role="status">(.*?)</div>') == (
        "Calderón, Administración Zonal Calderón Mapa esquemático: es la parroquia más cercana a su punto, no "
        "necesariamente la que lo contiene. Distancia: 2,9 km."
    )


def test_a_point_outside_is_refused_on_the_page(client, quito):
    page = client.get("/territorio/", {"lon": "-79.9", "lat": "-2.2"}).content.decode()
    assert "El punto está fuera del cantón (Distrito Metropolitano de Quito)" in page


@pytest.mark.parametrize("point", [{"lon": "aquí", "lat": "-0.1"}, {"lon": "-78.4"}, {"lon": "-78.4", "lat": "120"}])
def test_a_point_that_is_none_is_an_error_of_the_field(client, quito, point):
    response = client.get("/territorio/", point)
    assert (response.status_code, response.context["location"]) == (200, None)
    assert len(response.context["point"].errors) == 1


def test_a_parish_tells_its_people_and_how_they_changed(client, quito):
    assert sentence(client.get("/territorio/pacto/")) == "Aquí vivían 3898 personas en 2022, 871 menos que en 2001."


def test_the_most_and_the_least_populated_parishes_say_so(client, quito):
    sentences = [sentence(client.get(f"/territorio/{slug}/")) for slug in ("calderon", "chavezpamba")]
    assert sentences == [
        "Aquí vivían 250.877 personas en 2022, 166.220 más que en 2001. Es la parroquia más poblada del cantón.",
        "Aquí vivían 579 personas en 2022, 292 menos que en 2001. Es la parroquia menos poblada del cantón.",
    ]


def test_a_parish_shows_its_zone_today_and_before(client, quito):
    zones = [(layout.is_current, zone.name) for layout, zone in client.get("/territorio/pacto/").context["zones"]]
    assert zones == [(True, "Administración Zonal Chocó Andino"), (False, "Administración Zonal La Delicia")]


def test_a_zone_that_did_not_change_is_told_once(client, quito):
    page = text_of(client.get("/territorio/calderon/"), r'<dl class="facts">(.*?)</dl>')
    assert page.count("Zona") == 2
    assert "Zona antes" not in page
    assert "Antes" not in text_of(
        client.get("/territorio/administracion-zonal-tumbaco/"), r'<dl class="facts">(.*?)</dl>'
    )


@pytest.mark.parametrize("place", ["calderon", "administracion-zonal-la-delicia", "distrito-metropolitano-de-quito"])
def test_a_place_without_elements_and_without_mentions_offers_no_search(client, quito, place):
    rebuild()
    page = client.get(f"/territorio/{place}/")
    assert text_of(page, r'<div class="empty">(.*?)</div>') == (
        "Ningún elemento está ubicado aquí todavía Minga no ha ubicado aquí ningún elemento de un plan. "
        "La búsqueda tampoco encuentra su nombre, salvo el del lugar mismo."
    )
    assert "/buscar/?q=" not in page.content.decode()


def test_a_place_leads_to_what_is_found_with_its_name_by_kind(client, quito):
    followed_plan("Cumplido|Cumplido", title="Plan abierto")
    Node.objects.filter(key="C1.H1").update(title="Feria de Calderón")
    DocumentFactory(title="Informe de Calderón")
    rebuild()
    page = client.get("/territorio/calderon/")
    assert text_of(page, r'<div class="empty">(.*?)</div>') == (
        "Ningún elemento está ubicado aquí todavía Minga no ha ubicado aquí ningún elemento de un plan. "
        "La búsqueda de «Calderón» encuentra: Documentos (1) Compromisos, hitos e iniciativas (1)"
    )
    addresses = [unescape(found) for found in re.findall(r'href="(/buscar/\?q=[^"]*)"', page.content.decode())]
    assert addresses == [f"/buscar/?q={quote('Calderón')}&tipo={kind}" for kind in ("document", "node")]
    assert "Feria de Calderón" in client.get(addresses[1]).content.decode()


def test_names_are_read_aloud_in_spanish_on_english_pages(client, quito):
    page = client.get("/en/territorio/calderon/").content.decode()
    assert '<h1 lang="es">Calderón</h1>' in page


def test_a_zone_sums_its_parishes_and_tells_what_it_had_before(client, quito):
    response = client.get("/territorio/administracion-zonal-la-delicia/")
    assert sentence(response) == "Reúne 7 parroquias, con 406.636 habitantes en 2022."
    (before,) = response.context["others"]
    assert [parish.name for parish in before["more"]] == [
        "Calacalí",
        "Gualea",
        "Nanegal",
        "Nanegalito",
        "Nono",
        "Pacto",
    ]
    assert before["fewer"] == []


def test_a_zone_that_is_new_is_shown_as_it_is_today(client, quito):
    response = client.get("/territorio/administracion-zonal-choco-andino/")
    assert sentence(response) == "Reúne 6 parroquias, con 19.239 habitantes en 2022."
    assert [other["members"] for other in response.context["others"]] == [[]]


def test_the_canton_shows_its_own_total_and_sums_of_ours(client, quito):
    response = client.get("/territorio/distrito-metropolitano-de-quito/")
    assert [(figure.year, figure.inhabitants, figure.is_sum) for figure in response.context["figures"][:3]] == [
        (2001, 1_823_694, True), (2010, 2_221_036, True), (2022, 2_679_722, False),
    ]  # fmt: skip


def test_fictitious_places_stand_under_the_band(client, quito):
    samples.build()
    page = client.get("/territorio/loma-verde/").content.decode()
    assert ('<body class="fiction">' in page, "Municipio ficticio:" in page) == (True, True)
    real = client.get("/territorio/calderon/").content.decode()
    assert "Municipio ficticio:" not in real


def test_an_empty_instance_says_what_will_appear(client, db):
    response = client.get("/territorio/")
    assert text_of(response, r'<div class="empty"><h2>(.*?)</h2>') == "Todavía no hay parroquias aquí"


def test_a_barrio_without_population_has_a_page(client, quito):
    Territory.objects.create(kind="barrio", slug="barrio-de-prueba", name="Barrio de Prueba", canton=quito)
    assert sentence(client.get("/territorio/barrio-de-prueba/")) == (
        "Es parte de Distrito Metropolitano de Quito. Los documentos leídos no dicen cuánta gente vive aquí."
    )


@pytest.mark.parametrize("address", ["/territorio/nada/", "/territorio/../"])
def test_an_unknown_place_is_not_found(client, quito, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("parishes", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/territorio/", 5), ("/territorio/?q=parroquia", 6), ("/territorio/?lon=-78.4&lat=-0.5", 9),
        ("/territorio/parroquia-1/", 10), ("/territorio/zona-sur/", 10), ("/territorio/canton-de-prueba/", 10),
    ],
)  # fmt: skip
def test_queries_do_not_grow_with_the_parishes(
    client, make_canton, django_assert_max_num_queries, parishes, address, queries
):
    make_canton(parishes)
    load_boundaries(collection(*map(feature, range(1, parishes + 1))), role="system")
    rebuild()
    client.get(address)
    with django_assert_max_num_queries(queries):
        client.get(address)
