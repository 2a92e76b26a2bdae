"""The desk's pages of roles, for who administrates the system."""

from __future__ import annotations

import pytest

from minga.foundation.organizations.models import Role, RoleAssignment
from minga.foundation.organizations.role_words import role_sentence
from minga.foundation.territory.models import Layout, Membership, Territory
from tests.factories.plans import PlanFactory
from tests.factories.roles import account, day, give, official, organization
from tests.pages import said

pytestmark = pytest.mark.django_db
LIST, NEW = "/bandeja/roles/", "/bandeja/roles/nuevo/"


@pytest.fixture
def administrator(client):
    person = official("administration")
    client.force_login(person)
    return person


def address(assignment, *parts: str) -> str:
    return "/".join([f"/bandeja/roles/{assignment.public_id}", *parts, ""])


def filled(person, **values) -> dict[str, str]:
    """The form as it is filled in."""
    return {
        "email": person.email,
        "role": "planner",
        "scope": "city",
        "act": "Memorando 012-2026",
        "starts": day().isoformat(),
    } | values


# The list.


def emails(response) -> dict[str, list[str]]:
    """The e-mails of each group of the list, by its state."""
    return {state: [row.person.email for row in rows] for state, _words, rows in response.context["groups"]}


def test_roles_stand_by_state(client, administrator):
    active, coming = official("planner"), official("planner", starts=day(3))
    ended, cancelled = official("planner", ends=day(-1)), official("editor", starts=day(5), cancelled=True)
    assert emails(client.get(LIST)) == {
        "active": [administrator.email, active.email],
        "coming": [coming.email],
        "ended": [cancelled.email, ended.email],
    }
    assert "2 en vigor, 1 por empezar, 2 terminados." in said(client.get(LIST))


def test_a_row_says_where_as_what_since_when_and_by_which_act(client, administrator):
    unit = organization("direccion")
    official("reviewer", unit, post="Coordinación", unit=unit, starts=day(-1), ends=day(1), act="Memorando 7")
    page = said(client.get(LIST))
    assert "Revisión Direccion Coordinación, Direccion" in page
    assert "Memorando 7" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("rol=editor", {"unit", "plan"}),
        ("ambito=organizations.organization:direccion", {"unit", "other role"}),
        ("ambito=plans.plan:paga-2", {"plan"}),
        ("rol=editor&ambito=organizations.organization:direccion", {"unit"}),
        ("estado=ended", {"ended"}),
        ("rol=jefe&estado=nada", {"unit", "plan", "other role", "ended", "administrator"}),
        ("ambito=city", {"ended", "administrator"}),
        ("ambito=plans.plan:nada", set()),
    ],
)
def test_the_list_is_filtered(client, administrator, query, found):
    unit, plan = organization("direccion"), PlanFactory(slug="paga-2")
    people = {
        "unit": official("editor", unit),
        "plan": official("editor", plan),
        "other role": official("planner", unit),
        "ended": official("planner", ends=day(-1)),
        "administrator": administrator,
    }
    shown = {email for rows in emails(client.get(f"{LIST}?{query}")).values() for email in rows}
    assert shown == {people[name].email for name in found}


def test_the_choices_of_the_filter_are_the_scopes_in_use(client, administrator):
    organization("sin-roles")
    official("editor", organization("direccion"))
    choices = client.get(LIST).context["form"].fields["ambito"].choices
    assert choices == [
        ("", "Todos los ámbitos"),
        ("city", "Toda la ciudad"),
        ("organizations.organization:direccion", "Direccion"),
    ]


def test_who_administrates_a_part_sees_that_part(client):
    own = organization("propia")
    local = official("administration", own)
    below, plan = official("editor", organization("unidad", own)), official("editor", PlanFactory(publisher=own))
    hidden = give(account(), "editor", organization("ajena"))
    official("planner")
    client.force_login(local)
    assert emails(client.get(LIST)) == {"active": [local.email, below.email, plan.email]}
    assert client.get(address(hidden)).status_code == 404
    assert client.post(address(hidden, "terminar")).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_as_many_queries_however_long(client, administrator, django_assert_num_queries, number):
    for place in range(number):
        unit = organization(f"direccion-{place}")
        official("editor", unit, unit=unit)
        official("editor", PlanFactory())
    client.get(LIST)
    with django_assert_num_queries(12):
        client.get(LIST)


