"""Where a document puts the nodes that it prints, among those that it does not."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minga.government.plans.models import Node, Plan
from minga.publishing.intake.actions import ReceivedFile, apply_draft
from minga.publishing.intake.draft import DraftContribution
from tests.factories.drafts import commitment, management_draft, milestone, open_government_draft

pytestmark = pytest.mark.django_db
NAMES = {1: "Inventario de puestos", 2: "Feria", 3: "Censo de vendedores", 4: "Manual de uso", 5: "Rendición"}


def report(*numbers, date="2025-05"):
    """A report of a plan of two commitments that prints these milestones of the first."""
    draft = open_government_draft(*(milestone(number, NAMES[number]) for number in numbers), date=date, findings=[])
    draft.plans[0].nodes.append(commitment(ref="c2", code="C2", title="Abrir los talleres", roles=[]))
    return draft


def apply(draft):
    return apply_draft(draft, file=ReceivedFile("informe.txt", "text/plain"))


def order():
    return " ".join(Node.objects.open().order_by("position").values_list("key", flat=True))


def test_a_milestone_that_a_later_report_adds_stands_behind_those_that_it_leaves_out():
    apply(report(1, 2, 3, 4))
    apply(report(1, 5, date="2025-11"))
    assert order() == "C1 C1.H1 C1.H2 C1.H3 C1.H4 C1.H5 C2"


def test_a_milestone_added_alone_stands_at_the_end_of_its_own():
    apply(report(1, 2, 3, 4))
    apply(report(5, date="2025-11"))
    assert order() == "C1 C1.H1 C1.H2 C1.H3 C1.H4 C1.H5 C2"


def test_the_newest_report_that_prints_all_gives_its_order():
    apply(report(1, 2, 3))
    apply(report(3, 1, 2, date="2025-11"))
    assert order() == "C1 C1.H3 C1.H1 C1.H2 C2"


def test_a_report_that_leaves_some_out_moves_none():
    apply(report(1, 2, 3))
    apply(report(3, 1, date="2025-11"))
    assert order() == "C1 C1.H1 C1.H2 C1.H3 C2"


def test_an_earlier_report_that_is_read_later_moves_none():
    apply(report(1, 2, 3, date="2025-11"))
    apply(report(3, 4, 1, 2, date="2025-05"))
    assert order() == "C1 C1.H4 C1.H1 C1.H2 C1.H3 C2"


def test_what_was_taken_back_keeps_its_place_when_it_is_read_again():
    apply(report(1, 2, 3))
    Node.objects.filter(key="C1.H2").update(closed_at="2026-01-01T00:00:00Z")
    apply(report(1, 3, 4, date="2025-11"))
    apply(report(2, date="2025-12"))
    assert order() == "C1 C1.H1 C1.H2 C1.H3 C1.H4 C2"


def test_what_others_name_stands_at_the_end_of_the_plan():
    apply(management_draft())
    more = management_draft(sha256="c" * 64, date="2026")
    more.plans[0].nodes[0].contributes_to = [DraftContribution("PMDOT 2021 – 2033", "OE1. Cuidar el agua")]
    apply(more)
    named = Plan.objects.get(slug="pmdot-2021-2033").nodes.order_by("position").values_list("key", flat=True)
    assert list(named) == ["OE6", "M1", "OE1"]


def test_a_report_in_the_same_order_writes_no_place():
    apply(report(1, 2, 3))
    with CaptureQueriesContext(connection) as captured:
        apply(report(1, 2, 3, date="2025-11"))
    assert not [one["sql"] for one in captured if one["sql"].startswith('UPDATE "plans_node"')]
