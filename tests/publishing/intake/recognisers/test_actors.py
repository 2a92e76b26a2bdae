"""Who answers, from free text: units, organizations and posts; never persons."""

from __future__ import annotations

import pytest

from minga.publishing.intake.recognisers.actors import read_actors
from minga.publishing.intake.recognisers.insertion_matrix.secretariats import secretariats

LISTED = (
    "definidas por las Secretarías de Coordinación Territorial, Gobernabilidad y Participación, Salud,"
    " Secretaría de Inclusión Social y de Hábitat y Ordenamiento Territorial."
)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Dirección de Obras Públicas", ["Dirección de Obras Públicas"]),
        ("Obras Públicas / Planificación", ["Obras Públicas", "Planificación"]),
        ("Dirección de Turismo; Dirección de Cultura", ["Dirección de Turismo", "Dirección de Cultura"]),
        ("Planificación\nObras Públicas", ["Planificación", "Obras Públicas"]),
        (
            "Secretaría de Coordinación Territorial, Gobernabilidad y Participación",
            ["Secretaría de Coordinación Territorial, Gobernabilidad y Participación"],
        ),
        ("Administración Zonal Eugenio Espejo", ["Administración Zonal Eugenio Espejo"]),
        ("EPMMOP", ["EPMMOP"]),
        ("SGCTyPC", ["SGCTyPC"]),
        ("Higiene y Aseo", ["Higiene y Aseo"]),
        ("Técnico de Proyectos", ["Técnico de Proyectos"]),
        ("Works Department", ["Works Department"]),
        ("N/A", []),
        ("Universidad del Valle", ["Universidad del Valle"]),
        ("La Gestión del Riesgo", ["Gestión del Riesgo"]),
        ("Juntas de agua", ["Juntas de agua"]),
        ("()", []),
    ],
)
def test_units_and_posts_are_kept(printed, names):
    assert read_actors(printed) == (tuple(names), False)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Ing. María Ejemplo", []),
        ("MARÍA EJEMPLO", []),
        ("María", []),
        ("Dirección de Planificación - Ing. María Ejemplo", ["Dirección de Planificación"]),
        ("Director de Ambiente María Ejemplo", ["Director de Ambiente"]),
        ("Directora Ejemplo", ["Directora"]),
        ("Director de Obras (Ing. María Ejemplo)", ["Director de Obras"]),
        ("Jefatura de Agua, Ing. María Ejemplo", ["Jefatura de Agua"]),
    ],
)
def test_persons_are_left_out(printed, names):
    assert list(read_actors(printed)[0]) == names


def test_what_may_be_a_person_is_left_out_and_said():
    assert read_actors("Ejemplo Casas") == ((), True)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            LISTED,
            [
                "Secretaría de Coordinación Territorial, Gobernabilidad y Participación",
                "Secretaría de Salud",
                "Secretaría de Inclusión Social",
                "Secretaría de Hábitat y Ordenamiento Territorial",
            ],
        ),
        (
            "desde la Secretaría General y la de Gobierno Digital",
            ["Secretaría General", "Secretaría de Gobierno Digital"],
        ),
        ("la Secretaría de Turismo y Deportes propuso", ["Secretaría de Turismo y Deportes"]),
        ("las Secretarías de Salud, Turismo y Deportes", ["Secretaría de Salud"]),
        ("la Dirección de Riego y la Secretaría de Ambiente", ["Dirección de Riego", "Secretaría de Ambiente"]),
        ("una secretaría cualquiera", []),
    ],
)
def test_lists_of_secretariats_whose_names_hold_commas(text, names):
    assert secretariats(text) == names