def test_the_list_has_pages(client, administrator):
    for _number in range(60):
        official("viewer")
    assert len(emails(client.get(LIST))["active"]) == 50
    assert len(emails(client.get(f"{LIST}?pagina=2"))["active"]) == 11


# Giving.


def test_a_role_is_given(client, administrator):
    person = account()
    response = client.post(NEW, filled(person))
    found = person.roles.get()
    assert (response.status_code, response.url) == (303, address(found))
    assert (found.role, found.scope, found.granted_by) == ("planner", None, administrator)
    assert "Rol dado" in said(client.get(response.url))


def test_where_it_holds_is_looked_for_by_name_and_gives_nothing(client, administrator):
    organization("direccion-de-mercados", organization("municipio"))
    PlanFactory(slug="mercados", title="Plan de Mercados")
    person = account()
    response = client.post(NEW, filled(person, searched="Mercados", search="1"))
    assert response.status_code == 200
    assert [value for value, _words in response.context["form"].fields["scope"].choices] == [
        "city",
        "plans.plan:mercados",
    ]
    assert response.context["form"]["email"].value() == person.email
    assert RoleAssignment.objects.count() == 1


def test_what_was_found_is_chosen(client, administrator):
    plan, person = PlanFactory(slug="mercados", title="Plan de Mercados"), account()
    client.post(NEW, filled(person, searched="mercados", scope="plans.plan:mercados"))
    assert person.roles.get().scope == plan


def test_nothing_found_is_told(client, administrator):
    response = client.post(NEW, filled(account(), searched="zzz", search="1"))
    assert "Nada se llama así." in said(response)


def test_the_unit_is_that_of_the_scope_unless_another_is_named(client, administrator):
    own, other = organization("direccion"), organization("universidad")
    person = account()
    scope = "organizations.organization:direccion"
    client.post(NEW, filled(person, scope=scope, searched="direccion"))
    assert person.roles.get().unit == own
    client.post(NEW, filled(person, scope=scope, searched="direccion", role="editor", unit="universidad"))
    assert person.roles.get(role="editor").unit == other


@pytest.mark.parametrize(
    ("values", "field", "reason"),
    [
        ({"email": "nadie@ejemplo.ec"}, "email", "No hay ninguna cuenta con ese correo."),
        ({"role": ""}, "role", "Este campo es obligatorio."),
        ({"scope": ""}, "scope", "Este campo es obligatorio."),
        ({"scope": "plans.plan:nada"}, "scope", "Escoja una opción válida."),
        ({"act": ""}, "act", "Este campo es obligatorio."),
        ({"starts": "mañana"}, "starts", "Introduzca una fecha válida."),
        ({"unit": "zzz"}, "unit", "Ninguna organización de ese ámbito se llama así."),
    ],
)
def test_a_form_that_is_wrong_is_shown_again(client, administrator, values, field, reason):
    response = client.post(NEW, filled(account(), **values))
    assert response.status_code == 422
    assert response.context["form"].errors[field][0].startswith(reason)
    assert RoleAssignment.objects.count() == 1


def test_a_name_of_several_is_asked_for_whole(client, administrator):
    for slug in ("direccion-de-obras", "direccion-de-mercados"):
        unit = organization(slug)
        unit.names.create(kind="official", name=unit.name, folded=unit.name.lower())
    response = client.post(NEW, filled(account(), unit="Direccion de"))
    assert response.context["form"].errors["unit"] == [
        "Hay varias: Direccion de obras; Direccion de mercados. Escribe el nombre entero."
    ]


def test_what_is_refused_keeps_what_was_written(client, administrator):
    response = client.post(NEW, filled(administrator, act="Memorando 9"))
    assert response.status_code == 403
    assert "Nadie se da ni se quita roles a sí mismo" in said(response)
    assert response.context["form"]["act"].value() == "Memorando 9"
    response = client.post(NEW, filled(account(), ends=day(-1).isoformat()))
    assert response.status_code == 422
    assert "El último día no puede ser anterior al primero." in said(response)


