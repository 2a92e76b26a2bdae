"""The organizations that the documents name, as the package ships them."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from minga.foundation.ledger.models import Event
from minga.foundation.organizations import samples
from minga.foundation.organizations.actions import ensure_organization, install_organizations
from minga.foundation.organizations.facts import DATA
from minga.foundation.organizations.facts import quito as shipped_facts
from minga.foundation.organizations.models import (
    AdministrationPeriod,
    Body,
    Organization,
    OrganizationName,
    SeatRule,
)
from minga.foundation.organizations.naming import name_key
from minga.foundation.organizations.queries import find_organization
from tests.shared import shared

SHIPPED = json.loads(DATA.read_text(encoding="utf-8"))


def counts():
    return [
        model.objects.count() for model in (Organization, OrganizationName, Body, SeatRule, AdministrationPeriod, Event)
    ]


def test_installing_again_changes_and_records_nothing(quito):
    before = counts()
    install_organizations()
    assert counts() == before


def test_installing_is_recorded(quito):
    event = Event.objects.get(kind="organizations.installed")
    assert (event.subject, event.payload["organizations"]) == ("organizations/quito", len(SHIPPED["organizations"]))


@pytest.mark.parametrize(
    ("printed", "own"),
    [
        ("SGCTyPC", "Secretaría de Coordinación Territorial, Gobernabilidad y Participación"),
        ("SGCTY PC", "Secretaría de Coordinación Territorial, Gobernabilidad y Participación"),
        ("SGCTPC", "Secretaría de Coordinación Territorial, Gobernabilidad y Participación"),
        ("Secretaría General Seguridad y Gobernabilidad (SGSG)", "Secretaría de Seguridad Ciudadana y Gestión de Riesgos"),
        ("SDPC", "Secretaría de Desarrollo Económico y Productivo"),
        ("SGGTIC", "Secretaría de Gobierno Digital y Tecnologías de la Información y Comunicaciones"),
        ("SGP", "Secretaría General de Planificación"),
        ("DMGI", "Dirección Metropolitana de Gestión de la Información"),
        ("DMR", "Dirección Metropolitana de Resiliencia"),
        ("Corporación de Promoción Económica – CONQUITO -", "Corporación de Promoción Económica CONQUITO"),
        ("ConQuito", "Corporación de Promoción Económica CONQUITO"),
        ("EPMOP", "Empresa Pública Metropolitana de Movilidad y Obras Públicas"),
        ("AZMS", "Administración Zonal Manuela Sáenz"),
        ("Administración Zonal Especial Turística La Mariscal", "Administración Zonal La Mariscal"),
        ("EPN", "Escuela Politécnica Nacional"),
        ("UCE", "Universidad Central del Ecuador"),
        ("Universidad de los Hemisferios", "Universidad Hemisferios"),
        ("FCD", "Fundación Ciudadanía y Desarrollo"),
        ("R- Cities", "Resilient Cities Network"),
        ("100 Ciudades Resilientes (100CR)", "Resilient Cities Network"),
        ("Concejo Consultivo", "Consejo Consultivo de Gobierno Abierto"),
        ("Concejo del Distrito Metropolitano de Quito", "Concejo Metropolitano de Quito"),
    ],
)  # fmt: skip
def test_every_print_leads_to_its_organization(quito, printed, own):
    assert find_organization(printed).name == own


def test_the_city_council_and_the_consultative_council_stay_apart(quito):
    assert find_organization("Concejo Metropolitano") != find_organization("Consejo Consultivo de Gobierno Abierto")


def test_units_of_a_zone_are_found_within_it(quito):
    zone = find_organization("AZMS")
    names = ("UNIDAD DE SEGURIDAD CIUDADANA", "Unidad de Seguridad y Gestión de Riesgos")
    assert {find_organization(name, within=zone).slug for name in names} == {"unidad-de-seguridad-ciudadana-azms"}


def test_zonal_administrations_are_tied_to_their_territory(quito):
    zones = Organization.objects.filter(kind="zonal-administration").select_related("territory")
    assert {zone.name: zone.territory.name for zone in zones} == {zone.name: zone.name for zone in zones}
    assert zones.count() == 10


def test_the_act_that_created_a_directorate_is_kept(quito):
    directorate = find_organization("DMR")
    assert (directorate.valid_from, directorate.act) == (
        date(2018, 3, 7), "Resolución de Alcaldía No. A008 de 07 de marzo de 2018",
    )  # fmt: skip


def test_the_consultative_council_has_ten_seats_and_one_presides(quito):
    rules = SeatRule.objects.filter(body__slug="consejo-consultivo-de-gobierno-abierto")
    assert [(rule.sector, rule.seats, rule.presides, rule.alternates) for rule in rules] == [
        ("Secretaría General de Planificación", 1, True, True),
        ("Comunidad", 3, False, True),
        ("Academia", 3, False, True),
        ("Sector productivo, con la economía popular y solidaria", 3, False, True),
    ]


def test_only_the_printed_period_is_there_and_without_days(quito):
    period = AdministrationPeriod.objects.get()
    assert (period.first_year, period.last_year, period.start, period.end) == (2014, 2019, None, None)


def test_what_no_document_says_is_marked_as_a_reading(quito):
    names = {name.name: name.is_reading for name in find_organization("SGSG").names.all()}
    assert names == {
        "Secretaría de Seguridad Ciudadana y Gestión de Riesgos": False,
        "Secretaría General de Seguridad y Gobernabilidad": True,
        "SGSG": True,
        "Secretaría de Seguridad": True,
    }


def test_a_name_gives_its_documents_and_years(quito):
    name = OrganizationName.objects.get(name="Secretaría General de Seguridad y Gobernabilidad")
    assert (name.first_year, name.last_year, name.source) == (
        2022, 2022,
        "Informe de proyectos y de cooperación de la Dirección de Resiliencia, abril de 2022, líneas 135 y 204",
    )  # fmt: skip


def test_no_name_belongs_to_two_organizations(quito):
    alike = OrganizationName.objects.values_list("folded", flat=True)
    assert len(set(alike)) == len(alike)


def test_an_organization_that_a_document_added_before_stays_the_same(db):
    early = ensure_organization("Secretaría General de Seguridad y Gobernabilidad", role="editor", year=2022)
    install_organizations()
    early.refresh_from_db()
    assert (early.name, early.parent.acronym) == ("Secretaría de Seguridad Ciudadana y Gestión de Riesgos", "MDMQ")
    assert find_organization("SGSG") == early


def test_without_its_territory_a_zonal_administration_is_tied_to_none(db):
    install_organizations()
    assert find_organization("AZMS").territory is None


def test_a_fictitious_municipality_stands_beside_the_real_one(quito):
    real = Organization.objects.count()
    samples.build()
    invented = Organization.objects.filter(fictitious=True)
    assert (Organization.objects.filter(fictitious=False).count(), invented.count()) == (real, 13)
    assert find_organization("Universidad del Páramo Alto") is None
    names = {organization.display_name for organization in invented}
    assert {"Universidad del Páramo Alto (ficticia)", "Observatorio Andino de Promesas Públicas (ficticio)"} <= names


def printed_names():
    for entry in SHIPPED["organizations"]:
        for name in ({"name": entry["name"], "printed": entry["printed"]}, *entry.get("names", [])):
            for place in name["printed"]:
                yield pytest.param(name["name"], place, id=f"{place} {name['name']}")
    for body in SHIPPED["bodies"]:
        yield pytest.param(body["name"], "C4 34", id=f"C4 34 {body['name']}")


@pytest.mark.parametrize(("name", "place"), list(printed_names()))
def test_every_name_is_printed_where_the_package_says(name, place):
    document, number = place.split()
    path = shared("sources") / SHIPPED["documents"][document]["file"]
    lines = [re.sub(r"[*#-]", " ", line) for line in path.read_text(encoding="utf-8").splitlines()]
    text = name_key(" ".join(lines[int(number) - 1 : int(number) + 1]))
    in_a_list = name_key(name.removeprefix("Secretaría de ")) if "secretarias" in text else name_key(name)
    assert name_key(name) in text or in_a_list in text


def test_the_register_never_holds_a_parent_below_its_child():
    seen = set()
    for facts in shipped_facts().organizations:
        assert not facts.parent or facts.parent in seen
        seen.add(facts.slug)
