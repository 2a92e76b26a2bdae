"""A plan that is followed: its units, who answers, who checks, cycles and reports, by the real actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from minga.foundation.accounts.models import User
from minga.foundation.organizations.models import Organization
from minga.government.plans.models import Node, NodeRole, Plan
from minga.government.tracking import actions
from minga.government.tracking.models import Assignment, Cycle, ProgressReport
from tests.factories.plans import LevelFactory, NodeFactory, PlanFactory
from tests.factories.roles import day, official, organization

WHOLE = {"canonical": "in_progress", "physical": "45,5", "narrative": "Se instalaron 9 de 20 tableros."}


@dataclass
class City:
    """A plan of a planning unit, whose commitment has two milestones led by a unit of works."""

    above: Organization
    planning: Organization
    works: Organization
    plan: Plan
    commitment: Node
    nodes: list[Node]
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        """Who holds a role: `city.planner`, `city.responsible`."""
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


def city(*, fictitious: bool = False, without: str = "", milestones: int = 2) -> City:
    """The city with an official in each role but one. The planning unit's post is «Dirección», the others' too."""
    above = organization("municipio", fictitious=fictitious)
    planning = organization("planificacion", above, fictitious=fictitious)
    works = organization("obras", above, fictitious=fictitious)
    plan = PlanFactory(publisher=planning, fictitious=fictitious, slug="paga")
    top = LevelFactory(plan=plan, depth=0, name="Compromiso")
    low = LevelFactory(plan=plan, depth=1, name="Hito", carries_status=True)
    commitment = NodeFactory(plan=plan, level=top, key="C1", title="Obras a la vista", position=0)
    nodes = [
        NodeFactory(plan=plan, level=low, parent=commitment, key=f"C1.H{place}", title=f"Hito {place}", position=place)
        for place in range(1, milestones + 1)
    ]
    NodeRole.objects.create(node=commitment, organization=works, role="lead", printed="Obras")
    found = City(above, planning, works, plan, commitment, nodes)
    scopes = {"planner": planning, "reviewer": planning, "approver": planning, "responsible": works}
    for role, scope in scopes.items():
        if role != without:
            found.people[role] = official(role, scope, post="Dirección", unit=scope)
    return found


def terms(**values: Any) -> actions.CycleTerms:
    """A cycle that tells of the last thirty days and is due in ten."""
    given: dict[str, Any] = {"name": "Segundo trimestre", "starts": day(-30), "ends": day(-1), "due_on": day(10)}
    return actions.CycleTerms(**given | values)


def prepared(found: City, **values: Any) -> Cycle:
    """A cycle in preparation."""
    return actions.prepare_cycle(plan=found.plan, terms=terms(**values), by=found.planner)


def opened(found: City, **values: Any) -> Cycle:
    """An open cycle."""
    cycle = prepared(found, **values)
    return actions.open_cycle(cycle=cycle, by=found.planner, version=cycle.version)


def asked(cycle: Cycle, key: str = "C1.H1") -> Assignment:
    """What a cycle asks about a node, as it stands."""
    return Assignment.objects.select_related("cycle__plan", "node", "organization").get(cycle=cycle, node__key=key)


def drafted(found: City, cycle: Cycle, key: str = "C1.H1", by: User | None = None, **content: Any) -> ProgressReport:
    """A report that was begun, whole unless it is told otherwise."""
    return actions.start_report(assignment=asked(cycle, key), content=WHOLE | content, by=by or found.responsible)


def sent(found: City, cycle: Cycle, key: str = "C1.H1", **content: Any) -> ProgressReport:
    """A report that was sent."""
    report = drafted(found, cycle, key, **content)
    return actions.send_report(report=report, by=found.responsible, version=report.version)


def approved(found: City, cycle: Cycle, key: str = "C1.H1", **content: Any) -> ProgressReport:
    """A report that was reviewed and approved."""
    report = sent(found, cycle, key, **content)
    if cycle.chain == "three-steps":
        report = actions.review_report(report=report, by=found.reviewer, version=report.version)
    return actions.approve_report(report=report, by=found.approver, version=report.version)


def now(report: ProgressReport) -> ProgressReport:
    """The report as it stands."""
    return ProgressReport.objects.get(pk=report.pk)


def noon(distance: int) -> datetime:
    """Noon of a day so many days from today, in the instance's time zone."""
    return timezone.make_aware(datetime.combine(day(distance), time(12)))


def passed(cycle: Cycle, days: int) -> None:
    """Lets the due day of all that a cycle asks lie so many days back; those who were told were told long before."""
    due = timezone.localdate() - timedelta(days=days)
    Cycle.objects.filter(pk=cycle.pk).update(due_on=due)
    rows = Assignment.objects.filter(cycle=cycle)
    rows.update(due_on=due)
    rows.filter(notified_at__isnull=False).update(notified_at=noon(-days - 20))
