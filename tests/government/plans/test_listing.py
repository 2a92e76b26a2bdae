"""The listing tells each plan by its own documents, real ones first."""

from __future__ import annotations

import pytest

from minga.government.plans.models import Plan
from minga.government.plans.queries.listing import all_plans, summaries
from tests.factories.plans import LevelFactory, NodeFactory, PlanFactory, declare, followed_plan, listed_plan
from tests.factories.sources import DocumentFactory, FigureFactory, FindingFactory, LoadFactory, printed

pytestmark = pytest.mark.django_db


def summary_of(plan):
    return summaries([plan])[0]


def test_a_plan_with_statuses_is_told_by_its_milestones():
    summary = summary_of(followed_plan("Cumplido|Cumplido*|Cumplido", "Pendiente").plan)
    assert summary.sentence == ("El informe imprime «Cumplido» en 2 hitos, «Cumplido*» en 1 y «Pendiente» en 1, de 4.")
    assert summary.level_counts == ["2 compromisos", "4 hitos"]
    assert [(group["state"], group["count"], group["label"]) for group in summary.units] == [
        ("done", 2, "cumplidos"),
        ("star", 1, "cumplido, con asterisco"),
        ("pending", 1, "pendiente"),
    ]
    assert (summary.with_status, summary.total, summary.declaring.date) == (4, 4, "2025-05")


def test_the_latest_status_of_a_node_is_the_one_that_is_told():
    followed = followed_plan("Pendiente")
    declare(followed.nodes["C1.H1"], "Cumplido", as_of="2026-05")
    assert summary_of(followed.plan).statuses == {"Cumplido": 1}


def test_closed_nodes_are_not_counted():
    followed = followed_plan("Cumplido|Pendiente")
    followed.nodes["C1.H2"].closed_at = "2026-01-01T00:00:00Z"
    followed.nodes["C1.H2"].save()
    assert summary_of(followed.plan).total == 1


def test_a_row_repeated_in_a_row_is_counted_as_printed_but_not_the_repeats_elsewhere():
    listed = listed_plan("Feria|Mercado", "Mercado")
    repeated = {"code": "duplicate-name", "load": listed.load, "subject_url": f"/planes/{listed.plan.slug}/1.1.I2/"}
    message = "La iniciativa «Mercado» consta más de una vez."
    FindingFactory(**repeated, message=message, place={"line": 99})
    FindingFactory(**repeated, message=message, place={"line": listed.nodes["1.1.I2"].position})
    FindingFactory(**repeated, message="El archivo «acta» consta más de una vez.", place={"line": 98})
    summary = summary_of(listed.plan)
    assert (summary.total, summary.printed) == (3, 4)
    assert summary.sentence == "El documento enumera 4 iniciativas; aún no se ha abierto su seguimiento en Minga."
    assert [(group["state"], group["count"]) for group in summary.units] == [("untracked", 4)]


def test_a_plan_that_only_other_documents_name_is_told_as_such():
    plan = PlanFactory(kind=Plan.Kind.DEVELOPMENT)
    load = LoadFactory(document=DocumentFactory(kind="management-report"))
    printed(NodeFactory(plan=plan, level=LevelFactory(plan=plan, name="Objetivo")), load)
    summary = summary_of(plan)
    assert (summary.named_only, summary.declaring) == (True, None)
    assert summary.sentence == ("Minga no ha leído el documento de este plan; otros documentos nombran 1 objetivo.")


def test_figures_are_told_with_the_first_plan_that_their_document_names():
    load = LoadFactory(document=DocumentFactory(kind="portfolio-report"))
    first, second = (PlanFactory(kind=Plan.Kind.STRATEGY) for _ in range(2))
    for plan in (first, second):
        printed(NodeFactory(plan=plan, level=LevelFactory(plan=plan, name="Eje")), load)
    FigureFactory(load=load, name="projects", label="proyectos", value=3)
    FigureFactory(load=load, name="projects-suspended", label="suspendidos", value=3)
    told, other = summaries([first, second])
    assert told.sentence == (
        "El informe cuenta 3 proyectos en la cartera de la que informa: 3 suspendidos. No los nombra uno por uno."
    )
    assert (told.units_label, other.aggregates) == ("proyectos", [])


def test_a_plan_without_nodes_has_nothing_to_draw():
    summary = summary_of(PlanFactory())
    assert (summary.units, summary.sentence) == ([], "Minga todavía no ha leído ningún elemento de este plan.")


def test_real_plans_stand_before_fictitious_ones():
    invented, real = PlanFactory(fictitious=True, start_year=2027), PlanFactory(start_year=2020)
    assert list(all_plans()) == [real, invented]


@pytest.mark.parametrize("number", [1, 3])
def test_the_listing_takes_the_same_queries_for_one_plan_and_for_three(queries, number):
    for _ in range(number):
        followed_plan("Cumplido|Pendiente")
    assert queries("/planes/") == 6


def test_the_page_keeps_fiction_apart(client):
    followed_plan("Cumplido", slug="real", title="Plan real")
    followed_plan("Cumplido", slug="inventado", title="Plan inventado", fictitious=True)
    page = client.get("/planes/")
    assert [summary.plan.slug for summary in page.context["real"]] == ["real"]
    assert [summary.plan.slug for summary in page.context["invented"]] == ["inventado"]


def test_an_empty_listing_says_what_will_appear(client):
    assert "Todavía no hay planes aquí" in client.get("/planes/").content.decode()
