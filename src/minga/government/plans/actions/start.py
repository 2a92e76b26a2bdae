"""Starting a plan at the desk: until its first edition only those who edit and publish it know of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.organizations.models import Organization
from minga.foundation.organizations.rules import Actor, require
from minga.government.plans.actions.addresses import free_address, give_address, refuse_taken
from minga.government.plans.checks import plan_problems
from minga.government.plans.edits import Edit
from minga.government.plans.fields import CREATE, Subject
from minga.government.plans.models import ChangeSet, Plan
from minga.government.plans.queries.record import plan_values
from minga.government.plans.queries.started import identity_for, name_of, namesake, namesake_in_preparation
from minga.kernel.errors import Conflict, Refused

LONGEST_SLUG = 110
OPEN = (ChangeSet.State.DRAFT, ChangeSet.State.SUBMITTED)


@dataclass(frozen=True)
class Beginning:
    """What a plan in preparation says of itself. Years are as the plan will print them."""

    title: str
    kind: str
    publisher: Organization
    short_title: str = ""
    start_year: int | None = None
    end_year: int | None = None
    supersedes: Plan | None = None


def start_plan(beginning: Beginning, *, by: Actor) -> Plan:
    """Starts a plan: levels and nodes are then prepared as changes, and all of it is published by its first edition.

    It is as real or as invented as who publishes it. Its address is made of its name and can still be changed.

    Raises:
        Denied: when the person may not start plans of this organization.
        Refused: when it could not stand so (listed), or a plan of this name is public or in preparation.
    """
    require(by, "plans.start", beginning.publisher)
    with transaction.atomic():
        Organization.objects.select_for_update().get(pk=beginning.publisher.pk)
        invented = beginning.publisher.fictitious
        plan = Plan(state=Plan.State.STARTED, started_at=timezone.now(), fictitious=invented)
        plan.identity = f"en preparación {plan.public_id}"
        _write(plan, beginning, by)
        scope = f"-{beginning.publisher.slug}" if plan.kind == Plan.Kind.MANAGEMENT else ""
        plan.slug = free_address(f"{name_of(plan).slug or plan.kind}{scope}"[:LONGEST_SLUG].strip("-"))
        plan.save()
    return plan


def correct_start(plan: Plan, beginning: Beginning, *, slug: str, seen: Mapping[str, Any], by: Actor) -> Plan:
    """Corrects what a plan in preparation says of itself, and its address. Nothing of it was public: no act is needed.

    Args:
        plan: the plan.
        beginning: what it should say.
        slug: the address that it should have.
        seen: what it said when the person saw it, as `plan_values` gives it.
        by: who corrects it.

    Raises:
        Denied: when the person may not edit it, or not start plans of the organization that should publish it.
        Conflict: when it was published meanwhile, or somebody else corrected it.
        Refused: when it could not stand so (listed), its name or its address is another plan's, or changes of it wait
            to be published: who publishes them has read what it says.
    """
    require(by, "plans.edit", plan)
    with transaction.atomic():
        plan = Plan.at_desk.select_for_update().get(pk=plan.pk)
        if not plan.is_started:
            raise Conflict(_("El plan ya se publicó: sus datos se cambian en tu borrador."))
        present = plan_values(plan)
        if any(present[name] != value for name, value in seen.items()):
            raise Conflict(_("Alguien corrigió estos datos mientras los editabas: míralos de nuevo."))
        if plan.change_sets.filter(state=ChangeSet.State.SUBMITTED).exists():
            raise Refused(_("El plan ya se envió a publicar: recupera los cambios antes de corregir sus datos."))
        if beginning.publisher != plan.publisher:
            require(by, "plans.start", beginning.publisher)
        if beginning.publisher.fictitious != plan.fictitious:
            raise Refused(_("Un plan no pasa de real a ficticio, ni al revés: retíralo y empieza otro."))
        _write(plan, beginning, by)
        plan.save()
        if slug != plan.slug:
            refuse_taken(plan, slug)
            give_address(plan, slug)
    return plan


def drop_plan(plan: Plan, *, by: Actor) -> Plan:
    """Drops a plan in preparation with all the changes that wait in it: they stay on record, and its address is free.

    Raises:
        Denied: when the person may not, or the plan is public.
    """
    with transaction.atomic():
        plan = Plan.at_desk.select_for_update().get(pk=plan.pk)
        require(by, "plans.drop", plan)
        for change_set in plan.change_sets.select_for_update().filter(state__in=OPEN):
            change_set.state, change_set.closed_at = ChangeSet.State.WITHDRAWN, timezone.now()
            change_set.version += 1
            change_set.save()
        give_address(plan, f"retirado-{plan.public_id}")
        plan.state = Plan.State.DROPPED
        plan.save(update_fields=["state"])
    return plan


def open_plan(plan: Plan) -> None:
    """Makes a plan public, in the caller's transaction, with the identity by which documents find it.

    Raises:
        Refused: when meanwhile a plan of this name became public.
    """
    _refuse_namesake(plan)
    plan.identity, plan.state = identity_for(plan), Plan.State.PUBLISHED
    plan.save(update_fields=["identity", "state"])


def refuse_unready(plan: Plan, basis: str, edits: Sequence[Edit]) -> None:
    """Raises `Refused` when these changes cannot be the first of a plan in preparation; those of others may."""
    if not plan.is_started:
        return
    if basis != ChangeSet.Basis.ACT:
        raise Refused(_("Un plan nuevo se publica con el acto que lo aprueba, no por fe de erratas."))
    if not any(edit.subject == Subject.NODE and edit.operation == CREATE for edit in edits):
        raise Refused(_("Un plan nuevo se publica con sus niveles y al menos un elemento: agrégalos antes."))
    _refuse_namesake(plan)


def _write(plan: Plan, beginning: Beginning, by: Actor) -> None:
    """Writes what a plan says of itself, not saved."""
    plan.title, plan.short_title = beginning.title.strip(), beginning.short_title.strip()
    plan.kind, plan.publisher = beginning.kind, beginning.publisher
    plan.start_year, plan.end_year = beginning.start_year, beginning.end_year
    plan.supersedes = beginning.supersedes
    wrong = [str(problem) for problem in plan_problems(plan_values(plan))]
    if plan.supersedes is not None and plan.supersedes.fictitious != plan.fictitious:
        wrong.append(_("Un plan real y uno ficticio no se sustituyen."))
    if plan.kind not in Plan.Kind.values:
        wrong.append(_("Elige qué tipo de plan es."))
    if wrong:
        raise Refused(_("El plan no puede empezar así."), details=wrong)
    _refuse_namesake(plan)
    other = namesake_in_preparation(by, plan)
    if other is not None:
        raise Refused(_("Ya se prepara un plan con este nombre: «%(plan)s». Sigue en él.") % {"plan": other})


def _refuse_namesake(plan: Plan) -> None:
    other = namesake(plan)
    if other is not None:
        reason = _("Ya consta un plan con este nombre: «%(plan)s». Prepara tus cambios en él, o da un título distinto.")
        raise Refused(reason % {"plan": other})
