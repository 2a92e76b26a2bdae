"""A plan that is started at the desk: who sees it, what it becomes when it is published, and what is left when it is dropped."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from minga.config.documents import view_accesses
from minga.foundation.ledger.models import Event
from minga.foundation.organizations.models import Organization
from minga.foundation.search.actions import rebuild
from minga.government.plans.actions import (
    Act,
    as_if_published,
    correct_start,
    drop_plan,
    propose_changes,
    publish_changes,
    publish_edition,
    rename_address,
    start_plan,
)
from minga.government.plans.edits import Edit
from minga.government.plans.fields import Subject
from minga.government.plans.models import ChangeSet, Edition, Node, Plan
from minga.government.plans.queries.record import plan_values
from minga.government.plans.queries.started import find_at_desk, similar_plans, startable_publishers
from minga.kernel.access import EVERYBODY, Denied
from minga.kernel.errors import Conflict, Refused
from tests.factories.changes import SESSION, drafted, node_edit, node_made, person, published, submitted
from tests.factories.plans import followed_plan
from tests.factories.roles import organization
from tests.factories.started import LEVELS, NODES, TITLE, beginning
from tests.factories.tokens import bearing, token_of
from tests.pages import said

pytestmark = pytest.mark.django_db
CONVERTER = re.compile(r"<(?:\w+:)?(?P<name>\w+)>")


@pytest.fixture
def publisher() -> Organization:
    return organization("secretaria-de-planificacion", organization("municipio"))


@pytest.fixture
def planner(publisher):
    return person("planner", scope=publisher)


@pytest.fixture
def plan(publisher, planner) -> Plan:
    return start_plan(beginning(publisher), by=planner)


def values_of(plan: Plan) -> dict[str, object]:
    return {name: value for name, value in plan_values(plan).items() if name not in ("language", "fictitious")}


class TestStarting:
    def test_who_plans_for_an_institution_starts_its_plans(self, plan, publisher):
        assert (plan.state, plan.title, plan.publisher, plan.slug) == (
            "started",
            TITLE,
            publisher,
            "paga-3",
        )
        assert (plan.levels.count(), plan.nodes.count(), plan.editions.count()) == (0, 0, 0)

    @pytest.mark.parametrize("role", ["editor", "approver", "reviewer", "responsible", "administration", "viewer"])
    def test_who_may_not(self, publisher, role):
        with pytest.raises(Denied):
            start_plan(beginning(publisher), by=person(role))

    def test_a_planner_of_another_institution_may_not(self, publisher):
        with pytest.raises(Denied):
            start_plan(beginning(publisher), by=person("planner", scope=organization("empresa")))

    def test_institutions_are_offered_as_far_as_the_role_holds(self, publisher):
        organization("empresa")
        assert list(startable_publishers(person("planner", scope=publisher.parent))) == [
            "municipio",
            "secretaria-de-planificacion",
        ]
        assert len(startable_publishers(person("planner"))) == 3
        assert startable_publishers(person("editor")) == {}

    def test_it_is_as_invented_as_its_institution(self):
        invented = organization("municipio-inventado", fictitious=True)
        made = start_plan(beginning(invented), by=person("planner", scope=invented))
        assert (made.fictitious, made.slug) == (True, "paga-3")

    @pytest.mark.parametrize(
        ("values", "line"),
        [
            ({"title": " "}, "Título: Escribe el título."),
            ({"start_year": 2028, "end_year": 2026}, "Último año: El último año no puede ser anterior al primero."),
            ({"start_year": 26}, "Primer año: Escribe un año de cuatro cifras."),
            ({"kind": "saga"}, "Elige qué tipo de plan es."),
        ],
    )
    def test_what_cannot_stand_is_refused_with_its_remedy(self, publisher, planner, values, line):
        with pytest.raises(Refused) as refused:
            start_plan(beginning(publisher, **values), by=planner)
        assert line in refused.value.details
        assert Plan.at_desk.count() == 0

    def test_a_public_plan_of_the_same_name_is_told(self, publisher, planner):
        standing = followed_plan("Cumplido", identity="paga 3", title="III PAGA de San Jacinto").plan
        with pytest.raises(Refused) as refused:
            start_plan(beginning(publisher), by=planner)
        assert refused.value.reason == (
            f"Ya consta un plan con este nombre: «{standing}». Prepara tus cambios en él, o da un título distinto."
        )

    @pytest.mark.usefixtures("plan")
    def test_one_in_preparation_is_told_to_who_may_know_of_it(self, publisher, planner):
        with pytest.raises(Refused) as refused:
            start_plan(beginning(publisher), by=planner)
        assert refused.value.reason == f"Ya se prepara un plan con este nombre: «{TITLE}». Sigue en él."
        empresa = organization("empresa")
        other = start_plan(beginning(empresa), by=person("planner", scope=empresa))
        assert other.slug == "paga-3-2"

    def test_a_plan_of_nearly_the_same_name_is_pointed_out(self, plan):
        standing = followed_plan("Cumplido", title="Plan de Gobierno Abierto de San Jacinto", start_year=None).plan
        Plan.objects.filter(pk=standing.pk).update(end_year=None)
        assert similar_plans(plan) == [standing]

    def test_nothing_of_it_is_told_in_the_public_log(self, plan, planner):
        drafted(plan, *LEVELS, *NODES, by=planner)
        assert Event.objects.count() == 0


class TestCorrecting:
    def test_what_it_says_is_corrected_at_once_with_its_address(self, plan, publisher, planner):
        drafted(plan, *LEVELS, by=planner)
        wanted = beginning(publisher, title="Plan de Compras", kind=Plan.Kind.STRATEGY)
        corrected = correct_start(plan, wanted, slug="compras", seen=values_of(plan), by=planner)
        assert (corrected.title, corrected.kind, corrected.slug) == ("Plan de Compras", "strategy", "compras")
        assert set(corrected.change_sets.get().changes.values_list("key", flat=True)) == {
            "compras/Compromiso",
            "compras/Hito",
        }
        assert (Event.objects.count(), corrected.former_slugs.count()) == (0, 0)

    def test_what_somebody_else_corrected_meanwhile_is_not_overwritten(self, plan, publisher, planner):
        seen = values_of(plan) | {"title": "Antes"}
        with pytest.raises(Conflict):
            correct_start(plan, beginning(publisher), slug=plan.slug, seen=seen, by=planner)

    def test_it_is_not_given_to_an_institution_for_which_one_may_not_start_plans(self, plan, planner):
        wanted = beginning(organization("empresa"))
        with pytest.raises(Denied):
            correct_start(plan, wanted, slug=plan.slug, seen=values_of(plan), by=planner)

    @pytest.mark.parametrize("slug", ["nuevo", "tomada"])
    def test_an_address_that_is_taken_is_refused(self, plan, publisher, planner, slug):
        followed_plan("Cumplido", slug="tomada")
        with pytest.raises(Refused):
            correct_start(plan, beginning(publisher), slug=slug, seen=values_of(plan), by=planner)

    def test_nothing_is_corrected_under_the_eyes_of_who_publishes(self, plan, publisher, planner):
        submitted(plan, *LEVELS, *NODES, by=planner)
        with pytest.raises(Refused):
            correct_start(plan, beginning(publisher, title="Otro"), slug=plan.slug, seen=values_of(plan), by=planner)

    def test_its_data_are_no_changes(self, plan, planner):
        with pytest.raises(Refused):
            drafted(plan, Edit(Subject.PLAN, "", "title", "Otro"), by=planner)


class TestPublishing:
    def test_all_of_it_is_published_by_its_first_edition(self, client, plan, publisher, planner):
        change_set = submitted(plan, *LEVELS, *NODES, by=planner)
        edition = publish_changes(change_set, by=person("approver", scope=publisher), version=change_set.version)
        assert (edition.number, edition.act, edition.record["plan"]["title"]) == (1, "Acta de sesión 004-2026", TITLE)
        opened = Plan.objects.get(pk=plan.pk)
        assert (opened.state, opened.identity) == ("published", "paga 3")
        assert [(level.name, level.code_pattern) for level in opened.levels.all()] == [
            ("Compromiso", "C#"),
            ("Hito", "C#.H#"),
        ]
        assert list(opened.nodes.values_list("key", flat=True)) == ["C1", "C1.H1"]
        for page in ("", "ediciones/", "ediciones/1/", "C1/", "C1.H1/", "C1/historia/"):
            assert client.get(f"{opened.get_absolute_url()}{page}").status_code == 200
        assert Event.objects.get().kind == "plans.edition-published"

    @pytest.mark.parametrize(
        ("kind", "act"),
        [
            (Plan.Kind.DEVELOPMENT, Act("resolution", "R-1", date(2026, 5, 1))),
            (Plan.Kind.OPEN_GOVERNMENT, Act("ordinance", "O-1", date(2026, 5, 1))),
            (Plan.Kind.STRATEGY, Act("ordinance", "O-1", date(2026, 5, 1))),
            (Plan.Kind.OTHER, None),
        ],
    )
    def test_only_under_the_act_that_the_table_asks_for(self, publisher, planner, kind, act):
        plan = start_plan(beginning(publisher, kind=kind), by=planner)
        change_set = submitted(plan, *LEVELS, *NODES, by=planner, act=act)
        with pytest.raises(Refused):
            publish_changes(change_set, by=planner, version=change_set.version)
        assert (Plan.objects.count(), Edition.objects.count()) == (0, 0)

    def test_not_as_a_correction_and_not_without_elements(self, plan, planner):
        with pytest.raises(Refused) as refused:
            submitted(plan, *LEVELS, *NODES, by=planner, basis="erratum")
        assert refused.value.reason == "Un plan nuevo se publica con el acto que lo aprueba, no por fe de erratas."
        other = person("planner")
        with pytest.raises(Refused) as refused:
            submitted(plan, *LEVELS, by=other)
        assert refused.value.reason == (
            "Un plan nuevo se publica con sus niveles y al menos un elemento: agrégalos antes."
        )

    def test_not_as_an_edition_of_what_stands(self, plan, planner):
        with pytest.raises(Denied):
            publish_edition(plan, by=planner, act=SESSION)
        with pytest.raises(Denied):
            rename_address(plan, slug="otra", by=planner)

    def test_a_name_that_meanwhile_became_public_is_told(self, plan, planner):
        change_set = submitted(plan, *LEVELS, *NODES, by=planner)
        followed_plan("Cumplido", identity="paga 3")
        with pytest.raises(Refused), as_if_published(change_set):
            pass
        with pytest.raises(Refused):
            publish_changes(change_set, by=planner, version=change_set.version)
        assert Plan.at_desk.get(pk=plan.pk).is_started

    def test_afterwards_it_is_changed_like_any_other(self, plan, planner):
        other = person("planner")
        waiting = drafted(plan, *LEVELS, node_made("Compromiso", "Cuidar los parques"), by=other)
        published(plan, *LEVELS, *NODES, by=planner)
        opened = Plan.objects.get(pk=plan.pk)
        assert published(opened, node_edit("C1", "title", "Abrir todas las compras")).number == 2
        assert waiting.state == ChangeSet.State.DRAFT
        with pytest.raises(Conflict):
            correct_start(plan, beginning(plan.publisher), slug=plan.slug, seen=values_of(plan), by=planner)

    def test_codes_are_written_as_their_level_says(self, plan, planner):
        with pytest.raises(Refused) as refused:
            drafted(plan, *LEVELS, node_made("Compromiso", "Parques", printed_code="Eje 1"), by=planner)
        assert refused.value.details == [
            "nuevo-1 · Código impreso: Los códigos de «Compromiso» se escriben C#, con un número en lugar de cada #."
        ]


class TestDropping:
    def test_nothing_is_left_but_the_record_and_its_address_is_free(self, client, plan, publisher, planner):
        change_set = submitted(plan, *LEVELS, *NODES, by=person("editor", scope=publisher))
        drop_plan(plan, by=planner)
        change_set.refresh_from_db()
        assert (change_set.state, change_set.changes.count()) == ("withdrawn", 4)
        assert (Plan.objects.count(), Plan.at_desk.count(), Node.objects.count()) == (0, 0, 0)
        assert client.get(f"/planes/{plan.slug}/").status_code == 404
        again = start_plan(beginning(publisher), by=planner)
        assert again.slug == plan.slug

    def test_what_was_dropped_takes_no_changes(self, plan, planner):
        dropped = drop_plan(plan, by=planner)
        with pytest.raises(Denied):
            propose_changes(dropped, LEVELS, by=planner)

    @pytest.mark.parametrize("role", ["editor", "approver", "reviewer", "administration"])
    def test_who_may_not(self, plan, role):
        with pytest.raises(Denied):
            drop_plan(plan, by=person(role))

    def test_a_public_plan_is_never_dropped(self):
        with pytest.raises(Denied):
            drop_plan(followed_plan("Cumplido").plan, by=person("planner"))


def addresses(plan: Plan) -> list[str]:
    """Every page, table and answer of the API that everybody may ask for, about this plan and who publishes it."""
    named = {"organization": plan.publisher.slug, "key": "C1", "number": "1", "id": str(plan.public_id)}
    asked = {
        CONVERTER.sub(lambda part: named.get(part["name"], plan.slug), f"/{address}")
        for address, _name, access in view_accesses()
        if access == EVERYBODY
    }
    return sorted(
        {*asked, "/buscar/?q=acción+abierto", "/buscar.json?q=acción", "/en/planes/", f"/comparar/?de={plan.slug}"}
    )


class TestNobodySeesIt:
    @pytest.fixture
    def prepared(self, plan, planner) -> Plan:
        followed_plan("Cumplido", publisher=plan.publisher, slug="otro")
        submitted(plan, *LEVELS, *NODES, by=planner)
        rebuild()
        return plan

    def test_no_page_table_search_or_answer_of_the_api_tells_of_it(self, client, prepared):
        asked = addresses(prepared)
        assert len(asked) > 60
        told = {address: client.get(address) for address in asked}
        leaks = [
            address
            for address, response in told.items()
            if any(word in _content(response) for word in (TITLE, "Abrir las compras", f'"/planes/{prepared.slug}/"'))
            or (response.status_code == 200 and f"planes/{prepared.slug}" in address)
        ]
        assert leaks == []
        assert sum(response.status_code == 200 for response in told.values()) > 20

    @pytest.mark.parametrize("role", ["responsible", "counterpart", "viewer", "administration", "moderator"])
    def test_an_official_without_the_right_finds_nothing(self, client, prepared, role):
        client.force_login(person(role))
        for name in ("desk-plan", "desk-data", "desk-levels", "desk-new", "desk-workbook"):
            assert client.get(reverse(f"plans:{name}", args=[prepared.slug])).status_code == 403

    @pytest.mark.parametrize("role", ["planner", "editor", "approver", "reviewer"])
    def test_the_same_role_elsewhere_does_not_even_learn_that_there_is_one(self, client, prepared, role):
        elsewhere = person(role, scope=organization("empresa"))
        client.force_login(elsewhere)
        assert client.get(reverse("plans:desk-plan", args=[prepared.slug])).status_code == 404
        assert TITLE not in said(client.get(reverse("plans:desk")))
        with pytest.raises(Plan.DoesNotExist):
            find_at_desk(elsewhere, prepared.slug)

    @pytest.mark.parametrize("role", ["planner", "editor", "approver", "reviewer"])
    def test_who_edits_and_publishes_the_plans_of_its_institution_sees_it(self, client, prepared, publisher, role):
        client.force_login(person(role, scope=publisher))
        page = said(client.get(reverse("plans:desk-plan", args=[prepared.slug])))
        assert (TITLE in page, "En preparación." in page) == (True, True)
        assert TITLE in said(client.get(reverse("plans:desk")))

    def test_a_program_without_the_right_finds_nothing(self, client, prepared):
        change = {"changes": [{"key": None, "field": "order", "value": []}]}
        address = f"/api/v1/plans/{prepared.slug}/change-sets"
        for one, status in ((person("planner", scope=organization("empresa")), 404), (person("editor"), 201)):
            sent = client.post(address, change, "application/json", headers=bearing(token_of(one)))
            assert sent.status_code == status

    def test_no_other_plan_names_it(self, prepared):
        with pytest.raises(Refused):
            drafted(Plan.objects.get(), Edit(Subject.PLAN, "", "supersedes", prepared.slug))


def _content(response) -> str:
    return b"".join(response.streaming_content if response.streaming else [response.content]).decode(errors="replace")
