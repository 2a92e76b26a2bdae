"""The copy that everybody reads carries only what is seen."""

from __future__ import annotations

import io
import zlib
from base64 import a85encode
from contextlib import suppress

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from minga.government.tracking.files.examining import examine_copy, public_copy
from minga.government.tracking.files.pictures import bare_jpeg
from minga.kernel.errors import Refused
from tests.government.tracking.evidence.making import (
    GPS,
    changed_pdf,
    docx,
    pdf,
    photograph,
    picture,
    refused,
    upload,
    xlsx,
)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_loses_its_place_its_owner_and_everything_else_that_is_not_seen(kind):
    original = photograph(kind)
    assert opened(original).getexif().get_ifd(GPS)
    made = public_copy(original).made
    copy = opened(made)
    assert copy.format == kind
    assert not copy.getexif()
    assert set(copy.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "loop", "background"}
    assert b"Quispe" not in made
    assert b"Exif" not in made


def test_a_photograph_that_lies_on_its_side_stands_upright():
    assert opened(photograph()).size == (320, 200)
    assert opened(public_copy(photograph()).made).size == (200, 320)


def test_a_large_picture_is_made_smaller():
    assert max(opened(public_copy(picture(size=(6000, 4000))).made).size) == 3000


def test_what_is_transparent_stays_so():
    made = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(made, "PNG")
    assert opened(public_copy(made.getvalue()).made).getpixel((1, 1))[3] == 0


def _with_everything(document):
    document.docinfo["/Author"] = "María Quispe"
    with document.open_metadata() as metadata:
        metadata["dc:creator"] = ["María Quispe"]
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Text,
        T=String("María Quispe"),
        Contents=String("borrar"),
        Rect=Array([0, 0, 9, 9]),
    )
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        T=String("María Quispe"),
        Rect=Array([0, 0, 9, 9]),
        A=Dictionary(S=Name.URI, URI=String("https://ejemplo.ec")),
    )
    document.pages[0].obj.Annots = Array([document.make_indirect(note), document.make_indirect(link)])
    document.pages[0].obj.PieceInfo = Dictionary(Word=Dictionary(Private=String("María Quispe")))


def test_a_pdf_loses_its_properties_and_its_notes_and_keeps_its_pages_and_links():
    original = changed_pdf(_with_everything)
    made = public_copy(original).made
    with pikepdf.open(io.BytesIO(made)) as copy:
        assert len(copy.pages) == 1
        assert "/Info" not in copy.trailer
        assert "/Metadata" not in copy.Root
        assert "/PieceInfo" not in copy.pages[0].obj
        assert [str(note.Subtype) for note in copy.pages[0].obj.Annots] == ["/Link"]
        everything = b"".join(bytes(str(found), "utf-8", "replace") for found in copy.objects)
    assert b"Quispe" not in made
    assert "María Quispe".encode("utf-16-be") not in made
    assert b"Quispe" not in everything


@pytest.mark.parametrize(
    ("content", "filters"),
    [
        (photograph(), ["/DCTDecode"]),
        (a85encode(photograph()) + b"~>", ["/ASCII85Decode", "/DCTDecode"]),
        (zlib.compress(photograph()), ["/FlateDecode", "/DCTDecode"]),
    ],
)
def test_a_photograph_inside_a_pdf_loses_its_place_and_stays_the_same_picture(content, filters):
    def change(document):
        picture = document.make_stream(
            content, Type=Name.XObject, Subtype=Name.Image, Width=320, Height=200, BitsPerComponent=8
        )
        picture.ColorSpace, picture.Filter = Name.DeviceRGB, Array([Name(name) for name in filters])
        document.pages[0].obj.Resources.XObject = Dictionary(Foto=picture)

    copy = public_copy(changed_pdf(change, compressed=False)).made
    with pikepdf.open(io.BytesIO(copy)) as document:
        stream = document.pages[0].obj.Resources.XObject.Foto
        assert str(stream.Filter) == "/DCTDecode"
        drawn = stream.read_raw_bytes()
    assert b"Exif" not in drawn
    assert opened(drawn).tobytes() == opened(photograph()).tobytes()


@given(st.binary(max_size=200))
def test_whatever_stands_in_a_broken_jpeg_it_is_cut_or_refused(content):
    with suppress(Refused):
        assert bare_jpeg(b"\xff\xd8" + content).startswith(b"\xff\xd8")


def test_a_filled_form_stays_as_it_is_drawn_and_is_no_form_any_more():
    made = io.BytesIO()
    canvas = Canvas(made)
    canvas.drawString(72, 740, "Formulario")
    canvas.acroForm.textfield(name="barrio", value="Barrio El Sol", x=72, y=700)
    canvas.save()
    with pikepdf.open(io.BytesIO(public_copy(made.getvalue()).made)) as document:
        assert "/AcroForm" not in document.Root
        assert "/Annots" not in document.pages[0].obj
        words = b"".join(
            found.read_bytes() for found in document.objects if isinstance(found, pikepdf.Stream) and "/BBox" in found
        )
    assert b"Barrio El Sol" in words


def test_a_pdf_loses_what_was_in_its_earlier_versions():
    first = pdf("nombre tachado después")
    with pikepdf.open(io.BytesIO(first)) as document:
        document.pages[0].Contents = document.make_stream(b"")
        made = io.BytesIO()
        document.save(made)
    assert b"tachado" not in public_copy(made.getvalue()).made


def test_the_same_file_always_gives_the_same_copy():
    assert public_copy(pdf()).made == public_copy(pdf()).made
    assert public_copy(photograph()).made == public_copy(photograph()).made


def test_a_text_becomes_plain_and_readable():
    assert public_copy("Reunión\r\nde barrios".encode("cp1252")).made == "Reunión\nde barrios\n".encode()


@pytest.mark.parametrize("content", [docx(), xlsx()])
def test_of_a_document_of_office_no_copy_is_made(content):
    reason = "De un documento de Office no se hace sola la copia pública: puede llevar datos ocultos, notas y cambios."
    assert refused(public_copy, content) == reason
    assert refused(examine_copy, upload(content)) == reason
