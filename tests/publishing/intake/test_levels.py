"""The words that name a plan's levels, and the codes before its titles."""

from __future__ import annotations

import pytest

from minga.publishing.intake.levels import is_level, is_plain_level, level_letter, level_name, split_code, with_article


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Objetivos del Desarrollo", "Objetivo del Desarrollo"),
        ("OBJETIVOS ESTRATÉGICOS", "Objetivo estratégico"),
        ("Líneas de acción", "Línea de acción"),
        ("Ejes", "Eje"),
        ("Planes", "Plan"),
        ("Actividades", "Actividad"),
        ("Políticas públicas", "Política pública"),
        ("Programas y proyectos", "Programa y proyectos"),
        ("Proyectos o Iniciativas", "Proyecto o Iniciativa"),
        ("Iniciativa(s)", "Iniciativa"),
        ("Objetivo de Articulación", "Objetivo de Articulación"),
        ("Regiones", "Región"),
        ("Activities", "Activity"),
        ("KPI", "KPI"),
        ("Objetivo ODS", "Objetivo ODS"),
    ],
)
def test_a_header_names_one_node_of_its_level(header, name):
    assert level_name(header) == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("HITO", "Hito"),
        ("HITOS", "Hito"),
        ("EJE", "Eje"),
        ("EJES", "Eje"),
        ("META", "Meta"),
        ("METAS", "Meta"),
        ("OBRA", "Obra"),
        ("RETO", "Reto"),
        ("ÁREA", "Área"),
        ("PLAN", "Plan"),
        ("ACCIÓN", "Acción"),
        ("ACCION", "Accion"),
        ("ACCIONES", "Acción"),
        ("PROGRAMAS", "Programa"),
        ("OBJETIVOS", "Objetivo"),
        ("OBJETIVO ODS", "Objetivo ODS"),
        ("METAS DEL PDOT", "Meta del PDOT"),
        ("EJE / PROGRAMA", "Eje / programa"),
        ("HITO crítico", "Hito crítico"),
        ("ODS", "ODS"),
    ],
)
def test_a_level_in_capitals_is_named_as_any_other(printed, name):
    assert level_name(printed) == name


@pytest.mark.parametrize(
    ("level", "letter"),
    [("Iniciativa", "I"), ("Objetivo de Articulación", "A"), ("Compromiso", "C"), ("Hito", "H"), ("Eje", "E")],
)
def test_the_letter_of_a_level_in_a_built_code(level, letter):
    assert level_letter(level) == letter


@pytest.mark.parametrize(
    ("printed", "code", "title"),
    [
        ("1. Mejorar la vida", "1", "Mejorar la vida"),
        ("1.1 Promover derechos", "1.1", "Promover derechos"),
        ("2.- Crecer", "2", "Crecer"),
        ("OE1 Ejercer", "OE1", "Ejercer"),
        ("OE 1.1: Ejercer", "OE1.1", "Ejercer"),
        ("P-03 Puentes", "P-03", "Puentes"),
        ("EJE 1: SOCIAL", "1", "SOCIAL"),
        ("Programa N° 3 - Salud", "3", "Salud"),
        ("33 parroquias rurales", None, "33 parroquias rurales"),
        ("2024 Agenda", None, "2024 Agenda"),
        ("Artículo 3207.- Mesa", None, "Artículo 3207.- Mesa"),
        ("Sistemas SAE-SIU-SIR", None, "Sistemas SAE-SIU-SIR"),
    ],
)
def test_the_code_before_a_title(printed, code, title):
    assert split_code(printed) == (code, title)


def test_a_bare_number_is_a_code_only_among_numbered_titles():
    assert split_code("3 Alcanzar una gestión eficiente") == (None, "3 Alcanzar una gestión eficiente")
    assert split_code("3 Alcanzar una gestión eficiente", numbered=True) == ("3", "Alcanzar una gestión eficiente")


def test_a_label_names_a_level_and_a_title_says_more():
    assert is_level("Proyectos")
    assert is_plain_level("Objetivo estratégico")
    assert is_level("Proyecto de agua potable")
    assert not is_plain_level("Proyecto de agua potable")
    assert not is_level("Responsable")


def test_levels_with_their_article():
    names = ("Iniciativa", "Programa", "Acción", "Eje", "Meta", "Área", "ODS")
    assert [with_article(name) for name in names] == [
        *("La iniciativa", "El programa", "La acción", "El eje", "La meta", "El área", "El ODS")
    ]
