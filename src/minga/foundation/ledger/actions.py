"""Recording public acts."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785

from minga.foundation.ledger.models import Event
from minga.kernel.events import EVENTS


def record(kind: str, subject: str, payload: dict[str, Any], *, role: str = "system") -> Event:
    """Writes one act in the caller's transaction: it stands if, and only if, what it tells of stands.

    Args:
        kind: a kind declared in some app's `events.py`.
        subject: an immutable name of what the act is about, such as `document/<slug>`.
        payload: plain JSON values without personal data; decimals and dates as text.
        role: the role in which the act was done, never who did it.

    Raises:
        LookupError: when no app declares the kind.
    """
    if all(declared.name != kind for declared in EVENTS):
        raise LookupError(f"no app declares the kind of event {kind}")
    digest = hashlib.sha256(rfc8785.dumps(payload)).hexdigest()
    return Event.objects.create(kind=kind, subject=subject, payload=payload, actor_role=role, digest=digest)
