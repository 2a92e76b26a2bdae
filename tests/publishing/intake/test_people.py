"""Nobody is named: units, organizations and posts are."""

import pytest

from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import Draft, DraftNode, DraftPlan, DraftRole, DraftStatus
from minga.publishing.intake.people import hide_people, is_person, offices_in, without_people


@pytest.mark.parametrize(
    "name", ["Ing. Fulana Mengana", "DRA. FULANA MENGANA", "María Fulana", "Abogada Fulana Mengana, Mgs."]
)
def test_names_with_a_title_or_a_given_name_are_persons(name):
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "Secretaría de Ambiente",
        "Fundación María Fulana",
        "Administración Zonal Eloy Alfaro",
        "CONQUITO",
        "Casa Somos",
        "R-Cities",
    ],
)
def test_units_and_organizations_are_not(name):
    assert not is_person(name)


def test_a_titled_name_within_a_text_is_hidden_and_a_place_named_after_someone_stays():
    assert without_people("El Ing. Fulano Mengano de Tal entregó el acta.") == "El [persona] entregó el acta."
    assert without_people("Obras en el Hospital Dr. Fulano Mengano.") == "Obras en el Hospital Dr. Fulano Mengano."


def test_every_text_of_a_draft_is_covered():
    node = DraftNode("c1", "Compromiso", "Título", Place(line=1), roles=[DraftRole("lead", "Ing. Fulana Mengana")])
    node.roles.append(DraftRole("counterpart", "Universidad de Ejemplo"))
    node.status = DraftStatus("Cumplido", "completed", note="Lo firmó la Lic. Fulana Mengana.")
    node.results = ["Acta de la Dra. Fulana Mengana"]
    draft = hide_people(Draft("unknown", None, None, None, "0", plans=[DraftPlan(None, None, [], [node])]))
    node = draft.plans[0].nodes[0]
    assert [role.name for role in node.roles] == ["Universidad de Ejemplo"]
    assert (node.status.note, node.results) == ("Lo firmó la [persona].", ["Acta de la [persona]"])


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("Responsable: Blanca Fulana Mengana", "Responsable: [persona]"),
        ("Elaborado por: Marta Mengana", "Elaborado por: [persona]"),
        ("Ing Gloria entregó el acta", "[persona] entregó el acta"),
        ("Los señores Juan Fulano y Pedro Mengano asistieron", "Los señores [persona] y [persona] asistieron"),
        ("La Directora de Obras, Carla Fulana, informó", "La Directora de Obras, [persona], informó"),
        ("Carla Fulana, Directora de Obras, informó", "[persona], Directora de Obras, informó"),
        ("Administradora Zonal Ana Mengana", "Administradora Zonal [persona]"),
        ("ALCALDESA ROSA FULANA MENGANA", "ALCALDESA [persona]"),
        ("Lo entregó Carlos Pérez en la sesión", "Lo entregó [persona] en la sesión"),
    ],
)
def test_a_name_without_title_is_known_by_its_post_its_label_or_its_words(printed, read_as):
    assert without_people(printed) == read_as


@pytest.mark.parametrize(
    "printed",
    [
        "Sr. Alcalde",
        "Señor Alcalde del Municipio",
        "Ing Civil a cargo",
        "firmado por Loma Alta y Valle Nuevo",
        "Elaborado por: Consultora Andina",
        "Responsable: Dirección de Obras",
        "Administrador Zonal Eloy Alfaro",
        "Obras en los barrios Juan Pérez, Luis García y La Loma",
        "Universidad Técnica Particular de San Jacinto",
    ],
)
def test_posts_places_and_organizations_stay(printed):
    assert without_people(printed) == printed


@pytest.mark.parametrize(
    ("printed", "offices"),
    [
        ("Dirección de Mercados (Ab. Fulano Mengano)", "Dirección de Mercados"),
        ("Fundación Río Claro, representada por Jorge Mengano Fulano", "Fundación Río Claro"),
        ("Dirección de Obras, Ing. Ana Mengana, Unidad de Riesgos", "Dirección de Obras, Unidad de Riesgos"),
        ("Abg Luis Fulano y Dra. Ana Mengana", ""),
    ],
)
def test_what_is_left_of_a_cell_of_roles_without_its_persons(printed, offices):
    assert offices_in(printed) == offices
