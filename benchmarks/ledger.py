"""Appending to, proving from and verifying the public log at several sizes, in a database of its own. Prints figures; gates nothing.

PYTHONPATH=src .venv/bin/python -m benchmarks.ledger 1000 100000 1000000
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable

APPENDED = 1000
PROOFS = 200
CHUNK = 5000


def main() -> None:
    os.environ["MINGA_HOME"] = tempfile.mkdtemp(prefix="minga-bench-")
    from minga.cli.django import start

    start()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    sizes = [int(written) for written in sys.argv[1:]] or [1000]
    for size in sorted(sizes):
        measure(size)


def measure(size: int) -> None:
    from minga.foundation.ledger.actions import seal
    from minga.foundation.ledger.checking import check_log
    from minga.foundation.ledger.queries.tree import consistency_proof, inclusion_proof
    from minga.foundation.ledger.queries.tree import size as size_now

    write(size - size_now())
    growing, sealed = timed(seal)
    write(APPENDED)
    batch, _done = timed(seal)
    write(1)
    one, _done = timed(seal)
    proving, _done = timed(lambda: [inclusion_proof(size * number // PROOFS, size) for number in range(PROOFS)])
    growth, _done = timed(lambda: [consistency_proof(size * number // PROOFS + 1, size) for number in range(PROOFS)])
    verifying, verdict = timed(check_log)
    assert not verdict.faults, verdict.faults
    print(
        f"{size:9d} entries: sealing {sealed / growing if sealed else 0:8.0f}/s  a batch of {APPENDED}: {batch:.3f} s  "
        f"one: {one * 1000:.1f} ms  inclusion {proving / PROOFS * 1000:.2f} ms  consistency {growth / PROOFS * 1000:.2f} ms  "
        f"verify {verifying:.2f} s ({verdict.size / verifying:.0f}/s)",
        flush=True,
    )


def write(count: int) -> None:
    from minga.foundation.ledger.entries import digest_of
    from minga.foundation.ledger.models import Event, Waiting

    for start in range(0, count, CHUNK):
        told = [{"number": start + number, "title": "Informe"} for number in range(min(CHUNK, count - start))]
        events = Event.objects.bulk_create(
            Event(
                kind="sources.load-applied", subject="load/x", actor_role="system", payload=one, digest=digest_of(one)
            )
            for one in told
        )
        Waiting.objects.bulk_create(Waiting(event=event) for event in events)


def timed(act: Callable[[], object]) -> tuple[float, object]:
    begin = time.perf_counter()
    done = act()
    return time.perf_counter() - begin, done


if __name__ == "__main__":
    main()
