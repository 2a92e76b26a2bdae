"""A decided reading becomes one load, that can be undone; or it is discarded, and leaves no text behind."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

from minga.foundation.ledger.models import Event
from minga.foundation.organizations.rules import SYSTEM
from minga.foundation.sources.models import Document, Finding, Load, Provenance
from minga.government.plans.models import DeclaredStatus, Node, NodeRole, Plan
from minga.government.tracking.models import Evidence
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused
from minga.publishing.intake.actions import (
    ReceivedFile,
    apply_draft,
    apply_reading,
    compare,
    decide_element,
    discard_reading,
    undo_reading,
)
from minga.publishing.intake.models import Decision, Passage, Proposal
from minga.publishing.intake.queries.differences import differences
from minga.publishing.intake.queries.review import Review
from tests.factories.drafts import milestone, open_government_draft
from tests.factories.readings import again, canton, decide, hand_in, planner, reading_of, report, sha256
from tests.factories.roles import give, official, organization

pytestmark = pytest.mark.django_db


def apply(reading, by=SYSTEM):
    return apply_reading(again(reading), version=again(reading).version, by=by)


def undo(reading, by=SYSTEM):
    return undo_reading(again(reading), version=again(reading).version, by=by)


def discard(reading, reason="Se entregó por error", by=SYSTEM):
    return discard_reading(again(reading), reason=reason, version=again(reading).version, by=by)


def test_a_decided_reading_becomes_one_load():
    reading = decide(hand_in())
    load = apply(reading)
    found = again(reading)
    assert (found.state, found.load, found.is_undone) == ("applied", load, False)
    assert (load.document.fictitious, load.document.sha256, load.document.size) == (True, reading.sha256, reading.size)
    assert Plan.objects.get().fictitious
    assert Node.objects.open().count() == 5


def test_it_is_told_in_the_public_log_with_the_role_and_without_a_person():
    unit = canton()
    person = official("approver", unit)
    apply(decide(hand_in(unit=unit)), by=person)
    event = Event.objects.get(kind="sources.load-applied")
    assert event.actor_role == "approver"
    assert sorted(event.payload) == ["counts", "document", "sha256"]
    assert set(map(type, event.payload["counts"].values())) == {int}


def test_the_file_moves_to_where_applied_documents_are_kept(django_capture_on_commit_callbacks):
    reading = decide(hand_in())
    with django_capture_on_commit_callbacks(execute=True):
        apply(reading)
    assert default_storage.exists(f"{reading.sha256[:2]}/{reading.sha256}")
    assert not default_storage.exists(f"readings/{reading.sha256[:2]}/{reading.sha256}")


def test_a_corrected_value_stands_beside_what_was_read():
    found = decide(
        hand_in(), 1, "correct", said={"title": "Reglamento de ferias", "roles": _role("Dirección de Mercados")}
    )
    load = apply(found)
    node = Node.objects.get(key="C1.H2")
    traced = Provenance.objects.get(subject_id=node.pk, field="title", subject_type__model="node")
    assert node.title == "Reglamento de ferias"
    assert (traced.printed, traced.place, traced.corrected) == (
        "Reglamento de ferias acordado con vendedores",
        {"line": 25},
        True,
    )
    role = NodeRole.objects.get(node=node)
    added = Provenance.objects.get(subject_id=role.pk, field="roles", subject_type__model="noderole")
    assert (added.printed, added.corrected) == ("", True)
    assert (load.counts["corrected"], Finding.objects.count()) == (2, 0)


def _role(name):
    return [{"from": None, "role": "lead", "name": name}]


def test_a_corrected_status_verifiable_and_code():
    status = {"printed": "Cumplido*", "canonical": "completed", "marked": True, "mark_reason": "date_change_requested"}
    said = {"status": status, "evidence": [{"from": 0, "reference": "Anexo 1.9", "title": "Acta"}], "code": "C1.H9"}
    apply(decide(hand_in(), 1, "correct", said=said))
    row = DeclaredStatus.objects.get(node__key="C1.H9")
    assert (row.mark_reason, row.node.printed_code) == ("date_change_requested", "C1.H9")
    evidence = Evidence.objects.get(node=row.node)
    traced = Provenance.objects.get(subject_id=evidence.pk, field="evidence", subject_type__model="evidence")
    assert (str(evidence), traced.printed) == ("Anexo 1.9 Acta", "Anexo 1.2 Reglamento")
    assert set(Provenance.objects.filter(corrected=True).values_list("field", flat=True)) == {
        "status",
        "evidence",
        "code",
    }


def test_nothing_is_marked_as_corrected_that_nobody_corrected():
    apply(decide(hand_in()))
    assert not Provenance.objects.filter(corrected=True).exists()


def test_what_is_left_out_is_counted_and_not_stored():
    found = decide(hand_in(), 1, "leave-out", reason="Pertenece a otro compromiso")
    load = apply(found)
    assert (load.counts["left_out"], load.counts["nodes"]) == (1, 4)
    assert not Node.objects.filter(title__startswith="Reglamento").exists()
    assert Finding.objects.get().subject_url == ""


def test_undecided_alerts_are_counted():
    with pytest.raises(Refused, match=r"^Falta decidir 1 alerta de lectura\.$"):
        apply(hand_in())
    assert not Document.objects.exists()


def test_an_applied_form_sent_again_changes_nothing():
    reading = decide(hand_in())
    seen = reading.version
    apply_reading(reading, version=seen, by=SYSTEM)
    with pytest.raises(Conflict):
        apply_reading(again(reading), version=seen, by=SYSTEM)
    assert Load.objects.count() == 1


def test_a_decision_in_between_stops_it():
    reading = decide(hand_in())
    decide(reading, 1, "leave-out", reason="No corresponde")
    with pytest.raises(Conflict, match="cambió mientras"):
        apply_reading(reading, version=reading.version, by=SYSTEM)


def test_a_file_that_was_applied_meanwhile_by_another_way_is_refused():
    reading = decide(reading_of(open_government_draft()))
    apply_draft(Review(reading).draft, file=ReceivedFile("a.txt"), fictitious=True)
    with pytest.raises(Refused, match="ya está aplicado"):
        apply(reading)
    assert again(reading).state == "review"


def test_a_file_that_is_gone_stops_it():
    reading = decide(hand_in())
    default_storage.delete(f"readings/{reading.sha256[:2]}/{reading.sha256}")
    with pytest.raises(Refused, match="ya no está en custodia"):
        apply(reading)


@pytest.mark.parametrize(
    ("role", "may"), [("planner", True), ("approver", True), ("editor", False), ("reviewer", False)]
)
def test_who_may_apply(role, may):
    reading = decide(hand_in())
    person = official(role, reading.organization)
    if may:
        assert apply(reading, by=person).state == "applied"
    else:
        with pytest.raises(Denied, match="aplicar una lectura"):
            apply(reading, by=person)


def test_a_role_in_one_unit_does_not_change_the_plan_of_another():
    above = organization("municipio", kind="municipality", fictitious=True)
    markets = organization("mercados", above, kind="directorate", fictitious=True)
    works = organization("obras", above, kind="directorate", fictitious=True)
    apply(decide(hand_in(unit=markets)))
    Plan.objects.update(publisher=markets)
    reading = decide(hand_in(report(month="AGOSTO"), unit=works))
    with pytest.raises(Denied, match="pide que la aplique quien tiene un rol en él"):
        apply(reading, by=planner(works))
    assert apply(reading, by=planner(above)).state == "applied"


def test_a_role_in_the_plan_itself_is_enough():
    above = organization("municipio", kind="municipality", fictitious=True)
    works = organization("obras", above, kind="directorate", fictitious=True)
    apply(decide(hand_in(unit=above)))
    Plan.objects.update(publisher=above)
    person = planner(works)
    give(person, "planner", Plan.objects.get())
    assert apply(decide(hand_in(report(month="AGOSTO"), unit=works)), by=person).state == "applied"


def test_a_publisher_that_stands_under_nobody_counts_as_of_the_institution():
    above = organization("municipio", kind="municipality", fictitious=True)
    works = organization("obras", above, kind="directorate", fictitious=True)
    apply(decide(hand_in(unit=above)))
    assert Plan.objects.get().publisher.parent is None
    reading = decide(hand_in(report(month="AGOSTO"), unit=works))
    with pytest.raises(Denied):
        apply(reading, by=planner(works))
    assert apply(reading, by=planner(above)).state == "applied"


def test_undoing_takes_everything_out_and_the_reading_says_so():
    reading = decide(hand_in())
    apply(reading)
    undo(reading)
    found = again(reading)
    assert (found.state, found.is_undone, found.state_words) == ("applied", True, "deshecha")
    assert (Node.objects.open().count(), Provenance.objects.count()) == (0, 0)


def test_a_load_is_undone_once():
    reading = decide(hand_in())
    apply(reading)
    undo(reading)
    with pytest.raises(Refused, match="ya está deshecha"):
        undo(reading)


def test_later_changes_are_listed_and_nothing_is_undone():
    unit = canton()
    reading = decide(hand_in(unit=unit))
    apply(reading)
    later = report(
        "Línea base de puestos de venta\tCumplido\tAnexo 1.1 Línea base",
        "Reglamento de ferias acordado con vendedores\tEn marcha\tAnexo 1.2 Reglamento",
        "Puntos de agua segura en los cuatro mercados\tEn marcha\tAnexo 1.3 Acta de entrega",
        "Rendición de cuentas del compromiso\tPendiente\t",
        "Mapa de los mercados\tPendiente\t",
    )
    second = hand_in(later, unit=unit)
    apply(second)
    with pytest.raises(Refused) as refusal:
        undo(reading)
    assert len(refusal.value.details) >= 1
    assert again(reading).load.state == "applied"


def test_only_what_is_applied_is_undone_and_only_by_who_may():
    reading = decide(hand_in())
    with pytest.raises(Denied, match="No se puede deshacer"):
        undo(reading)
    apply(reading)
    with pytest.raises(Denied):
        undo(reading, by=official("editor", reading.organization))


def test_a_discarded_reading_keeps_no_text_and_no_file(django_capture_on_commit_callbacks):
    reading = decide(hand_in())
    with django_capture_on_commit_callbacks(execute=True):
        discard(reading, reason="Era un borrador sin firma")
    found = again(reading)
    assert (found.state, found.reason, found.draft, found.title) == ("discarded", "Era un borrador sin firma", None, "")
    assert [model.objects.count() for model in (Passage, Decision, Proposal)] == [0, 0, 0]
    assert not default_storage.exists(f"readings/{reading.sha256[:2]}/{reading.sha256}")


def test_a_file_that_another_reading_waits_for_stays(django_capture_on_commit_callbacks):
    units = canton(), canton(slug="otro")
    first, second = (hand_in(unit=unit, by=planner(unit)) for unit in units)
    with django_capture_on_commit_callbacks(execute=True):
        discard(first)
    assert apply(decide(second)).state == "applied"


def test_to_discard_needs_a_reason():
    with pytest.raises(Refused, match="por qué se descarta"):
        discard(hand_in(), reason=" ")


def test_an_editor_discards_what_they_handed_in_and_nothing_else():
    unit = canton()
    person = official("editor", unit)
    own = hand_in(unit=unit, by=person)
    other = hand_in(report(month="AGOSTO"), unit=unit)
    assert discard(own, by=person).state == "discarded"
    with pytest.raises(Denied, match="Lo entregó otra persona"):
        discard(other, by=person)
    assert discard(other, by=official("reviewer", unit)).state == "discarded"


def test_what_is_applied_is_not_discarded():
    reading = decide(hand_in())
    apply(reading)
    with pytest.raises(Denied, match="No se puede descartar"):
        discard(reading)


def test_differences_are_worked_out_and_save_nothing():
    reading = decide(hand_in())
    compare(reading, by=SYSTEM)
    told = differences(reading)
    assert [(kind.name, kind.count) for kind in told.kinds][:3] == [("plan", 1), ("level", 2), ("node", 5)]
    assert (len(told.nodes), told.changed, told.stays) == (5, [], 0)
    assert (Plan.objects.count(), Document.objects.count(), Load.objects.count()) == (0, 0, 0)


def test_a_later_report_shows_only_what_differs():
    first = open_government_draft(
        milestone(1, "Inventario de puestos"), milestone(2, "Feria", "Pendiente"), findings=[]
    )
    apply_draft(first, file=ReceivedFile("a.txt"), fictitious=True)
    again_read = open_government_draft(
        milestone(1, "Inventario de puestos"), milestone(2, "Feria", "Cumplido"), findings=[]
    )
    reading = reading_of(again_read)
    compare(reading, by=SYSTEM)
    told = differences(reading)
    assert [(one.key, str(one.what), one.before, one.after) for one in told.changed] == [
        ("C1.H2", "Estado impreso", "Pendiente", "Cumplido"),
        ("C1.H2", "Estado", "Pendiente", "Cumplido"),
    ]
    assert (told.kinds, told.nodes, told.stays) == ([], [], 2)


def test_differences_of_an_earlier_version_are_not_shown():
    reading = decide(hand_in())
    compare(reading, by=SYSTEM)
    decide_element(reading, "c1.h1", choice="correct", said={"title": "Línea base"}, seen=0, by=SYSTEM)
    assert differences(again(reading)) is None


def test_differences_are_for_who_may_see_the_reading_and_while_it_is_in_review():
    reading = decide(hand_in())
    with pytest.raises(Denied):
        compare(reading, by=planner(canton(slug="otro")))
    apply(reading)
    with pytest.raises(Refused, match="mientras la lectura está por revisar"):
        compare(again(reading), by=SYSTEM)


def test_the_hash_of_the_file_is_that_of_the_reading():
    assert hand_in().sha256 == sha256(report())
