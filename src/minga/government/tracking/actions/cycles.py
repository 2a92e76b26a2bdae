"""Preparing a cycle: which days it tells of, until when, which nodes are asked, and of which unit each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from minga.foundation.organizations.actions.bodies.locking import unchanged
from minga.foundation.organizations.models import Organization
from minga.foundation.organizations.rules import Actor, require
from minga.foundation.organizations.wording import plain_text
from minga.government.plans.models import Node, Plan
from minga.government.tracking.chains import chains
from minga.government.tracking.models import Assignment, Cycle
from minga.government.tracking.queries.asking import askable_nodes
from minga.kernel.errors import Refused

LONGEST_NAME = 120


@dataclass(frozen=True)
class CycleTerms:
    """What a cycle is called, the days that it tells of, the day until which reports are due, and its chain."""

    name: str
    starts: date
    ends: date
    due_on: date
    instructions: str = ""
    chain: str = "three-steps"


@transaction.atomic
def prepare_cycle(*, plan: Plan, terms: CycleTerms, by: Actor) -> Cycle:
    """Prepares a cycle that asks all open nodes whose level carries status of the units that lead them.

    Nobody is asked until it is opened. A node for which nobody leads is not asked; the desk shows which these are.

    Raises:
        Denied: when the actor may not.
        Refused: when the terms are not whole, or the plan has no node to ask about.
    """
    require(by, "tracking.prepare-cycle", plan)
    locked = Plan.objects.select_for_update().get(pk=plan.pk)
    number = (locked.cycles.aggregate(last=Max("number"))["last"] or 0) + 1
    cycle = Cycle(plan=plan, number=number)
    _write(cycle, terms)
    askable = askable_nodes(plan)
    if not askable:
        raise Refused(_("Ningún elemento de este plan lleva estado: no hay sobre qué pedir reportes."))
    Assignment.objects.bulk_create(
        Assignment(cycle=cycle, node=one.node, organization=one.lead, due_on=cycle.due_on)
        for one in askable
        if one.lead is not None and one.lead.fictitious == plan.fictitious
    )
    return cycle


@transaction.atomic
def change_cycle(*, cycle: Cycle, terms: CycleTerms, by: Actor, version: int) -> Cycle:
    """Changes a cycle that was not opened yet.

    Raises:
        Denied, Refused: as for `prepare_cycle`; also when it was opened.
        Conflict: when somebody changed it meanwhile.
    """
    found = locked_cycle(cycle, version)
    require(by, "tracking.change-cycle", found)
    _write(found, terms)
    found.assignments.update(due_on=found.due_on)
    return found


@transaction.atomic
def ask(*, cycle: Cycle, units: Mapping[str, Organization | None], by: Actor, version: int) -> Cycle:
    """Says of some nodes, by their keys, which unit is asked; None for not asked. Others stay as they are.

    Raises:
        Denied: when the actor may not.
        Refused: for a node that is not one of the plan that may be asked, or a unit that is real where the plan is
            invented, or the other way round.
        Conflict: when somebody changed it meanwhile.
    """
    found = locked_cycle(cycle, version)
    require(by, "tracking.change-cycle", found)
    nodes = {one.node.key: one.node for one in askable_nodes(found.plan)}
    for key, unit in units.items():
        if key not in nodes:
            raise Refused(_("«%(key)s» no es un elemento de este plan que lleve estado.") % {"key": key})
        _ask_one(found, nodes[key], unit)
    _touch(found)
    return found


@transaction.atomic
def discard_cycle(*, cycle: Cycle, by: Actor, version: int) -> None:
    """Throws away a cycle that was never opened: nobody was asked, so nothing is lost.

    Raises:
        Denied: when the actor may not.
        Conflict: when somebody changed it meanwhile.
    """
    found = locked_cycle(cycle, version)
    require(by, "tracking.change-cycle", found)
    found.delete()


def locked_cycle(cycle: Cycle, version: int | None = None) -> Cycle:
    """The cycle as it stands now, locked until the transaction ends.

    Raises:
        Conflict: when a version is given and it is another one.
    """
    rows = Cycle.objects.select_for_update(of=("self",)).select_related("plan__publisher")
    return rows.get(pk=cycle.pk) if version is None else unchanged(rows, cycle, version)


def _ask_one(cycle: Cycle, node: Node, unit: Organization | None) -> None:
    if unit is None:
        cycle.assignments.filter(node=node).delete()
        return
    if unit.fictitious != cycle.plan.fictitious:
        raise Refused(_("Lo ficticio y lo real no se mezclan: elige otra unidad para %(key)s.") % {"key": node.key})
    Assignment.objects.update_or_create(cycle=cycle, node=node, defaults={"organization": unit, "due_on": cycle.due_on})


def _touch(cycle: Cycle) -> None:
    cycle.version += 1
    cycle.save(update_fields=["version"])


def _write(cycle: Cycle, terms: CycleTerms) -> None:
    name = plain_text(terms.name)
    _check(cycle, terms, name)
    cycle.name, cycle.instructions, cycle.chain = name, plain_text(terms.instructions), terms.chain
    cycle.starts, cycle.ends, cycle.due_on = terms.starts, terms.ends, terms.due_on
    if cycle.pk:
        cycle.version += 1
    cycle.save()


def _check(cycle: Cycle, terms: CycleTerms, name: str) -> None:
    if not name or len(name) > LONGEST_NAME:
        raise Refused(_("Ponle un nombre al ciclo, de hasta 120 caracteres: «Segundo trimestre de 2026»."))
    if terms.ends < terms.starts:
        raise Refused(_("El periodo termina antes de empezar: revisa los dos días."))
    if terms.due_on < terms.ends:
        raise Refused(_("El plazo no puede vencer antes de que termine el periodo que se informa."))
    if terms.chain not in chains():
        raise Refused(_("Elige una de las cadenas de firmas."))
    same = Cycle.objects.filter(plan=cycle.plan, ends=terms.ends).exclude(pk=cycle.pk)
    if same.exists():
        raise Refused(_("Otro ciclo de este plan ya informa hasta ese día: cada corte se informa una sola vez."))
