"""Answering which standing plan and nodes a reading speaks of."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.organizations.rules import Actor, System, require
from minga.kernel.errors import Refused
from minga.publishing.intake.actions.lock import lock
from minga.publishing.intake.models import Match, Reading
from minga.publishing.intake.queries.matching import questions
from minga.publishing.intake.queries.review import Review

Answers = Mapping[tuple[int, str], str]


def answer_matches(reading: Reading, answers: Answers, *, version: int, by: Actor) -> Reading:
    """Keeps which standing plan each plan of the draft is, and which standing node each printed one.

    Args:
        reading: in review.
        answers: by the plan's position in the draft and the node's reference (empty for the plan itself): the address of
            a plan or the key of a node; `NEW` for none of them.
        version: of the reading when the person looked.
        by: who answers.

    Raises:
        Denied: when the person may not decide here, or the reading is not in review.
        Conflict: when the reading changed meanwhile.
        Refused: for an answer that names nothing that stands, or one standing node for two printed ones.
    """
    with transaction.atomic():
        found = lock(reading, version)
        role = require(by, "intake.review", found)
        changed_plans = _changed_plans(found, answers)
        found.matches.filter(plan__in=changed_plans).exclude(ref="").delete()
        for (plan, ref), answer in answers.items():
            if ref and plan in changed_plans:
                continue
            found.matches.update_or_create(
                plan=plan,
                ref=ref,
                defaults={
                    "answer": answer,
                    "role": role,
                    "decided_by": None if isinstance(by, System) else by,
                    "decided_at": timezone.now(),
                },
            )
        found.version += 1
        found.save(update_fields=["version"])
        _check(found)
    return found


def _changed_plans(reading: Reading, answers: Answers) -> set[int]:
    """The plans of the draft that are now said to be another: what was said of their nodes falls with that."""
    before = dict(reading.matches.filter(ref="").values_list("plan", "answer"))
    return {plan for (plan, ref), answer in answers.items() if not ref and before.get(plan, answer) != answer}


def _check(reading: Reading) -> None:
    asked = questions(Review(reading))
    if asked.trouble:
        raise Refused(asked.trouble)
    chosen = [
        (row.plan, row.answer) for row in Match.objects.filter(reading=reading).exclude(ref="").exclude(answer="")
    ]
    if len(set(chosen)) < len(chosen):
        raise Refused(_("Elegiste el mismo elemento del plan para dos del documento; cada uno es de uno solo."))
