"""Writing the organizations that come with the package or with the demonstration."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from minga.foundation.ledger.actions import record
from minga.foundation.ledger.models import Event
from minga.foundation.organizations import events
from minga.foundation.organizations.facts import BodyFacts, OrganizationFacts, PeriodFacts, Register, quito
from minga.foundation.organizations.models import (
    AdministrationPeriod,
    Body,
    Organization,
    OrganizationName,
    PrintedSession,
    SeatRule,
)
from minga.foundation.organizations.naming import name_key
from minga.foundation.organizations.queries import NameIndex, name_index
from minga.foundation.territory.models import Territory


def install_organizations(*, role: str = "system") -> None:
    """Writes what the package ships of Quito's organizations; changes nothing when it is there already.

    Zonal administrations are tied to their territory when that is installed before.
    """
    install_register(quito(), role=role)


@transaction.atomic
def install_register(register: Register, *, role: str = "system") -> None:
    """Writes a register of organizations with their names, bodies and periods.

    One that was added before under any of its names stays the same row. The same register written before changes and
    records nothing.
    """
    subject = f"organizations/{register.name}"
    written = Event.objects.filter(kind=events.INSTALLED, subject=subject, payload__facts=register.fingerprint)
    if written.exists():
        return
    rows = _write_organizations(register)
    _write_names(register, rows)
    for body in register.bodies:
        _write_body(body, rows[body.organization], fictitious=register.fictitious)
    for period in register.periods:
        _write_period(period, fictitious=register.fictitious)
    payload = {"organizations": len(rows), "bodies": len(register.bodies), "periods": len(register.periods)}
    record(
        events.INSTALLED, subject, payload | {"facts": register.fingerprint}, role=role, fictitious=register.fictitious
    )


def _write_organizations(register: Register) -> dict[str, Organization]:
    """Writes the rows, those above first, and returns them by the slug that the register gives them."""
    wanted = {facts.territory for facts in register.organizations} - {""}
    places = {place.slug: place for place in Territory.objects.filter(slug__in=wanted).defer("boundary")}
    existing = {row.slug: row for row in Organization.objects.filter(fictitious=register.fictitious)}
    index = name_index()
    rows: dict[str, Organization] = {}
    for facts in register.organizations:
        parent = rows[facts.parent] if facts.parent else None
        row = existing.get(facts.slug) or _named_so(facts, parent, index, register)
        rows[facts.slug] = _write_organization(row, facts, parent, places.get(facts.territory), register)
    return rows


def _named_so(
    facts: OrganizationFacts, parent: Organization | None, index: NameIndex, register: Register
) -> Organization | None:
    """The row that bears one of its names already, so that a document read before keeps its organization."""
    of_a_zone = parent is not None and parent.kind == Organization.Kind.ZONAL_ADMINISTRATION
    found = (
        index.find(name.name, fictitious=register.fictitious, within=parent if of_a_zone else None)
        for name in facts.names
    )
    return next((row for row in found if row), None)


def _write_organization(
    row: Organization | None,
    facts: OrganizationFacts,
    parent: Organization | None,
    place: Territory | None,
    register: Register,
) -> Organization:
    row = row or Organization(slug=facts.slug)
    row.name, row.kind, row.acronym = facts.name, facts.kind, facts.acronym
    row.parent, row.territory = parent, place or row.territory
    row.valid_from, row.act = facts.valid_from or row.valid_from, facts.act or row.act
    row.fictitious = register.fictitious
    row.save()
    return row


def _write_names(register: Register, rows: Mapping[str, Organization]) -> None:
    names = [
        OrganizationName(
            organization=rows[facts.slug],
            kind=name.kind,
            name=name.name,
            folded=name_key(name.name),
            first_year=name.first_year,
            last_year=name.last_year,
            source=name.source,
            is_reading=name.is_reading,
        )
        for facts in register.organizations
        for name in facts.names
    ]
    OrganizationName.objects.bulk_create(
        names,
        update_conflicts=True,
        unique_fields=["organization", "folded"],
        update_fields=["kind", "name", "first_year", "last_year", "source", "is_reading"],
    )


def _write_body(facts: BodyFacts, organization: Organization, *, fictitious: bool) -> None:
    values = {
        "name": facts.name,
        "organization": organization,
        "purpose": facts.purpose,
        "act": facts.act,
        "source": facts.source,
        "fictitious": fictitious,
    }
    body = Body.objects.update_or_create(slug=facts.slug, defaults=values)[0]
    for position, seat in enumerate(facts.seats, start=1):
        rule = {"sector": seat.sector, "seats": seat.seats, "presides": seat.presides, "source": seat.source}
        SeatRule.objects.update_or_create(body=body, position=position, defaults=rule)
    for session in facts.sessions:
        told = {"says": session.says, "source": session.source}
        PrintedSession.objects.update_or_create(body=body, held_on=session.held_on, defaults=told)


def _write_period(facts: PeriodFacts, *, fictitious: bool) -> None:
    values = {
        "name": facts.name,
        "first_year": facts.first_year,
        "last_year": facts.last_year,
        "source": facts.source,
        "fictitious": fictitious,
    }
    AdministrationPeriod.objects.update_or_create(slug=facts.slug, defaults=values)
