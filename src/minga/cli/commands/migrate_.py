"""`minga migrate`: the database's tables, and the data that an instance starts with."""

from __future__ import annotations

import argparse

from minga.cli.django import start
from minga.kernel.errors import Refused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: what to prepare follows from the settings."""
    parser.set_defaults(verbosity=0)


def run(options: argparse.Namespace) -> int:
    """Prepares the database; may be run again at any time."""
    start()
    from django.core.management import call_command
    from django.db import OperationalError

    from minga.cli.instance import install_instance
    from minga.foundation.search.actions import rebuild

    try:
        call_command("migrate", interactive=False, verbosity=options.verbosity)
        call_command("createcachetable", verbosity=options.verbosity)
    except OperationalError as error:
        raise Refused(f"La base de datos no responde: {error}") from error
    install_instance()
    rebuild()
    return 0
