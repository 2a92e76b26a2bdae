"""Programs that act for a person."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from minga.foundation.accounts.models import PersonalToken, User
from minga.foundation.accounts.tokens import make_token

BOTH = tuple(PersonalToken.Scope.values)


def token_of(person: User, *scopes: str) -> str:
    """The secret of a new token of the person, with these scopes or with all."""
    day = timezone.localdate() + timedelta(days=30)
    _token, secret = make_token(by=person, name="Carga mensual", scopes=scopes or BOTH, expires_on=day)
    return secret


def bearing(secret: str, **more: str) -> dict[str, str]:
    """The headers of a program with this token."""
    return {"Authorization": f"Bearer {secret}", **more}
