"""What notices keep about a person (`accounts.personal`), and how it is forgotten."""

from __future__ import annotations

from typing import Any

from minga.foundation.accounts.models import User
from minga.foundation.notices.models import Notice, Preference


def kept(person: User) -> dict[str, Any]:
    """What the person was told, and how they want to be told."""
    preference = Preference.objects.filter(person=person).first()
    return {
        "avisos": [_told(notice) for notice in Notice.objects.filter(person=person).order_by("pk")],
        "correo de los avisos": preference.mail if preference else Preference.Mail.EACH.value,
    }


def erase(person: User) -> None:
    """Forgets all of it."""
    Notice.objects.filter(person=person).delete()
    Preference.objects.filter(person=person).delete()


def _told(notice: Notice) -> dict[str, Any]:
    return {
        "título": notice.title,
        "texto": notice.text,
        "dirección": notice.url,
        "hecho": notice.created_at.isoformat(timespec="seconds"),
        "leído": notice.read_at.isoformat(timespec="seconds") if notice.read_at else None,
        "enviado por correo": notice.mailed_at.isoformat(timespec="seconds") if notice.mailed_at else None,
    }
