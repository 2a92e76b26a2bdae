"""What accounts say to people: errors, messages after an act, ways to show that it is you."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minga.kernel.registry import Text

WAIT = _("Demasiados intentos seguidos. Espera quince minutos y vuelve a probar.")
WRONG_CODE = _("Ese código no es, o ya se usó. Escribe el más reciente.")

ERRORS: dict[str, Text] = {
    "account_inactive": _("Esta cuenta no está activa."),
    "cannot_remove_primary_email": _("Es el correo de tu cuenta: cámbialo por otro."),
    "duplicate_email": _("Ese ya es el correo de tu cuenta."),
    "email_password_mismatch": _("El correo y la contraseña no corresponden."),
    "email_taken": _("Ese correo ya lo usa otra cuenta."),
    "enter_current_password": _("Esa no es tu contraseña actual."),
    "incorrect_code": WRONG_CODE,
    "incorrect_password": _("Esa no es tu contraseña."),
    "invalid_login": _("No pudimos abrir tu cuenta con esos datos."),
    "invalid_password_reset": _("Ese cambio de contraseña ya no vale. Pide otro código."),
    "rate_limited": _("Acabamos de enviarte un código. Espera un momento antes de pedir otro."),
    "same_as_current": _("Escribe uno distinto del que ya tienes."),
    "too_many_login_attempts": WAIT,
    "unverified_primary_email": _("Primero confirma tu correo."),
}
"""By the names that allauth gives to errors of accounts."""

FACTOR_ERRORS: dict[str, Text] = {
    "cannot_delete_authenticator": _("No puedes quitar este segundo paso."),
    "cannot_generate_recovery_codes": _("Primero activa una aplicación de códigos o una llave de acceso."),
    "incorrect_code": WRONG_CODE,
    "unverified_email": _("Primero confirma tu correo."),
}

EXTERNAL_ERRORS: dict[str, Text] = {
    "connected_other": _("Ese acceso externo ya está unido a otra cuenta."),
    "disconnect_last": _("Es tu única forma de entrar: no la quites antes de tener otra."),
    "email_taken": _("Ya hay una cuenta con ese correo. Entra en ella y une desde allí tu acceso de %s."),
    "invalid_token": _("El proveedor envió una respuesta que no vale."),
    "no_password": _("Primero pon una contraseña: sin este acceso no podrías entrar."),
    "no_verified_email": _("Primero confirma tu correo."),
}

MESSAGES: dict[str, Text] = {
    "account/messages/email_confirmed.txt": _("Tu correo quedó confirmado."),
    "account/messages/email_confirmation_failed.txt": _("Ese correo ya lo confirmó otra cuenta."),
    "account/messages/email_deleted.txt": _("El cambio de correo quedó sin efecto."),
    "account/messages/cannot_delete_primary_email.txt": _("Es el correo de tu cuenta: cámbialo por otro."),
    "account/messages/password_changed.txt": _(
        "Tu contraseña quedó cambiada. Las sesiones de otros equipos se cerraron."
    ),
    "account/messages/password_set.txt": _("Tu cuenta ya tiene contraseña."),
    "mfa/messages/recovery_codes_generated.txt": _(
        "Tienes códigos de respaldo nuevos. Guárdalos donde no esté tu teléfono."
    ),
    "mfa/messages/totp_activated.txt": _("Desde ahora, al entrar te pediremos también un código de tu aplicación."),
    "mfa/messages/totp_deactivated.txt": _("Ya no pediremos códigos de la aplicación."),
    "mfa/messages/webauthn_added.txt": _("La llave de acceso quedó guardada."),
    "mfa/messages/webauthn_removed.txt": _("La llave de acceso quedó quitada."),
    "socialaccount/messages/account_connected.txt": _("El acceso externo quedó unido a tu cuenta."),
    "socialaccount/messages/account_connected_other.txt": EXTERNAL_ERRORS["connected_other"],
    "socialaccount/messages/account_connected_updated.txt": _("El acceso externo ya estaba unido a tu cuenta."),
    "socialaccount/messages/account_disconnected.txt": _("El acceso externo quedó separado de tu cuenta."),
}
"""By the names that allauth gives to them; what is missing is not said, because the page itself says it."""

WAYS: dict[str, Text] = {
    "reauthenticate": _("Con tu contraseña"),
    "mfa_reauthenticate": _("Con un código de tu aplicación o de respaldo"),
    "mfa_reauthenticate:webauthn": _("Con una llave de acceso"),
}
"""How a person may show again that it is them."""

NOT_SENT = _("No pudimos enviar el correo. No es culpa tuya: vuelve a pedirlo en unos minutos.")
