"""Requests per second and queries of the public pages, on the database of `MINGA_HOME`. Prints figures; gates nothing.

Each page twice: made anew (the visitor sends a cookie), and as kept for a minute.

The plan of 300 nodes is invented, stands beside the demo's for the time of the run, and is rolled back.

MINGA_HOME=/tmp/bench ./minga demo --prepare-only && MINGA_HOME=/tmp/bench PYTHONPATH=src .venv/bin/python -m benchmarks.pages
"""

from __future__ import annotations

import gzip
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from django.test import Client

from minga.cli.django import start

SECONDS = 5
OBJECTIVES, ACTIONS = 30, 270
STATUSES = ("Cumplido", "Cumplido*", "En marcha", "Pendiente", "Suspendido")
HEADER = "Objetivo\tActividad\tResponsable\tMeta 2026\tValor ejecutado 2026\tEstado\tMedio de verificación"


def main() -> None:
    start()
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    anew, kept = (Client(headers={"host": "localhost"}) for _ in range(2))
    anew.cookies["own"] = "1"
    with transaction.atomic():
        for address in addresses():
            anew.get(address)
            with CaptureQueriesContext(connection) as queries:
                answer = anew.get(address)
            assert answer.status_code == 200, (address, answer.status_code)
            asked, size = len(queries), len(gzip.compress(answer.content, 6))
            figures = f"{asked:3d} queries  {size / 1000:6.1f} kB gzip"
            print(f"{rate(anew, address):7.1f} made anew/s  {rate(kept, address):8.1f} kept/s  {figures}  {address}")
        transaction.set_rollback(True)


def rate(client: Client, address: str) -> float:
    """Requests per second over some seconds, one after another."""
    count, begin = 0, time.perf_counter()
    while time.perf_counter() - begin < SECONDS:
        client.get(address)
        count += 1
    return count / (time.perf_counter() - begin)


def addresses() -> Iterator[str]:
    from minga.government.plans.models import Node, Plan

    yield from ("/", "/planes/", "/planes/paga-2/", "/buscar/?q=mercados")
    apply_large_plan()
    large = max(Plan.objects.all(), key=lambda plan: plan.nodes.count())
    assert large.nodes.count() == OBJECTIVES + ACTIONS, large.nodes.count()
    yield large.get_absolute_url()
    yield Node.objects.filter(plan=large).order_by("position").last().get_absolute_url()


def apply_large_plan() -> None:
    from minga.publishing.intake.actions import ReceivedFile, apply_draft
    from minga.publishing.intake.reading import open_document
    from minga.publishing.intake.recognisers import recognise

    statuses = cycle(STATUSES)
    rows = [
        f"Objetivo número {1 + action // (ACTIONS // OBJECTIVES)}\tActividad {action} con la parroquia {action}\t"
        f"Dirección número {action % 20}\t{action + 1}\t{action}\t{next(statuses)}\tAnexo {action} Informe"
        for action in range(ACTIONS)
    ]
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "plan.txt"
        path.write_text("\n".join(["Seguimiento del Plan de Ferias 2025-2027", "", HEADER, *rows]), "utf-8")
        apply_draft(recognise(open_document(path)), file=ReceivedFile(path.name), fictitious=True)


if __name__ == "__main__":
    main()
