"""Files as people deliver them, harmless and hostile, and a node with those who work on it."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache
from typing import Any

import openpyxl
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from minga.foundation.accounts.models import User
from minga.foundation.organizations.models import Organization
from minga.government.plans.models import ExpectedMeans, Node
from minga.government.tracking.actions.evidence import Delivery, deliver_file, deliver_link
from minga.government.tracking.models import Assignment, Cycle, Evidence, ProgressReport
from minga.kernel.errors import Refused
from tests.factories.plans import ExpectedMeansFactory, followed_plan
from tests.factories.roles import again, day, official, organization

GPS, ARTIST, ORIENTATION = 0x8825, 0x013B, 0x0112


def upload(content: bytes, name: str = "archivo.bin") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@cache
def pdf(text: str = "Acta de entrega", *, author: str = "María Quispe", pages: int = 1) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made)
    canvas.setAuthor(author)
    for number in range(pages):
        canvas.drawString(72, 700, f"{text} {number + 1}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def changed_pdf(change, *, compressed: bool = True) -> bytes:
    """A PDF to which something was done: `change(pdf)`."""
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        change(opened)
        made = io.BytesIO()
        opened.save(made, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=compressed)
    return made.getvalue()


def docx(text: str = "Acta") -> bytes:
    document = Document()
    document.add_paragraph(text)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def xlsx(rows=(("barrio", "asistentes"), ("San Jacinto", 21))) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def repacked(content: bytes, more: dict[str, bytes] | None = None, **replaced: tuple[bytes, bytes]) -> bytes:
    """An archive with more parts, or with a text of a part replaced: `part=(before, after)`; `__` stands for a slash."""
    made = io.BytesIO()
    replaced = {name.replace("__", "/").replace("_dot_", "."): values for name, values in replaced.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename in replaced:
                before, after = replaced[entry.filename]
                assert before in part, part[:500]
                part = part.replace(before, after)
            new.writestr(entry, part)
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return made.getvalue()


ODT_XML = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink">{before}<office:body><office:text><text:p>Acta</text:p>{inside}'
    "</office:text></office:body></office:document-content>"
)


def odt(*, before: str = "", inside: str = "", more: dict[str, bytes] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", ODT_XML.format(before=before, inside=inside))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        for name, part in (more or {}).items():
            archive.writestr(name, part)
    return made.getvalue()


def picture(kind: str = "JPEG", size=(320, 200), colour="seagreen", **options: Any) -> bytes:
    made = io.BytesIO()
    drawn = Image.new("RGB", size, colour)
    ImageDraw.Draw(drawn).rectangle((10, 10, 60, 60), fill="white")
    drawn.save(made, kind, **options)
    return made.getvalue()


def photograph(kind: str = "JPEG") -> bytes:
    """As a phone takes it: lying on its side, with the place, the owner and a comment."""
    exif = Image.Exif()
    exif[ARTIST] = "María Quispe"
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS).update({1: "S", 2: (0.0, 13.0, 12.0), 3: "W", 4: (78.0, 30.0, 45.0)})
    return picture(kind, exif=exif)


def huge_png(side: int = 30_000) -> bytes:
    """A picture of a few kilobytes that decodes to gigabytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)

    header = side.to_bytes(4) + side.to_bytes(4) + b"\x08\x02\x00\x00\x00"
    packed = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


@dataclass
class Work:
    """A node of a plan, its expected verifiable, and people: who delivers, who reviews, and one who has no part in it."""

    node: Node
    means: ExpectedMeans
    unit: Organization
    responsible: User
    reviewer: User
    stranger: User

    def deliver(self, content: bytes | None = None, *, by: User | None = None, **told: Any) -> Evidence:
        report = told.pop("report", None)
        told = {"title": "Acta de entrega a los barrios", "means": self.means} | told
        return deliver_file(
            node=self.node,
            upload=upload(content or pdf()),
            told=Delivery(**told),
            by=again(by or self.responsible),
            report=report,
        )

    def link(self, url: str = "https://datos.ejemplo.ec/obras", **told: Any) -> Evidence:
        told = {"title": "Obras en línea", "means": self.means} | told
        return deliver_link(node=self.node, url=url, told=Delivery(**told), by=again(self.responsible))

    def report(self, state: str = "draft") -> ProgressReport:
        """The report on the node of a cycle that is open."""
        cycle, _made = Cycle.objects.get_or_create(
            plan=self.node.plan,
            number=1,
            defaults={"name": "Julio", "starts": day(-60), "ends": day(), "due_on": day(10), "state": "open"},
        )
        asked = Assignment.objects.create(cycle=cycle, node=self.node, organization=self.unit, due_on=day(10))
        return ProgressReport.objects.create(assignment=asked, author=self.responsible, state=state)


def work(**values: Any) -> Work:
    unit = organization("direccion-de-obras", fictitious=values.get("fictitious", False))
    followed = followed_plan("Cumplido|Pendiente", slug="paga", publisher=unit, **values)
    node = followed.nodes["C1.H1"]
    node.plan = followed.plan
    return Work(
        node=node,
        means=ExpectedMeansFactory(node=node, text="Acta de entrega a cada barrio"),
        unit=unit,
        responsible=official("responsible", unit),
        reviewer=official("reviewer", unit),
        stranger=official("responsible", organization("otra-direccion")),
    )


def refused(act, *args: Any, **values: Any) -> str:
    """Why an act is refused."""
    with pytest.raises(Refused) as caught:
        act(*args, **values)
    return caught.value.reason
