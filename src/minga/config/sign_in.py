"""Settings of accounts: how people sign in, for how long, what stops whoever guesses, and how mail leaves."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from minga.config.environment import environment

MINUTE = 60
HOUR = 60 * MINUTE
MAIL_FOLDER = environment.minga_home.resolve() / "mail"
PUBLIC = urlsplit(environment.public_url)
IS_SECURE = PUBLIC.scheme == "https"


def _shared_cache() -> dict[str, Any]:
    """What every server process must see at once: failed attempts and codes already used."""
    if environment.redis_url:
        backend = "django.core.cache.backends.redis.RedisCache"
        return {"BACKEND": backend, "LOCATION": environment.redis_url, "KEY_PREFIX": "minga"}
    backend = "django.core.cache.backends.db.DatabaseCache"
    return {"BACKEND": backend, "LOCATION": "accounts_cache", "OPTIONS": {"MAX_ENTRIES": 50_000}}


def _external_providers() -> dict[str, Any]:
    """The provider of the environment, if there is one, always with PKCE."""
    if not environment.oidc_server_url:
        return {}
    app = {
        "provider_id": "oidc",
        "name": environment.oidc_name or urlsplit(environment.oidc_server_url).hostname or "OpenID Connect",
        "client_id": environment.oidc_client_id,
        "secret": environment.oidc_client_secret,
        "settings": {"server_url": environment.oidc_server_url, "scope": ["openid", "email"]},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


SHARED_CACHE = _shared_cache()

SECRET_KEY_FALLBACKS = [key.strip() for key in environment.minga_old_secret_keys.split(",") if key.strip()]
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email",)},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:desk"
LOGOUT_REDIRECT_URL = "accounts:signed-out"

# A prefix that browsers keep other hosts of the same domain from writing.
SESSION_COOKIE_NAME = "__Host-sessionid" if IS_SECURE else "sessionid"
SESSION_COOKIE_AGE = 12 * HOUR
SESSION_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrftoken" if IS_SECURE else "csrftoken"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_SECURE = IS_SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [f"{PUBLIC.scheme}://{PUBLIC.netloc}"]
CSRF_FAILURE_VIEW = "minga.foundation.accounts.views.site.csrf_failed"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if environment.minga_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

ALLAUTH_TRUSTED_PROXY_COUNT = environment.minga_proxies
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_ADAPTER = "minga.foundation.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * MINUTE
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * MINUTE
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = PUBLIC.scheme
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/15m/key"}
ACCOUNT_FORMS = {
    "login": "minga.foundation.accounts.forms.SignIn",
    "signup": "minga.foundation.accounts.forms.SignUp",
    "add_email": "minga.foundation.accounts.forms.NewEmail",
    "confirm_email_verification_code": "minga.foundation.accounts.forms.EmailCode",
    "change_password": "minga.foundation.accounts.forms.ChangePassword",
    "set_password": "minga.foundation.accounts.forms.SetPassword",
    "reset_password": "minga.foundation.accounts.forms.ForgottenPassword",
    "confirm_password_reset_code": "minga.foundation.accounts.forms.ForgottenPasswordCode",
    "reset_password_from_key": "minga.foundation.accounts.forms.NewPassword",
    "reauthenticate": "minga.foundation.accounts.forms.PasswordAgain",
}
MFA_ADAPTER = "minga.foundation.accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = f"Minga {environment.minga_city}"
MFA_FORMS = {
    "authenticate": "minga.foundation.accounts.forms.FactorCode",
    "reauthenticate": "minga.foundation.accounts.forms.FactorCodeAgain",
    "activate_totp": "minga.foundation.accounts.forms.ActivateCodes",
    "login_webauthn": "minga.foundation.accounts.forms.SignInWithKey",
    "authenticate_webauthn": "minga.foundation.accounts.forms.KeyCode",
    "reauthenticate_webauthn": "minga.foundation.accounts.forms.KeyAgain",
    "add_webauthn": "minga.foundation.accounts.forms.AddKey",
    "edit_webauthn": "minga.foundation.accounts.forms.NameKey",
}
SOCIALACCOUNT_ADAPTER = "minga.foundation.accounts.adapters.ExternalAdapter"
SOCIALACCOUNT_PROVIDERS = _external_providers()
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_FORMS = {
    "signup": "minga.foundation.accounts.forms.ExternalSignUp",
    "disconnect": "minga.foundation.accounts.forms.Disconnect",
}

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if environment.smtp_host
    else "minga.foundation.accounts.mail.FolderBackend"
)
EMAIL_FILE_PATH = MAIL_FOLDER
EMAIL_HOST = environment.smtp_host
EMAIL_PORT = environment.smtp_port
EMAIL_HOST_USER = environment.smtp_user
EMAIL_HOST_PASSWORD = environment.smtp_password
EMAIL_USE_TLS = environment.smtp_tls == "starttls"
EMAIL_USE_SSL = environment.smtp_tls == "tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.mail_from or f"Minga {environment.minga_city} <no-responder@{PUBLIC.hostname}>"

MINGA_SIGN_UP = environment.minga_sign_up
MINGA_PERSONAL_DATA = [
    "minga.foundation.accounts.personal.kept",
    "minga.foundation.organizations.personal.kept",
    "minga.foundation.notices.personal.kept",
    "minga.government.tracking.personal.kept",
]
MINGA_ERASURE_CHECKS = ["minga.foundation.organizations.personal.check"]
MINGA_ERASURES = ["minga.foundation.notices.personal.erase"]
