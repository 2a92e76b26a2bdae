from __future__ import annotations

import os
from pathlib import Path

import pytest

from minga.kernel.errors import Refused
from minga.publishing.intake.limits import MEGABYTE, Limits, check_file


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as caught:
        check_file(path, limits or Limits())
    return caught.value.reason


def test_the_limits_of_the_house():
    assert Limits() == Limits(size=25 * MEGABYTE, pages=300, unpacked=50 * MEGABYTE, seconds=30, memory=1024 * MEGABYTE)


def test_the_environment_sets_limits(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MINGA_READ_SIZE_MB", "3")
    monkeypatch.setenv("MINGA_READ_PAGES", "40")
    monkeypatch.setenv("MINGA_READ_SECONDS", "")
    assert Limits.from_environment() == Limits(size=3 * MEGABYTE, pages=40)


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "mucho", "²"])
def test_a_limit_that_is_no_number_is_refused(value: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MINGA_READ_PAGES", value)
    with pytest.raises(Refused) as caught:
        Limits.from_environment()
    assert caught.value.reason == (
        f"La variable MINGA_READ_PAGES debe ser un número entero mayor que cero; ahora dice «{value}»."
    )


def test_a_missing_file_is_refused(tmp_path: Path):
    assert refusal(tmp_path / "a.txt") == "No existe el archivo a.txt; revisa el nombre y la carpeta."


def test_an_impossible_path_is_refused():
    assert refusal(Path("a\0.txt")) == "No se puede abrir el archivo a\0.txt; revisa la ruta y los permisos."


def test_a_folder_is_refused_also_behind_a_link(tmp_path: Path):
    (tmp_path / "informe.docx").symlink_to(tmp_path, target_is_directory=True)
    assert refusal(tmp_path / "informe.docx") == "informe.docx es una carpeta; indica un archivo."


def test_a_pipe_is_refused(tmp_path: Path):
    os.mkfifo(tmp_path / "a.txt")
    assert refusal(tmp_path / "a.txt") == "a.txt no es un archivo común; indica un documento guardado en el disco."


def test_an_empty_file_is_refused(tmp_path: Path):
    (tmp_path / "a.pdf").touch()
    assert refusal(tmp_path / "a.pdf") == "El archivo a.pdf está vacío; vuelve a exportarlo o a descargarlo."


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path):
    with (tmp_path / "a.pdf").open("wb") as file:
        file.truncate(10 * 1024 * MEGABYTE)
    assert refusal(tmp_path / "a.pdf") == (
        "El archivo a.pdf pesa 10240 MB y el límite es de 25 MB; divídelo o quítale las imágenes."
    )


def test_a_file_just_within_the_limit_passes(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(b"x" * 100)
    check_file(tmp_path / "a.txt", Limits(size=100))
    assert refusal(tmp_path / "a.txt", Limits(size=99)).startswith("El archivo a.txt pesa")
