"""How much a document may ask of the machine, and the checks made before anything is opened."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from minga.kernel.errors import Refused
from minga.kernel.formats import megabytes

MEGABYTE = 1024 * 1024
ANSWER = 32 * MEGABYTE
"""Most bytes that the child process may answer."""
ENVIRONMENT = {
    "size": ("MINGA_READ_SIZE_MB", MEGABYTE),
    "pages": ("MINGA_READ_PAGES", 1),
    "unpacked": ("MINGA_READ_UNPACKED_MB", MEGABYTE),
    "seconds": ("MINGA_READ_SECONDS", 1),
    "memory": ("MINGA_READ_MEMORY_MB", MEGABYTE),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may use: bytes of the file, pages of a PDF, bytes once unpacked, seconds, bytes of memory.

    `characters` and `lines` (paragraphs, rows of tables, lines of a text) are those of the document once opened: more
    than a thousand pages, which would only be refused when the time is up.
    """

    size: int = 25 * MEGABYTE
    pages: int = 300
    unpacked: int = 50 * MEGABYTE
    seconds: int = 30
    memory: int = 1024 * MEGABYTE
    characters: int = 12_000_000
    lines: int = 200_000

    @classmethod
    def from_environment(cls) -> Limits:
        """The limits, with those that the environment sets (`MINGA_READ_*`).

        Raises `Refused` for a value that is not a whole number above zero.
        """
        chosen = {
            field: _whole_number(variable, os.environ[variable]) * unit
            for field, (variable, unit) in ENVIRONMENT.items()
            if os.environ.get(variable)
        }
        return cls(**chosen)


def _whole_number(variable: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and int(value)):
        raise Refused(f"La variable {variable} debe ser un número entero mayor que cero; ahora dice «{value}».")
    return int(value)


def check_file(path: Path, limits: Limits) -> None:
    """Raises `Refused` unless `path` is a regular file that holds something and is within the size."""
    try:
        status = path.stat()
    except FileNotFoundError:
        raise Refused(f"No existe el archivo {path.name}; revisa el nombre y la carpeta.") from None
    except (OSError, ValueError) as error:
        raise Refused(f"No se puede abrir el archivo {path.name}; revisa la ruta y los permisos.") from error
    if stat.S_ISDIR(status.st_mode):
        raise Refused(f"{path.name} es una carpeta; indica un archivo.")
    if not stat.S_ISREG(status.st_mode):
        raise Refused(f"{path.name} no es un archivo común; indica un documento guardado en el disco.")
    check_size(status.st_size, path.name, limits)


def check_size(size: int, name: str, limits: Limits) -> None:
    """Raises `Refused` for an empty file and for one above the limit."""
    if size == 0:
        raise Refused(f"El archivo {name} está vacío; vuelve a exportarlo o a descargarlo.")
    if size > limits.size:
        raise Refused(
            f"El archivo {name} pesa {megabytes(size)} MB y el límite es de {megabytes(limits.size)} MB;"
            " divídelo o quítale las imágenes."
        )


def check_length(characters: int, lines: int, name: str, limits: Limits) -> None:
    """Raises `Refused` for a document with more characters or lines of text than allowed."""
    for found, most, things in ((characters, limits.characters, "caracteres"), (lines, limits.lines, "líneas o filas")):
        if found > most:
            raise Refused(f"El archivo {name} tiene más de {_grouped(most)} {things} de texto; divídelo.")


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def too_much_memory(what: str, limits: Limits) -> Refused:
    """The refusal of a document that does not fit in the memory allowed."""
    return Refused(f"Leer {what} necesita más memoria de la permitida ({megabytes(limits.memory)} MB); divídelo.")
