"""Every command answers with its exit code and a sentence, never with a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from minga.demo.documents import FICTITIOUS
from tests.shared import ROOT, shared

REPORT = next(FICTITIOUS.glob("*.txt"))


def minga(home, *arguments, **variables):
    """Runs `minga` as a user does: in its own process, home and environment."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(ROOT / "src"), **variables}
    command = [sys.executable, "-m", "minga", *map(str, arguments)]
    return subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    home = tmp_path_factory.mktemp("city")
    prepared = minga(home, "demo", "--prepare-only")
    assert prepared.returncode == 0, prepared.stderr
    return home


@pytest.mark.parametrize(
    ("arguments", "variables", "said"),
    [
        (("read", "missing.txt"), {}, "No existe el archivo missing.txt"),
        (("read", REPORT), {"MINGA_READ_PAGES": "abc"}, "MINGA_READ_PAGES"),
        (("import", REPORT), {}, "ejecuta antes «minga migrate»"),
        (("migrate",), {"MINGA_DEBUG": "quizá"}, "MINGA_DEBUG"),
        (("migrate",), {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}, "La base de datos no responde"),
        (("backup", "copy.zip"), {}, "No hay base de datos SQLite"),
        (("backup", "copy.zip"), {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}, "pg_dump"),
        (("restore", "missing.zip"), {}, "no es una copia de Minga"),
        (("undo", "00000000-0000-0000-0000-000000000000"), {}, "ejecuta antes «minga migrate»"),
        (("docs", "--folder", "missing"), {}, "No se pudo usar missing/settings.md"),
    ],
)
def test_a_refusal_is_a_sentence_and_code_1(tmp_path, arguments, variables, said):
    answer = minga(tmp_path, *arguments, **variables)
    assert (answer.returncode, "Traceback" in answer.stderr) == (1, False)
    assert said in answer.stderr


@pytest.mark.parametrize("arguments", [(), ("unknown",), ("read",), ("demo", "--port", "x")])
def test_wrong_usage_is_code_2(tmp_path, arguments):
    assert minga(tmp_path, *arguments).returncode == 2


def test_a_document_is_read_without_a_database(tmp_path):
    answer = minga(tmp_path, "read", REPORT, "--json")
    assert answer.returncode == 0
    assert len(json.loads(answer.stdout)["plans"][0]["nodes"]) == 27
    assert list(tmp_path.iterdir()) == []


def test_importing_again_is_refused(city):
    answer = minga(city, "import", REPORT, "--apply", "--fictitious")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "ya está aplicado" in answer.stderr


def test_a_load_is_proposed_applied_and_undone(city, tmp_path):
    newer = tmp_path / "newer.txt"
    newer.write_text(
        REPORT.read_text("utf-8").replace(
            "Recorridos vecinales de obra\tPendiente", "Recorridos vecinales de obra\tEn marcha"
        )
    )
    proposed = json.loads(minga(city, "import", newer, "--fictitious", "--json").stdout)
    assert [(item["field"], item["before"], item["after"]) for item in proposed["differences"]] == [
        ("printed", "Pendiente", "En marcha"),
        ("canonical", "pending", "in_progress"),
    ]
    applied = json.loads(minga(city, "import", newer, "--fictitious", "--apply", "--json").stdout)
    assert applied["counts"]["updated"] == 2
    assert minga(city, "undo", applied["load"]).returncode == 0


def test_boundaries_are_loaded_and_told(city):
    answer = minga(city, "territory", "load", shared("data/geo/quito_parroquias_65.geojson"))
    assert answer.returncode == 0
    assert "65" in answer.stdout.splitlines()[0]


def test_a_home_that_no_demo_made_is_never_reset(tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "minga.sqlite3").write_bytes(b"somebody's record")
    answer = minga(tmp_path, "demo", "--reset", "--prepare-only")
    assert answer.returncode == 1
    assert (tmp_path / "var" / "minga.sqlite3").read_bytes() == b"somebody's record"


def test_the_demo_may_be_prepared_again_and_reset(city):
    assert minga(city, "demo", "--prepare-only").returncode == 0
    assert minga(city, "demo", "--reset", "--prepare-only").returncode == 0


def test_a_database_may_start_with_nothing_but_vocabularies(tmp_path):
    assert minga(tmp_path, "migrate", MINGA_STARTS_WITH="nothing").returncode == 0
    assert minga(tmp_path, "migrate", MINGA_STARTS_WITH="lima").returncode == 1


def test_the_door_reads_a_file_named_from_where_its_caller_stands(tmp_path):
    if not (ROOT / ".venv" / "ready").exists():
        pytest.skip("the checkout has no prepared .venv")
    (tmp_path / "report.txt").write_bytes(REPORT.read_bytes())
    command = [str(ROOT / "minga"), "read", "report.txt"]
    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
