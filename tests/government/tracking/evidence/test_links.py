"""Looking at links: when, what is told of them, and what is kept of what they said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from minga.government.tracking.actions import links
from minga.government.tracking.actions.links import check_link, check_next_link
from minga.government.tracking.drives import is_drive
from minga.government.tracking.files.keeping import open_private
from minga.kernel.fetching import Answer, NotFetched
from tests.government.tracking.evidence.making import pdf, work

pytestmark = pytest.mark.django_db

PAGE = b"<html><head><title>x</title><style>p{}</style></head><body><script>x()</script><p>20 tableros   instalados</p></body>"


@pytest.fixture
def at():
    return work()


@pytest.fixture
def web(monkeypatch, settings):
    """A web that answers what a test says; which addresses were asked."""
    settings.MINGA_CHECK_LINKS = True
    asked = []

    def answers(answer):
        def fetch(url, *, agent):
            asked.append((url, agent))
            if isinstance(answer, BaseException):
                raise answer
            return answer

        monkeypatch.setattr(links, "fetch", fetch)
        return asked

    return answers


def page(content=PAGE, media_type="text/html", status=200, url="https://datos.ejemplo.ec/obras"):
    return Answer(url, status, media_type, "utf-8", content)


def kept(sha256):
    with open_private(sha256) as file:
        return file.read()


def test_a_link_that_opens_says_so_and_keeps_its_words(at, web):
    evidence = at.link()
    asked = web(page())
    assert check_next_link()
    evidence.refresh_from_db()
    assert (evidence.link_state, evidence.link_problem) == ("opens", "")
    assert timezone.now() - evidence.link_checked_at < timedelta(minutes=1)
    assert evidence.link_due_at - evidence.link_checked_at == timedelta(days=7)
    assert kept(evidence.snapshot_sha256) == b"20 tableros instalados"
    assert asked == [("https://datos.ejemplo.ec/obras", "Minga (+http://localhost:8000)")]


def test_what_it_said_first_is_what_is_kept(at, web):
    evidence = at.link()
    web(page())
    check_link(evidence)
    evidence.refresh_from_db()
    first = (evidence.snapshot_sha256, evidence.snapshot_at)
    web(page(b"<p>Nada por aqu\xc3\xad</p>"))
    check_link(evidence)
    evidence.refresh_from_db()
    assert (evidence.snapshot_sha256, evidence.snapshot_at) == first


def test_the_words_of_a_pdf_are_kept(at, web):
    evidence = at.link()
    web(page(pdf("Informe de obras"), "application/octet-stream"))
    check_link(evidence)
    evidence.refresh_from_db()
    assert kept(evidence.snapshot_sha256) == b"Informe de obras 1"


def test_of_anything_else_nothing_is_kept(at, web):
    evidence = at.link()
    web(page(bytes(100), "image/png"))
    check_link(evidence)
    evidence.refresh_from_db()
    assert (evidence.link_state, evidence.snapshot_sha256) == ("opens", "")


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (page(status=404), "missing"),
        (page(status=410), "missing"),
        (page(status=403), "closed"),
        (page(status=500), "server"),
        (page(status=418), "server"),
        (page(url="https://accounts.google.com/v3/signin"), "closed"),
        (NotFetched("slow"), "unreachable"),
        (NotFetched("unknown-host"), "unreachable"),
        (NotFetched("private"), "forbidden"),
        (NotFetched("insecure"), "insecure"),
        (NotFetched("too-large"), "too-large"),
    ],
)
def test_a_link_that_does_not_open_says_why_and_is_looked_at_the_next_day(at, web, answer, problem):
    evidence = at.link()
    web(answer)
    check_link(evidence)
    evidence.refresh_from_db()
    assert (evidence.link_state, evidence.link_problem) == ("dead", problem)
    assert evidence.link_due_at - evidence.link_checked_at == timedelta(days=1)
    assert evidence.snapshot_sha256 == ""


def test_one_link_is_looked_at_at_a_time_and_each_in_its_turn(at, web):
    for number in range(3):
        at.link(f"https://datos.ejemplo.ec/{number}")
    asked = web(page())
    assert [check_next_link() for _turn in range(4)] == [True, True, True, False]
    assert [url[-1] for url, _agent in asked] == ["0", "1", "2"]


def test_two_who_look_at_once_ask_once(at, web):
    evidence = at.link()
    asked = web(page())
    assert check_link(evidence)
    assert not check_link(evidence)
    assert len(asked) == 1


def test_a_look_that_was_cut_short_says_nothing_and_is_done_again(at, web):
    evidence = at.link()
    web(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        check_link(evidence)
    evidence.refresh_from_db()
    assert (evidence.link_state, evidence.link_checked_at) == ("unchecked", None)
    assert evidence.link_due_at > timezone.now()


def test_nobody_is_called_when_the_setting_says_so(at, web, settings):
    at.link()
    asked = web(page())
    settings.MINGA_CHECK_LINKS = False
    assert not check_next_link()
    assert not asked


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://drive.google.com/file/d/1", True),
        ("https://quito.sharepoint.com/a", True),
        ("https://www.dropbox.com/s/a", True),
        ("https://dropbox.com.ejemplo.ec/", False),
        ("https://ejemplo.ec/drive.google.com", False),
    ],
)
def test_sites_of_loose_files_are_known_by_their_host(url, is_one):
    assert is_drive(url) is is_one
