"""`minga undo LOAD`: undoes a load as a whole."""

from __future__ import annotations

import argparse
import uuid

from minga.cli.django import start_with_record
from minga.kernel.errors import Refused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The load's identifier, as `minga import --apply` printed it."""
    parser.add_argument("load", type=uuid.UUID)


def run(options: argparse.Namespace) -> int:
    """Undoes the load, or tells why it cannot be undone."""
    start_with_record()
    from minga.foundation.sources.models import Load
    from minga.publishing.intake.actions import undo_load

    load = Load.objects.filter(public_id=options.load).first()
    if load is None:
        raise Refused(f"No consta ninguna carga {options.load}.")
    load = undo_load(load)
    if load.state == Load.State.APPLIED:
        print(
            f"La carga {options.load} ya está en una edición: se prepararon los cambios que la deshacen, por publicar."
        )
    else:
        print(f"Deshecha la carga {options.load}.")
    return 0
