"""Which standing plan and nodes a document speaks of is asked of a person where it is not sure."""

from __future__ import annotations

import pytest

from minga.foundation.organizations.rules import SYSTEM
from minga.government.plans.models import Node, Plan
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused
from minga.publishing.intake.actions import (
    ReceivedFile,
    answer_matches,
    apply_draft,
    apply_reading,
    compare,
    decide_element,
    propose_draft,
)
from minga.publishing.intake.matching import NEW, Matches
from minga.publishing.intake.queries.matching import questions
from minga.publishing.intake.queries.review import Review
from tests.factories.drafts import commitment, milestone, open_government_draft
from tests.factories.readings import again, canton, planner, reading_of

pytestmark = pytest.mark.django_db
CENSUS = "Censo de vendedores autónomos"


@pytest.fixture
def standing():
    """An invented plan of a commitment with two milestones."""
    draft = open_government_draft(findings=[])
    return apply_draft(draft, file=ReceivedFile("a.txt"), fictitious=True)


def renamed(*more, **values):
    """A later report whose first milestone has another name."""
    draft = open_government_draft(milestone(1, CENSUS), milestone(2, "Feria"), *more, date="2025-11", findings=[])
    return reading_of(draft, **values)


def asked(reading):
    return questions(Review(again(reading)))


def answer(reading, answers, **more):
    return answer_matches(again(reading), answers, version=again(reading).version, by=SYSTEM, **more)


def apply(reading):
    return apply_reading(again(reading), version=again(reading).version, by=SYSTEM)


def titles():
    return list(Node.objects.open().order_by("position", "pk").values_list("key", "title"))


def test_what_is_sure_is_not_asked(standing):
    reading = reading_of(open_government_draft(date="2025-11", findings=[]))
    assert (asked(reading).open, [one.found for one in asked(reading).plans]) == (0, [Plan.objects.get()])


def test_another_name_under_the_same_code_is_asked(standing):
    (question,) = asked(renamed()).nodes
    assert (question.node.title, question.standing.title) == (CENSUS, "Inventario de puestos")


def test_a_title_told_with_other_words_is_asked_of_the_one_it_resembles(standing):
    moved = open_government_draft(
        milestone(1, CENSUS), milestone(2, "Inventario de los puestos del mercado"), date="2025-11", findings=[]
    )
    (question,) = asked(reading_of(moved)).nodes
    assert (question.standing.title, question.node.title) == (
        "Inventario de puestos",
        "Inventario de los puestos del mercado",
    )


def test_nothing_is_compared_or_applied_before_it_is_answered(standing):
    reading = renamed()
    with pytest.raises(Refused, match="responde las coincidencias"):
        compare(reading, by=SYSTEM)
    with pytest.raises(Refused, match="responde las coincidencias"):
        apply(reading)


def test_the_same_one_with_another_name(standing):
    reading = renamed()
    answer(reading, {(0, "h1"): "C1.H1"})
    assert asked(reading).open == 0
    apply(reading)
    assert titles()[1] == ("C1.H1", CENSUS)


def test_a_new_one(standing):
    reading = renamed()
    answer(reading, {(0, "h1"): NEW})
    apply(reading)
    assert dict(titles()) == {
        "C1": "Abrir los datos del mercado",
        "C1.H1": "Inventario de puestos",
        "C1.H2": "Feria",
        "C1.H3": CENSUS,
    }


def test_another_one_of_the_plan(standing):
    reading = reading_of(open_government_draft(milestone(1, CENSUS), date="2025-11", findings=[]))
    answer(reading, {(0, "h1"): "C1.H2"})
    apply(reading)
    assert dict(titles())["C1.H2"] == CENSUS


def test_one_standing_node_is_not_two_printed_ones(standing):
    draft = open_government_draft(
        milestone(1, CENSUS), milestone(2, "Reglamento de uso de la plaza"), date="2025-11", findings=[]
    )
    reading = reading_of(draft)
    assert len(asked(reading).nodes) == 2
    with pytest.raises(Refused, match="se eligió dos veces"):
        answer(reading, {(0, "h1"): "C1.H1", (0, "h2"): "C1.H1"})
    assert reading.matches.count() == 0


def test_a_node_that_does_not_stand_is_no_answer(standing):
    with pytest.raises(Refused, match="ya no está en el plan"):
        answer(renamed(), {(0, "h1"): "C9.H9"})


