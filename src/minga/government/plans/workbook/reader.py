"""Reading a workbook that someone sends: in a child process, within limits, and only its text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from minga.government.plans.workbook import child
from minga.government.plans.workbook.sheet import COLUMNS, HEADERS, MOST_ROWS, ORIGINAL, SHEET, Cells
from minga.kernel.errors import Refused

MEGABYTE = 1024 * 1024
LARGEST_FILE = 5 * MEGABYTE
MOST_MEMORY = 1024 * MEGABYTE
MOST_SECONDS = 20
ZIP = b"PK\x03\x04"
INHERITED = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")


def read_workbook(content: bytes) -> tuple[list[Cells], list[Cells]]:
    """The rows below the header of the sheet of nodes, and of the sheet that keeps them as they were (maybe none).

    Raises:
        Refused: when the file is too large, is no workbook, or its header is another.
    """
    if len(content) > LARGEST_FILE:
        raise Refused(_("El archivo es demasiado grande: caben %(most)s MB.") % {"most": LARGEST_FILE // MEGABYTE})
    if not content.startswith(ZIP):
        raise Refused(_("El archivo no es un libro .xlsx: guárdalo con ese formato y súbelo de nuevo."))
    sheets = _sheets(content)
    return _rows(sheets.get(SHEET, [])), _rows(sheets[ORIGINAL]) if sheets.get(ORIGINAL) else []


def _sheets(content: bytes) -> dict[str, list[list[str]]]:
    call = (MOST_SECONDS, MOST_MEMORY, (SHEET, ORIGINAL), MOST_ROWS + 2, len(COLUMNS))
    boot = f"import sys; sys.path[:] = sys.argv[1:]; from {child.__name__} import serve; serve(*{call!r})"
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", boot, *(str(Path(path).absolute()) for path in sys.path)]
    environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and module
            command, input=content, capture_output=True, timeout=MOST_SECONDS + 5, env=environment, check=True
        )
        found: dict[str, list[list[str]]] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise Refused(_("El libro está dañado o es demasiado grande: ábrelo, guárdalo de nuevo y súbelo.")) from error
    return found


def _rows(rows: list[list[str]]) -> list[Cells]:
    header = [cell.strip() for cell in rows[0]] if rows else []
    wanted = list(HEADERS.values())
    if header != wanted:
        reason = _("La primera fila de «%(sheet)s» debe decir: %(header)s.")
        raise Refused(reason % {"sheet": SHEET, "header": ", ".join(wanted)})
    if len(rows) > MOST_ROWS + 1:
        raise Refused(_("El libro tiene demasiadas filas: caben %(most)s.") % {"most": MOST_ROWS})
    blank = [""] * len(COLUMNS)
    return [tuple([*row, *blank][: len(COLUMNS)]) for row in rows[1:]]
