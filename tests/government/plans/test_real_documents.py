"""The pages of the city's own plans say what their documents print."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from minga.government.plans.models import Plan
from minga.government.plans.queries.listing import all_plans, summaries
from minga.government.plans.queries.page import plan_page
from minga.publishing.intake.actions import ReceivedFile, apply_draft
from minga.publishing.intake.reading import read_file
from tests.shared import shared

pytestmark = pytest.mark.django_db


def loaded(name: str) -> Plan:
    """The first plan that a document of the shared folder speaks of, once applied."""
    path = shared(f"sources/{name}")
    apply_draft(read_file(path), file=ReceivedFile(path.name))
    return Plan.objects.order_by("pk")[0]


def page_of(plan: Plan):
    return plan_page(plan, QueryDict())


def test_the_second_open_government_plan():
    shown = page_of(loaded("2023-05_paga-2_informe-de-cumplimiento.txt"))
    assert shown.sentence == "El informe imprime «Cumplido» en 15 hitos, «Cumplido*» en 4 y «Pendiente» en 3, de 22."
    assert (shown.finished, shown.finished_and_cited, shown.total) == (19, 14, 22)
    assert [len(cells) for _chapter, cells, _empty in shown.matrix.rows] == [3, 4, 5, 3, 7]
    assert [(group.label, [node.key for node in group.nodes]) for group in shown.missing] == [
        ("Pendiente", ["C2.H4", "C3.H5", "C5.H6"]),
        ("Asterisco sin motivo explicado", ["C3.H3", "C3.H4"]),
        ("Con estado cumplido, sin verificable citado", ["C3.H3", "C5.H1", "C5.H3", "C5.H5"]),
        ("Con estado cumplido, y el documento dice que falta algo", ["C5.H2"]),
    ]


def test_the_insertion_matrix_of_the_development_plan():
    shown = page_of(loaded("2024-03_pmdot_apendice-12_insercion-estrategica.txt"))
    assert shown.sentence == "El documento enumera 114 iniciativas; aún no se ha abierto su seguimiento en Minga."
    assert (shown.repeats.printed, shown.repeats.settled, shown.repeats.distinct) == (114, 113, 108)
    assert [multiple.number for group in shown.multiples for multiple in group.multiples] == [
        *(36, 24),
        *(5, 12, 11, 8, 6),
        *(9, 2, 1),
    ]
    assert shown.heat.rows[0][0].canonical == "convention"
    assert shown.heat.rows[0][2] == 71


def test_the_portfolio_of_the_resilience_office():
    shown = page_of(loaded("2022-04_resiliencia_informe-de-proyectos.txt"))
    (aggregate,) = shown.aggregates
    assert [(part.state, part.count) for part in aggregate.parts] == [
        ("paused", 35),
        ("notyet", 13),
        ("done", 8),
        ("going", 7),
    ]
    others = [summary for summary in summaries(all_plans()) if summary.plan != shown.plan]
    assert [summary.aggregates for summary in others] == [[] for _ in others]


def test_the_management_report_of_a_zonal_administration():
    shown = page_of(loaded("2021_azms_informe-de-gestion-por-sector.txt"))
    assert shown.sentence.startswith("El documento enumera 2 metas; aún no se ha abierto su seguimiento en Minga.")
    assert "Declara ejecutado al menos lo programado en 2 de 2 metas." in shown.sentence
    named = page_of(Plan.objects.get(slug="pmdot-2021-2033"))
    assert named.sentence == (
        "Minga no ha leído el documento de este plan; otros documentos nombran 1 objetivo y 1 meta."
    )
