"""A plan's page: the sentence, the picture, what is missing, and the alerts of its reading."""

from __future__ import annotations

import gzip
from decimal import Decimal

import pytest
from django.http import QueryDict

from minga.foundation.sources.models import Document
from minga.government.plans.models import Node, Plan
from minga.government.plans.queries.page import plan_page
from minga.government.plans.templatetags.plans_words import stated
from minga.kernel import formats
from tests.factories.budget import budget_line, pay_for
from tests.factories.plans import (
    LevelFactory,
    NodeFactory,
    OrganizationFactory,
    PlanFactory,
    TargetPeriodFactory,
    followed_plan,
    give_mechanism,
    give_role,
    listed_plan,
)
from tests.factories.sources import DocumentFactory, FigureFactory, FindingFactory, LoadFactory, printed
from tests.factories.tracking import EvidenceFactory, MeasurementFactory, ResultItemFactory

pytestmark = pytest.mark.django_db


def page_of(plan: Plan, query: str = ""):
    return plan_page(plan, QueryDict(query))


def whole_plan(commitments: int = 1) -> Plan:
    """A plan with every kind of fact."""
    followed = followed_plan(*["Cumplido|Cumplido*|Pendiente"] * commitments)
    for node in followed.nodes.values():
        give_role(node)
        give_mechanism(node)
        EvidenceFactory(node=node)
        ResultItemFactory(node=node)
        target = TargetPeriodFactory(target__node=node).target
        MeasurementFactory(target=target)
        pay_for(node, budget_line())
    FindingFactory(load=followed.load, place={"line": 3})
    FigureFactory(load=followed.load, name="commitments", label="compromisos")
    return followed.plan


@pytest.mark.parametrize("commitments", [1, 3])
def test_a_plan_takes_the_same_queries_for_one_commitment_and_for_three(queries, commitments):
    assert queries(whole_plan(commitments).get_absolute_url()) == 10


@pytest.mark.parametrize("objectives", [1, 3])
def test_a_plan_that_only_lists_takes_no_more(queries, objectives):
    listed = listed_plan(*["Feria|Mercado"] * objectives)
    assert queries(listed.plan.get_absolute_url()) == 10


def test_the_page_tells_what_is_declared_and_what_is_cited():
    followed = followed_plan("Cumplido|Cumplido|Cumplido*", "Pendiente")
    EvidenceFactory(node=followed.nodes["C1.H1"])
    EvidenceFactory(node=followed.nodes["C2.H1"])
    shown = page_of(followed.plan)
    assert (shown.total, shown.with_status, shown.finished, shown.finished_and_cited) == (4, 4, 3, 1)
    assert shown.sentence == "El informe imprime «Cumplido» en 2 hitos, «Cumplido*» en 1 y «Pendiente» en 1, de 4."
    assert [cell.line for _chapter, cells, _empty in shown.matrix.rows for cell in cells] == [
        "yes",
        "none",
        "none",
        "yes",
    ]
    assert [(group["state"], group["count"]) for group in shown.legend] == [("done", 2), ("star", 1), ("pending", 1)]


def test_every_node_knows_its_place_in_the_document():
    followed = followed_plan("Cumplido")
    unit = page_of(followed.plan).outline.units[0]
    assert (unit.place, unit.document) == ({"line": 2}, followed.load.document.slug)


def test_a_later_document_takes_the_place_of_an_earlier_one():
    followed = followed_plan("Cumplido")
    later = LoadFactory(document=DocumentFactory(date="2026-05", title="Informe nuevo"))
    printed(followed.nodes["C1.H1"], later, line=70)
    shown = page_of(followed.plan)
    assert shown.outline.units[0].place == {"line": 70}
    assert [document.date for document in shown.sources.documents] == ["2026-05", "2025-05"]
    assert shown.declaring.title == "Informe nuevo"


def test_further_voices_add_their_sentences():
    followed = followed_plan("Cumplido")
    target = TargetPeriodFactory(target__node=followed.nodes["C1.H1"]).target
    MeasurementFactory(target=target)
    pay_for(followed.nodes["C1"], budget_line("5500.00", "4884.15"))
    assert page_of(followed.plan).sentence == (
        "El informe imprime «Cumplido» en 1 hito, de 1. Declara ejecutado al menos lo programado en 1 de 1 meta."
        f" Se ejecutó (devengado) {formats.money(Decimal('4884.15'), 'es')} de {formats.money(Decimal(5500), 'es')}."
    )


def test_the_counts_of_a_matrix_that_repeats_itself():
    listed = listed_plan("Feria|Mercado", "Mercado")
    FindingFactory(
        load=listed.load,
        code="duplicate-name",
        message="La iniciativa «Feria» consta más de una vez.",
        place={"line": 80},
        subject_url=f"/planes/{listed.plan.slug}/1.1.I1/",
    )
    shown = page_of(listed.plan)
    assert (shown.repeats.printed, shown.repeats.settled, shown.repeats.distinct) == (4, 3, 2)
    assert shown.level_counts == ["2 objetivos de gestión", "4 iniciativas"]
    multiples = [multiple for group in shown.multiples for multiple in group.multiples]
    assert [(multiple.number, multiple.repeated) for multiple in multiples] == [(3, 1), (1, 1)]


def test_a_plan_that_others_name_draws_nothing_of_its_own():
    plan = PlanFactory(kind=Plan.Kind.DEVELOPMENT)
    level = LevelFactory(plan=plan, name="Objetivo")
    load = LoadFactory(document=DocumentFactory(kind="management-report"))
    printed(NodeFactory(plan=plan, level=level), load)
    FigureFactory(load=load, name="projects", value=1)
    FigureFactory(load=load, name="projects-completed", value=1)
    shown = page_of(plan)
    assert (shown.named_only, shown.declaring, shown.multiples, shown.aggregates) == (True, None, [], [])


