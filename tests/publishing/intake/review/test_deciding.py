"""The decided draft: nothing decided changes nothing, the order does not matter, and deciding again changes nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from minga.publishing.intake.deciding import DOCUMENT, Choice, Decided, below, decided, left_out, nodes_of
from minga.publishing.intake.draft import Draft, DraftEvidence, DraftFinding, DraftNode, DraftPlan, DraftTarget
from minga.publishing.intake.records import plain
from tests.factories.drafts import commitment, milestone, open_government_draft, place

REFS = ("c1", "h1", "h2", "h3", "m1")


def draft() -> Draft:
    """A commitment with three milestones, one of them with an activity; a figure; an alert of each kind of subject."""
    nodes = [
        commitment(),
        milestone(1, "Inventario de puestos", evidence=[DraftEvidence("Anexo 1", "Inventario", place(11))]),
        milestone(2, "Feria", "Cumplido*", targets=[DraftTarget("Ferias", year=2025, programmed=Decimal(3))]),
        milestone(3, "Manual", "Pendiente", start="2025", end="2026"),
        DraftNode("m1", "Actividad", "Imprimirlo", place(20), parent="h3"),
    ]
    findings = [
        DraftFinding("missing-evidence", "El hito no cita verificable.", place(11), ref="h1"),
        DraftFinding("missing-note", "El estado lleva una marca.", place(12), ref="h2"),
        DraftFinding("count-mismatch", "El texto dice dos hitos.", place(3)),
        DraftFinding("date-suspect", "La fecha «1022» no es posible.", place(9)),
    ]
    plan = DraftPlan("Plan de Gobierno Abierto", (2025, 2026), ["Compromiso", "Hito", "Actividad"], nodes)
    return open_government_draft(plans=[plan], findings=findings)


ALERTS = draft().findings
FIGURES = tuple(draft().figures)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["Otro nombre", "Uno más"]),
        "code": st.sampled_from(["", "C9.H9"]),
        "dates": st.sampled_from([[None, None], ["2025-01", None], ["2024", "2027"]]),
        "status": st.sampled_from([None, {"printed": "En marcha", "canonical": "in_progress"}]),
        "mechanisms": st.lists(st.sampled_from(["convention", "agreement"]), unique=True),
        "evidence": st.sampled_from([[], [plain(DraftEvidence("Anexo 9", None, place(4), printed=""))]]),
        "targets": st.sampled_from(
            [[], [plain(DraftTarget("Ferias", executed=Decimal("2.5"), printed={"executed": ""}))]]
        ),
    },
)
DECISIONS = st.lists(
    st.one_of(
        st.builds(Decided, st.just(Choice.CORRECT), st.integers(1, 99), st.sampled_from(REFS), values=VALUES),
        st.builds(Decided, st.just(Choice.LEAVE_OUT), st.integers(1, 99), st.sampled_from(REFS)),
        st.builds(
            Decided, st.sampled_from(list(Choice)), st.integers(1, 99), st.just(DOCUMENT), st.sampled_from(ALERTS)
        ),
        st.builds(
            Decided, st.just(Choice.LEAVE_OUT), st.integers(1, 99), alert=st.just(ALERTS[2]), figures=st.just(FIGURES)
        ),
    ),
    max_size=8,
    unique_by=lambda decision: decision.turn,
)


@given(DECISIONS)
def test_the_order_of_the_decisions_does_not_matter(decisions):
    assert decided(draft(), decisions) == decided(draft(), decisions[::-1])


@given(DECISIONS)
def test_deciding_the_same_again_changes_nothing(decisions):
    once = decided(draft(), decisions)
    assert decided(once, decisions) == once


@given(DECISIONS)
def test_the_draft_that_was_read_stays_as_it_was(decisions):
    read = draft()
    decided(read, decisions)
    assert read == draft()


@given(DECISIONS)
def test_a_parent_still_stands_before_its_children(decisions):
    seen: set[str] = set()
    for node in nodes_of(decided(draft(), decisions)).values():
        assert node.parent is None or node.parent in seen
        seen.add(node.ref)


def test_without_decisions_the_draft_is_equal():
    assert decided(draft(), []) == draft()


def test_to_keep_changes_nothing():
    assert decided(draft(), [Decided(Choice.KEEP, 1, "h1", ALERTS[0])]) == draft()


def test_what_is_left_out_takes_what_is_below_along_and_its_alert_speaks_of_no_element():
    found = decided(draft(), [Decided(Choice.LEAVE_OUT, 1, "h3"), Decided(Choice.LEAVE_OUT, 2, "h1", ALERTS[0])])
    assert list(nodes_of(found)) == ["c1", "h2"]
    assert [finding.ref for finding in found.findings] == [None, "h2", None, None]
    assert left_out(draft(), [Decided(Choice.LEAVE_OUT, 1, "c1")]) == {"c1", "h1", "h2", "h3", "m1"}


def test_a_plan_of_which_nothing_is_left_goes():
    assert decided(draft(), [Decided(Choice.LEAVE_OUT, 1, "c1")]).plans == []


def test_a_plan_that_was_read_without_elements_stays():
    bare = replace(draft(), plans=[DraftPlan("Un plan", None, [], [])])
    assert decided(bare, [Decided(Choice.LEAVE_OUT, 1, "h1")]).plans == bare.plans


def test_a_corrected_alert_is_settled_and_an_alert_that_does_not_apply_goes():
    settled = Decided(Choice.CORRECT, 1, "h1", ALERTS[0], values={"title": "Otro"})
    dismissed = Decided(Choice.LEAVE_OUT, 2, DOCUMENT, ALERTS[3])
    assert decided(draft(), [settled, dismissed]).findings == [ALERTS[1], ALERTS[2]]


def test_a_figure_is_left_out_and_its_alert_stays():
    found = decided(draft(), [Decided(Choice.LEAVE_OUT, 1, DOCUMENT, ALERTS[2], figures=FIGURES)])
    assert (found.figures, found.findings) == ([], ALERTS)


def test_the_later_correction_of_a_field_holds():
    first = Decided(Choice.CORRECT, 1, "h1", values={"title": "Primero", "code": "C1.H7"})
    later = Decided(Choice.CORRECT, 2, "h1", values={"title": "Después"})
    node = nodes_of(decided(draft(), [later, first]))["h1"]
    assert (node.title, node.code, node.corrected) == ("Después", "C1.H7", ["code", "title"])


def test_what_was_read_stands_beside_what_was_corrected():
    status = {"printed": "En marcha", "canonical": "in_progress"}
    values = {"title": "Otro nombre", "status": status, "dates": ["2024", None], "code": "C1.H7"}
    node = nodes_of(decided(draft(), [Decided(Choice.CORRECT, 1, "h3", values=values)]))["h3"]
    assert (node.printed, node.cells) == ("Manual", {"status": "Pendiente", "dates": "2025 – 2026", "code": ""})


def test_the_document_is_corrected():
    found = decided(draft(), [Decided(Choice.CORRECT, 1, DOCUMENT, values={"title": "Otro título", "date": "2026"})])
    assert (found.title, found.date, found.organization) == ("Otro título", "2026", "Secretaría de Planificación")


def test_what_stands_below_is_told_in_order():
    assert [node.ref for node in below(draft(), "c1")] == ["h1", "h2", "h3", "m1"]
