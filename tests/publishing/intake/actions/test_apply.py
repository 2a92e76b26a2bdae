"""A load puts a reading into the record whole, once, and traced."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from minga.foundation.ledger.models import Event
from minga.foundation.sources.models import Document, Finding, Load, Provenance
from minga.government.budget.models import BudgetFact, BudgetLine
from minga.government.plans.models import DeclaredStatus, Link, Node, NodeRole, Plan
from minga.government.tracking.models import Evidence, Measurement, ResultItem
from minga.kernel.errors import Refused
from minga.publishing.intake.actions import ReceivedFile, apply_draft, propose_draft
from tests.factories.drafts import management_draft, milestone, open_government_draft

pytestmark = pytest.mark.django_db
FILE = ReceivedFile("informe.txt", "text/plain")


def apply(draft):
    return apply_draft(draft, file=FILE)


def titles():
    return list(Node.objects.open().order_by("position").values_list("key", "title"))


def test_nodes_keep_the_order_and_codes_of_the_document():
    apply(open_government_draft())
    assert titles() == [("C1", "Abrir los datos del mercado"), ("C1.H1", "Inventario de puestos"), ("C1.H2", "Feria")]
    assert list(Node.objects.order_by("pk").values_list("printed_code", flat=True)) == ["C1", "", ""]


def test_roles_and_statuses_are_kept_as_printed():
    apply(open_government_draft())
    roles = NodeRole.objects.order_by("position").values_list("role", "printed", "organization__name")
    assert list(roles) == [
        ("lead", "Dirección de Mercados", "Dirección de Mercados"),
        ("counterpart", "Universidad del Páramo Alto", "Universidad del Páramo Alto"),
    ]
    statuses = DeclaredStatus.objects.order_by("node__key").values_list("node__key", "printed", "canonical", "as_of")
    assert list(statuses) == [
        ("C1.H1", "Cumplido", "completed", "2025-05"),
        ("C1.H2", "Pendiente", "pending", "2025-05"),
    ]


def test_money_targets_results_and_links_find_their_rooms():
    apply(management_draft())
    facts = BudgetFact.objects.order_by("phase").values_list("phase", "amount", "as_of")
    assert list(facts) == [("accrued", Decimal("4884.15"), "2025"), ("adjusted", Decimal("5500.00"), "2025")]
    assert BudgetLine.objects.get().execution_printed == Decimal("88.8")
    measured = Measurement.objects.get()
    assert (measured.year, measured.actual, measured.attainment_printed) == (2025, Decimal(20), Decimal("95.24"))
    assert [item.text for item in ResultItem.objects.all()] == [
        "Se realizaron 4 reuniones.",
        "Se ejecutaron 6 simulacros.",
    ]
    assert str(Evidence.objects.get()) == "A1 Situación y antecedentes"
    links = Link.objects.order_by("pk").values_list(
        "target__plan__slug", "target__level__name", "target__key", "target__title"
    )
    assert list(links) == [
        ("pmdot-2021-2033", "Objetivo", "OE6", "Asegurar una vida plena"),
        ("pmdot-2021-2033", "Meta", "M1", "Lograr que 96 barrios prevengan"),
    ]


def test_every_fact_is_traced_to_its_place():
    load = apply(open_government_draft())
    status = DeclaredStatus.objects.get(node__key="C1.H2")
    traced = Provenance.objects.get(subject_id=status.pk, field="status")
    assert (traced.place, traced.printed, traced.load) == ({"line": 12}, "Pendiente", load)


def test_alerts_name_their_node():
    apply(open_government_draft())
    finding = Finding.objects.get()
    assert (finding.subject_key, finding.subject_url) == ("C1.H1", "/planes/paga-2025-2026/C1.H1/")


def test_the_load_is_told_in_the_public_log():
    load = apply(open_government_draft())
    event = Event.objects.get(kind="sources.load-applied")
    assert event.payload["counts"] == load.counts
    assert load.counts["nodes"] == 3


def test_the_same_file_is_not_applied_twice():
    apply(open_government_draft())
    with pytest.raises(Refused, match="ya está aplicado"):
        apply(open_government_draft())
    assert Load.objects.count() == 1


def test_a_newer_version_changes_only_what_differs():
    apply(open_government_draft())
    newer = open_government_draft(
        milestone(1, "Inventario de puestos"), milestone(2, "Feria"), milestone(3, "Manual", "Pendiente")
    )
    differences = propose_draft(newer).differences
    told = [(item.operation, item.model, item.key, item.field, item.before) for item in differences]
    assert told == [
        ("create", "node", "paga-2025-2026/C1.H3", "", None),
        ("update", "declaredstatus", "paga-2025-2026/C1.H2", "printed", "Pendiente"),
        ("update", "declaredstatus", "paga-2025-2026/C1.H2", "canonical", "pending"),
        ("create", "declaredstatus", "paga-2025-2026/C1.H3", "", None),
    ]


def test_a_proposal_saves_nothing():
    propose_draft(open_government_draft())
    assert (Document.objects.count(), Plan.objects.count(), Load.objects.count()) == (0, 0, 0)


def test_a_later_report_adds_a_status_and_keeps_the_earlier_one():
    apply(open_government_draft())
    apply(open_government_draft(milestone(1, "Inventario de puestos"), milestone(2, "Feria"), date="2025-11"))
    statuses = DeclaredStatus.objects.filter(node__key="C1.H2").order_by("as_of").values_list("as_of", "printed")
    assert list(statuses) == [("2025-05", "Pendiente"), ("2025-11", "Cumplido")]


def test_a_milestone_put_in_the_middle_takes_a_new_key_and_no_other_changes():
    apply(open_government_draft())
    apply(
        open_government_draft(
            milestone(1, "Inventario de puestos"), milestone(2, "Censo"), milestone(3, "Feria", "Pendiente")
        )
    )
    assert titles() == [
        ("C1", "Abrir los datos del mercado"),
        ("C1.H1", "Inventario de puestos"),
        ("C1.H3", "Censo"),
        ("C1.H2", "Feria"),
    ]


def test_a_title_with_a_typing_error_is_the_same_node():
    apply(open_government_draft())
    apply(open_government_draft(milestone(1, "Inventario de puesto"), milestone(2, "Feria", "Pendiente")))
    assert titles()[1] == ("C1.H1", "Inventario de puesto")
    assert Node.objects.count() == 3


def test_an_unsure_match_asks_a_person_and_saves_nothing():
    apply(open_government_draft())
    other = open_government_draft(milestone(1, "Censo de vendedores autónomos"))
    with pytest.raises(Refused) as refusal:
        apply(other)
    assert refusal.value.details == [
        "C1.H1: el documento imprime «Censo de vendedores autónomos» y consta «Inventario de puestos»."
    ]
    assert Load.objects.count() == 1


def test_a_text_without_promises_is_kept_as_a_document_without_nodes():
    apply(replace(open_government_draft(), plans=[], figures=[], findings=[], kind="unknown"))
    assert (Document.objects.count(), Node.objects.count()) == (1, 0)
