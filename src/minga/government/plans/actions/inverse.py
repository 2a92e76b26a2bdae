"""Taking a load back once an edition holds it: not at once, but as changes that are published like any other."""

from __future__ import annotations

from collections import Counter

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from minga.foundation.accounts.models import User
from minga.foundation.organizations.rules import Actor, require
from minga.foundation.sources.models import Load
from minga.government.plans.actions.publish import plans_of
from minga.government.plans.actions.reverse import KEPT, take_back
from minga.government.plans.differences import differences
from minga.government.plans.edits import Edit
from minga.government.plans.models import Change, ChangeSet, Plan
from minga.government.plans.queries.changes import FACTS, MODELS
from minga.government.plans.queries.record import plan_record
from minga.government.plans.telling import FACT_WORDS
from minga.kernel.errors import Refused

BATCH = 400


def propose_inverse(load: Load, *, by: Actor) -> ChangeSet:
    """A change set that takes a load back when it is published; until then nothing changes.

    It lists what the plans would lose and change, found by taking the load back in a transaction that is rolled back.
    What the load brought besides (statuses, amounts, measurements, verifiables) goes with it, and is counted in its
    reason. A person gets a draft; a command on the server, which nobody would submit, leaves it submitted.

    Raises:
        Denied: when the person may not edit the plan.
        Refused: when it is proposed already, or later changes touch the same (listed).
    """
    plans = plans_of(load)
    held = Plan.objects.filter(editions__loads=load).order_by("pk").first()
    plan = held or plans[0]
    role = require(by, "plans.edit", plan)
    open_ones = ChangeSet.objects.filter(undoes=load, state__in=(ChangeSet.State.DRAFT, ChangeSet.State.SUBMITTED))
    with transaction.atomic():
        Plan.objects.select_for_update().get(pk=plan.pk)
        if open_ones.exists():
            raise Refused(_("Ya hay cambios preparados para deshacer esta carga: publícalos o retíralos."))
        edits = _losses(load, {plan, *plans})
        change_set = ChangeSet.objects.create(
            plan=plan,
            undoes=load,
            title=(_("Deshacer la carga de «%(document)s»") % {"document": load.document})[:200],
            reason=_besides(load),
            author=by if isinstance(by, User) else None,
            role=role,
            state=ChangeSet.State.DRAFT if isinstance(by, User) else ChangeSet.State.SUBMITTED,
        )
        types = {subject: ContentType.objects.get_for_model(model) for subject, model in MODELS.items()}
        Change.objects.bulk_create(
            [
                Change(
                    change_set=change_set,
                    subject_type=types[edit.subject],
                    operation=edit.operation,
                    key=f"{other.slug}/{edit.key}" if edit.key else other.slug,
                    field=edit.field,
                    before=edit.before,
                    after=edit.after,
                )
                for other, edit in edits
            ],
            batch_size=BATCH,
        )
    return change_set


def _losses(load: Load, plans: set[Plan]) -> list[tuple[Plan, Edit]]:
    """What each plan would lose and change."""
    ordered = sorted(plans, key=lambda plan: plan.pk)
    before = {plan: plan_record(plan) for plan in ordered}
    with transaction.atomic():
        take_back(load)
        after = {plan: plan_record(plan) for plan in ordered}
        transaction.set_rollback(True)
    return [(plan, edit) for plan in ordered for edit in differences(before[plan], after[plan])]


def _besides(load: Load) -> str:
    """How many rows outside the plan the load made, in words."""
    made = load.change_set.changes.filter(operation=Change.Operation.CREATE).select_related("subject_type")
    kept = {model._meta.model_name for model in KEPT} | set(FACTS)
    models = [change.subject_type.model for change in made if change.subject_type.model not in kept]
    numbers = Counter(str(FACT_WORDS.get(model, model)).lower() for model in models)
    if not numbers:
        return ""
    listed = ", ".join(f"{name}: {number}" for name, number in sorted(numbers.items()))
    return _("También se retira lo demás que trajo la carga (%(listed)s).") % {"listed": listed}
