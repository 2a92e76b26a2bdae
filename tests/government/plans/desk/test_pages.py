"""The desk's pages: what is opened and sent back untouched changes nothing; what is refused keeps what was written."""

from __future__ import annotations

import pytest
from django.forms import ChoiceField
from django.urls import reverse

from minga.foundation.territory.models import Territory
from minga.government.plans.actions import install_vocabularies
from minga.government.plans.models import ChangeSet, Edition, Plan
from minga.government.plans.queries.changes import draft_of, edits_of
from tests.factories.changes import drafted, node_edit, node_made, node_moved, person, published, submitted
from tests.factories.plans import (
    ExpectedMeansFactory,
    OrganizationFactory,
    TargetPeriodFactory,
    followed_plan,
    give_mechanism,
    give_role,
    listed_plan,
)
from tests.pages import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    plan = followed_plan("Cumplido|Pendiente", "Cumplido", title=" Plan\r\nde gobierno abierto ").plan
    node = plan.nodes.get(key="C1")
    node.description = " Primera línea\r\nsegunda "
    node.start, node.end, node.mechanisms_printed = "2026", "2027-05", "Convenio"
    node.save()
    Territory.objects.create(slug="la-loma", name="La Loma", kind=Territory.Kind.PARISH)
    node.territories.add(Territory.objects.get())
    give_mechanism(node, "agreement")
    give_mechanism(node, "convention")
    give_role(node, "lead", "Dirección de Mercados")
    give_role(node, "counterpart", "Universidad del Páramo Alto")
    OrganizationFactory(slug="otra", name="Dirección de Mercados")
    ExpectedMeansFactory(node=node, text="Acta\r\nfirmada")
    TargetPeriodFactory(target__node=node, programmed="21.5")
    return plan


@pytest.fixture
def editor(client):
    found = person("editor")
    client.force_login(found)
    return found


def address(name: str, plan: Plan, *more) -> str:
    return reverse(f"plans:{name}", args=[plan.slug, *more])


def as_sent(response) -> dict[str, object]:
    """What a browser sends when nothing in the page's form is touched."""
    editing = response.context["editing"]
    data: dict[str, object] = {}
    for rows in editing.rows.values():
        data |= {f"{rows.prefix}-{name}": value for name, value in rows.management_form.initial.items()}
    for form in editing.all_forms:
        for field in form:
            value = field.value()
            if value is None and isinstance(field.field, ChoiceField):
                value = field.field.choices[0][0]
            if isinstance(value, bool) or value is None:
                continue
            data[field.html_name] = value if isinstance(value, list) else "\r\n".join(str(value).splitlines())
    return data


def kept(editor, plan) -> list[tuple[str, str, object]]:
    draft = draft_of(editor, plan)
    return [(edit.key, edit.field or edit.operation, edit.after) for edit in edits_of(draft)] if draft else []


@pytest.mark.parametrize("key", ["C1", "C1.H1"])
def test_a_form_sent_back_untouched_changes_nothing(client, plan, editor, key):
    page = client.get(address("desk-node", plan, key))
    assert client.post(address("desk-node", plan, key), as_sent(page)).status_code == 302
    assert kept(editor, plan) == []


def test_what_was_touched_goes_into_the_draft_and_is_shown_from_there(client, plan, editor):
    form = as_sent(client.get(address("desk-node", plan, "C1")))
    form |= {"title": "Abrir los datos", "verificables-0-text": "Acta", "metas-0-periods": "2025: 22\r\n2026: 30,5"}
    form |= {"papeles-1-DELETE": "on", "mechanisms": ["agreement"], "territories": []}
    assert client.post(address("desk-node", plan, "C1"), form).status_code == 302
    told = {field: after for _key, field, after in kept(editor, plan)}
    assert sorted(told) == ["expected_means", "mechanisms", "roles", "targets", "territories", "title"]
    assert told["targets"][0]["periods"] == [{"year": 2025, "programmed": "22"}, {"year": 2026, "programmed": "30.5"}]
    assert [role["organization"] for role in told["roles"]] == ["direccion-de-mercados"]
    again = client.get(address("desk-node", plan, "C1"))
    assert client.post(address("desk-node", plan, "C1"), as_sent(again)).status_code == 302
    assert {field: after for _key, field, after in kept(editor, plan)} == told


