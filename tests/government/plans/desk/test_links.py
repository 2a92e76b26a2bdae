"""Links between plans: one side proposes, the other answers, and pages show what both agree to."""

from __future__ import annotations

import pytest
from django.urls import reverse

from minga.foundation.ledger.models import Event
from minga.government.plans.actions import answer_link, end_link, propose_link
from minga.government.plans.models import Link
from minga.government.plans.queries.links import ended_links, waiting_links
from minga.government.plans.queries.node import find_node, node_page
from minga.government.plans.queries.record import plan_record
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused
from tests.factories.changes import person
from tests.factories.plans import LinkFactory, followed_plan, listed_plan
from tests.pages import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def ends():
    return followed_plan("Cumplido").nodes["C1"], listed_plan("Feria").nodes["1.1"]


def proposed(ends, by=None) -> Link:
    source, target = ends
    return propose_link(
        source, target, kind="contributes_to", statement="Con ferias", by=by or person("editor", scope=source.plan)
    )


def shown(node) -> list[Link]:
    return list(node_page(find_node(node.plan.slug, node.key)).links)


def test_a_proposal_is_not_shown_until_the_other_side_agrees(ends):
    link = proposed(ends)
    assert (shown(ends[0]), shown(ends[1]), plan_record(ends[0].plan)["nodes"][0]["links"]) == ([], [], [])
    answer_link(link, agrees=True, answer="", by=person("editor", scope=ends[1].plan))
    assert (shown(ends[0]), shown(ends[1])) == ([link], [link])
    assert plan_record(ends[0].plan)["nodes"][0]["links"] == [
        {
            "kind": "contributes_to",
            "plan": ends[1].plan.slug,
            "node": "1.1",
            "state": "agreed",
            "statement": "Con ferias",
        }
    ]


def test_an_agreement_is_told_in_the_public_log(ends):
    link = answer_link(proposed(ends), agrees=True, answer="", by=person("planner"))
    event = Event.objects.get(kind="plans.link-agreed")
    assert (event.subject, event.actor_role) == (f"link/{link.public_id}", "planner")
    assert event.payload == {
        "kind": "contributes_to",
        "source": f"{ends[0].plan.slug}/C1",
        "target": f"{ends[1].plan.slug}/1.1",
    }


def test_a_rejection_says_why_and_may_be_proposed_again(ends):
    link = proposed(ends)
    other = person("planner", scope=ends[1].plan)
    with pytest.raises(Refused):
        answer_link(link, agrees=False, answer=" ", by=other)
    link = answer_link(link, agrees=False, answer="No es de este objetivo", by=other)
    assert (link.state, link.answer, shown(ends[1])) == ("rejected", "No es de este objetivo", [])
    again = proposed(ends)
    assert (again.pk, again.state, again.answer) == (link.pk, "proposed", "")


def test_who_proposed_does_not_answer(ends):
    planner = person("planner")
    link = proposed(ends, by=planner)
    with pytest.raises(Denied) as denied:
        answer_link(link, agrees=True, answer="", by=planner)
    assert denied.value.reason == (
        "Nadie responde al vínculo que propuso: debe hacerlo otra persona, por el otro plan."
    )
    assert (waiting_links(planner), waiting_links(person("planner"))) == ([], [link])


def test_one_side_does_not_answer_for_the_other(ends):
    link = proposed(ends)
    with pytest.raises(Denied):
        answer_link(link, agrees=True, answer="", by=person("planner", scope=ends[0].plan))


@pytest.mark.parametrize("role", ["approver", "reviewer", "responsible", "administration"])
def test_who_may_neither_propose_nor_answer(ends, role):
    with pytest.raises(Denied):
        proposed(ends, by=person(role))
    with pytest.raises(Denied):
        answer_link(proposed(ends), agrees=True, answer="", by=person(role))


def test_an_answer_is_given_once(ends):
    link = answer_link(proposed(ends), agrees=True, answer="", by=person("planner"))
    with pytest.raises(Conflict):
        answer_link(link, agrees=False, answer="Me equivoqué", by=person("planner"))


def test_what_cannot_be_linked(ends):
    source, target = ends
    by = person("planner")
    other = followed_plan("Cumplido", fictitious=True).nodes["C1"]
    sibling = source.plan.nodes.get(key="C1.H1")
    for first, second, kind in ((source, sibling, "implements"), (source, other, "implements"), (source, target, "x")):
        with pytest.raises(Refused):
            propose_link(first, second, kind=kind, statement="", by=by)
    proposed(ends)
    with pytest.raises(Refused) as refused:
        proposed(ends)
    assert refused.value.reason == "Ese vínculo ya consta: propuesto."


