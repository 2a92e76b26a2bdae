"""What waits on a person's desk about plans: changes to publish, drafts that came back, links to answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.foundation.organizations.rules import verdict
from minga.government.plans.models import ChangeSet, Link
from minga.government.plans.queries.desk import visible_change_sets
from minga.government.plans.queries.links import waiting_links
from minga.government.plans.words import shortened
from minga.kernel.duties import Task

RETURNED, PUBLISH, ANSWER = 40, 50, 60
"""The order of the tasks without a day: what came back first."""
LONGEST = 70


def tasks(person: Any) -> Iterator[Task]:
    """The person's tasks about plans: two queries."""
    for change_set in visible_change_sets(person):
        if change_set.state == ChangeSet.State.SUBMITTED and verdict(person, "plans.publish", change_set).allowed:
            yield _to_publish(change_set)
        elif change_set.state == ChangeSet.State.DRAFT and change_set.note:
            yield _returned(change_set)
        elif change_set.state == ChangeSet.State.DRAFT and change_set.undoes_id:
            yield _undoing(change_set)
    for link in waiting_links(person):
        yield _to_answer(link)


def _to_publish(change_set: ChangeSet) -> Task:
    number = getattr(change_set, "number", 0)
    counted = ngettext("%(number)s cambio", "%(number)s cambios", number) % {"number": number}
    return Task(
        title=_("Revisa cambios de «%(plan)s»") % {"plan": shortened(str(change_set.plan), LONGEST)},
        sentence=f"{change_set.title}: {counted}.",
        url=change_set.get_absolute_url(),
        action=_("Ver y publicar"),
        rank=PUBLISH,
        fictitious=bool(change_set.plan and change_set.plan.fictitious),
    )


def _returned(change_set: ChangeSet) -> Task:
    return Task(
        title=_("Corrige tus cambios de «%(plan)s»") % {"plan": shortened(str(change_set.plan), LONGEST)},
        sentence=change_set.note,
        url=change_set.get_absolute_url(),
        action=_("Corregir"),
        rank=RETURNED,
        fictitious=bool(change_set.plan and change_set.plan.fictitious),
    )


def _undoing(change_set: ChangeSet) -> Task:
    return Task(
        title=change_set.title,
        sentence=_("Los cambios que la deshacen están preparados; nada cambia hasta que se publiquen con su acto."),
        url=change_set.get_absolute_url(),
        action=_("Seguir"),
        rank=RETURNED,
        fictitious=bool(change_set.plan and change_set.plan.fictitious),
    )


def _to_answer(link: Link) -> Task:
    said = {"plan": shortened(str(link.source.plan), LONGEST), "key": link.target.key}
    return Task(
        title=_("Responde a un vínculo con %(key)s") % said,
        sentence=_("«%(plan)s» lo propone.") % said,
        url=reverse("plans:desk-link", args=[link.public_id]),
        action=_("Responder"),
        rank=ANSWER,
        fictitious=link.target.plan.fictitious,
    )
