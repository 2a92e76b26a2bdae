"""Documents and alerts can be found and taken away."""

from __future__ import annotations

import pytest
from django.http import Http404

from minga.foundation.sources.datasets import ALERT_COLUMNS, DOCUMENT_COLUMNS, alert_rows, document_rows
from minga.foundation.sources.models import Load
from minga.foundation.sources.search import entries
from minga.kernel.search import Entry
from tests.factories.sources import DocumentFactory, FindingFactory, LoadFactory

pytestmark = pytest.mark.django_db


def test_the_rows_of_documents_are_those_of_the_list():
    load = LoadFactory(document__title="Informe del mercado")
    FindingFactory(load=load)
    DocumentFactory(kind="insertion-matrix")
    (row,) = document_rows({"tipo": "compliance-report"})
    assert (row["title"], row["alerts"], row["facts"], row["load"]) == ("Informe del mercado", 1, 0, "applied")


def test_a_document_has_the_columns_that_are_declared():
    DocumentFactory()
    (row,) = document_rows({})
    assert set(row) == {column.name for column in DOCUMENT_COLUMNS}
    assert row["load"] == ""


def test_the_rows_of_alerts_carry_their_place_in_parts_and_in_words():
    load = LoadFactory(document__slug="informe")
    FindingFactory(load=load, place={"page": 3, "table": 1, "row": 4}, subject_key="C1.H2")
    (row,) = alert_rows({}, document="informe")
    assert set(row) == {column.name for column in ALERT_COLUMNS}
    assert (row["place"], row["page"], row["table"], row["row"], row["line"]) == (
        "página 3, tabla 1, fila 4",
        3,
        1,
        4,
        None,
    )


def test_alerts_of_an_undone_load_are_gone():
    FindingFactory(load=LoadFactory(document__slug="informe", state=Load.State.UNDONE))
    assert list(alert_rows({}, document="informe")) == []


def test_alerts_of_an_unknown_document_are_not_found():
    with pytest.raises(Http404):
        alert_rows({}, document="ninguno")


def test_a_document_is_found_by_its_title_and_issuer():
    DocumentFactory(slug="informe", issuer="Dirección de Mercados", short_title="Informe corto", number="OF-7")
    assert list(entries()) == [
        Entry(
            key="informe",
            kind="document",
            title="Informe corto",
            url="/fuentes/informe/",
            summary="Informe de cumplimiento · Dirección de Mercados · mayo de 2025",
            body="Informe de cumplimiento OF-7",
        )
    ]
