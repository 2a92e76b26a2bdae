"""Addresses of readings, and what their forms send."""

from __future__ import annotations

from minga.publishing.intake.queries.review import Review
from tests.factories.readings import again

LIST = "/bandeja/lecturas/"
LISTS = ("evidence", "roles", "targets", "budget", "results", "expected_results", "expected_means")
"""The lists of an element's form."""


def address(reading, below=""):
    return f"{LIST}{reading.public_id}/{below}"


def choice(reading, number, value="keep", **more):
    alert = Review(again(reading)).alerts[number - 1]
    seen = Review(again(reading)).seen(alert.ref, number - 1)
    return {"d-choice": value, "d-reason": "", "d-seen": seen} | more


def fields(**more):
    """The fields of an element's form, as they stand for the first milestone."""
    formsets = {f"{name}-{count}": 0 for name in LISTS for count in ("TOTAL_FORMS", "INITIAL_FORMS")}
    stands = {
        "e-title": "Inventario de puestos",
        "e-status": "completed",
        "e-printed": "Cumplido",
        "e-mark_reason": "",
        "e-code": "",
        "e-start": "",
        "e-end": "",
    }
    return formsets | stands | more
