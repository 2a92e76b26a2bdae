"""Words for levels, counts and marks agree in number and gender, in both languages."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from minga.government.plans.marks import Mark
from minga.government.plans.templatetags.plans_words import printed_name
from minga.government.plans.words import (
    calm,
    counted,
    feminine,
    level_name,
    level_words,
    mark_word,
    mark_words,
    plural,
    reason_words,
    shortened,
)


@pytest.mark.parametrize(
    ("name", "many"),
    [
        ("Hito", "hitos"),
        ("Objetivo de Gestión", "objetivos de gestión"),
        ("Objetivo del Desarrollo", "objetivos del desarrollo"),
        ("Acción", "acciones"),
        ("Eje estratégico", "ejes estratégicos"),
        ("Componente", "componentes"),
        ("Entregable", "entregables"),
        ("Línea de acción", "líneas de acción"),
        ("ODS", "ODS"),
        ("PDOT", "PDOT"),
    ],
)
def test_a_level_has_its_plural_whether_it_is_a_usual_one_or_the_documents_own(name, many):
    assert level_words(name, 3) == many


def test_one_node_of_a_level_is_counted_in_the_singular():
    assert (counted("Hito", 1), counted("Hito", 12_000)) == ("1 hito", "12.000 hitos")


def test_a_label_opens_with_a_capital():
    assert level_name("objetivo de Gestión") == "Objetivo de gestión"


@pytest.mark.parametrize(("word", "many"), [("voz", "voces"), ("plan", "planes"), ("sesión anual", "sesiones anuales")])
def test_the_plural_follows_the_ending(word, many):
    assert plural(word) == many


@pytest.mark.parametrize(
    ("name", "is_feminine"),
    [("Meta", True), ("Acción", True), ("Actividad", True), ("Programa", False), ("Eje", False)],
)
def test_the_gender_follows_the_ending(name, is_feminine):
    assert feminine(name) == is_feminine


def test_a_legend_agrees_with_what_it_counts():
    assert mark_words("done", 2, of="Hito") == "cumplidos"
    assert mark_words("paused", 1, of="Meta") == "suspendida"
    assert mark_words("going", 7, of="Acción") == "en marcha"


@pytest.mark.parametrize("mark", Mark)
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_mark_has_a_word(mark, language):
    with override(language):
        assert mark_word(mark)
        assert mark_words(mark, 2, of="Hito")


def test_an_asterisk_without_reason_is_told_as_unexplained():
    assert reason_words("") == reason_words("unexplained") == "motivo no explicado"


@pytest.mark.parametrize(
    ("today", "beside"),
    [
        ("CORPORACIÓN DE FERIAS – CONFERIAS", ""),
        ("Agencia de Ferias", ' <span class="meta">hoy, en Minga: <span lang="es">Agencia de Ferias</span></span>'),
    ],
)
def test_a_printed_name_stands_first_and_the_one_of_today_beside_it_when_it_is_another(today, beside):
    link = '<a lang="es" href="/x/">Corporación de Ferias CONFERIAS</a>'
    assert printed_name("/x/", "Corporación de Ferias CONFERIAS", today) == link + beside


def test_a_unit_named_with_the_institution_above_it_needs_no_second_name():
    name = "Secretaría de Ferias – Dirección de Mercados"
    assert printed_name("/x/", name, "Secretaría de Ferias") == f'<a lang="es" href="/x/">{name}</a>'


@pytest.mark.parametrize(
    ("printed", "today", "shown"),
    [
        ("UNIDAD DE SEGURIDAD CIUDADANA", "Unidad de seguridad Ciudadana", "Unidad de seguridad Ciudadana"),
        ("UNIDAD DE SEGURIDAD BARRIAL", "Agencia", "Unidad de Seguridad Barrial"),
    ],
)
def test_a_name_printed_in_capitals_is_written_as_names_are(printed, today, shown):
    assert printed_name("/x/", printed, today).startswith(f'<a lang="es" href="/x/">{shown}</a>')


def test_a_title_in_capitals_is_calmed_and_an_acronym_is_not():
    assert calm("IMPLEMENTAR 21 ACCIONES EN QUITO") == "Implementar 21 acciones en Quito"
    assert calm("ALINEAR LAS METAS AL PMDOT") == "Alinear las metas al PMDOT"
    assert calm("PMDOT 2021 – 2033") == "PMDOT 2021 – 2033"
    assert calm("Mercados DMQ") == "Mercados DMQ"


@given(st.text(min_size=1, max_size=300), st.integers(10, 200))
def test_a_shortened_title_is_never_longer_and_says_that_it_was_cut(text, most):
    short = shortened(text, most)
    assert len(short) <= most + 1
    assert short.endswith("…") or len(text.strip()) <= most