def test_the_pages_of_both_sides(client, ends):
    source, target = ends
    editor, other = person("editor", scope=source.plan), person("planner", scope=target.plan)
    client.force_login(editor)
    values = {"kind": "implements", "other": target.plan.slug, "key": "1.1", "statement": "Con ferias"}
    address = reverse("plans:desk-propose-link", args=[source.plan.slug, "C1"])
    assert client.post(address, values | {"key": "9"}).status_code == 422
    assert client.post(address, values).status_code == 302
    link = Link.objects.get()
    answer = reverse("plans:desk-link", args=[link.public_id])
    assert client.get(answer).status_code == 403
    client.force_login(other)
    assert client.get(reverse("plans:desk-plan", args=[target.plan.slug])).content.decode().count(answer) == 1
    assert client.post(answer, {"agrees": "no", "answer": ""}).status_code == 422
    assert client.post(answer, {"agrees": "yes", "answer": "Sí"}).status_code == 302
    assert client.get(answer).status_code == 200
    assert Link.objects.get().state == "agreed"


@pytest.fixture
def agreed(ends) -> Link:
    return answer_link(proposed(ends), agrees=True, answer="", by=person("editor", scope=ends[1].plan))


REASON = "El objetivo cambió con la reforma"


@pytest.mark.parametrize("side", [0, 1])
def test_either_side_ends_what_both_agreed_to_and_its_history_stays(client, ends, agreed, side):
    plan = ends[side].plan
    link = end_link(agreed, plan=plan, reason=REASON, by=person("editor", scope=plan))
    assert (link.state, link.ended_side, link.ended_plan, link.ending) == (
        "ended",
        ("source", "target")[side],
        plan,
        REASON,
    )
    assert (shown(ends[0]), shown(ends[1]), plan_record(ends[0].plan)["nodes"][0]["links"]) == ([], [], [])
    for node in ends:
        assert ended_links(node) == [link]
        page = said(client.get(reverse("plans:history", args=[node.plan.slug, node.key])))
        assert ("Vínculos que terminaron" in page, f"«{REASON}»" in page, str(plan) in page) == (True, True, True)
    assert REASON not in said(client.get("/comparar/"))


def test_an_end_is_told_in_the_public_log(ends, agreed):
    link = end_link(agreed, plan=ends[1].plan, reason=REASON, by=person("planner"))
    event = Event.objects.get(kind="plans.link-ended")
    assert (event.subject, event.actor_role) == (f"link/{link.public_id}", "planner")
    assert event.payload == {
        "kind": "contributes_to",
        "source": f"{ends[0].plan.slug}/C1",
        "target": f"{ends[1].plan.slug}/1.1",
        "ended_by": ends[1].plan.slug,
    }


def test_an_end_says_why_is_given_once_and_by_one_of_the_two(ends, agreed):
    planner = person("planner")
    with pytest.raises(Refused) as refused:
        end_link(agreed, plan=ends[0].plan, reason=" ", by=planner)
    assert refused.value.reason == "Escribe por qué termina: se leerá en la historia de los dos elementos."
    with pytest.raises(Refused):
        end_link(agreed, plan=followed_plan("Cumplido").plan, reason=REASON, by=planner)
    end_link(agreed, plan=ends[0].plan, reason=REASON, by=planner)
    with pytest.raises(Conflict):
        end_link(agreed, plan=ends[1].plan, reason=REASON, by=planner)


def test_one_side_does_not_end_in_the_name_of_the_other(ends, agreed):
    with pytest.raises(Denied):
        end_link(agreed, plan=ends[1].plan, reason=REASON, by=person("planner", scope=ends[0].plan))


@pytest.mark.parametrize("role", ["approver", "reviewer", "responsible", "administration"])
def test_who_may_not_end(ends, agreed, role):
    with pytest.raises(Denied):
        end_link(agreed, plan=ends[0].plan, reason=REASON, by=person(role))


@pytest.mark.parametrize("state", ["printed", "proposed", "rejected"])
def test_only_what_both_agreed_to_is_ended(ends, state):
    link = LinkFactory(source=ends[0], target=ends[1], state=state)
    with pytest.raises(Denied):
        end_link(link, plan=ends[0].plan, reason=REASON, by=person("planner"))


def test_what_ended_may_be_proposed_anew_and_both_are_told(ends, agreed):
    end_link(agreed, plan=ends[0].plan, reason=REASON, by=person("planner"))
    again = proposed(ends)
    assert again.pk != agreed.pk
    answer_link(again, agrees=True, answer="", by=person("editor", scope=ends[1].plan))
    assert (shown(ends[0]), ended_links(ends[0])) == ([again], [agreed])


def test_the_page_that_ends(client, ends, agreed):
    source, target = ends
    address = reverse("plans:desk-end-link", args=[source.plan.slug, "C1", agreed.public_id])
    client.force_login(person("editor", scope=target.plan))
    assert client.get(address).status_code == 403
    client.force_login(person("editor", scope=source.plan))
    assert address in client.get(reverse("plans:desk-node", args=[source.plan.slug, "C1"])).content.decode()
    elsewhere = reverse("plans:desk-end-link", args=[source.plan.slug, "C1.H1", agreed.public_id])
    assert client.get(elsewhere).status_code == 404
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": REASON}).status_code == 303
    page = client.get(reverse("plans:desk-node", args=[source.plan.slug, "C1"]))
    assert (f"terminado: «{REASON}»" in said(page), address in page.content.decode()) == (True, False)
    assert client.post(address, {"reason": REASON}).status_code == 409
