from __future__ import annotations

import time
from pathlib import Path

import pytest

from minga.kernel.errors import Refused
from minga.publishing.intake.limits import Limits
from minga.publishing.intake.reading import open_document, read_file
from minga.publishing.intake.recognisers import recognise
from tests.publishing.intake.making import docx_file, txt
from tests.shared import shared

CONTENT = ["Informe de gestión", [["HITO", "ESTADO"], ["Mapeo", "Cumplido"]]]


def test_the_child_process_reads_what_this_one_would():
    path = shared("sources") / "2021_azms_informe-de-gestion-por-sector.txt"
    assert read_file(path) == recognise(open_document(path))


def test_the_document_knows_the_file_it_comes_from(tmp_path: Path):
    (tmp_path / "Informe final.docx").write_bytes(docx_file(CONTENT))
    document = open_document(tmp_path / "Informe final.docx")
    assert (document.name, len(document.sha256)) == ("Informe final.docx", 64)


def test_a_link_to_a_document_is_followed(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(txt(CONTENT))
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert open_document(tmp_path / "b.txt").blocks == open_document(tmp_path / "a.txt").blocks


def test_the_environment_limits_a_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.txt").write_bytes(bytes(2 * 1024 * 1024))
    monkeypatch.setenv("MINGA_READ_SIZE_MB", "1")
    for read in (open_document, read_file):
        with pytest.raises(Refused) as caught:
            read(tmp_path / "a.txt")
        assert caught.value.reason == (
            "El archivo a.txt pesa 2 MB y el límite es de 1 MB; divídelo o quítale las imágenes."
        )


def test_given_limits_come_before_those_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.txt").write_bytes(txt(CONTENT))
    monkeypatch.setenv("MINGA_READ_PAGES", "nada")
    assert open_document(tmp_path / "a.txt", limits=Limits()).blocks


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a\n" * 51, "El archivo a.txt tiene más de 50 líneas o filas de texto; divídelo."),
        ("a\tb\n" * 51, "El archivo a.txt tiene más de 50 líneas o filas de texto; divídelo."),
        ("\r" * 51, "El archivo a.txt tiene más de 50 líneas o filas de texto; divídelo."),
        ("palabra " * 1000, "El archivo a.txt tiene más de 2.000 caracteres de texto; divídelo."),
    ],
)
def test_a_text_that_is_too_long_is_refused(tmp_path: Path, text: str, reason: str):
    (tmp_path / "a.txt").write_text(text)
    for read in (open_document, read_file):
        with pytest.raises(Refused) as caught:
            read(tmp_path / "a.txt", limits=Limits(characters=2000, lines=50))
        assert caught.value.reason == reason


def test_the_length_of_every_format_is_limited(tmp_path: Path):
    (tmp_path / "a.docx").write_bytes(docx_file(["uno", [["dos", "tres"], ["cuatro", "cinco"]]]))
    assert open_document(tmp_path / "a.docx", limits=Limits(characters=21, lines=3)).blocks
    for limits in (Limits(characters=20), Limits(lines=2)):
        with pytest.raises(Refused):
            open_document(tmp_path / "a.docx", limits=limits)


def test_a_long_text_is_refused_at_once(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Informe de avance de la feria.\n" * 800_000)
    begun = time.monotonic()
    with pytest.raises(Refused) as caught:
        read_file(tmp_path / "a.txt")
    assert caught.value.reason == "El archivo a.txt tiene más de 12.000.000 caracteres de texto; divídelo."
    assert time.monotonic() - begun < 5


def test_no_sign_that_a_database_refuses_is_read(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes("META\x07,ESTADO\u202e\nMapeo\x7f,Cumplido\n".encode() + b"Feria,Pendiente\n" * 40)
    (tmp_path / "b.txt").write_bytes("Título\x01 \u2067del\u2069 informe\n".encode() + b"Feria de barrio\n" * 40)
    cells = [
        cell.text for table in open_document(tmp_path / "a.csv").tables() for row in table.rows for cell in row.cells
    ]
    assert cells[:4] == ["META", "ESTADO", "Mapeo", "Cumplido"]
    assert next(open_document(tmp_path / "b.txt").paragraphs()).text == "Título del informe"
