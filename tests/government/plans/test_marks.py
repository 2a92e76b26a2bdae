"""The mark of a node follows the table of the look, whatever else is known of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.design.marks import STATES
from minga.government.plans.marks import BY_STATUS, FINISHED, Mark, mark_of
from minga.government.plans.models import DeclaredStatus

statuses = st.none() | st.sampled_from(DeclaredStatus.Canonical.values)
flags = st.fixed_dictionaries(
    {name: st.booleans() for name in ("marked", "approved_change", "silent", "tracked")},
)


@pytest.mark.parametrize(
    ("canonical", "known", "mark"),
    [
        ("completed", {}, "done"),
        ("completed", {"marked": True}, "star"),
        ("completed", {"approved_change": True}, "changed"),
        ("completed", {"marked": True, "approved_change": True}, "changed"),
        ("in_progress", {}, "going"),
        ("in_progress", {"marked": True}, "going"),
        ("pending", {}, "pending"),
        ("suspended", {}, "paused"),
        ("cancelled", {}, "void"),
        ("cancelled", {"silent": True}, "void"),
        ("not_started", {}, "notyet"),
        ("unknown", {"tracked": True}, "unknown"),
        (None, {}, "untracked"),
        (None, {"tracked": True}, "unknown"),
        (None, {"silent": True}, "silent"),
        ("completed", {"silent": True}, "silent"),
    ],
)
def test_the_table_of_marks(canonical, known, mark):
    assert mark_of(canonical, **known) == mark


@given(statuses, flags)
def test_every_node_has_a_mark_that_the_design_can_draw(canonical, known):
    assert mark_of(canonical, **known) in STATES


@given(statuses, flags)
def test_only_a_declared_completion_is_ever_green(canonical, known):
    if mark_of(canonical, **known) in FINISHED:
        assert canonical == "completed"
        assert not known["silent"]


@given(statuses, flags)
def test_silence_is_never_blank_nor_green(canonical, known):
    mark = mark_of(canonical, **{**known, "silent": True})
    assert mark == ("void" if canonical == "cancelled" else "silent")


@given(statuses, flags)
def test_with_changes_needs_an_approved_change_and_an_asterisk_alone_is_not_one(canonical, known):
    assert (mark_of(canonical, **known) == Mark.CHANGED) == (
        canonical == "completed" and known["approved_change"] and not known["silent"]
    )


@given(flags)
def test_a_plan_that_nobody_follows_is_never_silent_by_itself(known):
    assert mark_of(None, **{**known, "silent": False}) in (Mark.UNTRACKED, Mark.UNKNOWN)


def test_every_canonical_status_has_its_mark_and_every_state_of_the_design_is_a_mark():
    assert set(BY_STATUS) == set(DeclaredStatus.Canonical.values)
    assert set(Mark) == set(STATES)


def test_a_status_that_is_not_canonical_is_an_error_and_not_a_guess():
    with pytest.raises(KeyError):
        mark_of("cumplido")
