"""Asking who may: one question for pages, API, tasks and commands; and who may give and end roles.

A person may do what some active role of theirs allows at the place in which the subject lies. Commands that are run on
the server act as `SYSTEM`, for whoever runs them has the database in hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minga.foundation.accounts.models import User
from minga.foundation.organizations import body_rules
from minga.foundation.organizations.models import ElectoralMode, Role, RoleAssignment
from minga.foundation.organizations.scopes import lies_in, with_those_above
from minga.kernel.access import Denied
from minga.kernel.registry import Text
from minga.kernel.rules import Condition, Rule, find_rule

__all__ = [
    "RULES",
    "SYSTEM",
    "Actor",
    "System",
    "Verdict",
    "acting_as",
    "assignments_of",
    "lies_in",
    "may_enter",
    "require",
    "verdict",
    "with_those_above",
]


class System:
    """Who acts when no person does: a command on the server, a task of the city itself."""

    is_authenticated = False

    def __str__(self) -> str:
        return "system"


SYSTEM = System()
Actor = User | System


@dataclass(frozen=True)
class Verdict:
    """Whether an act is allowed; the role in which it would be done, or the reason why not, in words."""

    allowed: bool
    role: str = ""
    reason: Text = ""


def verdict(actor: Any, name: str, subject: Any = None) -> Verdict:
    """Whether the actor may do the act of this rule to the subject, and if not, why.

    Raises:
        LookupError: when no app declares the rule.
    """
    rule = find_rule(name)
    if isinstance(actor, System):
        failed: Text = _state_reason(rule, subject)
        return Verdict(allowed=not failed, role="system", reason=failed)
    if not getattr(actor, "is_authenticated", False) or not actor.is_active:
        return Verdict(allowed=False, reason=_("Entra con tu cuenta para hacerlo."))
    held = _held_for(rule, assignments_of(actor), subject)
    if held is None:
        return Verdict(allowed=False, reason=_role_reason(rule, subject, assignments_of(actor)))
    failed = _state_reason(rule, subject) or _condition_reason(rule, actor, subject)
    return Verdict(allowed=not failed, role=held.role, reason=failed)


def require(actor: Any, name: str, subject: Any = None) -> str:
    """The role in which the actor does the act, for the public log.

    Raises:
        Denied: when the actor may not, with the reason in words.
    """
    answer = verdict(actor, name, subject)
    if not answer.allowed:
        raise Denied(str(answer.reason))
    return answer.role


def acting_as(actor: Any, name: str, subject: Any = None) -> RoleAssignment | None:
    """The role, with its post and unit, in which the actor does the act; None for the server.

    Raises:
        Denied: when the actor may not, with the reason in words.
    """
    require(actor, name, subject)
    return _held_for(find_rule(name), assignments_of(actor), subject)


def may_enter(actor: Any, name: str) -> Verdict:
    """Whether an active role of the person is one of the rule's: enough to enter its pages.

    Wherever it holds, unless the rule asks for the whole city: then one of a part would open pages that do nothing.
    """
    rule = find_rule(name)
    held = assignments_of(actor)
    if any(one.role in rule.roles and (rule.is_local or one.scope_type_id is None) for one in held):
        return Verdict(allowed=True)
    return Verdict(allowed=False, reason=_role_reason(rule, None, held))


def assignments_of(actor: Any) -> list[RoleAssignment]:
    """The active roles of a person; read once for each request, since a request has one user object."""
    if not isinstance(actor, User) or not actor.is_active:
        return []
    held: list[RoleAssignment] | None = getattr(actor, "assignments", None)
    if held is None:
        held = list(RoleAssignment.objects.active().filter(person=actor).select_related("unit", "scope_type"))
        actor.assignments = held  # type: ignore[attr-defined]
    return held


def _held_for(rule: Rule, held: Iterable[RoleAssignment], subject: Any) -> RoleAssignment | None:
    """The role by which the rule allows it: one of the whole city first."""
    of_rule = [assignment for assignment in held if assignment.role in rule.roles]
    if any(assignment.scope_type_id is None for assignment in of_rule):
        return next(assignment for assignment in of_rule if assignment.scope_type_id is None)
    if not of_rule:
        return None
    places = _places(rule, subject) if subject is not None else set()
    return next((one for one in of_rule if (one.scope_type_id, one.scope_id) in places), None)


def _places(rule: Rule, subject: Any) -> set[tuple[int, Any]]:
    """The rows for which a role would hold; invented ones only when all are: who acts there acts on nothing real."""
    found = list(rule.within(subject))
    real = [place for place in found if not getattr(place, "fictitious", False)]
    return {_reference(place) for place in real or found}


def _reference(place: models.Model) -> tuple[int, Any]:
    return ContentType.objects.get_for_model(place).pk, place.pk


def _role_reason(rule: Rule, subject: Any, held: Iterable[RoleAssignment] = ()) -> str:
    roles = ", ".join(str(Role(role).label) for role in rule.roles)
    reason = _("Para %(act)s hace falta uno de estos roles: %(roles)s.") % {"act": rule.label, "roles": roles}
    holds_one = any(assignment.role in rule.roles for assignment in held)
    if holds_one and not rule.is_local:
        reason += " " + _("Tiene que valer en toda la ciudad; el tuyo vale en una parte.")
    elif subject is not None and holds_one:
        reason += " " + _("Tu cuenta no lo tiene aquí, aunque sí en otro lugar; pídelo a quien administra el sistema.")
    elif subject is not None:
        reason += " " + _("Tu cuenta no lo tiene aquí; pídelo a quien administra el sistema.")
    else:
        reason += " " + _("Pídelo a quien administra el sistema.")
    return reason


def _state_reason(rule: Rule, subject: Any) -> str:
    if not rule.states or subject is None or subject.state in rule.states:
        return ""
    return _("No se puede %(act)s: su estado es «%(state)s».") % {
        "act": rule.label,
        "state": subject.get_state_display(),
    }


def _condition_reason(rule: Rule, actor: User, subject: Any) -> Text:
    return next((condition.reason for condition in rule.conditions if not condition.holds(actor, subject)), "")


def within_scope(assignment: RoleAssignment) -> list[models.Model]:
    """Where the role holds, and those above."""
    return lies_in(assignment.scope)


def _to_another(actor: User, assignment: RoleAssignment) -> bool:
    return assignment.person_id != actor.pk


NOT_TO_ONESELF = Condition(
    "not-to-oneself", gettext_lazy("Nadie se da ni se quita roles a sí mismo: pídelo a otra persona."), _to_another
)

RULES: list[Rule] = [
    Rule(
        "organizations.see-roles",
        gettext_lazy("ver quién tiene cada rol"),
        (Role.ADMINISTRATION,),
        subject=RoleAssignment._meta.label_lower,
        within=within_scope,
    ),
    Rule(
        "organizations.grant-role",
        gettext_lazy("dar un rol"),
        (Role.ADMINISTRATION,),
        subject=RoleAssignment._meta.label_lower,
        conditions=(NOT_TO_ONESELF,),
        within=within_scope,
    ),
    Rule(
        "organizations.end-role",
        gettext_lazy("terminar un rol"),
        (Role.ADMINISTRATION,),
        subject=RoleAssignment._meta.label_lower,
        conditions=(NOT_TO_ONESELF,),
        within=within_scope,
    ),
    Rule(
        "organizations.set-electoral-mode",
        gettext_lazy("poner o quitar el modo electoral"),
        (Role.APPROVER,),
        subject=ElectoralMode._meta.label_lower,
    ),
    *body_rules.RULES,
]
