"""Plans in preparation: who sees them, and which standing plans have their name."""

from __future__ import annotations

from typing import Any

from minga.foundation.organizations.models import Organization
from minga.foundation.organizations.rules import assignments_of, verdict
from minga.foundation.organizations.scopes import and_below, organization_tree, scope_type
from minga.government.plans.models import Plan
from minga.government.plans.naming import PlanName, identity_of, may_be, plan_name
from minga.government.plans.queries.choices import names_of
from minga.government.plans.queries.desk import PUBLISHER
from minga.government.plans.queries.last import with_last_edition
from minga.kernel.rules import find_rule


def find_at_desk(person: Any, slug: str) -> Plan:
    """The plan with this address for the desk: public, or in preparation where the person may see it.

    Raises:
        Plan.DoesNotExist: when there is none, and to whoever may not know that there is one.
    """
    found = with_last_edition(Plan.at_desk.select_related(PUBLISHER, "supersedes")).get(slug=slug)
    if found.is_started and not verdict(person, "plans.see", found).allowed:
        raise Plan.DoesNotExist(slug)
    return found


def startable_publishers(person: Any) -> dict[str, str]:
    """The names by which the organizations are chosen for which the person may start plans, by slug, in order.

    Two queries.
    """
    roles = [one for one in assignments_of(person) if one.role in find_rule("plans.start").roles]
    rows = Organization.objects.all()
    if all(one.scope_type_id for one in roles):
        held = [one.scope_id for one in roles if one.scope_type_id == scope_type("organizations.organization").pk]
        rows = rows.filter(pk__in=and_below(filter(None, held), organization_tree()))
    return names_of(rows)


def name_of(plan: Plan) -> PlanName:
    """What its title and its years call it, as a document that prints them would."""
    first, last = plan.start_year or plan.end_year, plan.end_year or plan.start_year
    return plan_name(plan.title, (first, last) if first and last else None)


def identity_for(plan: Plan) -> str:
    """The identity by which a document of the plan finds it. Management reports belong to who publishes them."""
    scope = plan.publisher.slug if plan.kind == Plan.Kind.MANAGEMENT and plan.publisher else ""
    return identity_of(name_of(plan), scope=scope, fictitious=plan.fictitious)


def namesake(plan: Plan) -> Plan | None:
    """The public plan that has the identity that this one would have: one query."""
    return Plan.objects.filter(identity=identity_for(plan)).exclude(pk=plan.pk).first()


def namesake_in_preparation(person: Any, plan: Plan) -> Plan | None:
    """A plan in preparation of the same identity, among those that the person may see: one query."""
    others = Plan.at_desk.filter(state=Plan.State.STARTED, fictitious=plan.fictitious).exclude(pk=plan.pk)
    same = (other for other in others.select_related(PUBLISHER) if identity_for(other) == identity_for(plan))
    return next((other for other in same if verdict(person, "plans.see", other).allowed), None)


def similar_plans(plan: Plan) -> list[Plan]:
    """The public plans that one in preparation may be after all, though their names differ: one query."""
    rows = Plan.objects.filter(fictitious=plan.fictitious).exclude(pk=plan.pk).order_by("slug")
    return [other for other in rows if may_be(name_of(plan), name_of(other))]
