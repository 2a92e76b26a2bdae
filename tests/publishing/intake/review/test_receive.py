"""A document is handed in: kept under its hash, read in the background, once, for a unit of the person."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError

from minga.foundation.organizations.rules import SYSTEM
from minga.foundation.sources.models import Document
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused
from minga.publishing.intake import keeping
from minga.publishing.intake.actions import (
    AlreadyHere,
    apply_reading,
    discard_reading,
    read_again,
    receive,
    undo_reading,
)
from minga.publishing.intake.models import Reading
from tests.factories.plans import PlanFactory
from tests.factories.readings import again, canton, decide, hand_in, planner, reading_of, report, sha256
from tests.factories.roles import official, organization

pytestmark = pytest.mark.django_db


def test_a_document_is_kept_and_read():
    unit = canton()
    person = planner(unit)
    reading = hand_in(unit=unit, by=person, name="Informe de julio.txt")
    assert (reading.state, reading.stage, reading.undecided) == ("review", "stored", 1)
    assert (reading.handed_in_by, reading.role, reading.fictitious) == (person, "planner", True)
    assert (reading.file_name, reading.media_type, reading.size) == (
        "Informe de julio.txt",
        "text/plain",
        len(report()),
    )
    assert reading.title.startswith("Informe de cumplimiento de los compromisos")
    assert keeping.content(reading.sha256) == report()


def test_the_file_is_kept_under_its_hash_and_never_under_its_name():
    reading = hand_in(name="../../etc/passwd.txt")
    assert reading.file_name == "passwd.txt"
    assert default_storage.exists(f"readings/{reading.sha256[:2]}/{reading.sha256}")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("C:\\Informes\\julio.txt", "julio.txt"),
        ("a\x00b\n.txt", "ab .txt"),
        ("x" * 300 + ".txt", "x" * 196 + ".txt"),
    ],
)
def test_a_name_is_shown_as_a_page_can_hold_it(name, shown):
    assert hand_in(name=name).file_name == shown


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "informe.txt", "está vacío"),
        (b"texto", "informe.exe", "Expórtalo a uno de esos formatos"),
        (b"texto", "informe", "no tiene extensión"),
        (b"%PDF-1.7 ...", "informe.docx", "su contenido es PDF"),
        (b"PK\x03\x04....", "informe.pdf", "archivo comprimido"),
        (b"\x89PNG\r\n\x1a\n....", "informe.txt", "una imagen"),
        (b"<!doctype html><html>", "informe.txt", "una página web"),
        (b"texto\x00\x01\x02binario", "informe.txt", "datos binarios"),
        (b"texto", "informe.xlsx", "su contenido es texto"),
    ],
)
def test_what_is_no_document_is_refused_with_the_remedy_and_not_kept(content, name, reason):
    with pytest.raises(Refused, match=reason):
        hand_in(content, name=name)
    assert not Reading.objects.exists()
    assert not default_storage.exists(f"readings/{sha256(content)[:2]}/{sha256(content)}")


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setenv("MINGA_READ_SIZE_MB", "1")
    with pytest.raises(Refused, match="el límite es de 1 MB"):
        hand_in(b"a" * (1024 * 1024 + 1))


def bomb() -> bytes:
    """A workbook that unpacks to a hundred megabytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"0" * (100 * 1024 * 1024))
    return made.getvalue()


def test_a_zip_bomb_is_told_and_never_unpacked():
    reading = hand_in(bomb(), name="matriz.xlsx")
    assert reading.state == "failed"
    assert "50 MB" in reading.failure


def test_a_damaged_document_fails_in_words():
    reading = hand_in(b"PK\x03\x04 damaged", name="informe.docx")
    assert (reading.state, "vuelve a descargarlo" in reading.failure) == ("failed", True)


def test_whoever_has_no_role_there_may_not():
    unit, elsewhere = canton(), canton(slug="otro", fictitious=False)
    with pytest.raises(Denied, match="Tu cuenta no lo tiene aquí"):
        hand_in(unit=elsewhere, by=planner(unit))
    assert not Reading.objects.exists()


