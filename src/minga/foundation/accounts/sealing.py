"""Secrets of second factors, sealed at rest: whoever takes the database or a backup, without the secret key, has none."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "minga.foundation.accounts.sealing"


class Unreadable(Exception):
    """What is sealed was sealed with another secret key."""


def sealed(text: str) -> str:
    """`text` for the database."""
    return _box().encrypt(text.encode()).decode()


def opened(text: str) -> str:
    """What `sealed` was given.

    Raises:
        Unreadable: when the secret key is not the one it was sealed with.
    """
    try:
        return _box().decrypt(text.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def _box() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> Fernet:
    digest = salted_hmac(SALT, "factors", secret=secret, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(digest))
