"""A document finds the plan that was published at the desk, and knows nothing of one in preparation."""

from __future__ import annotations

import pytest

from minga.foundation.organizations.models import Organization
from minga.government.plans.actions import Beginning, publish_changes, start_plan
from minga.government.plans.edits import Edit
from minga.government.plans.fields import CREATE, Subject
from minga.government.plans.models import Link, Node, Plan
from minga.government.plans.queries.started import identity_for
from minga.kernel.errors import Refused
from minga.publishing.intake.actions import ReceivedFile, apply_draft
from minga.publishing.intake.matching import PlanTerms, plan_identity
from tests.factories.changes import node_made, nodes_ordered, person, published, submitted
from tests.factories.drafts import management_draft, milestone, open_government_draft

pytestmark = pytest.mark.django_db
FILE = ReceivedFile("informe.txt", "text/plain")
LEVELS = tuple(
    Edit(Subject.LEVEL, name, "", {"name": name, "carries_status": depth == 1, "depth": depth}, CREATE)
    for depth, name in enumerate(["Compromiso", "Hito"])
)


@pytest.fixture
def planner():
    return person("planner")


def started(planner, **values) -> Plan:
    publisher, _made = Organization.objects.get_or_create(
        slug="secretaria", defaults={"name": "Secretaría de Planificación"}
    )
    defaults = {"title": "Plan de Gobierno Abierto", "kind": Plan.Kind.OPEN_GOVERNMENT}
    defaults |= {"publisher": publisher, "start_year": 2025, "end_year": 2026}
    return start_plan(Beginning(**(defaults | values)), by=planner)


def test_a_report_of_a_plan_of_the_desk_speaks_of_it_and_of_its_elements(planner):
    plan = started(planner)
    made = (
        node_made("Compromiso", "Abrir los datos del mercado", printed_code="C1"),
        node_made("Hito", "Inventario de puestos", parent="nuevo-1"),
    )
    change_set = submitted(plan, *LEVELS, *made, by=planner)
    publish_changes(change_set, by=planner, version=change_set.version)
    apply_draft(open_government_draft(), file=FILE)
    assert Plan.objects.get().pk == plan.pk
    assert list(Node.objects.order_by("position").values_list("key", "statuses__printed")) == [
        ("C1", None),
        ("C1.H1", "Cumplido"),
        ("C1.H2", "Pendiente"),
    ]


def test_a_reading_makes_its_own_plan_beside_one_in_preparation_which_then_says_so(planner):
    plan = started(planner)
    change_set = submitted(plan, *LEVELS, node_made("Compromiso", "Abrir los datos"), by=planner)
    apply_draft(open_government_draft(), file=FILE)
    read = Plan.objects.get()
    assert (read.pk != plan.pk, read.slug) == (True, f"{plan.slug}-2")
    with pytest.raises(Refused) as refused:
        publish_changes(change_set, by=planner, version=change_set.version)
    assert f"«{read}»" in refused.value.reason


def test_a_plan_in_preparation_that_a_document_only_names_stays_unknown(planner):
    started(planner, title="PMDOT", kind=Plan.Kind.DEVELOPMENT, start_year=2021, end_year=2033)
    apply_draft(management_draft(), file=FILE)
    assert Link.objects.count() == 2
    assert set(Plan.objects.values_list("slug", flat=True)) >= {"pmdot-2021-2033-2"}


@pytest.mark.parametrize(
    ("title", "kind", "period"),
    [
        ("Tercer Plan de Acción de Gobierno Abierto", Plan.Kind.OPEN_GOVERNMENT, (2026, 2028)),
        ("PMDOT", Plan.Kind.DEVELOPMENT, (2021, 2033)),
        ("Estrategia de Resiliencia", Plan.Kind.STRATEGY, (2022, 2022)),
        ("Informe de gestión", Plan.Kind.MANAGEMENT, (2025, 2025)),
    ],
)
def test_the_desk_and_a_reading_identify_a_plan_alike(planner, title, kind, period):
    plan = started(planner, title=title, kind=kind, start_year=period[0], end_year=period[1])
    of_kind = {Plan.Kind.STRATEGY: "portfolio-report", Plan.Kind.MANAGEMENT: "management-report"}.get(kind, "unknown")
    terms = PlanTerms(of_kind, plan.publisher, fictitious=False)
    assert identity_for(plan) == plan_identity(title, period, terms)


def test_an_order_that_an_act_fixed_stays_when_a_newer_document_prints_another(planner):
    apply_draft(open_government_draft(), file=FILE)
    plan = Plan.objects.get()
    published(plan, nodes_ordered("C1", "C1.H2", "C1.H1"))
    more = milestone(3, "Capacitación")
    apply_draft(
        open_government_draft(milestone(1, "Inventario de puestos"), milestone(2, "Feria"), more, date="2026-05"),
        file=FILE,
    )
    assert list(plan.nodes.order_by("position").values_list("key", flat=True)) == ["C1", "C1.H2", "C1.H1", "C1.H3"]