@pytest.mark.parametrize("role", ["planner", "editor", "reviewer"])
def test_a_role_of_the_unit_or_above_it_may(role):
    unit = canton()
    assert hand_in(unit=unit, by=official(role, unit.parent)).role == role


@pytest.mark.parametrize("role", ["approver", "viewer", "responsible", "administration"])
def test_other_roles_may_not(role):
    unit = canton()
    with pytest.raises(Denied):
        hand_in(unit=unit, by=official(role, unit))


def test_a_role_in_a_plan_hands_in_for_whoever_publishes_it():
    unit, other = canton(), organization("otra", fictitious=True)
    plan = PlanFactory(publisher=unit, fictitious=True)
    person = official("editor", plan)
    file = ContentFile(report())
    assert receive(file, name="a.txt", organization=unit, plan=plan, by=person).plan == plan
    with pytest.raises(Refused, match="lo publica otra dependencia"):
        receive(file, name="a.txt", organization=other, plan=plan, by=person)


def test_the_same_file_is_read_once_at_a_time():
    unit = canton()
    first = hand_in(unit=unit)
    with pytest.raises(AlreadyHere, match="su lectura está abierta") as refusal:
        hand_in(unit=unit, by=planner(unit))
    assert refusal.value.address == first.get_absolute_url()


def test_nobody_is_told_of_a_reading_that_is_not_theirs():
    unit, other = canton(), canton(slug="otro")
    hand_in(unit=unit)
    assert hand_in(unit=other, by=planner(other)).state == "review"
    assert Reading.objects.count() == 2


def test_a_file_that_is_applied_leads_to_its_document():
    unit = canton()
    reading = decide(hand_in(unit=unit))
    load = apply_reading(reading, version=reading.version, by=SYSTEM)
    with pytest.raises(AlreadyHere, match="ya está aplicado") as refusal:
        hand_in(unit=unit)
    assert refusal.value.address == load.document.get_absolute_url()


def test_a_file_whose_load_is_undone_may_be_read_again():
    unit = canton()
    reading = decide(hand_in(unit=unit))
    apply_reading(reading, version=reading.version, by=SYSTEM)
    undo_reading(again(reading), version=again(reading).version, by=SYSTEM)
    assert hand_in(unit=unit).state == "review"


def test_a_file_is_not_real_and_invented():
    reading = decide(hand_in(unit=canton()))
    apply_reading(reading, version=reading.version, by=SYSTEM)
    with pytest.raises(Refused, match="real y ficticio"):
        hand_in(unit=canton(slug="quito", fictitious=False))
    assert Document.objects.get().fictitious


def test_a_discarded_file_may_be_handed_in_again():
    unit = canton()
    reading = hand_in(unit=unit)
    discard_reading(reading, reason="Era un borrador", version=reading.version, by=SYSTEM)
    assert hand_in(unit=unit).state == "review"


def test_the_database_itself_keeps_a_second_open_reading_out():
    first = hand_in()
    with pytest.raises(IntegrityError):
        reading_of(unit=first.organization, sha256=first.sha256)


def test_a_failed_reading_may_be_read_again():
    reading = hand_in(b"PK\x03\x04 damaged", name="informe.docx")
    read_again(reading, version=reading.version, by=SYSTEM)
    found = again(reading)
    assert (found.state, found.attempt) == ("failed", 2)


def test_what_is_in_review_is_not_read_again():
    reading = hand_in()
    with pytest.raises(Denied, match="por revisar"):
        read_again(reading, version=reading.version, by=SYSTEM)


def test_a_stale_page_does_not_have_it_read_again():
    reading = hand_in(b"PK\x03\x04 damaged", name="informe.docx")
    with pytest.raises(Conflict):
        read_again(reading, version=reading.version - 1, by=SYSTEM)
