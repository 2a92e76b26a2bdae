"""Publishing copies and withdrawing them; who may say what a verifiable is worth."""

from __future__ import annotations

import hashlib

import pytest

from minga.foundation.ledger.models import Event
from minga.government.tracking.actions.copies import release_copy, withdraw_copy
from minga.government.tracking.actions.evidence import review_evidence
from minga.government.tracking.files.examining import public_copy
from minga.government.tracking.queries.evidence import delivered
from minga.kernel.access import Denied
from tests.factories.roles import again, give, official, organization
from tests.factories.tracking import EvidenceFactory
from tests.government.tracking.evidence.making import docx, pdf, photograph, picture, refused, upload, work

pytestmark = pytest.mark.django_db

COVERED = "nombres y rostros"
NO_COPY = "Es reservado porque muestra personas: sube la copia en la que están cubiertas."


@pytest.fixture
def at():
    return work()


def release(evidence, by, copy=None, **values):
    values = {"without_people": True} | values
    return release_copy(evidence=evidence, by=again(by), copy=upload(copy) if copy else None, **values)


def photo(at):
    return at.deliver(photograph(), kind="photograph", title="Tablero en la calle Ocho")


def test_the_copy_of_a_document_is_made_without_its_author(at, folders):
    evidence = at.deliver()
    copy = release(evidence, at.reviewer)
    kept = folders["public"] / "evidence" / copy.sha256[:2] / copy.sha256
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == copy.sha256 != evidence.sha256
    assert b"Quispe" in pdf()
    assert b"Quispe" not in kept.read_bytes()


def test_the_public_log_tells_what_was_published_of_what(at):
    evidence = at.deliver()
    copy = release(evidence, at.reviewer)
    event = Event.objects.get(kind="tracking.copy-released")
    assert event.payload == {"plan": "paga", "node": "C1.H1", "sha256": copy.sha256, "of": evidence.sha256}
    assert event.actor_role == "reviewer"


def test_what_shows_people_is_not_published_without_a_covered_copy(at, folders):
    assert refused(release, photo(at), at.reviewer, note=COVERED) == NO_COPY
    assert not folders["public"].exists()


def test_what_shows_people_is_not_published_without_saying_what_was_covered(at):
    reason = "Di qué cubriste en la copia: «nombres y firmas», «rostros»."
    assert refused(release, photo(at), at.reviewer, picture(colour="black")) == reason


def test_the_original_is_no_covered_copy_even_without_its_metadata(at):
    reason = "Es el mismo archivo reservado: sube la copia en la que las personas están cubiertas."
    evidence = photo(at)
    assert refused(release, evidence, at.reviewer, photograph(), note=COVERED) == reason
    upright = at.deliver(picture(), kind="photograph", title="De pie")
    with_a_comment = picture(comment=b"otra")
    assert with_a_comment != picture()
    assert refused(release, upright, at.reviewer, with_a_comment, note=COVERED) == reason
    assert public_copy(with_a_comment).made == public_copy(picture()).made


def test_a_covered_copy_is_published_drawn_anew_with_what_was_covered(at):
    copy = release(photo(at), at.reviewer, picture(colour="black"), note=COVERED)
    assert (copy.note, copy.media_type) == (COVERED, "image/jpeg")


def test_an_attendance_list_goes_out_as_a_covered_pdf(at):
    evidence = at.deliver(pdf("Lista"), kind="attendance", people=21)
    assert release(evidence, at.reviewer, pdf("Cubierta"), note=COVERED).media_type == "application/pdf"


def test_a_document_of_office_needs_a_copy(at):
    evidence = at.deliver(docx())
    reason = "De un documento de Office no se hace sola la copia pública: puede llevar datos ocultos, notas y cambios."
    assert refused(release, evidence, at.reviewer) == reason
    assert refused(release, evidence, at.reviewer, docx("Otra")) == reason
    assert release(evidence, at.reviewer, pdf()).media_type == "application/pdf"


def test_a_hostile_copy_is_refused(at):
    assert refused(release, at.deliver(), at.reviewer, b"<svg onload=alert(1)>").startswith("Es una página web")


def test_the_official_says_that_nobody_is_seen(at):
    reason = "Antes de publicar, comprueba que no haya nombres, firmas, cédulas ni rostros, y dilo aquí."
    assert refused(release, at.deliver(), at.reviewer, without_people=False) == reason


def test_nobody_publishes_or_reviews_what_they_delivered(at):
    give(at.responsible, "reviewer", at.unit)
    evidence = at.deliver()
    for act in (release, judge):
        with pytest.raises(Denied, match="Entregaste este verificable: debe hacerlo otra persona"):
            act(evidence, at.responsible)


