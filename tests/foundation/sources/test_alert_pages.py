"""Pages and files tell alerts in the reader's language, and name what each speaks of."""

from __future__ import annotations

import json

import pytest

from tests.factories.plans import followed_plan
from tests.factories.sources import FindingFactory
from tests.pages import said

pytestmark = pytest.mark.django_db
CITED = "Se cita «Anexo 9» y no consta en la lista de anexos."
FREE = "Algo que una lectura de hace años decía de otro modo."


@pytest.fixture
def plan():
    """A plan of one commitment and two milestones, whose document is `informe`."""
    followed = followed_plan("Cumplido|Cumplido*")
    followed.load.document.slug = "informe"
    followed.load.document.save()
    return followed


def alert(plan, message, key="C1.H2"):
    return FindingFactory(
        load=plan.load, message=message, subject_key=key, subject_url=plan.nodes[key].get_absolute_url()
    )


def pages_of(plan):
    """The pages that tell the alerts of a plan's document."""
    return ("/fuentes/informe/", plan.plan.get_absolute_url(), plan.nodes["C1.H2"].get_absolute_url())


def test_in_spanish_alerts_are_told_as_they_were_read(client, plan):
    alert(plan, CITED)
    for page in pages_of(plan):
        assert CITED in said(client.get(page))


def test_in_english_only_the_document_s_own_words_are_spanish(client, plan):
    alert(plan, CITED)
    for page in pages_of(plan):
        shown = client.get(f"/en{page}").content.decode()
        assert '<span lang="es">Anexo 9</span>' in shown
        assert f'<span lang="es">{CITED}</span>' not in shown


def test_what_nobody_can_tell_again_is_marked_as_spanish(client, plan):
    alert(plan, FREE)
    for page in pages_of(plan):
        assert f'<span lang="es">{FREE}</span>' in client.get(f"/en{page}").content.decode()


def test_the_files_tell_alerts_in_the_language_of_their_address(client, plan, monkeypatch):
    alert(plan, CITED)
    monkeypatch.setattr("minga.foundation.sources.alert_words.gettext", lambda text: text.replace("Se cita", "Cited"))
    (row,) = json.loads(client.get("/en/fuentes/informe.json").getvalue())
    assert row["message"].startswith("Cited «Anexo 9»")
    (row,) = json.loads(client.get("/fuentes/informe.json").getvalue())
    assert row["message"] == CITED


def test_an_element_is_named_by_its_title_beside_its_key(client, plan):
    alert(plan, CITED)
    title = plan.nodes["C1.H2"].title
    for page in pages_of(plan)[:2]:
        assert f"C1.H2 {title}" in said(client.get(page))


def test_a_title_that_the_sentence_quotes_is_not_said_again(client, plan):
    title = plan.nodes["C1.H2"].title
    alert(plan, f"«{title}» consta sin mecanismo de articulación.")
    page = client.get("/fuentes/informe/").content.decode()
    assert page.count(title) == 1
