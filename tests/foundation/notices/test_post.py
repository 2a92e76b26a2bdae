"""Mail out of notices: one for each person, tried again, never twice for one notice, and once a day for who wants so."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from minga.foundation.notices import post
from minga.foundation.notices.actions import notify, prefer_mail
from minga.foundation.notices.models import Notice
from tests.factories.roles import account

pytestmark = pytest.mark.django_db


def tell(person, key="a", title="Te piden un reporte", **values):
    return notify(person=person, key=key, kind="tests", title=title, **values)


def made(notice, ago: timedelta) -> None:
    """Lets a notice have been made so long ago."""
    Notice.objects.filter(pk=notice.pk).update(created_at=timezone.now() - ago)


@pytest.fixture
def clock(monkeypatch):
    """Stops the instance's clock at an hour of a day."""

    def at(day: int, hour: int) -> None:
        moment = datetime(2026, 5, day, hour, tzinfo=timezone.get_default_timezone())
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return at


class Broken(EmailBackend):
    """A server that takes no mail."""

    def send_messages(self, _messages):
        raise OSError("no route")


class Shut(EmailBackend):
    """A server that does not answer."""

    def open(self):
        raise OSError("refused")


# One mail a person.


def test_one_mail_tells_all_that_waits(settings):
    settings.MINGA_PUBLIC_URL = "https://minga.example"
    person = account()
    tell(person, "a", text="El plazo termina el 31 may 2026.", url="/bandeja/reportes/")
    tell(person, "b", "Te devolvieron un reporte")
    assert post.send_each() == 1
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([person.email], "2 avisos de Minga Quito")
    assert "El plazo termina el 31 may 2026.\nhttps://minga.example/bandeja/reportes/" in sent.body
    assert "Te devolvieron un reporte" in sent.body
    assert "https://minga.example/bandeja/avisos/" in sent.body


def test_one_alone_is_the_subject():
    tell(account())
    post.send_each()
    assert mail.outbox[0].subject == "Te piden un reporte"


def test_nobody_learns_of_another():
    people = [account(), account()]
    for person in people:
        tell(person)
    post.send_each()
    assert [sent.to for sent in mail.outbox] == [[person.email] for person in people]


def test_links_are_in_the_person_s_language(settings):
    settings.MINGA_PUBLIC_URL = "https://minga.example"
    tell(account(language="en"), url="/bandeja/reportes/")
    post.send_each()
    assert "https://minga.example/en/bandeja/reportes/" in mail.outbox[0].body


def test_what_is_invented_says_so():
    tell(account(), fictitious=True)
    post.send_each()
    assert "Te piden un reporte (ficticio)" in mail.outbox[0].body


# Never twice, and again when it failed.


def test_nothing_is_mailed_twice():
    tell(account())
    assert (post.send_each(), post.send_each(), len(mail.outbox)) == (1, 0, 1)


def test_a_mail_that_failed_is_tried_again_later(settings):
    notice = tell(account())
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    assert post.send_each() == 0
    notice.refresh_from_db()
    assert (notice.mailed_at, notice.tries) == (None, 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert post.send_each() == 0
    made(notice, timedelta(minutes=6))
    assert post.send_each() == 1


def test_after_the_last_try_it_is_given_up():
    notice = tell(account())
    made(notice, timedelta(days=9))
    Notice.objects.update(tries=len(post.WAITS))
    assert post.send_each() == 0


def test_while_no_server_answers_no_try_is_spent(settings):
    notice = tell(account())
    settings.EMAIL_BACKEND = f"{__name__}.Shut"
    with pytest.raises(OSError, match="refused"):
        post.send_each()
    notice.refresh_from_db()
    assert (notice.mailed_at, notice.tries) == (None, 0)


def test_what_another_worker_took_over_is_not_mailed():
    person = account()
    tell(person)
    Notice.objects.update(mailed_at=timezone.now())
    assert post.send_each() == 0


def test_a_closed_account_gets_no_mail():
    person = account()
    tell(person)
    person.is_active = False
    person.save()
    assert post.send_each() == 0


# The daily digest.


def test_the_digest_goes_out_once_a_day_from_its_hour_on(clock):
    person = account()
    prefer_mail(by=person, mail="daily")
    clock(4, 6)
    tell(person, "a")
    assert (post.send_each(), post.send_daily()) == (0, 0)
    clock(4, 7)
    assert post.send_daily() == 1
    tell(person, "b")
    clock(4, 20)
    assert post.send_daily() == 0
    clock(5, 7)
    assert post.send_daily() == 1


def test_the_digest_is_for_those_who_want_it():
    tell(account())
    assert post.send_daily() == 0


def test_no_mail_for_who_wants_none():
    person = account()
    prefer_mail(by=person, mail="none")
    tell(person)
    assert (post.send_each(), post.send_daily()) == (0, 0)
