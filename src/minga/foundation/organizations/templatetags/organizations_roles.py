"""Words for roles in templates."""

from __future__ import annotations

from django import template
from django.utils.text import capfirst

from minga.foundation.organizations.models import RoleAssignment
from minga.foundation.organizations.scopes import scope_words

register = template.Library()


@register.simple_tag
def scope_of(assignment: RoleAssignment) -> str:
    """Where a role holds, in words."""
    return str(capfirst(scope_words(assignment.scope)))
