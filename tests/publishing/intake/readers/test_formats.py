from __future__ import annotations

import pytest

from minga.kernel.errors import Refused
from minga.publishing.intake.document import Paragraph, Table
from minga.publishing.intake.limits import Limits
from minga.publishing.intake.readers import read
from tests.publishing.intake.making import csv_file, docx_file, pdf, txt, xlsx, zipped

CONTENT = ["Informe", [["HITO", "ESTADO"], ["Mapeo", "Cumplido"]]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
FILES = {
    "a.txt": txt(CONTENT),
    "a.md": txt(CONTENT),
    "a.docx": docx_file(CONTENT),
    "a.pdf": pdf(CONTENT),
    "a.xlsx": xlsx(CONTENT),
    "A.XLSM": xlsx(CONTENT),
    "a.csv": b"Informe,\n,\n" + csv_file(CONTENT[1]),
}


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(Refused) as caught:
        read(data, name, Limits())
    return caught.value.reason


@pytest.mark.parametrize("name", FILES)
def test_each_format_is_read_by_its_reader(name: str):
    title, table = read(FILES[name], name, Limits()).blocks
    assert isinstance(title, Paragraph)
    assert isinstance(table, Table)
    assert (title.text, [row.texts for row in table.rows]) == ("Informe", [("HITO", "ESTADO"), ("Mapeo", "Cumplido")])


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("informe.docx", "a.pdf", "PDF"),
        ("informe.pdf", "a.docx", "un documento de Word (.docx)"),
        ("informe.txt", "a.xlsx", "un libro de Excel (.xlsx)"),
        ("informe.csv", "a.pdf", "PDF"),
        ("informe.xlsx", "a.txt", "texto"),
        ("informe.xls", "a.xlsx", "un libro de Excel (.xlsx)"),
    ],
)
def test_a_name_that_says_another_format_is_refused(name: str, content: str, what: str):
    extension = name.removeprefix("informe")
    assert refusal(FILES[content], name) == (
        f"El archivo dice ser {extension} pero su contenido es {what}; cámbiale el nombre o expórtalo de nuevo."
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "una imagen"),
        (b"{\\rtf1 Informe}", "texto enriquecido (.rtf)"),
        (b"<!DOCTYPE html><table></table>", "una página web"),
        (zipped({"fotos/1.txt": "x"}), "un archivo comprimido (.zip)"),
        (zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}), "una presentación"),
        (OLE + "WordDocument".encode("utf-16-le"), "un documento de Word antiguo (.doc)"),
        (bytes(range(256)), "datos binarios"),
    ],
)
def test_other_contents_are_named(data: bytes, what: str):
    assert refusal(data, "informe.xls") == (
        f"El archivo dice ser .xls pero su contenido es {what}; cámbiale el nombre o expórtalo de nuevo."
    )


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.xls"])
def test_a_password_is_named(name: str):
    data = OLE + "EncryptedPackage".encode("utf-16-le")
    assert refusal(data, name) == f"El archivo {name} está protegido con contraseña; guárdalo sin contraseña."


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("acta.doc", "El archivo acta.doc es de Word antiguo (.doc); ábrelo y guárdalo como .docx."),
        (
            "acta.odt",
            (
                "Minga lee .txt, .md, .docx, .pdf, .xlsx, .xlsm, .xls, .ods y .csv; el archivo es .odt."
                " Expórtalo a uno de esos formatos."
            ),
        ),
        (
            "acta",
            (
                "Minga lee .txt, .md, .docx, .pdf, .xlsx, .xlsm, .xls, .ods y .csv; el archivo no tiene extensión."
                " Expórtalo a uno de esos formatos."
            ),
        ),
    ],
)
def test_formats_that_minga_does_not_read_are_refused(name: str, sentence: str):
    assert refusal(b"texto", name) == sentence


@pytest.mark.parametrize("name", ["a.txt", "a.csv"])
def test_noise_is_no_text(name: str):
    assert refusal(b"\x00\x01\x02texto", name) == (
        f"El archivo {name} no es texto: contiene datos binarios; expórtalo de nuevo."
    )


def test_a_text_that_speaks_of_pdf_is_a_text():
    (paragraph,) = read(b"Los archivos PDF comienzan por %PDF-1.4", "a.txt", Limits()).paragraphs()
    assert paragraph.text == "Los archivos PDF comienzan por %PDF-1.4"


@pytest.mark.parametrize(
    ("name", "data"), [("a.txt", b" \n\n\t\n"), ("a.docx", docx_file([])), ("a.xlsx", xlsx([])), ("a.csv", b";;\n")]
)
def test_a_document_without_text_is_refused(name: str, data: bytes):
    assert refusal(data, name) == f"El archivo {name} no contiene texto; comprueba que sea el documento que querías."
