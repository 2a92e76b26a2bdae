"""What the pages of the government layer need to be asked for."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minga.foundation.sources.models import Provenance
from minga.government.budget.models import BudgetFact, BudgetLine
from minga.government.plans.models import (
    DeclaredStatus,
    ExpectedMeans,
    Link,
    Node,
    NodeRole,
    Plan,
    Target,
    TargetPeriod,
)
from minga.government.tracking.models import Evidence, Measurement, ResultItem

TRACED = (
    *(BudgetFact, BudgetLine, DeclaredStatus, Evidence, ExpectedMeans, Link, Measurement),
    *(Node, NodeRole, Plan, ResultItem, Target, TargetPeriod, Provenance),
)


@pytest.fixture
def queries(client, db):
    """Asks for a page and tells how many queries it took, once the kinds of rows are known as in a running server."""

    def count(address: str) -> int:
        for model in TRACED:
            ContentType.objects.get_for_model(model)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    return count
