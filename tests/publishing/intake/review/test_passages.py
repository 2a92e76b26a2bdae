"""The document's own text: cut in passages with their places, and found again around any place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.publishing.intake.document import Cell, Document, Paragraph, Place, Row, Table
from minga.publishing.intake.models import Passage
from minga.publishing.intake.passages import Anchor, anchor, cut, place_key, place_of
from minga.publishing.intake.queries.beside import (
    FOLDED,
    NEAR,
    OPENING,
    Shown,
    beside,
    label,
    meant_by,
    opening,
    page_of_text,
    pieces,
)
from tests.factories.drafts import milestone, open_government_draft
from tests.factories.readings import reading_of

NUMBER = st.none() | st.integers(1, 10**6)
SHEET = st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
PLACES = st.builds(
    Place,
    line=NUMBER,
    page=NUMBER,
    table=NUMBER,
    row=NUMBER,
    paragraph=NUMBER,
    sheet=SHEET,
    cell=st.none() | st.just("B7"),
)


@given(PLACES)
def test_the_key_of_a_place_gives_the_place_back(place):
    assert place_of(place_key(place)) == place


@pytest.mark.parametrize("key", ["line:x", "shelf:3", "line"])
def test_what_no_place_gives_is_no_key(key):
    with pytest.raises(ValueError, match=r"."):
        place_of(key)


def test_a_document_is_cut_in_order():
    table_place = Place(page=2, table=1)
    rows = tuple(
        Row((Cell(text, table_place), Cell("", table_place)), Place(page=2, table=1, row=number))
        for number, text in enumerate(("HITO", "Feria"), start=1)
    )
    blocks = [Paragraph("Título", Place(page=1), level=1), Paragraph("Texto", Place(page=1)), Table(rows, table_place)]
    assert cut(Document(blocks, "", "")) == [
        ["heading", "page:1", ["Título"]],
        ["text", "page:1", ["Texto"]],
        ["first-row", "page:2/table:1/row:1", ["HITO", ""]],
        ["row", "page:2/table:1/row:2", ["Feria", ""]],
    ]


@pytest.mark.parametrize(
    ("place", "found"),
    [
        (Place(line=202), Anchor("line:202", "", 202)),
        (Place(page=3, table=2, row=4), Anchor("page:3/table:2/row:4", "", 3)),
        (Place(paragraph=12), Anchor("paragraph:12", "", 12)),
        (Place(sheet="Metas", cell="B7"), Anchor("row:7/sheet:Metas", "Metas", 7)),
        (Place(sheet="Metas", cell="AA12"), Anchor("row:12/sheet:Metas", "Metas", 12)),
    ],
)
def test_a_cell_is_found_in_its_row(place, found):
    assert anchor(place) == found


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"line": 202}, "202"),
        ({"page": 3, "table": 2, "row": 4}, "t2 f4"),
        ({"page": 3}, "p. 3"),
        ({"paragraph": 12}, "¶12"),
        ({"sheet": "Metas", "cell": "B7"}, "B7"),
        ({}, ""),
    ],
)
def test_a_margin_holds_a_short_place(place, words):
    assert label(place) == words


def shown(window):
    return [one.passage.number for one in window.shown]


@pytest.mark.django_db
def test_around_a_place():
    window = beside(reading_of(), Place(line=20))
    assert (shown(window), window.meant, window.before, window.after) == (list(range(15, 25)), 19, 14, 16)


@pytest.mark.django_db
@pytest.mark.parametrize(("line", "lines"), [(1, range(1, 6)), (40, range(35, 41)), (999, range(35, 41))])
def test_at_the_ends_of_the_document(line, lines):
    assert shown(beside(reading_of(), Place(line=line))) == list(lines)


@pytest.mark.django_db
def test_a_place_without_a_passage_of_its_own_is_where_the_one_before_it_is():
    reading = reading_of()
    Passage.objects.filter(reading=reading, number__in=(20, 21)).delete()
    assert beside(reading, Place(line=21)).meant == 18


@pytest.mark.django_db
def test_a_page_leads_to_its_first_passage_and_a_table_to_its_first_row():
    reading = reading_of(passages_total=3)
    reading.passages.all().delete()
    for position, place in enumerate((Place(page=1), Place(page=2, table=1, row=1), Place(table=2, row=1))):
        found = anchor(place)
        Passage.objects.create(
            reading=reading, position=position, kind="row", place=place.as_json(), anchor=found.key, number=found.number
        )
    assert [beside(reading, place).meant for place in (Place(page=2), Place(table=2))] == [1, 2]


@pytest.mark.django_db
def test_of_long_passages_only_the_nearest_are_shown_until_more_are_asked_for():
    reading = reading_of()
    Passage.objects.filter(reading=reading).update(texts=["x" * (NEAR // 2)])
    window = beside(reading, Place(line=20))
    assert (shown(window), window.before, window.after) == ([18, 19, 20, 21, 22], 17, 18)
    Passage.objects.filter(reading=reading).update(texts=["x" * 2 * NEAR])
    assert shown(beside(reading, Place(line=20))) == [19, 20, 21]
    assert shown(beside(reading, Place(line=1))) == [1, 2]


@pytest.mark.django_db
def test_more_of_the_text_is_folded_on_each_side():
    reading = reading_of()
    window = beside(reading, Place(line=30))
    assert [one.passage.number for one in window.earlier] == list(range(5, 25))
    assert [one.passage.number for one in window.later] == list(range(35, 41))
    assert (opening(reading).earlier, len(opening(reading).later)) == ([], FOLDED)


@pytest.mark.django_db
def test_a_document_opens_with_its_first_passages():
    reading = reading_of()
    assert shown(opening(reading)) == list(range(1, OPENING + 1))
    Passage.objects.filter(reading=reading).update(texts=["x" * NEAR])
    assert (shown(opening(reading)), opening(reading).after) == ([1, 2], 38)


def test_empty_cells_that_follow_each_other_are_told_as_one():
    cells = [pieces(text, ()) for text in ("", "", "Feria", "", "Acuerdo")]
    row = Shown(Passage(), "7", cells, is_meant=False)
    told = ["".join(piece.text for piece in cell) or empty for cell, empty in row.parts]
    assert told == [2, "Feria", 1, "Acuerdo"]


@pytest.mark.django_db
def test_the_whole_text_page_by_page(django_assert_num_queries):
    reading = reading_of()
    with django_assert_num_queries(1):
        window = page_of_text(reading, 30)
    assert (shown(window), window.before, window.after) == (list(range(31, 41)), 30, 0)


@pytest.mark.django_db
def test_around_a_place_takes_two_queries_however_long_the_document(django_assert_num_queries):
    reading = reading_of()
    with django_assert_num_queries(2):
        beside(reading, Place(line=20))


def test_what_is_quoted_is_marked():
    cut_in = [(piece.text, piece.is_meant) for piece in pieces("Feria · Cumplido* · Anexo", ["Cumplido*", "x"])]
    assert cut_in == [("Feria · ", False), ("Cumplido*", True), (" · Anexo", False)]
    assert pieces("", ["Cumplido*"]) == []


def test_an_alert_means_what_it_quotes_and_the_status_of_its_element():
    finding = open_government_draft().findings[0]
    finding.message = "«Inventario de puestos» cita «Anexo 3.4»."
    assert meant_by(finding, milestone(1, "Inventario de puestos")) == ["Anexo 3.4", "Cumplido"]
