"""Tables that mark the status with an X in one of several columns."""

from __future__ import annotations

import pytest

from minga.publishing.intake.limits import Limits
from minga.publishing.intake.readers import read as read_document
from minga.publishing.intake.recognisers import recognise
from tests.publishing.intake.making import FORMATS
from tests.publishing.intake.recognisers.reading import facts, messages, nodes, read
from tests.publishing.intake.recognisers.reports import FRONT, report
from tests.publishing.intake.recognisers.tables import read_sheet, titled

HEADER = ["HITO", "CUMPLIDO", "EN PROCESO", "NO CUMPLIDO", "VERIFICABLES"]
ROWS = [
    ["Publicar las actas", "X", "", "", "Anexo 1"],
    ["Abrir el portal", "", "x", "", ""],
    ["Evaluar", "", "", "X", ""],
    ["Difundir", "", "", "", ""],
]
UPPER = ["HITO", "ESTADO", "ESTADO", "ESTADO", "VERIFICABLES"]
LOWER = ["", *HEADER[1:4], ""]


def _statuses(draft) -> list[str | None]:
    return [node.status and node.status.canonical for node in nodes(draft).values() if node.level == "Hito"]


@pytest.mark.parametrize("head", [[HEADER], [UPPER, LOWER]], ids=["one row", "under a group"])
def test_the_marked_column_is_the_status_in_every_format(head):
    content = [*FRONT.strip().split("\n\n"), [*head, *ROWS]]
    drafts = [
        recognise(read_document(make(content), f"documento.{ending}", Limits())) for ending, make in FORMATS.items()
    ]
    assert _statuses(drafts[0]) == ["completed", "in_progress", "pending", None]
    assert [facts(draft) == facts(drafts[0]) for draft in drafts] == [True] * len(FORMATS)


def test_a_follow_up_table_has_them_too_and_each_is_traced_to_its_mark():
    draft = read_sheet(
        ("Proyecto", "Cumplido", "Pendiente", "Codificado"), ("Riego", "✓", "", 10), ("Vías", "", "✔", 5)
    )
    assert [
        (titled(draft, name).status.printed, titled(draft, name).status.place.cell) for name in ("Riego", "Vías")
    ] == [
        ("Cumplido", "B2"),
        ("Pendiente", "C3"),
    ]


def test_two_marks_are_no_status_and_are_told():
    draft = read(report("Actas\tX\tX\t\tAnexo 1", "Portal\t\t\tX\t", header="\t".join(HEADER)))
    assert _statuses(draft) == ["unknown", "pending"]
    assert messages(draft, "unknown-term") == [
        "«CUMPLIDO / EN PROCESO» no está en el vocabulario de estados; se conserva tal como está impreso."
    ]


def test_a_piece_that_a_page_cut_goes_on_with_the_same_columns():
    rows = ["\t".join(row) for row in ROWS]
    text = report(rows[0], rows[1], header="\t".join(HEADER), after="\n" + "\n".join(rows[2:]) + "\n")
    assert _statuses(read(text)) == ["completed", "in_progress", "pending", None]


def test_columns_of_numbers_are_no_marks():
    draft = read_sheet(("Proyecto", "Programado", "Ejecutado"), ("Riego", 10, 8), ("Vías", 5, 5))
    assert [node.status for node in draft.plans[0].nodes] == [None, None]
    assert [str(node.targets[0].executed) for node in draft.plans[0].nodes] == ["8", "5"]
