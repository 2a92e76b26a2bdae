"""Sending a form twice, or one about what stands no more."""

from __future__ import annotations

import pytest

from minga.foundation.ledger.models import Event
from minga.foundation.organizations.actions.roles import Appointment, end_role, grant_role
from minga.foundation.organizations.models import ElectoralMode, RoleAssignment
from minga.foundation.organizations.rules import SYSTEM
from minga.foundation.sources.models import Load
from minga.government.plans.actions import answer_link, propose_changes, publish_changes, return_changes
from minga.government.plans.models import ChangeSet, Edition, Link, Node, Plan
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused
from minga.publishing.intake.actions import apply_reading, decide_element, undo_reading
from minga.publishing.intake.draft import DraftContribution
from tests.factories.changes import node_edit, person, submitted
from tests.factories.drafts import management_draft
from tests.factories.plans import LinkFactory, NodeFactory
from tests.factories.readings import again, canton, decide, hand_in, planner, reading_of, report
from tests.factories.roles import account, day, official, organization
from tests.foundation.organizations.bodies.making import closed

pytestmark = pytest.mark.django_db
TITLE = node_edit("C1", "title", "Otro")


def test_publish_the_same_changes_twice(client, real):
    waiting = submitted(real, TITLE)
    client.force_login(person("approver"))
    address = f"/bandeja/planes/real/cambios/{waiting.public_id}/publicar/"
    statuses = [client.post(address, {"version": waiting.version}).status_code for _time in range(2)]
    assert (statuses, Edition.objects.count()) == ([302, 409], 2)


def test_publish_what_was_taken_back_and_changed_meanwhile(real):
    waiting = submitted(real, TITLE)
    stale = waiting.version
    returned = return_changes(waiting, by=person("approver"), version=stale, note="Revisa")
    assert returned.state == "draft"
    with pytest.raises(Conflict):
        publish_changes(waiting, by=person("approver"), version=stale)


def test_apply_the_same_reading_twice(client):
    unit = canton()
    reading = decide(hand_in(unit=unit))
    client.force_login(planner(unit))
    sent = {"version": again(reading).version}
    statuses = [client.post(f"/bandeja/lecturas/{reading.public_id}/aplicar/", sent).status_code for _time in range(2)]
    assert (statuses, Load.objects.count()) == ([303, 409], 1)


def test_undo_twice(client):
    unit = canton()
    reading = decide(hand_in(unit=unit))
    apply_reading(again(reading), version=again(reading).version, by=SYSTEM)
    client.force_login(planner(unit))
    sent = {"version": again(reading).version}
    statuses = [client.post(f"/bandeja/lecturas/{reading.public_id}/deshacer/", sent).status_code for _time in range(2)]
    assert (statuses, Event.objects.filter(kind="sources.load-undone").count()) == ([303, 409], 1)


def test_apply_a_reading_that_was_decided_otherwise_meanwhile():
    reading = decide(hand_in())
    seen = again(reading).version
    decide_element(again(reading), "c1.h1", choice="correct", said={"title": "Otra"}, seen=0, by=SYSTEM)
    with pytest.raises(Conflict):
        apply_reading(again(reading), version=seen, by=SYSTEM)


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 400, "1e9", "NaN"])
def test_publish_without_saying_what_was_seen(client, real, version):
    waiting = submitted(real, TITLE)
    client.force_login(person("approver"))
    answer = client.post(f"/bandeja/planes/real/cambios/{waiting.public_id}/publicar/", {"version": version})
    assert (answer.status_code, Edition.objects.count()) in ((422, 0), (409, 0))


def test_give_the_same_role_twice():
    admin, to = official("administration"), account()
    appointment = Appointment("planner", "A-1", day())
    grant_role(person=to, appointment=appointment, by=admin)
    with pytest.raises(Refused, match="ya tiene ese rol"):
        grant_role(person=to, appointment=appointment, by=admin)
    assert RoleAssignment.objects.filter(person=to).count() == 1


