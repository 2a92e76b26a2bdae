"""The pages of verifiables: what everybody sees, what the desk offers, and who is turned away."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from minga.government.tracking.actions.copies import release_copy, withdraw_copy
from minga.government.tracking.actions.evidence import review_evidence
from minga.government.tracking.models import Evidence
from tests.factories.roles import account, again, give, official, organization
from tests.factories.tracking import EvidenceFactory
from tests.government.tracking.evidence.making import pdf, photograph, picture, upload, work

pytestmark = pytest.mark.django_db

PUBLIC = "/planes/paga/C1.H1/"
DESK = "/bandeja/verificables/"
NODE = f"{DESK}de/paga/C1.H1/"


@pytest.fixture
def at():
    return work()


@pytest.fixture
def as_(client):
    def sign_in(person):
        client.force_login(again(person))
        return client

    return sign_in


def page_of(evidence, part=""):
    return f"{DESK}{evidence.public_id}/{part}"


def text(response):
    return " ".join(response.content.decode().split())


def release(evidence, at, copy=None, note=""):
    return release_copy(
        evidence=evidence, without_people=True, by=again(at.reviewer), copy=upload(copy) if copy else None, note=note
    )


# Everybody


def test_a_node_tells_what_was_expected_and_what_was_delivered(client, at):
    evidence = at.deliver(dated=date(2026, 7, 2))
    review_evidence(evidence=evidence, verdict="insufficient", reason="Faltan 6 barrios", by=again(at.reviewer))
    at.link(means=None)
    shown = text(client.get(PUBLIC))
    assert "De 1 esperado, 1 tiene alguna entrega." in shown
    assert "insuficiente" in shown
    assert "«Faltan 6 barrios»" in shown
    assert "enlace por comprobar" in shown
    assert "No estaba entre los esperados" in shown
    assert evidence.sha256 in shown
    assert "Copia por publicar" in shown


def test_a_node_for_which_nothing_was_delivered_owes_nothing_in_public(client, at):
    shown = text(client.get(PUBLIC))
    assert "Acta de entrega a cada barrio" in shown
    assert "Por entregar" not in shown


def test_what_was_expected_and_not_delivered_is_marked_once_something_was(client, at):
    at.deliver(means=None)
    assert "Por entregar" in text(client.get(PUBLIC))


def test_of_what_shows_people_everybody_sees_the_number_and_the_hash(client, at):
    evidence = at.deliver(pdf("Lista"), kind="attendance", people=21, title="Lista del taller")
    shown = text(client.get(PUBLIC))
    for part in ("Lista del taller", "21 personas", evidence.sha256, "Reservado: muestra personas"):
        assert part in shown
    assert "/original/" not in shown


def test_nobody_is_named(client, at):
    evidence = at.deliver()
    review_evidence(evidence=evidence, verdict="valid", reason="", by=again(at.reviewer))
    shown = text(client.get(PUBLIC))
    for person in (at.responsible, at.reviewer):
        assert person.email not in shown
        assert str(person.public_id) not in shown


def test_what_an_unfinished_report_delivers_is_not_seen(client, at):
    report = at.report()
    evidence = at.deliver(report=report)
    for state in ("draft", "submitted", "returned"):
        type(report).objects.filter(pk=report.pk).update(state=state)
        assert evidence.sha256 not in text(client.get(PUBLIC))


def test_a_released_copy_is_downloaded_by_its_hash(client, at):
    copy = release(at.deliver(), at)
    assert copy.get_absolute_url() in text(client.get(PUBLIC))
    answer = client.get(copy.get_absolute_url())
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="C1-H1-verificable-1.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["ETag"] == f'"{copy.sha256}"'
    assert "public" in answer.headers["Cache-Control"]
    assert not answer.cookies


def test_an_original_is_not_downloaded_by_its_hash(client, at):
    evidence = at.deliver(photograph(), kind="photograph")
    assert client.get(f"/verificables/{evidence.sha256}/").status_code == 404
    release(evidence, at, picture(colour="black"), "rostros")
    assert client.get(f"/verificables/{evidence.sha256}/").status_code == 404


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63, "A" * 64, "%2e%2e%2f" + "a" * 55, "a" * 64])
def test_no_other_name_leads_to_a_file(client, at, name):
    assert client.get(f"/verificables/{name}/").status_code == 404


def test_a_withdrawn_copy_is_gone_and_its_reason_is_told(client, at, django_capture_on_commit_callbacks):
    evidence = at.deliver()
    copy = release(evidence, at)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_copy(evidence=evidence, reason="Se veía una firma", by=again(at.reviewer))
    assert client.get(copy.get_absolute_url()).status_code == 404
    assert "Se veía una firma" in text(client.get(PUBLIC))


def test_words_of_officials_are_never_markup(client, at):
    evidence = at.deliver(title="<script>alert(1)</script>")
    review_evidence(evidence=evidence, verdict="unrelated", reason="<img src=x>", by=again(at.reviewer))
    shown = text(client.get(PUBLIC))
    assert "<script>alert(1)" not in shown
    assert "<img src=x>" not in shown


def test_the_page_takes_the_same_queries_whatever_was_delivered(client, at, queries):
    none = queries(PUBLIC)
    for number in range(5):
        release(at.deliver(pdf(f"Acta {number}"), means=None if number % 2 else at.means), at)
    assert queries(PUBLIC) == none <= 10


# The desk


@pytest.mark.parametrize("part", ["", "archivo/", "enlace/"])
def test_only_who_has_a_part_in_a_node_enters_its_desk(client, at, part):
    assert client.get(f"{NODE}{part}").status_code == 302
    for person in (account(), at.stranger, official("editor", at.unit)):
        client.force_login(person)
        assert client.get(f"{NODE}{part}").status_code == 403


@pytest.mark.parametrize("part", ["", "original/", "revisar/", "publicar/", "retirar/"])
def test_the_evidence_of_others_stays_theirs_whatever_the_address(client, at, part):
    evidence = at.deliver(photograph(), kind="photograph")
    release(evidence, at, picture(colour="black"), "rostros")
    assert client.get(page_of(evidence, part)).status_code == 302
    for person in (account(), at.stranger, official("reviewer", organization("otra-unidad"))):
        client.force_login(person)
        assert client.get(page_of(evidence, part)).status_code == 403
        assert client.post(page_of(evidence, part), {"verdict": "valid", "reason": "x"}).status_code in (403, 405)
    assert client.get(f"{DESK}{uuid4()}/{part}").status_code in (403, 404)
    assert not evidence.reviews.exists()


def test_what_a_document_only_cites_has_no_desk(as_, at):
    cited = EvidenceFactory(node=at.node)
    assert as_(at.responsible).get(page_of(cited)).status_code == 404


def test_the_responsible_delivers_a_file_from_the_expected_verifiable(as_, at):
    client = as_(at.responsible)
    shown = text(client.get(NODE))
    assert "Falta uno de los verificables esperados." in shown
    address = shown.partition(f'href="{NODE}archivo/?para=')[2].partition('"')[0]
    form = client.get(f"{NODE}archivo/?para={address}")
    assert f'<option value="{address}" selected>' in text(form)
    sent = {"means": address, "title": "Acta de entrega", "kind": "document", "upload": upload(pdf(), "x.pdf")}
    answer = client.post(f"{NODE}archivo/?para={address}", sent, follow=True)
    assert answer.redirect_chain == [(NODE, 303)]
    assert "Hay al menos una entrega para cada verificable esperado." in text(answer)
    assert Evidence.objects.get().means == at.means


def test_a_refused_file_says_why_and_keeps_what_was_typed(as_, at):
    sent = {"title": "Acta de entrega", "kind": "document", "dated": "2026-07-02", "upload": upload(b"<svg/>", "a.pdf")}
    answer = as_(at.responsible).post(f"{NODE}archivo/", sent)
    assert answer.status_code == 422
    shown = text(answer)
    assert "Es una página web, un dibujo SVG u otro archivo con código." in shown
    assert "Entrega el enlace de la página, o guárdala como PDF." in shown
    assert 'value="Acta de entrega"' in shown
    assert 'value="2026-07-02"' in shown


def test_a_file_above_the_limit_is_told(as_, at, settings):
    settings.MINGA_LARGEST_UPLOAD = settings.MINGA_LARGEST_EVIDENCE = 1024 * 1024
    sent = {"title": "Acta", "kind": "document", "upload": upload(bytes(2 * 1024 * 1024))}
    answer = as_(at.responsible).post(f"{NODE}archivo/", sent)
    assert answer.status_code == 413
    assert "pesa más de 1 MB" in text(answer)


def test_a_link_to_a_drive_is_taken_with_a_warning(as_, at):
    sent = {"title": "Fotos", "url": "https://drive.google.com/drive/folders/1"}
    answer = as_(at.responsible).post(f"{NODE}enlace/", sent, follow=True)
    assert "si tienes el archivo, entrégalo también" in text(answer)


def test_a_report_goes_on_from_page_to_page_and_numbers_what_is_delivered(as_, at):
    report = at.report()
    client = as_(at.responsible)
    carried = f"?reporte={report.public_id}"
    assert f"{NODE}archivo/{carried}" in text(client.get(f"{NODE}{carried}"))
    sent = {"title": "Acta", "kind": "document", "upload": upload(pdf())}
    answer = client.post(f"{NODE}archivo/{carried}", sent, follow=True)
    assert answer.redirect_chain == [(f"{NODE}{carried}", 303)]
    assert "Anexo 1.1" in text(answer)
    assert "aún no enviado" in text(answer)


@pytest.mark.parametrize("told", ["no-es-uno", "5d2c4f0e-5e0b-4d5e-9d53-0d6f6a1b2c3d"])
def test_a_report_that_is_none_is_not_found(as_, at, told):
    assert as_(at.responsible).get(f"{NODE}?reporte={told}").status_code == 404


def test_the_report_of_another_node_is_not_found(as_, at):
    report = at.report()
    assert as_(at.responsible).get(f"{DESK}de/paga/C1.H2/?reporte={report.public_id}").status_code == 404


def test_the_reviewer_says_what_it_is_worth(as_, at):
    evidence = at.deliver()
    client = as_(at.reviewer)
    assert "Acta de entrega a los barrios" in text(client.get(DESK))
    answer = client.post(page_of(evidence, "revisar/"), {"verdict": "insufficient", "reason": ""})
    assert answer.status_code == 422
    assert "Di por qué" in text(answer)
    answer = client.post(
        page_of(evidence, "revisar/"), {"verdict": "insufficient", "reason": "Faltan 6 barrios"}, follow=True
    )
    assert "La revisión interna dice: insuficiente." in text(answer)
    assert "Ninguno espera a que digas si basta." in text(client.get(DESK))


def test_who_delivered_is_told_that_another_person_reviews(as_, at):
    evidence = at.deliver()
    give(at.responsible, "reviewer", at.unit)
    assert "Entregaste este verificable: debe hacerlo otra persona." in text(as_(at.responsible).get(page_of(evidence)))
    answer = as_(at.responsible).post(page_of(evidence, "revisar/"), {"verdict": "valid"})
    assert answer.status_code == 403
    assert not evidence.reviews.exists()


def test_the_reviewer_publishes_and_withdraws_a_covered_copy(as_, at, django_capture_on_commit_callbacks):
    evidence = at.deliver(photograph(), kind="photograph")
    client = as_(at.reviewer)
    refused = client.post(page_of(evidence, "publicar/"), {"without_people": "on", "note": "rostros"})
    assert refused.status_code == 422
    assert "sube la copia en la que están cubiertas" in text(refused)
    sent = {"without_people": "on", "note": "rostros", "copy": upload(picture(colour="black"))}
    answer = client.post(page_of(evidence, "publicar/"), sent, follow=True)
    assert "Su copia es pública." in text(answer)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(page_of(evidence, "retirar/"), {"reason": "Se ve una placa"}, follow=True)
    assert "Se ve una placa" in text(answer)


def test_the_original_goes_only_to_who_may_read_it_and_is_never_kept_on_the_way(as_, at):
    evidence = at.deliver(photograph(), kind="photograph")
    for person in (at.responsible, at.reviewer, official("viewer", at.unit)):
        answer = as_(person).get(page_of(evidence, "original/"))
        assert b"".join(answer.streaming_content) == photograph()
        assert answer.headers["Content-Disposition"] == 'attachment; filename="C1-H1-verificable-1.jpg"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert {"no-store", "private"} <= set(answer.headers["Cache-Control"].replace(" ", "").split(","))


def test_the_desk_lists_the_nodes_of_the_unit_that_leads_the_commitment(as_, at):
    shown = text(as_(at.responsible).get(DESK))
    assert NODE in shown
    assert NODE not in text(as_(at.stranger).get(DESK))


@pytest.mark.parametrize("page", [DESK, NODE])
def test_the_desk_takes_the_same_queries_whatever_was_delivered(as_, at, django_assert_max_num_queries, page):
    for number in range(6):
        at.deliver(pdf(f"Acta {number}"))
    client = as_(at.reviewer)
    with django_assert_max_num_queries(24):
        client.get(page)
