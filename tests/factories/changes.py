"""People with roles, and changes of plans in each of their states."""

from __future__ import annotations

from datetime import date
from itertools import count

from django.contrib.contenttypes.models import ContentType
from django.db import models

from minga.foundation.accounts.models import User
from minga.foundation.organizations.models import RoleAssignment
from minga.government.plans.actions import Act, propose_changes, publish_changes, submit_changes
from minga.government.plans.edits import Edit
from minga.government.plans.fields import CREATE, Subject
from minga.government.plans.models import ChangeSet, Edition, Plan

_NUMBERS = count(1)
SESSION = Act("session", "004-2026", date(2026, 5, 14), annex="AC-004")
"""The act that an open-government plan is changed by."""


def person(*roles: str, scope: models.Model | None = None) -> User:
    """Someone with these roles: for the whole city, or for a row."""
    found = User.objects.create_user(f"persona-{next(_NUMBERS)}@example.org", "una clave larga y propia")
    for role in roles:
        RoleAssignment.objects.create(
            person=found,
            role=role,
            scope_type=ContentType.objects.get_for_model(scope) if scope else None,
            scope_id=scope.pk if scope else None,
            starts=date(2026, 1, 1),
            act="Resolución 001-2026",
        )
    return found


def node_edit(key: str, field: str, after, **values) -> Edit:
    """A new value of a node's field."""
    return Edit(Subject.NODE, key, field, after, **values)


def node_made(level: str, title: str, **values) -> Edit:
    """A node that there is not yet."""
    return Edit(Subject.NODE, "", "", {"level": level, "title": title, **values}, CREATE)


def node_moved(key: str, operation: str) -> Edit:
    """A node taken out of the plan, or back into it."""
    return Edit(Subject.NODE, key, "", operation == "close", operation)


def nodes_ordered(parent: str, *keys: str, **values) -> Edit:
    """What a node contains in another order; of the highest nodes, for no key."""
    return Edit(Subject.NODE if parent else Subject.PLAN, parent, "order", list(keys), **values)


def drafted(plan: Plan, *edits: Edit, by: User | None = None) -> ChangeSet:
    """A draft with these edits."""
    return propose_changes(plan, edits, by=by or person("editor"))


def submitted(
    plan: Plan, *edits: Edit, by: User | None = None, basis: str = "act", act: Act | None = SESSION
) -> ChangeSet:
    """A change set with these edits that waits to be published, under any act or none: publishing asks for it again."""
    author = by or person("editor")
    draft = drafted(plan, *edits, by=author)
    return submit_changes(
        draft,
        by=author,
        version=draft.version,
        title="Corrige nombres",
        reason="",
        basis=basis,
        act=act,
        act_to_come=True,
    )


def published(plan: Plan, *edits: Edit, by: User | None = None, **values) -> Edition:
    """The edition that these edits make."""
    change_set = submitted(plan, *edits, **values)
    return publish_changes(change_set, by=by or person("approver"), version=change_set.version)
