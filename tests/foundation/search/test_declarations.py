"""The results of a search can be taken away."""

from __future__ import annotations

import pytest

from minga.foundation.search.actions import add_entries
from minga.foundation.search.datasets import COLUMNS, result_rows
from tests.factories.search import entry

pytestmark = pytest.mark.django_db


def test_the_rows_are_the_results_in_their_order():
    add_entries([entry("agua", "Plan de agua", body="mercado"), entry("feria", "Feria del mercado", summary="Acta")])
    rows = list(result_rows({"q": "mercados"}))
    assert [row["title"] for row in rows] == ["Feria del mercado", "Plan de agua"]
    assert rows[0] == {
        "kind": "document",
        "title": "Feria del mercado",
        "summary": "Acta",
        "url": "/fuentes/feria/",
        "fictitious": False,
        "held": 1,
        "asked": 1,
    }
    assert list(rows[0]) == [column.name for column in COLUMNS]


def test_one_kind_alone_and_no_such_kind():
    add_entries([entry("feria", "Feria"), entry("norte", "Feria", kind="territory")])
    assert [row["kind"] for row in result_rows({"q": "feria", "tipo": "territory"})] == ["territory"]
    assert len(list(result_rows({"q": "feria", "tipo": "nada"}))) == 2


def test_nothing_without_words():
    add_entries([entry("feria", "Feria")])
    assert list(result_rows({})) == []


def test_what_holds_some_of_the_words_says_how_many():
    add_entries([entry("feria", "Feria")])
    assert [(row["held"], row["asked"]) for row in result_rows({"q": "feria submarina"})] == [(1, 2)]


def test_beginnings_are_rows_when_they_are_asked_for():
    add_entries([entry("metro", "Metro"), entry("metropolitano", "Plan metropolitano")])
    assert len(list(result_rows({"q": "metro"}))) == 1
    assert len(list(result_rows({"q": "metro", "comienzo": "1"}))) == 2
