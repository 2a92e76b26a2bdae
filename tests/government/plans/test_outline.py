"""A plan in memory knows by which level it is told, and who answers for each of its nodes."""

from __future__ import annotations

from minga.government.plans.marks import Mark
from minga.government.plans.outline import RoleInfo
from tests.government.plans.builders import ARTICULATION, COMMITMENT, Builder, followed, listed, term


def test_a_plan_with_statuses_is_told_by_the_deepest_level_that_carries_them():
    builder = followed("Cumplido|Pendiente")
    activity = builder.node("C1.H1.A1", ARTICULATION, builder.nodes[1])
    assert [unit.key for unit in builder.outline.units] == ["C1.H1", "C1.H2"]
    assert activity.tail == "A1"


def test_a_level_that_only_articulates_is_not_counted():
    builder = listed("Feria|Mercado")
    builder.node("1.1.I1.A1", ARTICULATION, builder.nodes[1])
    assert builder.outline.counted.name == "Iniciativa"


def test_a_plan_of_one_level_is_told_by_it():
    builder = Builder()
    builder.node("E1", COMMITMENT)
    assert [unit.key for unit in builder.outline.units] == ["E1"]


def test_a_plan_without_nodes_is_told_by_nothing():
    outline = Builder().outline
    assert (outline.counted, outline.units, outline.tracked) == (None, [], False)


def test_an_empty_status_cell_beside_others_is_unknown_and_not_untracked():
    outline = followed("Cumplido|").outline
    assert outline.marks == {Mark.DONE: 1, Mark.UNKNOWN: 1}


def test_initiatives_that_nobody_follows_are_untracked():
    assert listed("Feria|Mercado").outline.marks == {Mark.UNTRACKED: 2}


def test_chapters_keep_the_order_of_the_document():
    chapters = followed("Cumplido|Pendiente", "Cumplido*").outline.chapters()
    assert [(chapter.node.key, len(chapter.units)) for chapter in chapters] == [("C1", 2), ("C2", 1)]


def test_mechanisms_of_a_node_include_those_of_the_nodes_below_once():
    builder = listed("Feria")
    first = builder.node("1.1.I1.A1", ARTICULATION, builder.nodes[1])
    second = builder.node("1.1.I1.A2", ARTICULATION, builder.nodes[1])
    first.own_mechanisms = [term("convention")]
    second.own_mechanisms = [term("agreement"), term("convention")]
    assert [found.canonical for found in builder.nodes[1].mechanisms] == ["convention", "agreement"]


def test_the_one_who_answers_for_a_commitment_answers_for_its_milestones():
    builder = followed("Cumplido")
    mercados = RoleInfo("lead", "mercados", "Dirección de Mercados", "Mercados")
    builder.nodes[0].roles = [mercados]
    assert builder.nodes[1].leads == [mercados]


def test_when_several_answer_together_none_is_named_for_a_part():
    builder = followed("Cumplido")
    builder.nodes[0].roles = [RoleInfo("lead", slug, slug, slug) for slug in ("salud", "educacion")]
    assert builder.nodes[1].leads == []


def test_the_address_of_a_node_keeps_its_key():
    assert followed("Cumplido").nodes[1].url == "/planes/p/C1.H1/"
