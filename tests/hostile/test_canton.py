"""Who acts in the fictitious canton touches nothing real, by no door."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile

from minga.foundation.organizations.actions.bodies import Terms, make_agreement
from minga.foundation.organizations.actions.roles import Appointment, grant_role
from minga.foundation.organizations.models import Organization, OrganizationName
from minga.foundation.organizations.rules import SYSTEM
from minga.government.plans.actions import propose_changes, propose_link
from minga.government.plans.forms.workbook import sealed
from minga.government.plans.models import ChangeSet, Link, Node, Plan
from minga.kernel.access import Denied
from minga.kernel.errors import Refused
from minga.publishing.intake.actions import answer_matches, apply_reading, receive
from minga.publishing.intake.models import Reading
from tests.factories.changes import node_edit, person
from tests.factories.drafts import open_government_draft
from tests.factories.plans import followed_plan
from tests.factories.readings import hand_in, reading_of, report, sha256
from tests.factories.roles import account, day, official, organization
from tests.factories.sources import DocumentFactory
from tests.factories.tokens import bearing, token_of
from tests.foundation.organizations.bodies.making import fill, held, make_body

pytestmark = pytest.mark.django_db
TITLE = node_edit("C1", "title", "Lo cambió el cantón")


@pytest.fixture
def intruder(canton):
    """All the roles that there are, in the fictitious canton."""
    return person("planner", "editor", "approver", "reviewer", "administration", scope=canton)


@pytest.mark.parametrize(
    "page", ["", "datos/", "niveles/", "libro/", "libro/elementos.xlsx", "nuevo/", "C1/", "edicion/"]
)
def test_edit_a_real_plan_on_the_desk(client, intruder, real, page):
    client.force_login(intruder)
    assert client.get(f"/bandeja/planes/real/{page}").status_code == 403


def test_edit_a_real_plan_through_a_program(client, intruder, real):
    body = {"changes": [{"key": "C1", "field": "title", "value": "x"}]}
    answer = client.post(
        "/api/v1/plans/real/change-sets", body, "application/json", headers=bearing(token_of(intruder))
    )
    assert (answer.status_code, ChangeSet.objects.filter(author=intruder).count()) == (403, 0)


def test_keep_in_a_real_plan_what_was_sealed_for_an_invented_one(client, intruder, real, invented):
    client.force_login(intruder)
    data = {"edits": sealed([TITLE]), "version": 0}
    assert client.post("/bandeja/planes/real/libro/", data).status_code == 403
    assert not ChangeSet.objects.filter(author=intruder).exists()


def test_put_changes_of_an_invented_plan_under_the_address_of_a_real_one(client, intruder, real, invented):
    draft = propose_changes(invented, [TITLE], by=intruder)
    client.force_login(intruder)
    for act in ("enviar", "publicar", "quitar", "retirar"):
        address = f"/bandeja/planes/real/cambios/{draft.public_id}/{act}/"
        assert client.post(address, {"version": draft.version, "place": 0}).status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("roles", [{"organization": "ciudad", "role": "lead", "printed": ""}]),
        ("parent", "real/C1"),
        ("territories", ["ciudad"]),
    ],
)
def test_name_what_is_real_in_an_invented_plan(intruder, real, invented, field, value):
    with pytest.raises(Refused):
        propose_changes(invented, [node_edit("C1", field, value)], by=intruder)


def test_link_an_invented_node_to_a_real_one(client, intruder, real, invented):
    source, target = (Node.objects.get(plan=plan, key="C1") for plan in (invented, real))
    with pytest.raises(Refused, match="no se vinculan"):
        propose_link(source, target, kind=Link.Kind.CONTRIBUTES, statement="", by=intruder)
    client.force_login(intruder)
    sent = {"kind": Link.Kind.CONTRIBUTES, "other": "real", "key": "C1", "statement": "x"}
    assert client.post("/bandeja/planes/inventado/C1/vinculo/", sent).status_code == 422


def test_hand_in_for_the_real_city(client, intruder, city):
    sent = {"organization": "ciudad", "file": ContentFile(report(), name="informe.txt")}
    answer = client.post("/api/v1/readings", sent, headers=bearing(token_of(intruder)))
    assert (answer.status_code, Reading.objects.count()) == (403, 0)
    client.force_login(intruder)
    sent = {"desk": "ciudad", "file": ContentFile(report(), name="informe.txt")}
    assert client.post("/bandeja/lecturas/nueva/", sent).status_code == 422


def test_hand_in_for_the_real_city_through_the_own_plan(intruder, city, invented):
    with pytest.raises(Refused, match="lo publica otra dependencia"):
        receive(ContentFile(report()), name="a.txt", organization=city, plan=invented, by=intruder)


def test_hand_in_through_a_real_plan(intruder, canton, real):
    with pytest.raises((Refused, Denied)):
        receive(ContentFile(report()), name="a.txt", organization=canton, plan=real, by=intruder)


def test_say_that_a_document_of_the_canton_speaks_of_a_real_plan(intruder, canton, real):
    reading = reading_of(open_government_draft(findings=[]), unit=canton)
    with pytest.raises(Refused):
        answer_matches(reading, {(0, ""): "real"}, version=reading.version, by=intruder)


def test_load_a_document_with_the_title_of_a_real_plan(canton):
    apply_reading(reading_of(open_government_draft(findings=[]), unit=organization("u")), version=1, by=SYSTEM)
    before = set(Plan.objects.values_list("pk", flat=True))
    apply_reading(reading_of(open_government_draft(findings=[], date="2025-06"), unit=canton), version=1, by=SYSTEM)
    assert Plan.objects.exclude(pk__in=before).get().fictitious


def test_load_a_document_that_names_real_organizations(canton):
    markets = organization("direccion-de-mercados")
    OrganizationName.objects.create(organization=markets, name="Dirección de Mercados")
    names = OrganizationName.objects.filter(organization=markets).count()
    apply_reading(reading_of(open_government_draft(findings=[]), unit=canton), version=1, by=SYSTEM)
    assert (markets.node_roles.count(), markets.names.count()) == (0, names)
    assert Organization.objects.filter(fictitious=True, name="Dirección de Mercados").exists()


def test_hand_in_a_real_document_as_an_invented_one(intruder, canton):
    DocumentFactory(sha256=sha256(report()), fictitious=False)
    with pytest.raises(Refused, match="real y ficticio a la vez"):
        hand_in(unit=canton, by=intruder)


def test_give_a_role_over_what_is_real(intruder, city, real):
    for scope in (city, real, None):
        with pytest.raises(Denied):
            grant_role(person=account(), appointment=Appointment("planner", "A-1", day(), scope=scope), by=intruder)


def test_give_a_role_of_the_canton_to_a_post_of_the_city(intruder, canton, city):
    appointment = Appointment("planner", "A-1", day(), scope=canton, unit=city, post="Alcaldía")
    with pytest.raises(Refused, match="no se mezcla"):
        grant_role(person=account(), appointment=appointment, by=intruder)


def test_agree_in_an_invented_body_on_what_is_real(canton, real):
    body = fill(make_body("inventado", fictitious=True))
    session = held(body)
    terms = Terms(kind="approval", text="Se aprueba", subjects=[real])
    with pytest.raises(Refused, match="no se mezclan"):
        make_agreement(session=session, terms=terms, by=SYSTEM, version=session.version)


def test_set_the_electoral_mode_of_the_city(client, intruder):
    client.force_login(intruder)
    sent = {"act": "A-1", "act_date": day().isoformat(), "starts": day().isoformat()}
    assert client.post("/bandeja/modo-electoral/", sent).status_code == 403


def test_edit_a_real_plan_whose_publisher_stands_below_what_is_invented(canton):
    between = organization("real-debajo", canton)
    plan = followed_plan("Cumplido", slug="mezclado", publisher=between).plan
    with pytest.raises(Denied):
        propose_changes(plan, [TITLE], by=official("editor", canton))
