"""Files that are not what they say, that grow, that hide a name, or that call out."""

from __future__ import annotations

import io
import time
import zipfile
import zlib

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from minga.foundation.organizations.actions.bodies import keep_minutes, release_minutes
from minga.foundation.organizations.files import tells_a_person
from minga.foundation.organizations.models import Minutes
from minga.foundation.organizations.rules import SYSTEM
from minga.government.plans.models import ChangeSet
from minga.government.plans.queries.record import plan_record
from minga.government.plans.workbook.sheet import SHEET, rows_of
from minga.government.plans.workbook.writer import workbook_of
from minga.kernel.errors import Refused
from minga.publishing.intake.actions import receive
from tests.factories.changes import person
from tests.factories.plans import followed_plan
from tests.factories.readings import canton, hand_in, planner, report
from tests.factories.roles import official
from tests.foundation.organizations.bodies.making import PDF, closed, pdf
from tests.publishing.intake.making import saved, with_part, zipped

pytestmark = pytest.mark.django_db
HTML = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.mark.parametrize("content", [HTML, SVG, b"GIF89a" + HTML, b"\n" + PDF, b"PK\x03\x04", b"MZ", b"\xff\xd8\xff"])
def test_release_as_minutes_what_a_browser_would_run(body, content):
    session = closed(body)
    with pytest.raises(Refused, match="no es un PDF"):
        release_minutes(session=session, document=pdf(content), without_names=True, by=SYSTEM, version=session.version)


def test_have_a_browser_run_a_pdf_that_is_also_a_page(client, body):
    session = closed(body)
    both = pdf(b"%PDF-1.4\n" + HTML + PDF, name='acta"\r\nX-Evil: 1\r\n.html')
    release_minutes(session=session, document=both, without_names=True, by=SYSTEM, version=session.version)
    answer = client.get("/organizaciones/cuerpos/comite/sesiones/1/acta.pdf")
    told = {
        name: answer.headers.get(name) for name in ("Content-Type", "X-Content-Type-Options", "Content-Disposition")
    }
    assert told == {
        "Content-Type": "application/pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": 'attachment; filename="acta-comite-1.pdf"',
    }


@pytest.mark.parametrize(
    "properties",
    [
        b"/Author (Juana)",
        b"/Author<4a75616e61>",
        b"/Author 5 0 R",
        b"/Author\n5\n0\nR",
        b"/Auth#6fr (Juana)",
        b"/#41uthor(Juana)",
    ],
)
def test_release_a_name_in_the_properties_of_the_copy(body, properties):
    session = closed(body)
    copy = b"%PDF-1.4\n1 0 obj<<" + properties + b">>endobj\n5 0 obj(Juana)endobj\ntrailer<</Info 1 0 R>>\n"
    with pytest.raises(Refused, match="el nombre de quien lo escribió"):
        release_minutes(session=session, document=pdf(copy), without_names=True, by=SYSTEM, version=session.version)


def test_release_a_name_in_a_packed_part_of_the_copy():
    packed = zlib.compress(b"1 0 <</Auth#6fr 9 0 R>>")
    for before in (b"", b"% stream\n", b"2 0 obj<<>>stream\nx\nendstream endobj\n"):
        assert tells_a_person(b"%PDF-1.5\n" + before + b"3 0 obj<</Type/ObjStm>>stream\n" + packed + b"\nendstream")


@pytest.mark.parametrize("packed", [b"", zlib.compress(b"")])
@pytest.mark.parametrize("end", [b"", b"endstream"])
def test_keep_the_server_busy_with_a_copy_of_many_parts(packed, end):
    """It took more than twenty seconds for three megabytes, and four times as long for twice as much."""
    begun = time.process_time()
    tells_a_person(b"%PDF-1.5\n" + (b" obj/ObjStm stream\n" + packed + end) * 100_000)
    assert time.process_time() - begun < 5


def test_unpack_more_than_there_is_room_for():
    bomb = zlib.compress(b"0" * 200_000_000)
    begun = time.process_time()
    assert not tells_a_person(b"%PDF-1.5\n" + (b" obj/ObjStm stream\n" + bomb + b"endstream") * 3)
    assert time.process_time() - begun < 5


