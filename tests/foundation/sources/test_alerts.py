"""Every kind of alert is explained, in words that describe and do not accuse."""

from __future__ import annotations

import json
import re

import pytest

from minga.foundation.sources.alerts import ALERT_KINDS, OTHER, alert_kind
from tests.shared import ROOT

CONTRACT = ROOT / "src/minga/publishing/intake/read.schema.json"
ACCUSING = re.compile(r"\b(culpa|error|falla|falta grave|incumpl|irregular|mentira|miente|engañ|ocult)", re.IGNORECASE)


def test_every_code_of_the_contract_is_explained_and_no_other():
    finding = json.loads(CONTRACT.read_text("utf-8"))["$defs"]["finding"]
    assert set(ALERT_KINDS) == set(finding["properties"]["code"]["enum"])


@pytest.mark.parametrize("code", [*ALERT_KINDS, "another"])
def test_no_explanation_accuses(code):
    kind = alert_kind(code)
    assert ACCUSING.findall(f"{kind.title}. {kind.explanation}") == []


def test_titles_are_told_apart():
    assert len({str(kind.title) for kind in ALERT_KINDS.values()}) == len(ALERT_KINDS)


def test_an_unknown_code_has_a_general_explanation():
    assert alert_kind("another") is OTHER
