"""Damaged at random, a file is read or refused; no other end is possible.

The mutations of one kind run in one child process, as real readings do. The seed of a mutation is its number, so
that a failure can be repeated: `outcome(kind, seed)`.
"""

from __future__ import annotations

import io
import random
import re
import tempfile
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from minga.kernel.errors import Refused
from minga.publishing.intake.limits import Limits
from minga.publishing.intake.reading import open_document
from minga.publishing.intake.recognisers import recognise
from minga.publishing.intake.sandbox import DAMAGED, run_limited
from tests.publishing.intake.making import csv_file, docx_file, pdf, txt, xlsx, zipped

ROWS = [
    ["HITO", "ESTADO", "VERIFICABLES"],
    ["Generación de un mapeo de actores", "Cumplido", "Anexo 1.1 Informe"],
    ["Formación en participación ciudadana", "Cumplido*", ""],
    ["Rendición de cuentas", "Pendiente", "Por cambio de autoridades"],
]
CONTENT = [
    "INFORME DE CUMPLIMIENTO DE LOS COMPROMISOS DEL SEGUNDO PLAN DE GOBIERNO ABIERTO",
    "MAYO 2023",
    "2.1 Cumplimiento del Compromiso 1",
    "Para el cumplimiento del Hito 1 referente a la “Generación de un mapeo de actores”, se trabajó con la academia.",
    ROWS,
    "* El 31 de enero de 2023 se solicitó el cambio de fechas.",
]
SHORT, LONG = 12, 212
BATCH = 50
SLOWEST = 10.0

Mutation = Callable[[random.Random, bytes], bytes]


@cache
def originals() -> dict[str, bytes]:
    return {
        "txt": txt(CONTENT),
        "csv": csv_file(ROWS, ";"),
        "docx": docx_file(CONTENT),
        "xlsx": xlsx(CONTENT),
        "pdf": pdf(CONTENT),
    }


def flip(chance: random.Random, data: bytes) -> bytes:
    position = chance.randrange(len(data))
    return data[:position] + bytes([chance.randrange(256)]) + data[position + 1 :]


def insert(chance: random.Random, data: bytes) -> bytes:
    position = chance.randrange(len(data))
    return data[:position] + chance.randbytes(chance.randint(1, 8)) + data[position:]


def delete(chance: random.Random, data: bytes) -> bytes:
    position = chance.randrange(len(data))
    return data[:position] + data[position + chance.randint(1, 40) :]


def truncate(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randint(1, len(data))]


def repeat(chance: random.Random, data: bytes) -> bytes:
    position, length = chance.randrange(len(data)), chance.randint(1, 200)
    return data[: position + length] + data[position : position + length] + data[position + length :]


def renumber(chance: random.Random, data: bytes) -> bytes:
    """Another number, small or absurd, where one stood."""
    numbers = list(re.finditer(rb"\d+", data))
    if not numbers:
        return data
    found = chance.choice(numbers)
    number = chance.choice([b"0", b"-1", b"7", b"65536", b"4294967295", b"99999999999999999999"])
    return data[: found.start()] + number + data[found.end() :]


BYTES: tuple[Mutation, ...] = (flip, insert, delete, truncate, repeat)


def mutated(kind: str, seed: int) -> tuple[str, bytes]:
    """The name and content of a damaged file. `docx-parts` damages the markup and packs it again."""
    chance = random.Random(f"{kind} {seed}")
    extension, _, parts = kind.partition("-")
    data = originals()[extension]
    changes = [chance.choice((*BYTES, renumber)) for _ in range(chance.randint(1, 3))]
    if parts:
        return f"a.{extension}", in_one_part(chance, data, changes)
    for change in changes:
        data = change(chance, data) or b"x"
    return f"a.{extension}", data


def in_one_part(chance: random.Random, data: bytes, changes: list[Mutation]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    body = bytes(parts[name])
    for change in changes:
        body = change(chance, body) or b"x"
    return zipped(parts | {name: body})


def outcome(kind: str, seed: int) -> str:
    name, data = mutated(kind, seed)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            recognise(open_document(path))
        except Refused:
            result = "refused"
        else:
            result = "read"
    return result if time.monotonic() - begun < SLOWEST else f"slow: {seed}"


def outcomes(kind: str, seeds: list[int]) -> list[str]:
    return [outcome(kind, seed) for seed in seeds]


def limited_outcomes(kind: str, seeds: list[int]) -> list[str]:
    """The outcomes of a batch; when a file brings the child down, those of its halves, to know which one."""
    try:
        return run_limited(outcomes, kind, seeds, limits=Limits())
    except Refused as refused:
        if len(seeds) == 1:
            return ["refused"] if refused.reason != DAMAGED else [f"failed: {seeds}"]
        half = len(seeds) // 2
        return limited_outcomes(kind, seeds[:half]) + limited_outcomes(kind, seeds[half:])


KINDS = ["txt", "csv", "docx", "docx-parts", "xlsx", "xlsx-parts", "pdf"]


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_are_read_or_refused(kind: str):
    assert set(limited_outcomes(kind, list(range(SHORT)))) <= {"read", "refused"}


@pytest.mark.slow
@pytest.mark.parametrize("first", range(SHORT, LONG, BATCH))
@pytest.mark.parametrize("kind", KINDS)
def test_many_damaged_files_are_read_or_refused(kind: str, first: int):
    assert set(limited_outcomes(kind, list(range(first, first + BATCH)))) <= {"read", "refused"}


@pytest.mark.parametrize("kind", ["txt", "csv", "docx", "xlsx", "pdf"])
def test_the_undamaged_files_are_read(kind: str, tmp_path: Path):
    path = tmp_path / f"a.{kind}"
    path.write_bytes(originals()[kind])
    assert open_document(path).blocks
