"""`minga serve`: the server of this instance."""

from __future__ import annotations

import argparse

from minga.cli.django import start_with_record

THREADS = 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and with how many processes."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)


def run(options: argparse.Namespace) -> int:
    """Serves until stopped. Static files are served by the application itself."""
    start_with_record()
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
    return 0
