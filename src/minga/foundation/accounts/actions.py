"""What people do with their account, besides what allauth does."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from minga.foundation.accounts.models import User
from minga.kernel.errors import Refused

ERASED_HOST = "borrada.invalid"
"""The host of the address that stands in the place of an erased one; no mail can be sent to it (RFC 2606)."""


def set_language(*, by: User, language: str) -> User:
    """Sets the language of the person's mails.

    Raises:
        Refused: for a language that the interface does not have.
    """
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("La plataforma no está en ese idioma."))
    by.language = language
    by.save(update_fields=["language"])
    return by


def end_session(*, by: User, session: UserSession) -> None:
    """Ends one of the person's sessions: its next request is that of a stranger.

    Raises:
        Refused: when the session is another person's.
    """
    if session.user_id != by.pk:
        raise Refused(_("Esa sesión no es de tu cuenta."))
    session.end()


def end_other_sessions(*, by: User, keep: str | None) -> int:
    """Ends every session of the person but the one with the key `keep`, and says how many they were."""
    others = UserSession.objects.filter(user=by).exclude(session_key=keep or "")
    for session in others:
        session.end()
    return len(others)


def clear_expired_sessions() -> None:
    """Forgets sessions that ended by themselves, and from where they were opened."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


@transaction.atomic
def make_account(*, email: str) -> User:
    """An account for somebody, made by whoever runs the commands, who answers for the address.

    It has no password: the person sets one with a code sent to that address.

    Raises:
        Refused: when it is no address, or has an account.
    """
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(_("«%(email)s» no es un correo.") % {"email": email}) from error
    if User.objects.filter(email=email).exists() or EmailAddress.objects.filter(email=email, verified=True).exists():
        raise Refused(_("Ya hay una cuenta con ese correo."))
    person = User.objects.create_user(email)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


@transaction.atomic
def remove_factors(*, email: str) -> User:
    """Takes away the second steps of somebody who lost them all, and ends their sessions; the password stays.

    Raises:
        Refused: when there is no such account, or it has none.
    """
    person = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise Refused(_("No hay una cuenta con ese correo."))
    removed, _kinds = Authenticator.objects.filter(user=person).delete()
    if not removed:
        raise Refused(_("Esa cuenta no tiene un segundo paso."))
    end_other_sessions(by=person, keep=None)
    return person


@transaction.atomic
def erase(*, by: User) -> User:
    """Erases a person: what is kept about them goes, the row stays for the acts done under a role.

    Each function of `MINGA_ERASURE_CHECKS` is asked first and raises `Refused` when the person may not go yet; each of
    `MINGA_ERASURES` then forgets what another app keeps.

    Raises:
        Refused: when one of them says no, with its reason, or the account is erased already.
    """
    person = User.objects.select_for_update().get(pk=by.pk)
    if person.erased_at:
        raise Refused(_("Esta cuenta ya está borrada."))
    for name in settings.MINGA_ERASURE_CHECKS:
        import_string(name)(person)
    for name in settings.MINGA_ERASURES:
        import_string(name)(person)
    for session in UserSession.objects.filter(user=person):
        session.end()
    for model in (EmailAddress, Authenticator, SocialAccount):
        model._default_manager.filter(user=person).delete()
    person.tokens.all().delete()
    person.answered_requests.all().delete()
    _empty(person)
    return person


def _empty(person: User) -> None:
    blank: dict[str, Any] = {
        "email": f"{person.public_id}@{ERASED_HOST}",
        "language": settings.LANGUAGE_CODE,
        "last_login": None,
        "is_active": False,
        "is_superuser": False,
        "erased_at": timezone.now(),
    }
    for name, value in blank.items():
        setattr(person, name, value)
    person.set_unusable_password()
    person.groups.clear()
    person.user_permissions.clear()
    person.save()
