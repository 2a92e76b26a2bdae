"""Each role says in a sentence what it is for, and what it may do stands in the rules alone."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from minga.foundation.organizations.models import Role
from minga.foundation.organizations.role_words import acts_of, role_sentence
from minga.kernel.rules import RULES

NOTHING_YET = "Por ahora este rol no abre ninguna página."


@pytest.mark.parametrize("role", Role)
def test_every_role_says_what_it_is_for(role):
    with override("es"):
        assert role_sentence(role).endswith(".")


@pytest.mark.parametrize("role", Role)
def test_a_role_that_no_rule_names_says_that_it_opens_nothing_yet(role):
    with override("es"):
        named = any(role in rule.roles for rule in RULES)
        assert (NOTHING_YET in role_sentence(role)) is not named


def test_the_acts_of_a_role_are_those_of_the_rules():
    with override("es"):
        assert acts_of(Role.ADMINISTRATION) == ["ver quién tiene cada rol", "dar un rol", "terminar un rol"]
        assert acts_of(Role.MODERATOR) == []
