"""The last edition of plans, in the query that reads them."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery

from minga.government.plans.models import Edition, Plan

LAST = ("number", "basis", "act_kind", "act_number", "act_date", "published_at")


def with_last_edition(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans that bring what `last_edition` needs, in the same query."""
    newest = Edition.objects.filter(plan=OuterRef("pk")).order_by("-number")
    return plans.annotate(**{f"last_{name}": Subquery(newest.values(name)[:1]) for name in LAST})


def last_edition(plan: Plan) -> Edition | None:
    """The plan's last edition, without its content, of a plan that `with_last_edition` gave; None without any."""
    found = {name: getattr(plan, f"last_{name}", None) for name in LAST}
    if found["number"] is None:
        return None
    return Edition(plan=plan, **found)
