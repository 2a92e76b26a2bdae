"""What the organizations declare: tables, search, panels."""

from __future__ import annotations

import pytest
from django.http import Http404

from minga.foundation.organizations import samples
from minga.foundation.organizations.datasets import DATASETS
from minga.foundation.organizations.panels import of_territories
from minga.foundation.organizations.search import SEARCH
from minga.foundation.territory.models import Territory

BY_SLUG = {dataset.slug: dataset for dataset in DATASETS}
LISTING, NAMES = BY_SLUG["organizaciones"], BY_SLUG["nombres"]


def test_the_table_answers_the_same_question_as_the_listing(quito):
    (row,) = LISTING.call({"q": "dmr"})
    assert (row["slug"], row["parent"], row["other_names"], row["valid_from"]) == (
        "direccion-metropolitana-de-resiliencia", "secretaria-general-de-planificacion",
        "DMR; Dirección de Resiliencia; Oficina de Resiliencia", "2018-03-07",
    )  # fmt: skip


def test_the_table_holds_every_real_organization_or_every_fictitious_one(quito):
    samples.build()
    for parameters, fictitious, total in (({}, False, 56), ({"ficticias": "1"}, True, 13)):
        rows = list(LISTING.call(parameters))
        assert (len(rows), {row["fictitious"] for row in rows}) == (total, {fictitious})


def test_every_row_holds_the_declared_columns(quito):
    for dataset, arguments in ((LISTING, {}), (NAMES, {"organization": "resilient-cities-network"})):
        names = [column.name for column in dataset.columns]
        assert all(list(row) == names for row in dataset.call({}, **arguments))


def test_the_names_of_an_unknown_organization_are_not_found(db):
    with pytest.raises(Http404):
        NAMES.call({}, organization="nada")


def test_an_organization_can_be_found_with_all_its_names(quito):
    entries = {entry.key: entry for entry in SEARCH[0].entries()}
    network = entries["organization/resilient-cities-network"]
    assert (network.title, network.url) == ("Resilient Cities Network", "/organizaciones/resilient-cities-network/")
    assert sorted(network.body.split()) == ["100", "100CR", "Ciudades", "R-Cities", "Resilientes"]


@pytest.mark.parametrize("zones", [1, 3])
def test_the_panel_reads_all_territories_with_one_query(quito, django_assert_num_queries, zones):
    places = list(Territory.objects.filter(kind="zone")[:zones])
    with django_assert_num_queries(1):
        found = of_territories(places)
    assert {place.pk: [place.name] for place in places} == {
        key: [organization.name for organization in context["organizations"]] for key, context in found.items()
    }