def test_end_the_same_role_twice():
    admin, other = official("administration"), official("planner")
    role = other.roles.get()
    end_role(assignment=role, last_day=day(), act="A", version=1, by=admin)
    with pytest.raises(Conflict):
        end_role(assignment=role, last_day=day(-1), act="B", version=1, by=admin)


def test_answer_a_link_twice(real, invented):
    link = LinkFactory(source=NodeFactory(), target=NodeFactory(plan=real), state=Link.State.PROPOSED)
    answer_link(link, agrees=True, answer="", by=person("editor"))
    with pytest.raises(Conflict):
        answer_link(link, agrees=False, answer="No", by=person("editor"))


def test_set_the_electoral_mode_twice(client):
    client.force_login(official("approver"))
    sent = {"act": "A-1", "act_date": day().isoformat(), "starts": day().isoformat()}
    statuses = [client.post("/bandeja/modo-electoral/", sent).status_code for _time in range(2)]
    assert (statuses, ElectoralMode.objects.count()) == ([303, 422], 1)


@pytest.mark.parametrize("page", ["asistencia", "acta", "puntos/nuevo", "acuerdos/nuevo", "convocar", "sin-efecto"])
def test_change_a_session_after_its_minutes_were_approved(client, body, page):
    session = closed(body)
    client.force_login(official("planner"))
    items = {f"text-{item.position}": "Otra cosa" for item in session.items.all()}
    sent = {"version": session.version, "title": "x", "kind": "recommendation", "text": "x", "reason": "x", **items}
    answer = client.post(f"/bandeja/cuerpos/comite/sesiones/1/{page}/", sent)
    assert answer.status_code in (403, 409, 422)
    assert type(session).objects.get(pk=session.pk).version == session.version


def test_save_over_a_draft_that_was_saved_in_another_window(real):
    editor = person("editor")
    propose_changes(real, [TITLE], by=editor, version=0)
    with pytest.raises(Conflict):
        propose_changes(real, [node_edit("C1", "title", "Viejo")], by=editor, version=0)
    assert ChangeSet.objects.get(author=editor).version == 1


def test_withdraw_what_is_published(client, real):
    author = person("editor", "approver")
    waiting = submitted(real, TITLE, by=author)
    publish_changes(waiting, by=author, version=waiting.version)
    with pytest.raises((Conflict, Denied)):
        return_changes(waiting, by=author, version=waiting.version + 1, note="x")


def test_undo_in_another_unit_what_it_did_not_do():
    """A load that changes the plan of one unit is not taken back by another, though its document was handed in there."""
    above = organization("municipio", kind="municipality", fictitious=True)
    markets, works = (organization(slug, above, kind="directorate", fictitious=True) for slug in ("mercados", "obras"))
    first = decide(hand_in(unit=markets))
    apply_reading(again(first), version=again(first).version, by=planner(above))
    Plan.objects.update(publisher=markets)
    second = decide(hand_in(report(month="AGOSTO"), unit=works))
    apply_reading(again(second), version=again(second).version, by=planner(above))
    with pytest.raises(Denied, match="pide que la aplique quien tiene un rol en él"):
        undo_reading(again(second), version=again(second).version, by=planner(works))
    assert undo_reading(again(second), version=again(second).version, by=planner(above)).state == "undone"


def test_put_elements_into_the_plan_of_another_unit_by_contributing_to_it():
    above = organization("municipio", kind="municipality", fictitious=True)
    markets, works = (organization(slug, above, kind="directorate", fictitious=True) for slug in ("mercados", "obras"))
    apply_reading(reading_of(management_draft(), unit=works), version=1, by=SYSTEM)
    Plan.objects.filter(kind="management").update(publisher=works)
    Plan.objects.filter(kind="development").update(publisher=markets)
    draft = management_draft(date="2026")
    draft.plans[0].nodes[0].contributes_to.append(
        DraftContribution("PMDOT 2021 – 2033", "OE9. Lo que quiera obras", "x")
    )
    load = apply_reading(reading_of(draft, unit=works), version=1, by=planner(works))
    assert not Node.objects.filter(title__contains="Lo que quiera obras").exists()
    assert load.findings.filter(message__contains="Lo que quiera obras").exists()
