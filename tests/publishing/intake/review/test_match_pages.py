"""The questions of what a document speaks of: an unfinished answer is told at its field, and the others stay."""

from __future__ import annotations

import re

import pytest

from minga.publishing.intake.actions import ReceivedFile, apply_draft
from minga.publishing.intake.models import Match
from tests.factories.drafts import milestone, open_government_draft
from tests.factories.readings import reading_of
from tests.pages import said
from tests.publishing.intake.review.sending import address

pytestmark = pytest.mark.django_db
ERROR = "Elige cuál es."


@pytest.fixture
def reading(unit):
    """A later report in which both milestones of a standing plan have another name."""
    apply_draft(open_government_draft(findings=[]), file=ReceivedFile("a.txt"), fictitious=True)
    draft = open_government_draft(
        milestone(1, "Censo de vendedores autónomos"), milestone(2, "Reglamento"), date="2025-11", findings=[]
    )
    return reading_of(draft, unit=unit)


def answers(reading, **more):
    stands = {"version": reading.version, "p0-answer": "same", "n0-h1-answer": "other", "n0-h2-answer": "new"}
    return stands | more


def test_another_one_without_which_is_told_at_its_field_and_above(desk, reading):
    answer = desk.post(address(reading, "coincidencias/"), answers(reading))
    page = answer.content.decode()
    assert (answer.status_code, Match.objects.count()) == (422, 0)
    assert f'<a href="#id_n0-h1-other">«Censo de vendedores autónomos»: Cuál</a>: {ERROR}' in page
    field = re.search(r'<select[^>]*name="n0-h1-other"[^>]*>', page)[0]
    assert 'aria-invalid="true"' in field
    described = re.search(r'aria-describedby="([^"]+)"', field)[1].split()
    assert any(re.search(rf'id="{one}"[^>]*>.*?{ERROR}', page, re.DOTALL) for one in described)


def test_what_was_answered_of_the_others_stays(desk, reading):
    page = desk.post(address(reading, "coincidencias/"), answers(reading)).content.decode()
    chosen = re.findall(r'<input type="radio" name="([^"]+)" value="([^"]+)"[^>]*checked', page)
    assert chosen == [("p0-answer", "same"), ("n0-h1-answer", "other"), ("n0-h2-answer", "new")]


def test_one_that_is_not_answered_is_named_above(desk, reading):
    answer = desk.post(address(reading, "coincidencias/"), answers(reading, **{"n0-h2-answer": ""}))
    assert "Corrige 2 datos para continuar." in said(answer)
    assert '<a href="#id_n0-h2-answer_0">«Reglamento»: ¿Qué es?</a>: Elige una respuesta.' in answer.content.decode()
    assert 'id="id_n0-h2-answer_0"' in answer.content.decode()


def test_the_printed_element_can_be_seen_in_its_document(desk, reading):
    page = desk.get(address(reading, "coincidencias/")).content.decode()
    assert f'href="{address(reading, "elementos/h1/")}"' in page
