"""A restored copy is the instance, byte for byte, or nothing is restored."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile

import pytest

from minga.cli.archive import DATABASE, MANIFEST, read_archive, write_archive
from minga.kernel.errors import Refused


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    (folder / "private" / "ab").mkdir(parents=True)
    (folder / "private" / "ab" / "abcd").write_bytes(b"an original document")
    (folder / "secret-key").write_text("never leaves")
    connection = sqlite3.connect(folder / DATABASE)
    connection.execute("create table promise (title text)")
    connection.executemany("insert into promise values (?)", [(f"Compromiso {n}",) for n in range(500)])
    connection.commit()
    connection.close()
    return folder


def dump(folder):
    connection = sqlite3.connect(folder / DATABASE)
    lines = list(connection.iterdump())
    connection.close()
    return lines


def test_the_restored_copy_is_identical(home, tmp_path):
    manifest = write_archive(home, tmp_path / "copy.zip")
    assert read_archive(tmp_path / "copy.zip", tmp_path / "other") == manifest
    assert dump(tmp_path / "other") == dump(home)
    assert (tmp_path / "other" / "private/ab/abcd").read_bytes() == b"an original document"
    assert write_archive(tmp_path / "other", tmp_path / "again.zip") == manifest


def test_secrets_are_not_in_the_copy(home, tmp_path):
    assert sorted(write_archive(home, tmp_path / "copy.zip")) == [DATABASE, "private/ab/abcd"]


def test_a_copy_is_taken_while_others_write(home, tmp_path):
    writer = sqlite3.connect(home / DATABASE)
    writer.execute("insert into promise values ('sin confirmar')")
    write_archive(home, tmp_path / "copy.zip")
    writer.rollback()
    writer.close()
    read_archive(tmp_path / "copy.zip", tmp_path / "other")
    assert dump(tmp_path / "other") == dump(home)


def test_a_damaged_copy_restores_nothing(home, tmp_path):
    write_archive(home, tmp_path / "copy.zip")
    with zipfile.ZipFile(tmp_path / "copy.zip") as good, zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        for name in good.namelist():
            bad.writestr(name, b"other" if name.startswith("private") else good.read(name))
    with pytest.raises(Refused, match="está dañado"):
        read_archive(tmp_path / "bad.zip", tmp_path / "other")
    assert list((tmp_path / "other").iterdir()) == []


@pytest.mark.parametrize("name", ["../outside", "private/../../outside", "/etc/outside", "secret-key"])
def test_names_outside_the_home_are_refused(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        bad.writestr(name, b"x")
        bad.writestr(DATABASE, b"")
        bad.writestr(MANIFEST, json.dumps({"format": 1, "files": {name: "0", DATABASE: "0"}}))
    with pytest.raises(Refused, match="no es de una copia de Minga"):
        read_archive(tmp_path / "bad.zip", tmp_path / "home")


def test_a_home_in_use_is_never_overwritten(home, tmp_path):
    write_archive(home, tmp_path / "copy.zip")
    with pytest.raises(Refused, match="ya tiene una base de datos o archivos"):
        read_archive(tmp_path / "copy.zip", home)


def test_what_is_no_archive_is_refused(tmp_path):
    (tmp_path / "copy.zip").write_bytes(b"not a zip")
    with pytest.raises(Refused, match="no es una copia de Minga"):
        read_archive(tmp_path / "copy.zip", tmp_path / "home")


@pytest.mark.parametrize(
    "manifest",
    [
        "[]",
        "{}",
        '{"format": 1, "files": [1]}',
        '{"format": 99, "files": {"minga.sqlite3": "0"}}',
        "[" * 100_000,
        "null",
    ],
)
def test_odd_manifests_are_refused(tmp_path, manifest):
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        bad.writestr(DATABASE, b"")
        bad.writestr(MANIFEST, manifest)
    with pytest.raises(Refused, match="no es una copia de Minga"):
        read_archive(tmp_path / "bad.zip", tmp_path / "home")
    assert list((tmp_path / "home").iterdir()) == []


def test_what_is_no_database_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        bad.writestr(DATABASE, b"text")
        digest = hashlib.sha256(b"text").hexdigest()
        bad.writestr(MANIFEST, json.dumps({"format": 1, "files": {DATABASE: digest}}))
    with pytest.raises(Refused, match="está dañado"):
        read_archive(tmp_path / "bad.zip", tmp_path / "home")
