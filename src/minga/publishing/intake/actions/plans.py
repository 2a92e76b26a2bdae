"""Finding or making the plans that a draft speaks of."""

from __future__ import annotations

from itertools import count

from minga.government.plans.models import Plan
from minga.government.plans.naming import plan_name
from minga.kernel.slugs import free_slug
from minga.publishing.intake.actions.settle import Recorder, Wanted, settle
from minga.publishing.intake.matching import NEW, PlanTerms, chosen_plan, plan_identity, plan_kind, plan_scope


def settle_plan(
    recorder: Recorder, title: str, period: tuple[int, int] | None, terms: PlanTerms, answer: str | None = None
) -> Plan:
    """The plan of this title, made if it does not stand yet. A management report belongs to who publishes it.

    `answer` is what a person said, if anybody was asked: the address of a standing plan, or that it is a new one.

    Raises:
        Refused: when the plan that was chosen does not stand.
    """
    if answer:
        return chosen_plan(answer, fictitious=terms.fictitious)
    name = plan_name(title, period)
    identity = plan_identity(title, period, terms)
    if answer == NEW:
        identity = _free_identity(identity)
    start, end = period or (None, None)
    slug = _free_slug("-".join([name.slug, *plan_scope(name, terms)])[:110])
    values = {
        "identity": identity,
        "slug": slug,
        "kind": plan_kind(name, terms),
        "title": title[:500],
        "start_year": start,
        "end_year": end,
        "publisher": terms.publisher,
        "fictitious": terms.fictitious,
    }
    existing = Plan.objects.filter(identity=identity)
    wanted = Wanted(identity, values, key=slug)
    return settle(recorder, Plan, [wanted], existing, lambda plan: plan.identity)[0]


def _free_slug(wanted: str) -> str:
    return free_slug(wanted, set(Plan.at_desk.filter(slug__startswith=wanted).values_list("slug", flat=True)))


def _free_identity(wanted: str) -> str:
    """The identity of a plan that is not the standing one of this identity."""
    taken = set(Plan.objects.filter(identity__startswith=wanted[:190]).values_list("identity", flat=True))
    numbered = (f"{wanted[:190]} otro {number}" for number in count(2))
    return wanted if wanted not in taken else next(one for one in numbered if one not in taken)
