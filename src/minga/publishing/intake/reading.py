"""Opening an official document: the checks first, then the reader, then the recognisers in a process of their own."""

from __future__ import annotations

from pathlib import Path

from minga.kernel.errors import Refused
from minga.publishing.intake.document import Document
from minga.publishing.intake.draft import Draft
from minga.publishing.intake.limits import Limits, check_file, check_size, too_much_memory
from minga.publishing.intake.readers import read
from minga.publishing.intake.sandbox import run_limited


def read_file(path: Path, *, limits: Limits | None = None) -> Draft:
    """What a document proposes, read in a child process within the limits. Raises `Refused`."""
    limits = limits or Limits.from_environment()
    check_file(path, limits)
    return run_limited(_draft, str(path.absolute()), limits, limits=limits)


def open_document(path: Path, *, limits: Limits | None = None) -> Document:
    """The neutral document of a file, parsed in this process: for files that may be hostile use `read_file`.

    Raises `Refused` with the reason and the remedy, whatever is wrong with the file.
    """
    limits = limits or Limits.from_environment()
    check_file(path, limits)
    return _parsed(_contents(path, limits), path.name, limits)


def _draft(path: str, limits: Limits) -> Draft:
    from minga.publishing.intake.recognisers import recognise  # noqa: PLC0415  only the child process needs them

    return recognise(open_document(Path(path), limits=limits))


def _contents(path: Path, limits: Limits) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(limits.size + 1)
    except OSError as error:
        raise Refused(f"No se puede abrir el archivo {path.name}; revisa los permisos.") from error
    check_size(len(data), path.name, limits)
    return data


def _parsed(data: bytes, name: str, limits: Limits) -> Document:
    try:
        return read(data, name, limits)
    except (Refused, KeyboardInterrupt, SystemExit):
        raise
    except MemoryError as error:
        raise too_much_memory(f"el archivo {name}", limits) from error
    except BaseException as error:  # the workbook library panics outside Exception
        raise Refused(
            f"El archivo {name} está dañado o tiene una forma que Minga no sabe leer; ábrelo y expórtalo de nuevo."
        ) from error
