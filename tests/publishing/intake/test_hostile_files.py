"""Files made to harm: each is refused with a sentence that says what is wrong, within the limits."""

from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from minga.kernel.errors import Refused
from minga.publishing.intake.limits import MEGABYTE, Limits
from minga.publishing.intake.reading import open_document, read_file
from tests.publishing.intake.making import csv_file, docx_file, pdf, with_part, xlsx, zipped

CONTENT = ["Informe", [["HITO", "ESTADO"], ["Mapeo", "Cumplido"]]]
DOCX, PDF, XLSX = docx_file(CONTENT), pdf(CONTENT), xlsx(CONTENT)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DAMAGED_ZIP = "El archivo está dañado o incompleto; vuelve a descargarlo o expórtalo de nuevo."
TOO_BIG = "ocupa demasiado al descomprimirse (el límite es de 50 MB); divídelo o expórtalo de nuevo."
UNSAFE = "El archivo {} contiene instrucciones que un documento no necesita ({}); expórtalo de nuevo."
UNKNOWN_FORM = "El archivo {} está dañado o tiene una forma que Minga no sabe leer; ábrelo y expórtalo de nuevo."


def refusal(folder: Path, name: str, data: bytes, limits: Limits | None = None) -> str:
    """The reason for which a file is refused, by the same door that people use."""
    path = folder / name
    path.write_bytes(data)
    begun = time.monotonic()
    with pytest.raises(Refused) as caught:
        read_file(path, limits=limits or Limits())
    assert time.monotonic() - begun < 15
    return caught.value.reason


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a.xlsx", "a.csv"])
def test_empty(tmp_path: Path, name: str):
    assert refusal(tmp_path, name, b"") == f"El archivo {name} está vacío; vuelve a exportarlo o a descargarlo."


