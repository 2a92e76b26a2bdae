"""The territory of Quito as the package ships it."""

from __future__ import annotations

import csv

import pytest

from minga.foundation.ledger.models import Event
from minga.foundation.territory import samples
from minga.foundation.territory.actions import install_territory
from minga.foundation.territory.models import Layout, Membership, Population, Territory
from tests.shared import shared

pytestmark = pytest.mark.django_db


def counts():
    return [model.objects.count() for model in (Territory, Layout, Membership, Population, Event)]


def test_quito_has_65_parishes_32_of_them_urban(quito):
    parishes = Territory.objects.filter(canton=quito, kind="parish")
    assert (parishes.count(), parishes.filter(setting="urban").count()) == (65, 32)


def test_the_canton_has_its_code_and_the_census_total(quito):
    assert (quito.slug, quito.code) == ("distrito-metropolitano-de-quito", "1701")
    assert quito.populations.get().inhabitants == 2_679_722


def test_there_are_ten_zones_today_and_nine_before(quito):
    zones = {layout.slug: layout.memberships.values("parent").distinct().count() for layout in Layout.objects.all()}
    assert zones == {"diez-administraciones-zonales": 10, "ocho-y-la-mariscal": 9}
    assert Territory.objects.filter(kind="zone").count() == 10


def test_six_parishes_moved_from_la_delicia_to_choco_andino(quito):
    today, before = Layout.objects.get(is_current=True), Layout.objects.get(is_current=False)
    choco = Membership.objects.filter(layout=today, parent__slug="administracion-zonal-choco-andino")
    moved = Membership.objects.filter(layout=before, child__in=choco.values("child"))
    assert [membership.parent.name for membership in moved] == ["Administración Zonal La Delicia"] * 6


def test_no_date_or_act_is_written_that_no_document_prints(quito):
    assert set(Layout.objects.values_list("valid_from", "valid_to", "act")) == {(None, None, "")}
    assert set(Territory.objects.values_list("valid_from", "valid_to", "act")) == {(None, None, "")}


def test_parishes_keep_the_names_that_documents_use(quito):
    named = {
        parish.code: parish.other_names for parish in Territory.objects.filter(kind="parish") if parish.other_names
    }
    assert named == {"170117": ["Concepción"], "170129": ["El Inca"], "170180": ["San Antonio"]}


def test_la_mariscal_keeps_the_name_of_the_2023_report(quito):
    zone = Territory.objects.get(slug="administracion-zonal-la-mariscal")
    assert zone.other_names == ["Administración Zonal Especial Turística La Mariscal"]


def test_installing_again_changes_and_records_nothing(quito):
    before = counts()
    install_territory()
    assert counts() == before


def test_installing_is_recorded(quito):
    event = Event.objects.get()
    assert (event.kind, event.subject) == ("territory.installed", "territory/distrito-metropolitano-de-quito")
    assert (event.payload["parishes"], event.payload["zones"]) == (65, 10)


def test_the_shipped_table_is_that_of_the_municipality(quito):
    with shared("data/geo/quito_parroquias_65.csv").open(encoding="utf-8") as file:
        expected = {
            row["dpa"]: (row["nombre"], int(row["pob_2001"]), int(row["pob_2022"])) for row in csv.DictReader(file)
        }
    populations = {
        (row.territory.code, row.year): row.inhabitants for row in Population.objects.select_related("territory")
    }
    parishes = Territory.objects.filter(kind="parish")
    assert {
        parish.code: (parish.name, populations[parish.code, 2001], populations[parish.code, 2022])
        for parish in parishes
    } == expected


def test_the_fictitious_canton_is_wholly_marked_and_stands_beside_quito(quito):
    samples.build()
    invented = Territory.objects.filter(fictitious=True)
    assert sorted(invented.values_list("slug", flat=True)) == [
        "el-paramo", "loma-verde", "puente-viejo", "rio-claro", "san-jacinto", "san-jacinto-centro",
    ]  # fmt: skip
    assert Territory.objects.filter(fictitious=False).count() == 76
    assert set(invented.values_list("code", flat=True)) == {""}


def test_an_invented_place_says_so_in_its_name(db):
    samples.build()
    names = [Territory.objects.get(slug=slug).display_name for slug in ("san-jacinto", "loma-verde")]
    assert names == ["San Jacinto (ficticio)", "Loma Verde (ficticia)"]
