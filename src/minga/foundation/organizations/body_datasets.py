"""The public tables of bodies: the bodies, their seats, their sessions, their agreements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Agreement, Body, BodySession
from minga.foundation.organizations.queries.bodies import Chair, bodies_listed, chairs, with_subjects
from minga.kernel.datasets import Column, Dataset, Row

BODY = Column("body", _("Identificador del cuerpo en la dirección de su página"))
FICTITIOUS = Column("fictitious", _("Verdadero si el cuerpo es inventado"))
SESSION = Column("session", _("Número de la sesión en el cuerpo"))

BODY_COLUMNS = (
    BODY,
    Column("name", _("Nombre")),
    Column("organization", _("Identificador de su organización")),
    Column("purpose", _("Para qué sirve")),
    Column("act", _("Acto que lo creó")),
    Column("seats", _("Puestos, sin contar suplentes")),
    Column("sessions", _("Sesiones convocadas aquí")),
    Column("last_session", _("Día de la última")),
    Column("agreements_in_force", _("Acuerdos vigentes con acta aprobada")),
    FICTITIOUS,
)
SEAT_COLUMNS = (
    BODY,
    Column("sector", _("Sector al que pertenece el puesto")),
    Column("seat", _("Número del puesto en su sector")),
    Column("presides", _("Verdadero si el puesto preside")),
    Column("has_alternate", _("Verdadero si el puesto tiene suplente por regla")),
    Column("principal_organization", _("Identificador de la organización que lo ocupa hoy; vacío si no se conoce")),
    Column("principal_post", _("Cargo que lo ocupa hoy")),
    Column("principal_since", _("Desde qué día")),
    Column("principal_act", _("Acto que lo dice")),
    Column("alternate_organization", _("Identificador de la organización suplente")),
    Column("alternate_post", _("Cargo suplente")),
    FICTITIOUS,
)
SESSION_COLUMNS = (
    BODY,
    SESSION,
    Column("kind", _("ordinary: ordinaria; extraordinary: extraordinaria")),
    Column(
        "state",
        _("called: convocada; held: instalada; failed: sin quórum; closed: con acta aprobada; void: sin efecto"),
    ),
    Column("meets_on", _("Día de la sesión")),
    Column("mode", _("in-person: presencial; remote: a distancia; mixed: ambas")),
    Column("called_on", _("Día de la convocatoria")),
    Column("called_by", _("Cargo que convocó")),
    Column("seats_counted", _("Puestos que cuentan para el quórum")),
    Column("seats_needed", _("Puestos que hacían falta")),
    Column("seats_present", _("Puestos presentes")),
    Column("has_quorum", _("Verdadero si hubo quórum; vacío si aún no se anota")),
    Column("guests", _("Invitados")),
    Column("attendance_sha256", _("Huella de la lista de asistencia, que queda reservada")),
    Column("minutes", _("Número del acta")),
    Column("minutes_approved_on", _("Día en que se aprobó el acta")),
    Column("minutes_sha256", _("Huella del acta firmada, que queda reservada")),
    Column("public_minutes_sha256", _("Huella de la copia pública del acta")),
    Column("agreements", _("Acuerdos, cuando el acta está aprobada")),
    FICTITIOUS,
)
AGREEMENT_COLUMNS = (
    BODY,
    SESSION,
    Column("number", _("Número del acuerdo en la sesión")),
    Column("kind", _("approval: aprobación; task: encargo; recommendation: recomendación; erratum: fe de erratas")),
    Column("text", _("Texto")),
    Column("agreed_on", _("Día de la sesión")),
    Column("responsible", _("Identificador de la organización responsable")),
    Column("due", _("Plazo")),
    Column("state", _("in-force: vigente; met: cumplido; void: sin efecto")),
    Column("closed_on", _("Día en que se cumplió o quedó sin efecto")),
    Column("closing_act", _("Acto que lo dice")),
    Column("corrects", _("Sesión que corrige, si es una fe de erratas")),
    Column("about", _("Direcciones de lo que trata, separadas por punto y coma")),
    Column("follow_ups", _("Veces que se contó qué se hizo")),
    FICTITIOUS,
)


def bodies(parameters: Mapping[str, str]) -> Iterator[Row]:
    """The bodies of the listing with the same `ficticias`."""
    return (_body_row(body) for body in bodies_listed(fictitious=bool(parameters.get("ficticias"))))


def _body_row(body: Body) -> Row:
    return {
        "body": body.slug,
        "name": body.name,
        "organization": body.organization.slug if body.organization else "",
        "purpose": body.purpose,
        "act": body.act,
        "seats": body.total_seats,
        "sessions": body.session_count,  # type: ignore[attr-defined]
        "last_session": _day(body.last_day),  # type: ignore[attr-defined]
        "agreements_in_force": body.agreement_count,  # type: ignore[attr-defined]
        "fictitious": body.fictitious,
    }


def seats(_parameters: Mapping[str, str], *, body: str) -> Iterator[Row]:
    """The seats of one body and who holds them today. Raises Http404 when there is no such body."""
    found = _found(body)
    return (_seat_row(found, chair) for chair in chairs(found, timezone.localdate()))


def _seat_row(body: Body, chair: Chair) -> Row:
    principal, alternate = chair.principal, chair.alternate
    return {
        "body": body.slug,
        "sector": chair.rule.sector,
        "seat": chair.number,
        "presides": chair.rule.presides,
        "has_alternate": chair.rule.alternates,
        "principal_organization": principal.organization.slug if principal and principal.organization else "",
        "principal_post": principal.post if principal else "",
        "principal_since": _day(principal.starts) if principal else "",
        "principal_act": principal.act if principal else "",
        "alternate_organization": alternate.organization.slug if alternate and alternate.organization else "",
        "alternate_post": alternate.post if alternate else "",
        "fictitious": body.fictitious,
    }


def sessions(_parameters: Mapping[str, str], *, body: str) -> Iterator[Row]:
    """The sessions of one body that were called, the latest first. Raises Http404 when there is no such body."""
    found = _found(body)
    rows = BodySession.objects.public().filter(body=found).select_related("minutes").order_by("-meets_on", "-number")
    counted = rows.prefetch_related("agreements")
    return (_session_row(found, session) for session in counted.iterator(chunk_size=500))


def _session_row(body: Body, session: BodySession) -> Row:
    closed = session.state == BodySession.State.CLOSED
    minutes = getattr(session, "minutes", None) if closed else None
    return {
        "body": body.slug,
        "session": session.number,
        "kind": session.kind,
        "state": session.state,
        "meets_on": _day(session.meets_on),
        "mode": session.mode,
        "called_on": _day(session.called_on),
        "called_by": session.called_by_post,
        "seats_counted": session.seats_counted,
        "seats_needed": session.seats_needed,
        "seats_present": session.seats_present,
        "has_quorum": session.has_quorum if session.seats_counted is not None else None,
        "guests": session.guests if session.seats_counted is not None else None,
        "attendance_sha256": session.list_sha256,
        "minutes": minutes.number if minutes else "",
        "minutes_approved_on": _day(minutes.approved_on) if minutes else "",
        "minutes_sha256": minutes.sha256 if minutes else "",
        "public_minutes_sha256": minutes.public_sha256 if minutes else "",
        "agreements": len(session.agreements.all()) if closed else None,
        "fictitious": body.fictitious,
    }


def agreements(_parameters: Mapping[str, str], *, body: str) -> Iterator[Row]:
    """The agreements of one body whose minutes are approved, the latest first. Raises Http404 without such a body."""
    found = _found(body)
    rows = Agreement.objects.public().filter(session__body=found).select_related("session", "responsible", "corrects")
    ordered = with_subjects(rows).order_by("-session__meets_on", "-session__number", "number")
    return (_agreement_row(found, agreement) for agreement in ordered.iterator(chunk_size=500))


def _agreement_row(body: Body, agreement: Agreement) -> Row:
    about = [one.subject.get_absolute_url() for one in agreement.subjects.all() if one.subject]
    return {
        "body": body.slug,
        "session": agreement.session.number,
        "number": agreement.number,
        "kind": agreement.kind,
        "text": agreement.text,
        "agreed_on": _day(agreement.session.meets_on),
        "responsible": agreement.responsible.slug if agreement.responsible else "",
        "due": _day(agreement.due),
        "state": agreement.state,
        "closed_on": _day(agreement.closed_on),
        "closing_act": agreement.closing_act,
        "corrects": agreement.corrects.number if agreement.corrects else None,
        "about": "; ".join(about),
        "follow_ups": len(agreement.follow_ups.all()),
        "fictitious": body.fictitious,
    }


def _found(slug: str) -> Body:
    found = Body.objects.filter(slug=slug).prefetch_related("seat_rules").first()
    if found is None:
        raise Http404
    return found


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


PATH = "organizaciones/cuerpos"
BODY_DATASETS: list[Dataset] = [
    Dataset("cuerpos", PATH, _("Consejos, mesas y comités"), BODY_COLUMNS, bodies),
    Dataset("cuerpos-puestos", f"{PATH}/<slug:body>/puestos", _("Puestos de un cuerpo"), SEAT_COLUMNS, seats),
    Dataset("cuerpos-sesiones", f"{PATH}/<slug:body>/sesiones", _("Sesiones de un cuerpo"), SESSION_COLUMNS, sessions),
    Dataset(
        "cuerpos-acuerdos", f"{PATH}/<slug:body>/acuerdos", _("Acuerdos de un cuerpo"), AGREEMENT_COLUMNS, agreements
    ),
]
