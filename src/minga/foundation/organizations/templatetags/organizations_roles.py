"""Words for roles in templates."""

from __future__ import annotations

from django import template
from django.utils.text import capfirst

from minga.foundation.organizations import role_words
from minga.foundation.organizations.models import Role, RoleAssignment
from minga.foundation.organizations.scopes import scope_words

register = template.Library()


@register.simple_tag
def scope_of(assignment: RoleAssignment) -> str:
    """Where a role holds, in words."""
    return str(capfirst(scope_words(assignment.scope)))


@register.filter
def role_sentence(role: str) -> str:
    """What a role is for."""
    return role_words.role_sentence(role)


@register.simple_tag
def every_role() -> list[tuple[str, str, list[str]]]:
    """Each role: its name, what it is for, and the acts that the rules allow it."""
    return [(str(capfirst(role.label)), role_words.role_sentence(role), role_words.acts_of(role)) for role in Role]
