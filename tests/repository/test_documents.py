"""What the documents say of the code is true."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from minga.config.documents import generated_documents, view_accesses
from tests.shared import ROOT

SOURCE = ROOT / "src/minga"


@pytest.mark.parametrize("name", ["settings.md", "permissions.md"])
def test_generated_documents_are_those_of_the_code(name):
    assert (ROOT / "docs" / name).read_text("utf-8") == generated_documents()[name]


def test_every_view_says_who_may_enter():
    assert [address for address, _, access in view_accesses() if not access] == []


def folders() -> list[str]:
    """Every package of the tree that is a room: two levels of folders with code in them."""
    found = [path.parent for pattern in ("*/__init__.py", "*/*/__init__.py") for path in SOURCE.glob(pattern)]
    return sorted(path.relative_to(SOURCE).as_posix() for path in found if path.name not in HIDDEN)


HIDDEN = {"commands", "views", "templatetags", "migrations", "css", "queries"}


def test_the_architecture_names_every_folder_of_the_tree():
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    assert re.findall(r"^\| `src/minga/([\w/]+)/` \|", text, re.MULTILINE) == folders()


def test_the_architecture_names_every_registry():
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    assert sorted(re.findall(r"^\| `(\w+)\.py` \|", text, re.MULTILINE)) == sorted(settings.MINGA_REGISTRIES)


def test_every_decision_is_listed_with_its_title():
    listed = (ROOT / "docs/decisions/README.md").read_text("utf-8")
    titles = [
        f"- [{path.read_text('utf-8').splitlines()[0].removeprefix('# ')}]({path.name})"
        for path in sorted((ROOT / "docs/decisions").glob("0*.md"))
    ]
    assert [line for line in listed.splitlines() if line.startswith("- [")] == titles


@pytest.mark.parametrize("lock", ["runtime.txt", "dev.txt"])
def test_locks_name_no_address_and_hash_everything(lock):
    text = (ROOT / "requirements" / lock).read_text("utf-8")
    packages = re.findall(r"^[a-z0-9][^\s#]*==", text, re.MULTILINE)
    assert "://" not in text
    assert len(packages) == len(re.findall(r"^[a-z0-9][^\n]*==[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE))


def test_files_are_rooms_and_not_halls():
    long = {
        path.relative_to(ROOT).as_posix(): count
        for folder in ("src", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and (count := len(path.read_text("utf-8").splitlines())) > 420
    }
    assert long == {}
