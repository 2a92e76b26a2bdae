"""Mail leaves by a real server, or is written into the home for its owner alone."""

from __future__ import annotations

import socket
import stat
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from django.core import mail
from django.core.mail import get_connection

from tests.factories.accounts import PASSWORD, PersonFactory, mailed_code, sign_in
from tests.pages import said

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")]
SMTP = "django.core.mail.backends.smtp.EmailBackend"
FOLDER = "minga.foundation.accounts.mail.FolderBackend"
NEW = "nueva@ejemplo.ec"


class Letterbox:
    """What arrives at a mail server."""

    def __init__(self):
        self.messages = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 (the name that it is called by)
        self.messages.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=default)))
        return "250 OK"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def letterbox(settings):
    box = Letterbox()
    server = Controller(
        box,
        hostname="127.0.0.1",
        port=free_port(),
        auth_require_tls=False,
        authenticator=lambda _server, _session, _envelope, _mechanism, data: AuthResult(
            success=(data.login, data.password) == (b"minga", b"secreta")
        ),
        auth_required=True,
    )
    server.start()
    settings.EMAIL_BACKEND = SMTP
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "minga", "secreta"
    settings.EMAIL_USE_TLS = False
    yield box
    server.stop()


def sign_up(client, email=NEW):
    return client.post("/cuenta/crear/", {"email": email, "password1": PASSWORD})


def test_a_mail_arrives_at_its_server(client, letterbox):
    sign_up(client)
    ((to, message),) = letterbox.messages
    assert (to, message["Subject"], message["From"]) == (
        [NEW],
        "Tu código para Minga Quito",
        "Minga Quito <no-responder@localhost>",
    )
    assert message.get_content_type() == "text/plain"
    assert "Escribe este código en la página que te lo pide:" in message.get_content()
    assert "<" not in message.get_content()


@pytest.mark.parametrize("trouble", ["nobody listens", "it refuses us"])
def test_a_mail_that_cannot_leave_is_told_and_may_be_asked_for_again(client, letterbox, settings, caplog, trouble):
    right = settings.EMAIL_HOST_PASSWORD, settings.EMAIL_PORT
    settings.EMAIL_HOST_PASSWORD, settings.EMAIL_PORT = (
        ("otra", right[1]) if trouble == "it refuses us" else (right[0], 9)
    )
    answer = client.post("/cuenta/crear/", {"email": NEW, "password1": PASSWORD}, follow=True)
    assert said(answer).count("No pudimos enviar el correo.") == 1
    assert NEW not in caplog.text
    settings.EMAIL_HOST_PASSWORD, settings.EMAIL_PORT = right
    client.post("/cuenta/confirmar/", {"action": "resend"})
    assert len(letterbox.messages) == 1


def test_without_a_server_a_mail_is_a_file_for_its_owner_alone(client, settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FOLDER, tmp_path / "mail"
    sign_up(client)
    (file,) = (tmp_path / "mail").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    message = message_from_bytes(file.read_bytes(), policy=default)
    assert (message["To"], message["Subject"]) == (NEW, "Tu código para Minga Quito")


def test_two_mails_of_one_connection_share_a_file(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    with get_connection(FOLDER) as connection:
        assert connection.open() is False
        connection.send_messages([mail.EmailMessage("a", "b", "a@b.ec", ["c@d.ec"])] * 2)
    assert len(list(tmp_path.iterdir())) == 1


def test_the_language_is_that_of_the_reader_and_not_of_the_page(client):
    reader = PersonFactory(language="en", address=False)
    sign_in(client, reader)
    assert mailed_code() in mail.outbox[0].body
    assert "/en/" in client.post("/en/cuenta/clave/olvidada/", {"email": reader.email})["Location"]


def test_links_of_mails_lead_to_our_address_whatever_the_request_says(client, settings):
    settings.ALLOWED_HOSTS = ["malo.example", "testserver"]
    settings.MINGA_PUBLIC_URL = "https://minga.example"
    person = PersonFactory()
    client.post("/cuenta/crear/", {"email": person.email, "password1": PASSWORD}, headers={"host": "malo.example"})
    body = mail.outbox[0].body
    assert (body.count("https://minga.example/cuenta/clave/olvidada/"), body.count("malo.example")) == (1, 0)
