"""Requests per second and queries of the public pages, on the database of `MINGA_HOME`. Prints figures; gates nothing.

MINGA_HOME=/tmp/bench ./minga demo --prepare-only && MINGA_HOME=/tmp/bench .venv/bin/python -m benchmarks.pages
"""

from __future__ import annotations

import gzip
import time

from minga.cli.django import start

SECONDS = 5


def main() -> None:
    start()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from minga.government.plans.models import Node, Plan

    largest = max(Plan.objects.all(), key=lambda plan: plan.nodes.count())
    node = Node.objects.filter(plan=largest).order_by("position").last()
    addresses = ["/", "/planes/", largest.get_absolute_url(), node.get_absolute_url(), "/buscar/?q=mercados"]
    client = Client(headers={"host": "localhost"})
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        size = len(gzip.compress(answer.content, 6))
        count, begin = 0, time.perf_counter()
        while time.perf_counter() - begin < SECONDS:
            client.get(address)
            count += 1
        rate = count / (time.perf_counter() - begin)
        print(f"{rate:7.1f} requests/s  {len(queries):3d} queries  {size / 1000:6.1f} kB gzip  {address}")


if __name__ == "__main__":
    main()
