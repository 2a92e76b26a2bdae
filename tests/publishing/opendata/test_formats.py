"""What is written as CSV or JSON reads back the same, and no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.publishing.opendata.formats import FORMULA, NUMBER, cell, csv_pieces, json_pieces

COLUMNS = ["name", "amount", "count", "real"]
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"])) | st.sampled_from(["=1+1", "a,b", '"c"', "d\ne", "-x"])
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15), max_value=10**15)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "name": TEXTS | st.none(),
            "amount": DECIMALS | st.none(),
            "count": st.integers() | st.none(),
            "real": st.booleans(),
        }
    ),
    max_size=250,
)


def parsed(rows) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(csv_pieces(COLUMNS, rows)), newline="")))


@given(ROWS)
def test_csv_reads_back_cell_by_cell(rows):
    head, *body = parsed(rows)
    assert head == COLUMNS
    assert body == [[cell(row[name]) for name in COLUMNS] for row in rows]


@given(ROWS)
def test_json_reads_back_with_every_digit(rows):
    read = json.loads("".join(json_pieces(COLUMNS, rows)))
    assert [row["name"] for row in read] == [row["name"] for row in rows]
    assert [row["count"] for row in read] == [row["count"] for row in rows]
    assert [row["real"] for row in read] == [row["real"] for row in rows]
    assert [row["amount"] and Decimal(row["amount"]) for row in read] == [row["amount"] for row in rows]


@given(DECIMALS)
def test_decimals_keep_their_digits_and_have_no_exponent(amount):
    assert Decimal(cell(amount)) == amount
    assert cell(amount).lstrip("-").replace(".", "").isdigit()


@given(TEXTS)
def test_no_text_is_run_as_a_formula(text):
    written = cell(text)
    assert not FORMULA.match(written) or NUMBER.fullmatch(written)
    assert written.removeprefix("'") == text.removeprefix("'") or written == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        *("=SUM(A1)", "+cmd", "-1+2", "@x", "\tx", "\r=x", "\nx", "-", "=1", "-5=x", "-5\n=1"),
        *(" =1+1", "\t=1", "\n=1", "\xa0=1", "\ufeff=1", "\u200b+cmd", "\x00=1", " \t\n@x", "\u202e=1"),
        *("＝1+1", "＋cmd", "－cmd", "＠x", " ＝1"),
    ],
)
def test_a_formula_gets_an_apostrophe(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["-5", "+5.30", "-4.884,15", "-88,80 %", "1e5", " -5", "-1.234.567,89", "Plan = meta", "'=1", ""]
)
def test_numbers_and_other_texts_stay_as_they_are(text):
    assert cell(text) == text


def test_values_have_one_spelling():
    assert [cell(value) for value in (None, True, False, 7, Decimal("5500.00"))] == [
        "",
        "true",
        "false",
        "7",
        "5500.00",
    ]


def test_lines_end_as_the_norm_says_and_there_is_no_mark_at_the_start():
    assert "".join(csv_pieces(["a", "b"], [{"a": "x, y", "b": 'di"jo'}])) == 'a,b\r\n"x, y","di""jo"\r\n'


def test_an_empty_table_is_its_head_and_an_empty_array():
    assert "".join(csv_pieces(["a"], [])) == "a\r\n"
    assert json.loads("".join(json_pieces(["a"], []))) == []


def test_only_the_columns_are_written_in_their_order():
    rows = [{"b": 1, "a": 2, "secret": 3}]
    assert "".join(csv_pieces(["a", "b"], rows)) == "a,b\r\n2,1\r\n"
    assert json.loads("".join(json_pieces(["a", "b"], rows))) == [{"a": 2, "b": 1}]


def test_a_row_without_a_column_is_refused():
    with pytest.raises(KeyError):
        list(csv_pieces(["a"], [{"b": 1}]))


@pytest.mark.parametrize("pieces", [csv_pieces, json_pieces])
def test_rows_are_written_before_the_last_one_is_made(pieces):
    made = []

    def rows():
        for number in range(1000):
            made.append(number)
            yield {"a": number}

    written = pieces(["a"], rows())
    next(written)
    next(written)
    assert len(made) <= 200