@pytest.mark.parametrize(("name", "data"), [("a.docx", DOCX), ("a.xlsx", XLSX)])
def test_truncated_office(tmp_path: Path, name: str, data: bytes):
    for length in (len(data) - 30, len(data) // 2, 40):
        assert refusal(tmp_path, name, data[:length]) == DAMAGED_ZIP


def test_truncated_pdf(tmp_path: Path):
    assert refusal(tmp_path, "a.pdf", PDF[: len(PDF) // 2]) == (
        "El archivo a.pdf está incompleto: le falta el final; vuelve a descargarlo o expórtalo de nuevo."
    )


def test_only_the_first_and_last_lines_of_a_pdf(tmp_path: Path):
    assert refusal(tmp_path, "a.pdf", b"%PDF-1.4\n%%EOF\n") == UNKNOWN_FORM.format("a.pdf")


def test_wrong_extension(tmp_path: Path):
    assert refusal(tmp_path, "a.docx", PDF) == (
        "El archivo dice ser .docx pero su contenido es PDF; cámbiale el nombre o expórtalo de nuevo."
    )


def test_pdf_with_password(tmp_path: Path):
    data = io.BytesIO()
    canvas = Canvas(data, encrypt=pdfencrypt.StandardEncryption("clave", strength=128))
    canvas.drawString(72, 700, "Informe")
    canvas.save()
    assert refusal(tmp_path, "a.pdf", data.getvalue()) == (
        "El archivo a.pdf está protegido con contraseña; guárdalo sin contraseña."
    )


def test_pdf_that_only_forbids_printing_is_read(tmp_path: Path):
    data = io.BytesIO()
    canvas = Canvas(data, encrypt=pdfencrypt.StandardEncryption("", ownerPassword="clave", canPrint=0))
    canvas.drawString(72, 700, "Informe")
    canvas.save()
    (tmp_path / "a.pdf").write_bytes(data.getvalue())
    assert [paragraph.text for paragraph in open_document(tmp_path / "a.pdf").paragraphs()] == ["Informe"]


def test_office_with_password(tmp_path: Path):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    assert refusal(tmp_path, "a.docx", data) == (
        "El archivo a.docx está protegido con contraseña; guárdalo sin contraseña."
    )


def test_zip_entry_with_password(tmp_path: Path):
    data = bytearray(DOCX)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    assert refusal(tmp_path, "a.docx", bytes(data)) == (
        "El archivo a.docx está protegido con contraseña; guárdalo sin contraseña."
    )


def test_zip_bomb(tmp_path: Path):
    data = with_part(DOCX, "word/media/image1.png", bytes(60 * MEGABYTE))
    assert refusal(tmp_path, "a.docx", data) == f"El archivo a.docx {TOO_BIG}"


def test_zip_bomb_that_lies_about_its_size(tmp_path: Path):
    data = bytearray(with_part(XLSX, "xl/bomba.xml", bytes(60 * MEGABYTE)))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        position = data.rindex(signature) + offset
        data[position : position + 4] = struct.pack("<I", 1000)
    assert refusal(tmp_path, "a.xlsx", bytes(data)) == (
        "El archivo a.xlsx está dañado o incompleto; vuelve a descargarlo o expórtalo de nuevo."
    )


def test_archive_that_swells_beyond_any_document(tmp_path: Path):
    data = with_part(DOCX, "word/extra.xml", b"<a/>" * (5 * MEGABYTE))
    assert refusal(tmp_path, "a.docx", data) == f"El archivo a.docx {TOO_BIG}"


def test_too_many_entries(tmp_path: Path):
    parts = {f"word/media/{number}.xml": b"" for number in range(2_001)}
    assert refusal(tmp_path, "a.docx", zipped({"[Content_Types].xml": "<Types/>"} | parts)) == (
        "El archivo a.docx contiene 2002 piezas y el límite es de 2000; expórtalo de nuevo."
    )


@pytest.mark.parametrize("entry", ["../../etc/cron.d/minga", "/etc/passwd", "word\\..\\..\\x", "C:/x"])
def test_paths_outside_the_archive(tmp_path: Path, entry: str):
    data = with_part(DOCX, entry, b"x")
    assert refusal(tmp_path, "a.docx", data) == UNSAFE.format("a.docx", "rutas fuera del documento")


def test_two_entries_of_the_same_name(tmp_path: Path):
    data = io.BytesIO(DOCX)
    with zipfile.ZipFile(data, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<otro/>")
    assert refusal(tmp_path, "a.docx", data.getvalue()) == UNSAFE.format("a.docx", "piezas con el mismo nombre")


EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    f"<w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "ja">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + f"]><w:document {W}><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize("markup", [EXTERNAL, LAUGHS])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_never_resolved(tmp_path: Path, markup: str, encoding: str):
    data = with_part(DOCX, "word/document.xml", markup.encode(encoding))
    assert refusal(tmp_path, "a.docx", data) == UNSAFE.format("a.docx", "entidades XML")


def test_entities_in_a_workbook(tmp_path: Path):
    data = with_part(XLSX, "xl/workbook.xml", LAUGHS)
    assert refusal(tmp_path, "a.xlsx", data) == UNSAFE.format("a.xlsx", "entidades XML")


def test_markup_in_an_encoding_that_hides_it(tmp_path: Path):
    data = with_part(DOCX, "word/document.xml", b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE+AD4-')
    assert refusal(tmp_path, "a.docx", data) == UNSAFE.format("a.docx", "una codificación desconocida")


def test_markup_nested_without_end(tmp_path: Path):
    deep = "<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000
    data = with_part(DOCX, "word/document.xml", f"<w:document {W}><w:body>{deep}</w:body></w:document>")
    assert refusal(tmp_path, "a.docx", data) == UNKNOWN_FORM.format("a.docx")


def test_markup_that_is_not_well_formed(tmp_path: Path):
    data = with_part(DOCX, "word/document.xml", "<w:document><w:body>")
    assert refusal(tmp_path, "a.docx", data) == UNKNOWN_FORM.format("a.docx")


def test_a_part_that_is_missing(tmp_path: Path):
    data = zipped({"[Content_Types].xml": "<Types/>", "word/otra.xml": "<a/>"})
    assert refusal(tmp_path, "a.docx", data) == UNKNOWN_FORM.format("a.docx")


def test_a_workbook_that_claims_billions_of_cells(tmp_path: Path):
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        "</sheetData></worksheet>"
    )
    data = with_part(XLSX, "xl/worksheets/sheet1.xml", sheet)
    assert refusal(tmp_path, "a.xlsx", data) == (
        "En el archivo a.xlsx, la hoja «Hoja» llega hasta la celda XFD1048576; borra lo que esté lejos de la tabla."
    )


def test_a_pdf_that_declares_ten_thousand_pages(tmp_path: Path):
    data = PDF.replace(b"/Count 1", b"/Count 10000")
    assert refusal(tmp_path, "a.pdf", data) == ("El archivo a.pdf tiene 10000 páginas y el límite es de 300; divídelo.")


def test_a_pdf_whose_pages_hold_each_other(tmp_path: Path):
    data = (
        b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
        b"2 0 obj <</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>> endobj\n"
        b"3 0 obj <</Type/Pages/Kids[2 0 R]/Count 1>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
    )
    assert refusal(tmp_path, "a.pdf", data) == (
        "El archivo a.pdf está dañado y ninguna página se puede leer; vuelve a exportarlo."
    )


def test_a_pdf_that_unpacks_without_end(tmp_path: Path):
    stream = zlib.compress(bytes(300 * MEGABYTE), 1)
    page = b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>> endobj\n"
    data = (
        b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
        + page
        + b"4 0 obj <</Filter/FlateDecode/Length %d>> stream\n" % len(stream)
        + stream
        + b"\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
    )
    assert refusal(tmp_path, "a.pdf", data, Limits(memory=256 * MEGABYTE)) == (
        "Leer el archivo a.pdf necesita más memoria de la permitida (256 MB); divídelo."
    )


def test_binary_noise(tmp_path: Path):
    noise = bytes((7 * n * n + 13 * n) % 256 for n in range(5000))
    for name in ("a.txt", "a.csv"):
        assert refusal(tmp_path, name, noise) == (
            f"El archivo {name} no es texto: contiene datos binarios; expórtalo de nuevo."
        )
    assert refusal(tmp_path, "a.pdf", noise) == (
        "El archivo dice ser .pdf pero su contenido es datos binarios; cámbiale el nombre o expórtalo de nuevo."
    )


def test_a_table_too_long_to_be_read(tmp_path: Path):
    data = csv_file([["a", "b"]]) + b"1,2\n" * 5_000_000
    assert refusal(tmp_path, "a.csv", data, Limits(seconds=5)) == (
        "El archivo a.csv tiene más de 12.000.000 caracteres de texto; divídelo."
    )


def test_a_table_too_large_for_the_time_allowed(tmp_path: Path):
    data = csv_file([["a", "b"]]) + b"1,2\n" * 5_000_000
    limits = Limits(seconds=2, characters=10**9, lines=10**9)
    assert refusal(tmp_path, "a.csv", data, limits) == (
        "Leer el documento tarda más de 2 segundos; divídelo o expórtalo de nuevo."
    )


def test_a_link_to_a_folder(tmp_path: Path):
    (tmp_path / "a.docx").symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(Refused) as caught:
        read_file(tmp_path / "a.docx")
    assert caught.value.reason == "a.docx es una carpeta; indica un archivo."
