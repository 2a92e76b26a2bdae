"""Mails of accounts: their words, in the language of whoever receives them, and where they go without a mail server."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.mail.backends.filebased import EmailBackend
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minga.kernel.registry import Text

NOT_YOU = gettext_lazy("Si no lo pediste tú, no hagas nada: nadie entra en tu cuenta sin este código.")
CHANGED = gettext_lazy(
    "Si no fuiste tú, cambia tu contraseña ahora mismo y cierra las otras sesiones desde tu cuenta: %(home)s"
)


@dataclass(frozen=True)
class Mail:
    """A subject and its paragraphs. Both may name `place`, and paragraphs `code`, `home`, `sign_up` and `forgotten`."""

    subject: Text
    paragraphs: tuple[Text, ...]

    def body(self, values: dict[str, Any]) -> str:
        """The text of the mail, signed by the instance."""
        signature = _(
            "Minga %(place)s · %(front)s\nEste correo lo envía un programa; no llega a nadie si lo respondes."
        )
        return "\n\n".join([*(str(one) % values for one in self.paragraphs), "-- \n" + signature % values]) + "\n"


CODE = Mail(
    gettext_lazy("Tu código para Minga %(place)s"),
    (
        gettext_lazy("Escribe este código en la página que te lo pide:"),
        "%(code)s",
        gettext_lazy(
            "Vale quince minutos y para una sola vez. Nadie de Minga te lo pedirá por teléfono ni por mensaje."
        ),
        NOT_YOU,
    ),
)


def _change(subject: Text, what: Text) -> Mail:
    return Mail(subject, (what, CHANGED))


MAILS: dict[str, Mail] = {
    "account/email/email_confirmation": CODE,
    "account/email/email_confirmation_signup": CODE,
    "account/email/password_reset_code": CODE,
    "account/email/account_already_exists": Mail(
        gettext_lazy("Ya tienes una cuenta en Minga %(place)s"),
        (
            gettext_lazy("Alguien quiso crear una cuenta con este correo, y ya hay una."),
            gettext_lazy("Si fuiste tú y olvidaste la contraseña, pide otra aquí: %(forgotten)s"),
            gettext_lazy("Si no fuiste tú, no hagas nada: tu cuenta sigue como estaba."),
        ),
    ),
    "account/email/unknown_account": Mail(
        gettext_lazy("No hay una cuenta con este correo en Minga %(place)s"),
        (
            gettext_lazy("Alguien pidió entrar con este correo, y no hay ninguna cuenta con él."),
            gettext_lazy("Si fuiste tú, quizá la creaste con otro correo; o puedes crear una aquí: %(sign_up)s"),
            gettext_lazy("Si no fuiste tú, no hagas nada."),
        ),
    ),
    "account/email/email_changed": _change(
        gettext_lazy("Tu cuenta de Minga %(place)s tiene otro correo"),
        gettext_lazy("El correo de tu cuenta era este y ahora es otro. Ya no te escribiremos aquí."),
    ),
    "account/email/email_deleted": _change(
        gettext_lazy("Un cambio de correo quedó sin efecto en Minga %(place)s"),
        gettext_lazy("Se canceló el cambio de correo de tu cuenta, que estaba sin confirmar."),
    ),
    "account/email/password_changed": _change(
        gettext_lazy("Tu contraseña de Minga %(place)s cambió"), gettext_lazy("La contraseña de tu cuenta cambió.")
    ),
    "account/email/password_reset": _change(
        gettext_lazy("Tu contraseña de Minga %(place)s cambió"),
        gettext_lazy("Tu cuenta tiene una contraseña nueva, puesta con un código que enviamos a este correo."),
    ),
    "account/email/password_set": _change(
        gettext_lazy("Tu cuenta de Minga %(place)s tiene contraseña"),
        gettext_lazy("Tu cuenta, que no tenía contraseña, ahora tiene una."),
    ),
    "account/email/erased": Mail(
        gettext_lazy("Tu cuenta de Minga %(place)s quedó borrada"),
        (
            gettext_lazy("Borramos tu correo, tu contraseña, tus sesiones y tus formas de entrar, como pediste."),
            gettext_lazy("Lo que hiciste con un cargo sigue en el registro público, sin tu nombre ni tu correo."),
        ),
    ),
    "account/email/factors_removed": _change(
        gettext_lazy("Tu cuenta de Minga %(place)s ya no tiene segundo paso"),
        gettext_lazy(
            "Quien administra el sistema quitó el segundo paso de tu cuenta. Entra con tu contraseña y actívalo de nuevo."
        ),
    ),
    "mfa/email/recovery_codes_generated": _change(
        gettext_lazy("Hay códigos de respaldo nuevos en tu cuenta de Minga %(place)s"),
        gettext_lazy("Se generaron códigos de respaldo nuevos; los anteriores ya no valen."),
    ),
    "mfa/email/totp_activated": _change(
        gettext_lazy("Tu cuenta de Minga %(place)s pide un segundo paso"),
        gettext_lazy("Se activó una aplicación de códigos en tu cuenta."),
    ),
    "mfa/email/totp_deactivated": _change(
        gettext_lazy("Tu cuenta de Minga %(place)s ya no pide códigos"),
        gettext_lazy("Se quitó la aplicación de códigos de tu cuenta."),
    ),
    "mfa/email/webauthn_added": _change(
        gettext_lazy("Hay una llave de acceso nueva en tu cuenta de Minga %(place)s"),
        gettext_lazy("Se agregó una llave de acceso a tu cuenta."),
    ),
    "mfa/email/webauthn_removed": _change(
        gettext_lazy("Se quitó una llave de acceso de tu cuenta de Minga %(place)s"),
        gettext_lazy("Se quitó una llave de acceso de tu cuenta."),
    ),
    "socialaccount/email/account_connected": _change(
        gettext_lazy("Un acceso externo se unió a tu cuenta de Minga %(place)s"),
        gettext_lazy("Desde ahora se puede entrar en tu cuenta con un acceso externo."),
    ),
    "socialaccount/email/account_disconnected": _change(
        gettext_lazy("Un acceso externo se separó de tu cuenta de Minga %(place)s"),
        gettext_lazy("Ya no se puede entrar en tu cuenta con ese acceso externo."),
    ),
}
"""By the names that allauth gives to its mails, and ours."""


class FolderBackend(EmailBackend):
    """Writes each mail as a file for its owner alone, in `MINGA_HOME/mail`: for trying, and until there is a server."""

    stream: Any
    _get_filename: Any

    def open(self) -> bool:
        """A new file, unless one is open."""
        if self.stream is not None:
            return False
        path = Path(self._get_filename())
        path.parent.chmod(0o700)
        self.stream = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")
        return True
