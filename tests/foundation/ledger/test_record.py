"""The public log keeps every act as it was told."""

from __future__ import annotations

import hashlib

import pytest

from minga.foundation.ledger.actions import record
from minga.foundation.ledger.models import Event
from minga.kernel.events import EVENTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind() -> str:
    return next(iter(EVENTS)).name


def test_an_act_is_recorded_with_the_digest_of_its_canonical_form(kind):
    event = record(kind, "document/informe", {"b": "2", "a": 1})
    assert event.digest == hashlib.sha256(b'{"a":1,"b":"2"}').hexdigest()
    assert (event.subject, event.actor_role) == ("document/informe", "system")


def test_a_kind_that_no_app_declares_is_not_recorded():
    with pytest.raises(LookupError):
        record("nobody.declared-this", "document/informe", {})
    assert Event.objects.count() == 0


def test_a_recorded_act_is_never_changed(kind):
    event = record(kind, "document/informe", {})
    event.subject = "document/otro"
    with pytest.raises(TypeError):
        event.save()


def test_no_act_can_be_changed_or_deleted_through_the_application():
    event = record("sources.load-applied", "load/1", {}, role="system")
    for attempt in (event.save, event.delete, Event.objects.all().delete, lambda: Event.objects.update(kind="x")):
        with pytest.raises(TypeError):
            attempt()
    assert Event.objects.filter(pk=event.pk).exists()
