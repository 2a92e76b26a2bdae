"""What a person works on in bodies: those that their roles reach, and what waits in each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from minga.foundation.organizations.models import AgendaItem, Agreement, Body, BodySession, Organization, Role
from minga.foundation.organizations.rules import assignments_of
from minga.foundation.organizations.scopes import and_below, organization_tree
from minga.kernel.rules import find_rule

SOON = timedelta(days=30)
State = BodySession.State


@dataclass(frozen=True)
class Reach:
    """The organizations that a person's roles for some act reach; `everywhere` when one holds in the whole city."""

    everywhere: bool
    organizations: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether it reaches nothing."""
        return not self.everywhere and not self.organizations

    def holds(self, organization: Organization | None) -> bool:
        """Whether an organization lies in it."""
        return self.everywhere or (organization is not None and organization.pk in self.organizations)

    def within(self, field: str) -> Q:
        """The condition that a foreign key to an organization leads into it."""
        return Q(pk__isnull=False) if self.everywhere else Q(**{f"{field}__in": self.organizations})


def reach(person: Any, roles: Iterable[str]) -> Reach:
    """Where a person holds any of these roles; at most one query."""
    held = [one for one in assignments_of(person) if one.role in set(roles)]
    if any(one.scope_type_id is None for one in held):
        return Reach(everywhere=True)
    kind = ContentType.objects.get_for_model(Organization).pk
    scopes = [one.scope_id for one in held if one.scope_type_id == kind and one.scope_id is not None]
    reached = and_below(scopes, organization_tree()) if scopes else ()
    return Reach(everywhere=False, organizations=frozenset(reached))


def reach_of(person: Any, rule: str) -> Reach:
    """Where a person may do what a rule allows, whatever the row's state."""
    return reach(person, find_rule(rule).roles)


def bodies_for(person: Any) -> QuerySet[Body]:
    """The bodies whose work a person may see, by name."""
    return Body.objects.filter(reach_of(person, "bodies.see").within("organization")).order_by("fictitious", "slug")


def waiting_sessions(bodies: QuerySet[Body]) -> QuerySet[BodySession]:
    """The sessions of some bodies in which something remains to be done, the earliest first."""
    return _waiting().filter(body__in=bodies)


def waiting_sessions_within(*reaches: Reach) -> QuerySet[BodySession]:
    """The sessions of the bodies that any of these reaches, in which something remains to be done."""
    reached = Q()
    for one in reaches:
        reached |= one.within("body__organization")
    return _waiting().filter(reached)


def _waiting() -> QuerySet[BodySession]:
    """Each with `is_unwritten`, whether the minutes say nothing of some item."""
    open_states = (State.DRAFT, State.CALLED, State.HELD, State.FAILED)
    unwritten = AgendaItem.objects.filter(session=OuterRef("pk"), text="")
    rows = BodySession.objects.filter(state__in=open_states).with_words().annotate(is_unwritten=Exists(unwritten))
    return rows.select_related("body__organization").order_by("meets_on", "number")


def due_agreements(person: Any, today: date) -> QuerySet[Agreement]:
    """The agreements in force that fall due soon, or did, and of which the person may tell what was done."""
    answers = reach(person, [Role.RESPONSIBLE]).within("responsible")
    follows = reach(person, [Role.PLANNER]).within("session__body__organization")
    return _in_force().filter(answers | follows, due__lte=today + SOON).order_by("due", "pk")


def charge_of(person: Any) -> QuerySet[Agreement]:
    """The tasks in force that a person's units answer for, by body, the first to fall due first."""
    answers = reach(person, [Role.RESPONSIBLE]).within("responsible")
    rows = _in_force().filter(answers, kind=Agreement.Kind.TASK)
    return rows.order_by("session__body__slug", F("due").asc(nulls_last=True), "pk")


def _in_force() -> QuerySet[Agreement]:
    return Agreement.objects.public().in_force().select_related("session__body", "responsible")


def next_number(body: Body) -> int:
    """The number that a new session would have."""
    return (body.sessions.aggregate(last=Max("number"))["last"] or 0) + 1


def followed_by(person: Any, agreements: Iterable[Agreement]) -> set[int]:
    """The keys of those among the agreements of one body of which the person may tell what was done; at most one query."""
    follows = reach_of(person, "bodies.follow")
    return {
        agreement.pk
        for agreement in agreements
        if follows.holds(agreement.responsible) or follows.holds(agreement.session.body.organization)
    }


def agreements_to_follow(body: Body) -> QuerySet[Agreement]:
    """The agreements in force of a body, the first to fall due first."""
    return _in_force().filter(session__body=body).order_by(F("due").asc(nulls_last=True), "session__number", "number")
