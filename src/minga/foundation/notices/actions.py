"""Telling people: a notice on the desk, and mail once the act that it tells of stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from minga.design.context import in_language
from minga.foundation.accounts.models import User
from minga.foundation.notices.models import Notice, Preference
from minga.kernel.errors import Refused
from minga.kernel.formats import partial_date
from minga.kernel.registry import Text

LONGEST_TITLE = 200


def notify(
    *,
    person: User,
    key: str,
    kind: str,
    title: Text,
    text: Text = "",
    values: Mapping[str, Any] | None = None,
    url: str = "",
    fictitious: bool = False,
) -> Notice | None:
    """Tells a person one thing, in the caller's transaction: it is told if, and only if, what it tells of stands.

    The same `key` is told to the same person once, however often it is asked for. Mail goes out later, by a routine,
    as the person prefers it.

    Args:
        person: who is told; a closed account is told nothing.
        key: what it is, such as `report/<id>/returned/3`.
        kind: its sort, by the name of what tells it: `tracking.report-returned`.
        title: a line, without personal data of others.
        text: a sentence or two, likewise.
        values: what both name, as in `%(plan)s`; days are written in the person's language.
        url: where it is seen or done, an address of this instance.
        fictitious: whether it tells of something invented.

    Returns:
        The notice, also where it was told before; None for a closed account.
    """
    if not person.is_active:
        return None
    with override(person.language):
        told = {name: _written(value, person.language) for name, value in (values or {}).items()}
        defaults = {
            "kind": kind,
            "title": _filled(title, told)[:LONGEST_TITLE],
            "text": _filled(text, told),
            "url": in_language(url, settings.LANGUAGE_CODE) if url else "",
            "fictitious": fictitious,
            "wants_mail": preference_of(person) != Preference.Mail.NONE,
        }
    notice, _is_new = Notice.objects.get_or_create(person=person, key=key, defaults=defaults)
    return notice


def preference_of(person: User) -> str:
    """How the person wants to be told by mail; at once, where they never said."""
    found = Preference.objects.filter(person=person).values_list("mail", flat=True).first()
    return found or Preference.Mail.EACH


@transaction.atomic
def mark_read(*, by: User, notice: Notice | None = None) -> int:
    """Notes that the person has read one notice, or all of them; returns how many were unread.

    Raises:
        Refused: when the notice is another person's.
    """
    if notice is not None and notice.person_id != by.pk:
        raise Refused(_("Ese aviso no es de tu cuenta."))
    unread = Notice.objects.filter(person=by, read_at__isnull=True)
    return (unread.filter(pk=notice.pk) if notice else unread).update(read_at=timezone.now())


@transaction.atomic
def prefer_mail(*, by: User, mail: str) -> Preference:
    """Notes how the person wants to be told by mail. Without mail, what was still to be sent stays on the desk alone.

    Raises:
        Refused: for a way that there is not.
    """
    if mail not in Preference.Mail.values:
        raise Refused(_("Elige cómo quieres recibir los avisos."))
    preference, _is_new = Preference.objects.update_or_create(person=by, defaults={"mail": mail})
    if mail == Preference.Mail.NONE:
        Notice.objects.filter(person=by, wants_mail=True, mailed_at__isnull=True).update(wants_mail=False)
    return preference


def _written(value: Any, language: str) -> Any:
    return partial_date(value, language) if isinstance(value, date) else value


def _filled(text: Text, values: Mapping[str, Any]) -> str:
    return str(text) % values if values else str(text)
