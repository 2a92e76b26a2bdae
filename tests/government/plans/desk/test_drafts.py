"""Preparing changes: what a draft keeps, what it refuses, and how it goes from hand to hand."""

from __future__ import annotations

import pytest

from minga.foundation.organizations.models import Organization
from minga.government.plans.actions import (
    drop_changes,
    insist,
    propose_changes,
    publish_changes,
    submit_changes,
)
from minga.government.plans.edits import Edit
from minga.government.plans.fields import CREATE, Subject
from minga.government.plans.models import ChangeSet, Node, Plan
from minga.government.plans.queries.changes import draft_of, edits_of, read_draft
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused
from tests.factories.changes import (
    SESSION,
    drafted,
    node_edit,
    node_made,
    node_moved,
    person,
    published,
    submitted,
)
from tests.factories.plans import OrganizationFactory, PlanFactory, followed_plan
from tests.factories.tracking import MeasurementFactory

pytestmark = pytest.mark.django_db
NEW_NAME = node_edit("C1", "title", "Abrir los datos del mercado")


@pytest.fixture
def plan() -> Plan:
    return followed_plan("Cumplido|Pendiente", "Cumplido").plan


def said(change_set: ChangeSet) -> list[tuple[str, str, object, object]]:
    return [(edit.key, edit.field or edit.operation, edit.before, edit.after) for edit in edits_of(change_set)]


def test_a_draft_keeps_before_and_after_and_leaves_what_is_public(plan):
    change_set = drafted(plan, NEW_NAME)
    assert said(change_set) == [("C1", "title", "Compromiso número 1", "Abrir los datos del mercado")]
    assert (change_set.state, change_set.version, change_set.role) == ("draft", 1, "editor")
    assert Node.objects.get(plan=plan, key="C1").title == "Compromiso número 1"


def test_the_later_value_of_a_field_takes_the_place_of_the_earlier(plan):
    editor = person("editor")
    drafted(plan, NEW_NAME, by=editor)
    change_set = drafted(plan, node_edit("C1", "title", "Otro"), by=editor)
    assert said(change_set) == [("C1", "title", "Compromiso número 1", "Otro")]


def test_the_value_that_stands_takes_the_change_out(plan):
    editor = person("editor")
    drafted(plan, NEW_NAME, by=editor)
    assert said(drafted(plan, node_edit("C1", "title", "Compromiso número 1"), by=editor)) == []


def test_each_person_has_one_draft_of_a_plan(plan):
    one, other = person("editor"), person("planner")
    assert drafted(plan, NEW_NAME, by=one) != drafted(plan, NEW_NAME, by=other)
    assert drafted(plan, NEW_NAME, by=one) == draft_of(one, plan)


@pytest.mark.parametrize("role", ["planner", "editor"])
def test_who_may_edit(plan, role):
    assert drafted(plan, NEW_NAME, by=person(role)).role == role


@pytest.mark.parametrize("role", ["approver", "reviewer", "administration", "responsible", "viewer"])
def test_who_may_not_edit(plan, role):
    with pytest.raises(Denied):
        drafted(plan, NEW_NAME, by=person(role))


def test_a_role_for_whoever_publishes_the_plan_edits_it():
    above = OrganizationFactory(slug="alcaldia", name="Alcaldía")
    publisher = OrganizationFactory(slug="secretaria", name="Secretaría", parent=above)
    plan = followed_plan("Cumplido", publisher=publisher).plan
    assert drafted(plan, NEW_NAME, by=person("editor", scope=above)).plan == plan


def test_a_second_window_does_not_overwrite_the_first(plan):
    editor = person("editor")
    propose_changes(plan, [NEW_NAME], by=editor, version=0)
    with pytest.raises(Conflict) as refused:
        propose_changes(plan, [node_edit("C1", "title", "Otro")], by=editor, version=0)
    assert refused.value.reason == (
        "Estos cambios se guardaron también en otra ventana. Revisa lo que escribiste y guarda de nuevo."
    )


def test_a_field_that_is_no_longer_as_it_was_seen_is_refused(plan):
    published(plan, node_edit("C1", "title", "Otro nombre"))
    seen = node_edit("C1", "title", "El mío", before="Compromiso número 1")
    with pytest.raises(Conflict) as refused:
        propose_changes(plan, [seen], by=person("editor"), seen=True)
    (line,) = refused.value.details
    assert line.startswith("C1 · Nombre: viste «Compromiso número 1» y ahora consta «Otro nombre»")


