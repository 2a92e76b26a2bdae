"""What is not taken in: files that are not what they seem, that do something when opened, that swell, that are two at once."""

from __future__ import annotations

import io
import zipfile
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from minga.government.tracking.files.examining import examine
from minga.government.tracking.files.types import CSV, DOCX, JPEG, ODT, PDF, PNG, TEXT, WEBP, XLSX
from tests.government.tracking.evidence.making import (
    changed_pdf,
    docx,
    huge_png,
    odt,
    pdf,
    picture,
    refused,
    repacked,
    upload,
    xlsx,
)

SCRIPT = "El PDF lleva código (JavaScript)."
ACTS = "El PDF hace algo por su cuenta: abre programas, envía datos o reproduce medios."
ATTACHED = "El PDF lleva otros archivos adjuntos."
TWO = "El archivo es dos cosas a la vez: lleva otro archivo pegado dentro."
SWELLS = "El archivo ocupa demasiado al descomprimirse."
MACROS = "El documento lleva macros o programas."
EMBEDDED = "El documento lleva otros archivos u objetos incrustados."
OUTSIDE = "El documento toma datos, imágenes o su plantilla de fuera de él."
MARKUP = "Es una página web, un dibujo SVG u otro archivo con código."
DAMAGED = "El archivo está dañado o incompleto."


def look(content: bytes, name: str = "archivo.bin"):
    return examine(upload(content, name))


def why_not(content: bytes, name: str = "archivo.bin") -> str:
    return refused(look, content, name)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (pdf(), PDF),
        (docx(), DOCX),
        (xlsx(), XLSX),
        (odt(), ODT),
        (b"barrio;asistentes\nSan Jacinto;21\n", CSV),
        ("Reunión con los barrios.\nSe acordó el calendario.".encode("cp1252"), TEXT),
        (picture("JPEG"), JPEG),
        (picture("PNG"), PNG),
        (picture("WEBP"), WEBP),
    ],
)
def test_what_a_file_is_is_told_by_its_bytes_whatever_its_name(content, media_type):
    assert look(content, "../../etc/passwd.exe").media_type == media_type


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<!DOCTYPE html><script>alert(1)</script>", MARKUP),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', MARKUP),
        (b'\xef\xbb\xbf  <?xml version="1.0"?><svg/>', MARKUP),
        (b"Acta\n<script>alert(1)</script>", MARKUP),
        (b"MZ\x90\x00", "Es un programa."),
        (b"#!/bin/sh\nrm -rf /", "Es un programa."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "Es un documento de Office antiguo (.doc, .xls o .ppt) o protegido con contraseña.",
        ),
        (b"{\\rtf1 hola}", "Es texto enriquecido (.rtf)."),
        (b"GIF89a" + bytes(20), "Es una imagen que no se recibe."),
        (b"\x00\x00\x00\x20ftypheic" + bytes(20), "Es una foto en el formato HEIC o AVIF de algunos teléfonos."),
        (b"\x00\x00\x00\x20ftypmp42" + bytes(20), "Es un video."),
        (bytes(range(256)), "No se reconoce qué clase de archivo es."),
        (b"  \n\n", "El archivo está vacío."),
        (b"nombre,valor\nuno,=1+1\n", "La tabla CSV lleva fórmulas, que se ejecutarían al abrirla."),
        (b"nombre,valor\nuno,\"@x|'cmd'!A1\"\n", "La tabla CSV lleva fórmulas, que se ejecutarían al abrirla."),
    ],
)
def test_what_is_not_accepted_says_what_it_is(content, reason):
    assert why_not(content, "acta.pdf") == reason


def test_an_archive_is_not_a_document():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("acta.txt", "hola")
    assert why_not(made.getvalue(), "acta.docx") == "Es un archivo comprimido."


def test_every_refusal_says_what_to_do():
    with pytest.raises(Exception) as caught:  # noqa: PT011  its details are what counts
        look(b"GIF89a" + bytes(20))
    assert caught.value.details == ["Guárdala como JPEG o PNG y vuelve a subirla."]


def test_a_file_above_the_limit_is_not_even_read(settings):
    settings.MINGA_LARGEST_EVIDENCE = 1024 * 1024
    assert why_not(bytes(1024 * 1024 + 1)) == "El archivo pesa más de 1 MB."


