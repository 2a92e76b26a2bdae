"""The notices of the follow-up: their words, and to whom they go. No name of anybody stands in them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minga.foundation.accounts.models import User
from minga.foundation.notices.actions import notify
from minga.government.plans.words import shortened
from minga.government.tracking.models import Assignment, Cycle, ProgressReport
from minga.government.tracking.queries.people import responsibles
from minga.kernel.registry import Text

LONGEST = 90

ASKED = (_("Te piden un reporte: %(node)s"), _("Te piden %(number)s reportes de «%(plan)s»"))
WEEK = (_("Falta un reporte tuyo: %(node)s"), _("Faltan %(number)s reportes tuyos de «%(plan)s»"))
LAST = (_("Está por vencer tu reporte: %(node)s"), _("Están por vencer %(number)s reportes tuyos de «%(plan)s»"))
LATE = (_("Venció tu reporte: %(node)s"), _("Vencieron %(number)s reportes tuyos de «%(plan)s»"))
LATE_OF_OTHERS = (
    _("Falta un reporte que ya venció: %(node)s"),
    _("Faltan %(number)s reportes que ya vencieron en «%(plan)s»"),
)
EXTENDED = (_("Tienes más plazo: %(node)s"), _("Tienes más plazo para %(number)s reportes de «%(plan)s»"))
UNTIL = _("El plazo termina el %(due)s, a las 23:59.")
SILENT = _("El plazo terminó el %(due)s. Mientras no se envíe, se muestra «sin reporte»; todavía se puede enviar.")
Words = tuple[Text, Text]
"""The title for one report, and for several."""


def tell_responsibles(
    cycle: Cycle, assignments: Sequence[Assignment], what: str, words: Words, text: Text
) -> set[Assignment]:
    """Tells who answers for each unit, one notice a person; returns the assignments of which somebody was told."""
    people = responsibles(cycle.plan, (assignment.organization_id for assignment in assignments))
    of_each: dict[User, list[Assignment]] = defaultdict(list)
    for assignment in assignments:
        for person in people.get(assignment.organization_id, []):
            of_each[person].append(assignment)
    for person, own in of_each.items():
        tell_of(person, cycle, own, what, words, text)
    return {assignment for own in of_each.values() for assignment in own}


def tell_of(
    person: User,
    cycle: Cycle,
    assignments: Sequence[Assignment],
    what: str,
    words: Words,
    text: Text,
    *,
    watching: bool = False,
) -> None:
    """Tells one person of assignments of a cycle; `watching` for who follows the cycle and does not report."""
    first, alone = assignments[0], len(assignments) == 1
    url = (
        reverse("tracking:desk-cycle", args=[cycle.plan.slug, cycle.number])
        if watching
        else reverse("tracking:write", args=[first.public_id])
        if alone
        else reverse("tracking:reports")
    )
    notify(
        person=person,
        key=f"cycle/{cycle.public_id}/{what}/{_digest(assignments)}",
        kind=f"tracking.{what}",
        title=words[0] if alone else words[1],
        text=text,
        values=_values(cycle, assignments),
        url=url,
        fictitious=cycle.plan.fictitious,
    )


def tell_about(report: ProgressReport, people: Iterable[User], what: str, title: Text, text: Text) -> None:
    """Tells people one thing about a report, once for each time that it is sent."""
    assignment = report.assignment
    for person in people:
        notify(
            person=person,
            key=f"report/{report.public_id}/{what}/{report.version}",
            kind=f"tracking.{what}",
            title=title,
            text=text,
            values=_values(assignment.cycle, [assignment]),
            url=reverse("tracking:write", args=[assignment.public_id]),
            fictitious=assignment.cycle.plan.fictitious,
        )


def _values(cycle: Cycle, assignments: Sequence[Assignment]) -> dict[str, Any]:
    node = assignments[0].node
    return {
        "node": f"{node.printed_code or node.key}, {shortened(node.title, LONGEST)}",
        "number": len(assignments),
        "plan": shortened(str(cycle.plan), LONGEST),
        "due": min(assignment.due_on for assignment in assignments),
    }


def _digest(assignments: Iterable[Assignment]) -> str:
    """Which assignments, and until when: the same are told once, and again when their day moves."""
    named = sorted(f"{assignment.public_id} {assignment.due_on}" for assignment in assignments)
    return hashlib.sha256(" ".join(named).encode()).hexdigest()[:32]
