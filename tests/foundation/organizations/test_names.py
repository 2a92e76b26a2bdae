"""Finding and adding organizations by the names that documents print."""

from __future__ import annotations

import pytest

from minga.foundation.ledger.models import Event
from minga.foundation.organizations.actions import add_name, ensure_organization
from minga.foundation.organizations.models import Organization, OrganizationName
from minga.foundation.organizations.queries import find_organization, name_index
from minga.kernel.errors import Refused

pytestmark = pytest.mark.django_db

FORMER = OrganizationName.Kind.FORMER


def ensure(name, **options):
    return ensure_organization(name, role="editor", **options)


def test_a_new_name_adds_an_organization_with_its_kind_and_abbreviation():
    added = ensure("Dirección Metropolitana de Resiliencia (DMR)", year=2022)
    assert (added.slug, added.kind, added.acronym) == ("direccion-metropolitana-de-resiliencia", "directorate", "DMR")
    assert [(name.kind, name.name, name.first_year) for name in added.names.all()] == [
        ("abbreviation", "DMR", 2022),
        ("official", "Dirección Metropolitana de Resiliencia", 2022),
    ]


def test_a_name_printed_in_capitals_is_kept_readable():
    assert ensure("UNIDAD DE SEGURIDAD CIUDADANA").name == "Unidad de Seguridad Ciudadana"


def test_adding_is_recorded_and_finding_again_is_not():
    ensure("Universidad Hemisferios")
    ensure("Universidad de los Hemisferios")
    assert list(Event.objects.values_list("kind", "subject", "actor_role")) == [
        ("organizations.added", "organization/universidad-hemisferios", "editor")
    ]


@pytest.mark.parametrize(
    "printed", ["DMR", "Direccion metropolitana de resiliencia", "Dirección de la Resiliencia (DMR)"]
)
def test_an_organization_is_found_by_name_abbreviation_or_both(printed):
    added = ensure("Dirección Metropolitana de Resiliencia (DMR)")
    assert find_organization(printed) == added


def test_an_unknown_name_is_not_found():
    assert find_organization("Secretaría de Asuntos Desconocidos") is None


def test_a_name_without_letters_is_refused():
    with pytest.raises(Refused):
        ensure("–")


def test_a_name_longer_than_the_register_is_refused():
    with pytest.raises(Refused):
        ensure("Secretaría " * 40)


def test_real_and_fictitious_organizations_are_never_mixed():
    real, invented = ensure("Dirección de Planificación"), ensure("Dirección de Planificación", fictitious=True)
    assert find_organization("Dirección de Planificación") == real
    assert find_organization("Dirección de Planificación", fictitious=True) == invented
    assert invented.slug == "direccion-de-planificacion-2"


def test_a_name_of_two_organizations_means_the_one_of_the_document_s_year():
    old, new = ensure("Secretaría de Tecnología"), ensure("Secretaría de Gobierno Digital")
    add_name(old, "TIC", FORMER, first_year=2019, last_year=2023)
    add_name(new, "TIC", FORMER, first_year=2024, last_year=2026)
    assert [find_organization("TIC", year=year) for year in (2018, 2023, 2024, 2030)] == [old, old, new, new]


def test_units_of_zonal_administrations_are_found_within_theirs_alone():
    calderon = ensure("Administración Zonal Calderón")
    tumbaco = ensure("Administración Zonal Tumbaco")
    one = ensure("Unidad de Seguridad", within=calderon)
    other = ensure("Unidad de Seguridad", within=tumbaco)
    assert one != other
    assert other.slug == "unidad-de-seguridad-administracion-zonal-tumbaco"
    assert find_organization("Unidad de Seguridad", within=calderon) == one
    assert find_organization("Unidad de Seguridad") is None


def test_units_of_a_secretariat_are_found_anywhere():
    planning = ensure("Secretaría General de Planificación")
    unit = ensure("Dirección de Datos", within=planning)
    assert find_organization("Dirección de Datos") == unit


def test_the_index_answers_thousands_of_look_ups_with_one_query(django_assert_num_queries):
    added = [ensure(f"Fundación número {number}") for number in range(20)]
    with django_assert_num_queries(1):
        index = name_index()
        found = [index.find(f"la fundación NÚMERO {number % 20}") for number in range(2000)]
    assert found == added * 100


def test_an_organization_added_through_the_index_is_found_in_it(django_assert_num_queries):
    index = name_index()
    added = ensure("Fundación Nueva (FN)", index=index)
    with django_assert_num_queries(0):
        assert [index.find("FN"), ensure("fundación nueva", index=index)] == [added, added]
    assert Organization.objects.count() == 1
