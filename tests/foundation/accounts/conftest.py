from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.factories.accounts import PersonFactory, sign_in

LOCAL = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "limits"}


@pytest.fixture
def limits(settings):
    """The cache in which attempts are counted and used codes are remembered."""
    settings.CACHES = {**settings.CACHES, "default": LOCAL}
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person(db):
    return PersonFactory()


@pytest.fixture
def own(client, person):
    """The browser of a person who has signed in."""
    assert sign_in(client, person).status_code == 302
    return client
