"""The key that signs the heads of the public log. It lives in a variable or a file, never in the database or a backup."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from minga.foundation.ledger.notes import verifier_of
from minga.kernel.secret_files import kept_secret

FILE = "ledger.key"


def origin() -> str:
    """The name of this log: the host under which the instance is seen, and the word for it."""
    return f"{urlsplit(settings.MINGA_PUBLIC_URL).netloc}/bitacora"


def signing_key() -> Ed25519PrivateKey:
    """The private key of this instance; one is made on first use and kept in `MINGA_HOME`.

    Raises:
        ImproperlyConfigured: when what is given as a key is none.
    """
    written = settings.MINGA_LEDGER_KEY or kept_secret(settings.HOME / FILE, _new_key)
    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(written, validate=True))
    except (ValueError, binascii.Error):
        raise ImproperlyConfigured("MINGA_LEDGER_KEY wants the 32 bytes of an Ed25519 key in base64") from None


def _new_key() -> str:
    return base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()


def current_verifier() -> str:
    """What others need to check the heads that this instance signs now."""
    return str(verifier_of(origin(), signing_key()))
