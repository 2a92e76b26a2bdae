"""What programs read: the same as the pages, in English words, each row saying whether it is invented."""

from __future__ import annotations

import pytest

from minga.government.plans.models import Link
from tests.factories.changes import node_edit, published
from tests.factories.plans import (
    ExpectedMeansFactory,
    LinkFactory,
    TargetFactory,
    TargetPeriodFactory,
    followed_plan,
    give_mechanism,
    give_role,
    listed_plan,
)
from tests.factories.sources import DocumentFactory, FigureFactory, FindingFactory, printed

pytestmark = pytest.mark.django_db
HERE = "http://localhost:8000"


def get(client, address: str):
    response = client.get(f"/api/v1{address}")
    assert response.status_code == 200, response.content
    return response.json()


def test_plans_come_in_an_envelope_in_the_order_of_their_slugs(client):
    followed_plan("Cumplido|Pendiente", slug="b", fictitious=True)
    listed_plan("Feria", slug="a")
    answer = get(client, "/plans")
    assert [row["slug"] for row in answer["items"]] == ["a", "b"]
    assert answer["next"] is None
    assert [row["fictitious"] for row in answer["items"]] == [False, True]


def test_a_plan_tells_what_its_page_tells(client):
    plan = followed_plan("Cumplido|Cumplido*", "Pendiente", slug="paga").plan
    row = get(client, "/plans/paga")
    assert row["sentence"] == "El informe imprime «Cumplido» en 1 hito, «Cumplido*» en 1 y «Pendiente» en 1, de 3."
    assert row["marks"] == {"done": 1, "star": 1, "pending": 1}
    assert row["url"] == HERE + plan.get_absolute_url()
    assert row["levels"] == [
        {"name": "Compromiso", "depth": 0, "carries_status": False, "node_count": 2},
        {"name": "Hito", "depth": 1, "carries_status": True, "node_count": 3},
    ]


def test_plans_are_chosen_by_kind_and_by_whether_they_are_invented(client):
    followed_plan("Cumplido", slug="invented", fictitious=True)
    followed_plan("Cumplido", slug="true")
    listed_plan("Feria", slug="development", kind="development")
    assert [row["slug"] for row in get(client, "/plans?fictitious=true")["items"]] == ["invented"]
    assert [row["slug"] for row in get(client, "/plans?kind=development")["items"]] == ["development"]


def test_nodes_come_in_document_order_and_are_chosen(client):
    nodes = followed_plan("Cumplido|Pendiente", "Pendiente|", slug="paga").nodes
    give_role(nodes["C2"], name="Dirección de Mercados")
    keys = lambda query: [row["key"] for row in get(client, f"/plans/paga/nodes{query}")["items"]]  # noqa: E731
    assert keys("") == ["C1", "C1.H1", "C1.H2", "C2", "C2.H1", "C2.H2"]
    assert keys("?level=Compromiso") == ["C1", "C2"]
    assert keys("?status=pending") == ["C1.H2", "C2.H1"]
    assert keys("?status=none&level=hito") == ["C2.H2"]
    assert keys("?organization=direccion-de-mercados") == ["C2", "C2.H1", "C2.H2"]
    assert keys("?q=numero+2") == ["C2"]


def test_closed_nodes_are_not_listed_and_still_answer(client):
    node = followed_plan("Cumplido", slug="paga").nodes["C1.H1"]
    node.closed_at = "2026-01-01T00:00:00Z"
    node.save()
    assert [row["key"] for row in get(client, "/plans/paga/nodes")["items"]] == ["C1"]
    assert get(client, "/plans/paga/nodes/C1.H1")["closed_at"] == "2026-01-01T00:00:00Z"


