"""In which parish a point lies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from minga.foundation.territory import samples
from minga.foundation.territory.actions import load_boundaries, load_file
from minga.foundation.territory.models import Layout, Territory
from minga.foundation.territory.queries import layout_on, locate
from minga.kernel.errors import Refused
from tests.foundation.territory.squares import collection, decimal_place, feature
from tests.shared import shared


@pytest.fixture
def bounded(make_canton) -> Territory:
    """A canton whose three parishes have boundaries."""
    canton = make_canton(3)
    load_boundaries(collection(*map(feature, (1, 2, 3))), role="system")
    return canton


def test_with_boundaries_the_parish_is_the_one_that_holds_the_point(bounded):
    place = locate(Decimal("-78.265"), Decimal("-0.5"))
    assert (place.parish.name, place.zone.name, place.approximate) == ("Parroquia 2", "Zona Sur", False)


def test_with_boundaries_the_space_between_parishes_is_outside(bounded):
    with pytest.raises(Refused):
        locate(Decimal("-78.35"), Decimal("-0.5"))


def test_the_edge_belongs_to_the_parish(bounded):
    assert locate(-78.36, -0.5).parish.name == "Parroquia 1"


def test_without_boundaries_the_nearest_parish_is_an_approximation(make_canton):
    make_canton(3)
    place = locate(Decimal("-78.39"), Decimal("-0.5"))
    assert (place.parish.name, place.zone.name, place.approximate) == ("Parroquia 1", "Zona Norte", True)
    assert place.distance_km == Decimal("1.1")
    assert place.note.startswith("Mapa esquemático")


def test_a_parish_with_its_boundary_is_not_approximated(make_canton):
    make_canton(2)
    load_boundaries(collection(feature(1)), role="system")
    with pytest.raises(Refused):
        locate(-78.4, -0.55)
    assert locate(-78.29, -0.5).approximate is True


@pytest.mark.parametrize(("longitude", "latitude"), [(-78.0, -0.5), (-78.4, -0.62), (2.35, 48.85)])
def test_far_from_every_parish_is_outside(make_canton, longitude, latitude):
    make_canton(3)
    with pytest.raises(Refused) as refusal:
        locate(longitude, latitude)
    assert refusal.value.reason.startswith("El punto está fuera del cantón (Cantón de Prueba), o a más de 12 km")


def test_exchanged_coordinates_are_noticed(make_canton):
    make_canton(3)
    with pytest.raises(Refused) as refusal:
        locate(-0.5, -78.4)
    assert refusal.value.reason.endswith("¿Están cambiadas la longitud y la latitud?")


@pytest.mark.parametrize(
    "point", [(181, 0), (0, 91), (float("nan"), 0), (float("inf"), 0), (Decimal("NaN"), Decimal(0))]
)
def test_what_is_no_place_on_earth_is_refused(db, point):
    with pytest.raises(Refused) as refusal:
        locate(*point)
    assert refusal.value.reason == "La longitud va de -180 a 180 grados y la latitud de -90 a 90."


def test_the_zone_is_that_of_the_day_when_the_layouts_have_dates(make_canton):
    canton = make_canton(1)
    canton.layouts.filter(is_current=True).update(valid_from=date(2024, 1, 1))
    canton.layouts.filter(is_current=False).update(valid_to=date(2023, 12, 31))
    zones = [locate(*decimal_place(1), on=day).zone.name for day in (date(2023, 12, 31), date(2024, 1, 1))]
    assert zones == ["Zona Sur", "Zona Norte"]


def test_layouts_without_dates_leave_the_current_one_for_any_day(make_canton):
    canton = make_canton(1)
    assert layout_on(canton.pk, date(1999, 1, 1)) == Layout.objects.get(slug="zonas-de-hoy")


def test_a_parish_that_ended_is_not_found_afterwards(make_canton):
    make_canton(1)
    Territory.objects.filter(kind="parish").update(valid_to=date(2020, 12, 31))
    assert locate(*decimal_place(1), on=date(2020, 12, 31)).parish.name == "Parroquia 1"
    with pytest.raises(Refused):
        locate(*decimal_place(1), on=date(2021, 1, 1))


def test_a_canton_without_zones_gives_none(db):
    samples.build()
    place = locate(-84.5, -1.2)
    assert (place.parish.name, place.zone, place.layout) == ("San Jacinto Centro", None, None)


def test_every_parish_of_quito_holds_its_own_point(quito):
    load_file(shared("data/geo/quito_parroquias_65.geojson"))
    parishes = Territory.objects.filter(kind="parish")
    assert [locate(parish.longitude, parish.latitude).parish for parish in parishes] == list(parishes)


@pytest.mark.parametrize("with_boundaries", [True, False])
def test_locating_takes_few_queries(make_canton, django_assert_max_num_queries, with_boundaries):
    make_canton(3)
    if with_boundaries:
        load_boundaries(collection(*map(feature, (1, 2, 3))), role="system")
    with django_assert_max_num_queries(4):
        locate(-78.4, -0.5)
