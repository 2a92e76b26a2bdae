"""A kept draft is the draft."""

from __future__ import annotations

import json

import pytest

from minga.publishing.intake.records import draft_from_record, draft_record
from tests.factories.drafts import management_draft, open_government_draft


@pytest.mark.parametrize("draft", [open_government_draft(), management_draft()], ids=["open government", "management"])
def test_a_draft_comes_back_as_it_was(draft):
    assert draft_from_record(json.loads(json.dumps(draft_record(draft)))) == draft
