"""What a file of a session may be, and what a released one must not carry."""

from __future__ import annotations

import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from minga.foundation.organizations import files as session_files
from minga.foundation.organizations.files import keep_private, open_private, tells_a_person
from minga.kernel.errors import Refused
from tests.foundation.organizations.bodies.making import PDF, pdf


def packed(content: bytes, kind: bytes) -> bytes:
    body = zlib.compress(content)
    return PDF + b"7 0 obj<</Type" + kind + b"/Filter/FlateDecode>>\nstream\n" + body + b"\nendstream\nendobj\n"


@pytest.mark.parametrize(
    "content",
    [
        b"<</Author (Juana)>>",
        b"<</Author<FEFF004A>>>",
        b"<x><dc:creator><rdf:li>Juana</rdf:li></dc:creator></x>",
        b"<</Type/Sig/ByteRange[0 1 2 3]>>",
    ],
)
def test_an_author_or_a_signature_tells_a_person_packed_or_not(content):
    assert tells_a_person(PDF + content)
    assert tells_a_person(packed(content, b"/ObjStm"))
    assert tells_a_person(packed(content, b"/Metadata"))


@pytest.mark.parametrize(
    "content", [b"", b"<</Author ()>>", b"<</Author ( )>>", b"<</Author<>>>", b"<</Title (Acta)>>"]
)
def test_empty_properties_tell_nobody(content):
    assert not tells_a_person(PDF + content)


def test_the_words_of_a_page_are_not_properties():
    assert not tells_a_person(packed(b"BT (/Author (Juana)) Tj ET", b"/XObject"))


def test_a_bomb_is_opened_to_the_limit_only(monkeypatch):
    monkeypatch.setattr(session_files, "MOST_UNPACKED", 1000)
    assert not tells_a_person(packed(b"0" * 5000 + b"<</Author (Juana)>>", b"/ObjStm"))


def test_a_broken_part_is_skipped():
    assert not tells_a_person(PDF + b"1 0 obj<</Type/ObjStm>>stream\nnada\nendstream")


@pytest.mark.parametrize(("start", "kind"), [(b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png")])
def test_a_list_of_attendance_may_be_a_picture(start, kind):
    kept = keep_private(SimpleUploadedFile("lista", start + b"0"))
    assert kept.media_type == kind
    with open_private(kept.sha256) as found:
        assert found.read() == start + b"0"


@pytest.mark.parametrize("content", [b"<svg onload='x'/>", b"<html>", b"MZ"])
def test_what_could_run_is_refused(content):
    with pytest.raises(Refused) as caught:
        keep_private(pdf(content))
    assert caught.value.reason == "El archivo no es un PDF ni una imagen JPEG o PNG."


def test_a_large_file_is_refused_before_it_is_read(settings):
    settings.MINGA_LARGEST_UPLOAD = 10
    with pytest.raises(Refused) as caught:
        keep_private(pdf())
    assert caught.value.reason.startswith("El archivo pesa más de 0 MB")
