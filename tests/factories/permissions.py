"""The subjects of rules, in each of their states, for the table of permissions.

To try the rules of a new model, add its builder to `BUILDERS`, and to `CONDITIONS` what makes a new condition hold and
what breaks it. Subjects need not be saved, unless a condition asks the database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from minga.foundation.accounts.models import User
from minga.foundation.organizations.models import (
    Agreement,
    Body,
    BodySession,
    ElectoralMode,
    Minutes,
    Organization,
    RoleAssignment,
)
from minga.government.plans.models import ChangeSet, Link, Node, Plan, Vocabulary
from minga.government.tracking.models import Assignment, Cycle, Evidence, ProgressReport, Signature
from minga.publishing.intake.models import Reading
from tests.factories.plans import NodeFactory, PlanFactory
from tests.factories.roles import START, account, day, organization

Builder = Callable[[str, Organization], Any]
"""A subject in a state (empty for models without states) that lies in an organization, as far as it lies in any."""


def _plan(unit: Organization, state: str = Plan.State.PUBLISHED) -> Plan:
    return PlanFactory(publisher=unit, state=state)


def _node(unit: Organization) -> Node:
    return NodeFactory(plan=_plan(unit))


def _body(unit: Organization) -> Body:
    return Body.objects.create(slug=f"cuerpo-{Body.objects.count()}", name="Comité", organization=unit)


def _session(state: str, unit: Organization) -> BodySession:
    session = BodySession.objects.create(body=_body(unit), number=1, meets_on=day())
    session.state = state
    return session


def _cycle(state: str, unit: Organization) -> Cycle:
    return Cycle(plan=_plan(unit), number=1, name="Primer trimestre", starts=day(-30), ends=day(-1), state=state)


def _assignment(unit: Organization) -> Assignment:
    """What an open cycle asks of the unit, for a plan that lies nowhere near."""
    cycle = _cycle("open", organization(f"otra-{Organization.objects.count()}"))
    cycle.due_on = day(9)
    cycle.save()
    return Assignment.objects.create(cycle=cycle, node=NodeFactory(plan=cycle.plan), organization=unit, due_on=day(9))


def _report(state: str, unit: Organization) -> ProgressReport:
    report = ProgressReport.objects.create(assignment=_assignment(unit), author=account())
    report.state = state
    return report


BUILDERS: dict[str, Builder] = {
    "organizations.roleassignment": lambda _state, unit: RoleAssignment(
        person=account(), role="editor", scope=unit, starts=START, act="Memorando 002-2026"
    ),
    "organizations.electoralmode": lambda _state, _unit: ElectoralMode(starts=day(), act="A-1", act_date=day()),
    "organizations.body": lambda _state, unit: _body(unit),
    "organizations.bodysession": _session,
    "organizations.agreement": lambda state, unit: Agreement(session=_session("closed", unit), state=state),
    "organizations.organization": lambda _state, unit: unit,
    "plans.plan": lambda state, unit: _plan(unit, state),
    "plans.node": lambda _state, unit: _node(unit),
    "plans.changeset": lambda state, unit: ChangeSet(plan=_plan(unit), state=state, author=account()),
    "plans.link": lambda state, unit: Link(
        source=_node(organization(f"otra-{Organization.objects.count()}")),
        target=_node(unit),
        state=state,
        proposed_by=account(),
    ),
    "plans.vocabulary": lambda _state, _unit: Vocabulary(kind="status"),
    "tracking.cycle": _cycle,
    "tracking.assignment": lambda _state, unit: _assignment(unit),
    "tracking.progressreport": _report,
    "tracking.evidence": lambda _state, unit: Evidence(node=_node(unit), delivered_by=account()),
    "intake.reading": lambda state, unit: Reading(organization=unit, state=state, handed_in_by=account()),
}
"""By the label that rules name their subject with."""


@dataclass(frozen=True)
class Bend:
    """How to make a condition hold for a person and a subject, and how to break it; `roles` that it may stop."""

    hold: Callable[[Any, User], None]
    break_: Callable[[Any, User], None]
    roles: tuple[str, ...] = ()


def _sets(field: str, **more: Any) -> Callable[[Any, User], None]:
    """Makes the person the one in a field of the subject."""

    def bend(subject: Any, person: User) -> None:
        for name, value in ({field: person} | more).items():
            setattr(subject, name, value)

    return bend


def _sets_another(field: str) -> Callable[[Any, User], None]:
    """Makes it somebody else, always the same one."""

    def bend(subject: Any, _person: User) -> None:
        other = vars(subject).setdefault("somebody_else", None) or account()
        subject.somebody_else = other
        setattr(subject, field, other)

    return bend


def _writes_minutes(session: BodySession, person: User) -> None:
    Minutes.objects.filter(session=session).delete()
    session.minutes = Minutes.objects.create(session=session)
    session.minutes.recorders.add(person)


def _cycle_of(subject: Assignment | ProgressReport) -> Cycle:
    return subject.assignment.cycle if isinstance(subject, ProgressReport) else subject.cycle


def _sets_cycle(**values: str) -> Callable[[Any, User], None]:
    """Gives the cycle of what is asked or reported another state or chain."""

    def bend(subject: Any, _person: User) -> None:
        for name, value in values.items():
            setattr(_cycle_of(subject), name, value)

    return bend


def _prepares(report: ProgressReport, chain: str) -> None:
    """Leaves a report as somebody sent it, in a cycle with this chain."""
    report.signatures.all().delete()
    Signature.objects.create(report=report, step="prepared", person=report.author, role="responsible")
    report.assignment.cycle.chain = chain


CONDITIONS: dict[str, Bend] = {
    "not-to-oneself": Bend(_sets_another("person"), _sets("person")),
    "author": Bend(_sets("author"), _sets_another("author")),
    "not-own-erratum": Bend(_sets_another("author"), _sets("author", basis="erratum")),
    "not-own-proposal": Bend(_sets_another("proposed_by"), _sets("proposed_by")),
    "own-or-reviewer": Bend(_sets("handed_in_by"), _sets_another("handed_in_by"), roles=("editor",)),
    "cycle-open": Bend(_sets_cycle(state="open"), _sets_cycle(state="closed")),
    "report-by-another": Bend(
        lambda report, person: report.writers.remove(person), lambda report, person: report.writers.add(person)
    ),
    "awaits-review": Bend(
        lambda report, _person: _prepares(report, "three-steps"), lambda report, _person: _prepares(report, "two-steps")
    ),
    "awaits-approval": Bend(
        lambda report, _person: _prepares(report, "two-steps"), lambda report, _person: _prepares(report, "three-steps")
    ),
    "evidence-by-another": Bend(_sets_another("delivered_by"), _sets("delivered_by")),
    "minutes-by-another": Bend(lambda _session, _person: None, _writes_minutes),
}
"""By the name of the condition."""
