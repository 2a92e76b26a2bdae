"""The front of texts that are no reports: what they are called, who issues them and when."""

from __future__ import annotations

import pytest

from minga.publishing.intake.dates import document_date
from tests.publishing.intake.recognisers.reading import read

NEWS = """\
El gobierno abierto llega a los barrios

San Jacinto, 12 de octubre de 2023. Vecinas y vecinos se reunieron el sábado. “Queremos saber más”, dijo una moradora del sector.
"""


def test_a_headline_is_the_title_and_no_organization() -> None:
    draft = read(NEWS)
    assert (draft.title, draft.organization) == ("El gobierno abierto llega a los barrios", None)


def test_a_sentence_in_capitals_that_opens_like_an_organization_names_none() -> None:
    draft = read("Boletín de prensa Nro. 3\n\nMUNICIPIO INVITA A CONOCER EL PLAN\n\nUna línea de texto.\n")
    assert (draft.title, draft.organization) == ("Boletín de prensa Nro. 3", None)


def test_an_organization_in_a_line_of_its_own_is_one() -> None:
    draft = read("INFORME DE LABORES\n\nDIRECCIÓN DE OBRAS PÚBLICAS DE SAN JACINTO\n\nMAYO 2023\n")
    assert draft.organization == "DIRECCIÓN DE OBRAS PÚBLICAS DE SAN JACINTO"


def test_the_place_and_date_beneath_a_title_are_not_part_of_it() -> None:
    draft = read("OFICIO Nro. GADM-SJ-2023-0044-O\nSan Jacinto, V.N., 14 de junio de 2023\n\nAsunto: Solicitud\n")
    assert (draft.title, draft.date) == ("OFICIO Nro. GADM-SJ-2023-0044-O", "2023-06-14")


def test_a_date_beneath_a_label_is_the_documents() -> None:
    draft = read(
        "# INFORME FINAL DEL COMPROMISO 3\n\n**COMPROMISO:** Abrir el archivo.\n\nMayo, 2023\n\n## 1. ANTECEDENTES\n"
    )
    assert draft.date == "2023-05"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Fecha: martes 8 de agosto de 2023", "2023-08-08"),
        ("San Jacinto, lunes, 7 de agosto de 2023", "2023-08-07"),
        ("Valle Nuevo, San Jacinto, 14 de junio de 2023", "2023-06-14"),
        ("El informe se presentó el martes 8 de agosto de 2023", None),
    ],
)
def test_a_date_may_name_its_weekday_and_more_than_one_place(line: str, date: str | None) -> None:
    assert document_date(line) == date