WRONG = [
    (node_edit("C1", "title", "  "), "C1 · Nombre: Escribe el nombre."),
    (node_edit("C1.H1", "level", "Actividad"), "C1.H1 · Nivel: El plan no tiene el nivel «Actividad»."),
    (node_edit("C1.H1", "parent", "C9"), "C1.H1 · Elemento que lo contiene: El plan no tiene el elemento «C9»."),
    (node_edit("C1", "parent", "C1"), "C1 · Elemento que lo contiene: Un elemento no puede estar dentro de sí mismo."),
    (node_edit("C1.H1", "parent", "C1.H2"), "C1.H1 · Nivel: El nivel «Hito» debe estar debajo de «Hito»."),
    (node_edit("C1", "start", "mayo"), "C1 · Inicio: Escribe la fecha como 2026, 2026-05 o 2026-05-31."),
    (node_edit("C1", "end", "2026-02-30"), "C1 · Fin: Escribe la fecha como 2026, 2026-05 o 2026-05-31."),
    (node_moved("C1", "close"), "C1: Contiene elementos abiertos: ciérralos también."),
    (Edit(Subject.PLAN, "", "title", ""), "Título: Escribe el título."),
    (Edit(Subject.PLAN, "", "end_year", 2020), "Último año: El último año no puede ser anterior al primero."),
    (Edit(Subject.PLAN, "", "start_year", 20), "Primer año: Escribe un año de cuatro cifras."),
    (
        Edit(Subject.LEVEL, "Hito", "name", "Compromiso"),
        "Compromiso · Nombre del nivel: Hay otro nivel con este nombre.",
    ),
    (Edit(Subject.LEVEL, "Hito", "depth", 0), "0 · Lugar del nivel: Dos niveles no pueden ocupar el mismo lugar."),
    (
        node_edit("C1", "targets", [{"name": "", "indicator": " ", "unit": "", "periods": []}]),
        "C1 · Metas: Escribe la meta o su indicador.",
    ),
    (
        node_edit(
            "C1",
            "targets",
            [{"name": "Ferias", "indicator": "", "unit": "", "periods": [{"year": 2026, "programmed": "muchas"}]}],
        ),
        "C1 · Metas: Escribe lo programado como un número: 21 o 21,5.",
    ),
    (node_edit("C1", "expected_means", [" "]), "C1 · Verificables esperados: Un verificable no puede estar vacío."),
]


@pytest.mark.parametrize(("edit", "line"), WRONG, ids=lambda value: value if isinstance(value, str) else "")
def test_what_cannot_stand_is_refused_with_its_remedy(plan, edit, line):
    with pytest.raises(Refused) as refused:
        drafted(plan, edit)
    assert line in refused.value.details
    assert ChangeSet.objects.filter(plan=plan).count() == 0


def test_what_documents_print_wrongly_does_not_stop_other_changes(plan):
    Node.objects.filter(plan=plan, key="C2").update(start="2027", end="2026")
    assert len(said(drafted(plan, NEW_NAME))) == 1


UNKNOWN = [
    (node_edit("C1", "colour", "red"), "No hay un campo «colour»."),
    (node_edit("C1", "title", 7), "El valor de «Nombre» no tiene la forma esperada."),
    (
        node_edit("C1", "roles", [{"organization": 3}]),
        "El valor de «Quién responde y participa» no tiene la forma esperada.",
    ),
    (node_edit("C1", "targets", [{"name": "x"}]), "El valor de «Metas» no tiene la forma esperada."),
    (node_edit("C1", "territories", ["marte"]), "«marte» no consta en Minga."),
    (node_edit("C1", "mechanisms", ["magic"]), "«magic» no consta en Minga."),
    (
        node_edit("C1", "roles", [{"organization": "nadie", "role": "lead", "printed": ""}]),
        "«nadie» no consta en Minga.",
    ),
    (Edit(Subject.PLAN, "", "supersedes", "otro"), "«otro» no consta en Minga."),
    (node_edit("C1", "title", "x", document="ninguno"), "«ninguno» no consta en Minga."),
    (Edit(Subject.PLAN, "", "", {}, CREATE), "plan create"),
    (node_edit("C1", "title", "cero \x00"), "El valor de «Nombre» no tiene la forma esperada."),
    (node_edit("C1", "expected_means", ["\ud800"]), "El valor de «Verificables esperados» no tiene la forma esperada."),
]


@pytest.mark.parametrize(("edit", "line"), UNKNOWN, ids=range(len(UNKNOWN)))
def test_what_minga_does_not_know_is_refused(plan, edit, line):
    with pytest.raises(Refused) as refused:
        drafted(plan, edit)
    assert refused.value.details == [line]


def test_a_real_plan_names_no_invented_organization(plan):
    Organization.objects.create(slug="inventada", name="Inventada", fictitious=True)
    with pytest.raises(Refused):
        drafted(plan, node_edit("C1", "roles", [{"organization": "inventada", "role": "lead", "printed": ""}]))


def test_a_target_with_measurements_stays(plan):
    measured = MeasurementFactory(target__node=plan.nodes.get(key="C1")).target
    change_set = submitted(plan, node_edit("C1", "targets", []))
    with pytest.raises(Refused) as refused:
        publish_changes(change_set, by=person("approver"), version=change_set.version)
    assert refused.value.details == [str(measured)]


