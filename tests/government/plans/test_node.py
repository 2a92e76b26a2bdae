"""A node's page: the promise, who answers, what is declared, and where each fact comes from."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import timezone

from minga.government.plans.models import Link, Node
from minga.government.plans.queries.node import find_node, node_page
from minga.kernel import formats
from tests.factories.budget import budget_line, pay_for, spend
from tests.factories.plans import (
    ExpectedMeansFactory,
    LevelFactory,
    LinkFactory,
    NodeFactory,
    TargetPeriodFactory,
    change,
    declare,
    followed_plan,
    give_mechanism,
    give_role,
    listed_plan,
)
from tests.factories.sources import FindingFactory, LoadFactory, printed
from tests.factories.tracking import EvidenceFactory, MeasurementFactory, ResultItemFactory

pytestmark = pytest.mark.django_db


def page_of(node: Node):
    return node_page(find_node(node.plan.slug, node.key))


def rich_node(children: int = 1) -> Node:
    """A milestone with every kind of fact, and this many activities below."""
    followed = followed_plan("Cumplido*|Pendiente")
    node = followed.nodes["C1.H1"]
    level = LevelFactory(plan=followed.plan, depth=2, name="Actividad")
    for number in range(1, children + 1):
        child = NodeFactory(plan=followed.plan, level=level, parent=node, key=f"C1.H1.A{number}", position=9 + number)
        give_mechanism(child)
        LinkFactory(source=node, target=child, kind=Link.Kind.DUPLICATES)
        printed(EvidenceFactory(node=node), followed.load, "evidence", line=9)
        printed(ResultItemFactory(node=node), followed.load, "results", line=9)
        change(node, LoadFactory(), field="title", before="a", after="b")
    give_role(node)
    ExpectedMeansFactory(node=node)
    MeasurementFactory(target=TargetPeriodFactory(target__node=node).target)
    pay_for(node, budget_line())
    return node


@pytest.mark.parametrize("children", [1, 3])
def test_a_node_takes_the_same_queries_however_much_hangs_on_it(queries, children):
    assert queries(rich_node(children).get_absolute_url()) == 10


def test_a_milestone_is_told_with_its_status_as_printed_and_as_understood(client):
    followed = followed_plan("Cumplido*")
    shown = page_of(followed.nodes["C1.H1"])
    assert shown.sentence == "El documento imprime «Cumplido*». El asterisco: motivo no explicado."
    assert shown.status_source.place == "línea 2"
    page = client.get(followed.nodes["C1.H1"].get_absolute_url()).content.decode()
    assert "Impreso: «Cumplido*», línea 2 · mayo de 2025" in page


def test_a_commitment_is_told_by_its_milestones():
    shown = page_of(followed_plan("Cumplido|Pendiente").nodes["C1"])
    assert shown.tracks_children
    assert shown.sentence == "2 hitos: 1 cumplido; 1 pendiente."


def test_a_node_that_nobody_follows_is_told_without_blame():
    shown = page_of(listed_plan("Feria").nodes["1.1.I1"])
    assert shown.sentence == (
        "Consta en el documento. Nadie ha abierto todavía su seguimiento en Minga; no es una falta de nadie."
    )


def test_an_empty_cell_beside_others_is_told_as_such():
    assert page_of(followed_plan("Cumplido|").nodes["C1.H2"]).here.mark == "unknown"


def closed(node: Node) -> Node:
    Node.objects.filter(pk=node.pk).update(closed_at=timezone.now())
    node.refresh_from_db()
    return node


def test_a_node_whose_reading_was_taken_back_is_told_as_such():
    followed = followed_plan("Cumplido|Pendiente")
    node = closed(followed.nodes["C1.H2"])
    change(node, followed.load)
    node.statuses.all().delete()
    followed.load.provenances.all().delete()
    followed.load.state, followed.load.undone_at = "undone", timezone.now()
    followed.load.save()
    assert page_of(node).sentence == (
        "La lectura que trajo este elemento se deshizo: hoy ningún documento leído lo imprime."
    )


def test_a_closed_node_without_a_status_does_not_blame_the_document():
    node = closed(followed_plan("Cumplido|").nodes["C1.H2"])
    assert page_of(node).sentence == ("Ningún documento leído declara un estado para este elemento, y ya está cerrado.")


def test_a_closed_node_keeps_the_status_that_was_declared():
    node = closed(followed_plan("Cumplido|Pendiente").nodes["C1.H2"])
    assert page_of(node).sentence == "El documento imprime «Pendiente»."


def test_neighbours_are_those_below_the_same_node():
    followed = followed_plan("Cumplido|Pendiente|Cumplido", "Cumplido")
    middle, last = page_of(followed.nodes["C1.H2"]), page_of(followed.nodes["C1.H3"])
    assert (middle.before.key, middle.after.key) == ("C1.H1", "C1.H3")
    assert (last.before.key, last.after) == ("C1.H2", None)
    assert [node.key for node in middle.ancestors] == ["C1"]


def test_commitments_are_neighbours_of_each_other():
    followed = followed_plan("Cumplido", "Cumplido")
    shown = page_of(followed.nodes["C1"])
    assert (shown.before, shown.after.key) == (None, "C2")
    assert [child.key for child in shown.children] == ["C1.H1"]


def test_roles_come_from_the_node_or_from_the_nearest_one_above():
    followed = followed_plan("Cumplido")
    give_role(followed.nodes["C1"], "lead", "Dirección de Mercados")
    give_role(followed.nodes["C1"], "counterpart", "Universidad del Páramo Alto")
    give_role(followed.nodes["C1.H1"], "lead", "Secretaría de Ferias")
    people = page_of(followed.nodes["C1.H1"]).people
    assert [(who.role, [row.printed for row in who.named], who.above and who.above.key) for who in people] == [
        ("lead", ["Secretaría de Ferias"], None),
        ("counterpart", ["Universidad del Páramo Alto"], "C1"),
    ]


def test_several_who_answer_together_are_not_named_for_a_part():
    followed = followed_plan("Cumplido")
    for name in ("Secretaría de Salud", "Secretaría de Cultura"):
        give_role(followed.nodes["C1"], "lead", name)
    (people,) = page_of(followed.nodes["C1.H1"]).people
    assert people.together
    assert not page_of(followed.nodes["C1"]).people[0].together


def test_mechanisms_of_an_initiative_come_from_what_articulates_it():
    listed = listed_plan("Feria")
    level = listed.plan.levels.get(depth=2)
    for number, canonical in enumerate(("agreement", "convention"), start=1):
        node = NodeFactory(
            plan=listed.plan, level=level, parent=listed.nodes["1.1.I1"], key=f"1.1.I1.A{number}", position=10 + number
        )
        give_mechanism(node, canonical)
    shown = page_of(listed.nodes["1.1.I1"])
    assert [found.canonical for found in shown.here.mechanisms] == ["agreement", "convention"]


def test_every_fact_is_traced_to_its_cell():
    followed = followed_plan("Cumplido*")
    node, load = followed.nodes["C1.H1"], followed.load
    printed(node.statuses.get(), load, "note", line=3, text="Se solicitó el cambio")
    node.statuses.update(note="Se solicitó el cambio")
    printed(give_role(node), load, "roles", line=4, text="Mercados")
    printed(EvidenceFactory(node=node), load, "evidence", line=5, text="Anexo 1.1 Informe de cumplimiento")
    period = TargetPeriodFactory(target__node=node)
    printed(period, load, "programmed", line=6, text="21 barrios")
    printed(MeasurementFactory(target=period.target, attainment_printed="100"), load, "attainment", line=7, text="100%")
    line = budget_line()
    pay_for(node, line)
    printed(line.facts.get(phase="accrued"), load, "accrued", line=8, text="USD 80,00")
    traced = page_of(node).traced
    assert [
        (one.origin.label, one.origin.says, one.provenance.printed, one.provenance.place["line"]) for one in traced
    ] == [
        ("Nombre", "Hito C1.H1", "Hito C1.H1", 2),
        ("Estado", "Cumplido, con asterisco", "Cumplido*", 2),
        ("Nota", "Se solicitó el cambio", "Se solicitó el cambio", 3),
        ("Responsable", "Dirección de Mercados", "Mercados", 4),
        ("Programado 2025", "21", "21 barrios", 6),
        ("Porcentaje impreso 2025", "100\xa0%", "100%", 7),
        ("Verificable citado", "Anexo 1.1 Informe de cumplimiento", "Anexo 1.1 Informe de cumplimiento", 5),
        ("Devengado 2025", formats.money(Decimal(80), "es"), "USD 80,00", 8),
    ]


def test_an_earlier_status_is_kept_beside_the_latest():
    followed = followed_plan("Pendiente")
    declare(followed.nodes["C1.H1"], "Cumplido", as_of="2026-05")
    here = page_of(followed.nodes["C1.H1"]).here
    assert (here.declared.printed, [old.printed for old in here.earlier]) == ("Cumplido", ["Pendiente"])


def test_what_a_node_says_of_other_plans_and_what_they_say_of_it():
    followed, listed = followed_plan("Cumplido"), listed_plan("Feria")
    milestone, initiative = followed.nodes["C1.H1"], listed.nodes["1.1.I1"]
    LinkFactory(source=milestone, target=initiative, statement="Acerca las ferias")
    assert [link.target for link in page_of(milestone).links_out] == [initiative]
    assert [link.source for link in page_of(initiative).links_in] == [milestone]


def test_one_statement_about_two_nodes_is_quoted_once():
    followed, listed = followed_plan("Cumplido"), listed_plan("Feria", "Mercado")
    milestone = followed.nodes["C1.H1"]
    for key in ("1.1", "1.2"):
        LinkFactory(source=milestone, target=listed.nodes[key], statement="Ordena las ferias")
    LinkFactory(source=milestone, target=listed.nodes["1.1.I1"], statement="Acerca las ferias")
    assert [(said.first.statement, [node.key for node in said.targets]) for said in page_of(milestone).said] == [
        ("Ordena las ferias", ["1.1", "1.2"]),
        ("Acerca las ferias", ["1.1.I1"]),
    ]


def test_a_long_title_is_quoted_below_its_level_and_number(client):
    followed = followed_plan("Cumplido")
    node = followed.nodes["C1"]
    node.title = "Ordenar las ferias del cantón " * 5
    node.save()
    page = client.get(node.get_absolute_url()).content.decode()
    assert '<h1 class="wrap-title">Compromiso 1</h1>' in page
    assert f'<blockquote lang="es">«{node.title}»</blockquote>' in page


def test_a_mere_note_has_no_hidden_heading(client):
    followed = followed_plan("Cumplido*")
    followed.nodes["C1.H1"].statuses.update(note="Se solicitó el cambio")
    page = client.get(followed.nodes["C1.H1"].get_absolute_url()).content.decode()
    assert "«Se solicitó el cambio»" in page
    assert "La promesa" not in page


def test_history_tells_what_each_load_did_the_latest_first():
    followed = followed_plan("Cumplido")
    node, later = followed.nodes["C1.H1"], LoadFactory()
    change(node, followed.load)
    change(node, later, field="title", before="Hito", after="Hito C1.H1")
    change(node, later, field="position")
    touches = page_of(node).history
    assert [(touch.load, touch.made, touch.updates) for touch in touches] == [
        (later, 0, [("Nombre", "Hito", "Hito C1.H1")]),
        (followed.load, 2, []),
    ]
    assert touches[-1].made == len(page_of(node).traced)


def test_the_latest_amount_of_each_phase_is_shown():
    followed = followed_plan("Cumplido")
    line = budget_line("100.00", "80.00")
    spend(line, "accrued", "90.00", as_of="2026-01")
    pay_for(followed.nodes["C1.H1"], line, "50")
    (_panel, context) = page_of(followed.nodes["C1.H1"]).panels[-1]
    ((info, share),) = context["lines"]
    assert (info.adjusted, info.accrued, info.execution, share) == (100, 90, 90, 50)


def test_a_closed_node_still_answers_and_says_so(client):
    followed = followed_plan("Cumplido|Pendiente")
    node = followed.nodes["C1.H1"]
    node.closed_at = timezone.now()
    node.save()
    page = client.get(node.get_absolute_url())
    assert page.status_code == 200
    assert "Ya no forma parte del plan publicado" in page.content.decode()
    assert [sibling.key for sibling in page_of(followed.nodes["C1.H2"]).siblings] == ["C1.H2"]


@pytest.mark.parametrize("address", ["/planes/nada/C1/", "/planes/{plan}/C9/"])
def test_an_unknown_node_is_not_found(client, address):
    plan = followed_plan("Cumplido").plan
    assert client.get(address.format(plan=plan.slug)).status_code == 404


def test_the_english_page_keeps_the_same_words_in_its_address(client):
    followed = followed_plan("Cumplido")
    assert client.get(f"/en/planes/{followed.plan.slug}/C1.H1/").status_code == 200


def test_a_node_shows_the_alerts_that_speak_of_it_and_no_other():
    followed = followed_plan("Cumplido|Pendiente", slug="paga")
    node, other = followed.nodes["C1.H1"], followed.nodes["C1.H2"]
    for subject, message in ((node, "Suman 128."), (other, "De otro."), (None, "De todo el documento.")):
        address = subject.get_absolute_url() if subject else ""
        FindingFactory(load=followed.load, subject_url=address, message=message)
    assert [alert.message for alert in page_of(node).alerts] == ["Suman 128."]


def test_what_a_document_adds_to_a_status_is_no_promise(client):
    node = followed_plan("Cumplido", slug="paga").nodes["C1.H1"]
    Node.objects.filter(pk=node.pk).update(description="Se avanza en el módulo")
    page = client.get(node.get_absolute_url()).content.decode()
    assert "El documento agrega:" in page
    assert "La promesa" not in page


def test_a_key_in_lower_case_leads_to_the_node(client):
    node = followed_plan("Cumplido", slug="paga").nodes["C1.H1"]
    assert client.get("/planes/paga/c1.h1/").headers["Location"] == node.get_absolute_url()