def test_replace_the_signed_minutes_after_their_approval(body):
    session = closed(body)
    before = Minutes.objects.get().sha256
    with pytest.raises(Refused, match="no se reemplaza"):
        keep_minutes(session=session, document=pdf(PDF + b"%otra"), by=official("planner"), version=session.version)
    assert Minutes.objects.get().sha256 == before


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "..\\..\\x.txt", "/abs/x.txt", "a\x00b.txt", "<b>.txt", "\u202etxt.txt"]
)
def test_write_outside_the_store_by_the_name_of_a_file(files, name):
    reading = hand_in(name=name)
    assert ("/" in reading.file_name, "\\" in reading.file_name, "\x00" in reading.file_name) == (False, False, False)
    kept = [path.relative_to(files) for path in files.rglob("*") if path.is_file()]
    assert {path.parts[:2] for path in kept} == {("private", "readings")}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (HTML, "informe.pdf"),
        (b"%PDF-1.4", "informe.docx"),
        (zipped({"a.txt": "x"}), "informe.pdf"),
        (report(), "informe.html"),
        (report(), "informe.svg"),
        (report(), "informe.txt.exe"),
        (b"MZ\x90\x00" * 200, "informe.xlsx"),
    ],
)
def test_hand_in_what_is_something_else(content, name):
    unit = canton()
    with pytest.raises(Refused):
        receive(ContentFile(content), name=name, organization=unit, by=planner(unit))


def test_fill_the_disk_with_one_form(client, settings):
    settings.MINGA_LARGEST_UPLOAD = 100_000
    unit = canton()
    client.force_login(planner(unit))
    sent = {"desk": unit.slug, "file": SimpleUploadedFile("informe.txt", b"x" * 400_000)}
    assert client.post("/bandeja/lecturas/nueva/", sent).status_code == 413


def send(client, content: bytes, name: str = "libro.xlsx"):
    """An edited workbook, as the page sends it."""
    client.force_login(person("editor"))
    return client.post("/bandeja/planes/real/libro/", {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def workbook(real):
    """The workbook of the real plan."""
    return workbook_of(rows_of(plan_record(real), {}))


def test_read_a_file_of_the_server_through_a_workbook(client, real, workbook):
    entity = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&e;</t></si></sst>'
    )
    answer = send(client, with_part(workbook, "xl/sharedStrings.xml", entity))
    assert (answer.status_code, b"root:" in answer.content) in ((422, False), (200, False))


def test_exhaust_memory_with_a_workbook(client, real, workbook):
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        sheet = next(name for name in book.namelist() if name.startswith("xl/worksheets/sheet1"))
    bomb = with_part(workbook, sheet, b"<worksheet><sheetData>" + b"<row/>" * 20_000_000)
    assert (len(bomb) < 1_000_000, send(client, bomb).status_code) == (True, 422)


def test_exhaust_time_with_entities_in_a_workbook(client, real, workbook):
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ja"}">' for n in range(10))
    text = f"<!DOCTYPE sst [{laughs}]><sst><si><t>&a9;</t></si></sst>"
    assert send(client, with_part(workbook, "xl/sharedStrings.xml", text)).status_code in (200, 422)


def test_bring_an_outside_link_or_a_formula_through_a_workbook(client, real):
    book = openpyxl.Workbook()
    book.active.title = SHEET
    book.active.append(['=WEBSERVICE("https://malo.example/")', "='[https://malo.example/x.xlsx]A'!A1"])
    answer = send(client, saved(book))
    assert (answer.status_code, ChangeSet.objects.filter(plan=real, author__isnull=False).count()) == (422, 0)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_leave_a_formula_for_whoever_opens_the_workbook(client, start):
    plan = followed_plan("Cumplido", slug="real").plan
    plan.nodes.filter(key="C1").update(title=f'{start}HYPERLINK("https://malo.example")')
    client.force_login(person("editor"))
    book = openpyxl.load_workbook(io.BytesIO(client.get("/bandeja/planes/real/libro/elementos.xlsx").content))
    cells = [cell for row in book[SHEET].iter_rows() for cell in row if cell.value and "HYPERLINK" in str(cell.value)]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_leave_a_formula_in_a_public_table(client, start):
    plan = followed_plan("Cumplido", slug="real").plan
    plan.nodes.filter(key="C1").update(title=f"{start}cmd|'/c calc'!A1")
    table = b"".join(client.get("/planes/real/elementos.csv")).decode()
    assert not [
        line for line in table.splitlines() for cell in line.split(",") if cell.strip('"').startswith(f"{start}cmd")
    ]
