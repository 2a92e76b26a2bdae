"""No value is dropped, and no place stands under a value that it does not print."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minga.foundation.sources.models import Provenance
from minga.government.budget.models import BudgetFact
from minga.government.plans.models import Target, TargetPeriod
from minga.kernel.errors import Refused
from minga.publishing.intake.actions import ReceivedFile, apply_draft, propose_draft, undo_load
from minga.publishing.intake.draft import DraftBudget, DraftTarget
from tests.factories.drafts import management_draft, open_government_draft, place

pytestmark = pytest.mark.django_db


def with_target(*, targets=(), budget=()):
    draft = management_draft()
    node = draft.plans[0].nodes[0]
    node.targets, node.budget = list(targets), list(budget)
    return draft


def apply(draft, **options):
    return apply_draft(draft, file=ReceivedFile("informe.txt"), **options)


def test_two_amounts_of_one_phase_are_two_lines_each_with_its_place():
    amounts = [DraftBudget("accrued", Decimal(number), 2025, place=place(number)) for number in (100, 250)]
    apply(with_target(budget=amounts))
    facts = BudgetFact.objects.order_by("pk")
    traced = [Provenance.objects.get(subject_id=fact.pk, field="accrued").place["line"] for fact in facts]
    assert list(zip([fact.amount for fact in facts], traced, strict=True)) == [(Decimal(100), 100), (Decimal(250), 250)]


def test_amounts_keep_their_currency():
    apply(
        with_target(budget=[DraftBudget("accrued", Decimal(5), 2025, "EUR"), DraftBudget("accrued", Decimal(7), 2025)])
    )
    assert list(BudgetFact.objects.order_by("pk").values_list("line__currency", "amount")) == [("EUR", 5), ("USD", 7)]


def test_two_targets_of_one_name_and_year_are_two():
    targets = [DraftTarget("Mingas", year=2025, programmed=Decimal(number)) for number in (3, 8)]
    apply(with_target(targets=targets))
    assert list(TargetPeriod.objects.order_by("pk").values_list("programmed", flat=True)) == [3, 8]


def test_one_target_in_two_years_is_one():
    targets = [DraftTarget("Mingas", year=year, programmed=Decimal(3)) for year in (2024, 2025)]
    apply(with_target(targets=targets))
    assert Target.objects.count() == 1
    assert list(TargetPeriod.objects.values_list("year", flat=True)) == [2024, 2025]


def test_a_document_read_again_finds_its_own_lines_and_targets():
    repeated = [DraftBudget("accrued", Decimal(number), 2025) for number in (100, 250)]
    targets = [DraftTarget("Mingas", year=2025, programmed=Decimal(number)) for number in (3, 8)]
    apply(with_target(budget=repeated, targets=targets))
    again = with_target(budget=repeated, targets=targets)
    again.sha256 = "c" * 64
    assert propose_draft(again).differences == []


def test_a_file_that_is_not_the_one_that_was_read_is_refused():
    with pytest.raises(Refused, match="cambió mientras se leía"):
        apply_draft(open_government_draft(), file=ReceivedFile("informe.txt", content=b"another text"))


def test_a_document_is_not_real_and_fictitious():
    undo_load(apply(open_government_draft(), fictitious=True))
    with pytest.raises(Refused, match="real y ficticio"):
        apply(open_government_draft())
