"""Working out what applying a reading would change, so that it can be read before it is applied."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from minga.foundation.organizations.rules import Actor, require
from minga.kernel.errors import Refused
from minga.publishing.intake.actions.apply import Difference, propose_draft
from minga.publishing.intake.actions.lock import lock
from minga.publishing.intake.models import Proposal, Reading
from minga.publishing.intake.queries.differences import ADDED_TO, EVIDENCE, STATUS
from minga.publishing.intake.queries.matching import matches_of, questions
from minga.publishing.intake.queries.review import Review
from minga.publishing.intake.rules import reach_of

NAMES = ("title", "name", "printed", "text", "reference", "canonical", "phase")
"""The fields that name a row, in the order of preference."""
LONGEST_NAME = 300
"""Letters of such a name: a result is a sentence or two."""


def compare(reading: Reading, *, by: Actor) -> Proposal:
    """What applying the reading as it now stands would change. The record stays as it is.

    Raises:
        Denied: when the person may not see the reading.
        Refused: when it is not in review, or matches wait for an answer, or the record does not allow the load.
    """
    require(by, "intake.see", reading)
    if reading.state != Reading.State.REVIEW:
        raise Refused(_("Las diferencias se calculan mientras la lectura está por revisar."))
    review = Review(reading)
    refuse_open_questions(review)
    found = propose_draft(
        review.now, fictitious=reading.fictitious, matches=matches_of(review), reach=reach_of(by, reading)
    )
    values = {
        "version": reading.version,
        "made_at": timezone.now(),
        "counts": found.counts,
        "differences": [
            *(_short(difference) for difference in found.differences),
            *(left.record for left in found.left),
            *({"operation": ADDED_TO, "key": plan} for plan in found.added_to),
        ],
    }
    with transaction.atomic():
        lock(reading, reading.version)
        return Proposal.objects.update_or_create(reading=reading, defaults=values)[0]


def refuse_open_questions(review: Review) -> None:
    """Raises `Refused` when a person has to say first which standing plan or node is meant."""
    asked = questions(review)
    if asked.open:
        raise Refused(_("Falta decir qué elementos ya constan; responde las coincidencias antes de seguir."))


def _short(difference: Difference) -> dict[str, Any]:
    """A difference as it is kept: of a new row, only what names it."""
    if difference.operation == "update":
        return {
            "operation": difference.operation,
            "model": difference.model,
            "key": difference.key,
            "field": difference.field,
            "before": difference.before,
            "after": difference.after,
        }
    values = difference.after or {}
    name = next((str(values[field]) for field in NAMES if values.get(field)), "")
    if difference.model == EVIDENCE:
        name = " ".join(filter(None, (values["reference"], values["title"])))
    said = {"operation": difference.operation, "model": difference.model, "key": difference.key}
    said["name"] = Truncator(name).chars(LONGEST_NAME)
    if difference.model == STATUS:
        said |= {field: values[field] for field in ("canonical", "marked")}
    return said
