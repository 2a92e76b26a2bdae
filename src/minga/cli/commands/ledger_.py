"""`minga ledger verify [FILE]`: works the whole public log out again; `head` and `key` print what others keep."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from minga.cli.django import start_with_record
from minga.foundation.ledger.notes import BadNote, Checkpoint, read_note, split_notes
from minga.kernel.errors import Refused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and the heads that were kept outside."""
    kinds = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    verify = kinds.add_parser("verify", help="work the whole log out again")
    verify.add_argument(
        "file", type=Path, nargs="?", help="heads that were kept outside: signed notes, or a head as JSON"
    )
    kinds.add_parser("head", help="print the last signed head")
    kinds.add_parser("key", help="print the public key that checks the heads")


def run(options: argparse.Namespace) -> int:
    """Verifies the log, or prints its head or its key."""
    held = kept_heads(options.file) if options.act == "verify" and options.file else []
    start_with_record()
    return {"verify": lambda: _verify(held), "head": _head, "key": _key}[options.act]()


def kept_heads(file: Path) -> list[Checkpoint]:
    """The heads of a file.

    Raises:
        Refused: when it holds none.
    """
    text = file.read_text(encoding="utf-8", errors="replace")
    try:
        text = str(json.loads(text)["note"]) if text.lstrip().startswith("{") else text
        heads = [read_note(note) for note in split_notes(text)]
    except (BadNote, ValueError, KeyError, TypeError):
        heads = []
    if not heads:
        raise Refused(f"{file} no tiene ninguna cabeza de la bitácora: se espera el texto firmado o cabeza.json.")
    return heads


def _verify(held: list[Checkpoint]) -> int:
    from minga.foundation.ledger.checking import check_log

    verdict = check_log(held, progress=_tell if sys.stderr.isatty() else lambda _done: None)
    if verdict.faults:
        raise Refused("La bitácora pública no es la que se selló.", details=verdict.faults)
    print(f"La bitácora está entera: {verdict.size} entradas, {verdict.heads} cabezas firmadas.")
    print(f"Raíz: {verdict.root.hex()}")
    if verdict.held:
        print(f"Coincide con {verdict.held} cabezas guardadas fuera.")
    else:
        print("No se comparó con ninguna cabeza guardada fuera: solo así se prueba que nadie la reescribió entera.")
    if verdict.forgotten:
        print(f"De {verdict.forgotten} actos se borró lo que decían, como la ley pide; el acto consta.")
    if verdict.waiting:
        print(f"{verdict.waiting} actos esperan su sello.")
    return 0


def _tell(done: int) -> None:
    print(f"\r{done} entradas", end="", file=sys.stderr, flush=True)


def _head() -> int:
    from minga.foundation.ledger.models import Head

    head = Head.objects.first()
    if head is None:
        raise Refused("La bitácora aún no tiene ninguna cabeza firmada.")
    print(head.note, end="")
    return 0


def _key() -> int:
    from minga.foundation.ledger.keys import origin, signing_key
    from minga.foundation.ledger.notes import verifier_of

    print(verifier_of(origin(), signing_key()))
    return 0
