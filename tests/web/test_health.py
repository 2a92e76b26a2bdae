"""Health is told to everybody and kept by nobody."""

from __future__ import annotations

import pytest


@pytest.mark.django_db
def test_health_answers_and_is_never_kept(client):
    response = client.get("/salud/")
    assert response.json() == {"state": "ok"}
    assert response["Cache-Control"] == "no-store"
