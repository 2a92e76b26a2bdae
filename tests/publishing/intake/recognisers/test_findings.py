"""Alerts: one function per code of the contract, each a fair sentence that names nobody."""

from __future__ import annotations

import json
from decimal import Decimal
from importlib.resources import files

from minga.publishing.intake.document import Place
from minga.publishing.intake.recognisers import findings

HERE = Place(line=7)
ALERTS = [
    findings.count_mismatch(what="hitos", stated=5, found=4, place=HERE, scope="del compromiso 3", ref="c3"),
    findings.parts_mismatch(what="proyectos", stated=63, summed=62, place=HERE),
    findings.narrative_mismatch(item="hito 4", owner="compromiso 3", in_text=True, place=HERE),
    findings.narrative_mismatch(item="hito 4", owner="compromiso 3", in_text=False, place=HERE),
    findings.missing_table(owner="compromiso 3", place=HERE),
    findings.other_subject(stated=7, subject=6, place=HERE),
    findings.sum_mismatch(stated=21, summed=128, mixed=True, place=HERE),
    findings.percent_mismatch(printed=Decimal(90), part=1, whole=2, what="de avance", place=HERE),
    findings.duplicate_name(name="Uno", what="La iniciativa", place=HERE),
    findings.unknown_term(term="Reagendado", vocabulary="estados", place=HERE),
    findings.missing_mechanism(name="Uno", place=HERE),
    findings.missing_evidence(name="Uno", status="Cumplido", place=HERE),
    findings.missing_note(status="Cumplido*", place=HERE),
    findings.annex_not_listed(reference="Anexo 1", place=HERE),
    findings.annex_not_cited(reference="Anexo 1", place=HERE),
    findings.no_annex_list(cited=1, place=HERE),
    findings.date_suspect(printed="1022", reason="no es un año posible", place=HERE),
    findings.unit_suspect(name="Dos", other="Uno", place=HERE),
    findings.same_reviewer(place=HERE),
    findings.broken_row(what="una fila está impresa en dos partes", place=HERE),
    findings.repaired(message="La numeración se puso en su lugar.", place=HERE),
    findings.unread(what="la página 2 es una imagen", place=HERE),
]


def test_every_code_of_the_contract_has_its_sentence():
    schema = json.loads(files("minga.publishing.intake").joinpath("read.schema.json").read_text())
    properties = schema["$defs"]["finding"]["properties"]
    assert {alert.code for alert in ALERTS} == set(properties["code"]["enum"])
    assert {alert.severity for alert in ALERTS} <= set(properties["severity"]["enum"])


def test_sentences_are_whole_and_have_their_place():
    for alert in ALERTS:
        assert alert.message[0].isupper() or alert.message[0] == "«"
        assert alert.message.endswith(".")
        assert alert.place == HERE


def test_sentences_describe():
    assert ALERTS[0].message == "El texto declara 5 hitos del compromiso 3; en el documento se leen 4."
    assert ALERTS[7].message == "Consta 90 % de avance; 1 de 2 equivale a 50,00 %."
    assert findings.quoted("palabra " * 40).endswith("palabra…»")
