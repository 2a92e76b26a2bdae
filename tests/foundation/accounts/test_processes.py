"""What an environment sets, and what several server processes must know together."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time

import pytest

from tests.shared import ROOT

FAILURES = """
import django, sys
django.setup()
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
answers = [
    Client().post("/cuenta/entrar/", {"login": "ana@ejemplo.ec", "password": "no es esta"}).content.decode()
    for _ in range(int(sys.argv[1]))
]
print(["Demasiados intentos" in answer for answer in answers])
"""
SETTINGS = """
import json
from minga.config import settings
names = sys.argv[1:]
print(json.dumps({name: getattr(settings, name, None) for name in names}, default=str))
"""


def run(code, *arguments, home, **environment):
    """What a process of its own prints, in an environment of its own."""
    variables = {
        "PATH": os.environ["PATH"],
        "MINGA_HOME": str(home),
        "MINGA_STARTS_WITH": "nothing",
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "minga.config.settings",
        **environment,
    }
    command = [sys.executable, "-c", f"import sys\n{code}", *arguments]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def setting(*names, home, **environment):
    return json.loads(run(SETTINGS, *names, home=home, **environment))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The home of an instance whose database is ready."""
    made = tmp_path_factory.mktemp("home")
    run("from minga.cli.main import main\nsys.exit(main(['migrate']))", home=made)
    return made


@pytest.fixture
def redis():
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no Redis on this machine (Debian: apt install redis-server)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([program, "--port", str(port), "--save", ""], stdout=subprocess.DEVNULL)
    try:
        for _ in range(50):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)


def test_one_process_knows_of_the_failures_of_another(home):
    assert run(FAILURES, "3", home=home) == "[False, False, False]\n"
    assert run(FAILURES, "3", home=home) == "[False, False, True]\n"


def test_so_it_does_through_redis(home, redis):
    assert run(FAILURES, "3", home=home, REDIS_URL=redis) == "[False, False, False]\n"
    assert run(FAILURES, "3", home=home, REDIS_URL=redis) == "[False, False, True]\n"


def test_cookies_under_https_travel_by_it_alone_and_no_other_host_writes_them(tmp_path):
    found = setting(
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "CSRF_TRUSTED_ORIGINS",
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL",
        "DEFAULT_FROM_EMAIL",
        home=tmp_path,
        PUBLIC_URL="https://minga.ejemplo.ec/",
    )
    assert found == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "CSRF_TRUSTED_ORIGINS": ["https://minga.ejemplo.ec"],
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https",
        "DEFAULT_FROM_EMAIL": "Minga Quito <no-responder@minga.ejemplo.ec>",
    }


@pytest.mark.parametrize(("proxies", "header"), [("0", None), ("1", ["HTTP_X_FORWARDED_PROTO", "https"])])
def test_headers_of_proxies_are_believed_only_when_there_are_some(tmp_path, proxies, header):
    found = setting("ALLAUTH_TRUSTED_PROXY_COUNT", "SECURE_PROXY_SSL_HEADER", home=tmp_path, MINGA_PROXIES=proxies)
    assert found == {"ALLAUTH_TRUSTED_PROXY_COUNT": int(proxies), "SECURE_PROXY_SSL_HEADER": header}


@pytest.mark.parametrize(
    ("tls", "starttls", "whole"), [("starttls", True, False), ("tls", False, True), ("none", False, False)]
)
def test_a_mail_server_is_set_by_the_environment(tmp_path, tls, starttls, whole):
    names = (
        "EMAIL_BACKEND",
        "EMAIL_HOST",
        "EMAIL_PORT",
        "EMAIL_HOST_USER",
        "EMAIL_HOST_PASSWORD",
        "EMAIL_USE_TLS",
        "EMAIL_USE_SSL",
    )
    found = setting(
        *names,
        home=tmp_path,
        SMTP_HOST="correo.ejemplo.ec",
        SMTP_PORT="2525",
        SMTP_USER="minga",
        SMTP_PASSWORD="s",
        SMTP_TLS=tls,
    )
    values = ("django.core.mail.backends.smtp.EmailBackend", "correo.ejemplo.ec", 2525, "minga", "s", starttls, whole)
    assert found == dict(zip(names, values, strict=True))


def test_a_provider_is_set_by_the_environment(tmp_path):
    found = setting(
        "SOCIALACCOUNT_PROVIDERS",
        home=tmp_path,
        OIDC_SERVER_URL="https://id.ejemplo.ec",
        OIDC_CLIENT_ID="minga",
        OIDC_CLIENT_SECRET="s",
        OIDC_NAME="Identidad",
    )["SOCIALACCOUNT_PROVIDERS"]
    (app,) = found["openid_connect"]["APPS"]
    assert (app["name"], app["client_id"], app["secret"], app["settings"]["server_url"]) == (
        "Identidad",
        "minga",
        "s",
        "https://id.ejemplo.ec",
    )
    assert found["openid_connect"]["OAUTH_PKCE_ENABLED"] is True
