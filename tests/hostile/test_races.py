"""Doing the same thing twice at once: only on a database where two may write together."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from minga.foundation.accounts.models import PersonalToken
from minga.foundation.accounts.tokens import MOST_TOKENS, make_token
from minga.foundation.organizations.actions.electoral import set_electoral_mode
from minga.foundation.organizations.actions.roles import Appointment, grant_role
from minga.foundation.organizations.models import ElectoralMode, RoleAssignment
from minga.foundation.organizations.rules import SYSTEM
from minga.government.plans.actions import propose_changes, publish_changes
from minga.government.plans.models import ChangeSet, Edition
from minga.kernel.access import Denied
from minga.kernel.errors import Refused
from minga.publishing.intake.actions import apply_reading
from minga.publishing.intake.models import Reading
from tests.factories.changes import node_edit, person, submitted
from tests.factories.plans import followed_plan
from tests.factories.readings import again, canton, decide, hand_in, planner
from tests.factories.roles import account, day, official
from tests.foundation.organizations.bodies.making import fill, make_body, prepared

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]
TOGETHER = 4


def at_once(act) -> Counter:
    """How many of several that begin together did it, and what the others heard."""
    line = Barrier(TOGETHER)

    def run(number: int) -> str:
        line.wait()
        try:
            act(number)
        except (Refused, Denied) as told:
            return type(told).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(TOGETHER) as pool:
        return Counter(pool.map(run, range(TOGETHER)))


def test_publish_at_once():
    plan = followed_plan("Cumplido|Pendiente", slug="real").plan
    waiting, approver = submitted(plan, node_edit("C1", "title", "Otro")), person("approver")
    told = at_once(lambda _number: publish_changes(waiting, by=approver, version=waiting.version))
    assert (told["done"], Edition.objects.count()) == (1, 2)


def test_start_two_drafts_at_once():
    plan, editor = followed_plan("Cumplido", slug="real").plan, person("editor")
    at_once(lambda number: propose_changes(plan, [node_edit("C1", "title", f"Otro {number}")], by=editor, version=0))
    assert ChangeSet.objects.filter(author=editor).count() == 1


def test_apply_at_once():
    reading = decide(hand_in())
    version = again(reading).version
    assert at_once(lambda _number: apply_reading(again(reading), version=version, by=SYSTEM))["done"] == 1


def test_hand_in_the_same_file_at_once():
    unit = canton()
    by = planner(unit)
    told = at_once(lambda _number: hand_in(unit=unit, by=by))
    assert (told["done"], Reading.objects.count()) == (1, 1)


def test_grant_at_once():
    admin, to = official("administration"), account()
    told = at_once(lambda _number: grant_role(person=to, appointment=Appointment("planner", "A", day()), by=admin))
    assert (told["done"], RoleAssignment.objects.filter(person=to).count()) == (1, 1)


def test_set_the_electoral_mode_at_once():
    approver = official("approver")
    values = {"act_date": day(), "starts": day(), "ends": day(9), "freezes": ()}
    told = at_once(lambda number: set_electoral_mode(act=f"A-{number}", by=approver, **values))
    assert (told["done"], ElectoralMode.objects.count()) == (1, 1)


def test_prepare_two_sessions_with_one_number_at_once():
    body = fill(make_body())
    at_once(lambda _number: prepared(body))
    numbers = list(body.sessions.values_list("number", flat=True))
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_make_more_tokens_than_there_may_be_at_once():
    mine, last = account(), timezone.localdate() + timedelta(days=9)
    for number in range(MOST_TOKENS - 1):
        make_token(by=mine, name=f"{number}", scopes=[PersonalToken.Scope.SUBMIT], expires_on=last)
    told = at_once(lambda _n: make_token(by=mine, name="más", scopes=[PersonalToken.Scope.SUBMIT], expires_on=last))
    assert (told["done"], PersonalToken.objects.count()) == (1, MOST_TOKENS)
