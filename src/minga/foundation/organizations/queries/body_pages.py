"""What the public pages of bodies show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet

from minga.foundation.organizations.models import (
    AgendaItem,
    Agreement,
    Body,
    BodySession,
    Minutes,
    PrintedSession,
    QuorumRule,
)
from minga.foundation.organizations.queries.bodies import (
    Chair,
    SectorPresence,
    chairs,
    presence_by_sector,
    rule_on,
    with_subjects,
)

SESSIONS_ON_A_PAGE = 20
MOST_AGREEMENTS = 40


@dataclass(frozen=True)
class BodyPage:
    """A body: its seats today, its rule, its sessions a page at a time, and its agreements.

    `agreements` are those in force, the first to fall due first, then those settled, the latest first, up to a limit that
    the table as a file does not have; `agreement_count` is how many there are.
    """

    body: Body
    chairs: list[Chair]
    rule: QuorumRule | None
    sessions: Page
    printed: list[PrintedSession]
    agreements: list[Agreement]
    agreement_count: int

    @property
    def has_holders(self) -> bool:
        """Whether it is known who sits in any seat; where it is not, no seat is called vacant."""
        return any(chair.principal for chair in self.chairs)

    @property
    def vacant(self) -> list[Chair]:
        """The seats that nobody holds, where it is known who holds the others."""
        return [chair for chair in self.chairs if not chair.principal] if self.has_holders else []

    @property
    def presiding(self) -> str:
        """The sector that presides, empty when none does."""
        return next((rule.sector for rule in self.body.seat_rules.all() if rule.presides), "")

    @property
    def held_keys(self) -> set[tuple[int, int]]:
        """The seats to be drawn full: those that somebody holds; all, when it is not known."""
        return {chair.key for chair in self.chairs if chair.principal or not self.has_holders}


def body_page(body: Body, today: date, page: str | None) -> BodyPage:
    """What a body's page shows; seven queries, whatever it holds."""
    sessions = (
        BodySession.objects.public()
        .filter(body=body)
        .with_words()
        .annotate(agreement_count=Count("agreements"))
        .order_by("-meets_on", "-number")
    )
    for_paging = Paginator(sessions, SESSIONS_ON_A_PAGE)
    found = for_paging.get_page(page)
    for session in found.object_list:
        session.body = body
    agreements = _agreements(body)
    total = agreements.count() if len(listed := list(agreements[:MOST_AGREEMENTS])) == MOST_AGREEMENTS else len(listed)
    return BodyPage(
        body=body,
        chairs=chairs(body, today),
        rule=rule_on(body, today),
        sessions=found,
        printed=list(body.printed_sessions.all()),
        agreements=listed,
        agreement_count=total,
    )


def _agreements(body: Body) -> QuerySet[Agreement]:
    """In force by their day, those without one last; then the settled ones."""
    found = Agreement.objects.public().filter(session__body=body).select_related("session__body", "responsible")
    in_force_first = F("closed_on").desc(nulls_first=True)
    return found.order_by(in_force_first, F("due").asc(nulls_last=True), "session__number", "number")


@dataclass(frozen=True)
class SessionPage:
    """A session as everybody sees it: what was said, voted and agreed only once its minutes are approved."""

    session: BodySession
    minutes: Minutes | None
    items: list[AgendaItem]
    presence: list[SectorPresence]
    agreements: list[Agreement]
    errata: list[Agreement]

    @property
    def is_closed(self) -> bool:
        """Whether the minutes are approved."""
        return self.session.state == BodySession.State.CLOSED

    @property
    def took_place(self) -> bool:
        """Whether who came is known."""
        return bool(self.presence)


def session_page(session: BodySession) -> SessionPage:
    """What a session's page shows; nine queries at most after the session's own."""
    closed = session.state == BodySession.State.CLOSED
    agreements = session.agreements.select_related("responsible", "corrects__body", "item")
    return SessionPage(
        session=session,
        minutes=getattr(session, "minutes", None),
        items=list(session.items.all()),
        presence=presence_by_sector(session.attendance.select_related("rule")),
        agreements=_of(session, with_subjects(agreements)) if closed else [],
        errata=list(session.errata.filter(session__state=BodySession.State.CLOSED).select_related("session__body")),
    )


def _of(session: BodySession, agreements: QuerySet[Agreement]) -> list[Agreement]:
    found = list(agreements)
    for agreement in found:
        agreement.session = session
    return found


def find_session(body: str, number: int) -> BodySession:
    """A session by its address, with what its page tells of its call.

    Raises:
        BodySession.DoesNotExist: when the body has no such session.
    """
    rows = BodySession.objects.with_words().select_related(
        "body__organization", "called_by_unit", "quorum_rule", "minutes__approved_in__body"
    )
    return rows.get(body__slug=body, number=number)
