"""What the pages of an account show."""

from __future__ import annotations

from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import salted_hmac

from minga.foundation.accounts.models import User

KEY_LENGTH = 16


@dataclass
class Account:
    """An account as its owner sees it."""

    person: User
    sessions: int
    has_codes: bool = False
    keys: list[Authenticator] = field(default_factory=list)
    backup_codes: int = 0
    external: list[SocialAccount] = field(default_factory=list)
    tokens: int = 0

    @property
    def email(self) -> str:
        """The address of the account."""
        return self.person.email

    @property
    def has_password(self) -> bool:
        """Whether one can sign in with a password."""
        return self.person.has_usable_password()

    @property
    def has_second_step(self) -> bool:
        """Whether signing in asks for more than a password."""
        return self.has_codes or bool(self.keys)


def account(person: User) -> Account:
    """The account of a person."""
    found = Account(person, len(sessions_of(person)))
    for factor in Authenticator.objects.filter(user=person).order_by("created_at"):
        if factor.type == Authenticator.Type.TOTP:
            found.has_codes = True
        elif factor.type == Authenticator.Type.WEBAUTHN:
            found.keys.append(named(factor))
        else:
            found.backup_codes = len(factor.wrap().get_unused_codes())
    found.tokens = person.tokens.active().count()
    found.external = list(SocialAccount.objects.filter(user=person).order_by("date_joined"))
    return found


def address_key(kind: str, value: object) -> str:
    """What stands in an address or a form in the place of an identifier that nobody else should see."""
    return salted_hmac(f"minga.foundation.accounts.{kind}", str(value), algorithm="sha256").hexdigest()[:KEY_LENGTH]


def named(factor: Authenticator) -> Authenticator:
    """A key with the `slug` that its addresses use."""
    factor.slug = address_key("key", factor.pk)
    return factor


def key_of(person: User, slug: str) -> Authenticator | None:
    """The person's key with this slug."""
    keys = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)
    return next((key for key in keys if named(key).slug == slug), None)


def sessions_of(person: User, current: str | None = None) -> list[UserSession]:
    """The open sessions of a person, this one first and then the newest, each with `slug` and `is_this`."""
    open_keys = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    found = list(UserSession.objects.filter(user=person, session_key__in=open_keys).order_by("-created_at"))
    for session in found:
        session.slug = address_key("session", session.session_key)
        session.is_this = session.session_key == current
    return sorted(found, key=lambda session: not session.is_this)
