"""Recording public acts, giving them their place in the log, and signing the heads over them."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from minga.foundation.ledger.entries import digest_of
from minga.foundation.ledger.keys import origin, signing_key
from minga.foundation.ledger.merkle import Frontier, leaf_hash
from minga.foundation.ledger.models import DailyHead, Detail, Entry, Event, Head, Subtree, Waiting
from minga.foundation.ledger.notes import Checkpoint, sign, verifier_of
from minga.foundation.ledger.queries.tree import frontier
from minga.kernel.events import EVENTS

BATCH = 1000
LOCK = 0x6D696E6761
"""The advisory lock that the sequencer takes on PostgreSQL («minga»); SQLite lets one write at a time anyway."""
SALT = 32


def record(
    kind: str,
    subject: str,
    payload: dict[str, Any],
    *,
    role: str = "system",
    erasable: bool = False,
    fictitious: bool = False,
) -> Event:
    """Writes one act in the caller's transaction: it stands if, and only if, what it tells of stands.

    It has no place in the log yet: `seal` gives it one within a minute.

    Args:
        kind: a kind declared in some app's `events.py`.
        subject: an immutable name of what the act is about, such as `document/<slug>`.
        payload: plain JSON values without personal data; decimals and dates as text.
        role: the role in which the act was done, never who did it.
        erasable: whether `payload` may have to be forgotten, as the words of a citizen may.
        fictitious: whether it was done in the fictitious canton.

    Raises:
        LookupError: when no app declares the kind.
        TypeError: when `payload` holds a number that is not whole.
    """
    if all(declared.name != kind for declared in EVENTS):
        raise LookupError(f"no app declares the kind of event {kind}")
    salt = secrets.token_bytes(SALT) if erasable else b""
    event = Event.objects.create(
        kind=kind,
        subject=subject,
        actor_role=role,
        payload={} if erasable else payload,
        digest=digest_of(payload, salt),
        erasable=erasable,
        fictitious=fictitious,
    )
    if erasable:
        Detail.objects.create(event=event, salt=salt, payload=payload)
    Waiting.objects.create(event=event)
    return event


def forget(event: Event) -> None:
    """Forgets what an erasable act told: that it was done, and when, stays in the log.

    Raises:
        TypeError: when the act is not erasable.
    """
    if not event.erasable:
        raise TypeError("what this act told is not to be forgotten")
    Detail.objects.filter(event=event).delete()


def seal() -> int:
    """Gives every act that waits its place in the log and signs a head over them; returns how many there were.

    It may be killed at any point: each batch stands whole or not at all. Two that run at once wait for each other.
    """
    sealed = 0
    while batch := _seal_batch():
        sealed += batch
    return sealed


def publish_daily_head() -> DailyHead | None:
    """Signs the log as it stands, once a day, and mails the head to its witnesses; None when the day has its head.

    That nothing happened is worth a signature too. Whoever keeps the mail can prove that nothing before it was
    rewritten. When no mail can be sent the day is tried again.
    """
    today = timezone.localdate()
    if DailyHead.objects.filter(day=today).exists():
        return None
    seal()
    with transaction.atomic():
        _alone()
        published, is_new = DailyHead.objects.get_or_create(day=today, defaults={"head": _sign(frontier())})
    if not is_new:
        return None
    try:
        _mail(published)
    except OSError:
        published.delete()
        raise
    return published


def _mail(published: DailyHead) -> None:
    """One mail for each witness: none learns of the others."""
    day = published.day.isoformat()
    with override(settings.LANGUAGE_CODE), get_connection() as post:
        subject = _("Bitácora pública de %(city)s: la cabeza del %(day)s") % {"city": settings.MINGA_CITY, "day": day}
        body = _(
            "Guarda este correo: con él, cualquiera puede comprobar que nada de lo anterior se reescribió.\n"
            "Cómo se hace: %(address)s\n\n%(note)s"
        ) % {"address": f"{settings.MINGA_PUBLIC_URL}{reverse('ledger:how')}", "note": published.head.note}
        for witness in settings.MINGA_LEDGER_WITNESSES:
            EmailMessage(subject, body, to=[witness], connection=post).send()


@transaction.atomic
def _seal_batch() -> int:
    _alone()
    waiting = list(Waiting.objects.order_by("event").values_list("event", flat=True)[:BATCH])
    events = list(Event.objects.filter(pk__in=waiting).order_by("pk"))
    if not events:
        return 0
    tree = frontier()
    entries = [Entry(index=index, event=event) for index, event in enumerate(events, start=tree.size)]
    subtrees = [
        Subtree(level=level, index=index, hash=made)
        for event in events
        for (level, index), made in tree.append(leaf_hash(event.leaf))
    ]
    Entry.objects.bulk_create(entries)
    Subtree.objects.bulk_create(subtrees)
    Waiting.objects.filter(event__in=waiting).delete()
    _sign(tree)
    return len(events)


def _sign(tree: Frontier) -> Head:
    key = signing_key()
    checkpoint = Checkpoint(origin(), tree.size, tree.root, timezone.now().replace(microsecond=0))
    return Head.objects.create(
        size=tree.size,
        root=tree.root,
        time=checkpoint.time,
        verifier=str(verifier_of(checkpoint.origin, key)),
        note=sign(checkpoint, key),
    )


def _alone() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
