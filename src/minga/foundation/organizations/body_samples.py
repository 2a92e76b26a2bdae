"""Sessions of the fictitious canton's council and committee, once its plan is there to speak of. None of them took place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from django.core.files.uploadedfile import SimpleUploadedFile

from minga.foundation.organizations.actions import bodies as actions
from minga.foundation.organizations.models import Agreement, Body, BodySession, Organization
from minga.foundation.organizations.quorum import Votes
from minga.foundation.organizations.rules import SYSTEM
from minga.foundation.organizations.subjects import find_subject
from minga.kernel.errors import Refused

PLAN = "/planes/paga-2025-2027/"
COMMITTEE, COUNCIL = "comite-del-plan-de-san-jacinto", "consejo-consultivo-de-san-jacinto"
FIRST_DAY = date(2025, 1, 15)
FOUNDED = "Acta 001-2025 (ficticia)"
Seats = Mapping[tuple[int, int], str]


@dataclass(frozen=True)
class Holder:
    """Who holds a seat: by the position of its sector and its number."""

    position: int
    number: int
    organization: str = ""
    post: str = ""
    kind: str = "principal"


@dataclass(frozen=True)
class Talk:
    """An item of the agenda, what was said and how it was voted."""

    title: str
    text: str
    votes: Votes | None = None


@dataclass(frozen=True)
class Promise:
    """An agreement; `met` is the act that gives it as met."""

    kind: str
    text: str
    about: Sequence[str] = ()
    responsible: str = ""
    due: date | None = None
    told: Sequence[tuple[date, str, str]] = ()
    met: tuple[str, date] | None = None


@dataclass(frozen=True)
class Meeting:
    """A session; without `minutes`, its minutes are still to be written."""

    number: int
    day: date
    called: date
    talks: Sequence[Talk]
    seats: Seats
    minutes: str = ""
    kind: str = BodySession.Kind.ORDINARY
    guests: int = 0
    promises: Sequence[Promise] = field(default_factory=tuple)


HOLDERS = {
    COMMITTEE: (
        Holder(1, 1, "direccion-de-planificacion", "Dirección"),
        Holder(1, 1, "direccion-de-planificacion", "Coordinación de seguimiento", "alternate"),
        Holder(2, 1, "red-vecinal-rio-claro"),
        Holder(2, 1, "red-vecinal-rio-claro", "Delegación suplente", "alternate"),
        Holder(3, 1, "universidad-del-paramo-alto", "Vinculación con la sociedad"),
        Holder(3, 2, post="Delegación de los colegios del cantón"),
    ),
    COUNCIL: (
        Holder(1, 1, "direccion-de-participacion-ciudadana", "Dirección"),
        Holder(2, 1, "red-vecinal-rio-claro"),
        Holder(2, 2, post="Delegación de las cinco parroquias"),
        Holder(3, 1, "universidad-del-paramo-alto"),
        Holder(4, 1, "observatorio-andino-de-promesas-publicas"),
    ),
}
READ_BEFORE = Talk("Lectura del acta anterior", "Se leyó el acta anterior y no hubo observaciones.")
MEETINGS = {
    COUNCIL: (
        Meeting(
            1,
            date(2025, 7, 9),
            date(2025, 7, 2),
            (
                Talk("Instalación", "Se constató el quórum y se leyó el orden del día."),
                Talk(
                    "Compromisos del Plan de Gobierno Abierto 2025-2027",
                    "La Dirección de Planificación presentó los 5 compromisos y los 22 hitos que salieron de la cocreación.",
                    Votes(4, 0, 0),
                ),
            ),
            {(1, 1): "principal", (2, 1): "principal", (3, 1): "principal", (4, 1): "principal"},
            "Acta 002-2025 (ficticia)",
            guests=23,
            promises=(
                Promise("approval", "Se aprueban los 5 compromisos y los 22 hitos del plan.", (PLAN,)),
                Promise(
                    "task",
                    "Publicar el plan aprobado.",
                    responsible="direccion-de-planificacion",
                    due=date(2025, 7, 16),
                    met=("Memorando 018-2025 (ficticio)", date(2025, 7, 14)),
                ),
            ),
        ),
    ),
    COMMITTEE: (
        Meeting(
            7,
            date(2026, 4, 14),
            date(2026, 4, 7),
            (
                READ_BEFORE,
                Talk(
                    "Cambio de fecha del hito C1.H2",
                    "La Dirección de Participación Ciudadana pidió más tiempo: las lluvias cerraron dos locales.",
                    Votes(2, 1, 0),
                ),
                Talk(
                    "Memoria de los talleres",
                    "Se pidió publicarla con las láminas y sin fotografías de niñas ni niños.",
                ),
            ),
            {(1, 1): "principal", (2, 1): "alternate", (3, 1): "principal"},
            "Acta 007-2026 (ficticia)",
            guests=6,
            promises=(
                Promise(
                    "approval",
                    "Se aprueba la nueva fecha del hito C1.H2, Doce talleres en las cinco parroquias.",
                    (f"{PLAN}C1.H2/",),
                ),
                Promise(
                    "task",
                    "Publicar la memoria de los doce talleres.",
                    (f"{PLAN}C1.H2/",),
                    "direccion-de-participacion-ciudadana",
                    date(2026, 5, 29),
                    ((date(2026, 5, 20), "La memoria está escrita; falta la revisión de las láminas.", ""),),
                    ("Oficio 041-2026 (ficticio)", date(2026, 5, 27)),
                ),
            ),
        ),
        Meeting(
            11,
            date(2026, 6, 9),
            date(2026, 6, 2),
            (
                READ_BEFORE,
                Talk(
                    "Encuesta de uso de los datos",
                    "No hubo recursos para hacerla bien. Se discutió dejarla sin efecto y decirlo en la página del plan.",
                    Votes(3, 0, 1),
                ),
                Talk("Recorridos vecinales de obra", "La Red Vecinal Río Claro pidió fechas."),
            ),
            {(1, 1): "principal", (2, 1): "principal", (3, 1): "principal", (3, 2): "principal"},
            "Acta 011-2026 (ficticia)",
            promises=(
                Promise("approval", "Se deja sin efecto el hito C5.H5.", (f"{PLAN}C5.H5/",)),
                Promise(
                    "task",
                    "Entregar el calendario de los recorridos vecinales de obra, con lugar y hora.",
                    (f"{PLAN}C3.H5/",),
                    "direccion-de-obras-publicas",
                    date(2026, 12, 15),
                    (
                        (
                            date(2026, 9, 3),
                            "Hay fechas para tres de las cinco parroquias.",
                            "Memorando 077-2026 (ficticio)",
                        ),
                    ),
                ),
                Promise("recommendation", "Que el próximo plan prevea los recursos de cada encuesta.", (PLAN,)),
            ),
        ),
        Meeting(
            12,
            date(2026, 7, 14),
            date(2026, 7, 7),
            (Talk("Informe de cumplimiento de julio", ""),),
            {(2, 1): "principal", (3, 1): "principal"},
            "Acta 012-2026 (ficticia)",
            kind=BodySession.Kind.EXTRAORDINARY,
        ),
        Meeting(
            13,
            date(2026, 9, 15),
            date(2026, 9, 8),
            (Talk("Informe de cumplimiento de julio", ""), Talk("Calendario de recorridos", "")),
            {(1, 1): "alternate", (2, 1): "principal", (3, 2): "principal"},
            guests=3,
        ),
    ),
}


def build_sessions() -> None:
    """Writes the seats and the sessions; nothing while the canton's plan is not there, and nothing twice."""
    try:
        find_subject(PLAN)
    except Refused:
        return
    for slug, holders in HOLDERS.items():
        body = Body.objects.get(slug=slug)
        if body.sessions.exists():
            continue
        for holder in holders:
            _sit(body, holder)
        actions.set_quorum_rule(
            body=body, rule=actions.RuleOfQuorum(FIRST_DAY, f"{FOUNDED}, artículo 4", tie="presiding"), by=SYSTEM
        )
        for meeting in MEETINGS[slug]:
            _meet(body, meeting)


