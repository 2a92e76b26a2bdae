"""Nobody is named: units, organizations and posts are."""

import pytest

from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import Draft, DraftNode, DraftPlan, DraftRole, DraftStatus
from minga.publishing.intake.people import hide_people, is_person, without_people


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
