"""Who holds which role, for those who give them; and what a role may be given for, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Length

from minga.foundation.accounts.models import User
from minga.foundation.organizations.models import Organization, OrganizationName, Role, RoleAssignment
from minga.foundation.organizations.naming import name_key
from minga.foundation.organizations.rules import assignments_of
from minga.foundation.organizations.scopes import (
    and_below,
    find_scope,
    organization_tree,
    scope_rows,
    scope_type,
    territory_tree,
)
from minga.foundation.territory.queries import find_places
from minga.kernel.words import plain

ACTIVE, COMING, ENDED = "active", "coming", "ended"
MOST_FOUND = 8
"""How many of each kind a search by name gives."""
ORGANIZATION, PLAN, PLACE = RoleAssignment.SCOPES


@dataclass(frozen=True)
class Asked:
    """What the list of roles is asked: a role, a scope as a reference, and one of the three states; empty for any."""

    role: str = ""
    scope: str = ""
    state: str = ""

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> Asked:
        """From the GET parameters `rol`, `ambito` and `estado`; what is unknown asks for nothing."""
        role, state = parameters.get("rol", ""), parameters.get("estado", "")
        return cls(
            role=role if role in Role.values else "",
            scope=parameters.get("ambito", ""),
            state=state if state in (ACTIVE, COMING, ENDED) else "",
        )


def roles_seen_by(actor: Any) -> QuerySet[RoleAssignment]:
    """The roles that a person who administrates may see: those of the place in which the person does."""
    if administrates_all(actor):
        return RoleAssignment.objects.all()
    own = _administrations(actor)
    return RoleAssignment.objects.filter(_within(own)) if own else RoleAssignment.objects.none()


def administrates_all(actor: Any) -> bool:
    """Whether the person administrates in the whole city."""
    return any(held.scope_type_id is None for held in _administrations(actor))


def own_scopes(actor: Any) -> list[models.Model | None]:
    """What the person administrates: the whole city alone, or each of its parts."""
    if administrates_all(actor):
        return [None]
    return list(dict.fromkeys(held.scope for held in load_scopes(_administrations(actor))))


def _administrations(actor: Any) -> list[RoleAssignment]:
    return [held for held in assignments_of(actor) if held.role == Role.ADMINISTRATION]


def _within(held: Iterable[RoleAssignment]) -> Q:
    """Given for the scope of one of these, or for what lies in it."""
    found = Q()
    for label, rows in _reached(held).items():
        found |= Q(scope_type=scope_type(label), scope_id__in=rows.values("pk"))
    return found


def _reached(held: Iterable[RoleAssignment]) -> dict[str, QuerySet[Any]]:
    """By model, the rows in which these roles hold: what they are given for, what is below it, the plans published there."""
    own: dict[str, list[int]] = {
        label: [one.scope_id or 0 for one in held if one.scope_type == scope_type(label)]
        for label in RoleAssignment.SCOPES
    }
    units = and_below(own[ORGANIZATION], organization_tree())
    places = and_below(own[PLACE], territory_tree()) if own[PLACE] else set()
    return {
        PLAN: scope_rows(PLAN).filter(Q(pk__in=own[PLAN]) | Q(publisher__in=units)),
        ORGANIZATION: scope_rows(ORGANIZATION).filter(pk__in=units),
        PLACE: scope_rows(PLACE).filter(pk__in=places),
    }


def by_state(day: date) -> Case:
    """The state of a role on a day, for the database."""
    return Case(
        When(Q(cancelled=True) | Q(ends__lt=day), then=Value(ENDED)),
        When(starts__gt=day, then=Value(COMING)),
        default=Value(ACTIVE),
    )


def listed(actor: Any, asked: Asked, day: date) -> QuerySet[RoleAssignment]:
    """The roles that were asked for, those in force first, then the coming and the ended; each with its `state`."""
    found = _of_scope(roles_seen_by(actor), asked.scope).annotate(state=by_state(day))
    if asked.role:
        found = found.filter(role=asked.role)
    if asked.state:
        found = found.filter(state=asked.state)
    order = Case(When(state=ACTIVE, then=Value(0)), When(state=COMING, then=Value(1)), default=Value(2))
    return with_scopes(found.select_related("person", "unit", "stands_for")).order_by(order, "role", "starts", "pk")


def _of_scope(roles: QuerySet[RoleAssignment], reference: str) -> QuerySet[RoleAssignment]:
    if not reference:
        return roles
    try:
        scope = find_scope(reference)
    except LookupError:
        return roles.none()
    if scope is None:
        return roles.filter(scope_type__isnull=True)
    return roles.filter(scope_type=scope_type(scope._meta.label_lower), scope_id=scope.pk)


def count_by_state(actor: Any, day: date) -> dict[str, int]:
    """How many roles of each state the person sees. One query."""
    found = roles_seen_by(actor).annotate(state=by_state(day)).order_by()
    return dict(found.values_list("state").annotate(number=Count("pk")))


def scopes_in_use(actor: Any) -> list[models.Model | None]:
    """What the roles that the person sees are given for, each once, by its name; the whole city first."""
    roles = roles_seen_by(actor).order_by().values("scope_type__app_label", "scope_type__model", "scope_id").distinct()
    keys: dict[str, list[int | None]] = {}
    for row in roles:
        keys.setdefault(f"{row['scope_type__app_label']}.{row['scope_type__model']}", []).append(row["scope_id"])
    city: list[models.Model | None] = [None] if keys.pop("None.None", []) else []
    rows = [row for label in keys for row in scope_rows(label).filter(pk__in=keys[label])]
    return [*city, *sorted(rows, key=lambda row: plain(str(row)))]


def with_scopes(roles: QuerySet[RoleAssignment]) -> QuerySet[RoleAssignment]:
    """The same, with what they are given for: one query for each of its models."""
    return roles.prefetch_related(_scopes())


def load_scopes(roles: list[RoleAssignment]) -> list[RoleAssignment]:
    """The same roles with what they are given for: one query for each of its models."""
    models.prefetch_related_objects(roles, _scopes())
    return roles


def _scopes() -> GenericPrefetch:
    return GenericPrefetch("scope", [scope_rows(label) for label in RoleAssignment.SCOPES])


def roles_of(people: Iterable[Any]) -> QuerySet[RoleAssignment]:
    """All roles of these people, the latest first, with what they are given for."""
    found = RoleAssignment.objects.filter(person__in=[person.pk for person in people]).select_related("unit")
    return with_scopes(found).order_by("-starts", "pk")


def find_person(email: str) -> User | None:
    """Who has the account with this e-mail."""
    return User.objects.filter(email=email.strip().lower()).first()


def scopes_named(text: str, actor: Any) -> list[models.Model]:
    """What the person may give a role for that has these words in a name: plans, organizations, places."""
    wanted = plain(text)
    if not wanted:
        return []
    if administrates_all(actor):
        rows = {label: scope_rows(label) for label in RoleAssignment.SCOPES}
    else:
        rows = _reached(_administrations(actor))
    plans = [plan for plan in rows[PLAN] if wanted in plain(f"{plan.title} {plan.short_title} {plan.slug}")]
    reached = set(rows[PLACE].values_list("pk", flat=True))
    places = [place for place in find_places(text) if place.pk in reached]
    return [*plans[:MOST_FOUND], *organizations_named(text, rows[ORGANIZATION]), *places[:MOST_FOUND]]


def organizations_named(text: str, among: QuerySet[Organization] | None = None) -> list[Organization]:
    """The organizations at this address or with this in one of their names; the shortest names first. One query."""
    slug, wanted = text.replace("\x00", "").strip(), name_key(text)
    if not wanted:
        return []
    named = Exists(OrganizationName.objects.filter(organization=OuterRef("pk"), folded__contains=wanted))
    very_one = Case(When(slug=slug, then=Value(0)), default=Value(1))
    rows = Organization.objects.all() if among is None else among
    found = rows.filter(named | Q(slug=slug))
    return list(found.order_by(very_one, Length("name"), "slug")[:MOST_FOUND])
