"""No two documents read alike: their date beside the title; then who issues them; then when they were handed in."""

from __future__ import annotations

from datetime import UTC, datetime

from minga.foundation.sources.models import Document
from minga.foundation.sources.naming import told_apart


def document(pk: int, title: str = "Informe de cumplimiento", **values) -> Document:
    received = datetime(2026, 11, 20 + pk, 15, 30, tzinfo=UTC)
    return Document(pk=pk, title=title, **{"date": "2026-05", "issuer": "Secretaría", "received_at": received} | values)


def test_the_date_is_told_even_of_one_alone():
    assert told_apart([document(1)]) == {1: "may 2026"}


def test_one_without_date_needs_no_more_words():
    assert told_apart([document(1, date="")]) == {1: ""}


def test_the_same_title_of_other_dates_is_told_by_its_date():
    assert told_apart([document(1), document(2, date="2026-11")]) == {1: "may 2026", 2: "nov 2026"}


def test_the_same_title_and_date_is_told_by_who_issues_it():
    found = told_apart([document(1), document(2, issuer="Dirección de Obras"), document(3, "Otro informe")])
    assert found == {1: "may 2026, Secretaría", 2: "may 2026, Dirección de Obras", 3: "may 2026"}


def test_the_same_in_all_of_it_is_told_by_when_it_was_handed_in():
    assert told_apart([document(1), document(2)]) == {
        1: "may 2026, recibido el 21 nov 2026, 10:30",
        2: "may 2026, recibido el 22 nov 2026, 10:30",
    }


def test_a_document_that_is_told_twice_is_one():
    assert told_apart([document(1), document(1)]) == {1: "may 2026"}


def test_names_that_are_alike_once_they_are_cut_are_alike():
    long = "Informe de cumplimiento de los compromisos"
    two = [document(1, f"{long} uno"), document(2, f"{long} dos", issuer="Dirección")]
    found = told_apart(two, lambda document: str(document)[:20])
    assert found == {1: "may 2026, Secretaría", 2: "may 2026, Dirección"}


def test_a_date_that_is_no_date_is_told_as_it_is_written():
    assert told_apart([document(1, date="s/f")]) == {1: "s/f"}
