"""The home page: one search, one exact figure, the plans with the voices that exist, the parishes, the documents."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from minga.foundation.organizations.models import AdministrationPeriod
from minga.foundation.sources.models import Document, Load, Provenance
from minga.foundation.territory.actions import install_canton
from minga.foundation.territory.facts import CantonFacts, LayoutFacts, ParishFacts, PopulationFacts
from minga.foundation.territory.models import Population, Territory
from minga.government.plans.models import DeclaredStatus, Node, Plan
from minga.web.queries.home import home
from minga.web.queries.origins import span
from minga.web.queries.parishes import city
from tests.factories.plans import declare, followed_plan, give_role, listed_plan
from tests.factories.sources import FigureFactory, FindingFactory, LoadFactory
from tests.pages import said

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _known_types():
    ContentType.objects.get_for_models(Node, Plan, DeclaredStatus)


@pytest.fixture
def canton() -> Territory:
    places = [("Centro", "urban", "Norte", 300), ("Árbol", "rural", "Norte", 100), ("Río", "rural", "Sur", 200)]
    facts = tuple(_parish(number, *place) for number, place in enumerate(places))
    layout = LayoutFacts("hoy", "Zonas de hoy", "Informe", is_current=True)
    return install_canton(CantonFacts(name="Cantón", code="9901", parishes=facts, layouts=(layout,)))


def _parish(number: int, name: str, setting: str, zone: str, people: int) -> ParishFacts:
    return ParishFacts(
        name=name,
        longitude=number - 78,
        latitude=0,
        setting=setting,
        zones={"hoy": f"Zona {zone}"},
        populations=(
            PopulationFacts(2010, "census", people + 1, "Censo"),
            PopulationFacts(2022, "census", people, "Censo"),
            PopulationFacts(2035, "projection", people * 2, "Proyección"),
        ),
    )


def portfolio(**values):
    """A plan whose document counts projects by state without naming them."""
    followed = listed_plan("Uno|Dos", kind=Plan.Kind.STRATEGY, title="Estrategia", **values)
    Document.objects.filter(pk=followed.load.document_id).update(kind="portfolio-report", date="2022-04")
    counts = {"projects": 63, "projects-suspended": 35, "projects-not-started": 13, "projects-completed": 15}
    words = {"projects": "proyectos", "projects-suspended": "proyectos suspendidos"}
    for name, value in counts.items():
        FigureFactory(load=followed.load, name=name, value=value, label=words.get(name, name), place={"line": 101})
    return followed


def test_an_empty_instance_says_what_will_appear(client):
    page = said(client.get("/"))
    assert "Lo que Quito prometió, lo que hizo y lo que decidió su gente" in page
    assert "Todavía no hay planes aquí" in page
    assert "Todavía no se ha leído ningún documento" in page
    assert "No hay procesos abiertos en Minga" in page
    assert "La cifra" not in page


def test_the_search_asks_the_search_page(client):
    assert '<form class="search" action="/buscar/" role="search">' in client.get("/").content.decode()


def test_the_figure_is_the_list_that_the_document_prints():
    portfolio()
    figure = home(DAY).figure
    assert [(part.count, part.words) for part in figure.choice.shown] == [
        (35, "suspendidos"),
        (13, "projects-not-started"),
    ]
    assert (figure.choice.chosen.total, figure.choice.chosen.things, figure.choice.chosen.date) == (
        63,
        "proyectos",
        "2022-04",
    )
    assert [(unit["state"], unit["count"]) for unit in figure.units] == [("paused", 35), ("notyet", 13), ("done", 15)]


def test_the_figure_is_told_in_the_language_of_the_page(client):
    portfolio()
    page = said(client.get("/en/"))
    assert "35 suspended" in page
    assert "63 projects" in page
    assert "35 suspendidos" not in page
    assert "proyectos" not in page


def test_the_figure_may_be_what_was_read_row_by_row():
    followed_plan("Cumplido|Cumplido*", "Pendiente|Cumplido")
    figure = home(DAY).figure
    assert [(part.count, part.words) for part in figure.choice.shown] == [(2, "«Cumplido»"), (1, "«Cumplido*»")]
    assert figure.choice.chosen.total == 4


def test_a_row_without_state_leaves_the_list_incomplete():
    followed_plan("Cumplido|Cumplido*", "Pendiente|")
    assert home(DAY).figure is None


def test_states_of_several_dates_are_no_list_of_one_document():
    followed = followed_plan("Cumplido|Cumplido*", "Pendiente|Cumplido")
    declare(followed.nodes["C2.H1"], "Cumplido", as_of="2025-11")
    assert home(DAY).figure is None


def test_states_restated_by_a_later_document_are_its_list():
    followed = followed_plan("Cumplido|Cumplido*")
    for key in ("C1.H1", "C1.H2"):
        declare(followed.nodes[key], "Cumplido", as_of="2025-11")
    Document.objects.update(date="2025-11")
    figure = home(DAY).figure
    assert [(part.count, part.words) for part in figure.choice.shown] == [(2, "«Cumplido»")]


def test_a_fictitious_plan_is_shown_apart_and_never_gives_the_figure(client):
    followed_plan("Cumplido|Cumplido", fictitious=True, title="Plan de San Jacinto")
    response = client.get("/")
    assert response.context["home"].figure is None
    page = said(response)
    assert (
        page.index("Todavía no hay planes aquí")
        < page.index("Un ejemplo inventado")
        < page.index("Plan de San Jacinto")
    )


@pytest.mark.parametrize(
    ("issued", "named"),
    [
        ("2022-04", "2019–2023"),
        ("2019-12", None),
        ("2023", None),
        ("2023-05", None),
        ("2023-05-14", "2019–2023"),
        ("2024", "2023–"),
    ],
)
def test_the_figure_names_its_administration_when_its_date_tells_one_alone(issued, named):
    periods = AdministrationPeriod.objects
    periods.create(slug="a", name="2019–2023", first_year=2019, last_year=2023, end=date(2023, 5, 14))
    periods.create(slug="b", name="2023–", first_year=2023, start=date(2023, 5, 15))
    followed = portfolio()
    Document.objects.filter(pk=followed.load.document_id).update(date=issued)
    period = home(DAY).figure.period
    assert (period.name if period else None) == named


def test_every_figure_has_its_source_and_its_rule(client):
    portfolio()
    page = said(client.get("/"))
    assert "¿Por qué esta cifra?" in page
    assert "35 suspendidos (línea 101)" in page
    assert "Suman 63." in page


def test_the_turn_of_the_week_can_be_worked_out_again(client, monkeypatch):
    portfolio()
    followed_plan("Cumplido|Cumplido", title="Avance")
    followed_plan("Cumplido|Cumplido", title="Inventado", fictitious=True)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2024, 1, 31))
    response = client.get("/")
    assert (
        "Desde el lunes 1 de enero de 2024 han pasado 4 semanas completas, y hay 2 planes con turno. Al dividir las "
        "semanas entre los planes el resto es 0: es el lugar del plan de esta semana en la lista, que empieza en 0. "
        "0. Avance esta semana 1. Estrategia Semana 5 de 2024: Avance."
    ) in said(response)
    assert '<ol class="stack-s" start="0">' in response.content.decode()


def test_the_figure_says_of_which_administration_it_is(client):
    portfolio()
    page = said(client.get("/"))
    assert "administración 20" not in page
    assert "Su documento es de la administración" not in page
    AdministrationPeriod.objects.create(slug="a", name="Período anterior", first_year=2019, last_year=2023)
    page = said(client.get("/"))
    assert "La cifra · abril de 2022 · administración 2019–2023" in page
    assert "Su documento es de la administración 2019–2023." in page


def test_plans_come_by_the_date_of_their_own_document():
    older = followed_plan("Cumplido", title="Anterior")
    newer = listed_plan("Uno", title="Posterior")
    Document.objects.filter(pk=older.load.document_id).update(date="2023-05")
    Document.objects.filter(pk=newer.load.document_id).update(date="2024-03")
    assert [str(summary.plan) for summary in home(DAY).real] == ["Posterior", "Anterior"]


def test_three_plans_are_shown_and_the_rest_are_a_link(client):
    for number in range(5):
        followed_plan("Cumplido", title=f"Plan {number}")
    response = client.get("/")
    assert len(response.context["home"].shown) == 3
    assert "Todos los planes (5)" in said(response)


def test_collaboration_counts_counterparts_once(client):
    followed = followed_plan("Cumplido", "Cumplido", "Pendiente", title="Plan abierto")
    give_role(followed.nodes["C1"], "counterpart", "Universidad Central")
    give_role(followed.nodes["C2"], "counterpart", "Universidad Central")
    give_role(followed.nodes["C3"], "counterpart", "Fundación Abierta")
    give_role(followed.nodes["C3"], "lead", "Dirección de Mercados")
    assert home(DAY).counterparts == 2
    assert "«Plan abierto» nombra 2 contrapartes para sus 3 compromisos." in said(client.get("/"))


def test_accountability_counts_states(client):
    followed_plan("Cumplido|Pendiente|", title="Plan abierto")
    assert "El documento de «Plan abierto» imprime un estado en 2 de sus 3 hitos." in said(client.get("/"))


def test_the_latest_documents_with_their_alerts(client):
    LoadFactory(document__title="Informe viejo", document__date="2020", counts={"findings": 2})
    undone = LoadFactory(document__title="Informe nuevo", document__date="2024", state=Load.State.UNDONE)
    Load.objects.filter(pk=undone.pk).update(undone_at=timezone.now())
    LoadFactory(document__title="Informe inventado", document__fictitious=True)
    response = client.get("/")
    assert [load.document.title for load in response.context["home"].loads] == ["Informe nuevo", "Informe viejo"]
    page = said(response)
    assert "su carga se deshizo el" in page
    assert "2 alertas de lectura" in page


def test_parishes_stand_in_the_zones_of_today(canton):
    Territory.objects.create(kind="parish", slug="loma", name="Loma", setting="rural", canton=canton)
    found = city()
    assert [(group.zone and group.zone.name, [parish.name for parish in group.parishes]) for group in found.groups] == [
        ("Zona Norte", ["Árbol", "Centro"]),
        ("Zona Sur", ["Río"]),
        (None, ["Loma"]),
    ]
    assert [group.inhabitants for group in found.groups] == [400, 200, 0]
    assert (found.urban, found.rural, found.largest.name) == (1, 3, "Centro")


def test_the_census_is_named_when_it_counted_all(canton):
    assert city().census_year == 2022
    Territory.objects.create(kind="parish", slug="loma", name="Loma", canton=canton)
    assert city().census_year is None


def test_the_map_and_the_list_lead_to_the_same_parishes(client, canton):
    page = client.get("/").content.decode()
    assert page.count('href="/territorio/centro/"') == 3
    assert "Mapa esquemático: 3 parroquias como círculos, según su población" in page
    assert "Centro : 300 habitantes, la parroquia más poblada." in said(client.get("/"))


def test_the_search_for_a_parish_comes_before_the_map_and_promises_what_it_does(client, canton):
    page = client.get("/").content.decode()
    assert page.index('id="lugar"') < page.index("Saltar el mapa") < page.index('<svg class="map')
    text = said(client.get("/"))
    assert "Tu parroquia o tu zona" in text
    assert "Minga encuentra parroquias y administraciones zonales; todavía no conoce barrios." in text
    assert 'href="/territorio/#punto"' in page


def test_the_parish_that_is_named_stands_out_on_the_map(client, canton):
    assert [spot.label for spot in city().spots if spot.active] == ["Centro"]
    drawn = client.get("/").content.decode().partition('<svg class="map')[2].partition("</svg>")[0]
    assert drawn.count('<circle class="on"') == 1
    assert "aria-current" not in drawn


def test_no_parish_stands_out_where_nobody_was_counted(canton):
    Population.objects.all().delete()
    assert [spot for spot in city().spots if spot.active] == []


def test_real_parishes_come_before_fictitious_ones(canton):
    install_canton(CantonFacts(name="Antes", parishes=(ParishFacts("Inventada", -84, 0),), fictitious=True))
    assert "Inventada" not in [parish.name for parish in city().parishes]


def test_a_city_without_parishes_shows_no_map(client):
    assert "¿Qué pasa en tu parroquia?" not in said(client.get("/"))
    assert city().largest is None


def state_printed(followed, key: str, **place) -> None:
    status = DeclaredStatus.objects.get(node=followed.nodes[key])
    of_status = ContentType.objects.get_for_model(DeclaredStatus)
    assert Provenance.objects.filter(subject_type=of_status, subject_id=status.pk).update(place=place) == 1


def test_what_is_counted_by_states_says_where_they_are_printed(client):
    followed = followed_plan("Cumplido|Pendiente", title="Plan abierto")
    Document.objects.update(title="INFORME FINAL", short_title="Informe final", issuer="Dirección de Mercados")
    state_printed(followed, "C1.H1", line=98)
    state_printed(followed, "C1.H2", line=268)
    told = home(DAY).declared
    assert (str(told.origin.document), told.origin.places) == ("Informe final", "líneas 98 a 268")
    page = said(client.get("/"))
    assert page.count("Informe final , Dirección de Mercados, mayo de 2025, líneas 98 a 268.") == 2
    assert "INFORME FINAL" not in page


def test_states_may_be_printed_on_pages():
    followed = followed_plan("Cumplido|Pendiente")
    state_printed(followed, "C1.H1", page=4, row=2)
    state_printed(followed, "C1.H2", page=6, row=1)
    assert home(DAY).declared.origin.places == "páginas 4 a 6"


def test_what_a_document_only_counts_is_printed_where_its_figures_are(client):
    portfolio()
    Document.objects.update(title="Informe de proyectos")
    assert home(DAY).of_figure.origin.places == "línea 101"
    assert "de 63 proyectos Los cuenta: Informe de proyectos" in said(client.get("/"))


def test_a_load_of_several_plans_tells_no_place_for_one():
    followed = followed_plan("Cumplido|Pendiente")
    Load.objects.update(counts={"plans": 2})
    state_printed(followed, "C1.H1", line=98)
    assert home(DAY).declared.origin.places == ""


@pytest.mark.parametrize(
    ("places", "words"),
    [([{"line": 3}, {"line": 3}], "línea 3"), ([{"line": 3}, {"page": 3}], ""), ([{}], ""), ([], "")],
)
def test_a_span_needs_places_of_one_kind(places, words):
    assert span(places) == words


def test_what_was_promised_and_is_missing_has_a_way_in(client):
    followed = followed_plan("Cumplido|Pendiente", title="Plan abierto")
    address = f"{followed.plan.get_absolute_url()}#lo-que-falta"
    assert f'href="{address}">Ver lo que se prometió y falta</a>' in client.get("/").content.decode()


def test_the_largest_parish_says_where_its_people_are_counted(client, canton):
    assert city().largest.source == "Censo"
    assert "la parroquia más poblada. ¿De dónde sale? Censo." in said(client.get("/"))


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_ten_queries(client, django_assert_num_queries, canton, number):
    for place in range(number):
        followed = followed_plan("Cumplido|Pendiente", title=f"Plan {place}")
        give_role(followed.nodes["C1"], "counterpart", "Universidad Central")
        repeated = followed.nodes["C1.H1"].get_absolute_url()
        FindingFactory(load=followed.load, code="duplicate-name", subject_url=repeated, place={"line": 99})
    portfolio()
    with django_assert_num_queries(10):
        client.get("/")


def test_the_page_is_for_everybody_to_keep_and_leaves_no_cookie(client):
    response = client.get("/")
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert client.post("/").status_code == 405


def test_the_page_in_english(client):
    response = client.get("/en/")
    assert response.status_code == 200
    assert '<html lang="en">' in response.content.decode()
    assert 'action="/en/buscar/"' in response.content.decode()