def _sit(body: Body, holder: Holder) -> None:
    actions.seat_holder(
        rule=body.seat_rules.get(position=holder.position),
        number=holder.number,
        kind=holder.kind,
        organization=_organization(holder.organization),
        post=holder.post,
        starts=FIRST_DAY,
        act=FOUNDED,
        by=SYSTEM,
    )


def _organization(slug: str) -> Organization | None:
    return Organization.objects.get(slug=slug, fictitious=True) if slug else None


def _meet(body: Body, meeting: Meeting) -> None:
    agenda = [talk.title for talk in meeting.talks]
    what = actions.Meeting(meeting.kind, meeting.day, agenda, time(15), place="Casa comunal de Río Claro (ficticia)")
    session = actions.prepare_session(body=body, meeting=what, by=SYSTEM, number=meeting.number)
    calls = {"called_on": meeting.called, "post": "Dirección", "unit": _organization("direccion-de-planificacion")}
    session = actions.call_session(session=session, by=SYSTEM, version=session.version, **calls)  # type: ignore[arg-type]
    session = actions.record_attendance(
        session=session,
        presences=meeting.seats,
        guests=meeting.guests,
        by=SYSTEM,
        version=session.version,
        attendance_list=_pdf(f"Lista de la sesion {meeting.number}"),
    )
    if meeting.minutes:
        _write(session, meeting)


