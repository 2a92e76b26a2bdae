"""Which kind a document is, and what holds for every kind."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.publishing.intake.cleaning import fold
from minga.publishing.intake.document import Document, Place
from minga.publishing.intake.recognisers import recognise
from minga.publishing.intake.serialise import draft_json
from tests.publishing.intake.recognisers.conversions import read_as_docx, read_as_pdf
from tests.publishing.intake.recognisers.reading import REPORTS, document, facts, printed, read

SCHEMA = json.loads(files("minga.publishing.intake").joinpath("read.schema.json").read_text())
KINDS = dict(
    zip(REPORTS, ("compliance-report", "commitment-report", "management-report", "portfolio-report"), strict=True)
)


@pytest.mark.parametrize("path", REPORTS)
def test_the_kind_is_told_from_the_content(path):
    assert read(printed(path)).kind == KINDS[path]


@pytest.mark.parametrize("path", REPORTS)
def test_the_output_is_valid_and_the_same_every_time(path):
    first, second = (draft_json(read(printed(path))) for _ in range(2))
    jsonschema.validate(first, SCHEMA)
    assert first == second


@pytest.mark.parametrize("path", REPORTS)
def test_parents_stand_before_children_and_references_are_unique(path):
    seen: set[str] = set()
    for plan in read(printed(path)).plans:
        for node in plan.nodes:
            assert node.ref not in seen
            assert node.parent is None or node.parent in seen
            seen.add(node.ref)


@pytest.mark.parametrize("path", REPORTS)
def test_alerts_come_in_the_order_of_the_document_and_speak_of_its_nodes(path):
    draft = read(printed(path))
    lines = [finding.place.line for finding in draft.findings]
    references = {node.ref for plan in draft.plans for node in plan.nodes}
    assert lines == sorted(lines)
    assert {finding.ref for finding in draft.findings if finding.ref} <= references


@pytest.mark.parametrize("path", REPORTS)
def test_nobody_who_signs_is_named(path):
    """The last lines of each report hold the signatures; none of their words may come out unless the body has it too."""
    text = printed(path)
    signed = re.search(r"\n[^\n]*(?:Elaborado|Acción\tNombre)", text)
    body, block = text[: signed.start()], text[signed.start() :]
    known = set(fold(body).split())
    names = [word for word in re.findall(r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{3,}", block) if fold(word) not in known]
    output = fold(json.dumps(draft_json(read(text)), ensure_ascii=False))
    assert [word for word in names if re.search(rf"\b{fold(word)}\b", output)] == []


@pytest.mark.parametrize("path", REPORTS)
def test_the_same_document_as_word_and_as_pdf_gives_the_same_facts(path):
    source = document(printed(path))
    expected = facts(recognise(source))
    assert facts(read_as_docx(source)) == expected
    assert facts(read_as_pdf(source)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "El concejo se reunió ayer para tratar el presupuesto.\n\nLos vecinos pidieron árboles y 3 parques nuevos.",
        "Los compromisos del alcalde con el barrio siguen pendientes, dijo la asamblea.",
        "Fecha\tActividad\n1 de mayo\tMinga\n2 de mayo\tFeria",
        "# Receta\n\n- 2 huevos\n- 1 taza de harina\n\nResultados esperados: un pastel.",
    ],
)
def test_a_text_without_commitments_gives_none(text):
    draft = read(text)
    assert (draft.kind, draft.plans, draft.figures) == ("unknown", [], [])


def test_what_the_reader_could_not_read_is_an_alert():
    unread = [(Place(page=2), "La página 2 es una imagen")]
    (finding,) = recognise(Document([], "0" * 64, "application/pdf", unread=unread)).findings
    assert (finding.code, finding.message, finding.place) == ("unread", "La página 2 es una imagen.", Place(page=2))


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=300))
def test_no_text_makes_it_fail(text):
    jsonschema.validate(draft_json(read(text)), SCHEMA)
