"""Delivering verifiables for a node, and saying what they are worth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.ledger.actions import record
from minga.foundation.organizations.rules import Actor, System, acting_as, require
from minga.government.plans.models import ExpectedMeans, Node
from minga.government.tracking import evidence_events as events
from minga.government.tracking.evidence_rules import with_nodes_above
from minga.government.tracking.files.examining import Examined, examine
from minga.government.tracking.files.keeping import keep_private
from minga.government.tracking.files.types import PICTURES, TABLES
from minga.government.tracking.models import Cycle, Evidence, EvidenceReview, ProgressReport
from minga.kernel.errors import Refused

Kind = Evidence.Kind
FILE_KINDS = (Kind.DOCUMENT, Kind.ATTENDANCE, Kind.PHOTOGRAPH, Kind.TABLE)
LONGEST_ADDRESS = 1000
LAST_NUMBER = re.compile(r"(\d+)\D*$")


@dataclass(frozen=True)
class Delivery:
    """What a person says of what they deliver.

    Args:
        title: what it is, without names of persons.
        kind: of a file; a link is a link.
        dated: the day that it speaks of.
        means: the expected verifiable that it answers, if any.
        people: how many people an attendance list or a photograph shows.
    """

    title: str
    kind: str = Kind.DOCUMENT
    dated: date | None = None
    means: ExpectedMeans | None = None
    people: int | None = None


def deliver_file(
    *, node: Node, upload: UploadedFile, told: Delivery, by: Actor, report: ProgressReport | None = None
) -> Evidence:
    """Delivers a file for a node. Its original is private from the start; its name is not kept.

    Args:
        node: of the plan, not closed.
        upload: what is delivered: it is looked at before anything is written.
        told: what the person says of it.
        by: who delivers it.
        report: the report that it is delivered with, while that is open to who writes it.

    Raises:
        Denied: when the actor may not deliver here, or may not write the report.
        Refused: when something that is said of it cannot be, when the file is not accepted or harmless, or when the
            same file was delivered for the node already.
    """
    _require_delivery(node, report, by)
    _check_told(node, told)
    examined = examine(upload)
    _check_kind(told, examined)
    sha256 = keep_private(examined.content)
    file = {"sha256": sha256, "size": len(examined.content), "media_type": examined.media_type, "kind": told.kind}
    return _deliver(node, told, file, by, report)


def deliver_link(*, node: Node, url: str, told: Delivery, by: Actor, report: ProgressReport | None = None) -> Evidence:
    """Delivers a link for a node. Whether it opens is looked at later, in the background.

    Raises:
        Denied: as `deliver_file` does.
        Refused: when something that is said of it cannot be, the address is not one of the open internet, or the same
            link was delivered for the node already.
    """
    _require_delivery(node, report, by)
    _check_told(node, told)
    url = _checked_address(url)
    link = {
        "kind": Kind.LINK,
        "url": url,
        "link_state": Evidence.LinkState.UNCHECKED,
        "link_due_at": timezone.now(),
    }
    return _deliver(node, told, link, by, report)


@transaction.atomic
def review_evidence(*, evidence: Evidence, verdict: str, reason: str, by: Actor) -> EvidenceReview:
    """Says what a delivered verifiable is worth. The last verdict counts; those before stay.

    Raises:
        Denied: when the actor may not review here, or delivered it.
        Refused: when it was not delivered or its report was not sent yet, or anything but valid has no reason.
    """
    evidence = (
        Evidence.objects.select_for_update(of=("self",)).select_related("node__plan", "report").get(pk=evidence.pk)
    )
    held = acting_as(by, "tracking.review-evidence", evidence)
    if not evidence.is_delivered:
        raise Refused(_("Es una referencia de un documento: no hay archivo ni enlace que revisar."))
    if evidence.report is not None and evidence.report.is_open:
        raise Refused(_("El reporte aún no se envía: se revisa después."))
    if verdict not in EvidenceReview.Verdict.values:
        raise Refused(_("Elige si basta o qué le falta."))
    reason = " ".join(reason.split())
    if verdict != EvidenceReview.Verdict.VALID and not reason:
        raise Refused(_("Di por qué: quien lo entregó tiene que saber qué corregir."))
    role = held.role if held else "system"
    review = evidence.reviews.create(
        verdict=verdict, reason=reason, role=role, organization=held.unit if held else None
    )
    tell(events.REVIEWED, evidence, {"verdict": verdict}, role)
    return review


def tell(kind: str, evidence: Evidence, payload: dict[str, Any], role: str) -> None:
    """Records an act on a verifiable in the public log."""
    told = {"plan": evidence.node.plan.slug, "node": evidence.node.key} | payload
    record(kind, f"evidence/{evidence.public_id}", told, role=role, fictitious=evidence.node.plan.fictitious)


def _require_delivery(node: Node, report: ProgressReport | None, by: Actor) -> str:
    if node.closed_at is not None:
        raise Refused(_("Este elemento está cerrado: ya no se entregan verificables."))
    if report is None:
        return require(by, "tracking.deliver-evidence", node)
    if report.assignment.node_id != node.pk:
        raise Refused(_("El reporte es de otro elemento."))
    return require(by, "tracking.write-report", report)


def _check_told(node: Node, told: Delivery) -> None:
    if not told.title.strip():
        raise Refused(_("Di en pocas palabras qué es."))
    if told.dated is not None and told.dated > timezone.localdate() + timedelta(days=1):
        raise Refused(_("La fecha aún no llega: escribe la del documento, la foto o la página."))
    if told.means is not None and told.means.node_id != node.pk:
        raise Refused(_("Ese verificable esperado es de otro elemento."))


def _check_kind(told: Delivery, examined: Examined) -> None:
    if told.kind not in FILE_KINDS:
        raise Refused(_("Elige qué clase de archivo es."))
    is_picture = examined.media_type in PICTURES
    if is_picture and told.kind not in (Kind.PHOTOGRAPH, Kind.ATTENDANCE):
        raise Refused(
            _("Es una imagen, y una imagen puede mostrar personas."),
            details=[_("Elige «fotografía», o «lista de asistencia» si lo es: así queda reservada.")],
        )
    if told.kind == Kind.PHOTOGRAPH and not is_picture:
        raise Refused(_("Dijiste que es una fotografía y el archivo no es una imagen: elige otra clase."))
    if told.kind == Kind.TABLE and examined.media_type not in TABLES:
        raise Refused(_("Una tabla de datos se entrega como CSV, .xlsx u .ods: elige otra clase o exporta la tabla."))
    if told.kind == Kind.ATTENDANCE and not told.people:
        raise Refused(_("Cuenta cuántas personas hay en la lista: es lo único de ella que se ve sin permiso."))


def _checked_address(url: str) -> str:
    url = url.strip()
    try:
        URLValidator(schemes=["http", "https"])(url)
        parts = urlsplit(url)
        odd = parts.username is not None or parts.port not in (None, 80, 443)
    except (ValidationError, ValueError):
        odd = True
    if odd or len(url) > LONGEST_ADDRESS:
        raise Refused(
            _("La dirección no es la de una página que cualquiera pueda abrir."),
            details=[_("Cópiala de la barra del navegador: empieza por https:// o http:// y no lleva contraseña.")],
        )
    return url


@transaction.atomic
def _deliver(node: Node, told: Delivery, values: dict[str, Any], by: Actor, report: ProgressReport | None) -> Evidence:
    node = Node.objects.select_for_update(of=("self",)).select_related("plan").get(pk=node.pk)
    if report is not None:
        report = ProgressReport.objects.select_for_update(of=("self",)).select_related("assignment").get(pk=report.pk)
    role = _require_delivery(node, report, by)
    _check_new(node, values)
    position = node.evidence.aggregate(last=Max("position"))["last"]
    evidence = Evidence.objects.create(
        node=node,
        report=report,
        means=told.means,
        title=" ".join(told.title.split()),
        dated=told.dated,
        people_counted=told.people,
        position=0 if position is None else position + 1,
        annex=_next_annex(node, report) if report else "",
        delivered_at=timezone.now(),
        delivered_by=None if isinstance(by, System) else by,
        **values,
    )
    if report is not None and not isinstance(by, System):
        report.writers.add(by)
    payload = {"kind": evidence.kind, "annex": evidence.annex, "sha256": evidence.sha256}
    tell(events.DELIVERED, evidence, payload, role)
    return evidence


def _check_new(node: Node, values: dict[str, Any]) -> None:
    if values.get("sha256") and (same := node.evidence.filter(sha256=values["sha256"]).first()):
        raise Refused(_("Este mismo archivo ya está entregado aquí: «%(title)s».") % {"title": same.title})
    if values.get("url") and (same := node.evidence.filter(url=values["url"]).first()):
        raise Refused(_("Este mismo enlace ya está entregado aquí: «%(title)s».") % {"title": same.title})


def _next_annex(node: Node, report: ProgressReport) -> str:
    """The number of what a report delivers next, such as `3.2`: the second of the third commitment in this cycle.

    Numbers are given once, in the order of delivery, and never move.
    """
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=report.assignment.cycle_id)
    first = f"{_chapter(node)}."
    given = Evidence.objects.filter(report__assignment__cycle=cycle, annex__startswith=first)
    last = max((int(annex.removeprefix(first)) for annex in given.values_list("annex", flat=True)), default=0)
    return f"{first}{last + 1}"


def _chapter(node: Node) -> str:
    """The number of the topmost node above a node: as its key ends, or its place in the plan."""
    top = with_nodes_above(node)[-1]
    if found := LAST_NUMBER.search(top.key):
        return found[1]
    return str(node.plan.nodes.filter(parent__isnull=True, position__lte=top.position).count())
