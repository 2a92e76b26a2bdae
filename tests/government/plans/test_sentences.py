"""The sentence of a plan says what its document prints, and blames nobody."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minga.government.plans.aggregates import aggregates_of
from minga.government.plans.outline import LevelInfo, Outline
from minga.government.plans.queries.outline import FigureInfo
from minga.government.plans.sentences import Told, chapter_sentence, joined, node_sentence, plan_sentence
from tests.government.plans.builders import COMMITMENT, MILESTONE, Builder, followed, listed


def told(outline: Outline, **values) -> Told:
    defaults = {
        "levels": outline.by_level(),
        "counted": outline.counted,
        "printed": len(outline.units),
        "tracked": outline.tracked,
        "statuses": outline.statuses,
    }
    return Told(**defaults | values)


def figure(name: str, value: int, label: str = "") -> FigureInfo:
    return FigureInfo(name, label or name, Decimal(value), {"line": 1}, 1, None)


def test_printed_statuses_are_counted_as_they_are_printed():
    outline = followed("Cumplido|Cumplido*|Cumplido", "Cumplido|Pendiente").outline
    assert plan_sentence(told(outline)) == (
        "El informe imprime «Cumplido» en 3 hitos, «Cumplido*» en 1 y «Pendiente» en 1, de 5."
    )


def test_units_without_a_status_are_not_hidden():
    assert plan_sentence(told(followed("Cumplido||").outline)) == (
        "El informe imprime «Cumplido» en 1 hito, de 3; 2 no llevan estado."
    )


def test_a_level_that_should_carry_statuses_and_carries_none_says_so():
    assert plan_sentence(told(followed("|").outline)) == "El documento enumera 2 hitos sin imprimir su estado."


@pytest.mark.parametrize("outline", [followed("|").outline, listed("Feria|Mercado").outline])
def test_a_plan_that_was_prepared_at_the_desk_is_not_told_as_if_a_document_printed_it(outline):
    sentence = plan_sentence(told(outline, read=False))
    assert sentence.startswith("El plan contiene 2 ")
    assert sentence.endswith("; ningún documento leído dice todavía cómo van.")


def test_a_plan_that_nobody_follows_is_told_by_what_it_lists():
    assert plan_sentence(told(listed("Feria|Mercado").outline, printed=114)) == (
        "El documento enumera 114 iniciativas; aún no se ha abierto su seguimiento en Minga."
    )


def test_what_a_document_counts_without_naming_it_is_told_apart():
    figures = [
        figure("projects", 4, "proyectos"),
        figure("projects-suspended", 3, "suspendidos"),
        figure("projects-in-progress", 1, "en marcha"),
    ]
    assert plan_sentence(told(listed("Eje").outline, aggregates=aggregates_of(figures))) == (
        "El informe cuenta 4 proyectos en la cartera de la que informa: 3 suspendidos y 1 en marcha."
        " No los nombra uno por uno."
    )


def test_a_plan_that_only_other_documents_name_says_that_its_own_was_not_read():
    levels = [(LevelInfo(1, 0, "Objetivo"), 1), (LevelInfo(2, 1, "Meta"), 2)]
    assert plan_sentence(Told(levels=levels, counted=levels[1][0], printed=2, named_only=True)) == (
        "Minga no ha leído el documento de este plan; otros documentos nombran 1 objetivo y 2 metas."
    )


def test_a_plan_of_which_nothing_was_read_says_so():
    assert plan_sentence(told(Builder().outline)) == "Minga todavía no ha leído ningún elemento de este plan."


def test_a_commitment_is_told_by_the_marks_of_its_milestones():
    units = followed("Cumplido|Cumplido*|Pendiente").outline.units
    assert chapter_sentence(units, MILESTONE) == "3 hitos: 1 cumplido; 1 cumplido, con asterisco; 1 pendiente."


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("Pendiente", "El documento imprime «Pendiente»."),
        ("Cumplido*", "El documento imprime «Cumplido*». El asterisco: motivo no explicado."),
        ("", "El documento no imprime un estado para este elemento; para otros del mismo nivel, sí."),
    ],
)
def test_a_node_is_told_by_its_status(status, sentence):
    assert node_sentence(followed(status).nodes[1]) == sentence


def test_silence_that_nobody_owes_is_told_without_blame():
    node = Builder().node("C1", COMMITMENT)
    assert node_sentence(node) == (
        "Consta en el documento. Nadie ha abierto todavía su seguimiento en Minga; no es una falta de nadie."
    )


@pytest.mark.parametrize(
    ("parts", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a y b"), (["a", "b", "c"], "a, b y c")]
)
def test_a_list_in_words(parts, words):
    assert joined(parts) == words
