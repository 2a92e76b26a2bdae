"""Addresses of the app. allauth's views keep the names by which it calls them; words and access are ours."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as external
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from minga.foundation.accounts.views import borrowed, own, site, tokens
from minga.foundation.accounts.views.borrowed import for_everybody, for_oneself

SECOND_STEP = _("Segundo paso")
KEYS = _("Llaves de acceso")
BACKUP = _("Códigos de respaldo")
AGAIN = _("Confirma que eres tú")

ways_in = [
    path("entrar/", for_everybody(account.login), name="account_login"),
    path("entrar/llave/", for_everybody(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("entrar/codigo/", for_everybody(mfa.authenticate), name="mfa_authenticate"),
    path("salir/", for_everybody(account.logout), name="account_logout"),
    path("crear/", for_everybody(account.signup), name="account_signup"),
    path("confirmar/", for_everybody(account.email_verification_sent), name="account_email_verification_sent"),
    path("inactiva/", for_everybody(account.account_inactive), name="account_inactive"),
    path("clave/olvidada/", for_everybody(account.password_reset), name="account_reset_password"),
    path(
        "clave/olvidada/codigo/",
        for_everybody(account.confirm_password_reset_code),
        name="account_confirm_password_reset_code",
    ),
    path(
        "clave/olvidada/nueva/", for_everybody(account.complete_password_reset), name="account_complete_password_reset"
    ),
    path(
        "clave/olvidada/lista/",
        for_everybody(account.password_reset_from_key_done),
        name="account_password_reset_completed",
    ),
    path("acceso-externo/crear/", for_everybody(external.signup), name="socialaccount_signup"),
    path("acceso-externo/cancelado/", for_everybody(external.login_cancelled), name="socialaccount_login_cancelled"),
    path("acceso-externo/error/", for_everybody(external.login_error), name="socialaccount_login_error"),
    path(
        "acceso-externo/<slug:provider_id>/entrar/", for_everybody(borrowed.external_login), name="openid_connect_login"
    ),
    path("acceso-externo/<slug:provider_id>/regreso/", for_everybody(openid.callback), name="openid_connect_callback"),
]

own_account = [
    path("correo/", for_oneself(account.email, _("Correo")), name="account_email"),
    path("clave/cambiar/", for_oneself(account.password_change, _("Contraseña")), name="account_change_password"),
    path("clave/poner/", for_oneself(account.password_set, _("Contraseña")), name="account_set_password"),
    path("de-nuevo/", for_oneself(account.reauthenticate, AGAIN), name="account_reauthenticate"),
    path("de-nuevo/codigo/", for_oneself(mfa.reauthenticate, AGAIN), name="mfa_reauthenticate"),
    path("de-nuevo/llave/", for_oneself(webauthn.reauthenticate_webauthn, AGAIN), name="mfa_reauthenticate_webauthn"),
    path("sesiones/", own.sessions, name="usersessions_list"),
    path("acceso-externo/", for_oneself(external.connections, _("Acceso externo")), name="socialaccount_connections"),
]

second_step = [
    path("", for_oneself(mfa.index, SECOND_STEP), name="mfa_index"),
    path("aplicacion/activar/", for_oneself(totp.activate_totp, _("Aplicación de códigos")), name="mfa_activate_totp"),
    path(
        "aplicacion/quitar/", for_oneself(totp.deactivate_totp, _("Aplicación de códigos")), name="mfa_deactivate_totp"
    ),
    path("respaldo/", for_oneself(recovery.view_recovery_codes, BACKUP), name="mfa_view_recovery_codes"),
    path("respaldo/nuevos/", for_oneself(recovery.generate_recovery_codes, BACKUP), name="mfa_generate_recovery_codes"),
    path("respaldo/codigos.txt", for_oneself(recovery.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("llaves/", for_oneself(borrowed.KeyList.as_view(), KEYS), name="mfa_list_webauthn"),
    path("llaves/agregar/", for_oneself(webauthn.add_webauthn, KEYS), name="mfa_add_webauthn"),
    path("llaves/<slug:key>/quitar/", for_oneself(borrowed.remove_key, KEYS), name="mfa_remove_webauthn"),
    path("llaves/<slug:key>/nombre/", for_oneself(borrowed.name_key, KEYS), name="mfa_edit_webauthn"),
]

ours = [
    path("", own.home, name="home"),
    path("idioma/", own.set_language, name="language"),
    path("mis-datos.json", own.export, name="export"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/nuevo/", tokens.new, name="token-new"),
    path("tokens/<uuid:token>/revocar/", tokens.revoke, name="token-revoke"),
    path("borrar/", own.erase, name="erase"),
    path("salida/", site.signed_out, name="signed-out"),
    path("borrada/", site.erased, name="erased"),
]

urlpatterns = [
    *ways_in,
    *own_account,
    path("segundo-factor/", include(second_step)),
    path("", include((ours, "accounts"))),
]