WRONG = [
    ({"parent": "C9"}, 422, "El plan no tiene un elemento abierto con esa clave."),
    ({"papeles-0-organization": "Nadie"}, 422, "No consta ese nombre: elige uno de la lista."),
    ({"papeles-2-printed": "Alguien"}, 422, "Elige la organización, o marca la fila para quitarla."),
    ({"metas-0-periods": "muchas"}, 422, "«muchas»: escribe el año, dos puntos y el número, como 2026: 21,5."),
    ({"metas-0-periods": "4.884"}, 422, "«4.884» puede leerse de dos modos: escribe 4884 o 4,884."),
    ({"title": " "}, 422, "C1 · Nombre: Escribe el nombre."),
    ({"end": "2020"}, 422, "C1 · Fin: El fin no puede ser anterior al inicio."),
]


@pytest.mark.parametrize(("values", "status", "reason"), WRONG, ids=[reason for _values, _status, reason in WRONG])
def test_what_is_refused_says_why_and_keeps_what_was_written(client, plan, editor, values, status, reason):
    form = as_sent(client.get(address("desk-node", plan, "C1"))) | {"description": "Lo que escribí"} | values
    response = client.post(address("desk-node", plan, "C1"), form)
    assert (response.status_code, kept(editor, plan)) == (status, [])
    assert reason in said(response)
    assert "Lo que escribí" in response.content.decode()


def test_a_second_window_is_told_and_keeps_what_was_written(client, plan, editor):
    form = as_sent(client.get(address("desk-node", plan, "C1")))
    drafted(plan, node_edit("C2", "title", "En la otra ventana"), by=editor)
    response = client.post(address("desk-node", plan, "C1"), form | {"title": "Lo que escribí"})
    assert response.status_code == 409
    assert "Estos cambios se guardaron también en otra ventana." in said(response)
    assert client.post(address("desk-node", plan, "C1"), as_sent(response)).status_code == 302
    assert ("C1", "title", "Lo que escribí") in kept(editor, plan)


def test_what_was_published_meanwhile_is_told_and_what_was_left_alone_follows_it(client, plan, editor):
    form = as_sent(client.get(address("desk-node", plan, "C1")))
    published(plan, node_edit("C1", "title", "De otra persona"), node_edit("C1", "start", "2025"))
    response = client.post(address("desk-node", plan, "C1"), form | {"title": "Lo que escribí"})
    assert response.status_code == 409
    assert "C1 · Nombre: viste «Compromiso número 1» y ahora consta «De otra persona»" in said(response)
    client.post(address("desk-node", plan, "C1"), as_sent(response))
    assert kept(editor, plan) == [("C1", "title", "Lo que escribí")]


def test_a_new_node_starts_below_another_at_the_next_level(client, plan, editor):
    page = client.get(f"{address('desk-new', plan)}?dentro=C2")
    form = as_sent(page)
    assert (form["level"], form["parent"]) == ("Hito", "C2")
    assert client.post(address("desk-new", plan), form).status_code == 422
    assert client.post(address("desk-new", plan), form | {"title": "Medir"}).status_code == 302
    assert kept(editor, plan) == [("nuevo-1", "create", {"level": "Hito", "parent": "C2", "title": "Medir"})]
    again = as_sent(client.get(address("desk-node", plan, "nuevo-1")))
    assert client.post(address("desk-node", plan, "nuevo-1"), again | {"end": "2027"}).status_code == 302
    assert kept(editor, plan)[0][2] == {"level": "Hito", "parent": "C2", "title": "Medir", "end": "2027"}


def test_closing_takes_all_below_and_opening_only_the_node(client, plan, editor):
    assert client.post(address("desk-close", plan, "C1"), {"version": 0}).status_code == 302
    assert [(key, done) for key, done, _after in kept(editor, plan)] == [
        ("C1", "close"),
        ("C1.H1", "close"),
        ("C1.H2", "close"),
    ]
    assert client.post(address("desk-reopen", plan, "C1"), {"version": 1}).status_code == 302
    assert [key for key, _done, _after in kept(editor, plan)] == ["C1.H1", "C1.H2"]
    assert client.post(address("desk-close", plan, "C9"), {"version": 2}).status_code == 404
    stale = client.post(address("desk-close", plan, "C2"), {"version": 0}, follow=True)
    assert "Estos cambios se guardaron también en otra ventana." in said(stale)


