"""Reading bodies: who sits where on a day, what is listed, and what a session agreed about a subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db import models
from django.db.models import Count, F, IntegerField, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce

from minga.foundation.organizations.models import (
    Agreement,
    AgreementSubject,
    Attendance,
    Body,
    BodySession,
    FollowUp,
    QuorumRule,
    SeatHolder,
    SeatRule,
)
from minga.foundation.organizations.subjects import parts_of, rows_of_kinds


@dataclass(frozen=True)
class Chair:
    """One seat of a body on a day: its place, and who holds it, or None twice when it is vacant."""

    rule: SeatRule
    number: int
    principal: SeatHolder | None = None
    alternate: SeatHolder | None = None

    @property
    def key(self) -> tuple[int, int]:
        """The position of its sector and its number."""
        return self.rule.position, self.number

    @property
    def name(self) -> str:
        """Its sector, with its number where the sector has several."""
        return f"{self.rule.sector} {self.number}" if self.rule.seats > 1 else self.rule.sector


def chairs(body: Body, day: date) -> list[Chair]:
    """Every seat of a body on a day, vacant ones too, in the order of its sectors; two queries, one when prefetched."""
    rules = list(body.seat_rules.all())
    held: dict[tuple[int, int, str], SeatHolder] = {}
    for holder in body.holders.active(day).select_related("organization", "rule"):
        held[holder.rule_id, holder.number, holder.kind] = holder
    return [
        Chair(rule, number, held.get((rule.pk, number, "principal")), held.get((rule.pk, number, "alternate")))
        for rule in rules
        for number in range(1, rule.seats + 1)
    ]


def rule_on(body: Body, day: date) -> QuorumRule | None:
    """The quorum rule in force on a day; None when no act gives one, and more than half of the seats is needed."""
    return body.quorum_rules.filter(starts__lte=day).order_by("-starts").first()


@dataclass(frozen=True)
class Act:
    """An approval by a session, as the publication of a plan cites it."""

    body: Body
    number: str
    date: date
    url: str
    agreement: Agreement

    kind = "session"


def acts_of(plan: models.Model) -> list[Act]:
    """The approvals of a plan, or of parts of it, by sessions whose minutes are approved; the newest first."""
    wanted = _speaks_of(plan)
    for parts in parts_of(plan):
        kind = ContentType.objects.get_for_model(parts.model)
        wanted |= Q(subjects__subject_type=kind, subjects__subject_id__in=parts.values("pk"))
    approvals = Agreement.objects.public().filter(wanted, kind=Agreement.Kind.APPROVAL).distinct()
    rows = approvals.select_related("session__body").order_by("-session__meets_on", "-session__number", "-number")
    return [
        Act(one.session.body, one.reference, one.session.meets_on, one.get_absolute_url(), one)
        for one in rows
        if one.state != Agreement.State.VOID
    ]


def agreements_for(subject: models.Model) -> models.QuerySet[Agreement]:
    """The public agreements about a plan, a node or an organization, the newest first."""
    rows = Agreement.objects.public().filter(_speaks_of(subject)).select_related("session__body", "responsible")
    return rows.order_by("-session__meets_on", "-session__number", "-number")


def _speaks_of(subject: models.Model) -> Q:
    return Q(subjects__subject_type=ContentType.objects.get_for_model(subject), subjects__subject_id=subject.pk)


def bodies_listed(*, fictitious: bool) -> models.QuerySet[Body]:
    """The bodies with what the listing says of each: seats, sessions that were called, agreements in force."""
    public = BodySession.objects.public().filter(body=OuterRef("pk"))
    in_force = Agreement.objects.public().in_force().filter(session__body=OuterRef("pk"))
    return (
        Body.objects.filter(fictitious=fictitious)
        .select_related("organization")
        .prefetch_related("seat_rules")
        .annotate(session_count=_counted(public), agreement_count=_counted(in_force), last_day=_last_day(public))
        .order_by("slug")
    )


def _counted(rows: models.QuerySet[models.Model]) -> Coalesce:
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(total=Count("pk")).values("total")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _last_day(rows: models.QuerySet[BodySession]) -> Subquery:
    return Subquery(rows.order_by("-meets_on").values("meets_on")[:1])


@dataclass(frozen=True)
class SectorPresence:
    """How many seats of one sector were present in a session, of how many: all that the public sees of a list."""

    sector: str
    seats: int
    present: int
    vacant: int


def presence_by_sector(attendance: Iterable[Attendance]) -> list[SectorPresence]:
    """The attendance by sector, in the body's order."""
    grouped = groupby(attendance, key=lambda row: row.rule)
    return [_sector_presence(rule, list(rows)) for rule, rows in grouped]


def _sector_presence(rule: SeatRule, rows: list[Attendance]) -> SectorPresence:
    came = (Attendance.Presence.PRINCIPAL, Attendance.Presence.ALTERNATE)
    return SectorPresence(
        sector=rule.sector,
        seats=len(rows),
        present=sum(row.presence in came for row in rows),
        vacant=sum(row.presence == Attendance.Presence.VACANT for row in rows),
    )


def with_subjects(agreements: models.QuerySet[Agreement]) -> models.QuerySet[Agreement]:
    """The agreements with what they are about and what became of them: a query for each kind of subject, and two."""
    told = Prefetch("follow_ups", FollowUp.objects.select_related("document"))
    about = Prefetch(
        "subjects",
        AgreementSubject.objects.prefetch_related(GenericPrefetch("subject", rows_of_kinds())),
    )
    return agreements.prefetch_related(told, about)


def seats_of(organizations: Iterable[int]) -> models.QuerySet[SeatHolder]:
    """The seats that organizations hold today, by body."""
    rows = SeatHolder.objects.active().filter(organization__in=organizations).select_related("body", "rule")
    return rows.order_by("body__slug", "rule__position", "number", "-kind")


def charged_to(organizations: Iterable[int]) -> models.QuerySet[Agreement]:
    """The public agreements in force that organizations answer for, the first to fall due first."""
    rows = Agreement.objects.public().in_force().filter(responsible__in=organizations).select_related("session__body")
    return rows.order_by(F("due").asc(nulls_last=True), "session__number", "number")
