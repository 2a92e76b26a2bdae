"""The arithmetic of money: exact, never a mean of percentages, and nothing where nothing can be said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.government.budget.ratios import agrees, as_printed, execution, shown

amounts = st.decimals(min_value=0, max_value=10**12, places=2)
positive = st.decimals(min_value=Decimal("0.01"), max_value=10**12, places=2)


@pytest.mark.parametrize(
    ("accrued", "adjusted", "ratio"),
    [
        ("4884.15", "5500.00", "88.80"),
        ("11224598", "51780655", "21.68"),
        ("0", "100", "0.00"),
        ("120", "100", "120.00"),
    ],
)
def test_execution_is_accrued_over_adjusted(accrued, adjusted, ratio):
    assert shown(execution(Decimal(accrued), Decimal(adjusted))) == Decimal(ratio)


@pytest.mark.parametrize(("accrued", "adjusted"), [("5", "0"), (None, "5"), ("5", None), (None, None)])
def test_nothing_adjusted_or_an_unknown_amount_gives_no_ratio(accrued, adjusted):
    known = [Decimal(amount) if amount is not None else None for amount in (accrued, adjusted)]
    assert execution(*known) is None
    assert shown(None) is None


@given(amounts, positive, positive)
def test_the_ratio_does_not_depend_on_the_unit_of_money(accrued, adjusted, rate):
    assert shown(execution(accrued, adjusted)) == shown(execution(accrued * rate, adjusted * rate))


@given(st.lists(st.tuples(amounts, positive), min_size=1))
def test_a_group_lies_between_its_lowest_and_its_highest_line(lines):
    whole = execution(sum((line[0] for line in lines), Decimal(0)), sum((line[1] for line in lines), Decimal(0)))
    ratios = [execution(*line) for line in lines]
    slack = Decimal("1e-15") * max(ratios)
    assert min(ratios) - slack <= whole <= max(ratios) + slack


@pytest.mark.parametrize(
    ("printed", "ratio", "same"),
    [
        ("88.80", "88.8027", True),
        ("88.8000", "88.8027", True),
        ("88.9", "88.8027", False),
        ("89", "88.8027", True),
        ("21.7", "21.677", True),
        (None, "88.80", None),
        ("88.80", None, None),
    ],
)
def test_a_printed_percentage_agrees_as_far_as_it_is_printed(printed, ratio, same):
    known = [Decimal(value) if value is not None else None for value in (printed, ratio)]
    assert agrees(*known) is same


@pytest.mark.parametrize(
    ("stored", "written"), [("88.8000", "88.80"), ("100.0000", "100.00"), ("12.3450", "12.345"), (None, None)]
)
def test_a_printed_percentage_keeps_two_decimals_at_least(stored, written):
    assert as_printed(stored and Decimal(stored)) == (written and Decimal(written))
    assert str(as_printed(stored and Decimal(stored))) == str(written)


@given(positive, positive)
def test_a_ratio_always_agrees_with_itself_as_shown(accrued, adjusted):
    ratio = execution(accrued, adjusted)
    assert agrees(shown(ratio), ratio)
