from __future__ import annotations

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
