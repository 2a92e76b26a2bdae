"""After an edition changes a field, the edition is its source; what was read before is told as what stood before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from minga.foundation.sources.models import Load
from minga.government.plans.actions import install_vocabularies
from minga.government.plans.models import Change, ChangeSet, Node
from minga.government.plans.queries.node import find_node, node_page
from minga.government.plans.queries.record import node_values
from minga.government.plans.tracing import Traced
from tests.factories.changes import node_edit, node_made, published
from tests.factories.plans import (
    ExpectedMeansFactory,
    TargetPeriodFactory,
    change,
    followed_plan,
    give_mechanism,
    give_role,
)
from tests.factories.sources import DocumentFactory, LoadFactory, printed
from tests.pages import said

pytestmark = pytest.mark.django_db
NAME = "Mapa de las organizaciones"


@pytest.fixture
def followed():
    install_vocabularies()
    found = followed_plan("Cumplido|Pendiente")
    Load.objects.update(applied_at=timezone.now() - timedelta(days=9))
    return found


@pytest.fixture
def node(followed) -> Node:
    return followed.nodes["C1.H1"]


def edit(node: Node, field: str, after, **values):
    """Publishes one field of the node."""
    return published(
        node.plan, node_edit(node.key, field, after, document=values.pop("document", ""), **_where(values)), **values
    )


def _where(values: dict) -> dict:
    return {name: values.pop(name) for name in ("place", "printed") if name in values}


def erratum(node: Node, field: str, after, document) -> None:
    """Publishes a correction of what was read wrongly."""
    edit(node, field, after, document=document.slug, place="página 4", printed=str(after), basis="erratum", act=None)


def lines(node: Node, label: str) -> list[Traced]:
    page = node_page(find_node(node.plan.slug, node.key))
    return [traced for traced in page.traced if traced.origin.label == label]


def value_of(node: Node, field: str):
    return node_values(Node.objects.filter(pk=node.pk))[node.pk][field]


def test_a_correction_is_the_source_and_the_misread_cell_stood_before(node):
    document = DocumentFactory(title="Informe de mercados")
    erratum(node, "title", NAME, document)
    (line,) = lines(node, "Nombre")
    assert (line.origin.says, line.edition.number, line.edition.basis) == (NAME, 2, "erratum")
    assert (line.document, line.place, line.printed) == (document, "página 4", NAME)
    assert [(cell.printed, cell.place) for cell in line.earlier] == [("Hito C1.H1", {"line": 2})]
    assert line.before == ""


def test_an_act_is_the_source_without_any_cell(node):
    edit(node, "title", NAME)
    (line,) = lines(node, "Nombre")
    assert (line.edition.act, line.document, line.place, line.printed) == ("Acta de sesión 004-2026", None, "", "")
    assert [cell.printed for cell in line.earlier] == ["Hito C1.H1"]


def test_what_no_edition_changed_keeps_its_cell(node):
    edit(node, "title", NAME)
    (line,) = lines(node, "Estado")
    assert (line.edition, line.printed, line.place) == (None, "Cumplido", "línea 2")


def test_the_last_edition_is_the_source_and_the_one_before_it_stood_before(node):
    edit(node, "title", "Mapa")
    edit(node, "title", NAME)
    (line,) = lines(node, "Nombre")
    assert (line.edition.number, line.before) == (3, "Mapa")
    assert [cell.printed for cell in line.earlier] == ["Hito C1.H1"]


def test_a_field_that_was_not_read_has_nothing_before(node):
    edit(node, "description", "Con los barrios")
    (line,) = lines(node, "Descripción")
    assert (line.edition.number, line.before, line.earlier) == (2, "", ())


def test_dates_say_which_of_them_stood_otherwise(node):
    Node.objects.filter(pk=node.pk).update(start="2025", end="2026")
    edit(node, "end", "2027-05")
    (line,) = lines(node, "Fechas")
    assert (line.origin.says, line.before) == ("2025 – mayo de 2027", "Fin: 2026")


def test_mechanisms_are_told_in_words(node):
    give_mechanism(node, "agreement")
    edit(node, "mechanisms", ["convention"])
    (line,) = lines(node, "Mecanismos")
    assert (line.origin.says, line.before, line.edition.number) == ("Convenio", "Acuerdo", 2)


def test_a_role_that_is_added_comes_from_the_edition_and_one_that_stays_from_its_cell(followed, node):
    printed(give_role(node, name="Dirección de Mercados"), followed.load, "roles", line=4, text="Mercados")
    give_role(node, "partner", "Universidad del Páramo Alto").delete()
    new = {"organization": "universidad-del-paramo-alto", "role": "lead", "printed": "La Universidad"}
    edit(node, "roles", [*value_of(node, "roles"), new])
    assert [
        (line.origin.says, line.edition and line.edition.number, line.place) for line in lines(node, "Responsable")
    ] == [
        ("Dirección de Mercados", None, "línea 4"),
        ("Universidad del Páramo Alto", 2, ""),
    ]


def test_a_role_that_is_told_otherwise_keeps_what_was_read_of_it_as_earlier(followed, node):
    printed(give_role(node), followed.load, "roles", line=4, text="Mercados")
    (role,) = value_of(node, "roles")
    edit(node, "roles", [role | {"printed": "Dirección Metropolitana de Mercados"}])
    (line,) = lines(node, "Responsable")
    assert (line.edition.number, line.before) == (2, "Dirección de Mercados")
    assert [cell.printed for cell in line.earlier] == ["Mercados"]


def test_parts_of_a_target_come_each_from_where_they_were_changed(followed, node):
    period = TargetPeriodFactory(target__node=node, programmed="21.5")
    printed(period.target, followed.load, "target", line=6, text="Organizar 21 barrios")
    printed(period, followed.load, "programmed", line=7, text="21,5")
    (target,) = value_of(node, "targets")
    edit(node, "targets", [target | {"unit": "ferias", "periods": [{"year": 2025, "programmed": "30"}]}])
    assert [(line.edition, line.place) for line in lines(node, "Meta")] == [(None, "línea 6")]
    (unit,) = lines(node, "Unidad de medida")
    assert (unit.edition.number, unit.before) == (2, "barrios")
    (programmed,) = lines(node, "Programado 2025")
    assert (programmed.origin.says, programmed.edition.number, programmed.before) == ("30", 2, "")
    assert [cell.printed for cell in programmed.earlier] == ["21,5"]


def test_a_verifiable_with_other_words_comes_from_the_edition(followed, node):
    printed(ExpectedMeansFactory(node=node, text="Acta"), followed.load, "expected_means", line=8, text="Acta")
    edit(node, "expected_means", ["Acta firmada"])
    (line,) = lines(node, "Verificable esperado")
    assert (line.edition.number, [cell.place for cell in line.earlier]) == (2, [{"line": 8}])


def test_all_of_a_node_that_an_edition_made_comes_from_it(node):
    published(node.plan, node_made("Hito", "Medir las ventas", parent="C1", start="2026"))
    made = node.plan.nodes.get(title="Medir las ventas")
    page = node_page(find_node(node.plan.slug, made.key))
    assert [(line.origin.label, line.edition.number) for line in page.traced] == [("Nombre", 2), ("Fechas", 2)]


def test_a_load_that_changes_it_again_is_the_source(node):
    edit(node, "title", NAME)
    load = LoadFactory()
    change(node, load, field="title", before=NAME, after="Mapa vecinal")
    Node.objects.filter(pk=node.pk).update(title="Mapa vecinal")
    printed(node, load, line=9, text="Mapa vecinal")
    assert [(line.edition, line.place) for line in lines(node, "Nombre")] == [(None, "línea 2"), (None, "línea 9")]


def test_a_document_that_is_read_later_and_prints_it_stands_beside_the_edition(node):
    edit(node, "title", NAME)
    printed(node, LoadFactory(), line=9, text=NAME)
    first, second = lines(node, "Nombre")
    assert (first.edition.number, [cell.place for cell in first.earlier]) == (2, [{"line": 2}])
    assert (second.edition, second.place) == (None, "línea 9")


def test_what_is_not_published_is_no_source(node):
    edit(node, "title", NAME)
    ChangeSet.objects.update(state=ChangeSet.State.SUBMITTED)
    assert Change.objects.count() == 1
    assert lines(node, "Nombre")[0].edition is None


def test_the_page_tells_it_in_the_table_and_under_its_name(client, followed, node):
    report = followed.load.document
    document = DocumentFactory(title="Informe de mercados", date="2026-05")
    erratum(node, "title", NAME, document)
    page = said(client.get(node.get_absolute_url()))
    told = (
        "Edición 2 : fe de erratas Informe de mercados , may 2026 , página\N{NO-BREAK SPACE}4",
        f"Antes se leía: «Hito C1.H1», {report} , may 2025, línea\N{NO-BREAK SPACE}2",
    )
    for line in told:
        assert page.count(" ".join(line.split())) == 2, line


def test_each_line_names_its_document(client, followed, node):
    page = client.get(node.get_absolute_url()).content.decode()
    link = f'<a lang="es" href="{followed.load.document.get_absolute_url()}">Informe de cumplimiento</a>, may 2025'
    assert f"{link}</span>, línea\N{NO-BREAK SPACE}2" in page


def test_documents_of_the_same_title_and_date_are_told_apart(client, followed, node):
    change(node, followed.load)
    again = LoadFactory(document=DocumentFactory(issuer="Secretaría"))
    printed(node, again, line=9, text="Hito C1.H1")
    change(node, again, field="title", before="Hito", after="Hito C1.H1")
    page = said(client.get(node.get_absolute_url()))
    assert page.count("Informe de cumplimiento , may 2025, Secretaría") == 2  # its cell and its load
    assert "may 2025, Secretaría" in said(client.get(f"{node.get_absolute_url()}historia/"))


@pytest.mark.parametrize("editions", [1, 3])
def test_it_takes_no_more_queries(queries, node, editions):
    for number in range(editions):
        erratum(node, "title", f"Mapa {number}", DocumentFactory())
        edit(node, "mechanisms", [["convention"], ["agreement"]][number % 2])
    assert queries(node.get_absolute_url()) == 10
