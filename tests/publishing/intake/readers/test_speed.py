"""Reading takes time in proportion to the length: ten times the document, about ten times the work."""

from __future__ import annotations

import time

import pytest

from minga.publishing.intake.limits import Limits
from minga.publishing.intake.readers import read
from tests.publishing.intake.making import csv_file, docx_file, pdf, txt, xlsx

ROWS = [["HITO", "ESTADO", "VERIFICABLES"]] + [["Mapeo de los actores integrados", "Cumplido*", "Anexo 1.1"]] * 20
TEXT = "El Municipio del Distrito Metropolitano de Quito inició la implementación de Gobierno Abierto. " * 3
MAKERS = {
    "a.txt": lambda times: txt([TEXT, ROWS] * times * 5),
    "a.csv": lambda times: csv_file(ROWS * times * 5),
    "a.xlsx": lambda times: xlsx([ROWS] * times * 3),
    "a.docx": lambda times: docx_file([TEXT, ROWS[:6]] * times * 2),
    "a.pdf": lambda times: pdf([TEXT, ROWS[:6]] * times),
}
TIMES = 10
TOLERANCE = 2.5


def seconds(name: str, data: bytes) -> float:
    spent = []
    for _ in range(3):
        begun = time.process_time()
        read(data, name, Limits())
        spent.append(time.process_time() - begun)
    return min(spent)


@pytest.mark.parametrize("name", MAKERS)
def test_time_grows_with_the_length_and_no_faster(name: str):
    short, long = (MAKERS[name](times) for times in (2, 2 * TIMES))
    assert seconds(name, long) < seconds(name, short) * TIMES * TOLERANCE
