"""Rows of text files that a page's end cut: in the middle of a name, and in the middle of a word."""

from __future__ import annotations

import pytest

from tests.publishing.intake.recognisers.reading import alerts, evidence, nodes, read
from tests.publishing.intake.recognisers.reports import report

HEAD = report("Publicar las actas.\tCumplido\tAnexo 1.1 Actas")


@pytest.mark.parametrize(
    "cut",
    [
        "Abrir oficinas en El Rosal, La Loma,\t\t\n\nValle Nuevo y Los Pinos.\tCumplido\tAnexo 1.2 Informe\n",
        "Abrir oficinas en El Rosal, La Loma,\n\n Valle Nuevo y Los Pinos.\tCumplido\tAnexo 1.2 Informe\n",
        "Abrir oficinas en El Rosal, La Loma,\nValle Nuevo y Los Pinos.\tCumplido\tAnexo 1.2 Informe\n",
    ],
)
def test_a_name_left_open_goes_on_in_the_next_row(cut: str) -> None:
    draft = read(f"{HEAD}{cut}Evaluar el servicio.\tPendiente\t\n")
    found = nodes(draft)
    assert list(found) == ["C1", "C1.H1", "C1.H2", "C1.H3"]
    assert found["C1.H2"].title == "Abrir oficinas en El Rosal, La Loma, Valle Nuevo y Los Pinos."
    assert evidence(found["C1.H2"]) == [("Anexo 1.2", "Informe")]
    assert len(alerts(draft, "broken-row")) == 1


def test_a_name_without_status_that_is_not_left_open_is_a_milestone_of_its_own() -> None:
    draft = read(f"{HEAD}Abrir oficinas en El Rosal\t\t\n\nValle Nuevo y Los Pinos.\tCumplido\tAnexo 1.2 Informe\n")
    assert list(nodes(draft)) == ["C1", "C1.H1", "C1.H2", "C1.H3"]


ACTIVITIES = """\
# INFORME FINAL DEL COMPROMISO 3 DEL PLAN DE GOBIERNO ABIERTO DE SAN JACINTO

Mayo, 2023

La Universidad Popular acompaña las pruebas.

HITOS\tACTIVIDADES\tRESPONSABLES\tVERIFICABLE\tARCHIVO
Hito 1: Visor\tTaller con vecinas y\tDirección de Obras, Univer\tInforme de prue\tB1 - informe

\tvecinos del barrio\tsidad Popular\tbas de uso\t
"""


def test_a_word_that_a_narrow_column_cut_is_one_word_again() -> None:
    activity = nodes(read(ACTIVITIES))["C3.H1.A1"]
    assert activity.title == "Taller con vecinas y vecinos del barrio"
    assert activity.expected_means == ["Informe de pruebas de uso"]
    assert [role.name for role in activity.roles] == ["Dirección de Obras", "Universidad Popular"]


def test_two_words_of_the_text_stay_two() -> None:
    text = ACTIVITIES.replace("Informe de prue", "Informe de talleres").replace("bas de uso", "ciudadanos de uso")
    assert nodes(read(text))["C3.H1.A1"].expected_means == ["Informe de talleres ciudadanos de uso"]
