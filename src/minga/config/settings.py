"""Django's settings. What may differ between instances comes from `environment.py`; the rest is decided here."""

from __future__ import annotations

import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from minga.config.environment import environment
from minga.config.sign_in import *  # noqa: F403
from minga.config.sign_in import SHARED_CACHE
from minga.config.storage import private_storage, public_storage
from minga.kernel.secret_files import kept_secret

PACKAGE = Path(__file__).resolve().parents[1]
HOME = environment.minga_home.resolve()


SECRET_KEY = environment.minga_secret_key or kept_secret(HOME / "secret-key", lambda: secrets.token_urlsafe(50))
DEBUG = environment.minga_debug
ALLOWED_HOSTS = [host.strip() for host in environment.minga_hosts.split(",") if host.strip()]

INSTALLED_APPS = [
    "minga.foundation.accounts",  # before allauth: its pages are ours
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "tree_queries",
    "minga.design",
    "minga.foundation.ledger",
    "minga.foundation.search",
    "minga.foundation.sources",
    "minga.foundation.territory",
    "minga.foundation.organizations",
    "minga.foundation.notices",
    "minga.foundation.dialogue",
    "minga.government.plans",
    "minga.government.budget",
    "minga.government.tracking",
    "minga.publishing.intake",
    "minga.publishing.opendata",
    "minga.web",
    "minga.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "minga.web.middleware.AddressLanguageMiddleware",
    "minga.web.middleware.PageCacheMiddleware",
    "minga.web.middleware.PublicCacheMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "minga.web.middleware.AccessMiddleware",
]

PAGES_CACHE = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 500}}
CACHES = {"default": SHARED_CACHE, "pages": PAGES_CACHE}
CACHE_MIDDLEWARE_ALIAS = "pages"

ROOT_URLCONF = "minga.config.urls"
WSGI_APPLICATION = "minga.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "minga.design.context.site",
                "minga.web.context.frame",
            ],
            "builtins": ["django.templatetags.i18n", "minga.design.templatetags.minga"],
        },
    }
]

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HOME / "minga.sqlite3",
    "OPTIONS": {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    },
}
DATABASES = {
    "default": dj_database_url.parse(environment.database_url, conn_max_age=60, conn_health_checks=True)
    if environment.database_url
    else SQLITE
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "es"
LANGUAGES = [("es", _("Español")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "America/Guayaquil"
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 2_592_000
STORAGES = {
    "default": private_storage(environment, HOME),
    "public": public_storage(environment, HOME),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

FILE_UPLOAD_HANDLERS = [
    "minga.kernel.uploads.SizeLimit",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

MINGA_API_WRITES = environment.minga_api_writes
MINGA_LARGEST_UPLOAD = max(environment.minga_read_size_mb, environment.minga_evidence_size_mb) * 1024 * 1024
MINGA_LARGEST_EVIDENCE = environment.minga_evidence_size_mb * 1024 * 1024
MINGA_CHECK_LINKS = environment.minga_check_links
MINGA_INSTANCE_NAME = environment.minga_instance_name
MINGA_CITY = environment.minga_city
MINGA_PLAN_ACTS = environment.minga_plan_acts
MINGA_LEDGER_KEY = environment.minga_ledger_key
MINGA_LEDGER_WITNESSES = [
    address.strip() for address in environment.minga_ledger_witnesses.split(",") if address.strip()
]
MINGA_PUBLIC_URL = environment.public_url.rstrip("/")
MINGA_NAVIGATION = [
    (_("Planes"), "plans:list"),
    (_("Comparar"), "plans:compare"),
    (_("Territorio"), "territory:list"),
    (_("Organizaciones"), "organizations:list"),
    (_("Presupuesto"), "budget:list"),
    (_("Fuentes"), "sources:list"),
    (_("Datos"), "opendata:list"),
    (_("Buscar"), "web:search"),
]
MINGA_DOOR_LINKS = [(_("Entrar"), "account_login")]
MINGA_ACCOUNT_LINKS = [(_("Bandeja"), "web:desk"), (_("Mi cuenta"), "accounts:home"), (_("Salir"), "account_logout")]
MINGA_DESK_SECTIONS = [
    (_("Tareas"), "web:desk"),
    (_("Reportes"), "tracking:reports"),
    (_("Seguimiento"), "tracking:desk"),
    (_("Verificables"), "evidence:desk"),
    (_("Lecturas"), "intake:readings"),
    (_("Planes"), "plans:desk"),
    (_("Cuerpos"), "bodies:desk"),
    (_("Roles"), "organizations:roles"),
    (_("Modo electoral"), "organizations:electoral-desk"),
    (_("Avisos"), "notices:list"),
]
MINGA_FOOTER_LINKS = [
    (_("Cómo leer las marcas y las voces"), "web:manual-marks"),
    (_("Datos abiertos: CSV y JSON"), "opendata:list"),
    (_("Bitácora pública: compruébala"), "ledger:list"),
    (_("Accesibilidad"), "web:manual-accessibility"),
    (_("Límites de lo que ves"), "web:manual-limits"),
    (_("Fe de erratas: cómo pedir una corrección"), "web:manual-errata"),
    (_("Componentes de diseño"), "design:gallery"),
]
MINGA_ACTOR_ROLES = "minga.foundation.organizations.actor_roles.ACTOR_ROLES"
MINGA_REGISTRIES = {
    "panels": [
        "minga.foundation.organizations",
        "minga.government.plans",
        "minga.government.budget",
        "minga.government.tracking",
    ],
    "datasets": [
        "minga.foundation.ledger",
        "minga.foundation.search",
        "minga.foundation.sources",
        "minga.foundation.territory",
        "minga.foundation.organizations",
        "minga.government.plans",
        "minga.government.budget",
        "minga.government.tracking",
    ],
    "search": [
        "minga.foundation.sources",
        "minga.foundation.territory",
        "minga.foundation.organizations",
        "minga.government.plans",
    ],
    "events": [
        "minga.foundation.sources",
        "minga.foundation.territory",
        "minga.foundation.organizations",
        "minga.government.plans",
        "minga.government.tracking",
    ],
    "routines": ["minga.foundation.ledger", "minga.foundation.notices", "minga.government.tracking"],
    "samples": ["minga.foundation.territory", "minga.foundation.organizations"],
    "rules": [
        "minga.foundation.organizations",
        "minga.government.plans",
        "minga.government.tracking",
        "minga.publishing.intake",
    ],
    "texts": ["minga.publishing.intake"],
    "duties": [
        "minga.government.tracking",
        "minga.publishing.intake",
        "minga.foundation.organizations",
        "minga.government.plans",
    ],
}
