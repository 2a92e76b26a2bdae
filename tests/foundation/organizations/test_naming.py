"""How printed names of organizations are compared, parted and understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.foundation.organizations.models import Organization
from minga.foundation.organizations.naming import (
    KINDS,
    PrintedName,
    guess_kind,
    is_feminine,
    name_key,
    part,
    presentable,
    tidy,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SGCTY PC", "SGCTyPC"),
        ("R- Cities", "R-Cities"),
        ("ConQuito", "CONQUITO"),
        ("la Secretaría de Movilidad", "SECRETARIA DE MOVILIDAD"),
        ("Universidad Hemisferios", "Universidad de los Hemisferios"),
        ("Secretaría General Seguridad y Gobernabilidad", "Secretaría General de Seguridad y Gobernabilidad"),
        ("Administración Zonal “Calderón”.", "Administracion  zonal Calderón"),
    ],
)
def test_two_prints_of_one_name_are_equal(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Concejo Metropolitano", "Consejo Consultivo de Gobierno Abierto"),
        ("SGCTPC", "SGCTyPC"),
        ("Secretaría General", "Secretaría General de Planificación"),
        ("Dirección Metropolitana de Riesgos", "Dirección Metropolitana de Resiliencia"),
    ],
)
def test_different_words_stay_different(one, other):
    assert name_key(one) != name_key(other)


@given(st.text())
def test_folding_twice_changes_nothing(name):
    assert name_key(name_key(name)) == name_key(name)


def test_a_name_of_linking_words_alone_is_kept():
    assert name_key("Los de la E") == "losdelae"


def test_a_name_without_letters_folds_to_nothing():
    assert name_key("-- · --") == ""


@pytest.mark.parametrize(
    ("printed", "parted"),
    [
        ("Dirección Metropolitana de Resiliencia (DMR)", ("Dirección Metropolitana de Resiliencia", "DMR")),
        ("Secretaría General X\n(SGCTY PC).", ("Secretaría General X", "SGCTY PC")),
        ("Secretaría General X (SGCTyPC)", ("Secretaría General X", "SGCTyPC")),
        ("Corporación de Promoción Económica – CONQUITO -", ("Corporación de Promoción Económica", "CONQUITO")),
        ("Universidad Central del Ecuador.", ("Universidad Central del Ecuador", "")),
        ("Fundación Río (sede norte)", ("Fundación Río (sede norte)", "")),
        ("EPMOP", ("EPMOP", "")),
    ],
)
def test_the_abbreviation_is_parted_from_the_name(printed, parted):
    assert part(printed) == PrintedName(*parted)


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("•  Unidad de\n Seguridad ;", "Unidad de Seguridad"),
        ("«Fundación Ciudadanía y Desarrollo»,", "Fundación Ciudadanía y Desarrollo"),
        ("Fundación Río (sede norte)", "Fundación Río (sede norte)"),
    ],
)
def test_a_name_is_kept_without_what_surrounds_it(printed, bare):
    assert tidy(printed) == bare


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Secretaría General de Planificación", "secretariat"),
        ("LA SECRETARÍA DE AMBIENTE", "secretariat"),
        ("Dirección Metropolitana de Riesgos", "directorate"),
        ("Administración Zonal Manuela Sáenz", "zonal-administration"),
        ("Unidad de Seguridad Ciudadana", "unit"),
        ("Unidad Educativa Benalcázar", "university"),
        ("Coordinación de Capacitación", "unit"),
        ("Empresa Pública Metropolitana de Movilidad y Obras Públicas", "public-company"),
        ("EPMAPS", "public-company"),
        ("EP Petroecuador", "public-company"),
        ("Corporación de Promoción Económica", "agency"),
        ("Agencia Metropolitana de Tránsito", "agency"),
        ("Agencia Española de Cooperación Internacional", "international-agency"),
        ("Embajada de España", "international-agency"),
        ("Universidad Hemisferios", "university"),
        ("Escuela Politécnica Nacional", "university"),
        ("Fundación Ciudadanía y Desarrollo", "foundation"),
        ("GAD Parroquial Rural de Nono", "local-government"),
        ("Gobierno Autónomo Descentralizado Parroquial de Nono", "local-government"),
        ("Gobierno Autónomo Descentralizado del Distrito Metropolitano de Quito", "municipality"),
        ("Municipio del Distrito Metropolitano de Quito", "municipality"),
        ("Concejo Metropolitano de Quito", "council"),
        ("Consejo Consultivo de Gobierno Abierto", "council"),
        ("Comité Pro Mejoras del barrio Jaime Roldós", "improvement-committee"),
        ("Comuna Lumbisí", "comuna"),
        ("Asamblea de Quito", "assembly"),
        ("Mancomunidad del Chocó Andino", "commonwealth"),
        ("Banco Interamericano de Desarrollo", "multilateral"),
        ("Banco Pichincha", "bank"),
        ("Cámara de Comercio", "chamber"),
        ("Colectivo Río Vivo", "collective"),
        ("Constructora Andina S.A.", "developer"),
        ("Aguas del Norte S.A.", "company"),
        ("Ouishare", "other"),
    ],
)
def test_the_name_tells_the_kind(name, kind):
    assert guess_kind(name) == kind


def test_every_guess_is_a_kind_of_organization():
    assert {kind for kind, _pattern in KINDS} <= set(Organization.Kind.values)


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("UNIDAD DE SEGURIDAD CIUDADANA", "Unidad de Seguridad Ciudadana"),
        ("EMPRESA PÚBLICA DEL DMQ", "Empresa Pública del DMQ"),
        ("EPMOP", "EPMOP"),
        ("DMQ EPMAPS", "DMQ EPMAPS"),
        ("Unidad de TIC", "Unidad de TIC"),
    ],
)
def test_a_long_name_in_capitals_is_written_as_names_are(printed, written):
    assert presentable(printed) == written


@pytest.mark.parametrize(
    ("name", "feminine"),
    [
        ("Universidad del Páramo Alto", True),
        ("Red Vecinal Río Claro", True),
        ("Dirección Financiera", True),
        ("Municipio de San Jacinto", False),
        ("Observatorio Andino de Promesas Públicas", False),
        ("Comité del Plan", False),
        ("Programa Vecinal", False),
    ],
)
def test_the_first_word_tells_the_gender(name, feminine):
    assert is_feminine(name) is feminine
