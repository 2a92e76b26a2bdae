"""Who may edit plans, publish them and link them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Organization, Role
from minga.foundation.organizations.rules import with_those_above
from minga.government.plans.models import ChangeSet, Link, Node, Plan, Vocabulary
from minga.kernel.rules import Condition, Rule

EDITORS = (Role.PLANNER, Role.EDITOR)
PUBLISHERS = (Role.PLANNER, Role.APPROVER)
READERS = (Role.PLANNER, Role.EDITOR, Role.APPROVER, Role.REVIEWER)
State = ChangeSet.State


def within_plan(plan: Plan) -> Iterable[models.Model]:
    """Where a plan lies: itself, who publishes it, and those above."""
    return [plan, *with_those_above(plan.publisher)]


def within_publisher(organization: Organization) -> Iterable[models.Model]:
    """Where a plan would lie: in the organization that publishes it, and those above."""
    return with_those_above(organization)


def within_change_set(change_set: ChangeSet) -> Iterable[models.Model]:
    """Where a change set lies: where its plan does. A load's lies nowhere: it has its own rules."""
    return within_plan(change_set.plan) if change_set.plan else []


def within_node(node: Node) -> Iterable[models.Model]:
    """Where a node lies: where its plan does."""
    return within_plan(node.plan)


def within_target(link: Link) -> Iterable[models.Model]:
    """Where a link is answered: where the plan that it speaks of lies."""
    return within_plan(link.target.plan)


def within_either(link: Link) -> Iterable[models.Model]:
    """Where a link is ended: where either of its two plans lies."""
    return [*within_plan(link.source.plan), *within_plan(link.target.plan)]


def _is_author(person: Any, change_set: ChangeSet) -> bool:
    return change_set.author_id == person.pk


def _not_own_erratum(person: Any, change_set: ChangeSet) -> bool:
    return change_set.basis != ChangeSet.Basis.ERRATUM or change_set.author_id != person.pk


def _not_own_proposal(person: Any, link: Link) -> bool:
    return link.proposed_by_id != person.pk


AUTHOR = Condition("author", _("Solo puede hacerlo quien los preparó."), _is_author)
NOT_OWN_ERRATUM = Condition(
    "not-own-erratum",
    _("Nadie publica su propia fe de erratas: sin un acto que la respalde, debe revisarla otra persona."),
    _not_own_erratum,
)
NOT_OWN_PROPOSAL = Condition(
    "not-own-proposal",
    _("Nadie responde al vínculo que propuso: debe hacerlo otra persona, por el otro plan."),
    _not_own_proposal,
)
STARTED, PUBLIC = Plan.State.STARTED, Plan.State.PUBLISHED
PLAN, CHANGE_SET = Plan._meta.label_lower, ChangeSet._meta.label_lower
LINK, VOCABULARY = Link._meta.label_lower, Vocabulary._meta.label_lower


def _of_plan(name: str, label: Any, roles: tuple[str, ...], *states: str) -> Rule:
    return Rule(f"plans.{name}", label, roles, subject=PLAN, states=states, within=within_plan)


def _of_changes(
    name: str, label: Any, roles: tuple[str, ...], *states: str, condition: Condition | None = None
) -> Rule:
    return Rule(
        f"plans.{name}",
        label,
        roles,
        subject=CHANGE_SET,
        states=states,
        conditions=(condition,) if condition else (),
        within=within_change_set,
    )


RULES: list[Rule] = [
    Rule(
        "plans.start",
        _("empezar un plan nuevo"),
        (Role.PLANNER,),
        subject=Organization._meta.label_lower,
        within=within_publisher,
    ),
    _of_plan("see", _("ver un plan antes de que se publique"), READERS, STARTED),
    _of_plan("drop", _("retirar un plan que no llegó a publicarse"), (Role.PLANNER,), STARTED),
    _of_plan("edit", _("preparar cambios de un plan"), EDITORS, STARTED, PUBLIC),
    _of_plan("rename-address", _("cambiar la dirección de un plan"), PUBLISHERS, PUBLIC),
    _of_plan("publish-edition", _("publicar una edición de un plan"), PUBLISHERS, PUBLIC),
    _of_changes("see-changes", _("ver cambios sin publicar"), READERS),
    _of_changes("change", _("corregir cambios"), EDITORS, State.DRAFT, condition=AUTHOR),
    _of_changes("submit", _("enviar cambios a publicar"), EDITORS, State.DRAFT, condition=AUTHOR),
    _of_changes("withdraw", _("retirar cambios"), EDITORS, State.DRAFT, State.SUBMITTED, condition=AUTHOR),
    _of_changes("take-back", _("recuperar cambios enviados"), EDITORS, State.SUBMITTED, condition=AUTHOR),
    _of_changes("return", _("devolver cambios a quien los preparó"), PUBLISHERS, State.SUBMITTED),
    _of_changes("publish", _("publicar cambios de un plan"), PUBLISHERS, State.SUBMITTED, condition=NOT_OWN_ERRATUM),
    Rule("plans.propose-link", _("proponer un vínculo"), EDITORS, subject=Node._meta.label_lower, within=within_node),
    Rule(
        "plans.answer-link",
        _("responder a un vínculo propuesto"),
        EDITORS,
        subject=LINK,
        states=(Link.State.PROPOSED,),
        conditions=(NOT_OWN_PROPOSAL,),
        within=within_target,
    ),
    Rule(
        "plans.end-link",
        _("terminar un vínculo acordado"),
        EDITORS,
        subject=LINK,
        states=(Link.State.AGREED,),
        within=within_either,
    ),
    Rule("plans.edit-vocabulary", _("cambiar las palabras de un vocabulario"), (Role.PLANNER,), subject=VOCABULARY),
]
