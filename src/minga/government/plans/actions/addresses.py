"""The address of a plan: it may change until the plan's first edition, and never after."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Length, Replace, Substr
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from minga.foundation.ledger.actions import record
from minga.foundation.organizations.rules import Actor, require
from minga.foundation.search.actions import rebuild
from minga.foundation.sources.models import Finding
from minga.government.plans.events import ADDRESS_CHANGED
from minga.government.plans.models import Change, FormerSlug, Plan
from minga.kernel.errors import Refused
from minga.kernel.slugs import free_slug

RESERVED = frozenset({"nuevo", "vocabularios", "vinculos"})
"""What stands beside plans on the desk."""
LANGUAGE = "es"


def rename_address(plan: Plan, *, slug: str, by: Actor) -> Plan:
    """Gives a plan another address; the one it had leads to it from then on.

    Raises:
        Denied: when the person may not.
        Refused: once the plan has an edition, or when the address is another plan's, now or before.
    """
    role = require(by, "plans.rename-address", plan)
    with transaction.atomic():
        plan = Plan.at_desk.select_for_update().get(pk=plan.pk)
        old = plan.slug
        if plan.editions.exists():
            raise Refused(
                _("La dirección queda fija desde la primera edición: quien la cita debe encontrarla siempre.")
            )
        if slug == old:
            raise Refused(_("Es la dirección que ya tiene."))
        refuse_taken(plan, slug)
        FormerSlug.objects.filter(slug=slug, plan=plan).delete()
        FormerSlug.objects.create(slug=old, plan=plan)
        give_address(plan, slug)
        record(
            ADDRESS_CHANGED,
            f"plan/{plan.public_id}",
            {"before": old, "after": slug},
            role=role,
            fictitious=plan.fictitious,
        )
        transaction.on_commit(rebuild, robust=True)
    return plan


def refuse_taken(plan: Plan, slug: str) -> None:
    """Raises `Refused` when an address is of another plan, now or before, or of a page of the desk."""
    standing = Plan.at_desk.filter(slug=slug).exclude(pk=plan.pk)
    former = FormerSlug.objects.filter(slug=slug).exclude(plan=plan.pk)
    if slug in RESERVED or standing.exists() or former.exists():
        raise Refused(_("Esa dirección ya es de otra página: elige otra."))


def free_address(wanted: str) -> str:
    """The wanted address, with a number when it is taken."""
    taken = {*RESERVED, *Plan.at_desk.filter(slug__startswith=wanted).values_list("slug", flat=True)}
    return free_slug(wanted, taken | set(FormerSlug.objects.values_list("slug", flat=True)))


def give_address(plan: Plan, slug: str) -> None:
    """Writes another address on the plan, and on what names the plan by it."""
    old, plan.slug = plan.slug, slug
    plan.save(update_fields=["slug"])
    _follow(old, slug)


def _follow(old: str, new: str) -> None:
    """Brings along what names the plan by its address: the keys of its changes, and the alerts of its readings."""
    Change.objects.filter(key=old).update(key=new)
    rest = Substr(F("key"), Length(Value(old)) + 1)
    Change.objects.filter(key__startswith=f"{old}/").update(key=Concat(Value(new), rest))
    with override(LANGUAGE):
        before, after = (reverse("plans:detail", args=[slug]) for slug in (old, new))
    alerts = Finding.objects.filter(subject_url__startswith=before)
    alerts.update(subject_url=Replace(F("subject_url"), Value(before), Value(after)))
