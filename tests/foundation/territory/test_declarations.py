"""What the territory declares: tables, search, events, samples."""

from __future__ import annotations

import pytest
from django.http import Http404

from minga.foundation.territory import samples
from minga.foundation.territory.datasets import DATASETS
from minga.foundation.territory.search import SEARCH

LISTING, POPULATIONS = DATASETS


def test_the_table_holds_the_parishes_as_they_are_today(quito):
    rows = list(LISTING.call({}))
    assert len(rows) == 65
    (row,) = [row for row in rows if row["code"] == "170129"]
    assert (row["name"], row["other_names"], row["zone"], row["population"], row["population_year"]) == (
        "San Isidro del Inca", "El Inca", "Administración Zonal Eugenio Espejo", 49_729, 2022,
    )  # fmt: skip


def test_the_table_answers_the_same_question_as_the_listing(quito):
    rows = LISTING.call({"q": "pacto", "zonas": "ocho-y-la-mariscal"})
    assert [(row["name"], row["zone"]) for row in rows] == [("Pacto", "Administración Zonal La Delicia")]


def test_every_row_holds_the_declared_columns_and_says_whether_it_is_fictitious(quito):
    samples.build()
    for dataset, arguments in ((LISTING, {}), (POPULATIONS, {"territory": "loma-verde"})):
        names = [column.name for column in dataset.columns]
        assert all(list(row) == names for row in dataset.call({"canton": "san-jacinto"}, **arguments))
    assert {row["fictitious"] for row in LISTING.call({"canton": "san-jacinto"})} == {True}
    assert {row["fictitious"] for row in LISTING.call({})} == {False}


def test_the_populations_of_a_zone_are_those_of_its_parishes_today(quito):
    rows = list(POPULATIONS.call({}, territory="administracion-zonal-calderon"))
    assert {row["name"] for row in rows} == {"Calderón", "Llano Chico"}
    assert len(rows) == 10


def test_the_populations_of_an_unknown_place_are_not_found(db):
    with pytest.raises(Http404):
        POPULATIONS.call({}, territory="nada")


def test_an_empty_instance_has_an_empty_table(db):
    assert list(LISTING.call({})) == []


def test_everything_can_be_found_with_its_further_names(quito):
    samples.build()
    entries = {entry.key: entry for entry in SEARCH[0].entries()}
    assert len(entries) == 82
    inca = entries["territory/san-isidro-del-inca"]
    assert (inca.url, inca.body, inca.summary) == (
        "/territorio/san-isidro-del-inca/", "El Inca 170129", "Parroquia urbana · Distrito Metropolitano de Quito",
    )  # fmt: skip
    assert entries["territory/loma-verde"].fictitious is True
