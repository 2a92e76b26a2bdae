"""Approving what one did oneself, by any way round."""

from __future__ import annotations

import pytest

from minga.foundation.organizations.actions.bodies import ItemRecord, approve_minutes, record_minutes
from minga.foundation.organizations.actions.roles import Appointment, appoint_stand_in, end_role, grant_role
from minga.foundation.organizations.models import RoleAssignment
from minga.government.plans.actions import Proof, answer_link, propose_link, publish_changes, save_draft, submit_changes
from minga.government.plans.models import ChangeSet, Link, Node
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict
from tests.factories.changes import drafted, node_edit, person
from tests.factories.plans import followed_plan
from tests.factories.roles import again, day, give, official, organization
from tests.factories.sources import DocumentFactory
from tests.foundation.organizations.bodies.making import held, prepared, recorded, today

pytestmark = pytest.mark.django_db


def erratum(plan, author):
    """A correction that waits to be published."""
    document = DocumentFactory(fictitious=plan.fictitious)
    draft = drafted(plan, node_edit("C1", "title", "Mercados"), by=author)
    proofs = {("node", "C1", "title"): Proof(document.slug, "p. 4", "Mercados")}
    said = {"title": "x", "reason": "", "basis": "erratum"}
    draft = save_draft(draft, by=author, version=1, proofs=proofs, **said)
    return submit_changes(draft, by=author, version=2, **said)


def test_publish_an_own_correction_in_a_second_role(real):
    author = person("editor", "approver", "planner")
    waiting = erratum(real, author)
    with pytest.raises(Denied, match="Nadie publica su propia fe de erratas"):
        publish_changes(waiting, by=author, version=waiting.version)


def test_publish_an_own_correction_in_a_role_that_was_given_later(real):
    author = person("editor")
    waiting = erratum(real, author)
    give(author, "approver", real)
    with pytest.raises(Denied, match="Nadie publica"):
        publish_changes(waiting, by=again(author), version=waiting.version)


def test_turn_an_own_correction_into_an_act_while_publishing(client, real):
    author = person("editor", "approver")
    waiting = erratum(real, author)
    client.force_login(author)
    sent = {"version": waiting.version, "basis": "act", "act_kind": "session", "act_number": "1", "author": ""}
    sent |= {"act_date": "2026-05-14", "act_annex": "AC-1"}
    assert client.post(f"/bandeja/planes/real/cambios/{waiting.public_id}/publicar/", sent).status_code == 403
    assert ChangeSet.objects.get(pk=waiting.pk).state == "submitted"


def test_publish_through_a_program(client, real):
    from tests.factories.tokens import bearing, token_of

    author = person("planner")
    draft = drafted(real, node_edit("C1", "title", "Mercados"), by=author)
    address = f"/api/v1/plans/real/change-sets/{draft.public_id}"
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)(address, {}, "application/json", headers=bearing(token_of(author)))
        assert answer.status_code == 405
    body = {"changes": [{"key": "C1", "field": "title", "value": "x"}], "state": "published", "author": "otra"}
    answer = client.post("/api/v1/plans/real/change-sets", body, "application/json", headers=bearing(token_of(author)))
    assert answer.status_code == 422


def test_agree_to_an_own_link(real, city):
    other = followed_plan("Cumplido", slug="otro", publisher=city).plan
    both = person("planner", "editor")
    source, target = (Node.objects.get(plan=plan, key="C1") for plan in (other, real))
    link = propose_link(source, target, kind=Link.Kind.CONTRIBUTES, statement="", by=both)
    with pytest.raises(Denied, match="Nadie responde al vínculo que propuso"):
        answer_link(link, agrees=True, answer="", by=both)


def test_approve_minutes_that_one_wrote(body):
    both = official("planner", body.organization)
    give(both, "approver", body.organization)
    session = recorded(body, by=both)
    with pytest.raises(Denied, match="la aprueba otra persona"):
        approve_minutes(session=session, approved_on=today(), by=both, version=session.version)


@pytest.mark.parametrize("part", ["attendance", "items"])
def test_approve_minutes_of_which_one_wrote_a_part(body, part):
    both = official("editor", body.organization)
    give(both, "approver", body.organization)
    session = held(body, by=both) if part == "attendance" else held(body)
    writer = official("editor") if part == "attendance" else both
    items = [ItemRecord(item.position, "Se trató.") for item in session.items.all()]
    session = record_minutes(session=session, items=items, by=writer, version=session.version)
    with pytest.raises(Denied, match="la aprueba otra persona"):
        approve_minutes(session=session, approved_on=today(), by=both, version=session.version)


def test_write_in_minutes_between_reading_and_approving_them(body):
    both = official("editor", body.organization)
    give(both, "approver", body.organization)
    seen = recorded(body)
    stale = type(seen).objects.get(pk=seen.pk)
    record_minutes(session=seen, items=[], by=both, version=seen.version)
    with pytest.raises((Conflict, Denied)):
        approve_minutes(session=stale, approved_on=today(), by=both, version=stale.version)


def test_give_oneself_a_role(client):
    admin = official("administration")
    with pytest.raises(Denied, match="a sí mismo"):
        grant_role(person=admin, appointment=Appointment("approver", "A-1", day()), by=admin)


def test_give_oneself_a_role_by_standing_in_for_its_holder(client):
    admin, holder = official("administration"), official("approver")
    with pytest.raises(Denied, match="a sí mismo"):
        appoint_stand_in(
            stands_for=holder.roles.get(),
            person=admin,
            basis="subrogation",
            act="A-1",
            starts=day(),
            ends=day(9),
            by=admin,
        )


def test_give_oneself_a_role_with_other_letters_of_the_own_address(client):
    admin = official("administration")
    client.force_login(admin)
    sent = {
        "email": f" {admin.email.upper()} ",
        "role": "approver",
        "scope": "city",
        "act": "A",
        "starts": day().isoformat(),
    }
    assert client.post("/bandeja/roles/nuevo/", sent).status_code == 403
    assert RoleAssignment.objects.filter(person=admin).count() == 1


def test_lengthen_an_own_role_by_ending_it_later():
    admin = official("administration", ends=day(5))
    official("administration")
    with pytest.raises(Denied, match="a sí mismo"):
        end_role(assignment=admin.roles.get(), last_day=day(50), act="A-1", version=1, by=admin)


def test_administrate_the_city_from_one_unit():
    admin = official("administration", organization("unidad"))
    for scope in (None, organization("otra")):
        with pytest.raises(Denied):
            grant_role(person=official("viewer"), appointment=Appointment("planner", "A", day(), scope=scope), by=admin)


def test_administrate_and_approve_with_the_same_role(real, body):
    admin = official("administration")
    waiting = erratum(real, person("editor"))
    with pytest.raises(Denied):
        publish_changes(waiting, by=admin, version=waiting.version)
    session = recorded(body)
    with pytest.raises(Denied):
        approve_minutes(session=session, approved_on=today(), by=admin, version=session.version)


def test_call_a_session_of_another_body_with_an_own_role(body):
    with pytest.raises(Denied):
        prepared(body, by=official("planner", organization("ajena")))
