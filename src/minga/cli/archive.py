"""One archive of an instance: the SQLite database and the files, with a manifest of hashes.

Secrets stay out: the secret key and other keys of `MINGA_HOME` are kept apart by whoever runs the instance.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from minga import __version__
from minga.kernel.errors import Refused

DATABASE = "minga.sqlite3"
FOLDERS = ("private", "public")
MANIFEST = "manifest.json"
FORMAT = 1
SQLITE = b"SQLite format 3\0"
LARGEST_MANIFEST = 64 * 1024 * 1024
DAMAGE = (
    OSError,
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    RuntimeError,
    RecursionError,
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What reading an archive that is not ours, or is not whole, may raise."""


def write_archive(home: Path, archive: Path) -> dict[str, str]:
    """Writes a consistent copy of `home` into `archive`, while it may be in use; returns the hash of each file.

    Raises:
        Refused: when there is no database to keep, or the archive exists already.
    """
    if not (home / DATABASE).exists():
        raise Refused(f"No hay base de datos SQLite en {home}. Con PostgreSQL, usa pg_dump (docs/production.md).")
    if archive.exists():
        raise Refused(f"{archive} ya existe; elige otro nombre.")
    partial = archive.with_name(f"{archive.name}.partial")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        _copy_database(home / DATABASE, copy)
        members = {DATABASE: copy} | dict(_files(home))
        manifest = {name: _sha256(path) for name, path in members.items()}
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as out:
            for name, path in members.items():
                out.write(path, name)
            out.writestr(MANIFEST, json.dumps({"format": FORMAT, "version": __version__, "files": manifest}, indent=1))
    partial.rename(archive)
    return manifest


def read_archive(archive: Path, home: Path) -> dict[str, str]:
    """Restores `archive` into an empty `home`, whole or not at all; returns the hash of each file.

    Raises:
        Refused: when `home` holds a database, or the archive is damaged or not one of ours.
    """
    if (home / DATABASE).exists() or any(_files(home)):
        raise Refused(f"{home} ya tiene una base de datos o archivos; restaura en una carpeta vacía (MINGA_HOME).")
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home) as folder:
        manifest = _unpack(archive, Path(folder))
        for name in sorted(manifest, key=lambda name: name == DATABASE):
            target = home / name
            target.parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).rename(target)
    return manifest


def _unpack(archive: Path, folder: Path) -> dict[str, str]:
    try:
        with zipfile.ZipFile(archive) as source:
            manifest = _manifest(source)
            _check_room(source, manifest, folder)
            for name in manifest:
                source.extract(name, folder)
    except DAMAGE as error:
        raise Refused(f"{archive} no es una copia de Minga o está dañado.") from error
    damaged = [name for name, sha256 in manifest.items() if _sha256(folder / name) != sha256]
    with (folder / DATABASE).open("rb") as database:
        if damaged or database.read(len(SQLITE)) != SQLITE:
            raise Refused(f"{archive} está dañado.", details=damaged)
    return manifest


def _manifest(source: zipfile.ZipFile) -> dict[str, str]:
    """The files that the archive says it holds, with their hashes; only names that a copy of ours has."""
    if source.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise ValueError("the manifest is too large")
    told = json.loads(source.read(MANIFEST))
    files = dict(told["files"])
    if told["format"] != FORMAT or DATABASE not in files:
        raise ValueError("not a copy of this format")
    for name in files:
        if not _is_ours(name) or source.getinfo(name).is_dir():
            raise Refused(f"El archivo contiene un nombre que no es de una copia de Minga: {name}.")
    return files


def _check_room(source: zipfile.ZipFile, names: Iterable[str], folder: Path) -> None:
    needed = sum(source.getinfo(name).file_size for name in names)
    if needed > shutil.disk_usage(folder).free:
        raise Refused(f"No hay espacio para restaurar: hacen falta {needed} bytes.")


def _is_ours(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name == DATABASE or (len(parts) > 1 and parts[0] in FOLDERS and ".." not in parts)


def _copy_database(source: Path, target: Path) -> None:
    """A copy of the database at one moment, also while others write."""
    with sqlite3.connect(source) as one, sqlite3.connect(target) as other:
        one.backup(other)
    one.close()
    other.close()


def _files(home: Path) -> Iterator[tuple[str, Path]]:
    for folder in FOLDERS:
        for path in sorted((home / folder).rglob("*")):
            if path.is_file():
                yield path.relative_to(home).as_posix(), path


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
