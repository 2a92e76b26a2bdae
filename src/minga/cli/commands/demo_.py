"""`minga demo`: the demo city, ready to walk through."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from minga.cli.commands import migrate_, serve_
from minga.cli.django import start
from minga.kernel.errors import Refused

MARKER = "demo"
"""The file that says of a home that a demo made it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and whether to begin anew."""
    serve_.add_arguments(parser)
    parser.add_argument("--reset", action="store_true", help="throw the demo's database away and make it anew")
    parser.add_argument("--prepare-only", action="store_true", help="prepare everything and do not serve")


def run(options: argparse.Namespace) -> int:
    """Prepares the demo city on first use and serves it."""
    serve_.set_public_address(options.host, options.port)
    os.environ.setdefault("MINGA_CHECK_LINKS", "false")  # a demo calls nobody
    from minga.config.environment import environment

    if options.reset:
        _reset(environment.minga_home, environment.database_url)
    options.verbosity = 0
    environment.minga_home.mkdir(parents=True, exist_ok=True)
    if not any(environment.minga_home.glob("minga.sqlite3*")):
        (environment.minga_home / MARKER).touch()
    migrate_.run(options)
    start()
    from minga.demo.install import install_demo

    install_demo(lambda title: print(f"  {title}", file=sys.stderr))
    if not environment.database_url and (environment.minga_home / MARKER).exists():
        _install_officials(environment.minga_home)
    if options.prepare_only:
        return 0
    print(f"Minga: http://{options.host}:{options.port}/", file=sys.stderr)
    return serve_.run(options)


def _install_officials(home: Path) -> None:
    """Accounts to try the desk with, in a home that a demo made and nowhere else: they share one password."""
    from minga.demo.officials import FILE, OFFICIALS, install_officials

    password = install_officials(home)
    print("Cuentas del cantón ficticio, para probar la bandeja:", file=sys.stderr)
    for official in OFFICIALS:
        print(f"  {official.email}: {official.role.label}", file=sys.stderr)
    print(f"  contraseña de todas: {password} (queda en {home / FILE})", file=sys.stderr)


def _reset(home: Path, database_url: str) -> None:
    """Throws away what an earlier demo made, and nothing that is not a demo's."""
    if database_url:
        raise Refused("--reset solo borra la demostración en SQLite; con DATABASE_URL, vacía tú la base de datos.")
    if any(home.glob("minga.sqlite3*")) and not (home / MARKER).exists():
        raise Refused(f"{home} no es de una demostración; no se borra nada.")
    for path in (*home.glob("minga.sqlite3*"), *home.glob("demo-accounts.txt")):
        path.unlink()
    shutil.rmtree(home / "private", ignore_errors=True)
