"""Links between plans: one side proposes, the other agrees or rejects, either ends it. Pages show what both agree to."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.accounts.models import User
from minga.foundation.ledger.actions import record
from minga.foundation.organizations.rules import Actor, require
from minga.foundation.search.actions import rebuild
from minga.government.plans.events import LINK_AGREED, LINK_ENDED, LINK_REJECTED
from minga.government.plans.models import Link, Node, Plan
from minga.kernel.errors import Conflict, Refused

KIND, STATE = Link.Kind, Link.State


def propose_link(source: Node, target: Node, *, kind: str, statement: str, by: Actor) -> Link:
    """Says that a node contributes to, implements, repeats or follows one of another plan; the other side answers.

    A link that was rejected may be proposed again, and only then changes its words; of one that ended, a new one is made.

    Raises:
        Denied: when the person may not edit the plan that says it.
        Refused: between nodes of one plan, closed ones, or of a real and an invented plan; and when it stands already.
    """
    require(by, "plans.propose-link", source)
    if kind not in KIND.values:
        raise Refused(_("Elige qué dice un elemento del otro."))
    if source.plan_id == target.plan_id:
        raise Refused(_("Un vínculo une elementos de planes distintos."))
    if source.closed_at or target.closed_at:
        raise Refused(_("Un elemento cerrado no se vincula: reábrelo antes."))
    if source.plan.fictitious != target.plan.fictitious:
        raise Refused(_("Un plan real y uno ficticio no se vinculan."))
    with transaction.atomic():
        same = Link.objects.standing().filter(source=source, target=target, kind=kind)
        standing = same.select_for_update().first()
        if standing is not None and standing.state != STATE.REJECTED:
            raise Refused(_("Ese vínculo ya consta: %(state)s.") % {"state": standing.get_state_display()})
        link = standing or Link(source=source, target=target, kind=kind)
        link.state, link.statement = STATE.PROPOSED, statement.strip()
        link.proposed_by, link.proposed_at = (by if isinstance(by, User) else None), timezone.now()
        link.answered_by, link.answered_at, link.answer = None, None, ""
        link.save()
    return link


def answer_link(link: Link, *, agrees: bool, answer: str, by: Actor) -> Link:
    """The other side's answer to a link. A rejection says why.

    Raises:
        Denied: when the person may not edit the plan that is spoken of, or proposed the link.
        Conflict: when it was answered meanwhile.
        Refused: when a rejection says nothing.
    """
    with transaction.atomic():
        link = Link.objects.select_for_update().get(pk=link.pk)
        if link.state != STATE.PROPOSED:
            raise Conflict(_("Ese vínculo ya tiene respuesta: %(state)s.") % {"state": link.get_state_display()})
        role = require(by, "plans.answer-link", link)
        if not agrees and not answer.strip():
            raise Refused(_("Escribe por qué no estás de acuerdo."))
        link.state = STATE.AGREED if agrees else STATE.REJECTED
        link.answer = answer.strip()
        link.answered_by, link.answered_at = (by if isinstance(by, User) else None), timezone.now()
        link.save()
        record(
            LINK_AGREED if agrees else LINK_REJECTED,
            f"link/{link.public_id}",
            _told(link),
            role=role,
            fictitious=link.source.plan.fictitious,
        )
        if agrees:
            transaction.on_commit(rebuild, robust=True)
    return link


def end_link(link: Link, *, plan: Plan, reason: str, by: Actor) -> Link:
    """Takes back what one side agreed to: the link ends at once for both, and its history stays.

    Args:
        link: what both agreed to.
        plan: the one of its two plans that ends it.
        reason: why; the history of both nodes tells it.
        by: who does it.

    Raises:
        Denied: when the person may not edit that plan, or the link is not one that both agreed to.
        Conflict: when it was ended meanwhile.
        Refused: when the reason says nothing, or the plan is none of the two.
    """
    with transaction.atomic():
        link = Link.objects.select_for_update().get(pk=link.pk)
        if link.state == STATE.ENDED:
            raise Conflict(_("Ese vínculo ya terminó."))
        require(by, "plans.end-link", link)
        sides = {link.source.plan_id: Link.Side.SOURCE, link.target.plan_id: Link.Side.TARGET}
        if plan.pk not in sides:
            raise Refused(_("Un vínculo lo termina uno de sus dos planes."))
        role = require(by, "plans.edit", plan)
        if not reason.strip():
            raise Refused(_("Escribe por qué termina: se leerá en la historia de los dos elementos."))
        link.state, link.ended_side, link.ending = STATE.ENDED, sides[plan.pk], reason.strip()
        link.ended_by, link.ended_at = (by if isinstance(by, User) else None), timezone.now()
        link.save()
        record(
            LINK_ENDED,
            f"link/{link.public_id}",
            {**_told(link), "ended_by": plan.slug},
            role=role,
            fictitious=plan.fictitious,
        )
        transaction.on_commit(rebuild, robust=True)
    return link


def _told(link: Link) -> dict[str, object]:
    """What the public log says of a link."""
    return {"kind": link.kind, "source": _name(link.source), "target": _name(link.target)}


def _name(node: Node) -> str:
    return f"{node.plan.slug}/{node.key}"