def test_alerts_come_the_weightiest_first_with_their_node():
    followed = followed_plan("Cumplido")
    url = f"/planes/{followed.plan.slug}/C1.H1/"
    FindingFactory(load=followed.load, severity="info", message="aviso")
    FindingFactory(load=followed.load, severity="error", message="no se pudo leer")
    FindingFactory(load=followed.load, severity="warning", message="por revisar", subject_url=url)
    alerts = page_of(followed.plan).alerts
    assert [(finding.message, node.key if node else None) for finding, node in alerts] == [
        ("no se pudo leer", None),
        ("por revisar", "C1.H1"),
        ("aviso", None),
    ]


def test_other_figures_of_the_text_are_told_as_stated():
    followed = followed_plan("Cumplido")
    FigureFactory(load=followed.load, name="commitments", label="compromisos", value=5)
    assert [(figure.label, figure.value) for figure in page_of(followed.plan).sources.stated] == [("compromisos", 5)]


def test_figures_of_other_plans_are_left_out_and_those_of_one_node_say_so():
    followed = followed_plan("Cumplido")
    FigureFactory(load=followed.load, name="commitments-plan-1", label="compromisos", value=10)
    FigureFactory(load=followed.load, name="compliance-c4", label="cumplimiento", value=100, unit="%")
    assert [(figure.label, stated(figure), figure.subject) for figure in page_of(followed.plan).sources.stated] == [
        ("cumplimiento", "100\N{NO-BREAK SPACE}%", "C4")
    ]


def test_who_declares_is_named_as_its_document_prints_it():
    followed = followed_plan("Cumplido", publisher=OrganizationFactory(name="Secretaría de Ferias"))
    assert page_of(followed.plan).issuer == "Secretaría de Ferias"
    Document.objects.update(issuer="Dirección de Mercados y Ferias")
    assert page_of(followed.plan).issuer == "Dirección de Mercados y Ferias"


def test_targets_and_money_say_where_they_are_printed():
    followed = followed_plan("Cumplido")
    period = TargetPeriodFactory(target__node=followed.nodes["C1.H1"])
    printed(period, followed.load, "programmed", line=24)
    line = budget_line()
    pay_for(followed.nodes["C1"], line)
    printed(line.facts.get(phase="accrued"), followed.load, "accrued", line=13)
    places = [
        [at.place for at in part.places] for _panel, told in page_of(followed.plan).panels for part in told["parts"]
    ]
    assert places == [[{"line": 24}], [{"line": 13}]]


def test_filters_choose_what_is_listed_and_not_what_is_drawn():
    shown = page_of(followed_plan("Cumplido|Pendiente").plan, "estado=pendiente")
    assert [node.key for node in shown.page.object_list] == ["C1.H2"]
    assert [[unit.key for unit in chapter.units] for chapter in shown.chapters] == [["C1.H2"]]
    assert len(shown.matrix.rows[0][1]) == 2


def test_an_unknown_plan_is_not_found(client):
    assert client.get("/planes/nada/").status_code == 404


def test_a_fictitious_plan_wears_the_band(client):
    followed = followed_plan("Cumplido", fictitious=True)
    assert client.get(followed.plan.get_absolute_url()).context["fictitious"]


def test_each_mark_is_a_link_with_its_full_name(client):
    followed = followed_plan("Cumplido*")
    page = client.get(followed.plan.get_absolute_url()).content.decode()
    name = "C1.H1, Hito C1.H1: cumplido, con asterisco"
    assert f'<a class="star" href="/planes/{followed.plan.slug}/C1.H1/" aria-label="{name}">' in page


def test_the_downloads_keep_the_filters_and_leave_the_page_number(client):
    followed = followed_plan("Cumplido|Pendiente")
    page = client.get(f"{followed.plan.get_absolute_url()}?estado=pendiente&pagina=1")
    assert page.context["take"] == [
        ("Hitos, CSV", f"/planes/{followed.plan.slug}.csv?estado=pendiente", "1 fila"),
        ("Hitos, JSON", f"/planes/{followed.plan.slug}.json?estado=pendiente", "1 fila"),
        ("Plan completo, CSV", f"/planes/{followed.plan.slug}.csv?nivel=todos", "todos los niveles"),
        ("Plan completo, JSON", f"/planes/{followed.plan.slug}.json?nivel=todos", "todos los niveles"),
    ]


def test_a_plan_of_three_hundred_nodes_stays_light(client):
    plan = followed_plan(*["|".join(["Cumplido"] * 9)] * 30).plan
    html = client.get(plan.get_absolute_url()).content
    assert Node.objects.filter(plan=plan).count() == 300
    assert len(gzip.compress(html)) < 20_000


def test_a_plan_of_five_thousand_nodes_answers_in_bounded_time_and_size(client):
    plan = PlanFactory()
    above = LevelFactory(plan=plan, depth=0, name="Eje")
    below = LevelFactory(plan=plan, depth=1, name="Acción", carries_status=True)
    axes = Node.objects.bulk_create(
        Node(plan=plan, level=above, key=f"E{number}", title=f"Eje {number}", position=number * 1000)
        for number in range(50)
    )
    Node.objects.bulk_create(
        Node(
            plan=plan,
            level=below,
            parent=axis,
            key=f"{axis.key}.A{number}",
            title="Acción",
            position=axis.position + number,
        )
        for axis in axes
        for number in range(1, 100)
    )
    html = client.get(plan.get_absolute_url()).content
    assert len(gzip.compress(html)) < 20_000
