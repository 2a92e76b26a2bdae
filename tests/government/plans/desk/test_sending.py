"""A draft on its way: what is written about it, what sending asks for, and how it goes from hand to hand."""

from __future__ import annotations

import pytest

from minga.government.plans.actions import (
    Act,
    Proof,
    publish_changes,
    return_changes,
    save_draft,
    submit_changes,
    take_back_changes,
    withdraw_changes,
)
from minga.government.plans.models import Change, ChangeSet, Plan
from minga.government.plans.queries.changes import edits_of
from minga.kernel.access import Denied
from minga.kernel.errors import Refused
from tests.factories.changes import SESSION, drafted, node_edit, person, submitted
from tests.factories.plans import followed_plan
from tests.factories.sources import DocumentFactory

pytestmark = pytest.mark.django_db
NEW_NAME = node_edit("C1", "title", "Abrir los datos del mercado")


@pytest.fixture
def plan() -> Plan:
    return followed_plan("Cumplido|Pendiente", "Cumplido").plan


@pytest.mark.parametrize(
    ("edits", "title", "reason"),
    [([], "Título", "No hay cambios que enviar."), ([NEW_NAME], " ", "Escribe un título que diga qué cambia.")],
)
def test_an_empty_draft_or_one_without_title_is_not_submitted(plan, edits, title, reason):
    editor = person("editor")
    change_set = drafted(plan, NEW_NAME, by=editor)
    change_set = drafted(plan, *(edits or [node_edit("C1", "title", "Compromiso número 1")]), by=editor)
    with pytest.raises(Refused) as refused:
        submit_changes(change_set, by=editor, version=2, title=title, reason="", basis="act")
    assert refused.value.reason == reason


def test_without_its_act_a_draft_is_not_submitted_unless_it_is_to_come(plan):
    editor = person("editor")
    change_set = drafted(plan, NEW_NAME, by=editor)
    sending = {"by": editor, "version": 1, "title": "x", "reason": "", "basis": "act"}
    with pytest.raises(Refused) as refused:
        submit_changes(change_set, **sending)
    assert refused.value.reason == (
        "Para publicar estos cambios escribe el número y la fecha del acto que los aprueba: acta de sesión."
    )
    with pytest.raises(Refused):
        submit_changes(change_set, act=Act("letter", "O-7", SESSION.day), **sending)
    assert submit_changes(change_set, act_to_come=True, **sending).state == "submitted"


def test_what_is_written_about_a_draft_is_kept_before_it_is_sent(plan):
    editor, document = person("editor"), DocumentFactory()
    change_set = drafted(plan, NEW_NAME, node_edit("C1", "start", "2026"), by=editor)
    written = {"title": "Precisa", "reason": "", "basis": "act", "act": Act("", "004-2026", None)}
    proofs = {NEW_NAME.slot: Proof(document.slug, "página 4", "Abrir")}
    saved = save_draft(change_set, by=editor, version=1, proofs=proofs, **written)
    assert (saved.version, saved.title, saved.act_number, saved.state) == (2, "Precisa", "004-2026", "draft")
    assert [(edit.document, edit.place) for edit in edits_of(saved)] == [(document.slug, "página 4"), ("", "")]
    assert save_draft(saved, by=editor, version=2, proofs=proofs, **written).version == 2


def test_a_document_that_is_not_in_the_record_proves_nothing(plan):
    editor = person("editor")
    change_set = drafted(plan, NEW_NAME, by=editor)
    proofs = {NEW_NAME.slot: Proof("ninguno")}
    with pytest.raises(Refused) as refused:
        save_draft(change_set, by=editor, version=1, title="x", reason="", basis="act", proofs=proofs)
    assert refused.value.reason == "«ninguno» no consta en Minga."
    assert ChangeSet.objects.get(pk=change_set.pk).title == ""


@pytest.mark.parametrize("other", ["editor", "planner", "approver"])
def test_only_its_author_writes_about_a_draft(plan, other):
    with pytest.raises(Denied):
        save_draft(drafted(plan, NEW_NAME), by=person(other), version=1, title="x", reason="", basis="act")


def test_only_its_author_submits(plan):
    with pytest.raises(Denied):
        submit_changes(drafted(plan, NEW_NAME), by=person("editor"), version=1, title="x", reason="", basis="act")


