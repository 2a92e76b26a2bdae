"""`minga work`: does what waits in the queue, such as reading documents that were handed in, and what comes round again."""

from __future__ import annotations

import argparse
from contextlib import AbstractContextManager, nullcontext

from minga.cli.django import start_with_record

KEPT_DAYS = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How often to look, and whether to end with whoever started it."""
    parser.add_argument("--interval", type=float, default=0.5, help="seconds between two looks at an empty queue")
    parser.add_argument("--batch", action="store_true", help="do what waits now, and end")
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """Works until stopped; the task in hand is finished first."""
    if options.with_parent:
        from minga.cli.worker import end_with_parent

        end_with_parent()
    start_with_record()
    from django.core.management import call_command

    call_command("prune_db_task_results", queue_name="*", min_age_days=KEPT_DAYS, verbosity=0)
    with _clock(batch=options.batch):
        call_command(
            "db_worker",
            queue_name="*",
            interval=options.interval,
            batch=options.batch,
            startup_delay=False,
            reload=False,
            verbosity=0,
        )
    return 0


def _clock(*, batch: bool) -> AbstractContextManager[object]:
    """The clock beside the queue; for a single round, every routine once before it."""
    from django.db import close_old_connections

    from minga.cli.clock import Clock, run_routine
    from minga.kernel.routines import ROUTINES

    if not batch:
        return Clock(ROUTINES, between=close_old_connections)
    for routine in ROUTINES:
        run_routine(routine)
    return nullcontext()