def test_closing_and_opening_again_leaves_no_change(plan):
    editor = person("editor")
    drafted(plan, node_moved("C1.H1", "close"), by=editor)
    assert said(drafted(plan, node_moved("C1.H1", "reopen"), by=editor)) == []


def test_a_proposed_node_is_corrected_in_its_proposal(plan):
    editor = person("editor")
    drafted(plan, node_made("Hito", "Podar", parent="C1"), by=editor)
    change_set = drafted(plan, node_edit("nuevo-1", "title", "Regar"), by=editor)
    assert said(change_set) == [("nuevo-1", "create", None, {"level": "Hito", "title": "Regar", "parent": "C1"})]


def test_closing_a_proposed_node_takes_it_out(plan):
    editor = person("editor")
    drafted(plan, node_made("Hito", "Podar", parent="C1"), by=editor)
    assert said(drafted(plan, node_moved("nuevo-1", "close"), by=editor)) == []


def test_a_proposed_node_that_is_gone_cannot_be_corrected(plan):
    with pytest.raises(Refused):
        drafted(plan, node_edit("nuevo-7", "title", "Regar"))


def test_one_change_is_dropped_and_the_others_stay(plan):
    editor = person("editor")
    change_set = drafted(plan, NEW_NAME, node_edit("C1", "start", "2026"), by=editor)
    change_set = drop_changes(change_set, [NEW_NAME.slot], by=editor, version=change_set.version)
    assert said(change_set) == [("C1", "start", "", "2026")]


def test_a_proposed_node_goes_with_all_that_was_proposed_below_it(plan):
    editor = person("editor")
    above = node_made("Compromiso", "Parques")
    change_set = drafted(plan, above, node_made("Hito", "Podar", parent="nuevo-1"), NEW_NAME, by=editor)
    gone = [(Subject.NODE, "nuevo-1", "create")]
    change_set = drop_changes(change_set, gone, by=editor, version=change_set.version)
    assert [edit.key for edit in edits_of(change_set)] == ["C1"]


def test_only_its_author_corrects_a_draft(plan):
    change_set = drafted(plan, NEW_NAME)
    with pytest.raises(Denied) as denied:
        drop_changes(change_set, [NEW_NAME.slot], by=person("planner"), version=change_set.version)
    assert denied.value.reason == "Solo puede hacerlo quien los preparó."


def test_a_conflict_is_shown_when_the_draft_is_opened_and_has_a_way_out(plan):
    editor = person("editor")
    change_set = drafted(plan, NEW_NAME, by=editor)
    published(plan, node_edit("C1", "title", "Otro nombre"))
    (conflict,) = read_draft(plan, change_set).conflicts
    assert (conflict.edit.before, conflict.now, conflict.edit.after) == (
        "Compromiso número 1",
        "Otro nombre",
        "Abrir los datos del mercado",
    )
    with pytest.raises(Conflict):
        submit_changes(change_set, by=editor, version=1, title="x", reason="", basis="act", act=SESSION)
    change_set = insist(change_set, [NEW_NAME.slot], by=editor, version=1)
    assert read_draft(plan, change_set).conflicts == []
    assert said(change_set) == [("C1", "title", "Otro nombre", "Abrir los datos del mercado")]


def test_levels_are_added_renamed_and_reordered(plan):
    edition = published(
        plan,
        Edit(Subject.LEVEL, "Actividad", "", {"name": "Actividad", "carries_status": True, "depth": 2}, CREATE),
        Edit(Subject.LEVEL, "Hito", "name", "Etapa"),
        Edit(Subject.LEVEL, "Compromiso", "depth", 5),
        Edit(Subject.LEVEL, "Hito", "depth", 6),
        Edit(Subject.LEVEL, "Compromiso", "carries_status", after=True),
        node_made("Actividad", "Contar puestos"),
    )
    assert [(level["name"], level["depth"], level["carries_status"]) for level in edition.record["levels"]] == [
        ("Actividad", 2, True),
        ("Compromiso", 5, True),
        ("Etapa", 6, True),
    ]


def test_levels_trade_places_only_when_no_node_would_stand_above_its_own():
    plan = followed_plan("Cumplido").plan
    with pytest.raises(Refused):
        drafted(plan, Edit(Subject.LEVEL, "Compromiso", "depth", 1), Edit(Subject.LEVEL, "Hito", "depth", 0))


def test_the_plan_itself_is_changed():
    publisher = OrganizationFactory(slug="secretaria", name="Secretaría")
    older = PlanFactory(slug="plan-viejo")
    plan = followed_plan("Cumplido", publisher=None).plan
    edits = {"title": "Tercer plan", "short_title": "III", "start_year": 2026, "end_year": None}
    edits |= {"publisher": publisher.slug, "supersedes": older.slug}
    published(plan, *(Edit(Subject.PLAN, "", field, after) for field, after in edits.items()))
    plan.refresh_from_db()
    assert (plan.title, plan.short_title, plan.start_year, plan.end_year) == ("Tercer plan", "III", 2026, None)
    assert (plan.publisher, plan.supersedes) == (publisher, older)
