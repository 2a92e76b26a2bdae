"""Every declared dataset is listed, explained, and taken away as a stream."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.utils.translation import override

from minga.foundation.territory.models import Territory
from minga.kernel.datasets import DATASETS, Column, Dataset
from minga.publishing.opendata.catalogue import CATALOGUE, address_of, published, template_of
from minga.publishing.opendata.views.site import CSV, JSON, download
from tests.factories.sources import DocumentFactory, FindingFactory, LoadFactory

pytestmark = pytest.mark.django_db


def body(response) -> str:
    return b"".join(response.streaming_content).decode()


def table(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(response), newline="")))


@pytest.fixture
def alerts() -> None:
    load = LoadFactory(document__slug="informe")
    FindingFactory(load=load, message="=1+1", place={"line": 12})


def test_every_dataset_is_listed_with_its_columns(client):
    said = client.get("/datos/").content.decode()
    for dataset in published():
        assert f'<article class="plan grid cols-8-4" id="{dataset.slug}">' in said
        assert all(f"<code>{column.name}</code>" in said for column in dataset.columns)


def test_the_list_takes_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/datos/")


def test_the_list_of_datasets_is_a_dataset_too(client):
    rows = json.loads(body(client.get("/datos.json")))
    assert [row["slug"] for row in rows] == ["datos", *(dataset.slug for dataset in DATASETS)]
    assert rows[0]["csv"] == "http://localhost:8000/datos.csv"


@pytest.mark.parametrize(
    "dataset", [dataset for dataset in published() if "<" not in dataset.path], ids=lambda one: one.slug
)
@pytest.mark.parametrize("extension", ["csv", "json"])
def test_every_listing_answers_in_both_forms(client, dataset, extension):
    response = client.get(f"/{dataset.path}.{extension}")
    assert (response.status_code, response.streaming) == (200, True)
    if extension == "csv":
        assert body(response).splitlines()[0] == ",".join(column.name for column in dataset.columns)
    else:
        assert isinstance(json.loads(body(response)), list)


@pytest.mark.parametrize(
    "dataset", [dataset for dataset in published() if "<" in dataset.path], ids=lambda one: one.slug
)
def test_an_unknown_subject_is_not_found(client, dataset):
    address = address_of(dataset, dict.fromkeys(re.findall(r":(\w+)>", dataset.path), "ninguno"))
    assert client.get(f"/{address}.csv").status_code == 404
    assert client.get(f"/{address}.json").status_code == 404


@pytest.mark.parametrize("dataset", published(), ids=lambda one: one.slug)
def test_every_dataset_says_what_is_fictitious(dataset):
    assert "fictitious" in [column.name for column in dataset.columns]


def test_names_of_datasets_and_columns_are_told_apart():
    assert len({dataset.slug for dataset in published()}) == len(published())
    assert len({template_of(dataset) for dataset in published()}) == len(published())
    for dataset in published():
        assert len({column.name for column in dataset.columns}) == len(dataset.columns)


def test_a_file_is_saved_with_the_name_of_its_address(client, alerts):
    response = client.get("/fuentes/informe.csv")
    assert response["Content-Disposition"] == 'attachment; filename="fuentes-informe.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert client.get("/fuentes/informe.json")["Content-Disposition"] == 'inline; filename="fuentes-informe.json"'
    assert client.get("/fuentes/informe.json")["Content-Type"] == "application/json"


def test_a_reader_who_leaves_leaves_nothing_open(rf, monkeypatch):
    ended = []

    def rows():
        try:
            yield {"name": "uno"}
            yield {"name": "dos"}
        finally:
            ended.append(True)

    dataset = Dataset("x", "x", "", (Column("name", ""),), lambda _parameters: rows())
    response = download(rf.head("/x.csv"), dataset, CSV)
    assert not ended
    response.close()
    assert ended == [True]


def test_any_site_may_read_and_anyone_may_keep_it_for_a_minute(client, alerts):
    response = client.get("/fuentes.json")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, max-age=60"
    assert "Vary" not in response or response["Vary"] == "Accept-Encoding"
    assert not response.cookies


def test_a_dangerous_cell_is_disarmed_in_the_spreadsheet_only(client, alerts):
    (row,) = table(client.get("/fuentes/informe.csv"))
    assert (row["message"], row["line"], row["page"]) == ("'=1+1", "12", "")
    (found,) = json.loads(body(client.get("/fuentes/informe.json")))
    assert (found["message"], found["line"], found["page"]) == ("=1+1", 12, None)


def test_a_file_answers_the_same_filters_as_its_page(client):
    DocumentFactory(title="Informe del mercado")
    DocumentFactory(title="Matriz")
    assert [row["title"] for row in table(client.get("/fuentes.csv?q=merc"))] == ["Informe del mercado"]


def test_files_have_an_address_in_english_too(client):
    DocumentFactory()
    assert len(table(client.get("/en/fuentes.csv"))) == 1


def test_rows_made_late_are_in_the_language_of_the_request(rf):
    def rows(_parameters):
        for _number in range(2):
            yield {"kind": Territory(kind="zone", name="Zona").get_kind_display(), "fictitious": False}

    dataset = Dataset("x", "x", "X", (Column("kind", "k"), Column("fictitious", "f")), rows)
    with override("es"):
        response = download(rf.get("/x.csv"), dataset=dataset, file_format=CSV)
    with override("en"):
        assert [row["kind"] for row in table(response)] == ["administración zonal", "administración zonal"]


@pytest.mark.parametrize("form", [CSV, JSON], ids=lambda form: form.extension)
def test_files_are_only_read(client, form):
    assert client.post(f"/fuentes.{form.extension}").status_code == 405


def test_the_catalogue_shows_what_to_fill_in():
    alerts = next(dataset for dataset in published() if dataset.slug == "alertas")
    assert template_of(alerts) == "fuentes/{document}"
    assert address_of(alerts, {"document": "informe"}) == "fuentes/informe"
    assert template_of(CATALOGUE) == "datos"
