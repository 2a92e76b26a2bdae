"""The workbook: what goes out comes back the same, and what is edited outside becomes changes, row by row."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from minga.government.plans.fields import empty_node
from minga.government.plans.models import ChangeSet
from minga.government.plans.queries.changes import draft_of, edits_of
from minga.government.plans.queries.choices import organization_names
from minga.government.plans.queries.record import plan_record
from minga.government.plans.workbook.changes import changes_in
from minga.government.plans.workbook.reader import read_workbook
from minga.government.plans.workbook.sheet import COLUMNS, HEADERS, ORIGINAL, SHEET, rows_of
from minga.government.plans.workbook.writer import workbook_of
from minga.kernel.errors import Refused
from tests.factories.changes import drafted, node_edit, person, published
from tests.factories.plans import OrganizationFactory, followed_plan, give_role
from tests.pages import said

NAMES = {"mercados": "Dirección de Mercados", "ferias": "Secretaría de Ferias"}
TEXT = st.text(max_size=30)
PRINTABLE = st.characters(exclude_categories=("C", "Z"), include_characters=" ")
NODE = st.fixed_dictionaries(
    {
        "title": st.text(PRINTABLE, min_size=1, max_size=30).filter(str.strip),
        "description": TEXT,
        "printed_code": TEXT,
        "start": st.sampled_from(["", "2026", "2026-05"]),
        "lead": st.sampled_from([[], ["mercados"], ["mercados", "ferias"]]),
    }
)


def record_of(*nodes):
    listed = [
        {
            **empty_node(),
            **{name: value for name, value in node.items() if name != "lead"},
            "key": f"C{number}",
            "level": "Compromiso",
            "roles": [{"organization": slug, "role": "lead", "printed": slug} for slug in node.get("lead", [])],
        }
        for number, node in enumerate(nodes, start=1)
    ]
    return {"levels": [{"name": "Compromiso", "depth": 0, "carries_status": False}], "nodes": listed}


@settings(max_examples=25)
@given(st.lists(NODE, min_size=1, max_size=4))
def test_what_goes_out_and_comes_back_changes_nothing(nodes):
    record = record_of(*nodes)
    rows, original = read_workbook(workbook_of(rows_of(record, NAMES)))
    assert (changes_in(rows, original, record, NAMES).edits, changes_in(rows, [], record, NAMES).edits) == ([], [])


ROW = {"key": "C1", "level": "Compromiso", "parent": "", "title": "Ferias", "lead": "Dirección de Mercados"}


def read(*rows, original=None, nodes=({"title": "Ferias", "lead": ["mercados"]},), drafted=()):
    """What rows change, told as (row, key, field or operation, after), and the errors."""
    record = record_of(*nodes)
    cells = [tuple(row.get(name, "") for name in COLUMNS) for row in rows]
    base = [tuple(row.get(name, "") for name in COLUMNS) for row in original] if original else []
    found = changes_in(cells, base, record, NAMES, drafted)
    told = [(number, edit.key, edit.field or edit.operation, edit.after) for number, edit in found.edits]
    return told, [str(error) for error in found.errors]


def test_a_cell_that_was_edited_is_a_change():
    assert read(ROW | {"title": "Ferias y mercados"}) == ([(2, "C1", "title", "Ferias y mercados")], [])


def test_a_cell_that_nobody_touched_changes_nothing_whatever_stands_today():
    assert read(ROW | {"title": "Antes"}, original=[ROW | {"title": "Antes"}]) == ([], [])


def test_the_lead_is_one_of_the_roles():
    told, errors = read(ROW | {"lead": "secretaria de ferias; Dirección de Mercados"})
    assert errors == []
    assert told == [
        (
            2,
            "C1",
            "roles",
            [
                {"organization": "ferias", "role": "lead", "printed": "secretaria de ferias"},
                {"organization": "mercados", "role": "lead", "printed": "mercados"},
            ],
        )
    ]


def test_a_row_without_key_is_a_new_node_and_may_stand_within_another():
    told, errors = read(
        ROW,
        {},
        {"level": "Compromiso", "printed_code": "X", "title": "Parques"},
        {"level": "Compromiso", "parent": "X", "title": "Podar", "start": "2026"},
    )
    assert errors == []
    assert told == [
        (4, "nuevo-1", "create", {"level": "Compromiso", "printed_code": "X", "title": "Parques"}),
        (5, "nuevo-2", "create", {"level": "Compromiso", "parent": "nuevo-1", "title": "Podar", "start": "2026"}),
    ]


THREE = ({"title": "Ferias"}, {"title": "Parques"}, {"title": "Mercados"})
LISTED = [
    {"key": f"C{number}", "level": "Compromiso", "title": node["title"], "place": str(number)}
    for number, node in enumerate(THREE, start=1)
]


def test_another_number_gives_a_node_another_place():
    told, errors = read(LISTED[0], LISTED[1], LISTED[2] | {"place": "1"}, nodes=THREE)
    assert (told, errors) == ([(4, "", "order", ["C3", "C1", "C2"])], [])


def test_a_new_row_may_say_its_place_and_the_others_make_room():
    fresh = {"level": "Compromiso", "title": "Plazas", "place": "2"}
    told, errors = read(*LISTED, fresh, nodes=THREE)
    assert errors == []
    assert told == [
        (5, "nuevo-1", "create", {"level": "Compromiso", "title": "Plazas"}),
        (5, "", "order", ["C1", "nuevo-1", "C2", "C3"]),
    ]


def test_a_number_past_the_last_is_the_last_and_no_number_leaves_the_place():
    told, _errors = read(LISTED[0] | {"place": "9"}, LISTED[1] | {"place": ""}, nodes=THREE)
    assert told == [(2, "", "order", ["C2", "C3", "C1"])]


def test_rows_that_somebody_sorted_change_nothing():
    assert read(*reversed(LISTED), nodes=THREE) == ([], [])


WRONG = [
    (ROW | {"place": "primero"}, "Fila 2, «Orden»: escribe un número: 1 es el primero."),
    (ROW | {"place": "0"}, "Fila 2, «Orden»: escribe un número: 1 es el primero."),
    (ROW | {"key": "C9"}, "Fila 2, «Clave»: el plan no tiene esa clave; déjala vacía si es un elemento nuevo."),
    (ROW | {"title": ""}, "Fila 2, «Nombre»: escribe el nombre."),
    (ROW | {"level": "Hito"}, "Fila 2, «Nivel»: el plan no tiene ese nivel; elige entre Compromiso."),
    (ROW | {"level": ""}, "Fila 2, «Nivel»: el plan no tiene ese nivel; elige entre Compromiso."),
    (ROW | {"parent": "C7"}, "Fila 2, «Clave del que lo contiene»: el plan no tiene un elemento con esa clave."),
    (ROW | {"end": "mañana"}, "Fila 2, «Fin»: escribe la fecha como 2026, 2026-05 o 2026-05-31."),
    (
        ROW | {"lead": "Nadie"},
        "Fila 2, «Responsable»: no consta «Nadie»: escribe el nombre como está en Organizaciones.",
    ),
    ({"level": "Compromiso"}, "Fila 2, «Nombre»: escribe el nombre del elemento nuevo."),
    ({"title": "Podar"}, "Fila 2, «Nivel»: escribe su nivel: Compromiso."),
]


@pytest.mark.parametrize(("row", "error"), WRONG, ids=[error for _row, error in WRONG])
def test_an_error_names_its_row_its_column_and_the_remedy(row, error):
    assert read(row)[1] == [error]


def test_a_key_in_two_rows_is_an_error_in_both():
    assert read(ROW, ROW)[1] == [
        "Fila 2, «Clave»: está en más de una fila: deja una.",
        "Fila 3, «Clave»: está en más de una fila: deja una.",
    ]


def test_every_cell_is_text_and_none_is_a_formula():
    nodes = [{"title": "=HYPERLINK(1)"}, {"title": "+1"}, {"title": "@x"}, {"title": "2026"}]
    book = load_workbook(io.BytesIO(workbook_of(rows_of(record_of(*nodes), NAMES))))
    sheet = book[SHEET]
    cells = [cell for row in sheet.iter_rows(min_row=2, max_row=5) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [sheet.cell(row, 6).quotePrefix for row in range(2, 6)] == [True, True, True, False]


def test_the_header_stands_still_keys_are_locked_and_the_original_is_hidden():
    book = load_workbook(io.BytesIO(workbook_of(rows_of(record_of({"title": "Ferias"}), NAMES))))
    sheet = book[SHEET]
    assert [cell.value for cell in sheet[1]] == list(HEADERS.values())
    assert (sheet.freeze_panes, sheet.protection.sheet, book[ORIGINAL].sheet_state) == ("B2", True, "hidden")
    assert [cell.protection.locked for cell in sheet[2]] == [True] + [False] * 9


def other_workbook() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("hola.txt", "hola")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"hola", "El archivo no es un libro .xlsx: guárdalo con ese formato y súbelo de nuevo."),
        (other_workbook(), "El libro está dañado o es demasiado grande: ábrelo, guárdalo de nuevo y súbelo."),
        (b"PK\x03\x04" + bytes(6_000_000), "El archivo es demasiado grande: caben 5 MB."),
    ],
)
def test_what_is_no_workbook_is_refused(content, reason):
    with pytest.raises(Refused) as refused:
        read_workbook(content)
    assert refused.value.reason == reason


def test_another_header_is_refused():
    book = load_workbook(io.BytesIO(workbook_of([])))
    book[SHEET]["A1"] = "Código"
    target = io.BytesIO()
    book.save(target)
    with pytest.raises(Refused) as refused:
        read_workbook(target.getvalue())
    assert refused.value.reason.startswith("La primera fila de «Elementos» debe decir: Clave, Nivel,")


def edited(content: bytes, **cells: str) -> SimpleUploadedFile:
    book = load_workbook(io.BytesIO(content))
    for place, text in cells.items():
        book[SHEET][place] = text
    target = io.BytesIO()
    book.save(target)
    return SimpleUploadedFile("plan.xlsx", target.getvalue())


@pytest.mark.django_db
class TestThePage:
    @pytest.fixture
    def plan(self):
        OrganizationFactory(slug="ferias", name="Secretaría de Ferias")
        plan = followed_plan("Cumplido|Pendiente").plan
        give_role(plan.nodes.get(key="C1"))
        return plan

    @pytest.fixture
    def editor(self, client):
        editor = person("editor")
        client.force_login(editor)
        return editor

    def address(self, plan) -> str:
        return reverse("plans:desk-workbook", args=[plan.slug])

    def content(self, client, plan) -> bytes:
        response = client.get(reverse("plans:desk-workbook-file", args=[plan.slug]))
        assert response.headers["Content-Disposition"] == f'attachment; filename="{plan.slug}.xlsx"'
        return response.content

    def test_first_it_shows_what_changes_and_then_keeps_it(self, client, plan, editor):
        upload = edited(self.content(client, plan), F2="Abrir los datos", A5="", B5="Hito", C5="C1", F5="Medir")
        shown = client.post(self.address(plan), {"file": upload})
        assert "El libro cambia 2 datos." in said(shown)
        assert ChangeSet.objects.count() == 0
        form = shown.context["keep"]
        kept = client.post(self.address(plan), {"edits": form.initial["edits"], "version": form.initial["version"]})
        assert kept.status_code == 302
        assert [(edit.key, edit.field or edit.operation) for edit in edits_of(draft_of(editor, plan))] == [
            ("C1", "title"),
            ("nuevo-1", "create"),
        ]

    @pytest.mark.usefixtures("editor")
    def test_the_same_workbook_back_changes_nothing(self, client, plan):
        shown = client.post(self.address(plan), {"file": edited(self.content(client, plan))})
        assert "El libro no cambia nada." in said(shown)

    def test_the_same_edited_workbook_twice_proposes_no_node_twice(self, client, plan, editor):
        content = self.content(client, plan)
        for _time in range(2):
            upload = edited(content, B5="Hito", C5="C1", F5="Medir")
            form = client.post(self.address(plan), {"file": upload}).context["keep"].initial
            client.post(self.address(plan), {"edits": form["edits"], "version": form["version"]})
        assert [edit.key for edit in edits_of(draft_of(editor, plan))] == ["nuevo-1"]

    @pytest.mark.usefixtures("editor")
    def test_errors_keep_nothing(self, client, plan):
        upload = edited(self.content(client, plan), F2="Abrir los datos", H2="mañana")
        response = client.post(self.address(plan), {"file": upload})
        assert response.status_code == 422
        assert "Fila 2, «Inicio»: escribe la fecha como 2026, 2026-05 o 2026-05-31." in said(response)
        assert ChangeSet.objects.count() == 0

    @pytest.mark.usefixtures("editor")
    def test_what_the_plan_could_not_be_is_told_at_once(self, client, plan):
        upload = edited(self.content(client, plan), H2="2027", I2="2026")
        response = client.post(self.address(plan), {"file": upload})
        assert response.status_code == 422
        assert "C1 · Fin: El fin no puede ser anterior al inicio." in said(response)

    @pytest.mark.usefixtures("editor")
    def test_what_meanwhile_changed_is_not_overwritten(self, client, plan):
        upload = edited(self.content(client, plan), F2="El mío")
        published(plan, node_edit("C1", "title", "Otro"))
        form = client.post(self.address(plan), {"file": upload}).context["keep"].initial
        response = client.post(self.address(plan), {"edits": form["edits"], "version": form["version"]})
        assert response.status_code == 409
        assert "C1 · Nombre: viste «Compromiso número 1» y ahora consta «Otro»" in said(response)

    def test_what_was_looked_at_before_the_draft_changed_is_not_kept(self, client, plan, editor):
        upload = edited(self.content(client, plan), F2="El mío")
        form = client.post(self.address(plan), {"file": upload}).context["keep"].initial
        drafted(plan, node_edit("C1", "start", "2026"), by=editor)
        response = client.post(self.address(plan), {"edits": form["edits"], "version": form["version"]})
        assert response.status_code == 409

    @pytest.mark.usefixtures("editor")
    def test_what_was_not_shown_is_not_kept(self, client, plan):
        response = client.post(self.address(plan), {"edits": "inventado", "version": 0})
        assert (response.status_code, ChangeSet.objects.count()) == (422, 0)

    @pytest.mark.parametrize("role", ["approver", "reviewer", "viewer"])
    def test_who_may_not(self, client, plan, role):
        client.force_login(person(role))
        assert client.get(self.address(plan)).status_code == 403
        assert client.get(reverse("plans:desk-workbook-file", args=[plan.slug])).status_code == 403

    def test_names_of_organizations_come_back(self, plan):
        names = organization_names(plan)
        rows, original = read_workbook(workbook_of(rows_of(plan_record(plan), names)))
        assert rows[0][COLUMNS.index("lead")] == "Dirección de Mercados"
        assert changes_in(rows, original, plan_record(plan), names).edits == []