def _write(session: BodySession, meeting: Meeting) -> None:
    """Writes the minutes, approves them a week later, and releases their copy; then tells what became of what was agreed."""
    items = [
        actions.ItemRecord(position, talk.text, "open" if talk.votes else "none", talk.votes)
        for position, talk in enumerate(meeting.talks, start=1)
    ]
    signed, copy = _pdf(f"{meeting.minutes} con firmas"), _pdf(f"{meeting.minutes}, copia sin nombres")
    session = actions.record_minutes(
        session=session, items=items, by=SYSTEM, version=session.version, number=meeting.minutes, document=signed
    )
    made = [_agree(session, promise) for promise in meeting.promises]
    session.refresh_from_db()
    session = actions.approve_minutes(session=session, approved_on=meeting.day, by=SYSTEM, version=session.version)
    actions.release_minutes(session=session, document=copy, without_names=True, by=SYSTEM, version=session.version)
    for agreement, promise in zip(made, meeting.promises, strict=True):
        _follow(Agreement.objects.get(pk=agreement.pk), promise)


def _agree(session: BodySession, promise: Promise) -> Agreement:
    session.refresh_from_db()
    terms = actions.Terms(
        promise.kind,
        promise.text,
        item=session.items.filter(result="approved").first() if promise.kind == "approval" else None,
        responsible=_organization(promise.responsible),
        due=promise.due,
        subjects=[find_subject(address) for address in promise.about],
    )
    return actions.make_agreement(session=session, terms=terms, by=SYSTEM, version=session.version)


def _follow(agreement: Agreement, promise: Promise) -> None:
    for day, text, reference in promise.told:
        actions.follow_agreement(agreement=agreement, day=day, text=text, reference=reference, by=SYSTEM)
    if promise.met:
        act, day = promise.met
        actions.settle_agreement(
            agreement=agreement, state="met", act=act, on=day, by=SYSTEM, version=agreement.version
        )


def _pdf(words: str) -> SimpleUploadedFile:
    """A page of its own that says what it stands for, as small as a PDF can be."""
    text = f"BT /F1 18 Tf 72 720 Td (Documento ficticio: {words}) Tj ET".encode("cp1252", "replace")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(content))
    return SimpleUploadedFile("ficticio.pdf", content + head + table + tail, "application/pdf")
