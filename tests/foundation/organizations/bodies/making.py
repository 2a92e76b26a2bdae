"""A body of five seats with who sits in it, persons with roles, and sessions at each of their steps."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from minga.foundation.accounts.models import User
from minga.foundation.organizations.actions.bodies import (
    ItemRecord,
    Meeting,
    approve_minutes,
    call_session,
    prepare_session,
    record_attendance,
    record_minutes,
    seat_holder,
)
from minga.foundation.organizations.models import Body, Organization, RoleAssignment, SeatRule
from minga.foundation.organizations.rules import SYSTEM
from minga.kernel.errors import Refused

LAST_YEAR = date(2025, 1, 1)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def refused(call, *arguments, **named) -> str:
    """Why the call is refused."""
    with pytest.raises(Refused) as caught:
        call(*arguments, **named)
    return caught.value.reason


def pdf(content: bytes = PDF, name: str = "acta de Juan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def today() -> date:
    return timezone.localdate()


def yesterday() -> date:
    return today() - timedelta(days=1)


def organization(slug: str, parent: Organization | None = None, **values) -> Organization:
    return Organization.objects.create(slug=slug, name=slug.replace("-", " ").title(), parent=parent, **values)


def make_body(slug: str = "comite", **values) -> Body:
    """Presides: 1 seat with alternate; neighbours: 2 with alternates; academy: 2 without."""
    home = Organization.objects.filter(slug=f"{slug}-casa").first() or organization(f"{slug}-casa")
    body = Body.objects.create(slug=slug, name="Comité", organization=home, **values)
    sectors = [("Planificación", 1, True, True), ("Vecindario", 2, False, True), ("Academia", 2, False, False)]
    for position, (sector, seats, presides, alternates) in enumerate(sectors, start=1):
        SeatRule.objects.create(
            body=body, position=position, sector=sector, seats=seats, presides=presides, alternates=alternates
        )
    return body


def sector(body: Body, position: int) -> SeatRule:
    return body.seat_rules.get(position=position)


def sit(body: Body, position: int, number: int = 1, kind: str = "principal", **values):
    values = {"starts": LAST_YEAR, "act": "Acta 1", "by": SYSTEM, "post": "Delegación"} | values
    return seat_holder(rule=sector(body, position), number=number, kind=kind, **values)


def fill(body: Body) -> Body:
    """Everyone sits but the second neighbour; the presiding seat and the first neighbour have alternates."""
    for position, number, kind in [(1, 1, "principal"), (1, 1, "alternate"), (2, 1, "principal"), (2, 1, "alternate")]:
        sit(body, position, number, kind)
    sit(body, 3, 1)
    sit(body, 3, 2)
    return body


def person(role: str = "", scope: object = None, email: str = "") -> User:
    user = User.objects.create_user(email or f"{role or 'nadie'}-{User.objects.count()}@example.org")
    if role:
        RoleAssignment.objects.create(person=user, role=role, scope=scope, starts=LAST_YEAR, act="Nombramiento 1")
    return user


def meeting(**values) -> Meeting:
    return Meeting(
        **({"kind": "ordinary", "meets_on": yesterday(), "agenda": ["Acta anterior", "Compromisos"]} | values)
    )


ALL_BUT_ONE = {(1, 1): "principal", (2, 1): "alternate", (3, 1): "principal", (3, 2): "absent"}


def prepared(body: Body, by=SYSTEM, **values):
    return prepare_session(body=body, meeting=meeting(**values), by=by)


def called(body: Body, by=SYSTEM, **values):
    session = prepared(body, by, **values)
    day = min(today(), session.meets_on)
    return call_session(session=session, called_on=day, post="Dirección", unit=None, by=by, version=session.version)


def held(body: Body, by=SYSTEM, presences=None, **values):
    session = called(body, by, **values)
    return record_attendance(
        session=session, presences=presences or ALL_BUT_ONE, guests=4, by=by, version=session.version
    )


def recorded(body: Body, by=SYSTEM, **values):
    session = held(body, by, **values)
    items = [ItemRecord(item.position, "Se trató.") for item in session.items.all()]
    return record_minutes(session=session, items=items, by=by, version=session.version, document=pdf())


def closed(body: Body, by=SYSTEM, **values):
    session = recorded(body, by, **values)
    return approve_minutes(session=session, approved_on=today(), by=SYSTEM, version=session.version)


def at(page, *arguments) -> str:
    return reverse(f"bodies:{page}", args=arguments)


def sent(client, page, *arguments, **data):
    """What a page answers when its form is sent: the status, and the address or the first thing that it says is wrong."""
    response = client.post(at(page, *arguments), data)
    if response.status_code == 303:
        return 303, response["Location"]
    refused = response.context["refused"]
    return response.status_code, refused.reason if refused else dict(response.context["form"].errors)