def offered(response) -> list[str]:
    """The places that the form offers."""
    return [value for value, _words in response.context["form"].fields["scope"].choices]


def named(slug, parent=None):
    """An organization that the search finds by its address."""
    found = organization(slug, parent)
    found.names.create(kind="official", name=found.name, folded=found.name.lower())
    return found


def test_who_administrates_a_part_is_offered_that_part_alone(client):
    own, other = named("obras"), named("obras-ajenas")
    named("obras-menores", own)
    PlanFactory(slug="obras-propias", title="Obras propias", publisher=own)
    PlanFactory(slug="obras-de-otros", title="Obras de otros", publisher=other)
    client.force_login(official("administration", own))
    assert offered(client.get(NEW)) == ["organizations.organization:obras"]
    assert offered(client.post(NEW, filled(account(), searched="obras", search="1"))) == [
        "organizations.organization:obras",
        "plans.plan:obras-propias",
        "organizations.organization:obras-menores",
    ]


@pytest.mark.parametrize("scope", ["city", "organizations.organization:ajena"])
def test_what_is_not_offered_cannot_be_chosen(client, scope):
    organization("ajena")
    client.force_login(official("administration", organization("propia")))
    person = account()
    response = client.post(NEW, filled(person, scope=scope))
    assert response.status_code == 422
    assert response.context["form"].errors["scope"] == [
        f"Escoja una opción válida. {scope} no es una de las opciones disponibles."
    ]
    assert not person.roles.exists()


def test_who_administrates_a_place_is_offered_what_lies_in_it(client):
    canton, other = (Territory.objects.create(kind="canton", slug=slug, name=slug) for slug in ("sol", "luna"))
    zone, parish = (
        Territory.objects.create(kind=kind, slug=kind, name=f"San Juan {kind}", canton=canton)
        for kind in ("zone", "parish")
    )
    Territory.objects.create(kind="parish", slug="ajena", name="San Juan de la luna", canton=other)
    layout = Layout.objects.create(slug="hoy", name="Hoy", canton=canton, is_current=True)
    Membership.objects.create(layout=layout, parent=zone, child=parish)
    PlanFactory(title="San Juan")
    for scope, found in ((canton, ["parish", "zone"]), (zone, ["zone", "parish"])):
        client.force_login(official("administration", scope))
        response = client.post(NEW, filled(account(), searched="san juan", search="1"))
        places = {f"territory.territory:{slug}" for slug in (scope.slug, *found)}
        assert set(offered(response)) == places


def test_whoever_gives_a_role_reads_what_each_may_do(client, administrator):
    found = give(account(), "reviewer")
    for path in (NEW, LIST):
        page = client.get(path)
        assert all(role_sentence(role) in said(page) for role in Role)
        assert 'href="/manuales/bandeja/#roles"' in page.content.decode()
    assert role_sentence(Role.REVIEWER) in said(client.get(address(found)))
    assert role_sentence(Role.REVIEWER) in said(client.get(address(found, "reemplazo")))


# One role.


def test_a_role_tells_its_acts_and_who_took_its_place(client, administrator):
    taken = give(account(), "planner", ends=day(30))
    substitute = give(account(), "planner", basis="subrogation", stands_for=taken, ends=day(3), act="Memorando 33")
    page = said(client.get(address(taken)))
    assert "Quien ha ocupado su lugar" in page
    assert substitute.person.email in page
    assert taken.person.email in said(client.get(address(substitute)))


def test_ones_own_role_cannot_be_ended_and_says_why_when_it_is_asked(client, administrator):
    own, why = administrator.roles.get(), "Nadie se da ni se quita roles a sí mismo"
    assert why not in said(client.get(address(own)))
    assert address(own, "terminar") not in client.get(address(own)).content.decode()
    assert why in said(client.get(address(own, "terminar")))
    response = client.post(
        address(own, "terminar"), {"when": "day", "last_day": day().isoformat(), "act": "M", "version": 1}
    )
    assert response.status_code == 403


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "En vigor hasta que otro acto lo termine."),
        ({"ends": day(1)}, "En vigor hasta el"),
        ({"starts": day(1)}, "Empieza el"),
        ({"ends": day(-1)}, "Terminó el"),
        ({"starts": day(1), "cancelled": True}, "Quedó sin efecto: no da nada."),
    ],
)
def test_a_role_says_how_it_stands(client, administrator, values, words):
    assert words in said(client.get(address(give(account(), "planner", **values))))


