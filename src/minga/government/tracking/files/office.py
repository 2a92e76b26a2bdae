"""Whether a document of Office or OpenDocument only says something, or also does something when it is opened.

A pure module, for archives that `kernel.archives` let pass: their markup defines no entities.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from minga.government.tracking.files.types import DOCX, ODT, OFFICE, XLSX
from minga.government.tracking.files.verdicts import refuse

MAIN = {
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
MACROS = re.compile(r"vba|macrosheets|dialogsheets|customui|/?basic/|scripts/.+|activex", re.IGNORECASE)
EMBEDDED = re.compile(r"embeddings/|\.ole$|oleobject|objectreplacements/|^object [^/]*/", re.IGNORECASE)
OUTSIDE = re.compile(r"externallinks/|(^|/)connections\.xml$|querytables/", re.IGNORECASE)
INSIDE_MARKUP = (".xml", ".rels")
FIELD = re.compile(r"\bDDE(?:AUTO)?\b|\bINCLUDE(?:TEXT|PICTURE)\b", re.IGNORECASE)
LINKS = ("http://", "https://", "mailto:")
DOES = {"event-listener", "dde-source", "dde-connection-decl", "database-source-sql", "database-source-query", "applet"}
"""What an OpenDocument names that runs something or asks another program for data."""


def check_office(content: bytes, media_type: str) -> None:
    """Raises `Refused`, with the code of the reason, for a document with more in it than text, tables and pictures.

    That is macros, embedded objects, data or templates taken from elsewhere, and fields that ask another program.
    """
    assert media_type in OFFICE
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        _check_names(names)
        try:
            if media_type in MAIN:
                _check_package(archive, names, media_type)
            else:
                _check_open_document(archive, names, media_type)
        except (ET.ParseError, KeyError, LookupError, UnicodeError):
            refuse("damaged")


def _check_names(names: list[str]) -> None:
    for name in names:
        if MACROS.search(name):
            refuse("macros")
        if EMBEDDED.search(name):
            refuse("embedded")
        if OUTSIDE.search(name):
            refuse("outside")


def _check_package(archive: zipfile.ZipFile, names: list[str], media_type: str) -> None:
    declared = [one.get("ContentType", "") for one in ET.fromstring(archive.read("[Content_Types].xml"))]  # noqa: S314
    if any("macro" in said.lower() or "vba" in said.lower() for said in declared):
        refuse("macros")
    if MAIN[media_type] not in declared:
        refuse("template")
    for name in names:
        if name.endswith(".rels"):
            for relation in ET.fromstring(archive.read(name)):  # noqa: S314  entities were refused before
                _check_relation(relation)
        elif name.endswith(INSIDE_MARKUP) and name.startswith("word/"):
            _check_fields(archive.read(name))


def _check_relation(relation: ET.Element) -> None:
    """Only links that a person follows may lead out."""
    if relation.get("TargetMode", "").lower() != "external":
        return
    kind = relation.get("Type", "").rsplit("/", 1)[-1].lower()
    if kind != "hyperlink":
        refuse("outside")
    if ":" in (target := relation.get("Target", "")) and not target.lower().startswith(LINKS):
        refuse("outside")


def _check_fields(markup: bytes) -> None:
    """A field may be cut into several runs: what they say is read together."""
    said = []
    for element in ET.fromstring(markup).iter():  # noqa: S314  entities were refused before
        name = _name(element)
        if name == "instrText":
            said.append(element.text or "")
        elif name == "fldSimple":
            said.append(" " + next(iter(_values(element, "instr")), "") + " ")
    if FIELD.search("".join(said)):
        refuse("outside")


def _check_open_document(archive: zipfile.ZipFile, names: list[str], media_type: str) -> None:
    if "content.xml" not in names:
        refuse("damaged")
    for name in names:
        if not name.endswith(".xml"):
            continue
        for element in ET.fromstring(archive.read(name)).iter():  # noqa: S314  entities were refused before
            _check_element(element)
    body = next((_name(inner) for inner in _body(archive)), "")
    if body != ("text" if media_type == ODT else "spreadsheet"):
        refuse("damaged")


def _check_element(element: ET.Element) -> None:
    name = _name(element)
    if name == "encryption-data":
        refuse("locked")
    if name in DOES or (name == "script" and _values(element, "language")):
        refuse("macros")
    if name in {"object", "object-ole", "plugin", "floating-frame"}:
        refuse("embedded")
    for target in _values(element, "href"):
        is_followed = name == "a" or "onRequest" in _values(element, "actuate")
        leads_out = ":" in target or target.startswith(("//", "../", "/"))
        if leads_out and not (is_followed and target.lower().startswith(LINKS)):
            refuse("outside")


def _body(archive: zipfile.ZipFile) -> Iterator[ET.Element]:
    for element in ET.fromstring(archive.read("content.xml")):  # noqa: S314  entities were refused before
        if _name(element) == "body":
            yield from element


def _name(element: ET.Element) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _values(element: ET.Element, name: str) -> list[str]:
    return [value for key, value in element.attrib.items() if key.rsplit("}", 1)[-1] == name]
