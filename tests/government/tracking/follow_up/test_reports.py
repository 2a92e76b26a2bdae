"""A report: kept as it is typed, sent when it is whole, reviewed, given back, approved by another, and corrected in the open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minga.foundation.ledger.models import Event
from minga.foundation.notices.models import Notice
from minga.foundation.organizations.models import RoleAssignment
from minga.government.plans.models import DeclaredStatus
from minga.government.tracking import actions
from minga.government.tracking.models import Erratum, Measurement, NodeSummary, ProgressReport, ResultItem, Signature
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused
from tests.factories.plans import TargetFactory, declare
from tests.factories.reports import WHOLE, approved, asked, city, drafted, now, opened, passed, sent
from tests.factories.roles import account, day, give, official

pytestmark = pytest.mark.django_db
RESULT = {"text": "Tableros", "quantity": "9", "unit": "tableros", "kind": "product"}


def refused(act, **values) -> str:
    with pytest.raises(Refused) as caught:
        act(**values)
    return caught.value.reason


def denied(act, **values) -> str:
    with pytest.raises(Denied) as caught:
        act(**values)
    return caught.value.reason


def told(kind: str) -> dict:
    return Event.objects.get(kind=f"tracking.{kind}").payload


# Writing.


def test_a_draft_is_kept_as_it_is_typed():
    found = city()
    report = drafted(found, opened(found))
    typed = {"canonical": "", "physical": "un montón", "results": [{"text": "x"}], "ajeno": "1"}
    report = actions.save_draft(report=report, content=typed, by=found.responsible, version=report.version)
    assert now(report).content == {"canonical": "", "physical": "un montón", "results": [{"text": "x"}]}


def test_a_draft_is_no_public_act_and_makes_nobody_less_silent():
    found = city()
    cycle = opened(found)
    drafted(found, cycle)
    assert not Event.objects.filter(kind__startswith="tracking.report").exists()
    assert asked(cycle).reported_at is None


def test_two_who_write_at_once_do_not_overwrite_each_other():
    found = city()
    report = drafted(found, opened(found))
    actions.save_draft(report=report, content=WHOLE, by=found.responsible, version=1)
    with pytest.raises(Conflict):
        actions.save_draft(report=report, content={}, by=found.responsible, version=1)


def test_a_report_is_begun_once():
    found = city()
    cycle = opened(found)
    drafted(found, cycle)
    with pytest.raises(Conflict, match="Alguien de tu unidad empezó este reporte"):
        drafted(found, cycle)


@pytest.mark.parametrize("role", ["planner", "reviewer", "approver"])
def test_only_who_answers_for_the_unit_writes(role):
    found = city()
    cycle = opened(found)
    assert "hace falta uno de estos roles: responsable" in denied(
        actions.start_report, assignment=asked(cycle), by=getattr(found, role)
    )


def test_who_answers_for_another_unit_does_not_write():
    found = city()
    elsewhere = official("responsible", found.planning)
    assert "Tu cuenta no lo tiene aquí, aunque sí en otro lugar" in denied(
        actions.start_report, assignment=asked(opened(found)), by=elsewhere
    )


# Sending.


def test_what_is_not_whole_is_not_sent_and_stays_as_typed():
    found = city()
    report = drafted(found, opened(found), canonical="", physical="120")
    with pytest.raises(actions.NotReady) as caught:
        actions.send_report(report=report, by=found.responsible, version=1)
    assert [problem.field for problem in caught.value.problems] == ["canonical", "physical"]
    assert (now(report).state, now(report).content["physical"]) == ("draft", "120")


def test_sending_signs_in_the_post_and_the_unit():
    found = city()
    report = sent(found, opened(found))
    signature = Signature.objects.get()
    assert (signature.step, signature.post, signature.unit, signature.basis) == (
        "prepared",
        "Dirección",
        found.works,
        "holder",
    )
    assert (report.state, report.canonical, report.physical) == ("submitted", "in_progress", Decimal("45.5"))


def test_who_stands_in_signs_as_such():
    found = city()
    holder = RoleAssignment.objects.get(person=found.responsible)
    stand_in = account()
    give(
        stand_in, "responsible", found.works, basis="subrogation", stands_for=holder, post="Dirección", unit=found.works
    )
    report = drafted(found, opened(found), by=stand_in)
    actions.send_report(report=report, by=stand_in, version=1)
    assert Signature.objects.get().basis == "subrogation"


def test_sending_is_a_public_act_and_tells_who_reviews():
    found = city()
    cycle = opened(found)
    Notice.objects.all().delete()
    sent(found, cycle)
    assert told("report-sent") == {"plan": "paga", "cycle": 1, "node": "C1.H1", "late": False}
    notice = Notice.objects.get()
    assert (notice.person, notice.title) == (found.reviewer, "Un reporte espera tu revisión: C1.H1, Hito 1")


def test_with_two_steps_it_tells_who_approves():
    found = city()
    cycle = opened(found, chain="two-steps")
    Notice.objects.all().delete()
    sent(found, cycle)
    assert [notice.person for notice in Notice.objects.all()] == [found.approver]


def test_a_late_report_can_be_sent_and_says_so():
    found = city()
    cycle = opened(found)
    passed(cycle, 3)
    sent(found, cycle)
    assert told("report-sent")["late"] is True


def test_what_was_sent_is_not_written_any_more():
    found = city()
    report = sent(found, opened(found))
    assert "su estado es «enviado»" in denied(
        actions.save_draft, report=report, content={}, by=found.responsible, version=report.version
    )


# Reviewing, approving and giving back.


def test_nothing_is_approved_before_it_is_reviewed():
    found = city()
    report = sent(found, opened(found))
    reason = denied(actions.approve_report, report=report, by=found.approver, version=report.version)
    assert reason == "Antes de aprobarlo, alguien debe revisarlo: así lo pide este ciclo."


def test_nothing_is_reviewed_twice():
    found = city()
    report = sent(found, opened(found))
    report = actions.review_report(report=report, by=found.reviewer, version=report.version)
    reason = denied(actions.review_report, report=report, by=found.reviewer, version=report.version)
    assert reason == "Este reporte no espera una revisión."


@pytest.mark.parametrize(("step", "role"), [("review", "reviewer"), ("approve", "approver"), ("return", "reviewer")])
def test_nobody_decides_on_what_they_wrote(step, role):
    found = city()
    chain = "two-steps" if step == "approve" else "three-steps"
    report = sent(found, opened(found, chain=chain))
    give(found.responsible, role, found.planning)
    vars(found.responsible).pop("assignments", None)
    act = getattr(actions, f"{step}_report")
    reason = denied(act, report=report, by=found.responsible, version=report.version, comment="Bien")
    assert reason == "Escribiste en este reporte: nadie aprueba su propio acto; debe hacerlo otra persona."


def test_who_wrote_and_did_not_send_does_not_decide_either():
    found = city()
    both = official("responsible", found.works)
    give(both, "reviewer", found.planning)
    report = drafted(found, opened(found), by=both)
    report = actions.send_report(report=report, by=found.responsible, version=1)
    assert "nadie aprueba su propio acto" in denied(
        actions.review_report, report=report, by=both, version=report.version
    )


def test_giving_back_needs_a_comment():
    found = city()
    report = sent(found, opened(found))
    reason = refused(actions.return_report, report=report, by=found.reviewer, version=report.version, comment=" ")
    assert reason == "Escribe qué hay que corregir: quien lo preparó lo leerá."


def test_what_was_given_back_is_corrected_and_its_chain_begins_again():
    found = city()
    cycle = opened(found)
    report = sent(found, cycle)
    report = actions.review_report(report=report, by=found.reviewer, version=report.version)
    Notice.objects.all().delete()
    report = actions.return_report(report=report, by=found.approver, version=report.version, comment="Falta dónde.")
    notice = Notice.objects.get()
    assert (notice.person, notice.title) == (found.responsible, "Te devolvieron un reporte: C1.H1, Hito 1")
    assert "Falta dónde" not in notice.title + notice.text + str(told("report-returned"))
    report = actions.send_report(report=report, by=found.responsible, version=report.version)
    assert "alguien debe revisarlo" in denied(
        actions.approve_report, report=report, by=found.approver, version=report.version
    )
    assert asked(cycle).reported_at < report.submitted_at


def test_an_approved_report_declares_a_status_at_the_end_of_the_cycle_s_days():
    found = city()
    report = approved(found, opened(found))
    status = DeclaredStatus.objects.get()
    assert (status.node, status.canonical, status.printed, status.as_of) == (
        found.nodes[0],
        "in_progress",
        "En marcha",
        day(-1).isoformat(),
    )
    assert (now(report).status, now(report).state) == (status, "approved")


def test_an_approved_report_s_results_and_values_become_rows():
    found = city()
    target = TargetFactory(node=found.nodes[0])
    ResultItem.objects.create(node=found.nodes[0], position=4, text="De un documento")
    content = {"results": [RESULT, {}, {"text": "Un manual"}], "measured": {str(target.public_id): "12,5"}}
    report = approved(found, opened(found), **content)
    rows = list(ResultItem.objects.filter(report=report).values_list("position", "text", "quantity", "unit", "kind"))
    assert rows == [(5, "Tableros", 9, "tableros", "product"), (6, "Un manual", None, "", "")]
    measured = Measurement.objects.get()
    assert (measured.target, measured.actual, measured.as_of, measured.year) == (
        target,
        Decimal("12.5"),
        day(-1).isoformat(),
        day(-1).year,
    )


def test_approving_is_a_public_act_and_tells_who_wrote():
    found = city()
    cycle = opened(found)
    report = approved(found, cycle, results=[RESULT])
    assert told("report-approved") == {
        "plan": "paga",
        "cycle": 1,
        "node": "C1.H1",
        "canonical": "in_progress",
        "physical": "45.50",
        "as_of": day(-1).isoformat(),
        "results": 1,
        "measured": 0,
        "second_review": True,
    }
    assert Notice.objects.filter(person=found.responsible, title="Se aprobó tu reporte: C1.H1, Hito 1").exists()
    assert NodeSummary.objects.get(node=found.nodes[0]).reported_on == cycle.ends
    assert now(report).has_second_review


def test_in_a_unit_of_one_the_same_person_reviews_and_approves_and_it_is_said():
    found = city()
    both = official("reviewer", found.planning)
    give(both, "approver", found.planning)
    report = sent(found, opened(found))
    report = actions.review_report(report=report, by=both, version=report.version)
    report = actions.approve_report(report=report, by=both, version=report.version)
    assert (report.has_second_review, told("report-approved")["second_review"]) == (False, False)


def test_a_review_that_was_given_back_is_no_review_of_what_came_after():
    found = city()
    report = sent(found, opened(found))
    give(found.approver, "reviewer", found.planning)
    vars(found.approver).pop("assignments", None)
    report = actions.review_report(report=report, by=found.approver, version=report.version)
    report = actions.return_report(report=report, by=found.reviewer, version=report.version, comment="Falta.")
    report = actions.send_report(report=report, by=found.responsible, version=report.version)
    report = actions.review_report(report=report, by=found.reviewer, version=report.version)
    report = actions.approve_report(report=report, by=found.approver, version=report.version)
    assert report.has_second_review


def test_a_status_of_another_source_on_the_same_day_is_not_overwritten():
    found = city()
    declare(found.nodes[0], "Cumplido", as_of=day(-1).isoformat())
    report = sent(found, opened(found, chain="two-steps"))
    reason = refused(actions.approve_report, report=report, by=found.approver, version=report.version)
    assert reason.startswith("Otra fuente ya declara cómo estaba este elemento ese mismo día")
    assert (now(report).state, ResultItem.objects.count()) == ("submitted", 0)


def test_signatures_and_acts_hold_no_name():
    found = city()
    approved(found, opened(found))
    payloads = " ".join(str(event.payload) for event in Event.objects.all())
    notices = " ".join(f"{notice.title} {notice.text}" for notice in Notice.objects.all())
    assert "@" not in payloads + notices


# Correcting.


def correct(found, report, **values):
    given = {"field": "physical", "after": "50", "reason": "Se contó mal.", "by": found.reviewer}
    return actions.correct_report(report=report, **given | {"version": now(report).version} | values)


def test_both_versions_stay():
    found = city()
    report = approved(found, opened(found))
    correct(found, report)
    erratum = Erratum.objects.get()
    assert (erratum.before, erratum.after, erratum.reason) == ("45,5", "50", "Se contó mal.")
    assert now(report).physical == 50
    payload = told("report-corrected")
    assert (payload["field"], "45,5" in str(payload), "Se contó" in str(payload)) == ("physical", False, False)


def test_the_declared_status_follows_a_correction():
    found = city()
    report = approved(found, opened(found), physical="")
    correct(found, report, field="canonical", after="completed")
    status = DeclaredStatus.objects.get()
    assert (status.canonical, status.printed, now(report).canonical) == ("completed", "Cumplido", "completed")


@pytest.mark.parametrize(
    ("field", "after", "read"),
    [
        ("result-1-text", "Tableros de obra", lambda: ResultItem.objects.get().text),
        ("result-1-quantity", "11", lambda: str(ResultItem.objects.get().quantity.normalize())),
        ("next_steps", "", lambda: ProgressReport.objects.get().next_steps),
    ],
)
def test_each_part_can_be_corrected(field, after, read):
    found = city()
    report = approved(found, opened(found), results=[RESULT], next_steps="Instalar once.")
    correct(found, report, field=field, after=after)
    assert read() == after


def test_a_value_of_a_target_can_be_corrected():
    found = city()
    target = TargetFactory(node=found.nodes[0])
    report = approved(found, opened(found), measured={str(target.public_id): "12"})
    correct(found, report, field=f"measured-{target.public_id}", after="13,5")
    assert Measurement.objects.get().actual == Decimal("13.5")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"field": "author"}, "Elige qué dato del reporte se corrige."),
        ({"reason": " "}, "Escribe por qué se corrige: se muestra junto a lo que decía antes."),
        ({"after": "45,5"}, "Ya dice eso: no hay nada que corregir."),
        ({"after": "101"}, "No puede pasar de 100."),
        ({"after": "mucho"}, "«mucho» no es un número: escribe solo cifras, como 1200 o 12,5."),
        ({"field": "canonical", "after": "cancelled"}, "Elige cómo está."),
        ({"field": "narrative", "after": ""}, "Cuenta qué se hizo: con dos o tres frases basta."),
        ({"field": "result-1-text", "after": ""}, "Un resultado no puede quedar sin palabras."),
        ({"field": "narrative", "after": "x" * 4001}, "El texto es demasiado largo: acórtalo."),
    ],
)
def test_corrections_that_cannot_be(values, reason):
    found = city()
    report = approved(found, opened(found), results=[RESULT])
    assert refused(lambda **given: correct(found, report, **given), **values) == reason
    assert not Erratum.objects.exists()


def test_only_what_is_approved_is_corrected_and_never_by_who_wrote_it():
    found = city()
    cycle = opened(found)
    waiting = sent(found, cycle, "C1.H2")
    assert "su estado es «enviado»" in denied(lambda: correct(found, waiting))
    report = approved(found, cycle)
    give(found.responsible, "reviewer", found.planning)
    vars(found.responsible).pop("assignments", None)
    assert "Escribiste en este reporte" in denied(lambda: correct(found, report, by=found.responsible))
