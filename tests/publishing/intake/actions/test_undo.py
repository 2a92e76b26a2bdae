"""Undoing a load leaves the record as it was, or refuses and says why."""

from __future__ import annotations

import pytest

from minga.foundation.ledger.models import Event
from minga.foundation.sources.models import Load, Provenance
from minga.government.budget.models import BudgetFact, BudgetLine
from minga.government.plans.models import DeclaredStatus, Link, Node, NodeRole, Target
from minga.kernel.errors import Refused
from minga.publishing.intake.actions import ReceivedFile, apply_draft, undo_load
from tests.factories.drafts import management_draft, milestone, open_government_draft

pytestmark = pytest.mark.django_db
FACTS = (NodeRole, DeclaredStatus, Target, BudgetLine, BudgetFact, Link, Provenance)


def apply(draft):
    return apply_draft(draft, file=ReceivedFile("informe.txt", "text/plain"))


@pytest.mark.parametrize("draft", [open_government_draft, management_draft], ids=["open government", "management"])
def test_every_fact_goes_and_every_node_is_closed(draft):
    undo_load(apply(draft()))
    assert [model.objects.count() for model in FACTS] == [0] * len(FACTS)
    assert Node.objects.open().count() == 0
    assert Load.objects.get().state == "undone"
    assert Event.objects.filter(kind="sources.load-undone").count() == 1


def test_a_changed_field_returns_to_what_it_was():
    apply(open_government_draft())
    newer = apply(open_government_draft(milestone(1, "Inventario de puestos"), milestone(2, "Feria")))
    undo_load(newer)
    assert DeclaredStatus.objects.get(node__key="C1.H2").printed == "Pendiente"


def test_applying_again_opens_the_same_nodes():
    before = list(Node.objects.values_list("pk", "key"))
    undo_load(apply(open_government_draft()))
    closed = list(Node.objects.values_list("pk", "key"))
    apply(open_government_draft())
    assert before == []
    assert list(Node.objects.open().values_list("pk", "key")) == closed


def test_what_it_named_in_another_plan_is_open_again_too():
    apply(management_draft())
    load = Load.objects.get()
    undo_load(load)
    apply(management_draft())
    named = Node.objects.filter(plan__slug="pmdot-2021-2033")
    assert (named.count(), named.filter(closed_at__isnull=True).count()) == (2, 2)
    assert Link.objects.count() == 2


def test_a_load_is_undone_once():
    load = undo_load(apply(open_government_draft()))
    with pytest.raises(Refused, match="ya está deshecha"):
        undo_load(load)


def test_later_changes_of_the_same_field_are_listed_and_nothing_is_undone():
    apply(open_government_draft())
    second = apply(open_government_draft(milestone(1, "Inventario de puestos"), milestone(2, "Feria")))
    apply(open_government_draft(milestone(1, "Inventario de puestos"), milestone(2, "Feria", "Cumplido*")))
    with pytest.raises(Refused) as refusal:
        undo_load(second)
    assert refusal.value.details == [
        "C1.H2, Estado declarado: cambió con la carga de «Informe de cumplimiento». Deshaz antes esa carga."
    ]
    assert DeclaredStatus.objects.get(node__key="C1.H2").printed == "Cumplido*"


def test_nodes_that_hang_on_it_are_listed():
    first = apply(open_government_draft())
    apply(
        open_government_draft(
            milestone(1, "Inventario de puestos"), milestone(2, "Feria", "Pendiente"), milestone(3, "Manual")
        )
    )
    with pytest.raises(Refused) as refusal:
        undo_load(first)
    assert refusal.value.details == ["C1.H3 «Manual» está dentro de lo que trajo la carga. Ciérralo o muévelo antes."]
