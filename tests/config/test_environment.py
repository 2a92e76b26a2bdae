"""The settings that are documented are those that reading obeys."""

from __future__ import annotations

from minga.config.environment import Environment
from minga.publishing.intake.limits import ENVIRONMENT, Limits


def test_the_documented_limits_of_reading_are_those_of_the_reader():
    documented = {
        name: Environment.model_fields[variable.lower()].default for name, (variable, _) in ENVIRONMENT.items()
    }
    assert documented == {name: getattr(Limits(), name) // unit for name, (_, unit) in ENVIRONMENT.items()}
