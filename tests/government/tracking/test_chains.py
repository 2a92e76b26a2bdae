"""Chains of signatures are data; what was given back begins again."""

from __future__ import annotations

import pytest

from minga.government.tracking.chains import Step, chains
from minga.government.tracking.models import Signature


@pytest.mark.parametrize(
    ("chain", "signed", "step"),
    [
        ("three-steps", "", "prepared"),
        ("three-steps", "prepared", "reviewed"),
        ("three-steps", "prepared reviewed", "approved"),
        ("three-steps", "prepared reviewed approved", None),
        ("three-steps", "prepared reviewed returned", "prepared"),
        ("three-steps", "prepared returned prepared", "reviewed"),
        ("three-steps", "prepared returned prepared reviewed returned prepared reviewed", "approved"),
        ("two-steps", "prepared", "approved"),
        ("two-steps", "prepared returned", "prepared"),
        ("two-steps", "prepared approved", None),
    ],
)
def test_the_next_step(chain, signed, step):
    assert chains()[chain].next_step(signed.split()) == step


def test_every_chain_begins_with_who_prepares_and_ends_with_who_approves():
    assert {(one.steps[0], one.steps[-1]) for one in chains().values()} == {(Step.PREPARED, Step.APPROVED)}


def test_every_chain_has_a_label_in_both_languages():
    assert [(bool(one.label("es")), bool(one.label("en-gb"))) for one in chains().values()] == [(True, True)] * 2


def test_the_steps_are_those_of_the_signatures():
    assert {step.value for step in Step} == set(Signature.Step.values)
