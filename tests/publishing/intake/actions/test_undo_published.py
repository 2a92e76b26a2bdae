"""Undoing a load that an edition holds: proposed first, and done when it is published under an act."""

from __future__ import annotations

from datetime import date

import pytest

from minga.foundation.ledger.models import Event
from minga.foundation.sources.models import Load
from minga.government.budget.models import BudgetLine
from minga.government.plans.actions import Act, publish_changes, publish_edition, submit_changes
from minga.government.plans.models import ChangeSet, DeclaredStatus, Node, Plan
from minga.government.plans.queries.changes import edits_of
from minga.government.plans.queries.in_the_way import in_the_way
from minga.government.plans.queries.record import plan_record
from minga.kernel.access import Denied
from minga.kernel.errors import Refused
from minga.publishing.intake.actions import ReceivedFile, apply_draft, undo_load
from tests.factories.changes import SESSION, node_edit, node_moved, person, published
from tests.factories.drafts import commitment, management_draft, milestone, open_government_draft
from tests.pages import said

pytestmark = pytest.mark.django_db
LETTER = Act("letter", "O-1", date(2026, 5, 14))


def apply(draft):
    return apply_draft(draft, file=ReceivedFile("informe.txt", "text/plain"))


def held_load():
    """A load that renamed a node, made another and brought statuses, in a plan with an edition since."""
    apply(open_government_draft())
    load = apply(
        open_government_draft(
            milestone(1, "Inventario de puestos"),
            milestone(2, "Feria", "Cumplido"),
            milestone(3, "Mercado nocturno"),
            date="2025-11",
            sha256="c" * 64,
        )
    )
    plan = Plan.objects.get()
    publish_edition(plan, by=person("planner"), act=SESSION)
    return load, plan


def test_before_any_edition_a_load_is_undone_at_once():
    assert undo_load(apply(open_government_draft())).state == Load.State.UNDONE
    assert ChangeSet.objects.filter(load__isnull=True).count() == 0


def test_once_an_edition_holds_it_the_inverse_is_proposed_and_nothing_changes():
    load, plan = held_load()
    before = plan_record(plan)
    editor = person("editor")
    assert undo_load(load, by=editor).state == Load.State.APPLIED
    (inverse,) = load.inverses.all()
    assert (inverse.state, inverse.author, inverse.plan) == ("draft", editor, plan)
    assert [(edit.key, edit.field or edit.operation) for edit in edits_of(inverse)] == [("C1.H3", "close")]
    assert inverse.reason == "También se retira lo demás que trajo la carga (estado declarado: 3)."
    assert plan_record(plan) == before


def publish_inverse(load, plan):
    editor = person("editor")
    undo_load(load, by=editor)
    inverse = submit_changes(
        load.inverses.get(), by=editor, version=1, title="Deshacer", reason="", basis="act", act=SESSION
    )
    return publish_changes(inverse, by=person("approver"), version=inverse.version)


def test_the_inverse_is_published_under_an_act_and_takes_all_back():
    load, plan = held_load()
    edition = publish_inverse(load, plan)
    load.refresh_from_db()
    assert (load.state, edition.number, edition.act) == (Load.State.UNDONE, 2, "Acta de sesión 004-2026")
    assert Node.objects.get(plan=plan, key="C1.H3").closed_at is not None
    assert DeclaredStatus.objects.filter(node__plan=plan, as_of="2025-11").count() == 0
    kinds = Event.objects.order_by("-pk").values_list("kind", flat=True)[:2]
    assert list(kinds) == ["plans.edition-published", "sources.load-undone"]


def test_the_inverse_is_proposed_once():
    load, _plan = held_load()
    undo_load(load, by=person("editor"))
    with pytest.raises(Refused) as refused:
        undo_load(load, by=person("editor"))
    assert refused.value.reason == "Ya hay cambios preparados para deshacer esta carga: publícalos o retíralos."


def test_who_may_not_edit_the_plan_does_not_propose_it():
    load, _plan = held_load()
    with pytest.raises(Denied):
        undo_load(load, by=person("reviewer"))


def test_a_command_on_the_server_leaves_it_to_be_published():
    load, _plan = held_load()
    undo_load(load)
    assert (load.inverses.get().state, load.inverses.get().author) == ("submitted", None)


def test_later_edits_of_the_same_stop_it():
    load, plan = held_load()
    published(plan, node_edit("C1.H3", "title", "Mercado de noche"))
    with pytest.raises(Refused) as refused:
        undo_load(load, by=person("editor"))
    assert refused.value.reason == "No se puede deshacer la carga: después cambió algo de lo que trajo."
    assert refused.value.details == [
        (
            "C1.H3 «Mercado de noche», Nombre: cambió en la edición 2. "
            "Devuélvelo antes a «Mercado nocturno», con un acto o por fe de erratas."
        )
    ]


def test_what_was_changed_and_put_back_stops_nothing():
    load, plan = held_load()
    published(plan, node_edit("C1.H3", "title", "Mercado de noche"))
    published(plan, node_edit("C1.H3", "title", "Mercado nocturno"))
    published(plan, node_moved("C1.H3", "close"))
    published(plan, node_moved("C1.H3", "reopen"))
    publish_inverse(load, plan)
    assert Node.objects.get(plan=plan, key="C1.H3").closed_at is not None


