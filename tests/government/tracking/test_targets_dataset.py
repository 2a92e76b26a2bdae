"""All targets of a plan as a table, and the first of them on its page."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from minga.government.tracking.panels import TARGETS_ON_A_PLAN, load_plans
from tests.factories.plans import TargetFactory, TargetPeriodFactory, listed_plan
from tests.factories.sources import printed
from tests.factories.tracking import MeasurementFactory

pytestmark = pytest.mark.django_db


def rows(client, address):
    return json.loads(b"".join(client.get(address).streaming_content))


def test_a_row_for_each_year_of_each_target(client):
    listed = listed_plan("Mercado", slug="plan")
    target = TargetPeriodFactory(target__node=next(iter(listed.nodes.values())), year=2025, programmed=40).target
    MeasurementFactory(target=target, year=2025, actual=21, attainment_printed=Decimal("52.5"))
    TargetPeriodFactory(target=target, year=2026, programmed=50)
    printed(target, listed.load, "target", line=8)
    found = rows(client, "/planes/plan/metas.json")
    assert [(row["year"], row["programmed"], row["executed"], row["attainment_printed"]) for row in found] == [
        (2025, "40", "21", "52.5"),
        (2026, "50", None, None),
    ]
    assert {(row["key"], row["target"], row["place"]) for row in found} == {(target.node.key, target.name, "línea 8")}


def test_a_target_without_years_is_a_row_too(client):
    listed = listed_plan("Mercado", slug="plan")
    TargetFactory(node=next(iter(listed.nodes.values())))
    assert [row["year"] for row in rows(client, "/planes/plan/metas.json")] == [None]


def test_a_plan_that_is_not_there_has_no_table(client):
    assert client.get("/planes/nada/metas.csv").status_code == 404


def test_the_page_draws_the_first_and_says_how_many_there_are(client):
    listed = listed_plan("Mercado", slug="plan")
    TargetFactory.create_batch(TARGETS_ON_A_PLAN + 3, node=next(iter(listed.nodes.values())))
    panel = load_plans([listed.plan])[listed.plan.pk]
    assert (len(panel["targets"]), panel["total"]) == (TARGETS_ON_A_PLAN, TARGETS_ON_A_PLAN + 3)
    page = client.get("/planes/plan/").content.decode()
    assert f"Aquí están las primeras {TARGETS_ON_A_PLAN} de {TARGETS_ON_A_PLAN + 3}" in page
    assert 'href="/planes/plan/metas.csv"' in page
