"""A draft becomes the object of the contract, complete and valid."""

import json
from decimal import Decimal
from importlib.resources import files

import jsonschema
import pytest

from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import (
    Draft,
    DraftBudget,
    DraftContribution,
    DraftEvidence,
    DraftFigure,
    DraftFinding,
    DraftNode,
    DraftPlan,
    DraftRole,
    DraftStatus,
    DraftTarget,
)
from minga.publishing.intake.serialise import draft_json
from tests.shared import shared

SCHEMA = json.loads(files("minga.publishing.intake").joinpath("read.schema.json").read_text())
HASH = "0" * 64


def full_draft(place: Place) -> Draft:
    node = DraftNode("n1", "Meta", "Una meta", place, code="M1")
    node.status = DraftStatus("Cumplido*", "completed", marked=True, mark_reason="other", note="Nota", place=place)
    node.roles = [DraftRole("lead", "Unidad", place), DraftRole("partner", "Aliada")]
    node.evidence = [DraftEvidence("Anexo 1", None, place), DraftEvidence(None, "Acta")]
    node.expected_means = ["Informe", "Acta"]
    node.targets = [DraftTarget("Una meta", programmed=Decimal("21.50"), attainment=Decimal(100), place=place)]
    node.budget = [DraftBudget("adjusted", Decimal("5500.00"), 2021, place=place)]
    node.execution_printed = Decimal("88.80")
    node.contributes_to = [DraftContribution("PDOT", "Objetivo 1", "Aporta", level="Objetivo", place=place)]
    plan = DraftPlan("Plan", (2021, 2023), ["Meta"], [node], place)
    figures = [DraftFigure("targets", Decimal(1), place)]
    findings = [DraftFinding("unread", "No se pudo leer.", place)]
    return Draft(
        "management-report", "Informe", "2021", "Unidad", HASH, plans=[plan], figures=figures, findings=findings
    )


@pytest.mark.parametrize(
    "place",
    [
        Place(line=3),
        Place(page=1),
        Place(page=2, table=1, row=4),
        Place(table=1, row=2),
        Place(paragraph=7),
        Place(sheet="Hoja 1", cell="B7"),
    ],
)
def test_every_kind_of_place_is_valid(place):
    jsonschema.validate(draft_json(full_draft(place)), SCHEMA)


def test_an_empty_draft_is_valid():
    jsonschema.validate(draft_json(Draft("unknown", None, None, None, HASH)), SCHEMA)


def test_numbers_are_texts_with_their_printed_decimals():
    node = draft_json(full_draft(Place(line=3)))["plans"][0]["nodes"][0]
    assert (node["targets"][0]["programmed"], node["targets"][0]["executed"]) == ("21.50", None)
    assert (node["budget"][0]["amount"], node["execution_printed"]) == ("5500.00", "88.80")


def test_expected_means_show_as_the_description():
    assert draft_json(full_draft(Place(line=3)))["plans"][0]["nodes"][0]["description"] == "Informe Acta"


def test_the_packaged_schema_is_the_contract():
    assert json.loads(shared("contracts/read.schema.json").read_text()) == SCHEMA
