"""The forms of accounts: allauth's, with our labels and hints, and ours."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.socialaccount import forms as external
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

Words = dict[str, tuple[Any, Any]]
"""Label and hint of a field, translated when they are shown."""

USED_FOR = 120
"""Seconds for which a code of an application is remembered as used: longer than it is valid, whatever the clocks say."""

EMAIL = _("Correo electrónico")
PASSWORD = _("Contraseña")
NEW_PASSWORD = _("Contraseña nueva")
PASSWORD_HINT = _("Doce letras o más. Una frase que recuerdes sirve mejor que una palabra con símbolos.")
CODE = _("Código")
MISSING = _("Falta este dato.")
NO_EMAIL = _("Escribe un correo completo, como ana@ejemplo.ec.")
DIGITS = {"inputmode": "numeric", "autocapitalize": "off", "spellcheck": "false"}


class Plain(forms.Form):
    """A form whose fields say what we say, `words` by the name of the field, and hold no text that vanishes."""

    words: ClassVar[Words] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.words.items():
            self.fields[name].label = label
            self.fields[name].help_text = hint
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = MISSING
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = NO_EMAIL
            if name == "code":
                field.widget.attrs |= DIGITS


class SignIn(Plain, account.LoginForm):
    """Signing in with a password."""

    words: ClassVar[Words] = {"login": (EMAIL, ""), "password": (PASSWORD, "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class SignUp(Plain, account.SignupForm):
    """Making an account."""

    words: ClassVar[Words] = {
        "email": (EMAIL, _("Te enviaremos un código para confirmar que es tuyo.")),
        "password1": (PASSWORD, PASSWORD_HINT),
    }

    def try_save(self, request: HttpRequest) -> Any:
        """Takes as long for an address that has an account as for one that has none."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class ExternalSignUp(Plain, external.SignupForm):
    """What is missing when an external account brings no address."""

    words: ClassVar[Words] = {"email": (EMAIL, _("Te enviaremos un código para confirmar que es tuyo."))}


class NewEmail(Plain, account.AddEmailForm):
    """Another address for the account."""

    words: ClassVar[Words] = {
        "email": (_("Correo nuevo"), _("Tu cuenta cambia cuando confirmes el código que enviaremos allí."))
    }


class EmailCode(Plain, account.ConfirmEmailVerificationCodeForm):
    """The code that was sent to confirm an address."""

    words: ClassVar[Words] = {"code": (CODE, "")}


class ForgottenPassword(Plain, account.ResetPasswordForm):
    """Asking for a code to set another password."""

    words: ClassVar[Words] = {"email": (EMAIL, "")}


class ForgottenPasswordCode(Plain, account.ConfirmPasswordResetCodeForm):
    """The code that was sent to set another password."""

    words: ClassVar[Words] = {"code": (CODE, "")}


class OnePassword(Plain):
    """A new password, written once: who mistypes it can ask for a code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]


class NewPassword(OnePassword, account.ResetPasswordKeyForm):
    """The password after the code."""

    words: ClassVar[Words] = {"password1": (NEW_PASSWORD, PASSWORD_HINT)}


class ChangePassword(OnePassword, account.ChangePasswordForm):
    """Another password in the place of the present one."""

    words: ClassVar[Words] = {
        "oldpassword": (_("Contraseña actual"), ""),
        "password1": (NEW_PASSWORD, PASSWORD_HINT),
    }


class SetPassword(OnePassword, account.SetPasswordForm):
    """A password for an account that had none."""

    words: ClassVar[Words] = {"password1": (PASSWORD, PASSWORD_HINT)}


class PasswordAgain(Plain, account.ReauthenticateForm):
    """The password, before something that matters."""

    words: ClassVar[Words] = {"password": (PASSWORD, "")}


class OnceOnly(Plain):
    """A code that opens once: allauth forgets used ones sooner than we accept them."""

    user: Any

    def clean_code(self) -> str:
        """The code, when it is right and was not used before."""
        code: str = super().clean_code()  # type: ignore[misc]
        spend(self.user, code)
        return code


def spend(person: Any, code: str) -> None:
    """Marks a code as used by a person.

    Raises:
        ValidationError: when it was used already.
    """
    digits = "".join(filter(str.isalnum, code))
    if not cache.add(f"accounts.code.{person.pk}.{digits}", 1, timeout=USED_FOR):
        raise get_adapter().validation_error("incorrect_code")


FACTOR_CODE: Words = {"code": (_("Código"), _("El de tu aplicación, o uno de los de respaldo."))}


class FactorCode(OnceOnly, mfa.AuthenticateForm):
    """The second step of signing in."""

    words: ClassVar[Words] = FACTOR_CODE


class FactorCodeAgain(OnceOnly, mfa.ReauthenticateForm):
    """A code, before something that matters."""

    words: ClassVar[Words] = FACTOR_CODE


class ActivateCodes(OnceOnly, ActivateTOTPForm):
    """The first code of an application: it shows that the application works, and opens nothing more."""

    words: ClassVar[Words] = {"code": (_("Código que muestra la aplicación"), "")}


NO_KEY = (KeyError, TypeError, ValueError, AttributeError, IndexError)
"""What reading an answer that is none of a key's may raise; allauth lets it through."""


class KeyAnswer(forms.Form):
    """What a key answers; anything else is refused like a wrong one."""

    def clean_credential(self) -> Any:
        """The key that answered."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except NO_KEY as error:
            raise get_adapter().validation_error("incorrect_code") from error


class SignInWithKey(KeyAnswer, LoginWebAuthnForm):
    """Signing in with a key alone."""


class KeyCode(KeyAnswer, AuthenticateWebAuthnForm):
    """A key as the second step of signing in."""


class KeyAgain(KeyAnswer, ReauthenticateWebAuthnForm):
    """A key, before something that matters."""


class AddKey(Plain, AddWebAuthnForm):
    """A key for the account: what the device holds, and a name to tell it by."""

    words: ClassVar[Words] = {
        "name": (_("Nombre de la llave"), _("Para reconocerla, como «mi teléfono».")),
        "passwordless": (
            _("Entrar solo con ella, sin contraseña"),
            _("El dispositivo pedirá tu huella, tu rostro o su clave."),
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["maxlength"] = "60"
        self.fields["passwordless"].initial = True

    def clean(self) -> dict[str, Any]:
        """What the new key answered, when it is one's answer."""
        try:
            return super().clean() or {}
        except NO_KEY as error:
            raise get_adapter().validation_error("incorrect_code") from error


class NameKey(Plain, EditWebAuthnForm):
    """Another name for a key."""

    words: ClassVar[Words] = {"name": (_("Nombre de la llave"), "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["maxlength"] = "60"


class Disconnect(Plain, external.DisconnectForm):
    """The external account that is no longer to open this one."""

    words: ClassVar[Words] = {"account": (_("Acceso externo"), "")}


class Language(Plain):
    """The language of the person's mails and pages."""

    language = forms.ChoiceField(
        label=_("Idioma"),
        choices=settings.LANGUAGES,
        help_text=_("El de los correos que te enviamos y de estas páginas."),
    )


class Erase(Plain):
    """That the person knows what erasing means."""

    understood = forms.BooleanField(label=_("Entiendo que no se puede deshacer"))
