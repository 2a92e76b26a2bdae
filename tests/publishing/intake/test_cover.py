"""What a document's first lines say of it."""

from __future__ import annotations

import pytest

from minga.publishing.intake.cover import cover_lines, read_cover
from minga.publishing.intake.document import Paragraph, Place


def cover(*lines):
    paragraphs = [Paragraph(text, Place(line=number)) for number, text in enumerate(lines, start=1)]
    return read_cover(cover_lines(paragraphs))


def test_the_cover_of_a_plans_appendix():
    read = cover(
        "Alcaldía",
        "Plan de Desarrollo y Ordenamiento",
        "Territorial de Valle Nuevo 2025-2030",
        "Apéndice 3 Inserción territorial",
        "*Gobierno Autónomo Descentralizado de",
        "Valle Nuevo",
        "Marzo, 2025*",
        "Introducción",
        "Plan de otra cosa 1999-2000",
    )
    assert read.title == "Plan de Desarrollo y Ordenamiento Territorial de Valle Nuevo 2025-2030"
    assert read.full_title == f"{read.title} – Apéndice 3 Inserción territorial"
    assert (read.period, read.date) == ((2025, 2030), "2025-03")
    assert read.organization == "Gobierno Autónomo Descentralizado de Valle Nuevo"
    assert read.place == Place(line=2)


def test_lines_with_labels():
    read = cover("Entidad: GAD de Valle Nuevo", "Plan: PDOT 2023-2027", "Período: 2024", "Fecha de corte: 30/06/2024")
    assert (read.organization, read.title, read.period, read.date) == (
        "GAD de Valle Nuevo",
        "PDOT 2023-2027",
        (2024, 2024),
        "2024-06-30",
    )


def test_a_plan_named_in_the_title_of_its_matrix():
    read = cover("MATRIZ DE SEGUIMIENTO DEL PLAN OPERATIVO ANUAL 2024")
    assert (read.title, read.full_title) == (
        "PLAN OPERATIVO ANUAL 2024",
        "MATRIZ DE SEGUIMIENTO DEL PLAN OPERATIVO ANUAL 2024",
    )


def test_the_end_of_the_time_reported_is_the_date():
    assert cover("Avance del 1 de enero al 31 de diciembre de 2024").date == "2024-12-31"


@pytest.mark.parametrize("line", ["Elaborado por: Alguien", "Responsable: Alguien", "Revisado por Alguien"])
def test_who_signs_is_not_taken(line):
    read = cover(line)
    assert (read.title, read.organization, read.parts) == (None, None, [])


def test_a_text_without_cover_says_nothing():
    read = cover("Una frase cualquiera.")
    assert (read.full_title, read.organization, read.period, read.date) == (None, None, None, None)


def test_a_text_that_goes_on_without_end_is_no_cover():
    endless = [Paragraph("y la feria siguió", Place(line=number)) for number in range(1, 5000)]
    assert sum(len(line.text) for line in cover_lines(endless)) < 1000
