"""The public log as everybody sees it, and as programs take it."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from minga.foundation.ledger.actions import forget, record, seal
from minga.foundation.ledger.merkle import proves_consistency, proves_inclusion
from minga.foundation.ledger.models import Head
from minga.foundation.ledger.queries import acts as acts_query

pytestmark = pytest.mark.django_db
KIND = "sources.load-applied"
OTHER = "organizations.role-granted"


def acts(count: int, kind: str = KIND, **options) -> None:
    for number in range(count):
        record(kind, f"load/{number}", {"document": f"informe-{number}"}, **options)


def test_an_empty_log_says_what_will_be_there(client):
    response = client.get("/bitacora/")
    assert response.status_code == 200
    assert "Todavía no hay actos sellados" in response.content.decode()
    assert client.get("/bitacora/cabeza.json").status_code == 404


def test_the_last_act_comes_first_and_what_waits_stands_apart(client):
    acts(2)
    seal()
    record(KIND, "load/nuevo", {})
    text = client.get("/bitacora/").content.decode()
    assert text.index("load/nuevo") < text.index("load/1") < text.index("load/0")
    assert "Pendientes de sellar" in text


def test_the_log_is_paged_by_the_number_of_its_acts(client, monkeypatch):
    monkeypatch.setattr(acts_query, "ACTS_IN_A_PAGE", 3)
    acts(7)
    seal()
    page = client.get("/bitacora/").context
    assert [act.index for act in page["page"].acts] == [6, 5, 4]
    page = client.get(page["older"]).context
    assert [act.index for act in page["page"].acts] == [3, 2, 1]
    page = client.get(page["older"]).context
    assert [act.index for act in page["page"].acts] == [0]
    assert page["older"] == ""


def test_acts_are_found_by_what_was_done_and_by_what_they_are_about(client):
    acts(2)
    record(OTHER, "role/1", {})
    record(OTHER, "load/1/again", {})
    seal()
    found = client.get("/bitacora/", {"acto": OTHER}).context["page"].acts
    assert [act.event.subject for act in found] == ["load/1/again", "role/1"]
    found = client.get("/bitacora/", {"sujeto": "load/1"}).context["page"].acts
    assert [act.event.subject for act in found] == ["load/1/again", "load/1"]


@pytest.mark.parametrize("query", ["?antes=x", "?antes=" + "9" * 40, "?acto=nada", "?sujeto=%00", "?antes=-1"])
def test_what_cannot_be_asked_is_not_asked(client, query):
    acts(1)
    seal()
    assert client.get(f"/bitacora/{query}").status_code == 200


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/bitacora/", 4),
        ("/bitacora/3/", 4),
        ("/bitacora/cabezas/", 1),
        ("/bitacora/como/", 1),
        ("/bitacora/3.json", 5),
    ],
)
@pytest.mark.parametrize("count", [5, 40])
def test_a_page_asks_as_much_of_a_log_of_any_size(client, django_assert_max_num_queries, address, queries, count):
    acts(count)
    seal()
    with django_assert_max_num_queries(queries):
        assert client.get(address).status_code == 200


def test_an_act_is_proven_to_whoever_asks(client):
    acts(6)
    seal()
    told = client.get("/bitacora/2.json").json()
    proof = [bytes.fromhex(part) for part in told["proof"]]
    leaf, root = bytes.fromhex(told["leaf_hash"]), bytes.fromhex(told["head"]["root"])
    assert proves_inclusion(leaf, 2, told["head"]["size"], proof, root)
    assert told["entry"]["payload"] == {"document": "informe-2"}


def test_growth_is_proven_to_whoever_asks(client):
    acts(3)
    seal()
    acts(4)
    seal()
    new, old = Head.objects.all()
    told = client.get("/bitacora/consistencia.json", {"de": "3", "a": "7"}).json()
    proof = [bytes.fromhex(part) for part in told["proof"]]
    assert proves_consistency(3, 7, proof, bytes(old.root), bytes(new.root))


@pytest.mark.parametrize(
    "address",
    [
        "9/",
        "9.json",
        "consistencia.json",
        "consistencia.json?de=5",
        "consistencia.json?de=x",
        "entradas.ndjson?desde=-1",
    ],
)
def test_what_the_log_does_not_have_is_not_found(client, address):
    acts(3)
    seal()
    assert client.get(f"/bitacora/{address}").status_code == 404


def test_what_was_forgotten_says_so(client):
    event = record(KIND, "answer/1", {"text": "secreto"}, erasable=True)
    seal()
    assert "secreto" in client.get("/bitacora/0/").content.decode()
    forget(event)
    text = client.get("/bitacora/0/").content.decode()
    assert "secreto" not in text
    assert "Se borró como pide la ley" in text


def test_an_act_of_the_fictitious_canton_says_so_everywhere(client):
    acts(1, fictitious=True)
    seal()
    assert 'class="band"' in client.get("/bitacora/0/").content.decode()
    assert json.loads(b"".join(client.get("/bitacora.json").streaming_content))[0]["fictitious"] is True
    assert client.get("/bitacora/0.json").json()["entry"]["fictitious"] is True


def test_the_log_leads_to_what_an_act_was_about(client):
    acts(1)
    seal()
    address = reverse("sources:detail", args=["informe-0"])
    assert f'href="{address}"' in client.get("/bitacora/").content.decode()


def test_no_page_of_the_log_sets_a_cookie(client):
    acts(1)
    seal()
    for address in (
        "",
        "0/",
        "como/",
        "cabezas/",
        "cabeza.json",
        "cabeza.txt",
        "clave.txt",
        "verificar.py",
        "entradas.ndjson",
    ):
        response = client.get(f"/bitacora/{address}")
        assert response.status_code == 200
        assert not response.cookies
