"""What a correction quotes stands in the document that it names, as far as Minga kept its text."""

from __future__ import annotations

import pytest
from django.urls import reverse

from minga.foundation.sources.models import Document, Load
from minga.government.plans.actions import submit_changes
from minga.government.plans.models import ChangeSet, Plan
from minga.government.plans.queries.quotations import quotations
from minga.kernel.errors import Refused
from minga.publishing.intake.models import Passage, Reading
from tests.factories.changes import drafted, node_edit, person, submitted
from tests.factories.plans import followed_plan
from tests.factories.readings import reading_of
from tests.factories.sources import DocumentFactory, LoadFactory, printed
from tests.pages import said

pytestmark = pytest.mark.django_db
NAME = "Abrir los datos del mercado"
PASSAGES = (["Plan de acción"], ["—"], ["COMPROMISO 1:", "Abrir los datos"], ["del mercado, con quienes venden."])
ABSENT = "C1 · Nombre: Minga no encuentra eso en el documento; copia las palabras tal como están impresas."


@pytest.fixture
def plan() -> Plan:
    return followed_plan("Cumplido|Pendiente").plan


@pytest.fixture
def document() -> Document:
    """A document whose text Minga kept."""
    reading = reading_of()
    reading.passages.all().delete()
    for number, texts in enumerate(PASSAGES):
        Passage.objects.create(reading=reading, position=number, kind="text", anchor=f"line:{number}", texts=texts)
    return DocumentFactory(sha256=reading.sha256)


def correction(document: Document, text: str, field: str = "title", value: str = NAME):
    return node_edit("C1", field, value, document=document.slug, place="línea 3", printed=text)


def look(edit):
    (found,) = quotations([edit]).values()
    return found


def send(plan: Plan, edit) -> ChangeSet:
    editor = person("editor")
    draft = drafted(plan, edit, by=editor)
    return submit_changes(draft, by=editor, version=1, title="Errata", reason="", basis="erratum")


def test_words_are_found_whatever_their_case_and_over_several_passages(document):
    found = look(correction(document, "abrir los DATOS del mercado"))
    assert found.passage == "COMPROMISO 1: Abrir los datos del mercado, con quienes venden."
    assert look(correction(document, "Plan de Accion")).passage == "Plan de acción"


@pytest.mark.parametrize("text", ["Abrir los datos del mercado mayor", "rir los datos", "…"])
def test_what_the_document_does_not_print_is_absent(document, text):
    assert look(correction(document, text)).is_absent


def test_a_correction_that_quotes_what_the_document_does_not_print_is_refused(plan, document):
    with pytest.raises(Refused) as refused:
        send(plan, correction(document, f"{NAME} mayor"))
    assert refused.value.details == [ABSENT]
    assert send(plan, correction(document, NAME)).state == "submitted"


@pytest.mark.parametrize("state", [Reading.State.READING, Reading.State.FAILED])
def test_a_reading_that_is_not_whole_refuses_nothing(document, state):
    Reading.objects.update(state=state)
    assert not look(correction(document, "Otra cosa")).is_checked


def test_without_its_text_the_facts_of_a_document_may_prove_a_quotation_and_never_deny_it(plan):
    load = LoadFactory()
    printed(plan.nodes.get(key="C1"), load, text=f"COMPROMISO 1: {NAME}.")
    assert look(correction(load.document, NAME)).passage == f"COMPROMISO 1: {NAME}."
    assert not look(correction(load.document, "Otra cosa")).is_absent
    Load.objects.update(state=Load.State.UNDONE)
    assert not look(correction(load.document, NAME)).is_checked


def page_for(client, change_set: ChangeSet, role: str = "approver") -> str:
    client.force_login(person(role))
    return said(client.get(reverse("plans:desk-changes", args=[change_set.plan.slug, change_set.public_id])))


UNCHECKED = "Minga no pudo comprobarlo: no guarda el texto de este documento. Míralo en el documento."


def test_who_publishes_sees_the_passage_as_it_was_read(client, plan, document):
    change_set = submitted(plan, correction(document, NAME), basis="erratum")
    passage = "En el documento se lee: «COMPROMISO 1: Abrir los datos del mercado, con quienes venden.»"
    assert passage in page_for(client, change_set)
    assert "En el documento se lee" not in page_for(client, change_set, "reviewer")


def test_who_publishes_is_told_what_could_not_be_checked(client, plan):
    change_set = submitted(plan, correction(DocumentFactory(), NAME), basis="erratum")
    assert UNCHECKED in page_for(client, change_set)


def test_under_an_act_who_publishes_is_told_of_a_quotation_that_is_not_there(client, plan, document):
    change_set = submitted(plan, correction(document, "Otra cosa"))
    assert "Minga no encuentra estas palabras en el documento." in page_for(client, change_set)
