"""Links between plans: one side proposes, the other answers, and pages show what both agree to."""

from __future__ import annotations

import pytest
from django.urls import reverse

from minga.foundation.ledger.models import Event
from minga.government.plans.actions import answer_link, propose_link
from minga.government.plans.models import Link
from minga.government.plans.queries.links import waiting_links
from minga.government.plans.queries.node import find_node, node_page
from minga.government.plans.queries.record import plan_record
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused
from tests.factories.changes import person
from tests.factories.plans import followed_plan, listed_plan

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