# Two files in one


@pytest.mark.parametrize("first", [picture("JPEG"), picture("PNG"), picture("WEBP"), pdf()])
def test_a_file_with_another_glued_to_it_is_refused(first):
    assert why_not(first + xlsx()) == TWO


@pytest.mark.parametrize("more", [pdf(), b"<html><script>alert(1)</script>", b"<?php system('x') ?>"])
def test_a_picture_that_is_also_something_else_is_refused(more):
    assert why_not(picture("JPEG") + more) == TWO


def test_a_pdf_after_which_something_follows_is_refused():
    assert why_not(pdf() + b"<html><script>alert(1)</script>") == TWO


def test_a_page_that_begins_as_something_else_is_no_pdf():
    assert why_not(b"<html>%PDF-1.4" + pdf()) == MARKUP


# PDF


def _with(name, value):
    return lambda opened: opened.Root.__setitem__(name, opened.make_indirect(value))


def _note(**values):
    def change(opened):
        note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 10, 10]), **values)
        opened.pages[0].obj.Annots = opened.make_indirect(Array([note]))

    return change


def _attach(opened):
    opened.attachments["factura.exe"] = pikepdf.AttachedFileSpec(opened, b"MZ")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_with("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))), SCRIPT),
        (_with("/AA", Dictionary(WC=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))), SCRIPT),
        (_with("/Names", Dictionary(JavaScript=Dictionary(Names=Array([])))), SCRIPT),
        (_with("/OpenAction", Dictionary(S=Name.Launch, F=String("calc.exe"))), ACTS),
        (_with("/OpenAction", Dictionary(S=Name.URI, URI=String("https://ejemplo.ec"))), ACTS),
        (_note(Subtype=Name.Link, A=Dictionary(S=Name.SubmitForm, F=String("https://ejemplo.ec"))), ACTS),
        (_note(Subtype=Name.Link, A=Dictionary(S=Name.GoToR, F=String("//server/share"))), ACTS),
        (_note(Subtype=Name.RichMedia), ACTS),
        (_note(Subtype=Name.FileAttachment), ATTACHED),
        (_attach, ATTACHED),
        (_with("/AcroForm", Dictionary(XFA=Array([]))), "El PDF es un formulario dinámico (XFA)."),
    ],
)
def test_a_pdf_that_does_something_on_its_own_is_refused(change, reason):
    assert why_not(changed_pdf(change)) == reason


def test_a_script_hidden_in_an_object_that_no_page_reaches_is_refused():
    def change(opened):
        opened.Root.Oculto = Array([Array([Dictionary(S=Name("/JavaScript"), JS=String("x"))])])

    assert why_not(changed_pdf(change)) == SCRIPT


