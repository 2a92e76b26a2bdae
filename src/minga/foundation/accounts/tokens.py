"""Personal tokens: making one, revoking it, and knowing whose it is. The secret is told once and never kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.accounts.models import PersonalToken, User
from minga.kernel.errors import Refused

BEGINNING = "minga_"
"""How every token begins, so that whoever finds one, or a program that looks for secrets, knows what it is."""
SECRET_BYTES = 32
SHOWN = 12
"""Letters of a token that are kept, for its owner to know it by."""
LONGEST_LIFE = timedelta(days=366)
MOST_TOKENS = 20
"""Tokens that open at once, for each person."""


@transaction.atomic
def make_token(*, by: User, name: str, scopes: Sequence[str], expires_on: date) -> tuple[PersonalToken, str]:
    """A new token of the person, and its secret, which nobody can tell again.

    Raises:
        Refused: when the person has too many, when there is no name or scope, or the last day is past or too far.
    """
    person = User.objects.select_for_update().get(pk=by.pk)
    today = timezone.localdate()
    if not person.is_active:
        raise Refused(_("Esta cuenta no está activa."))
    if not name.strip():
        raise Refused(_("Ponle un nombre que te diga para qué lo usas."))
    if not scopes or not set(scopes) <= set(PersonalToken.Scope.values):
        raise Refused(_("Elige al menos un alcance: sin ninguno el token no serviría para nada, pues leer no lo pide."))
    if not today <= expires_on <= today + LONGEST_LIFE:
        raise Refused(_("El último día va de hoy a dentro de un año."))
    if person.tokens.active().count() >= MOST_TOKENS:
        raise Refused(_("Ya tienes %(number)s tokens que sirven. Revoca uno que no uses.") % {"number": MOST_TOKENS})
    secret = BEGINNING + secrets.token_urlsafe(SECRET_BYTES)
    token = PersonalToken.objects.create(
        person=person,
        name=name.strip(),
        prefix=secret[:SHOWN],
        digest=digest_of(secret),
        scopes=sorted(set(scopes)),
        expires_on=expires_on,
    )
    return token, secret


@transaction.atomic
def revoke_token(*, by: User, token: PersonalToken) -> PersonalToken:
    """Ends one of the person's tokens: from now on it opens nothing.

    Raises:
        Refused: when it is another person's, or ended already.
    """
    found = PersonalToken.objects.select_for_update().filter(pk=token.pk, person=by).first()
    if found is None:
        raise Refused(_("Ese token no es de tu cuenta."))
    if found.revoked_at:
        raise Refused(_("Ese token ya estaba revocado."))
    found.revoked_at = timezone.now()
    found.save(update_fields=["revoked_at"])
    return found


def open_token(secret: str) -> PersonalToken | None:
    """The token of this secret, with its person, and a note that it was used today; None when it does not open.

    It is looked up by digest, so that how long it takes says nothing of the secrets that there are.
    """
    if not secret.startswith(BEGINNING):
        return None
    digest = digest_of(secret)
    found = (
        PersonalToken.objects.active().filter(digest=digest, person__is_active=True).select_related("person").first()
    )
    if found is None or not hmac.compare_digest(found.digest, digest):
        return None
    today = timezone.localdate()
    if found.last_used_on != today:
        PersonalToken.objects.filter(pk=found.pk).update(last_used_on=today)
    return found


def digest_of(secret: str) -> str:
    """What is kept of a secret: its SHA-256. Enough for 256 random bits, which nobody can guess."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
