"""The pages of documents say what was read, what to look at, and where it is printed."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from minga.foundation.sources.models import Document, Finding, Load
from minga.foundation.territory.models import Territory
from minga.government.plans.models import Node, Plan
from tests.factories.plans import followed_plan
from tests.factories.sources import DocumentFactory, FigureFactory, FindingFactory, LoadFactory, printed
from tests.pages import said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _known_types():
    ContentType.objects.get_for_models(Node, Plan)


def test_an_empty_list_says_what_will_appear(client):
    page = said(client.get("/fuentes/"))
    assert "Todavía no se ha leído ningún documento" in page


def test_the_list_counts_facts_and_alerts_of_what_stands(client):
    load = LoadFactory(document__title="Informe del mercado", document__issuer="Dirección de Mercados")
    printed(Territory.objects.create(kind="parish", slug="centro", name="Centro"), load)
    FindingFactory.create_batch(2, load=load)
    undone = LoadFactory(document=load.document, state=Load.State.UNDONE, undone_at=timezone.now())
    FindingFactory(load=undone)
    response = client.get("/fuentes/")
    (summary,) = response.context["summaries"]
    assert (summary.facts, summary.alerts, summary.applied) == (1, 2, load)
    assert "Informe del mercado" in said(response)


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("?tipo=compliance-report", ["Informe del mercado"]),
        ("?q=matriz", ["Matriz de inserción"]),
        ("?q=INSERCION", ["Matriz de inserción"]),
        ("?q=merc", ["Informe del mercado"]),
        ("?q=planificacion", ["Matriz de inserción"]),
        ("?tipo=no-such-kind", ["Informe del mercado", "Matriz de inserción"]),
        ("?q=%00&tipo=%00", ["Informe del mercado", "Matriz de inserción"]),
        ("?q=nada", []),
    ],
)
def test_documents_are_filtered_by_kind_and_words(client, asked, titles):
    DocumentFactory(title="Informe del mercado", date="2025")
    DocumentFactory(
        title="Matriz de inserción", kind="insertion-matrix", date="2024", issuer="Secretaría de Planificación"
    )
    shown = [summary.document.title for summary in client.get(f"/fuentes/{asked}").context["summaries"]]
    assert shown == titles


def test_a_filter_without_answer_says_what_to_do(client):
    DocumentFactory()
    assert "Ningún documento responde a ese filtro" in said(client.get("/fuentes/?q=nada"))


def test_the_files_of_a_list_keep_its_filters(client):
    DocumentFactory()
    page = client.get("/fuentes/?q=informe&pagina=1").content.decode()
    assert 'href="/fuentes.csv?q=informe"' in page


def test_fictitious_documents_come_last_and_say_so(client):
    DocumentFactory(title="Informe ficticio", fictitious=True, date="2026")
    DocumentFactory(title="Informe real", date="2020")
    response = client.get("/fuentes/")
    assert [summary.document.title for summary in response.context["summaries"]] == ["Informe real", "Informe ficticio"]
    assert "Informe ficticio ficticio" in said(response)


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_takes_five_queries(client, django_assert_num_queries, number):
    for load in LoadFactory.create_batch(number):
        FindingFactory(load=load)
    with django_assert_num_queries(5):
        client.get("/fuentes/")


def test_long_lists_come_in_pages(client):
    DocumentFactory.create_batch(31)
    assert len(client.get("/fuentes/?pagina=2").context["summaries"]) == 1


@pytest.fixture
def read() -> Document:
    load = followed_plan("Cumplido|Cumplido*", "Pendiente|").load
    Document.objects.filter(pk=load.document_id).update(slug="informe", issuer="Dirección de Mercados", size=46_364)
    common = {"load": load, "place": {"line": 12}, "subject_key": "C1.H2", "subject_url": "/planes/plan/C1.H2/"}
    FindingFactory(**common)
    FindingFactory(load=load, code="unread", severity="error", message="La página 3 es una imagen.", place={"page": 3})
    FigureFactory(load=load, name="milestones", label="hitos", value=4, unit="hitos", place={"line": 3})
    return Document.objects.get(slug="informe")


def test_a_document_opens_with_what_was_read_from_it(client, read):
    sentence = "De este documento Minga leyó 2 compromisos y 4 hitos, y encontró 2 alertas de lectura."
    assert client.get("/fuentes/informe/").context["sentence"] == sentence


def test_a_document_shows_its_alerts_with_place_and_link(client, read):
    response = client.get("/fuentes/informe/")
    page = said(response)
    assert [group.code for group in response.context["reading"].groups] == ["missing-note", "unread"]
    assert "Por revisar línea 12 El estado lleva una marca" in page
    assert "No se pudo leer página 3 La página 3 es una imagen." in page
    assert 'href="/planes/plan/C1.H2/"' in response.content.decode()


def test_links_of_alerts_stay_in_the_language_of_the_page(client, read):
    assert 'href="/en/planes/plan/C1.H2/"' in client.get("/en/fuentes/informe/").content.decode()


def test_a_document_shows_its_fingerprint_and_not_its_file(client, read):
    response = client.get("/fuentes/informe/")
    assert "".join(response.context["fingerprint"]) == read.sha256
    assert "El original firmado está en custodia y no se publica" in said(response)


def test_a_document_of_which_only_facts_are_kept_says_so(client):
    DocumentFactory(slug="hechos", size=0)
    assert "Aquí están los datos que se leyeron, no el archivo." in said(client.get("/fuentes/hechos/"))


def test_a_document_shows_the_figures_that_it_states(client, read):
    assert "Hitos 4 hitos línea 3" in said(client.get("/fuentes/informe/"))


def test_an_undone_load_leaves_no_alert_and_a_trace(client, read):
    Load.objects.update(state=Load.State.UNDONE, undone_at=timezone.now())
    response = client.get("/fuentes/informe/")
    assert response.context["reading"].groups == []
    assert "Se deshizo la carga: sus datos salieron de Minga." in said(response)


def test_a_fictitious_document_has_its_band(client):
    DocumentFactory(slug="ficticio", fictitious=True)
    assert "Municipio ficticio:" in said(client.get("/fuentes/ficticio/"))


def test_an_unknown_document_is_not_found(client):
    assert client.get("/fuentes/ninguno/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_a_document_takes_six_queries(client, django_assert_num_queries, number):
    load = LoadFactory(document__slug="informe")
    FindingFactory.create_batch(number, load=load)
    FigureFactory.create_batch(number, load=load)
    with django_assert_num_queries(6):
        client.get("/fuentes/informe/")


def test_more_alerts_of_a_kind_are_folded(client):
    load = LoadFactory(document__slug="informe")
    FindingFactory.create_batch(11, load=load)
    page = said(client.get("/fuentes/informe/"))
    assert "Ver 3 más" in page


def test_pages_are_only_read(client, read):
    assert client.post("/fuentes/").status_code == 405
    assert client.post("/fuentes/informe/").status_code == 405
    assert Finding.objects.count() == 2
