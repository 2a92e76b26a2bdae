"""What the app declares for the registry of duties: what waits about plans, and the nodes that a person's units lead."""

from __future__ import annotations

from typing import Any

from minga.government.plans.marks import mark_of
from minga.government.plans.models import Node
from minga.government.plans.queries.charges import by_plan, held_by, led_nodes
from minga.government.plans.waiting import tasks
from minga.government.plans.words import mark_word, shortened
from minga.kernel.duties import Charge, Charges, Duty


def charges(person: Any, start: int, most: int) -> Charges:
    """The nodes that the person's units lead, at most so many from a place on. At most three queries."""
    held = held_by(person)
    if not held:
        return Charges()
    nodes = led_nodes(held)
    shown = list(nodes[start : start + most])
    whole = start == 0 and len(shown) < most
    return Charges([_charge(node) for node in by_plan(shown)], len(shown) if whole else nodes.order_by().count())


def _charge(node: Node) -> Charge:
    told = {name: bool(getattr(node, name, False)) for name in ("marked", "tracked")}
    mark = mark_of(getattr(node, "canonical", None), **told)
    return Charge(
        group=str(node.plan),
        title=f"{node.printed_code or node.key} · {shortened(node.title)}",
        url=node.get_absolute_url(),
        mark=mark.value,
        state=mark_word(mark),
        due=node.end,
        fictitious=node.plan.fictitious,
    )


DUTIES: list[Duty] = [Duty("plans", 20, tasks=tasks, charges=charges)]