def test_a_pdf_with_links_that_a_person_follows_is_taken_in():
    change = _note(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://ejemplo.ec")))
    assert look(changed_pdf(change)).media_type == PDF


def test_a_locked_pdf_is_refused():
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        opened.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert why_not(made.getvalue()) == "El archivo está protegido con contraseña."


def test_a_pdf_that_swells_is_refused():
    def change(opened):
        opened.Root.Relleno = opened.make_stream(bytes(400 * 1024 * 1024))

    assert why_not(changed_pdf(change)) == SWELLS


def test_a_pdf_packed_twice_is_refused():
    def change(opened):
        twice = zlib.compress(zlib.compress(b"relleno"))
        opened.Root.Relleno = opened.make_stream(twice, Filter=Array([Name.FlateDecode, Name.FlateDecode]))

    assert why_not(changed_pdf(change, compressed=False)) == SWELLS


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%%EOF", pdf()[:400], b"%PDF-" + bytes(2000)])
def test_a_broken_pdf_is_refused(content):
    assert why_not(content) in (DAMAGED, TWO)


# Office


def _relation(kind: str, target: str, mode: str = "External") -> bytes:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    return (
        f'<Relationship Id="rId99" Type="{base}{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'.encode()
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (repacked(docx(), {"word/vbaProject.bin": b"x"}), MACROS),
        (repacked(xlsx(), {"xl/macrosheets/sheet1.xml": b"<a/>"}), MACROS),
        (repacked(docx(), {"word/activeX/activeX1.xml": b"<a/>"}), MACROS),
        (
            repacked(
                docx(),
                **{
                    "[Content_Types]_dot_xml": (
                        b"wordprocessingml.document.main+xml",
                        b"wordprocessingml.template.main+xml",
                    )
                },
            ),
            "Es una plantilla, no un documento.",
        ),
        (
            repacked(
                docx(),
                **{
                    "[Content_Types]_dot_xml": (
                        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                        b"application/vnd.ms-word.document.macroEnabled.main+xml",
                    )
                },
            ),
            MACROS,
        ),
        (repacked(docx(), {"word/embeddings/oleObject1.bin": b"x"}), EMBEDDED),
        (repacked(xlsx(), {"xl/externalLinks/externalLink1.xml": b"<a/>"}), OUTSIDE),
        (
            repacked(
                docx(),
                word___rels__document_dot_xml_dot_rels=(
                    b"</Relationships>",
                    _relation("attachedTemplate", "http://malo.ejemplo/a.dotm"),
                ),
            ),
            OUTSIDE,
        ),
        (
            repacked(
                docx(),
                word___rels__document_dot_xml_dot_rels=(
                    b"</Relationships>",
                    _relation("hyperlink", "file://server/share"),
                ),
            ),
            OUTSIDE,
        ),
        (
            repacked(
                docx(),
                word__document_dot_xml=(
                    b"<w:t>Acta</w:t>",
                    b"<w:instrText>DDE</w:instrText><w:instrText>AUTO cmd</w:instrText>",
                ),
            ),
            OUTSIDE,
        ),
        (odt(more={"Basic/Standard/Module1.xml": b"<a/>"}), MACROS),
        (odt(before='<office:scripts><script:event-listener script:language="ooo"/></office:scripts>'), MACROS),
        (odt(inside='<draw:image xlink:href="https://malo.ejemplo/x.png"/>'), OUTSIDE),
        (odt(inside='<draw:object xlink:href="./Object 1"/>'), EMBEDDED),
        (odt(more={"Object 1/content.xml": b"<a/>"}), EMBEDDED),
    ],
)
def test_a_document_that_does_more_than_say_something_is_refused(content, reason):
    assert why_not(content) == reason


def test_a_document_with_links_that_a_person_follows_is_taken_in():
    linked = repacked(
        docx(),
        word___rels__document_dot_xml_dot_rels=(
            b"</Relationships>",
            _relation("hyperlink", "https://ejemplo.ec"),
        ),
    )
    assert look(linked).media_type == DOCX
    followed = '<text:a xlink:href="https://ejemplo.ec" xlink:actuate="onRequest">x</text:a>'
    assert look(odt(inside=followed)).media_type == ODT


def test_a_document_that_swells_is_refused_with_its_name():
    swollen = repacked(docx(), {"word/relleno.xml": b"<a>" + b" " * 400_000_000 + b"</a>"})
    assert why_not(swollen, "acta.docx").startswith("El archivo acta.docx ocupa demasiado al descomprimirse")


def test_a_document_that_defines_entities_is_refused():
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert "entidades XML" in why_not(repacked(docx(), {"word/otra.xml": bomb}))


def test_a_document_that_would_write_elsewhere_is_refused():
    assert "rutas fuera del documento" in why_not(repacked(docx(), {"../../etc/cron.d/x.xml": b"<a/>"}))


# Pictures


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded():
    assert why_not(huge_png()) == "La imagen es demasiado grande."


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_does_not_decode_is_refused(kind):
    whole = picture(kind)
    assert why_not(whole[: len(whole) // 2]) == DAMAGED


def test_a_picture_that_moves_is_refused():
    made = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(made, "WEBP", save_all=True, append_images=frames[1:])
    assert why_not(made.getvalue()) == "Es una imagen animada."


def test_a_child_that_takes_too_long_is_a_refusal(monkeypatch):
    from minga.government.tracking.files import examining
    from minga.kernel.children import Room

    monkeypatch.setattr(examining, "ROOM", Room(seconds=0, memory=1 << 30, answer=1 << 20))
    assert why_not(pdf()).startswith("No se pudo revisar el archivo")
