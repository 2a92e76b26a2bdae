"""While the electoral mode lasts, every page says so, and the home page shows no figure. The record stays."""

from __future__ import annotations

from datetime import date

import pytest

from minga.foundation.organizations.queries.electoral import forget
from minga.web.context import announcements
from tests.factories.plans import followed_plan, give_role
from tests.factories.roles import account, day, electoral_mode
from tests.factories.sources import FindingFactory
from tests.pages import said

pytestmark = pytest.mark.django_db
NOTICE = "la cifra del día y las tarjetas se retiran; el registro sigue entero."


@pytest.fixture
def plan():
    return followed_plan("Cumplido|Pendiente", title="Plan abierto")


@pytest.fixture
def mode():
    forget()
    return electoral_mode(starts=date(2026, 11, 1), ends=day(200))


def test_without_it_nothing_is_said(client, plan):
    assert announcements() == []
    assert "announcement" not in client.get("/").content.decode()


def test_every_page_says_so(client, plan, mode):
    node = plan.nodes["C1.H1"].get_absolute_url()
    for path in (
        "/",
        "/planes/",
        plan.plan.get_absolute_url(),
        node,
        "/manuales/",
        "/buscar/?q=plan",
        "/modo-electoral/",
    ):
        page = client.get(path)
        assert NOTICE in said(page)
        assert 'href="/modo-electoral/">Qué cambia y por qué</a>' in page.content.decode()
    assert NOTICE in said(client.get("/no-existe/"))
    client.force_login(account())
    assert NOTICE in said(client.get("/bandeja/"))


def test_the_notice_tells_the_days_and_the_act(mode):
    (announcement,) = announcements()
    assert announcement.text.startswith("desde el 1 nov 2026 hasta el ")
    assert ", por Resolución A-045: la cifra del día" in announcement.text
    mode.ends = None
    mode.save()
    forget()
    assert announcements()[0].text.startswith("desde el 1 nov 2026, por Resolución A-045:")


@pytest.mark.parametrize("values", [{"starts": day(1)}, {"starts": day(-9), "ends": day(-1)}, {"cancelled": True}])
def test_on_other_days_nothing_is_said(values):
    electoral_mode(**values)
    forget()
    assert announcements() == []


def test_the_home_page_shows_no_figure(client, plan):
    assert "¿Por qué esta cifra?" in said(client.get("/"))
    electoral_mode()
    forget()
    page = said(client.get("/"))
    assert "¿Por qué esta cifra?" not in page
    assert "La cifra del día está retirada" in page
    assert "El documento de «Plan abierto» imprime un estado en 2 de sus 2 hitos." in page


def test_the_record_stays_as_it_is(client, plan):
    addresses = ("/planes.json", "/buscar.json?q=plan", f"{plan.plan.get_absolute_url().rstrip('/')}.json")
    before = [b"".join(client.get(address).streaming_content) for address in addresses]
    electoral_mode(freezes=["voting", "citizens"])
    forget()
    assert [b"".join(client.get(address).streaming_content) for address in addresses] == before


def test_no_page_carries_a_card_to_share(client, plan):
    for path in ("/", plan.plan.get_absolute_url()):
        page = client.get(path).content.decode()
        assert 'property="og:' not in page
        assert 'name="twitter:' not in page


def test_the_home_page_takes_ten_queries_with_that_for_the_mode(client, plan, mode, django_assert_max_num_queries):
    give_role(plan.nodes["C1"], "counterpart", "Universidad Central")
    repeated = plan.nodes["C1.H1"].get_absolute_url()
    FindingFactory(load=plan.load, code="duplicate-name", subject_url=repeated, place={"line": 99})
    forget()
    with django_assert_max_num_queries(10):
        client.get("/")


def test_the_page_may_be_kept_by_anyone(client, mode):
    response = client.get("/")
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
