"""When a body may decide, from a day on and by an act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minga.foundation.ledger.actions import record
from minga.foundation.organizations import events
from minga.foundation.organizations.actions.bodies.locking import locked_body
from minga.foundation.organizations.models import Body, BodySession, QuorumRule
from minga.foundation.organizations.quorum import Fraction
from minga.foundation.organizations.rules import Actor, require
from minga.kernel.errors import Refused


@dataclass(frozen=True)
class RuleOfQuorum:
    """A rule: its first day and the act that says it, how much has to be present, and what a tie means."""

    starts: date
    source: str
    numerator: int = 1
    denominator: int = 2
    more_than: bool = True
    vacant_count: bool = True
    tie: str = QuorumRule.Tie.REJECTED


@transaction.atomic
def set_quorum_rule(*, body: Body, rule: RuleOfQuorum, by: Actor) -> QuorumRule:
    """Writes the rule of a body from a day on; those before it stay for their days.

    Raises:
        Denied: when the actor may not.
        Refused: when no number of seats could reach it, no act says it, a rule starts that day already, or sessions of
            that day or later were held by another.
    """
    role = require(by, "bodies.set-quorum", body)
    body = locked_body(body)
    try:
        Fraction(rule.numerator, rule.denominator, rule.more_than)
    except ValueError:
        raise Refused(_("Ningún número de puestos alcanza esa fracción, o la alcanza ninguno.")) from None
    if not rule.source.strip():
        raise Refused(_("Escribe el acto que lo dice."))
    if body.quorum_rules.filter(starts=rule.starts).exists():
        raise Refused(_("Ya hay una regla que empieza ese día."))
    noted = BodySession.objects.filter(body=body, meets_on__gte=rule.starts, seats_counted__isnull=False)
    if noted.exists():
        raise Refused(_("Ya se anotó la asistencia de una sesión de ese día o posterior: con su regla se queda."))
    written = QuorumRule.objects.create(
        body=body,
        starts=rule.starts,
        numerator=rule.numerator,
        denominator=rule.denominator,
        more_than=rule.more_than,
        vacant_count=rule.vacant_count,
        tie=rule.tie,
        source=rule.source.strip(),
    )
    payload = {"starts": rule.starts.isoformat(), "numerator": rule.numerator, "denominator": rule.denominator}
    payload |= {"more_than": rule.more_than, "vacant_count": rule.vacant_count, "tie": rule.tie, "act": written.source}
    record(events.QUORUM_SET, f"body/{body.slug}", payload, role=role, fictitious=body.fictitious)
    return written
