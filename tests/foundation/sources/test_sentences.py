"""A document's page opens with what was read from it."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from minga.foundation.sources.alerts import OTHER
from minga.foundation.sources.models import Finding, Load
from minga.foundation.sources.queries import AlertGroup, Reading
from minga.foundation.sources.sentences import reading_sentence


def reading(*, alerts: int = 0, nodes: int = 0, state: str = "applied") -> Reading:
    load = Load(state=state, counts={"nodes": nodes})
    groups = [AlertGroup("other", OTHER, [Finding()] * alerts)] if alerts else []
    return Reading(loads=[load], groups=groups, figures=[], facts=0)


@pytest.mark.parametrize(
    ("told", "alerts", "sentence"),
    [
        (
            ["5 compromisos", "22 hitos"],
            12,
            "De este documento Minga leyó 5 compromisos y 22 hitos, y encontró 12 alertas de lectura.",
        ),
        (["1 meta"], 1, "De este documento Minga leyó 1 meta, y encontró 1 alerta de lectura."),
        (
            ["1 eje", "2 metas", "3 acciones"],
            0,
            "De este documento Minga leyó 1 eje, 2 metas y 3 acciones, sin ninguna alerta de lectura.",
        ),
    ],
)
def test_what_was_read_and_how_many_alerts(told, alerts, sentence):
    assert reading_sentence(reading(alerts=alerts), told) == sentence


def test_elements_are_counted_when_nobody_tells_them():
    sentence = "De este documento Minga leyó 27 elementos de planes, sin ninguna alerta de lectura."
    assert reading_sentence(reading(nodes=27), []) == sentence


def test_a_document_that_tells_nothing():
    sentence = "En este documento Minga no encontró compromisos, metas ni cifras que leer."
    assert reading_sentence(reading(), []) == sentence


def test_an_undone_reading():
    sentence = "La lectura de este documento se deshizo: ninguno de sus datos consta hoy en Minga."
    assert reading_sentence(reading(state="undone"), ["5 compromisos"]) == sentence


def test_a_document_without_a_reading():
    sentence = "Minga guarda este documento, y aún no se ha aplicado ninguna lectura suya."
    assert reading_sentence(Reading([], [], [], 0), []) == sentence


def test_large_counts_follow_the_language():
    with override("es"):
        assert "12.000 elementos" in reading_sentence(reading(nodes=12_000), [])
