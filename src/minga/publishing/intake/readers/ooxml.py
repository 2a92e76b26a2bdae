"""The parts of an Office file (.docx, .xlsx) and the relations between them.

Only for archives that `kernel.archives` let pass: there the markup defines no entities. Names are compared
without their namespace, so that the strict and the transitional variants read alike.
"""

from __future__ import annotations

import io
import posixpath
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import IO
from xml.etree.ElementTree import Element


@dataclass(frozen=True)
class Part:
    """One part of the package, with its path inside it."""

    package: Package
    path: str

    def open(self) -> IO[bytes]:
        """The part's bytes as a stream."""
        return self.package.archive.open(self.path)

    @cached_property
    def root(self) -> Element:
        """The parsed markup. Raises `ET.ParseError` when it is not well formed."""
        return ET.fromstring(self.package.archive.read(self.path))  # noqa: S314  entities were refused before

    @cached_property
    def relations(self) -> dict[str, tuple[str, str]]:
        """By identifier, the last word of the relation's type (`styles`) and the path of the part it leads to."""
        folder, base = posixpath.split(self.path)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.package.holds(path):
            return {}
        return {
            relation.get("Id", ""): (relation.get("Type", "").rsplit("/", 1)[-1], self._target(relation, folder))
            for relation in Part(self.package, path).root
            if relation.get("TargetMode") != "External"
        }

    def related(self, kind: str) -> Part | None:
        """The part that this one relates to as `kind`, or None."""
        paths = (path for word, path in self.relations.values() if word == kind)
        return next((Part(self.package, path) for path in paths if self.package.holds(path)), None)

    @staticmethod
    def _target(relation: Element, folder: str) -> str:
        return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")


class Package:
    """An Office file. Raises `zipfile.BadZipFile` when it is not a zip."""

    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = frozenset(self.archive.namelist())

    def holds(self, path: str) -> bool:
        """Whether the package has a part at `path`."""
        return path in self._names

    def main_part(self, usual: str) -> Part:
        """The part that holds the document itself; at the `usual` path when no relation says which."""
        return Part(self, "").related("officeDocument") or Part(self, usual)


def tag(element: Element) -> str:
    """The element's name without its namespace; empty for comments and processing instructions."""
    name = element.tag
    return name.rsplit("}", 1)[-1] if isinstance(name, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The attribute `name` whatever its namespace."""
    if name in element.attrib:
        return element.attrib[name]
    ending = "}" + name
    return next((value for key, value in element.attrib.items() if key.endswith(ending)), None)


def child(element: Element | None, *names: str) -> Element | None:
    """The first child called `names[0]`, of that one the first child called `names[1]`, and so on; or None."""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if tag(inner) == name), None)
    return element


def children(element: Element | None, name: str) -> list[Element]:
    """The children called `name`."""
    return [] if element is None else [inner for inner in element if tag(inner) == name]
