"""Mail out of notices: one mail for each person, with all that waits for them. Never twice for one notice.

A notice is taken over before its mail is sent and given back when it was not: a worker that is killed in between loses
a mail, and the notice still stands on the desk.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from minga.design.context import in_language
from minga.foundation.accounts.models import User
from minga.foundation.notices.models import Notice, Preference

log = logging.getLogger(__name__)

WAITS = (timedelta(0), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3), timedelta(hours=12))
"""How long after it was made a notice is tried the first time, the second, and so on; after the last it is given up."""
DIGEST_HOUR = 7
"""The hour of the instance's day from which the daily digest goes out."""
MOST_IN_A_MAIL = 40


def send_each() -> int:
    """Mails what waits to those who want it at once; returns how many mails were sent."""
    daily = Preference.objects.filter(person=OuterRef("pk"), mail=Preference.Mail.DAILY)
    return _send(_waited_for().exclude(Exists(daily)))


def send_daily() -> int:
    """Mails what waits to those who want one digest a day, once a day; returns how many mails were sent."""
    now = timezone.localtime()
    if now.hour < DIGEST_HOUR:
        return 0
    today = timezone.make_aware(datetime.combine(now.date(), time.min))
    had_theirs = Notice.objects.filter(person=OuterRef("pk"), mailed_at__gte=today)
    wanting = _waited_for().filter(notice_preference__mail=Preference.Mail.DAILY)
    return _send(wanting.exclude(Exists(had_theirs)))


def waiting(now: datetime) -> Q:
    """The notices whose mail is due by now."""
    due = Q()
    for tries, wait in enumerate(WAITS):
        due |= Q(tries=tries, created_at__lte=now - wait)
    return Q(wants_mail=True, mailed_at__isnull=True) & due


def _waited_for() -> QuerySet[User]:
    """Those for whom something waits."""
    own = Notice.objects.filter(waiting(timezone.now()), person=OuterRef("pk"))
    return User.objects.filter(Exists(own), is_active=True).order_by("pk")


def _send(people: QuerySet[User]) -> int:
    """One mail for each; nothing is tried while no mail can be sent at all."""
    found = list(people)
    if not found:
        return 0
    with get_connection() as post:
        return sum(_send_one(person, post) for person in found)


def _send_one(person: User, post: BaseEmailBackend) -> bool:
    taken = _take_over(person)
    if not taken:
        return False
    try:
        _mail(person, taken, post).send()
    except Exception:  # whatever goes wrong with one person's mail keeps nobody else from theirs
        log.exception("a mail of notices could not be sent")
        Notice.objects.filter(pk__in=[notice.pk for notice in taken]).update(mailed_at=None)
        return False
    return True


@transaction.atomic
def _take_over(person: User) -> list[Notice]:
    """What waits for a person, which no other worker takes from here on."""
    rows = Notice.objects.select_for_update().filter(waiting(timezone.now()), person=person)
    taken = list(rows.order_by("pk")[:MOST_IN_A_MAIL])
    for notice in taken:
        notice.mailed_at, notice.tries = timezone.now(), notice.tries + 1
    Notice.objects.bulk_update(taken, ["mailed_at", "tries"])
    return taken


def _mail(person: User, notices: Sequence[Notice], post: BaseEmailBackend) -> EmailMessage:
    with override(person.language):
        return EmailMessage(_subject(notices), _body(notices, person.language), to=[person.email], connection=post)


def _subject(notices: Sequence[Notice]) -> str:
    if len(notices) == 1:
        return " ".join(notices[0].title.split())
    told: dict[str, Any] = {"number": len(notices), "city": settings.MINGA_CITY}
    return ngettext("%(number)s aviso de Minga %(city)s", "%(number)s avisos de Minga %(city)s", len(notices)) % told


def _body(notices: Iterable[Notice], language: str) -> str:
    signature = _(
        "Minga %(city)s\n"
        "Elige cómo te llegan los avisos: %(preferences)s\n"
        "Este correo lo envía un programa; no llega a nadie si lo respondes."
    ) % {"city": settings.MINGA_CITY, "preferences": _absolute(reverse("notices:list"), language)}
    return "\n\n".join([*(_told(notice, language) for notice in notices), "-- \n" + signature]) + "\n"


def _told(notice: Notice, language: str) -> str:
    title = f"{notice.title} ({_('ficticio')})" if notice.fictitious else notice.title
    return "\n".join(filter(None, (title, notice.text, _absolute(notice.url, language) if notice.url else "")))


def _absolute(address: str, language: str) -> str:
    return f"{settings.MINGA_PUBLIC_URL}{in_language(address, language)}"
