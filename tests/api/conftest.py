"""What the tests of the API ask with."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.government.conftest import TRACED


@pytest.fixture
def queries(client, db):
    """Asks and tells how many queries it took, once the kinds of rows are known as in a running server."""

    def count(address: str, **more) -> int:
        for model in TRACED:
            ContentType.objects.get_for_model(model)
        client.get(address, **more)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address, **more).status_code == 200
        return len(captured)

    return count


@pytest.fixture
def counting(settings):
    """The cache in which attempts are counted, empty; other tests count nothing."""
    local = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "api-limits"}
    settings.CACHES = {**settings.CACHES, "default": local}
    cache.clear()
    yield
    cache.clear()