def test_the_plans_own_fields(client, plan, editor):
    page = client.get(address("desk-data", plan))
    form = page.context["form"]
    values = {field.html_name: field.value() for field in form if field.value() is not None}
    assert client.post(address("desk-data", plan), values).status_code == 302
    assert kept(editor, plan) == []
    assert client.post(address("desk-data", plan), values | {"end_year": "2020"}).status_code == 422
    changed = values | {"short_title": "PGA", "publisher": "Universidad del Páramo Alto"}
    assert client.post(address("desk-data", plan), changed).status_code == 302
    assert kept(editor, plan) == [("", "short_title", "PGA"), ("", "publisher", "universidad-del-paramo-alto")]
    stale = client.post(address("desk-data", plan), changed | {"title": "Lo que escribí"})
    assert (stale.status_code, "Lo que escribí" in stale.content.decode()) == (409, True)


def level_values(page) -> dict[str, object]:
    rows = page.context["rows"]
    data = {f"niveles-{name}": value for name, value in rows.management_form.initial.items()}
    for form in rows:
        data |= {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    return data | {"version": page.context["form"]["version"].value()}


def test_levels(client, plan, editor):
    values = level_values(client.get(address("desk-levels", plan)))
    assert client.post(address("desk-levels", plan), values).status_code == 302
    assert kept(editor, plan) == []
    renamed = values | {"niveles-1-name": "Etapa", "niveles-2-name": "Actividad"}
    assert client.post(address("desk-levels", plan), renamed).status_code == 302
    assert kept(editor, plan) == [
        ("Hito", "name", "Etapa"),
        ("Actividad", "create", {"name": "Actividad", "code_pattern": "", "carries_status": False, "depth": 2}),
    ]
    again = level_values(client.get(address("desk-levels", plan)))
    assert [again[f"niveles-{number}-name"] for number in range(3)] == ["Compromiso", "Etapa", "Actividad"]
    turned = again | {"niveles-0-place": "2", "niveles-1-place": "1"}
    assert client.post(address("desk-levels", plan), turned).status_code == 422
    lower = again | {"niveles-2-name": "Tarea", "niveles-1-name": "Paso"}
    assert client.post(address("desk-levels", plan), lower).status_code == 302
    assert kept(editor, plan)[0] == ("Hito", "name", "Paso")
    assert kept(editor, plan)[1][2]["name"] == "Tarea"


def test_the_tree_is_searched_and_tells_what_is_pending(client, plan, editor):
    drafted(plan, node_edit("C1", "title", "Mercados abiertos"), node_made("Hito", "Medir", parent="C1"), by=editor)
    drafted(plan, node_moved("C2.H1", "close"), by=editor)
    rows = client.get(address("desk-plan", plan)).context["page"].object_list
    assert [(row.key, row.depth, row.change) for row in rows] == [
        ("C1", 0, "cambia"),
        ("C1.H1", 1, ""),
        ("C1.H2", 1, ""),
        ("nuevo-1", 1, "nuevo"),
        ("C2", 0, ""),
        ("C2.H1", 1, "se cierra"),
    ]
    found = client.get(address("desk-plan", plan), {"q": "mercados ABIERTOS"}).context["page"].object_list
    assert [row.key for row in found] == ["C1"]


def test_the_list_of_plans_is_of_those_that_may_be_worked_on(client, plan):
    other = listed_plan("Feria").plan
    drafted(other, node_edit("1.1", "title", "Otro"))
    client.force_login(person("editor", scope=plan))
    found = client.get(reverse("plans:desk")).context["plans"]
    assert [(one.plan, one.may_edit, one.waiting) for one in found] == [(plan, True, [])]
    assert client.get(address("desk-plan", other)).status_code == 403


@pytest.mark.parametrize("plans", [1, 3])
def test_the_list_of_plans_takes_the_same_queries(client, editor, django_assert_num_queries, plans):
    for _number in range(plans):
        submitted(followed_plan("Cumplido").plan, node_edit("C1", "title", "Otro"))
    client.get(reverse("plans:desk"))
    with django_assert_num_queries(7):
        client.get(reverse("plans:desk"))


@pytest.mark.parametrize("nodes", [1, 3])
def test_a_plan_and_its_changes_take_the_same_queries(client, editor, django_assert_num_queries, nodes):
    plan = followed_plan("|".join(["Cumplido"] * nodes)).plan
    change_set = drafted(
        plan, *(node_edit(f"C1.H{place}", "title", "Otro") for place in range(1, nodes + 1)), by=editor
    )
    client.get(address("desk-plan", plan))
    with django_assert_num_queries(21):
        client.get(address("desk-plan", plan))
    with django_assert_num_queries(17):
        client.get(reverse("plans:desk-changes", args=[plan.slug, change_set.public_id]))
    with django_assert_num_queries(21):
        client.get(address("desk-node", plan, "C1.H1"))


PLACES = ["desk-plan", "desk-data", "desk-levels", "desk-new", "desk-workbook", "desk-edition", "desk-address"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", ["viewer", "responsible", "administration", ""])
def test_who_does_not_enter(client, plan, place, role):
    client.force_login(person(*([role] if role else [])))
    assert client.get(address(place, plan)).status_code == 403


@pytest.mark.parametrize("place", PLACES)
def test_without_an_account_there_is_the_door(client, plan, place):
    assert client.get(address(place, plan)).status_code == 302


def of(change_set: ChangeSet, name: str) -> str:
    return reverse(f"plans:{name}", args=[change_set.plan.slug, change_set.public_id])


ACT = {"act_kind": "session", "act_number": "004-2026", "act_date": "2026-05-14", "act_annex": "AC-004"}


def test_from_submitted_to_edition(client, plan, editor):
    change_set = submitted(plan, node_edit("C1", "title", "Abrir los datos"), by=editor, act=None)
    assert client.post(of(change_set, "desk-publish"), {"version": 2}).status_code == 403
    client.force_login(person("approver"))
    page = said(client.get(of(change_set, "desk-changes")))
    assert "Acto que reforma el plan: se dará al publicar" in page
    assert "Para publicarlos hace falta: acta de sesión. Con acta de compromiso." in page
    assert client.post(of(change_set, "desk-publish"), {"version": 1, **ACT}).status_code == 409
    assert client.post(of(change_set, "desk-publish"), {"version": 2, **ACT, "act_annex": ""}).status_code == 422
    done = client.post(of(change_set, "desk-publish"), {"version": 2, **ACT})
    assert done.headers["Location"] == address("edition", plan, 2)
    assert Edition.objects.get(number=2).act_annex == "AC-004"
    assert client.get(of(change_set, "desk-changes")).status_code == 200


def test_given_back_taken_back_and_withdrawn(client, plan, editor):
    change_set = submitted(plan, node_edit("C1", "title", "Abrir los datos"), by=editor)
    assert client.post(of(change_set, "desk-take-back"), {"version": 2}).status_code == 302
    change_set.refresh_from_db()
    ChangeSet.objects.filter(pk=change_set.pk).update(state="submitted")
    client.force_login(person("approver"))
    assert client.post(of(change_set, "desk-return"), {"version": 3, "note": ""}).status_code == 422
    assert client.post(of(change_set, "desk-return"), {"version": 3, "note": "Falta"}).status_code == 302
    client.force_login(editor)
    assert "Te los devolvieron: Falta" in said(client.get(of(change_set, "desk-changes")))
    assert client.post(of(change_set, "desk-withdraw"), {"version": 4}).status_code == 302
    change_set.refresh_from_db()
    assert change_set.state == "withdrawn"


def test_the_first_edition_of_a_plan_that_was_read(client):
    install_vocabularies()
    plan = followed_plan("Cumplido").plan
    client.force_login(person("planner"))
    page = address("desk-edition", plan)
    assert client.post(page, {"version": 0, "reason": "Lo aprobado"}).status_code == 422
    assert client.post(page, {"version": 0, "reason": "Lo aprobado", **ACT}).status_code == 302
    assert Edition.objects.get().reason == "Lo aprobado"
    assert "Nada ha cambiado desde la edición 1." in said(client.get(page))


def test_the_address_page(client, plan):
    client.force_login(person("planner"))
    assert client.post(address("desk-address", plan), {"slug": plan.slug}).status_code == 422
    assert client.post(address("desk-address", plan), {"slug": "con espacio"}).status_code == 422
    assert client.post(address("desk-address", plan), {"slug": "nueva"}).headers["Location"] == "/bandeja/planes/nueva/"


def test_what_waits_is_on_the_desk(client, plan, editor):
    change_set = submitted(plan, node_edit("C1", "title", "Abrir los datos"), by=editor)
    from minga.government.plans.waiting import tasks

    assert list(tasks(editor)) == []
    assert [(task.url, task.sentence) for task in tasks(person("approver"))] == [
        (of(change_set, "desk-changes"), "Corrige nombres: 1 cambio.")
    ]
