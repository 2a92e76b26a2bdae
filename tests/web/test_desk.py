"""The desk: at most three tasks first, then the rest, then what the person answers for."""

from __future__ import annotations

import pytest
from django.urls import reverse

from minga.foundation.notices.actions import notify
from minga.foundation.organizations.models import Role
from minga.kernel.duties import DUTIES, Charge, Charges, Duty, Task, charges_of, tasks_of
from minga.web.queries.desk import desk, sections
from tests.factories.roles import account, again, day, give, official, organization
from tests.pages import said

pytestmark = pytest.mark.django_db


def task(number: int, due: int | None = None, rank: int = 100) -> Task:
    return Task(
        f"Tarea {number}",
        f"Porque {number}.",
        f"/tarea/{number}/",
        "Hacerla",
        due=None if due is None else day(due),
        rank=rank,
    )


def charge(number: int, group: str = "Plan", *, fictitious: bool = False) -> Charge:
    return Charge(group, f"Hito {number}", f"/hito/{number}/", "pending", "Pendiente", "2026-06", fictitious)


@pytest.fixture
def duties(monkeypatch):
    """Puts these tasks and charges on every desk, in the place of what apps declare."""

    def put(tasks=(), charges=()) -> None:
        given = list(charges)
        duty = Duty(
            "plans",
            1,
            tasks=lambda _person: tasks,
            charges=lambda _person, start, most: Charges(given[start : start + most], len(given)),
        )
        monkeypatch.setitem(vars(DUTIES), "declarations", [duty])

    return put


# What comes first.


def test_the_most_urgent_comes_first(duties):
    tasks = [task(1), task(2, rank=5), task(3, 9), task(4, -1), task(5, 0)]
    duties(tasks)
    assert [found.title[-1] for found in tasks_of(account())] == ["4", "5", "3", "2", "1"]


def test_duties_come_in_their_order(monkeypatch):
    first = Duty("b", 1, charges=lambda *_asked: Charges([charge(1)], 1))
    last = Duty("a", 2, charges=lambda *_asked: Charges([charge(2)], 1))
    nothing = Duty("c", 0)
    monkeypatch.setitem(vars(DUTIES), "declarations", [last, nothing, first])
    assert list(charges_of(account(), 50)) == ["b", "a"]


@pytest.mark.parametrize(
    ("number", "title", "rest"),
    [
        (0, "Nada te espera hoy", 0),
        (1, "Una tarea para hoy", 0),
        (2, "Dos tareas para hoy", 0),
        (3, "Tres tareas para hoy", 0),
        (5, "Tres tareas para hoy", 2),
    ],
)
def test_three_tasks_come_first_and_the_rest_after(duties, number, title, rest):
    duties([task(place) for place in range(number)])
    found = desk(official("planner"), day())
    assert (found.title, len(found.first), len(found.rest)) == (title, min(number, 3), rest)


def test_one_solid_button(client, duties):
    duties([task(1, -1), task(2, 0), task(3, 4), task(4)])
    client.force_login(official("planner"))
    page = client.get("/bandeja/").content.decode()
    assert page.count('class="btn"') == 1
    assert page.count('class="btn btn-2"') == 2
    assert page.index("Venció") < page.index("Vence hoy") < page.index("Vence el") < page.index("Después")
    assert "Una ya venció: empieza por ella." in said(client.get("/bandeja/"))


def test_who_has_no_role_is_told_what_to_do(client):
    client.force_login(account())
    page = said(client.get("/bandeja/"))
    assert "Tu cuenta aún no tiene un rol" in page
    assert "Pídelo a quien administra el sistema" in page


def test_people_are_there_as_their_posts(client):
    unit = organization("direccion")
    person = official("planner", unit, post="Especialista", unit=unit)
    give(person, "editor", unit, post="Especialista", unit=unit)
    give(person, "viewer")
    taken = give(account(), "approver", unit)
    give(person, "approver", unit, basis="subrogation", stands_for=taken, ends=day(3))
    assert desk(again(person), day()).posts == [
        "Aprobación, Direccion (subrogante)",
        "Especialista, Direccion",
        "Lectura de lo reservado, toda la ciudad",
    ]


@pytest.mark.parametrize(
    ("invented", "fictitious"), [([True], True), ([True, False], False), ([False], False), ([], False)]
)
def test_the_desk_of_who_works_for_an_invented_place_says_so(client, invented, fictitious):
    person = account()
    for number, is_invented in enumerate(invented):
        give(person, "planner", organization(f"direccion-{number}", fictitious=is_invented))
    client.force_login(person)
    assert ('<body class="fiction">' in client.get("/bandeja/").content.decode()) is fictitious


