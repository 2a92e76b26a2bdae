"""The open sessions of a person: seen, closed at once, and forgotten when they end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from minga.foundation.accounts.devices import words
from tests.factories.accounts import PersonFactory, sign_in
from tests.pages import said

pytestmark = pytest.mark.django_db
SESSIONS = "/cuenta/sesiones/"


def opened_elsewhere(person):
    other = Client(headers={"user-agent": "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"})
    sign_in(other, person)
    return other


def listed(client):
    return client.get(SESSIONS).context["sessions"]


def test_this_session_comes_first_and_says_so(own, person):
    opened_elsewhere(person)
    assert [session.is_this for session in listed(own)] == [True, False]
    page = said(own.get(SESSIONS))
    assert (page.count("Firefox en Android"), page.count("Es esta")) == (2, 1)


@pytest.mark.parametrize("more", [0, 2])
def test_the_page_asks_as_much_of_the_database_for_one_session_as_for_three(
    own, person, more, django_assert_num_queries
):
    for _ in range(more):
        opened_elsewhere(person)
    own.get(SESSIONS)
    with django_assert_num_queries(3):
        own.get(SESSIONS)


def test_a_session_that_is_closed_stops_at_once(own, person):
    other = opened_elsewhere(person)
    assert other.get("/cuenta/").status_code == 200
    slug = listed(own)[1].slug
    assert own.post(SESSIONS, {"session": slug})["Location"] == SESSIONS
    assert other.get("/cuenta/")["Location"] == "/cuenta/entrar/?next=/cuenta/"
    assert len(listed(own)) == 1
    assert own.get("/cuenta/").status_code == 200


def test_all_the_others_may_be_closed_at_once(own, person):
    others = [opened_elsewhere(person), opened_elsewhere(person)]
    own.post(SESSIONS, {"others": "1"})
    assert [other.get("/cuenta/").status_code for other in others] == [302, 302]
    assert own.get("/cuenta/").status_code == 200


@pytest.mark.parametrize("name", ["nothing", "this", "another person's"])
def test_nothing_else_is_closed(own, person, name):
    stranger = opened_elsewhere(PersonFactory())
    slugs = {"nothing": "", "this": listed(own)[0].slug, "another person's": listed(stranger)[0].slug}
    answer = own.post(SESSIONS, {"session": slugs[name]}, follow=True)
    assert said(answer).count("Esa sesión ya no estaba abierta.") == 1
    assert stranger.get("/cuenta/").status_code == 200
    assert own.get("/cuenta/").status_code == 200


def test_no_key_of_a_session_is_on_the_page(own, person):
    opened_elsewhere(person)
    page = own.get(SESSIONS).content.decode()
    assert [key in page for key in Session.objects.values_list("session_key", flat=True)] == [False, False]


def test_what_ended_by_itself_is_forgotten_when_somebody_signs_in(own, person):
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    assert own.get("/cuenta/").status_code == 302
    sign_in(Client(), PersonFactory())
    assert (Session.objects.count(), UserSession.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36",
            "Chrome en Linux",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0", "Edge en Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1",
            "Safari en iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130.0 Safari/537.36",
            "Samsung Internet en Android",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox en Mac"),
        ("curl/8.5.0", "Un navegador que no conocemos"),
        ("", "Un navegador que no conocemos"),
    ],
)
def test_a_device_in_words(user_agent, device):
    assert words(user_agent) == device
