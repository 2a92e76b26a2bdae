"""Telling people: once for each key, as the person prefers, in the person's language; and reading, exporting, erasing it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from minga.foundation.accounts.actions import erase
from minga.foundation.accounts.personal import everything
from minga.foundation.notices.actions import mark_read, notify, prefer_mail
from minga.foundation.notices.models import Notice, Preference
from minga.kernel.errors import Refused
from tests.factories.roles import account
from tests.pages import said

pytestmark = pytest.mark.django_db


def tell(person, key="informe/1", **values):
    return notify(person=person, key=key, kind="tests.told", title="Te piden un reporte", **values)


def refused(act, **values) -> str:
    with pytest.raises(Refused) as caught:
        act(**values)
    return caught.value.reason


# Telling.


def test_the_same_is_told_once():
    person = account()
    assert tell(person) == tell(person)
    assert Notice.objects.count() == 1


def test_others_are_told_the_same_each():
    tell(account())
    tell(account())
    assert Notice.objects.count() == 2


def test_a_closed_account_is_told_nothing():
    assert tell(account(is_active=False)) is None
    assert not Notice.objects.exists()


def test_it_stands_only_if_what_it_tells_of_stands():
    with transaction.atomic():
        tell(account())
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(("language", "title"), [("es", "Venció el 31 mar 2026"), ("en", "Venció el 31 Mar 2026")])
def test_days_are_written_in_the_person_s_language(language, title):
    person = account(language=language)
    told = notify(person=person, key="a", kind="tests", title=_("Venció el %(day)s"), values={"day": date(2026, 3, 31)})
    assert told.title == title


def test_a_percentage_in_words_without_values_is_left_alone():
    assert notify(person=account(), key="a", kind="tests", title="Va por 45 %").title == "Va por 45 %"


def test_the_address_is_kept_without_language():
    assert tell(account(), url="/en/bandeja/reportes/").url == "/bandeja/reportes/"


@pytest.mark.parametrize(("mail", "wants"), [("each", True), ("daily", True), ("none", False)])
def test_mail_follows_the_preference(mail, wants):
    person = account()
    prefer_mail(by=person, mail=mail)
    assert tell(person).wants_mail is wants


def test_who_wants_no_more_mail_gets_none_of_what_waits():
    person = account()
    notice = tell(person)
    prefer_mail(by=person, mail="none")
    notice.refresh_from_db()
    assert notice.wants_mail is False


def test_a_way_that_there_is_not_is_refused():
    assert refused(prefer_mail, by=account(), mail="paloma") == "Elige cómo quieres recibir los avisos."


# Reading.


def test_one_is_read_and_the_others_are_not():
    person = account()
    first, _second = tell(person), tell(person, "informe/2")
    assert (mark_read(by=person, notice=first), mark_read(by=person, notice=first)) == (1, 0)
    assert Notice.objects.filter(read_at__isnull=True).count() == 1


def test_all_of_one_s_own_are_read():
    person, other = account(), account()
    tell(person), tell(person, "informe/2"), tell(other)
    assert mark_read(by=person) == 2
    assert Notice.objects.get(read_at__isnull=True).person == other


def test_nobody_reads_for_another():
    assert refused(mark_read, by=account(), notice=tell(account())) == "Ese aviso no es de tu cuenta."


# What is kept of a person.


def test_the_person_s_file_holds_what_they_were_told():
    person = account()
    tell(person)
    prefer_mail(by=person, mail="daily")
    found = everything(person)
    assert ([one["título"] for one in found["avisos"]], found["correo de los avisos"]) == (
        ["Te piden un reporte"],
        "daily",
    )


def test_erasing_a_person_erases_what_they_were_told():
    person, other = account(), account()
    tell(person), tell(other)
    prefer_mail(by=person, mail="daily")
    erase(by=person)
    assert (Notice.objects.get().person, Preference.objects.count()) == (other, 0)


# The page.


@pytest.fixture
def own(client):
    person = account()
    client.force_login(person)
    return client, person


def test_the_page_lists_one_s_own_the_latest_first(own):
    client, person = own
    tell(person, "a", url="/bandeja/reportes/")
    notify(person=person, key="b", kind="tests", title="Te devolvieron un reporte", text="Lee los comentarios.")
    notify(person=account(), key="c", kind="tests", title="De otra persona")
    page = said(client.get("/bandeja/avisos/"))
    assert "Tienes 2 avisos sin leer." in page
    assert page.index("Te devolvieron un reporte") < page.index("Te piden un reporte")
    assert "De otra persona" not in page


def test_an_empty_page_says_what_will_stand_there(own):
    assert "Aquí quedará lo que Minga te avise" in said(own[0].get("/bandeja/avisos/"))


def test_one_and_all_are_read_from_the_page(own):
    client, person = own
    notice = tell(person)
    tell(person, "b"), tell(person, "c")
    assert client.post(f"/bandeja/avisos/{notice.public_id}/leido/").url == "/bandeja/avisos/"
    assert "2 avisos leídos." in said(client.post("/bandeja/avisos/leidos/", follow=True))
    assert not Notice.objects.filter(read_at__isnull=True).exists()


def test_the_notice_of_another_is_not_found(own):
    assert own[0].post(f"/bandeja/avisos/{tell(account()).public_id}/leido/").status_code == 404


def test_the_preference_is_kept_and_a_wrong_one_is_told(own):
    client, person = own
    assert "Guardado" in said(client.post("/bandeja/avisos/", {"mail": "daily"}, follow=True))
    assert Preference.objects.get(person=person).mail == "daily"
    assert client.post("/bandeja/avisos/", {"mail": "paloma"}).status_code == 422


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries(own, django_assert_num_queries, number):
    client, person = own
    for place in range(number):
        tell(person, str(place))
    with django_assert_num_queries(8):
        client.get("/bandeja/avisos/")