@pytest.mark.parametrize("role", ["responsible", "planner", "editor", "viewer", "counterpart", "administration"])
def test_only_who_reviews_publishes(at, role):
    evidence = at.deliver()
    for act in (release, judge, lambda evidence, by: withdraw_copy(evidence=evidence, reason="x", by=again(by))):
        with pytest.raises(Denied):
            act(evidence, official(role, at.unit))


def test_the_reviewer_of_another_unit_publishes_nothing(at):
    with pytest.raises(Denied):
        release(at.deliver(), official("reviewer", organization("otra-unidad")))


def test_there_is_one_public_copy_at_a_time(at):
    evidence = at.deliver()
    release(evidence, at.reviewer)
    reason = "Ya tiene una copia pública: retírala antes de publicar otra."
    assert refused(release, evidence, at.reviewer) == reason


def test_what_a_report_delivers_is_not_published_before_the_report_is_sent(at):
    evidence = at.deliver(report=at.report())
    assert refused(release, evidence, at.reviewer) == "El reporte aún no se envía: su copia se publica después."
    assert refused(judge, evidence, at.reviewer) == "El reporte aún no se envía: se revisa después."


def test_a_withdrawn_copy_leaves_the_public_folder_and_stays_in_history(
    at, folders, django_capture_on_commit_callbacks
):
    evidence = at.deliver()
    copy = release(evidence, at.reviewer)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_copy(evidence=evidence, reason="Se veía una firma", by=again(at.reviewer))
    assert not [path for path in folders["public"].rglob("*") if path.is_file()]
    assert (folders["private"] / "evidence" / copy.sha256[:2] / copy.sha256).exists()
    copy.refresh_from_db()
    assert (copy.withdrawal_reason, copy.withdrawal_role) == ("Se veía una firma", "reviewer")
    assert Event.objects.get(kind="tracking.copy-withdrawn").payload["sha256"] == copy.sha256
    assert release(evidence, at.reviewer).pk != copy.pk
    assert evidence.copies.count() == 2


def test_a_copy_that_is_another_ones_too_stays_there(at, folders, django_capture_on_commit_callbacks):
    first = at.deliver()
    at.node = at.node.plan.nodes.get(key="C1.H2")
    second = at.deliver(means=None)
    copies = [release(evidence, at.reviewer) for evidence in (first, second)]
    assert copies[0].sha256 == copies[1].sha256
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_copy(evidence=first, reason="Repetida", by=again(at.reviewer))
    assert (folders["public"] / "evidence" / copies[1].sha256[:2] / copies[1].sha256).exists()


def test_a_withdrawal_has_a_reason_and_something_to_withdraw(at):
    evidence = at.deliver()
    nothing = "No hay una copia pública que retirar."
    assert refused(withdraw_copy, evidence=evidence, reason="x", by=again(at.reviewer)) == nothing
    release(evidence, at.reviewer)
    why = "Di por qué se retira: queda en la historia del verificable."
    assert refused(withdraw_copy, evidence=evidence, reason=" ", by=again(at.reviewer)) == why


def test_a_link_has_no_copy(at):
    assert (
        refused(release, at.link(), at.reviewer)
        == "No hay un archivo del que publicar una copia: un enlace ya es público."
    )


# Verdicts


def judge(evidence, by, verdict="valid", reason=""):
    return review_evidence(evidence=evidence, verdict=verdict, reason=reason, by=again(by))


def test_the_last_verdict_counts_and_those_before_stay(at):
    evidence = at.deliver()
    judge(evidence, at.reviewer, "insufficient", "Faltan 6 barrios")
    judge(evidence, at.reviewer)
    assert delivered().get().verdict == "valid"
    assert [review.verdict for review in evidence.reviews.all()] == ["valid", "insufficient"]
    assert [event.payload["verdict"] for event in Event.objects.filter(kind="tracking.evidence-reviewed")] == [
        "insufficient",
        "valid",
    ]


@pytest.mark.parametrize("verdict", ["insufficient", "inaccessible", "unrelated"])
def test_anything_but_valid_says_why(at, verdict):
    reason = "Di por qué: quien lo entregó tiene que saber qué corregir."
    assert refused(judge, at.deliver(), at.reviewer, verdict, " ") == reason


def test_a_verdict_is_one_of_the_four(at):
    assert refused(judge, at.deliver(), at.reviewer, "perfecto") == "Elige si basta o qué le falta."


def test_what_a_document_only_cites_is_not_reviewed(at):
    cited = EvidenceFactory(node=at.node)
    reason = "Es una referencia de un documento: no hay archivo ni enlace que revisar."
    assert refused(judge, cited, at.reviewer) == reason
