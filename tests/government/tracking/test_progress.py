"""How far a promise has come: the published vectors, and the laws of counting."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.government.tracking.progress import (
    MixedWeightsError,
    Part,
    Stance,
    Standing,
    Verdict,
    counterpart_score,
    declared_score,
    independent_score,
    node_progress,
    percent,
    roll_up,
)

II_PAGA = {"C1": (3, 3), "C2": (3, 4), "C3": (4, 5), "C4": (3, 3), "C5": (6, 7)}
WITHOUT_EVIDENCE = {"C3": 1, "C5": 4}
"""Milestones declared met whose verifiables the report does not cite: C3.3; C5.1, C5.2, C5.3, C5.5."""

fractions = st.decimals(0, 1, places=4)
weights = st.decimals("0.01", 100, places=2)


def milestones(met: int, total: int) -> list[Part]:
    return [Part(str(number), declared_score("completed" if number < met else "pending")) for number in range(total)]


class TestSecondPlan:
    """The second open-government plan (compliance report, May 2023): 22 milestones in five commitments."""

    def test_by_milestones(self):
        parts = [part for met, total in II_PAGA.values() for part in milestones(met, total)]
        found = roll_up(parts)
        assert (found.progress, found.counted, found.total) == (Decimal(19) / 22, 22, 22)
        assert percent(found.progress) == Decimal("86.36")

    def test_as_the_mean_of_its_commitments(self):
        commitments = [Part(name, roll_up(milestones(*counts)).progress) for name, counts in II_PAGA.items()]
        assert percent(roll_up(commitments).progress) == Decimal("88.14")

    def test_counting_only_those_with_cited_evidence(self):
        parts = [
            part
            for name, (met, total) in II_PAGA.items()
            for part in milestones(met - WITHOUT_EVIDENCE.get(name, 0), total)
        ]
        assert percent(roll_up(parts).progress) == Decimal("63.64")

    def test_nobody_outside_has_said_anything(self):
        parts = [Part(str(number), independent_score([])) for number in range(22)]
        assert roll_up(parts).progress == 0


class TestVoices:
    @pytest.mark.parametrize(
        ("status", "score"),
        [
            ("completed", "1"),
            ("partly", "0.5"),
            ("in_progress", "0"),
            ("pending", "0"),
            ("suspended", "0"),
            (None, None),
        ],
    )
    def test_the_institution_counts_what_it_says_is_met(self, status, score):
        assert declared_score(status) == (None if score is None else Decimal(score))

    @pytest.mark.parametrize(("stance", "score"), [(Stance.AGREES, 1), (Stance.OBJECTS, 0), (None, 0)])
    def test_the_counterpart_counts_what_it_agreed_to(self, stance, score):
        assert counterpart_score(stance) == score

    @pytest.mark.parametrize(
        ("evaluator", "score"), [("observatory", 1), ("works", 0), ("university", 0), ("", 0)], ids=str
    )
    def test_only_somebody_outside_both_is_independent(self, evaluator, score):
        assert independent_score([Verdict(True, evaluator, "works", "university")]) == score

    def test_a_verdict_that_is_not_valid_counts_nothing(self):
        assert independent_score([Verdict(False, "observatory", "works")]) == 0


class TestRollUp:
    def test_what_an_act_took_out_is_not_counted_and_is_named(self):
        parts = [
            Part("a", Decimal(1)),
            Part("b", Decimal(0), standing=Standing.CANCELLED),
            Part("c", None, standing=Standing.MERGED),
        ]
        found = roll_up(parts)
        assert (found.progress, found.counted, found.total, found.excluded) == (1, 1, 3, ("b", "c"))

    def test_what_is_suspended_stays_in_with_its_last_progress(self):
        found = roll_up([Part("a", Decimal(1)), Part("b", Decimal("0.5"), standing=Standing.SUSPENDED)])
        assert (found.progress, found.counted, found.suspended) == (Decimal("0.75"), 2, ("b",))

    def test_what_is_late_keeps_its_progress_and_lowers_the_coverage(self):
        found = roll_up([Part("a", Decimal(1)), Part("b", Decimal(1), is_overdue=True)])
        assert (found.progress, found.coverage, found.overdue) == (1, Decimal("0.5"), ("b",))

    def test_what_was_never_reported_counts_as_nothing_once_it_should_have_begun(self):
        begun = roll_up([Part("a", Decimal(1)), Part("b", None)])
        assert (begun.progress, begun.counted, begun.unknown) == (Decimal("0.5"), 2, ("b",))
        ahead = roll_up([Part("a", Decimal(1)), Part("b", None, has_begun=False)])
        assert (ahead.progress, ahead.counted, ahead.total, ahead.unknown) == (1, 1, 2, ("b",))

    def test_nothing_to_count_is_not_known_rather_than_nothing_done(self):
        assert roll_up([]).progress is None
        assert roll_up([Part("a", None, has_begun=False)]).progress is None
        assert roll_up([Part("a", Decimal(1), standing=Standing.CANCELLED)]).coverage is None

    def test_weights_need_not_add_up_to_one(self):
        found = roll_up([Part("a", Decimal(1), Decimal(3)), Part("b", Decimal(0), Decimal(1))])
        assert found.progress == Decimal("0.75")

    @pytest.mark.parametrize("bad", [[1, None], [0, 0], [2, -1]])
    def test_weights_that_say_nothing_are_refused(self, bad):
        parts = [Part(str(n), Decimal(1), None if weight is None else Decimal(weight)) for n, weight in enumerate(bad)]
        with pytest.raises(MixedWeightsError):
            roll_up(parts)

    @given(st.lists(st.tuples(fractions, weights), min_size=1, max_size=12))
    def test_the_whole_lies_between_its_least_and_its_greatest_part(self, drawn):
        found = roll_up([Part(str(n), value, weight) for n, (value, weight) in enumerate(drawn)])
        values = [value for value, _weight in drawn]
        assert min(values) - Decimal("1e-20") <= found.progress <= max(values) + Decimal("1e-20")

    @given(st.lists(st.tuples(fractions, weights), min_size=1, max_size=12), st.decimals("0.1", 50, places=1))
    def test_weights_tell_only_by_their_proportion(self, drawn, factor):
        one = roll_up([Part(str(n), value, weight) for n, (value, weight) in enumerate(drawn)])
        other = roll_up([Part(str(n), value, weight * factor) for n, (value, weight) in enumerate(drawn)])
        assert abs(one.progress - other.progress) < Decimal("1e-20")

    @given(st.lists(fractions, min_size=1, max_size=12), st.randoms())
    def test_the_order_of_the_parts_tells_nothing(self, values, chance):
        parts = [Part(str(n), value) for n, value in enumerate(values)]
        shuffled = parts[:]
        chance.shuffle(shuffled)
        assert abs(roll_up(parts).progress - roll_up(shuffled).progress) < Decimal("1e-20")

    @given(st.lists(fractions, min_size=1, max_size=8), fractions)
    def test_nobody_gains_by_leaving_a_report_out(self, values, value):
        others = [Part(str(n), one) for n, one in enumerate(values)]
        assert roll_up([*others, Part("x", None)]).progress <= roll_up([*others, Part("x", value)]).progress


class TestNode:
    def test_milestones_come_before_targets_and_targets_before_the_physical_progress(self):
        milestone = [Part("a", Decimal("0.5"))]
        target = [(Decimal("0.9"), None)]
        assert node_progress(milestone, target, Decimal("0.1")) == Decimal("0.5")
        assert node_progress([], target, Decimal("0.1")) == Decimal("0.9")
        assert node_progress([], [], Decimal("0.1")) == Decimal("0.1")
        assert node_progress([], []) is None

    def test_a_target_counts_from_nothing_to_all_of_it(self):
        assert node_progress([], [(Decimal("1.8"), None), (Decimal("-0.4"), None)]) == Decimal("0.5")

    def test_a_target_of_which_nothing_is_known_counts_as_nothing_reached(self):
        assert node_progress([], [(Decimal(1), None), (None, None)]) == Decimal("0.5")
