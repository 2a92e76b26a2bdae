"""Delivering verifiables: who, for what, once, with a number, and what the public log tells of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from minga.foundation.ledger.models import Event
from minga.government.tracking.actions.evidence import Delivery, deliver_file
from minga.government.tracking.models import Evidence
from minga.kernel.access import Denied
from tests.factories.plans import ExpectedMeansFactory
from tests.factories.roles import official
from tests.government.tracking.evidence.making import docx, pdf, photograph, picture, refused, upload, work, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return work()


def test_a_file_is_kept_under_lock_by_its_hash_and_without_its_name(at, folders):
    evidence = deliver_file(
        node=at.node,
        upload=upload(pdf(), "../../María Quispe, cédula 1712345678.pdf"),
        told=Delivery("Acta de entrega", means=at.means),
        by=at.responsible,
    )
    kept = [path for path in folders["private"].rglob("*") if path.is_file()]
    assert [path.relative_to(folders["private"]).as_posix() for path in kept] == [
        f"evidence/{evidence.sha256[:2]}/{evidence.sha256}"
    ]
    assert kept[0].read_bytes() == pdf()
    assert kept[0].stat().st_mode & 0o077 == 0
    assert not folders["public"].exists()
    stored = " ".join(str(value) for value in Evidence.objects.values_list().get())
    assert "Quispe" not in stored
    assert (evidence.media_type, evidence.size, evidence.means) == ("application/pdf", len(pdf()), at.means)


def test_the_public_log_tells_the_hash_and_the_kind_and_nobody(at):
    evidence = at.deliver()
    event = Event.objects.get(kind="tracking.evidence-delivered")
    assert event.subject == f"evidence/{evidence.public_id}"
    assert event.payload == {
        "plan": "paga",
        "node": "C1.H1",
        "kind": "document",
        "annex": "",
        "sha256": evidence.sha256,
    }
    assert (event.actor_role, event.fictitious) == ("responsible", False)


def test_what_is_delivered_in_the_fictitious_canton_is_told_as_such():
    work(fictitious=True).deliver()
    assert Event.objects.get(kind="tracking.evidence-delivered").fictitious


@pytest.mark.parametrize("role", ["viewer", "reviewer", "approver", "planner", "administration", "counterpart"])
def test_only_who_answers_for_the_node_delivers(at, role):
    with pytest.raises(Denied):
        at.deliver(by=official(role, at.unit))


def test_the_responsible_of_another_unit_does_not_deliver(at, folders):
    with pytest.raises(Denied):
        at.deliver(by=at.stranger)
    assert not folders["private"].exists()


def test_the_same_file_is_delivered_once_for_a_node(at):
    at.deliver()
    assert (
        refused(at.deliver, title="Otra vez")
        == "Este mismo archivo ya está entregado aquí: «Acta de entrega a los barrios»."
    )
    assert Evidence.objects.count() == 1


def test_the_same_link_is_delivered_once_for_a_node(at):
    at.link()
    assert refused(at.link) == "Este mismo enlace ya está entregado aquí: «Obras en línea»."


@pytest.mark.parametrize(
    ("content", "told", "reason"),
    [
        (pdf(), {"title": "  "}, "Di en pocas palabras qué es."),
        (pdf(), {"kind": "cited"}, "Elige qué clase de archivo es."),
        (pdf(), {"kind": "link"}, "Elige qué clase de archivo es."),
        (picture(), {"kind": "document"}, "Es una imagen, y una imagen puede mostrar personas."),
        (
            pdf(),
            {"kind": "photograph"},
            "Dijiste que es una fotografía y el archivo no es una imagen: elige otra clase.",
        ),
        (
            docx(),
            {"kind": "table"},
            "Una tabla de datos se entrega como CSV, .xlsx u .ods: elige otra clase o exporta la tabla.",
        ),
        (
            xlsx(),
            {"kind": "attendance"},
            "Cuenta cuántas personas hay en la lista: es lo único de ella que se ve sin permiso.",
        ),
    ],
)
def test_what_is_said_of_a_file_has_to_fit_it(at, content, told, reason):
    assert refused(at.deliver, content, **told) == reason
    assert not Evidence.objects.exists()


def test_a_day_that_has_not_come_is_refused(at):
    coming = timezone.localdate() + timedelta(days=2)
    assert refused(at.deliver, dated=coming) == "La fecha aún no llega: escribe la del documento, la foto o la página."


def test_the_expected_verifiable_of_another_node_is_refused(at):
    other = ExpectedMeansFactory()
    assert refused(at.deliver, means=other) == "Ese verificable esperado es de otro elemento."


def test_nothing_is_delivered_for_a_closed_node(at):
    at.node.closed_at = timezone.now()
    at.node.save()
    assert refused(at.deliver) == "Este elemento está cerrado: ya no se entregan verificables."


@pytest.mark.parametrize(
    ("content", "told"), [(photograph(), {"kind": "photograph"}), (pdf(), {"kind": "attendance", "people": 21})]
)
def test_what_shows_people_is_restricted_on_arrival(at, content, told):
    evidence = at.deliver(content, **told)
    assert evidence.is_restricted
    assert not evidence.copies.exists()


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "file:///etc/passwd", "ftp://ejemplo.ec/a", "https://", "ejemplo.ec", "//ejemplo.ec"),
        *("https://persona:clave@ejemplo.ec/", "https://ejemplo.ec:8080/", "https://ejemplo.ec/" + "a" * 1000),
        *("data:text/html,x", "https://ejemplo.ec/\nSet-Cookie: a=b"),
    ],
)
def test_only_addresses_of_the_open_internet_are_links(at, url):
    assert refused(at.link, url) == "La dirección no es la de una página que cualquiera pueda abrir."


def test_a_link_waits_to_be_looked_at(at):
    evidence = at.link()
    assert (evidence.kind, evidence.link_state, evidence.sha256) == ("link", "unchecked", "")
    assert evidence.link_due_at <= timezone.now()


# With a report


def test_what_a_report_delivers_is_numbered_by_commitment_in_the_order_of_delivery(at):
    report = at.report()
    assert at.deliver(report=report).annex == "1.1"
    assert at.deliver(pdf("Otra"), report=report).annex == "1.2"


def test_numbers_of_a_cycle_never_move_nor_repeat_across_the_reports_of_a_commitment(at):
    first = at.report()
    at.deliver(report=first)
    at.node = at.node.plan.nodes.get(key="C1.H2")
    assert at.deliver(report=at.report(), means=None).annex == "1.2"


def test_without_a_report_nothing_is_numbered(at):
    assert at.deliver().annex == ""


def test_who_delivers_in_a_report_wrote_in_it(at):
    report = at.report()
    at.deliver(report=report)
    assert [writer.pk for writer in report.writers.all()] == [at.responsible.pk]


@pytest.mark.parametrize("state", ["submitted", "returned"])
def test_a_report_takes_verifiables_only_while_it_is_open(at, state):
    report = at.report(state)
    if state == "returned":
        assert at.deliver(report=report).report == report
    else:
        with pytest.raises(Denied, match="su estado es «enviado»"):
            at.deliver(report=report)


def test_a_report_of_another_node_takes_nothing(at):
    report = at.report()
    at.node = at.node.plan.nodes.get(key="C1.H2")
    assert refused(at.deliver, report=report, means=None) == "El reporte es de otro elemento."


def test_a_stranger_delivers_nothing_in_the_report_of_another(at):
    with pytest.raises(Denied):
        at.deliver(report=at.report(), by=at.stranger)


def test_nothing_is_half_saved(at, monkeypatch):
    from minga.government.tracking.actions import evidence as module

    def fail(*_args, **_values):
        raise RuntimeError

    monkeypatch.setattr(module, "record", fail)
    with pytest.raises(RuntimeError):
        at.deliver()
    assert not Evidence.objects.exists()
