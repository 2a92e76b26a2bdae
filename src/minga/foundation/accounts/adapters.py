"""How allauth asks us: what is open, what is said and in which words, who an external account is joined to."""

from __future__ import annotations

import base64
import logging
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minga.foundation.accounts import words
from minga.foundation.accounts.actions import clear_expired_sessions, end_other_sessions
from minga.foundation.accounts.codes import square
from minga.foundation.accounts.mail import MAILS
from minga.foundation.accounts.models import User
from minga.foundation.accounts.sealing import Unreadable, opened, sealed

logger = logging.getLogger(__name__)

TRUE = (True, "true")
"""How providers write that they verified an address; any other text is not true."""


class AccountAdapter(DefaultAccountAdapter):
    """Accounts by e-mail."""

    error_messages = DefaultAccountAdapter.error_messages | words.ERRORS

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Whether anyone may make an account here."""
        return bool(settings.MINGA_SIGN_UP == "open")

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of this site, without host: whoever signs in is never led elsewhere."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def new_user(self, _request: HttpRequest) -> User:
        """A person whose language is that of the page."""
        return User(language=translation.get_language() or settings.LANGUAGE_CODE)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Signing in is an act, and a good moment to forget the sessions that ended by themselves."""
        clear_expired_sessions()
        response = super().post_login(request, user, **kwargs)
        response["Clear-Site-Data"] = '"cache"'  # public pages kept for a minute still offer to sign in
        return response

    def set_password(self, user: Any, password: str) -> None:
        """A new password ends the sessions of other devices."""
        super().set_password(user, password)
        end_other_sessions(by=user, keep=self.request.session.session_key)

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        """Back to the account."""
        return reverse("accounts:home")

    def get_email_verification_redirect_url(self, _email_address: EmailAddress) -> str:
        """Back to the account."""
        return reverse("accounts:home")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to show again that it is you, in our words."""
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": words.WAYS[method["id"]]} for method in methods]

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *_args: Any,
        message: Any = None,
        **_kwargs: Any,
    ) -> None:
        """One of our messages; those for which we have no words are not said."""
        if text := message or words.MESSAGES.get(message_template or ""):
            messages.add_message(request, level, str(text))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends a mail in the language of its reader. One that cannot leave is told to the person, not lost in silence."""
        with translation.override(context.get("language") or _language_of(context.get("user"), email)):
            mail = self.render_mail(template_prefix, email, context)
        try:
            mail.send()
        except OSError as error:
            logger.error("a mail could not be sent: %s", type(error).__name__)  # noqa: TRY400 (it would name the reader)
            if self.request is not None:
                self.add_message(self.request, messages.ERROR, message=words.NOT_SENT)

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """One of our mails, in the active language. Its links lead to `PUBLIC_URL`, whatever the request names."""
        mail = MAILS[template_prefix]
        values = mail_values() | {"code": context.get("code", "")}
        to = [email] if isinstance(email, str) else email
        return EmailMessage(str(mail.subject) % values, mail.body(values), self.get_from_email(), to, headers=headers)


def _language_of(person: User | None, email: str) -> str:
    reader = person or User.objects.filter(emailaddress__email=email).first()
    return reader.language if reader else translation.get_language() or settings.LANGUAGE_CODE


def mail_values() -> dict[str, str]:
    """What mails name: the city and our addresses, in the active language."""
    names = {"home": "accounts:home", "sign_up": "account_signup", "forgotten": "account_reset_password"}
    links = {key: settings.MINGA_PUBLIC_URL + reverse(name) for key, name in names.items()}
    return links | {"place": settings.MINGA_CITY, "front": settings.MINGA_PUBLIC_URL}


class FactorAdapter(DefaultMFAAdapter):
    """Second steps: their secrets are sealed at rest."""

    error_messages = DefaultMFAAdapter.error_messages | words.FACTOR_ERRORS

    def encrypt(self, text: str) -> str:
        """As the database keeps a secret."""
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; when the instance's key is another one, a secret that no code fits."""
        try:
            return opened(encrypted_text)
        except Unreadable:
            logger.error("a second step was sealed with another secret key")  # noqa: TRY400 (nothing more to say)
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def build_totp_svg(self, url: str) -> SafeString:
        """The code that a phone reads, for the page itself."""
        return square(url, _("Código para tu aplicación"))

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 (the name that allauth calls it by)
        """A name to tell keys apart, for who gives none."""
        number = user.authenticator_set.filter(type=type).count() + 1
        return _("Llave %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The instance, as the browser names it when it asks for a key."""
        return super().get_public_key_credential_rp_entity() | {"name": f"Minga {settings.MINGA_CITY}"}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """The person, as the browser lists them when it offers a key."""
        return super().get_public_key_credential_user_entity(user) | {"display_name": user.email}


class ExternalAdapter(DefaultSocialAccountAdapter):
    """Accounts of an OpenID Connect provider."""

    error_messages = DefaultSocialAccountAdapter.error_messages | words.EXTERNAL_ERRORS

    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: Any) -> bool:
        """Whether whoever comes by the provider gets an account."""
        return settings.MINGA_SIGN_UP in ("open", "external")

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Keeps of the provider's answer the address alone, and trusts it only when it is said to be verified."""
        sociallogin.account.extra_data = {}
        for address in sociallogin.email_addresses:
            address.verified = address.verified in TRUE
        return super().populate_user(request, sociallogin, data)

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """The account to which an external one is joined: both sides must have verified the same address."""
        verified = [address.email for address in sociallogin.email_addresses if address.verified is True]
        found = EmailAddress.objects.filter(email__in=verified, verified=True, user__is_active=True)
        address = found.select_related("user").first()
        return (address.user, address.email) if address else None