def test_a_role_that_there_is_not(client, administrator):
    assert client.get("/bandeja/roles/00000000-0000-0000-0000-000000000000/").status_code == 404


# Ending and standing in.


def test_a_role_is_ended(client, administrator):
    found = give(account(), "planner")
    asked = {"when": "day", "last_day": day().isoformat(), "act": "Memorando 40", "version": "1"}
    response = client.post(address(found, "terminar"), asked)
    assert (response.status_code, response.url) == (303, address(found))
    found.refresh_from_db()
    assert (found.ends, found.ending_act) == (day(), "Memorando 40")
    page = said(client.get(response.url))
    assert "Rol terminado." in page
    assert "Memorando 40" in page


@pytest.mark.parametrize("starts", [day(-30), day()])
def test_a_role_is_taken_away_today(client, administrator, starts):
    person = account()
    found = give(person, "administration", starts=starts)
    page = said(client.get(address(found, "terminar")))
    assert "Quitarlo hoy mismo" in page
    assert "ese día todavía vale" in page
    response = client.post(address(found, "terminar"), {"when": "now", "act": "Memorando 40", "version": "1"})
    assert (response.status_code, response.url) == (303, address(found))
    assert person.email in said(client.get(LIST))
    client.force_login(person)
    assert client.get(LIST).status_code == 403


def test_a_coming_role_is_left_without_effect_and_asks_no_day(client, administrator):
    found = give(account(), "planner", starts=day(9))
    assert {"when", "last_day"}.isdisjoint(client.get(address(found, "terminar")).context["form"].fields)
    client.post(address(found, "terminar"), {"act": "Memorando 40", "version": "1"})
    found.refresh_from_db()
    assert found.cancelled


@pytest.mark.parametrize(
    ("values", "status", "reason"),
    [
        ({"when": ""}, 422, "Este campo es obligatorio."),
        ({"last_day": ""}, 422, "Escribe el último día en que vale."),
        ({"last_day": "2001-01-01"}, 422, "El último día puede ser ayer o después"),
        ({"act": ""}, 422, "Este campo es obligatorio."),
        ({"version": "0"}, 409, "Este rol cambió mientras lo mirabas."),
    ],
)
def test_an_ending_that_is_refused_keeps_what_was_written(client, administrator, values, status, reason):
    found = give(account(), "planner")
    asked = {"when": "day", "last_day": day().isoformat(), "act": "Memorando 40", "version": "1"} | values
    response = client.post(address(found, "terminar"), asked)
    assert response.status_code == status
    assert reason in said(response)
    assert response.context["form"]["last_day"].value() == asked["last_day"]
    found.refresh_from_db()
    assert found.ends is None


def test_after_a_conflict_the_form_is_about_what_stands_now(client, administrator):
    found = give(account(), "planner", version=3)
    asked = {"when": "day", "last_day": day().isoformat(), "act": "Memorando 40", "version": "1"}
    form = client.post(address(found, "terminar"), asked).context["form"]
    assert form["version"].value() == "3"


def test_a_replacement_is_named(client, administrator):
    taken, person = give(account(), "planner"), account()
    asked = {
        "email": person.email,
        "basis": "subrogation",
        "act": "Memorando 33",
        "starts": day().isoformat(),
        "ends": day(5).isoformat(),
    }
    response = client.post(address(taken, "reemplazo"), asked)
    found = person.roles.get()
    assert (response.status_code, response.url) == (303, address(found))
    assert (found.stands_for, found.basis, found.ends) == (taken, "subrogation", day(5))
    wrong = client.post(address(taken, "reemplazo"), asked | {"ends": ""})
    assert wrong.status_code == 422
    assert client.post(address(taken, "reemplazo"), {}).status_code == 422


def test_the_pages_are_for_the_administration(client):
    client.force_login(official("planner"))
    for path in (LIST, NEW):
        assert client.get(path).status_code == 403
