"""The `minga` command: chooses what to run, and turns refusals into an exit code and a sentence.

Exit codes: 0 done, 1 refused with the reason on standard error, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

from pydantic_core import ValidationError

from minga import __version__
from minga.kernel.errors import Refused

COMMANDS = {
    "demo": "prepare the demo city and serve it",
    "serve": "serve this instance",
    "work": "do what waits in the queue of tasks",
    "migrate": "prepare the database and its vocabularies",
    "read": "read an official document and print what it says",
    "import": "show what a document would change, or apply it as one load",
    "undo": "undo an applied load",
    "territory": "load boundaries and other territory data",
    "ledger": "verify the public log, or print its head and its key",
    "account": "make an account, or take away second steps that were lost",
    "grant": "give a role to a person, such as that of the first administrator",
    "backup": "write the database and the files into one archive",
    "restore": "restore an archive into an empty home",
    "docs": "write the generated documents",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    os.umask(0o077)  # what a command writes (originals, database, copies) is its owner's alone
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="minga", description="Minga: one open record of a city.")
    parser.add_argument("--version", action="version", version=f"minga {__version__}")
    kinds = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, purpose in COMMANDS.items():
        command = kinds.add_parser(name, help=purpose, description=purpose.capitalize() + ".")
        if name in given[:1]:  # the others are not even imported: reading needs no Django, serving no readers
            _module(name).add_arguments(command)
    options = parser.parse_args(given)
    try:
        return _module(options.command).run(options)
    except Refused as refusal:
        return _refuse(refusal.reason, *refusal.details)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        return _refuse(f"No se pudo usar {error.filename or 'un archivo'}: {error.strerror or error}.")
    except ValidationError as error:
        return _refuse("Hay variables de entorno con valores que no sirven.", *_wrong(error))
    except KeyboardInterrupt:
        return 130


def _refuse(reason: str, *details: str) -> int:
    print("\n".join([reason, *(f"  - {line}" for line in details)]), file=sys.stderr)
    return 1


def _wrong(error: ValidationError) -> list[str]:
    return [f"{'.'.join(map(str, item['loc'])).upper()}: {item['msg']}" for item in error.errors()]


def _module(name: str) -> Command:
    return import_module(f"minga.cli.commands.{name}_")  # type: ignore[return-value]


class Command(Protocol):
    """What a module of `commands/` offers."""

    @staticmethod
    def add_arguments(parser: argparse.ArgumentParser) -> None:
        """Declares the command's own arguments."""
        ...

    @staticmethod
    def run(options: argparse.Namespace) -> int:
        """Runs the command and returns its exit code."""
        ...
