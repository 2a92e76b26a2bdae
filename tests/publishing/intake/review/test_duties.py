"""What readings put on a person's desk."""

from __future__ import annotations

import pytest

from minga.publishing.intake.duties import reading_tasks
from minga.publishing.intake.models import Reading
from tests.factories.drafts import open_government_draft
from tests.factories.readings import canton, decide, planner, reading_of
from tests.factories.roles import account, official

pytestmark = pytest.mark.django_db


def told(person):
    return [(task.title, task.sentence, str(task.action)) for task in reading_tasks(person)]


def test_alerts_to_decide():
    reading = reading_of()
    assert told(planner(reading.organization)) == [
        (
            "Revisa una lectura de documento",
            "2 hitos de «Informe de cumplimiento». Falta por decidir 1 alerta de lectura de 1.",
            "Continuar la revisión",
        )
    ]


def test_a_decided_reading_waits_for_whoever_may_apply_it():
    reading = decide(reading_of())
    expected = [
        ("Aplica la lectura", "«Informe de cumplimiento»: no queda ninguna alerta por decidir.", "Ver y aplicar")
    ]
    assert told(official("approver", reading.organization)) == expected
    assert told(official("reviewer", reading.organization)) == []


def test_a_reading_that_failed():
    reading = reading_of(state=Reading.State.FAILED, failure="El archivo está dañado; expórtalo de nuevo.")
    (task,) = reading_tasks(planner(reading.organization))
    assert (task.title, task.url, task.fictitious) == ("La lectura falló", reading.get_absolute_url(), True)
    assert task.sentence == "«Informe de cumplimiento». El archivo está dañado; expórtalo de nuevo."


@pytest.mark.parametrize("state", ["queued", "reading", "applied", "discarded"])
def test_what_waits_for_nobody(state):
    reading = reading_of(state=state)
    Reading.objects.update(taken_up_at=reading.handed_in_at)
    assert told(planner(reading.organization)) == []


def test_readings_of_others_and_people_without_roles():
    reading_of()
    assert told(planner(canton(slug="otro"))) == told(account()) == told(official("viewer")) == []


def test_the_desk_asks_the_same_for_one_and_for_three(django_assert_num_queries):
    unit = canton()
    counts = []
    for number in (1, 2, 3):
        reading_of(open_government_draft(date=f"2025-0{number}"), unit=unit)
        person = planner(unit)
        with django_assert_num_queries(7):
            counts.append(len(told(person)))
    assert counts == [1, 2, 3]