def test_a_field_that_the_load_changed_and_an_edit_again_is_named_with_its_value():
    load, plan = held_load()
    later = (milestone(1, "Inventario de puestos"), milestone(2, "Ferias"), milestone(3, "Mercado nocturno"))
    load = apply(open_government_draft(*later, date="2026-01", sha256="d" * 64))
    publish_edition(plan, by=person("planner"), act=SESSION)
    published(plan, node_edit("C1.H2", "title", "Las ferias"))
    assert in_the_way(load) == [
        (
            "C1.H2 «Las ferias», Nombre: cambió en la edición 3. "
            "Devuélvelo antes a «Ferias», con un acto o por fe de erratas."
        )
    ]
    published(plan, node_edit("C1.H2", "title", "Ferias"))
    assert in_the_way(load) == []


def test_a_later_load_that_changed_the_same_is_named():
    load, _plan = held_load()
    later = (milestone(1, "Inventario de puestos"), milestone(2, "Feria"), milestone(3, "Mercado nocturnos"))
    document = apply(open_government_draft(*later, date="2026-01", sha256="d" * 64)).document
    told = f"C1.H3 «Mercado nocturnos», Nombre: cambió con la carga de «{document}». Deshaz antes esa carga."
    assert in_the_way(load) == [told]


def test_a_closed_node_is_told_in_words():
    load, plan = held_load()
    published(plan, node_moved("C1.H3", "close"))
    assert in_the_way(load) == [
        (
            "C1.H3 «Mercado nocturno», Abierto o cerrado: cambió en la edición 2. "
            "Devuélvelo antes a «abierto», con un acto o por fe de erratas."
        )
    ]


def test_lists_that_an_edit_wrote_anew_do_not_go_back():
    load, plan = held_load()
    published(plan, node_edit("C1.H3", "expected_means", ["Acta"]))
    published(plan, node_edit("C1.H3", "expected_means", []))
    assert in_the_way(load) == [
        (
            "C1.H3 «Mercado nocturno», Verificables esperados: cambió en la edición 3 y ya no se retira con la carga. "
            "Deja la carga como está, y corrige o cierra ese elemento con cambios del plan."
        )
    ]


def test_edits_between_the_proposal_and_its_publication_stop_it_too():
    load, plan = held_load()
    editor = person("editor")
    undo_load(load, by=editor)
    published(plan, node_edit("C1.H3", "title", "Mercado de noche"))
    inverse = submit_changes(
        load.inverses.get(), by=editor, version=1, title="Deshacer", reason="", basis="act", act=SESSION
    )
    with pytest.raises(Refused):
        publish_changes(inverse, by=person("approver"), version=inverse.version)
    assert Node.objects.get(plan=plan, key="C1.H3").closed_at is None


def test_a_list_that_an_edit_changed_since_stops_it():
    load = apply(open_government_draft())
    plan = Plan.objects.get()
    published(plan, node_edit("C1", "roles", []))
    with pytest.raises(Refused) as refused:
        undo_load(load, by=person("editor"))
    assert (
        "C1 «Abrir los datos del mercado», Quién responde y participa: cambió en la edición 2 y ya no se retira con la "
        "carga. Deja la carga como está, y corrige o cierra ese elemento con cambios del plan."
    ) in refused.value.details


def test_the_facts_of_other_rooms_go_with_it():
    load = apply(management_draft())
    plan = Plan.objects.get(slug__startswith="informe")
    publish_edition(plan, by=person("planner"), act=LETTER)
    undo_load(load)
    inverse = load.inverses.get()
    edition = publish_changes(inverse, by=person("approver"), version=inverse.version, act=LETTER)
    assert (edition.plan, BudgetLine.objects.count()) == (plan, 0)


def test_a_renamed_commitment_returns_to_its_name():
    apply(open_government_draft())
    second = open_government_draft(date="2025-11", sha256="d" * 64)
    second.plans[0].nodes[0] = commitment(title="Abrir los datos de los mercados")
    load = apply(second)
    plan = Plan.objects.get()
    publish_edition(plan, by=person("planner"), act=SESSION)
    undo_load(load, by=person("editor"))
    (change, *_rest) = [edit for edit in edits_of(load.inverses.get()) if edit.field == "title"]
    assert (change.before, change.after) == ("Abrir los datos de los mercados", "Abrir los datos del mercado")


def test_what_would_be_refused_is_told_and_not_offered(client):
    load, plan = held_load()
    undo_load(load, by=person("editor"))
    inverse = load.inverses.get()
    sending = {"by": inverse.author, "version": 1, "title": "Deshacer", "reason": "", "basis": "act", "act": SESSION}
    inverse = submit_changes(inverse, **sending)
    client.force_login(person("approver"))
    assert "Publicar como edición" in said(client.get(inverse.get_absolute_url()))
    published(plan, node_edit("C1.H3", "title", "Mercado de noche"))
    page = said(client.get(inverse.get_absolute_url()))
    assert "Devuélvelo antes a «Mercado nocturno», con un acto o por fe de erratas." in page
    assert "Publicar como edición" not in page
