"""Undoing a load: every row it made goes, every field it changed returns, or nothing does."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from minga.foundation.ledger.actions import record
from minga.foundation.organizations.rules import SYSTEM, Actor
from minga.foundation.search.actions import rebuild
from minga.foundation.sources.events import LOAD_UNDONE
from minga.foundation.sources.models import Load
from minga.government.plans.actions import propose_inverse
from minga.government.plans.actions.reverse import take_back
from minga.kernel.errors import Refused


def undo_load(load: Load, *, role: str = "system", by: Actor = SYSTEM) -> Load:
    """Undoes an applied load as a whole; once an edition of a plan holds it, only proposes to.

    Nodes are closed and keep their key, so that the same document applied again opens them; the facts that the load
    made are removed (the change set keeps what they said); changed fields return to what they were.

    A load that an edition holds stays applied: the answer has one more of `inverses`, a change set that undoes it when
    it is published under an act.

    Args:
        load: the load.
        role: the role in which it is undone, for the public log.
        by: who proposes, when it can only be proposed.

    Raises:
        Denied: when it can only be proposed, and the person may not edit the plan.
        Refused: when the load is not applied, it is proposed already, or later changes touch the same fields or hang
            on its nodes (listed).
    """
    with transaction.atomic():
        load = Load.objects.select_for_update().get(pk=load.pk)
        if load.state != Load.State.APPLIED:
            raise Refused(_("Esta carga ya está deshecha."))
        if load.editions.exists():
            propose_inverse(load, by=by)
            return load
        load = take_back(load)
        record(
            LOAD_UNDONE,
            f"load/{load.public_id}",
            {"document": load.document.slug},
            role=role,
            fictitious=load.document.fictitious,
        )
        transaction.on_commit(rebuild, robust=True)
    return load