def test_what_is_submitted_comes_back_to_its_author(plan):
    editor = person("editor")
    change_set = submitted(plan, NEW_NAME, by=editor)
    change_set = take_back_changes(change_set, by=editor, version=change_set.version)
    assert (change_set.state, change_set.submitted_at) == ("draft", None)


def test_who_publishes_gives_it_back_with_what_to_correct(plan):
    change_set = submitted(plan, NEW_NAME)
    change_set = return_changes(change_set, by=person("approver"), version=change_set.version, note="Falta el artículo")
    assert (change_set.state, change_set.note) == ("draft", "Falta el artículo")


def test_giving_back_without_a_word_is_refused(plan):
    change_set = submitted(plan, NEW_NAME)
    with pytest.raises(Refused):
        return_changes(change_set, by=person("approver"), version=change_set.version, note=" ")


def test_what_comes_back_does_not_collide_with_another_draft(plan):
    editor = person("editor")
    change_set = submitted(plan, NEW_NAME, by=editor)
    drafted(plan, node_edit("C2", "title", "Otro"), by=editor)
    with pytest.raises(Refused):
        take_back_changes(change_set, by=editor, version=change_set.version)


def test_what_is_withdrawn_stays_on_record_and_is_never_published(plan):
    editor = person("editor")
    change_set = submitted(plan, NEW_NAME, by=editor)
    change_set = withdraw_changes(change_set, by=editor, version=change_set.version)
    assert (change_set.state, change_set.changes.count()) == ("withdrawn", 1)
    with pytest.raises(Denied):
        publish_changes(change_set, by=person("approver"), version=change_set.version)


@pytest.mark.parametrize("act", [withdraw_changes, take_back_changes])
def test_only_its_author_withdraws_or_takes_back(plan, act):
    change_set = submitted(plan, NEW_NAME)
    with pytest.raises(Denied):
        act(change_set, by=person("planner"), version=change_set.version)


def test_a_correction_says_where_each_value_is_printed(plan):
    editor = person("editor")
    change_set = drafted(plan, NEW_NAME, by=editor)
    with pytest.raises(Refused) as refused:
        submit_changes(change_set, by=editor, version=1, title="Errata", reason="", basis="erratum")
    assert refused.value.details == ["C1 · Nombre: elige el documento que lo imprime."]


PROOF = {"place": "página 4", "printed": "ABRIR LOS DATOS DEL MERCADO"}
HALF_PROVEN = [
    ({"place": ""}, "escribe el lugar del documento, como «página 4» o «línea 120»."),
    ({"printed": ""}, "copia lo que está impreso."),
    ({"printed": "Otra cosa"}, "lo impreso no dice «Abrir los datos del mercado»."),
]


@pytest.mark.parametrize(("missing", "reason"), HALF_PROVEN)
def test_a_correction_that_is_not_proven_is_refused(plan, missing, reason):
    document = DocumentFactory().slug
    editor = person("editor")
    edit = node_edit("C1", "title", "Abrir los datos del mercado", document=document, **(PROOF | missing))
    change_set = drafted(plan, edit, by=editor)
    with pytest.raises(Refused) as refused:
        submit_changes(change_set, by=editor, version=1, title="Errata", reason="", basis="erratum")
    assert refused.value.details == [f"C1 · Nombre: {reason}"]


def proven(plan: Plan, by) -> ChangeSet:
    edit = node_edit("C1", "title", "Abrir los datos del mercado", document=DocumentFactory().slug, **PROOF)
    return submitted(plan, edit, by=by, basis="erratum")


def test_a_correction_needs_no_act_but_another_person(plan):
    planner = person("planner")
    change_set = proven(plan, planner)
    with pytest.raises(Denied) as denied:
        publish_changes(change_set, by=planner, version=change_set.version)
    assert denied.value.reason == (
        "Nadie publica su propia fe de erratas: sin un acto que la respalde, debe revisarla otra persona."
    )
    edition = publish_changes(change_set, by=person("planner"), version=change_set.version)
    assert (edition.basis, edition.act) == ("erratum", "")
    assert Change.objects.get(change_set=change_set).printed == "ABRIR LOS DATOS DEL MERCADO"


def test_a_correction_carries_no_act_even_when_one_is_named(plan):
    change_set = proven(plan, person("editor"))
    edition = publish_changes(change_set, by=person("approver"), version=change_set.version, act=SESSION)
    assert edition.act == ""
