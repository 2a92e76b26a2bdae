"""A sentence that tells what will be, or that something is pending, shows nothing: it is a note and no verifiable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.publishing.intake.recognisers.proofs import read_proofs
from tests.publishing.intake.recognisers.reading import evidence, nodes, read
from tests.publishing.intake.recognisers.reports import report
from tests.publishing.intake.recognisers.tables import read_sheet, titled

TO_COME = (
    "Empieza en enero de 2027.",
    "Se hará al cierre del proyecto",
    "Se hara al cierre del proyecto",
    "SE REALIZARÁ EN MAYO",
    "Comienza el segundo semestre",
    "Arranca con el nuevo presupuesto",
    "El taller será en mayo",
    "Los talleres inician en mayo de 2027",
    "Depende de la aprobación del presupuesto",
    "Continúa la construcción",
    "Enero de 2027",
    "Primer trimestre de 2027",
    "Fecha prevista: 15/03/2027",
    "Inicio: enero 2027",
    "Previsto para diciembre",
    "Actividad programada para mayo",
    "Taller a realizarse en mayo",
    "Va a contratarse",
    "Pendiente de firma",
    "Informe en elaboración",
    "Informe final en elaboración",
    "Informe de avance en revisión",
    "Informe (pendiente)",
    "Informe pendiente de aprobación",
    "Informe que se presentará al Concejo",
    "Acta por suscribir",
    "Acta de cierre por suscribir",
    "Acta de entrega: pendiente",
    "Anexo 4.1 pendiente",
    "Anexo 4.1 (por entregar)",
    "Anexo 4: en elaboración",
    "Anexo 4 se entregará en mayo",
    "Anexo 4, que será entregado en mayo",
    "Se adjuntará el Anexo 4",
    "Falta el Anexo 4",
    "Pendiente: Anexo 4 Informe",
    "Se publicará en https://ejemplo.ec/obras",
)
SHOWN = {
    "Acta de la sesión de enero de 2027": (None, "Acta de la sesión de enero de 2027"),
    "Catálogo en línea": (None, "Catálogo en línea"),
    "Cierre del taller": (None, "Cierre del taller"),
    "Convenio firmado con Durán": (None, "Convenio firmado con Durán"),
    "Informe de obras pendientes": (None, "Informe de obras pendientes"),
    "Informe de proyectos en ejecución": (None, "Informe de proyectos en ejecución"),
    "Primera entrega": (None, "Primera entrega"),
    "Inicio de obra": (None, "Inicio de obra"),
    "Listado de trámites en proceso": (None, "Listado de trámites en proceso"),
    "https://ejemplo.ec/obras": (None, "https://ejemplo.ec/obras"),
    "Anexo 2 Plan de obras que se ejecutarán en 2027": ("Anexo 2", "Plan de obras que se ejecutarán en 2027"),
    "Anexo 3 Informe de compromisos pendientes": ("Anexo 3", "Informe de compromisos pendientes"),
}


@pytest.mark.parametrize("cell", TO_COME)
def test_what_is_still_to_come_is_no_verifiable(cell: str) -> None:
    node = nodes(read(report(f"Publicar las actas\tNo iniciado\t{cell}")))["C1.H1"]
    assert evidence(node) == []
    assert node.status is not None
    assert (node.status.note or "").rstrip(".") == cell.rstrip(".")


@pytest.mark.parametrize("cell", TO_COME)
def test_a_follow_up_table_says_the_same(cell: str) -> None:
    head = ("Hito", "Estado", "Verificable")
    node = titled(read_sheet(head, ("Portal", "Cumplido", "Anexo 1"), ("Taller", "No iniciado", cell)), "Taller")
    assert evidence(node) == []
    assert (node.description or "").rstrip(".") == cell.rstrip(".")


@pytest.mark.parametrize("cell", SHOWN)
def test_what_is_named_stays_a_verifiable(cell: str) -> None:
    assert evidence(nodes(read(report(f"Publicar las actas\tCumplido\t{cell}")))["C1.H1"]) == [SHOWN[cell]]


REFERENCES = [cell for cell, (reference, _) in SHOWN.items() if reference or cell.startswith("http")]


@given(st.sampled_from(TO_COME), st.sampled_from(REFERENCES))
def test_a_pending_thing_beside_one_that_is_cited_takes_nothing_from_it(pending: str, shown: str) -> None:
    cited = read_proofs(f"{pending.rstrip('.')}. {shown}").evidence
    assert [(each.reference, each.title) for each in cited] == [SHOWN[shown]]


def test_a_pending_annex_among_others_is_told_in_the_note() -> None:
    cell = "Anexo 1 Informe, Anexo 2 pendiente, Anexo 3 Acta. Falta el Anexo 4"
    node = nodes(read(report(f"Publicar las actas\tEn proceso\t{cell}")))["C1.H1"]
    assert evidence(node) == [("Anexo 1", "Informe"), ("Anexo 3", "Acta")]
    assert node.status is not None
    assert node.status.note == "Anexo 2 pendiente Falta el Anexo 4"
