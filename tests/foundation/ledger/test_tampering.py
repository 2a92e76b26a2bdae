"""Against a head that is held outside, no sealed entry and no recorded field can be changed without being found out."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from minga.foundation.ledger.actions import record, seal
from minga.foundation.ledger.checking import check_log
from minga.foundation.ledger.models import Entry, Event, Head, Subtree
from minga.foundation.ledger.notes import read_note
from minga.kernel.guards import guarded_models, guards_stand, missing_guards, put_up, take_down

SIZE = 37
KIND = "sources.load-applied"
TIMES = 1000


@pytest.fixture
def held(db) -> list:
    """A log of some length, and its last head, kept outside."""
    for number in range(SIZE):
        record(KIND, f"load/{number}", {"number": number, "title": f"Informe {number}"}, erasable=number % 5 == 0)
    seal()
    return [read_note(Head.objects.first().note)]


def execute(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def change_a_field(chance: random.Random) -> None:
    event = Event.objects.get(entry__index=chance.randrange(SIZE))
    column, value = chance.choice(
        [
            ("kind", "plans.edition-published"),
            ("subject", "load/otra"),
            ("actor_role", "planner"),
            ("at", "2020-01-01 00:00:00+00:00"),
            ("digest", f"{chance.getrandbits(256):064x}"),
            ("erasable", not event.erasable),
        ]
    )
    execute(f"UPDATE ledger_event SET {column} = %s WHERE id = %s", value, event.pk)


def change_what_is_told(chance: random.Random) -> None:
    event = Event.objects.get(entry__index=chance.randrange(SIZE))
    told = f'{{"number": {chance.randrange(10**6, 10**7)}}}'
    if event.erasable:
        execute("UPDATE ledger_detail SET payload = %s WHERE event_id = %s", told, event.pk)
    else:
        execute("UPDATE ledger_event SET payload = %s WHERE id = %s", told, event.pk)


def delete_an_entry(chance: random.Random) -> None:
    index = chance.randrange(SIZE)
    execute('DELETE FROM ledger_entry WHERE "index" = %s', index)
    if chance.random() < 0.5:
        execute('UPDATE ledger_entry SET "index" = "index" - 1 WHERE "index" > %s', index)


def insert_an_entry(chance: random.Random) -> None:
    event = Event.objects.create(kind=KIND, subject="load/colada", actor_role="system", payload={}, digest="0" * 64)
    index = chance.randrange(SIZE)
    execute('UPDATE ledger_entry SET "index" = "index" + 1001 WHERE "index" >= %s', index)
    execute('UPDATE ledger_entry SET "index" = "index" - 1000 WHERE "index" > 1000')
    execute('INSERT INTO ledger_entry ("index", event_id) VALUES (%s, %s)', index, event.pk)


def swap_two_entries(chance: random.Random) -> None:
    one, other = chance.sample(range(SIZE), 2)
    execute('UPDATE ledger_entry SET "index" = 1000 WHERE "index" = %s', one)
    execute('UPDATE ledger_entry SET "index" = %s WHERE "index" = %s', one, other)
    execute('UPDATE ledger_entry SET "index" = %s WHERE "index" = 1000', other)


def rewrite_the_hashes() -> None:
    """What a clever owner of the database does next: works the tree out anew, and signs it with the log's own key."""
    execute("DELETE FROM ledger_head")
    execute("DELETE FROM ledger_subtree")
    execute("INSERT INTO ledger_waiting (event_id) SELECT event_id FROM ledger_entry")
    execute("DELETE FROM ledger_entry")
    seal()


ACTS: list[Callable[[random.Random], None]] = [
    change_a_field,
    change_what_is_told,
    delete_an_entry,
    insert_an_entry,
    swap_two_entries,
]


def test_the_log_is_whole_while_nobody_touches_it(held):
    verdict = check_log(held)
    assert (verdict.faults, verdict.size, verdict.held) == ([], SIZE, 1)


def test_each_of_many_random_tamperings_is_found_out(held):
    take_down(connection)
    missed = []
    for seed in range(TIMES):
        chance = random.Random(seed)
        act = chance.choice(ACTS)
        with transaction.atomic():
            act(chance)
            guards = len(guarded_models()) * (1 if connection.vendor == "postgresql" else 3)
            if len(check_log(held).faults) <= guards:
                missed.append((seed, act.__name__))
            transaction.set_rollback(True)
    assert missed == []


@pytest.mark.parametrize("act", [change_a_field, delete_an_entry], ids=lambda act: act.__name__)
def test_who_rewrites_all_hashes_and_signs_them_anew_is_found_out_by_a_head_held_outside(held, act):
    take_down(connection)
    act(random.Random(1))
    rewrite_the_hashes()
    put_up(connection)
    assert any("alguien la reescribió" in fault or "faltan entradas" in fault for fault in check_log(held).faults)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_event SET subject = 'x'",
        "DELETE FROM ledger_event",
        'UPDATE ledger_entry SET "index" = "index" + 100',
        "DELETE FROM ledger_entry",
        "UPDATE ledger_subtree SET level = 9",
        "DELETE FROM ledger_head",
        "UPDATE ledger_head SET size = 1",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_only_added(held, statement):
    with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
        execute(statement)
    assert check_log(held).faults == []


def test_the_database_refuses_to_empty_or_replace(held):
    statement = (
        "TRUNCATE ledger_subtree"
        if connection.vendor == "postgresql"
        else "INSERT OR REPLACE INTO ledger_event SELECT * FROM ledger_event WHERE id = 1"
    )
    event = Event.objects.first()
    with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
        execute(statement.replace("id = 1", f"id = {event.pk}"))


@pytest.mark.parametrize("model", [Event, Entry, Subtree, Head])
def test_the_application_has_no_way_to_change_or_delete(held, model):
    row = model.objects.first()
    for attempt in (row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(pk=1)):
        with pytest.raises(TypeError):
            attempt()


def test_guards_that_were_taken_down_are_missed_and_put_back(held):
    assert guards_stand(databases=["default"]) == []
    take_down(connection)
    assert "minga.E001" in [fault.id for fault in guards_stand(databases=["default"])]
    assert check_log(held).faults != []
    put_up(connection)
    assert missing_guards(connection) == []
    assert check_log(held).faults == []