def test_an_answer_may_be_changed_and_is_shown(standing):
    reading = renamed()
    answer(reading, {(0, "h1"): NEW})
    answer(reading, {(0, "h1"): "C1.H1"})
    assert [one.answer for one in asked(reading).nodes] == ["C1.H1"]


def test_what_is_left_out_is_not_asked(standing):
    reading = renamed()
    decide_element(reading, "h1", choice="leave-out", reason="No es de este plan", seen=0, by=SYSTEM)
    assert asked(reading).nodes == []


def test_another_plan_than_the_one_it_names(standing):
    other = Plan.objects.create(slug="otro", identity="otro ficticio", title="Otro plan", fictitious=True)
    reading = renamed()
    answer(reading, {(0, ""): other.slug})
    assert (asked(reading).open, asked(reading).plans[0].found) == (0, other)
    apply(reading)
    assert Node.objects.filter(plan=other).count() == 3


def test_a_new_plan_of_the_same_name(standing):
    reading = renamed()
    answer(reading, {(0, ""): NEW})
    assert asked(reading).open == 0
    apply(reading)
    assert Plan.objects.count() == 2


def test_to_say_another_plan_drops_what_was_said_of_its_nodes(standing):
    other = Plan.objects.create(slug="otro", identity="otro ficticio", title="Otro plan", fictitious=True)
    reading = renamed()
    answer(reading, {(0, ""): Plan.objects.first().slug, (0, "h1"): "C1.H1"})
    answer(reading, {(0, ""): other.slug, (0, "h1"): "C1.H1"})
    assert list(reading.matches.values_list("ref", "answer")) == [("", "otro")]


def test_a_real_plan_is_no_answer_for_an_invented_document():
    Plan.objects.create(slug="real", identity="real", title="Plan real")
    with pytest.raises(Refused, match="ya no consta"):
        answer(reading_of(), {(0, ""): "real"})


def test_a_plan_that_does_not_say_its_edition_is_asked():
    Plan.objects.create(slug="paga", identity="paga ficticio", title="Plan de Gobierno Abierto", fictitious=True)
    reading = reading_of(open_government_draft(findings=[]))
    (question,) = asked(reading).plans
    assert (question.is_open, [plan.slug for plan in question.similar]) == (True, ["paga"])
    answer(reading, {(0, ""): NEW})
    assert asked(reading).open == 0


def test_a_plan_of_another_edition_is_another_plan():
    Plan.objects.create(slug="paga-1", identity="paga 1", title="Primer Plan de Gobierno Abierto", fictitious=True)
    assert asked(reading_of(open_government_draft(findings=[]))).open == 0


def test_an_answer_that_fell_away_is_asked_again(standing):
    reading = renamed()
    answer(reading, {(0, "h1"): "C1.H1"})
    Node.objects.filter(key="C1.H1").update(key="C1.H8")
    assert (asked(reading).open > 0, "ya no está en el plan" in asked(reading).trouble) == (True, True)


def test_a_page_that_is_stale_answers_nothing(standing):
    reading = renamed()
    with pytest.raises(Conflict):
        answer_matches(reading, {(0, "h1"): NEW}, version=reading.version + 1, by=SYSTEM)


def test_somebody_of_another_unit_may_not(standing):
    reading = renamed()
    with pytest.raises(Denied):
        answer_matches(reading, {(0, "h1"): NEW}, version=reading.version, by=planner(canton(slug="otro")))


def test_questions_write_nothing(standing, django_assert_num_queries):
    reading = renamed()
    before = Node.objects.count(), Plan.objects.count()
    with django_assert_num_queries(8):
        asked(reading)
    assert (Node.objects.count(), Plan.objects.count()) == before


def test_a_command_is_still_refused_with_a_line_for_each(standing):
    draft = open_government_draft(milestone(1, CENSUS), date="2025-11")
    with pytest.raises(Refused) as refusal:
        propose_draft(draft, fictitious=True)
    assert refusal.value.details == [f"C1.H1: el documento imprime «{CENSUS}» y consta «Inventario de puestos»."]
    assert propose_draft(draft, fictitious=True, matches=Matches(nodes={(0, "h1"): NEW})).counts["nodes"] == 2


def test_a_commitment_known_by_its_printed_code_needs_no_question(standing):
    nodes = open_government_draft().plans[0].nodes
    nodes[0] = commitment(title="Publicar los datos de los mercados")
    draft = open_government_draft(date="2025-11", findings=[])
    draft.plans[0].nodes = nodes
    assert asked(reading_of(draft)).open == 0
