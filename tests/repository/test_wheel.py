"""A wheel built from the repository is the whole product: styles, messages, demo data and commands."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile

import pytest

from tests.shared import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_it_carries_what_is_made_and_what_is_kept(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        "minga/design/static/design/desk.css",
        "minga/design/static/design/site.css",
        "minga/design/static/design/fonts/minga-sans.woff2",
        "minga/locale/en/LC_MESSAGES/django.mo",
        "minga/publishing/intake/read.schema.json",
        "minga/foundation/territory/data/parishes.csv",
    }
    assert wanted - names == set()
    assert not [name for name in names if name.startswith(("tests/", "var/"))]


def test_it_prepares_the_demo_city_elsewhere(wheel, tmp_path):
    target = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    home = tmp_path / "elsewhere"
    home.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(target)}
    run = [sys.executable, "-m", "minga", "demo", "--prepare-only"]
    subprocess.run(run, check=True, cwd=home, env=environment, capture_output=True)
    asked = "from minga.government.plans.models import Node; print(Node.objects.count())"
    shell = [sys.executable, "-c", f"from minga.cli.django import start; start(); {asked}"]
    answer = subprocess.run(shell, check=True, cwd=home, env=environment, capture_output=True, text=True)
    assert int(answer.stdout) > 300
