"""`minga migrate`: the database's tables, and the data that an instance starts with."""

from __future__ import annotations

import argparse

from minga.cli.django import start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: what to prepare follows from the settings."""
    parser.set_defaults(verbosity=0)


def run(options: argparse.Namespace) -> int:
    """Prepares the database; may be run again at any time."""
    start()
    from django.core.management import call_command

    from minga.demo.install import install_instance

    call_command("migrate", interactive=False, verbosity=options.verbosity)
    install_instance()
    return 0
