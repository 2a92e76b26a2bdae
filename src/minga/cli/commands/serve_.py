"""`minga serve`: the server of this instance, and the worker that does what takes long."""

from __future__ import annotations

import argparse
import os
from contextlib import nullcontext

from minga.cli.django import start_with_record

THREADS = 4
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104  (compared with, not listened on)
"""Hosts that stand for every address of the machine, and are none to link to."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and with how many processes."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1, help="server processes")
    parser.add_argument("--no-worker", action="store_true", help="no task worker: «minga work» runs elsewhere")


def run(options: argparse.Namespace) -> int:
    """Serves until stopped. Static files are served by the application itself."""
    set_public_address(options.host, options.port)
    start_with_record()
    from minga.cli.worker import Supervisor

    with nullcontext() if options.no_worker else Supervisor():
        _serve(options)
    return 0


def _serve(options: argparse.Namespace) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "minga.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
    )
    server.serve()


def set_public_address(host: str, port: int) -> None:
    """Absolute links lead to where the server listens, unless `PUBLIC_URL` says otherwise. Before the settings load."""
    seen = "localhost" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    os.environ.setdefault("PUBLIC_URL", f"http://{seen}:{port}")