# What the person answers for.


def test_charges_stand_under_their_plan(client, duties):
    duties(charges=[charge(1, "Plan A"), charge(2, "Plan A"), charge(3, "Plan B")])
    client.force_login(official("responsible"))
    page = client.get("/bandeja/").content.decode()
    assert page.count("<caption>") == 2
    assert "Ver todo" not in page


def test_fifty_charges_are_shown_and_the_rest_have_a_page(client, duties):
    duties(charges=[charge(number) for number in range(53)])
    client.force_login(official("responsible"))
    page = client.get("/bandeja/").content.decode()
    assert page.count('href="/hito/') == 50
    assert 'href="/bandeja/a-tu-cargo/plans/">Ver todo: faltan 3</a>' in page
    rest = client.get("/bandeja/a-tu-cargo/plans/")
    assert "53 elementos de los planes están bajo tu responsabilidad." in said(rest)
    assert rest.content.decode().count('href="/hito/') == 50
    assert client.get("/bandeja/a-tu-cargo/plans/?pagina=2").content.decode().count('href="/hito/') == 3


def test_a_kind_of_charge_that_there_is_not(client):
    client.force_login(account())
    assert client.get("/bandeja/a-tu-cargo/nada/").status_code == 404
    assert "Nada está a tu cargo" in said(client.get("/bandeja/a-tu-cargo/plans/"))


# The sections.


def named(person, path: str = "/bandeja/") -> list[tuple[str, str]]:
    return [(str(link.label), link.current) for link in sections(again(person), path)]


def test_the_sections_are_those_that_the_person_may_enter():
    assert ("Roles", "") in named(official("administration"))
    assert ("Modo electoral", "") in named(official("approver"))
    assert "Roles" not in dict(named(official("approver")))
    assert "Modo electoral" not in dict(named(official("approver", organization("direccion"))))
    assert named(account()) == [("Tareas", "page"), ("Avisos", "")]


def test_the_section_of_notices_says_how_many_are_unread():
    person = account()
    notify(person=person, key="a", kind="tests", title="Uno")
    notify(person=person, key="b", kind="tests", title="Otro")
    assert named(person)[-1] == ("Avisos (2)", "")


def test_who_may_enter_nothing_but_the_desk_sees_no_sections(settings):
    settings.MINGA_DESK_SECTIONS = [("Tareas", "web:desk"), ("Roles", "organizations:roles")]
    assert named(account()) == []


def test_only_the_section_one_is_in_is_marked():
    person = official("administration")
    assert named(person) == [("Tareas", "page"), ("Roles", ""), ("Avisos", "")]
    assert named(person, "/bandeja/roles/") == [("Tareas", ""), ("Roles", "page"), ("Avisos", "")]
    assert named(person, "/bandeja/roles/nuevo/") == [("Tareas", ""), ("Roles", "true"), ("Avisos", "")]


def test_a_section_that_this_instance_does_not_serve_is_left_out(settings):
    settings.MINGA_DESK_SECTIONS = [("Tareas", "web:desk"), ("Nada", "nothing:here"), ("Roles", "organizations:roles")]
    assert [label for label, _current in named(official("administration"))] == ["Tareas", "Roles"]


def test_every_section_leads_to_a_page_that_opens(client, settings):
    person = account()
    for role in Role.values:
        give(person, role)
    client.force_login(person)
    for link in sections(again(person), "/bandeja/"):
        assert client.get(link.url).status_code == 200


def test_the_desk_is_nobody_elses(client):
    assert client.get("/bandeja/").status_code == 302
    client.force_login(official("planner"))
    assert client.get("/bandeja/")["Cache-Control"] == "private, no-cache"
    assert client.post("/bandeja/").status_code == 405
    assert reverse("web:desk") == "/bandeja/"


def test_every_page_of_the_desk_shows_its_sections_and_no_other(client):
    client.force_login(official("administration"))
    for path in ("/bandeja/", "/bandeja/roles/", "/bandeja/roles/nuevo/", "/en/bandeja/roles/"):
        assert 'class="wrap pages desk-nav"' in client.get(path).content.decode()
    for path in ("/", "/cuenta/", "/modo-electoral/"):
        assert 'class="wrap pages desk-nav"' not in client.get(path).content.decode()
