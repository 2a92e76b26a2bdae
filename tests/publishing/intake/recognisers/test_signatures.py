"""One person who reviews and approves is told, whatever form the signatures have; two persons are not."""

from __future__ import annotations

import pytest

from minga.publishing.intake.limits import Limits
from minga.publishing.intake.readers import read as read_document
from minga.publishing.intake.recognisers import recognise
from tests.publishing.intake.making import docx_file
from tests.publishing.intake.recognisers.reading import codes, read

BODY = (
    "INFORME DE GESTIÓN 2023\n\n1. Resultados\n\n"
    "Meta 1:\tPlantar árboles\nUnidad de medida:\tÁrboles\nValor programado:\t20\nValor ejecutado:\t20\n\n"
    "2. Conclusiones\n\nSe cumplió lo previsto.\n\n"
)
SAME = "Segunda Mengana"
FORMS = {
    "a row per act": "Elaborado por:\tAna Fulana\tAnalista\nRevisado por:\t{}\tDirectora\nAprobado por:\t{}\tDirectora\n",
    "lines": "Elaborado por: Ana Fulana\nRevisado por: Ing. {}, Directora\nAprobado por: {}\n",
    "name beneath": "Revisado por:\n\n{}\nDirectora\n\nAprobado por:\n\n{}\nDirectora\n",
    "labels beneath": "Revisado por:\nNombre: {}\nCargo: Directora\n\nAprobado por:\nNombre: {}\nCargo: Directora\n",
    "blocks": "Revisado por:\n\nNombre\t{}\nCargo\tDirectora\nFirma\t\n\nAprobado por:\n\nNombre\t{}\nCargo\tDirectora\n",
    "columns": "Elaborado por\tRevisado por\tAprobado por\nAna Fulana\t{}\t{}\nAnalista\tDirectora\tDirectora\n",
    "labelled columns": "\tElaborado\tRevisado\tAprobado\nNombre\tAna Fulana\t{}\t{}\nCargo\tAnalista\tJefa\tJefa\n",
    "acts beneath": "Ana Fulana\t{}\t{}\nAnalista\tDirectora\tDirectora\nElaborado por\tRevisado por\tAprobado por\n",
    "verbs": "Acción\tNombre\tCargo\nElaboró\tAna Fulana\tAnalista\nRevisó\t{}\tDirectora\nAprobó\t{}\tDirectora\n",
    "verbs in lines": "Elaboró: Ana Fulana\nProyectó: Ana Fulana\nRevisó: {}\nAprobó: {}\n",
    "acts last": "Nombre\tCargo\tAcción\nAna Fulana\tAnalista\tElaborado\n{}\tJefa\tRevisado\n{}\tJefa\tAprobado\n",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_one_person_who_reviews_and_approves_is_told(form: str) -> None:
    draft = read(BODY + form.format(SAME, SAME))
    assert codes(draft) == ["same-reviewer"]
    assert not any(SAME in finding.message for finding in draft.findings)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_two_persons_are_not(form: str) -> None:
    assert codes(read(BODY + form.format(SAME, "Tercera Zutana"))) == []


def test_one_signature_for_both_acts_is_told() -> None:
    assert codes(read(BODY + f"Elaborado por: Ana Fulana\nRevisado y aprobado por: {SAME}\n")) == ["same-reviewer"]


def test_the_same_post_without_names_says_nothing() -> None:
    assert codes(read(BODY + "Revisado por: Directora de Obras\nAprobado por: Directora de Obras\n")) == []


def test_cells_that_hold_a_whole_block_are_read() -> None:
    blocks = [f"{act} por:\nNombre: {SAME}\nCargo: Directora" for act in ("Revisado", "Aprobado")]
    data = docx_file([*BODY.strip().split("\n\n"), [blocks]])
    assert codes(recognise(read_document(data, "documento.docx", Limits()))) == ["same-reviewer"]
