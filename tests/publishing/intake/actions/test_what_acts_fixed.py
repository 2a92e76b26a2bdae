"""A reading never overrules an act: what an edition fixed stays, and that the document says otherwise is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from minga.foundation.sources.alert_words import known
from minga.foundation.sources.models import Finding
from minga.government.plans.actions import publish_changes, publish_edition, submit_changes
from minga.government.plans.edits import Edit
from minga.government.plans.fields import Subject
from minga.government.plans.models import (
    DeclaredStatus,
    ExpectedMeans,
    Level,
    Node,
    NodeMechanism,
    NodeRole,
    Plan,
    Target,
    TargetPeriod,
)
from minga.government.plans.queries.panels import told_by
from minga.government.plans.queries.record import plan_record
from minga.government.tracking.models import Measurement
from minga.publishing.intake.actions import ReceivedFile, apply_draft, propose_draft, undo_load
from minga.publishing.intake.draft import DraftRole, DraftTarget
from tests.factories.changes import SESSION, node_edit, node_made, node_moved, person, published
from tests.factories.drafts import commitment, management_draft, milestone, open_government_draft

pytestmark = pytest.mark.django_db
INVENTORY, FAIR = "Inventario de puestos", "Feria"


def apply(draft):
    return apply_draft(draft, file=ReceivedFile("informe.txt", "text/plain"))


def report(*milestones, date="2025-11", **values):
    """A later report of the same plan."""
    return open_government_draft(
        *(milestones or (milestone(1, INVENTORY), milestone(2, FAIR, "Pendiente"))), date=date, findings=[], **values
    )


def with_commitment(*milestones, **values):
    """A later report that says this of the commitment itself."""
    draft = report(*milestones)
    draft.plans[0].nodes[0] = commitment(**values)
    return draft


@pytest.fixture
def plan():
    """A plan of a commitment with two milestones, as a report prints it."""
    apply(open_government_draft())
    return Plan.objects.get()


def node(key):
    return Node.objects.get(key=key)


def told(proposal):
    return [(one.key.partition("/")[2], one.field, one.stands, one.printed, one.by.number) for one in proposal.left]


def titles():
    return dict(Node.objects.open().order_by("position").values_list("key", "title"))


def test_a_title_that_an_act_fixed_is_not_put_back(plan):
    edition = published(plan, node_edit("C1.H2", "title", "Mercado nocturno"))
    later = report()
    assert told(propose_draft(later)) == [("C1.H2", "title", "Mercado nocturno", FAIR, edition.number)]
    apply(later)
    assert titles()["C1.H2"] == "Mercado nocturno"
    assert Node.objects.count() == 3


def test_what_an_act_renamed_is_known_by_its_former_name_wherever_it_is_printed(plan):
    published(plan, node_edit("C1.H2", "title", "Mercado nocturno"))
    apply(report(milestone(1, INVENTORY), milestone(2, "Censo"), milestone(3, FAIR)))
    assert titles() == {
        "C1": "Abrir los datos del mercado",
        "C1.H1": INVENTORY,
        "C1.H3": "Censo",
        "C1.H2": "Mercado nocturno",
    }


def test_a_correction_of_a_misreading_is_not_undone_by_another_reading(plan):
    said = {"document": "2025-05-informe-de-cumplimiento", "place": "línea 12", "printed": "Feria libre"}
    published(plan, node_edit("C1.H2", "title", "Feria libre", **said), basis="erratum", act=None)
    (kept,) = propose_draft(report()).left
    assert (kept.stands, kept.printed, kept.by.words) == ("Feria libre", FAIR, "Fe de erratas")


def test_a_document_that_says_what_the_act_fixed_is_cited_for_it(plan):
    published(plan, node_edit("C1.H2", "title", "Mercado nocturno"))
    load = apply(report(milestone(1, INVENTORY), milestone(2, "Mercado nocturno")))
    assert (load.counts.get("kept"), load.findings.count()) == (None, 0)
    assert load.provenances.filter(subject_id=node("C1.H2").pk, field="title").exists()


def test_no_place_stands_under_a_value_that_it_does_not_print(plan):
    published(plan, node_edit("C1.H2", "title", "Mercado nocturno"))
    load = apply(report(milestone(1, INVENTORY), milestone(2, FAIR, start="2025-02", end="2025-03")))
    of_node = load.provenances.filter(subject_id=node("C1.H2").pk, subject_type__model="node")
    assert list(of_node.values_list("field", "printed")) == [("dates", "2025-02 – 2025-03"), ("named", FAIR)]
    assert (node("C1.H2").start, node("C1.H2").end) == ("2025-02", "2025-03")


def test_silence_says_nothing_else(plan):
    published(plan, node_edit("C1.H2", "description", "En la plaza central"))
    later = report()
    assert told(propose_draft(later)) == []
    apply(later)
    assert node("C1.H2").description == "En la plaza central"


def test_the_last_act_decides(plan):
    published(plan, node_edit("C1.H2", "title", "Mercado nocturno"))
    published(plan, node_edit("C1.H2", "title", FAIR))
    assert told(propose_draft(report())) == []


def test_what_a_load_had_overruled_before_is_no_longer_what_the_act_fixed(plan):
    published(plan, node_edit("C1.H2", "title", "Mercado nocturno"))
    Node.objects.filter(key="C1.H2").update(title="Feria de los martes")
    apply(report())
    assert titles()["C1.H2"] == FAIR


def test_an_edition_without_edits_fixes_nothing(plan):
    publish_edition(plan, by=person("planner"), act=SESSION)
    apply(report(milestone(1, INVENTORY), milestone(2, "Ferias")))
    assert titles()["C1.H2"] == "Ferias"


def test_what_an_act_closed_stays_closed_and_its_status_is_still_a_fact(plan):
    published(plan, node_moved("C1.H2", "close"))
    later = report()
    assert told(propose_draft(later)) == [("C1.H2", "closed_at", True, FAIR, 2)]
    apply(later)
    assert node("C1.H2").closed_at is not None
    assert DeclaredStatus.objects.filter(node__key="C1.H2", as_of="2025-11").count() == 1


def test_what_an_act_opened_again_is_open(plan):
    published(plan, node_moved("C1.H2", "close"))
    published(plan, node_moved("C1.H2", "reopen"))
    assert told(propose_draft(report())) == []


def test_what_is_new_below_a_closed_one_is_made_closed(plan):
    published(plan, node_moved("C1.H1", "close"), node_moved("C1.H2", "close"), node_moved("C1", "close"))
    later = report(milestone(1, INVENTORY), milestone(2, FAIR), milestone(3, "Censo"))
    apply(later)
    assert Node.objects.open().count() == 0
    again = replace(later, sha256="e" * 64)
    assert [(key, field) for key, field, *_ in told(propose_draft(again))] == [
        ("C1", "closed_at"),
        ("C1.H1", "closed_at"),
        ("C1.H2", "closed_at"),
        ("C1.H3", "closed_at"),
    ]


def test_who_answers_is_as_the_act_left_it(plan):
    roles = plan_record(plan)["nodes"][0]["roles"]
    published(plan, node_edit("C1", "roles", roles[:1]))
    later = with_commitment(
        roles=[
            DraftRole("lead", "Dirección de Mercados"),
            DraftRole("counterpart", "Universidad del Páramo Alto"),
            DraftRole("partner", "Junta Parroquial"),
        ]
    )
    printed = "contraparte: Universidad del Páramo Alto; socio: Junta Parroquial"
    assert told(propose_draft(later)) == [("C1", "roles", "responsable: Dirección de Mercados", printed, 2)]
    load = apply(later)
    assert [str(role) for role in NodeRole.objects.all()] == ["responsable: Dirección de Mercados"]
    assert load.provenances.filter(field="roles").count() == 1


def test_expected_verifiables_are_as_the_act_left_them(plan):
    published(plan, node_edit("C1.H1", "expected_means", ["Registro firmado"]))
    later = report(milestone(1, INVENTORY, expected_means=["Registro"]), milestone(2, FAIR))
    assert told(propose_draft(later)) == [("C1.H1", "expected_means", "Registro firmado", "Registro", 2)]
    apply(later)
    assert [row.text for row in ExpectedMeans.objects.all()] == ["Registro firmado"]


def test_mechanisms_are_as_the_act_left_them(plan):
    published(plan, node_edit("C1.H1", "mechanisms", ["convention"]))
    later = report(milestone(1, INVENTORY, mechanisms=["agreement", "convention"]), milestone(2, FAIR))
    apply(later)
    assert [row.term.canonical for row in NodeMechanism.objects.all()] == ["convention"]


def targeted(*targets, date="2025-11"):
    """A report whose first milestone has these targets."""
    return report(milestone(1, INVENTORY, targets=list(targets)), milestone(2, FAIR), date=date)


@pytest.fixture
def with_targets(plan):
    """The plan with two targets, and what change sets say of them."""
    apply(targeted(DraftTarget("Ferias", year=2025, programmed=Decimal(21)), DraftTarget("Actas"), date="2025-06"))
    return plan_record(plan)["nodes"][1]["targets"]


def test_what_is_programmed_for_a_year_stays_and_another_year_is_new(plan, with_targets):
    fairs, records = with_targets
    published(
        plan, node_edit("C1.H1", "targets", [{**fairs, "periods": [{"year": 2025, "programmed": "30"}]}, records])
    )
    later = targeted(
        DraftTarget("Ferias", year=2025, programmed=Decimal(21), executed=Decimal(20)),
        DraftTarget("Ferias", year=2026, programmed=Decimal(40)),
    )
    assert told(propose_draft(later)) == [("C1.H1", "programmed", "30", "21", 2)]
    load = apply(later)
    assert [one.printed for one in load.provenances.filter(field="programmed")] == ["40"]
    assert list(TargetPeriod.objects.values_list("year", "programmed")) == [(2025, 30), (2026, 40)]
    assert Measurement.objects.get().actual == 20


def test_a_year_that_an_act_took_out_is_not_made_again(plan, with_targets):
    fairs, records = with_targets
    published(plan, node_edit("C1.H1", "targets", [{**fairs, "periods": []}, records]))
    later = targeted(DraftTarget("Ferias", year=2025, programmed=Decimal(21)))
    assert told(propose_draft(later)) == [("C1.H1", "programmed", None, "21", 2)]
    apply(later)
    assert TargetPeriod.objects.count() == 0


def test_a_target_that_an_act_renamed_takes_what_is_measured_under_its_former_name(plan, with_targets):
    fairs, records = with_targets
    published(plan, node_edit("C1.H1", "targets", [{**fairs, "name": "Ferias nocturnas"}, records]))
    later = targeted(DraftTarget("Ferias", year=2025, executed=Decimal(20)))
    assert told(propose_draft(later)) == [("C1.H1", "name", "Ferias nocturnas", "Ferias", 2)]
    apply(later)
    assert Target.objects.count() == 2
    assert Measurement.objects.get().target.name == "Ferias nocturnas"


def test_a_target_that_an_act_took_out_is_not_made_again_and_a_new_one_is(plan, with_targets):
    fairs, _records = with_targets
    published(plan, node_edit("C1.H1", "targets", [fairs]))
    later = targeted(DraftTarget("Ferias"), DraftTarget("Actas"), DraftTarget("Mingas"))
    assert told(propose_draft(later)) == [("C1.H1", "targets", "Ferias", "Actas", 2)]
    apply(later)
    assert sorted(row.name for row in Target.objects.all()) == ["Ferias", "Mingas"]


def test_a_level_that_an_act_renamed_is_not_made_again(plan):
    published(plan, Edit(Subject.LEVEL, "Hito", "name", "Actividad"))
    later = report(milestone(1, INVENTORY), milestone(2, FAIR), milestone(3, "Censo"))
    assert told(propose_draft(later)) == [("Actividad", "name", "Actividad", "Hito", 2)]
    apply(later)
    assert list(Level.objects.values_list("name", flat=True)) == ["Compromiso", "Actividad"]
    assert node("C1.H3").level.name == "Actividad"


def test_a_node_that_an_act_made_says_what_the_act_said_and_takes_what_it_left_empty(plan):
    published(plan, node_made("Hito", "Censo de vendedores", parent="C1", start="2026-01"))
    later = report(
        milestone(1, INVENTORY),
        milestone(2, FAIR),
        milestone(3, "Censo de vendedores", start="2026-02", end="2026-05"),
    )
    assert told(propose_draft(later)) == [("C1.H3", "start", "2026-01", "2026-02", 2)]
    apply(later)
    made = Node.objects.get(title="Censo de vendedores")
    assert (made.start, made.end) == ("2026-01", "2026-05")


def test_a_node_that_an_act_moved_is_known_where_it_stood(plan):
    published(plan, node_made("Compromiso", "Ferias del cantón", printed_code="C2"))
    published(plan, node_edit("C1.H2", "parent", "C2"))
    later = report(milestone(1, INVENTORY), milestone(2, "Censo"), milestone(3, FAIR))
    assert told(propose_draft(later)) == [("C1.H2", "parent", "Ferias del cantón", "Abrir los datos del mercado", 3)]
    apply(later)
    assert node("C1.H2").parent.key == "C2"


def test_what_takes_a_load_back_fixes_nothing(plan):
    later = report(milestone(1, INVENTORY), milestone(2, "Ferias"), milestone(3, "Censo"))
    load = apply(later)
    publish_edition(plan, by=person("planner"), act=SESSION)
    undo_load(load, by=person("editor"))
    inverse = load.inverses.get()
    inverse = submit_changes(
        inverse, by=inverse.author, version=1, title="Deshacer", reason="", basis="act", act=SESSION
    )
    publish_changes(inverse, by=person("approver"), version=inverse.version)
    assert titles() == {"C1": "Abrir los datos del mercado", "C1.H1": INVENTORY, "C1.H2": FAIR}
    apply(later)
    assert titles() == {"C1": "Abrir los datos del mercado", "C1.H1": INVENTORY, "C1.H2": "Ferias", "C1.H3": "Censo"}


def test_it_stays_told_once_the_load_is_applied(plan):
    published(plan, node_edit("C1.H2", "title", "Mercado nocturno"), node_moved("C1.H1", "close"))
    load = apply(report())
    assert load.counts["kept"] == 2
    alerts = Finding.objects.filter(load=load).order_by("position")
    assert [(one.code, one.subject_key, one.place) for one in alerts] == [
        ("fixed-by-act", "C1.H1", {"line": 11}),
        ("fixed-by-act", "C1.H2", {"line": 12}),
    ]
    assert [one.message for one in alerts] == [
        f"Un acto lo cerró (Acta de sesión 004-2026, edición 2) y el documento todavía lo nombra: «{INVENTORY}».",
        (
            "Nombre: consta «Mercado nocturno», que fijó un acto (Acta de sesión 004-2026, edición 2); el documento dice "
            "«Feria»."
        ),
    ]


def test_its_alerts_can_be_told_in_another_language(plan):
    roles = plan_record(plan)["nodes"][0]["roles"]
    edits = node_edit("C1", "roles", roles[:1]), node_edit("C1.H2", "title", "Mercado nocturno")
    published(plan, *edits, node_moved("C1.H1", "close"))
    forms = [known(alert.message) for alert in apply(report()).findings.all()]
    assert len(set(filter(None, forms))) == 3


def test_the_document_still_tells_of_what_it_names_otherwise(plan):
    published(plan, node_edit("C1.H2", "title", "Mercado nocturno"))
    (told_of,) = told_by(apply(report()).document)
    assert told_of.level_counts == ["1 compromiso", "2 hitos"]


def test_it_is_kept_in_spanish_whoever_applies_it(plan):
    published(plan, node_edit("C1", "roles", plan_record(plan)["nodes"][0]["roles"][:1]))
    with override("en"):
        (alert,) = apply(report()).findings.all()
    assert "responsable: Dirección de Mercados" in alert.message
    assert alert.subject_url == "/planes/paga-2025-2026/C1/"


def test_undoing_such_a_load_leaves_what_the_act_fixed(plan):
    published(plan, node_edit("C1.H2", "title", "Mercado nocturno"), node_moved("C1.H1", "close"))
    undo_load(apply(report()))
    assert titles() == {"C1": "Abrir los datos del mercado", "C1.H2": "Mercado nocturno"}


def test_a_plan_s_objective_that_an_act_closed_or_renamed_is_still_what_others_name():
    apply(management_draft())
    named = Plan.objects.get(slug="pmdot-2021-2033")
    letter = replace(SESSION, kind="ordinance")
    published(named, node_edit("OE6", "title", "Vida plena"), node_moved("M1", "close"), act=letter)
    later = management_draft(sha256="c" * 64, date="2025-12")
    assert [(key, field) for key, field, *_ in told(propose_draft(later))] == [("M1", "closed_at")]
    apply(later)
    assert Node.objects.filter(plan=named).count() == 2
    assert Node.objects.get(plan=named, key="OE6").title == "Vida plena"


@pytest.mark.parametrize("number", [1, 4])
def test_what_acts_fixed_is_asked_once_however_much_it_is(plan, number):
    edits = (node_edit(key, "description", f"Texto {turn}") for turn in range(number) for key in ("C1", "C1.H1"))
    for edit in edits:
        published(plan, edit)
    with CaptureQueriesContext(connection) as captured:
        propose_draft(report())
    asked = [one["sql"] for one in captured if "change_set" in one["sql"].lower() and "undoes_id" in one["sql"].lower()]
    assert len([sql for sql in asked if sql.startswith("SELECT")]) == 1