def test_a_node_tells_everything_with_where_it_is_printed(client):
    followed = followed_plan("Cumplido*", slug="paga", fictitious=True)
    node = followed.nodes["C1.H1"]
    give_role(followed.nodes["C1"], name="Dirección de Mercados")
    give_mechanism(node, "convention")
    target = TargetFactory(node=node)
    period = TargetPeriodFactory(target=target, programmed="21.5000")
    ExpectedMeansFactory(node=node)
    printed(period, followed.load, "programmed", line=7, text="21,5")
    FindingFactory(load=followed.load, subject_key="C1.H1", subject_url=node.get_absolute_url())
    told = get(client, "/plans/paga/nodes/C1.H1")
    assert (told["mark"], told["status"]["printed"], told["status"]["marked"]) == ("star", "Cumplido*", True)
    assert told["leads"] == [
        {"organization": "direccion-de-mercados", "name": "Dirección de Mercados", "printed": "Dirección de Mercados"}
    ]
    assert [(role["role"], role["organization"]["slug"], role["of"]) for role in told["roles"]] == [
        ("lead", "direccion-de-mercados", "C1")
    ]
    assert [other["key"] for other in told["ancestors"]] == ["C1"]
    assert [one["term"] for one in told["mechanisms"]] == ["convention"]
    assert told["targets"] == [
        {
            "name": "Organizar 21 barrios",
            "indicator": "Número de barrios",
            "unit": "barrios",
            "periods": [{"year": 2025, "programmed": "21.5"}],
        }
    ]
    assert told["expected_means"] == ["Acta firmada"]
    assert [alert["node"] for alert in told["alerts"]] == ["C1.H1"]
    facts = {fact["field"]: fact for fact in told["facts"]}
    assert facts["programmed"]["place"] == {"line": 7}
    assert facts["programmed"]["place_words"] == "línea 7"
    assert facts["programmed"]["printed"] == "21,5"
    assert facts["title"]["document"]["slug"] == followed.load.document.slug
    assert told["fictitious"] is True


def test_a_fact_that_an_edition_wrote_names_it_and_what_it_cites(client):
    plan = followed_plan("Cumplido", slug="paga").plan
    proof = {"document": DocumentFactory(slug="informe").slug, "place": "página 4", "printed": "Mapa vecinal"}
    published(plan, node_edit("C1.H1", "title", "Mapa vecinal", **proof), basis="erratum", act=None)
    published(plan, node_edit("C1.H1", "start", "2026"))
    facts = {fact["field"]: fact for fact in get(client, "/plans/paga/nodes/C1.H1")["facts"]}
    title, dates, status = facts["title"], facts["dates"], facts["status"]
    assert (title["edition"], title["document"]["slug"], title["place_words"]) == (2, "informe", "página 4")
    assert (dates["edition"], dates["document"], dates["place"], dates["place_words"]) == (3, None, {}, "")
    assert (status["edition"], status["place"]) == (None, {"line": 2})


def test_the_list_and_the_node_name_the_same_leads(client):
    nodes = followed_plan("Cumplido", slug="paga").nodes
    give_role(nodes["C1"], name="Dirección de Mercados")
    give_role(nodes["C1"], name="Dirección de Obras")
    listed = get(client, "/plans/paga/nodes?level=hito")["items"][0]
    assert listed["leads"] == get(client, "/plans/paga/nodes/C1.H1")["leads"] == []


def test_a_link_that_only_one_side_proposes_is_not_told(client):
    nodes = followed_plan("Cumplido|Pendiente", slug="paga").nodes
    LinkFactory(source=nodes["C1.H1"], target=nodes["C1.H2"], state=Link.State.PROPOSED)
    assert get(client, "/plans/paga/nodes/C1.H1")["links_out"] == []
    Link.objects.update(state=Link.State.AGREED)
    assert [link["node"]["key"] for link in get(client, "/plans/paga/nodes/C1.H1")["links_out"]] == ["C1.H2"]
    assert [link["node"]["key"] for link in get(client, "/plans/paga/nodes/C1.H2")["links_in"]] == ["C1.H1"]


def test_a_document_tells_its_alerts_figures_and_loads(client):
    followed = followed_plan("Cumplido", slug="paga")
    FindingFactory(load=followed.load, place={"line": 202})
    FigureFactory(load=followed.load, value="15.0000")
    document = followed.load.document
    told = get(client, f"/sources/{document.slug}")
    assert (told["fact_count"], told["alert_count"], told["load"]) == (3, 1, "applied")
    assert [(alert["code"], alert["place_words"]) for alert in told["alerts"]] == [("missing-note", "línea 202")]
    assert [figure["value"] for figure in told["figures"]] == ["15"]
    assert [load["state"] for load in told["loads"]] == ["applied"]
    listed = get(client, "/sources")["items"][0]
    assert listed == {name: told[name] for name in listed}


def test_a_document_never_tells_the_name_of_its_file(client):
    document = followed_plan("Cumplido").load.document
    document.file_name = "informe de maria perez.pdf"
    document.save()
    assert b"maria" not in client.get(f"/api/v1/sources/{document.slug}").content


def test_sources_are_found_by_words_and_kind(client):
    document = followed_plan("Cumplido").load.document
    assert [row["slug"] for row in get(client, "/sources?q=INFORME&kind=compliance-report")["items"]] == [document.slug]
    assert get(client, "/sources?q=otra+cosa")["items"] == []
