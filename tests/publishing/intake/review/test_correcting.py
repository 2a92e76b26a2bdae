"""What a person says becomes corrected values; what was read is kept beside them, and nobody is named."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minga.kernel.errors import Refused
from minga.publishing.intake.correcting import as_said, correction, document_correction
from minga.publishing.intake.draft import DraftBudget, DraftEvidence, DraftRole, DraftStatus, DraftTarget
from tests.factories.drafts import commitment, milestone, open_government_draft, place


def node(**values):
    defaults = {
        "evidence": [DraftEvidence("Anexo 1", "Inventario", place(11)), DraftEvidence("Anexo 2", None, place(12))],
        "targets": [DraftTarget("Ferias", "Número", "ferias", 2025, Decimal(3), Decimal(2), place=place(13))],
        "budget": [DraftBudget("accrued", Decimal("4884.15"), 2025, printed="USD 4.884,15")],
    }
    return milestone(1, "Inventario de puestos", **defaults | values)


def said_with(shown, **changes):
    return as_said(shown) | changes


def test_what_is_said_as_it_stands_corrects_nothing():
    assert correction(node(), node(), as_said(node())) == {}


def test_only_what_is_spoken_of_is_corrected():
    assert correction(node(), node(), {"title": "Censo de puestos"}) == {"title": "Censo de puestos"}


@pytest.mark.parametrize(
    ("field", "value", "stored"),
    [
        ("title", "  Censo   de puestos ", "Censo de puestos"),
        ("code", "C4.H1", "C4.H1"),
        ("mechanisms", ["convention", "convention"], ["convention"]),
        ("status", None, None),
    ],
)
def test_a_single_field(field, value, stored):
    assert correction(node(), node(), said_with(node(), **{field: value})) == {field: stored}


def test_dates_are_corrected_together():
    assert correction(node(), node(), {"start": "2025-01", "end": "2026"}) == {"dates": ["2025-01", "2026"]}


def test_a_status_keeps_its_place_and_its_note():
    shown = node()
    shown.status = DraftStatus("Cumplido", "completed", note="Según el acta", place=place(9))
    said = {"printed": "En marcha", "canonical": "in_progress", "marked": False, "mark_reason": ""}
    assert correction(shown, shown, {"status": said})["status"] == {
        "printed": "En marcha",
        "canonical": "in_progress",
        "note": "Según el acta",
        "place": {"line": 9},
    }


def test_an_asterisk_without_reason_is_unexplained():
    said = {"printed": "Cumplido*", "canonical": "completed", "marked": True, "mark_reason": ""}
    assert correction(node(), node(), {"status": said})["status"]["mark_reason"] == "unexplained"


def test_a_verifiable_is_changed_taken_away_and_added_each_with_what_was_read():
    said = [
        {"from": 0, "reference": "Anexo 1.1", "title": "Inventario"},
        {"from": 1, "reference": "", "title": ""},
        {"from": None, "reference": "Anexo 3", "title": ""},
    ]
    assert correction(node(), node(), {"evidence": said})["evidence"] == [
        {"reference": "Anexo 1.1", "title": "Inventario", "place": {"line": 11}, "printed": "Anexo 1 Inventario"},
        {"reference": "Anexo 3", "title": None, "place": {"line": 11}, "printed": ""},
    ]


def test_corrected_twice_it_still_says_what_was_read():
    first = [{"from": 0, "reference": "Anexo 7", "title": "Inventario"}]
    shown = node()
    shown.evidence = [
        DraftEvidence(**record | {"place": place(11)})
        for record in correction(node(), node(), {"evidence": first})["evidence"]
    ]
    again = correction(shown, node(), {"evidence": [{"from": 0, "reference": "Anexo 8", "title": "Inventario"}]})
    assert again["evidence"][0]["printed"] == "Anexo 1 Inventario"


def test_a_role_is_a_unit_and_says_what_was_read():
    shown = commitment(roles=[DraftRole("lead", "Dirección de Mercado", place(6))])
    said = [{"from": 0, "role": "lead", "name": "Dirección de Mercados"}]
    assert correction(shown, shown, {"roles": said})["roles"] == [
        {"role": "lead", "name": "Dirección de Mercados", "place": {"line": 6}, "printed": "Dirección de Mercado"}
    ]


def test_a_target_says_which_numbers_were_corrected():
    said = [as_said(node())["targets"][0] | {"executed": "2.5", "unit": "ferias libres"}]
    target = correction(node(), node(), {"targets": said})["targets"][0]
    assert (target["executed"], target["unit"], target["printed"]) == (
        "2.5",
        "ferias libres",
        {"executed": "2", "unit": "ferias"},
    )


def test_an_amount_keeps_its_cell():
    found = correction(node(), node(), {"budget": [{"from": 0, "amount": "4884.51"}]})["budget"]
    assert found == [
        {"phase": "accrued", "amount": "4884.51", "year": 2025, "printed": "USD 4.884,15", "corrected": True}
    ]


def test_an_amount_that_the_document_does_not_print_is_not_added():
    assert (
        correction(node(), node(), {"budget": [{"from": 0, "amount": "4884.15"}, {"from": None, "amount": "9"}]}) == {}
    )


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"title": " "}, "necesita un nombre"),
        ({"title": "x" * 4001}, "demasiado largo"),
        ({"status": {"printed": "", "canonical": "completed"}}, "palabras con las que el documento"),
        ({"start": "2026-13"}, "no es una fecha"),
        ({"start": "mañana"}, "no es una fecha"),
        ({"start": "2027", "end": "2026-05"}, "posterior a la de fin"),
        ({"targets": [{"from": 0, "name": "Ferias", "executed": "muchas"}]}, "no es un número"),
        ({"targets": [{"from": 0, "name": "Ferias", "executed": "NaN"}]}, "no es un número"),
        ({"targets": [{"from": 0, "name": "Ferias", "executed": "1e99"}]}, "no es un número"),
        ({"targets": [{"from": 0, "name": "Ferias", "year": "25"}]}, "no es un año"),
        ({"roles": [{"from": None, "role": "lead", "name": "María Fernanda Andrade"}]}, "nombre de una persona"),
        ({"title": "Informe firmado por la Ing. María Andrade"}, "nombre de una persona"),
    ],
)
def test_what_cannot_be_is_refused(said, reason):
    with pytest.raises(Refused, match=reason):
        correction(node(), node(), said)


def test_a_place_that_nobody_read_is_not_taken_from_what_is_said():
    said = [{"from": 99, "reference": "Anexo 5", "title": "", "place": {"line": 1}, "printed": "otra cosa"}]
    added = correction(node(), node(), {"evidence": said})["evidence"]
    assert added == [{"reference": "Anexo 5", "title": None, "place": {"line": 11}, "printed": ""}]


def test_the_document_itself():
    draft = open_government_draft()
    assert document_correction(draft, {"title": draft.title, "date": "2025-05-31"}) == {"date": "2025-05-31"}
    for said, reason in (({"title": ""}, "título"), ({"date": "mayo"}, "no es una fecha")):
        with pytest.raises(Refused, match=reason):
            document_correction(draft, said)
