"""Which act may change which kind of plan: the table, as data."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.government.plans.actions import Act
from minga.government.plans.actions.acts import require_act
from minga.government.plans.acts import PACKAGED, Kind, read_table
from minga.government.plans.forms.changes import number_of
from minga.government.plans.models import ActKind, Plan
from minga.kernel.errors import Refused

TABLE = read_table()
DAY = date(2026, 5, 14)
CONTENT = ("plan", "level", "new", "closed", "structure", "wording", "schedule", "target", "mechanism")


@pytest.mark.parametrize("kind", CONTENT)
def test_what_an_ordinance_approved_only_an_ordinance_changes(kind):
    assert TABLE.required_act("development", {kind}, DAY).acts == ("ordinance",)


@pytest.mark.parametrize("kind", ["responsible", "means", "place", "presentation"])
def test_what_was_not_approved_by_ordinance_may_be_changed_by_resolution(kind):
    assert TABLE.required_act("development", {kind}, DAY).acts == ("resolution", "ordinance")


@pytest.mark.parametrize("kind", [*CONTENT, "means"])
def test_an_open_government_plan_is_changed_in_session_with_its_signed_act(kind):
    needed = TABLE.required_act("open-government", {kind}, DAY)
    assert (needed.acts, needed.annex) == (("session",), "acta de compromiso")


def test_the_responsible_of_a_commitment_is_named_by_resolution():
    needed = TABLE.required_act("open-government", {"responsible"}, DAY)
    assert (needed.acts, needed.annex) == (("resolution", "session"), "")


@pytest.mark.parametrize("plan", ["strategy", "portfolio", "management", "other"])
@pytest.mark.parametrize("kind", list(Kind))
def test_other_plans_are_changed_by_who_publishes_them(plan, kind):
    assert TABLE.required_act(plan, {kind}, DAY).acts == ("letter", "resolution")


def test_changes_of_two_kinds_need_an_act_that_may_make_both():
    assert TABLE.required_act("open-government", {"responsible", "wording"}, DAY).acts == ("session",)


@given(
    plan=st.sampled_from(Plan.Kind.values),
    kinds=st.sets(st.sampled_from(list(Kind)), min_size=1),
    others=st.sets(st.sampled_from(list(Kind)), min_size=1),
    day=st.dates(date(1950, 1, 1), date(2100, 1, 1)),
)
def test_some_act_is_always_enough_and_more_changes_never_need_less(plan, kinds, others, day):
    needed, further = TABLE.required_act(plan, kinds, day), TABLE.required_act(plan, kinds | others, day)
    assert needed.acts
    assert set(further.acts) <= set(needed.acts)


def test_every_rule_names_its_source_and_whether_it_is_law():
    rules = json.loads(PACKAGED.read_text("utf-8"))["rules"]
    assert [rule for rule in rules if not rule["source"] or rule["law"] not in (True, False)] == []
    assert {rule["plans"][0] for rule in rules if rule["law"]} == {"development"}


def test_the_table_speaks_of_the_acts_and_plans_that_there_are():
    assert set(TABLE.strength) == set(ActKind.values)
    assert {plan for rule in TABLE.rules for plan in rule.plans} == set(Plan.Kind.values)


def test_what_the_table_does_not_decide_is_an_error(tmp_path):
    path = tmp_path / "acts.json"
    path.write_text('{"strength": ["letter"], "rules": []}', "utf-8")
    with pytest.raises(LookupError):
        read_table(path).required_act("other", {"wording"}, DAY)


def test_a_city_brings_its_own_table(tmp_path, settings):
    path = tmp_path / "acts.json"
    rule = {"plans": ["other"], "changes": ["wording"], "acts": ["letter"], "law": False, "source": "Norma propia"}
    path.write_text(json.dumps({"strength": ["letter"], "rules": [rule]}), "utf-8")
    settings.MINGA_PLAN_ACTS = str(path)
    plan = Plan(kind="other")
    assert require_act(plan, {"wording"}, Act("letter", "1", DAY)).number == "1"
    with pytest.raises(Refused) as refused:
        require_act(plan, {"wording"}, Act("resolution", "1", DAY))
    assert refused.value.details == ["Norma propia"]


@pytest.mark.parametrize(
    ("annex", "label"),
    [
        ("acta de compromiso", "Número del acta de compromiso"),
        ("informe técnico", "Número del informe técnico"),
        ("Resolución del comité", "Número de la Resolución del comité"),
    ],
)
def test_the_number_of_what_goes_with_an_act_is_asked_for_by_its_name(annex, label):
    assert number_of(annex) == label


def test_what_is_no_norm_is_not_said_twice():
    (rule,) = TABLE.required_act("open-government", {"wording"}, DAY).rules
    assert (rule.law, rule.source.endswith("No es norma.")) == (False, True)
    assert rule.told.endswith("firmados en un acta de compromiso.")


def test_an_act_needs_its_kind():
    plan = Plan(kind="open-government")
    with pytest.raises(Refused) as refused:
        require_act(plan, {"wording"}, Act("", "004-2026", DAY))
    assert refused.value.reason == "Elige qué acto aprueba estos cambios: acta de sesión."
