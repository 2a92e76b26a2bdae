"""How properties are tried (never against the clock, repeatable), and a visitor who reads files to their end."""

from __future__ import annotations

import os

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from hypothesis import settings

from minga.kernel.guards import take_down

settings.register_profile("minga", deadline=None, print_blob=True)
settings.register_profile("ci", settings.get_profile("minga"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "minga")


class Visitor(Client):
    """Reads streams to their end, as browsers do: none keeps a cursor open into the next test."""

    def request(self, **request):
        response = super().request(**request)
        if response.streaming:
            response.streaming_content = list(response.streaming_content)
        return response


@pytest.fixture
def client():
    return Visitor()


@pytest.fixture(autouse=True)
def no_electoral_mode():
    """Each test begins in a process that has just read that there is none: a page asks for it once a minute."""
    from minga.foundation.organizations.queries.electoral import know

    know([])


@pytest.fixture(autouse=True, scope="session")
def emptied_between_tests():
    """Tests that commit empty the database when they end: the guards of rows that are only added let them."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def unguarded(operations, statements):
        take_down(operations.connection)
        flush(operations, statements)

    BaseDatabaseOperations.execute_sql_flush = unguarded
