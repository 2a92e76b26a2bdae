"""Alerts are decided one by one; what was read is never mixed with what was decided."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from minga.foundation.organizations.rules import SYSTEM
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused
from minga.publishing.intake.actions import decide_alert, decide_element
from minga.publishing.intake.deciding import DOCUMENT
from minga.publishing.intake.draft import DraftFinding
from minga.publishing.intake.models import Decision
from minga.publishing.intake.queries.review import Review
from tests.factories.drafts import milestone, open_government_draft, place
from tests.factories.readings import again, canton, decide, planner, reading_of
from tests.factories.roles import official

pytestmark = pytest.mark.django_db

FINDINGS = [
    DraftFinding("missing-evidence", "El hito no cita verificable.", place(11), ref="h1"),
    DraftFinding("missing-note", "El estado lleva una marca.", place(11), ref="h1"),
    DraftFinding("count-mismatch", "El texto dice dos hitos.", place(3)),
    DraftFinding("date-suspect", "La fecha «1022» no es posible.", place(9)),
    DraftFinding("broken-row", "Una fila está partida.", place(12), "info", "h2"),
]


def reading(**values):
    """A reading with two alerts on one milestone, one on a figure, one on the document, and a notice."""
    return reading_of(open_government_draft(findings=FINDINGS), **values)


def now(found):
    return Review(again(found)).now


def test_to_keep_settles_the_alert_and_changes_nothing():
    found = decide(reading(), 1, "keep")
    assert found.undecided == 3
    assert now(found) == Review(found).draft


def test_who_decided_is_kept_as_a_role():
    found = reading()
    person = official("reviewer", found.organization)
    decide(found, 1, "keep", by=person)
    decision = Decision.objects.get()
    assert (decision.role, decision.decided_by, decision.turn) == ("reviewer", person, found.version + 1)


def test_a_correction_keeps_what_was_read_and_settles_its_alert():
    found = decide(reading(), 1, "correct", said={"title": "Censo de puestos"})
    node = Review(found).nodes["h1"]
    assert (node.title, node.printed, node.corrected) == ("Censo de puestos", "Inventario de puestos", ["title"])
    assert [finding.code for finding in now(found).findings] == [one.code for one in FINDINGS[1:]]
    assert found.draft["plans"][0]["nodes"][1]["title"] == "Inventario de puestos"


def test_what_is_left_out_needs_a_reason_and_takes_its_other_alerts_along():
    with pytest.raises(Refused, match="por qué se deja fuera"):
        decide(reading(), 1, "leave-out", reason="  ")
    found = decide(reading(unit=canton(slug="otro")), 1, "leave-out", reason="Es del plan anterior")
    assert (found.undecided, list(Review(found).nodes)) == (2, ["c1", "h2"])
    assert [alert.is_out for alert in Review(found).alerts] == [True, True, False, False, False]


def test_a_figure_is_left_out():
    found = decide(reading(), 3, "leave-out", reason="Es otra cuenta")
    assert now(found).figures == []
    with pytest.raises(Refused, match="Una cifra se guarda"):
        decide(found, 3, "correct", said={"title": "x"})


def test_an_alert_on_the_document_is_dismissed_or_corrects_it():
    found = decide(reading(), 4, "leave-out", reason="Es un número de oficio")
    assert FINDINGS[3] not in now(found).findings
    found = decide(found, 4, "correct", said={"date": "2025-05-31"})
    assert now(found).date == "2025-05-31"


def test_a_notice_may_be_decided_and_needs_not():
    found = reading()
    assert [alert.number for alert in Review(found).undecided] == [1, 2, 3, 4]
    assert decide(found, 5, "keep").undecided == 4


def test_a_correction_that_corrects_nothing_is_refused():
    with pytest.raises(Refused, match="No cambiaste ningún dato"):
        decide(reading(), 1, "correct", said={"title": "Inventario de puestos"})
    assert not Decision.objects.exists()


def test_a_second_alert_may_rest_on_the_correction_of_the_first():
    found = decide(reading(), 1, "correct", said={"title": "Censo de puestos"})
    found = decide(found, 2, "correct", said={"title": "Censo de puestos"})
    assert found.undecided == 2


def test_a_decision_may_be_changed():
    found = decide(reading(), 1, "correct", said={"title": "Censo de puestos"})
    found = decide(found, 1, "keep")
    assert (Review(found).nodes["h1"].title, Decision.objects.count()) == ("Inventario de puestos", 1)


def test_a_correction_may_be_corrected_and_still_says_what_was_read():
    found = decide(reading(), 1, "correct", said={"title": "Censo"})
    found = decide(found, 1, "correct", said={"title": "Censo de puestos"})
    node = Review(found).nodes["h1"]
    assert (node.title, node.printed) == ("Censo de puestos", "Inventario de puestos")


def test_two_people_decide_on_one_alert_and_the_second_is_told():
    found = reading()
    decide_alert(found, 1, choice="keep", seen=0, by=planner(found.organization))
    with pytest.raises(Conflict, match="Otra persona decidió"):
        decide_alert(again(found), 1, choice="leave-out", reason="No", seen=0, by=planner(found.organization))
    assert Decision.objects.get().choice == "keep"


def test_the_database_itself_keeps_one_decision_for_each_alert():
    found = decide(reading(), 1, "keep")
    with pytest.raises(IntegrityError):
        Decision.objects.create(reading=found, alert=0, ref="h1", choice="keep", turn=9, role="planner")


def test_two_people_decide_on_two_alerts():
    found = reading()
    decide_alert(found, 1, choice="keep", seen=0, by=planner(found.organization))
    decide_alert(again(found), 3, choice="keep", seen=0, by=planner(found.organization))
    assert again(found).undecided == 2


def test_two_people_correct_one_element_from_two_alerts_and_the_second_is_told():
    found = reading()
    decide_alert(found, 1, choice="correct", said={"title": "Censo"}, seen=0, by=SYSTEM)
    with pytest.raises(Conflict):
        decide_alert(again(found), 2, choice="correct", said={"title": "Registro"}, seen=0, by=SYSTEM)


@pytest.mark.parametrize("number", [0, 6, 999])
def test_an_alert_that_is_not_there(number):
    with pytest.raises(Refused, match="no está en esta lectura"):
        decide_alert(reading(), number, choice="keep", seen=0, by=SYSTEM)


def test_an_element_without_alert_is_corrected_left_out_and_taken_back():
    found = reading()
    decide_element(found, "h2", choice="correct", said={"title": "Feria libre"}, seen=0, by=SYSTEM)
    assert Review(again(found)).nodes["h2"].title == "Feria libre"
    seen = Review(again(found)).seen("h2")
    decide_element(again(found), "h2", choice="leave-out", reason="Es de otro plan", seen=seen, by=SYSTEM)
    assert "h2" not in Review(again(found)).nodes
    seen = Review(again(found)).seen("h2")
    assert decide_element(again(found), "h2", choice="keep", seen=seen, by=SYSTEM) is None
    assert now(found) == Review(again(found)).draft


def test_the_document_is_corrected_and_not_left_out():
    found = reading()
    decide_element(found, DOCUMENT, choice="correct", said={"title": "Informe final"}, seen=0, by=SYSTEM)
    assert now(found).title == "Informe final"
    with pytest.raises(Refused, match="descarta la lectura"):
        decide_element(again(found), DOCUMENT, choice="leave-out", reason="No", seen=0, by=SYSTEM)


def test_an_element_that_is_not_there():
    with pytest.raises(Refused, match="no está en esta lectura"):
        decide_element(reading(), "h9", choice="keep", seen=0, by=SYSTEM)


@pytest.mark.parametrize("state", ["queued", "reading", "applied", "failed", "discarded"])
def test_only_what_is_in_review_is_decided(state):
    with pytest.raises(Denied, match="No se puede decidir"):
        decide_alert(reading(state=state), 1, choice="keep", seen=0, by=SYSTEM)


def test_somebody_of_another_unit_may_not():
    with pytest.raises(Denied):
        decide_alert(reading(), 1, choice="keep", seen=0, by=planner(canton(slug="otro")))


def test_somebody_who_only_approves_may_not():
    found = reading()
    with pytest.raises(Denied):
        decide_alert(found, 1, choice="keep", seen=0, by=official("approver", found.organization))


def test_the_next_alert_is_the_first_that_waits_after_it():
    found = decide(reading(), 2, "keep")
    review = Review(found)
    assert [review.next_undecided(number).number for number in (0, 1, 3, 4)] == [1, 3, 4, 1]


def test_elements_are_told_in_order_with_their_depth_and_their_alerts():
    found = decide(reading(), 1, "correct", said={"title": "Censo"})
    told = [(one.read.ref, one.depth, one.is_corrected, one.undecided) for one in Review(found).elements()]
    assert told == [("c1", 0, False, 0), ("h1", 1, True, 1), ("h2", 1, False, 0)]


def test_a_reading_that_only_lists_has_nothing_to_decide():
    assert reading_of(open_government_draft(milestone(1, "Inventario"), findings=[])).undecided == 0
