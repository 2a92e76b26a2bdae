"""What a worker does with a reading: once at a time, honestly told, and never left hanging."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.utils import timezone

from minga.foundation.organizations.rules import SYSTEM
from minga.foundation.sources.alert_words import known
from minga.publishing.intake import background, keeping
from minga.publishing.intake.actions import discard_reading, read_again
from minga.publishing.intake.background import read_reading
from minga.publishing.intake.models import STALLED_AFTER, Passage, Reading
from tests.factories.plans import PlanFactory
from tests.factories.readings import again, canton, hand_in, planner, report

pytestmark = pytest.mark.django_db


def waiting(**values):
    """A reading whose worker has not come yet, or has gone."""
    reading = hand_in()
    Passage.objects.filter(reading=reading).delete()
    defaults = {"state": "queued", "stage": "received", "draft": None, "attempt": 0, "taken_up_at": None}
    Reading.objects.filter(pk=reading.pk).update(**defaults | values)
    return again(reading)


def long_ago():
    return timezone.now() - STALLED_AFTER - timedelta(seconds=1)


def test_the_document_and_its_own_text_are_stored():
    reading = waiting()
    assert read_reading(str(reading.public_id)) == "review"
    found = again(reading)
    assert (found.stage, found.passages_stored) == ("stored", found.passages_total)
    assert found.passages_total == Passage.objects.filter(reading=found).count() == 22
    assert found.counts == {
        "plans": 1,
        "levels": [["Compromiso", 1], ["Hito", 4]],
        "figures": 0,
        "alerts": 1,
        "notices": 0,
    }
    assert found.version > reading.version


def dated(year):
    """The reading of a report whose front prints a July of this year, with what it alerts of that date."""
    read = again(hand_in(report().replace(b"JULIO 2026", f"JULIO {year}".encode())))
    return [one["message"] for one in read.draft["findings"] if "todavía no llega" in one["message"]]


def test_a_document_of_a_day_to_come_is_alerted():
    year = timezone.localdate().year + 1
    told = dated(year)
    assert told == [f"La fecha «{year}-07» impresa como la del documento todavía no llega."]
    assert known(told[0])


def test_a_document_of_a_day_that_has_come_is_not():
    assert dated(timezone.localdate().year - 1) == []


def test_a_plan_that_stands_is_known_and_whoever_has_a_role_in_it_sees_the_reading():
    plan = PlanFactory(identity="paga 2025 2027 ficticio", fictitious=True)
    assert hand_in().plan == plan


def test_a_real_plan_is_not_that_of_an_invented_document():
    PlanFactory(identity="paga 2025 2027")
    assert hand_in().plan is None


def test_nobody_takes_up_what_another_reads():
    reading = waiting(state="reading", taken_up_at=timezone.now(), attempt=1)
    assert read_reading(str(reading.public_id)) == "left alone"
    assert again(reading).attempt == 1


def test_what_was_left_behind_is_taken_up_again():
    reading = waiting(state="reading", taken_up_at=long_ago(), attempt=1)
    assert reading.is_stalled()
    assert read_reading(str(reading.public_id)) == "review"
    assert again(reading).attempt == 2


@pytest.mark.parametrize("state", ["review", "applied", "failed", "discarded"])
def test_what_is_past_reading_is_left_alone(state):
    assert read_reading(str(waiting(state=state).public_id)) == "left alone"


def test_a_reading_that_does_not_exist_is_left_alone():
    assert read_reading("00000000-0000-0000-0000-000000000000") == "left alone"


def test_a_worker_that_comes_late_changes_nothing():
    reading = waiting()
    late = background._take_up(str(reading.public_id))
    Reading.objects.filter(pk=reading.pk).update(attempt=9)
    with pytest.raises(background._TakenOver):
        background._read(late)
    found = again(reading)
    assert (found.attempt, found.state, found.draft) == (9, "reading", None)


def test_a_reading_that_is_discarded_while_it_is_read_stays_discarded():
    reading = waiting()
    taken = background._take_up(str(reading.public_id))
    now = again(reading)
    discard_reading(now, reason="No era este", version=now.version, by=SYSTEM)
    with pytest.raises(background._TakenOver):
        background._read(taken)
    assert (again(reading).state, Passage.objects.count()) == ("discarded", 0)


def test_a_file_that_is_gone_fails_in_words():
    reading = waiting()
    keeping.forget(reading.sha256)
    assert read_reading(str(reading.public_id)) == "failed"
    assert "ya no está en custodia" in again(reading).failure


def test_a_file_that_was_changed_in_custody_is_not_read():
    reading = waiting()
    keeping.forget(reading.sha256)
    keeping.keep(reading.sha256, keeping.File(io.BytesIO(report(month="MAYO"))))
    assert read_reading(str(reading.public_id)) == "failed"
    assert "no es el que se entregó" in again(reading).failure


def test_a_defect_of_ours_is_noted_and_told_without_its_details(monkeypatch, caplog):
    monkeypatch.setattr(background, "read_whole", lambda *_args, **_more: 1 / 0)
    reading = waiting()
    assert read_reading(str(reading.public_id)) == "failed"
    assert "defecto propio" in again(reading).failure
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in again(reading).failure


def test_reading_again_replaces_what_was_stored():
    reading = hand_in()
    Reading.objects.filter(pk=reading.pk).update(state="failed")
    now = again(reading)
    read_again(now, version=now.version, by=SYSTEM)
    assert Passage.objects.filter(reading=reading).count() == 22
    assert again(reading).state == "review"


def test_a_reading_that_waits_too_long_may_be_asked_for_again():
    reading = waiting(queued_at=long_ago())
    assert reading.is_stalled()
    assert read_again(reading, version=reading.version, by=planner(reading.organization)).state == "queued"
    assert again(reading).state == "review"


@pytest.mark.parametrize(
    ("state", "since", "stalled"),
    [
        ("queued", 0, False),
        ("reading", 0, False),
        ("review", 999, False),
        ("queued", 999, True),
        ("reading", 999, True),
    ],
)
def test_what_counts_as_left_behind(state, since, stalled):
    when = timezone.now() - timedelta(seconds=since)
    assert Reading(organization=canton(), state=state, queued_at=when, taken_up_at=when).is_stalled() is stalled
