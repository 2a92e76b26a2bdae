"""A listing offers itself as files, with what its address asks for."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from minga.design.listing import query_without_page, same_as_files


def kept(parameters) -> str:
    return query_without_page(RequestFactory().get("/planes/", parameters))


@pytest.mark.parametrize(
    ("parameters", "query"),
    [
        ({}, ""),
        ({"pagina": "3"}, ""),
        ({"anio": "2025", "pagina": "3"}, "?anio=2025"),
        ({"estado": ["pendiente", "cumplido"]}, "?estado=pendiente&estado=cumplido"),
        ({"q": "año & más"}, "?q=a%C3%B1o+%26+m%C3%A1s"),
        ({"q": ""}, "?q="),
    ],
)
def test_the_parameters_are_kept_without_the_page(parameters, query):
    assert kept(parameters) == query


def test_long_values_and_many_parameters_are_cut():
    assert QueryDict(kept({"q": "ñ" * 5000})[1:])["q"] == "ñ" * 200
    assert QueryDict(kept({"q" * 5000: "x"})[1:]) == QueryDict("q" * 200 + "=x")
    assert len(kept({f"n{number}": "x" for number in range(900)}).split("&")) == 30
    assert len(kept({"estado": ["x"] * 900}).split("&")) == 30


def test_the_files_have_the_same_parameters():
    request = RequestFactory().get("/planes/", {"q": "feria", "pagina": "2"})
    assert [address for _label, address, _use in same_as_files(request)] == [
        "/planes.csv?q=feria",
        "/planes.json?q=feria",
    ]
