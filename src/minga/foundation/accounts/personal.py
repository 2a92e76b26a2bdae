"""What is kept about a person, for that person.

Apps above add theirs: `MINGA_PERSONAL_DATA` in the settings lists functions `kept(person) -> dict`, whose parts are put
together in one file, `MINGA_ERASURE_CHECKS` functions `check(person)` that raise `Refused` when the person may not
be erased yet, and `MINGA_ERASURES` functions `erase(person)` that forget what is theirs. None gives secrets.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.utils.module_loading import import_string

from minga.foundation.accounts.models import User


def everything(person: User) -> dict[str, Any]:
    """All that the instance keeps about a person, as plain JSON values."""
    parts: dict[str, Any] = {}
    for name in settings.MINGA_PERSONAL_DATA:
        parts |= import_string(name)(person)
    return parts


def kept(person: User) -> dict[str, Any]:
    """What accounts keep: never a password, a secret of a second step, or the secret of a token."""
    return {
        "cuenta": {
            "identificador": str(person.public_id),
            "correo": person.email,
            "idioma": person.language,
            "creada": _moment(person.joined_at),
            "última entrada": _moment(person.last_login),
            "tiene contraseña": person.has_usable_password(),
        },
        "correos": [
            {"correo": one.email, "confirmado": one.verified, "principal": one.primary}
            for one in EmailAddress.objects.filter(user=person).order_by("email")
        ],
        "sesiones": [
            {"desde": _moment(one.created_at), "dirección IP": one.ip, "navegador": one.user_agent}
            for one in UserSession.objects.filter(user=person).order_by("created_at")
        ],
        "segundos pasos": [
            {
                "tipo": one.type,
                "nombre": one.data.get("name", ""),
                "desde": _moment(one.created_at),
                "último uso": _moment(one.last_used_at),
            }
            for one in Authenticator.objects.filter(user=person).order_by("created_at")
        ],
        "accesos externos": [
            {"proveedor": one.provider, "identificador": one.uid, "desde": _moment(one.date_joined)}
            for one in SocialAccount.objects.filter(user=person).order_by("date_joined")
        ],
        "tokens": [
            {
                "nombre": one.name,
                "comienzo": one.prefix,
                "alcances": one.scopes,
                "desde": _moment(one.created_at),
                "último día": _day(one.expires_on),
                "último uso": _day(one.last_used_on),
                "revocado": _moment(one.revoked_at),
            }
            for one in person.tokens.order_by("created_at")
        ],
        "envíos de programas, del último día": [
            {"clave": one.key, "desde": _moment(one.created_at)}
            for one in person.answered_requests.order_by("created_at")
        ],
    }


def _moment(value: datetime | None) -> str | None:
    return value.isoformat(timespec="seconds") if value else None


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None
