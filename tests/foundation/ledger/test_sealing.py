"""Every recorded act gets its place in the log, once, and a signed head over it."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, connections, transaction
from django.utils import timezone

from minga.foundation.ledger import actions
from minga.foundation.ledger.actions import forget, publish_daily_head, record, seal
from minga.foundation.ledger.checking import check_log
from minga.foundation.ledger.merkle import leaf_hash, proves_consistency, proves_inclusion, root_of
from minga.foundation.ledger.models import DailyHead, Entry, Event, Head, Subtree, Waiting
from minga.foundation.ledger.notes import Verifier, open_note
from minga.foundation.ledger.queries.acts import told
from minga.foundation.ledger.queries.tree import consistency_proof, frontier, inclusion_proof

KIND = "sources.load-applied"


def acts(count: int) -> list[Event]:
    return [record(KIND, f"load/{number}", {"number": number}) for number in range(count)]


@pytest.mark.django_db
class TestSealing:
    def test_an_act_waits_until_it_is_sealed(self):
        event = record(KIND, "load/1", {})
        assert Waiting.objects.get().event == event
        assert seal() == 1
        assert not Waiting.objects.exists()
        assert Entry.objects.get().event == event

    def test_acts_are_sealed_in_the_order_in_which_they_were_recorded(self):
        made = acts(5)
        seal()
        assert list(Entry.objects.values_list("index", "event")) == [(n, event.pk) for n, event in enumerate(made)]

    def test_what_is_sealed_is_not_sealed_again(self):
        acts(3)
        assert (seal(), seal()) == (3, 0)
        assert Head.objects.count() == 1

    def test_a_head_is_signed_over_all_that_is_sealed(self):
        made = acts(6)
        seal()
        head = Head.objects.get()
        assert (head.size, bytes(head.root)) == (6, root_of(leaf_hash(event.leaf) for event in made))
        assert open_note(head.note, Verifier.parse(head.verifier)).root == bytes(head.root)

    def test_more_than_a_batch_is_sealed_in_several(self, monkeypatch):
        monkeypatch.setattr(actions, "BATCH", 4)
        made = acts(10)
        assert seal() == 10
        assert [head.size for head in Head.objects.order_by("pk")] == [4, 8, 10]
        assert frontier().root == root_of(leaf_hash(event.leaf) for event in made)

    def test_every_entry_is_proven_under_every_later_head(self, monkeypatch):
        monkeypatch.setattr(actions, "BATCH", 3)
        made = acts(11)
        seal()
        for head in Head.objects.all():
            for index in range(head.size):
                proof = inclusion_proof(index, head.size)
                assert proves_inclusion(leaf_hash(made[index].leaf), index, head.size, proof, bytes(head.root))

    def test_every_head_grows_out_of_the_one_before(self, monkeypatch):
        monkeypatch.setattr(actions, "BATCH", 3)
        acts(11)
        seal()
        old, *later = Head.objects.order_by("pk")
        for new in later:
            proof = consistency_proof(old.size, new.size)
            assert proves_consistency(old.size, new.size, proof, bytes(old.root), bytes(new.root))
            old = new

    def test_an_empty_log_is_whole(self):
        assert check_log().faults == []

    def test_sealing_asks_as_much_of_a_log_of_any_size(self, django_assert_max_num_queries):
        for _ in range(3):
            acts(40)
            with django_assert_max_num_queries(16):
                seal()


@pytest.mark.django_db
class TestForgetting:
    def test_what_may_be_forgotten_is_kept_apart_from_the_act(self):
        event = record(KIND, "answer/1", {"text": "No hay tablero"}, erasable=True)
        assert (event.payload, event.detail.payload) == ({}, {"text": "No hay tablero"})

    def test_two_acts_that_tell_the_same_do_not_look_alike(self):
        one, other = (record(KIND, "answer/1", {"text": "No"}, erasable=True) for _ in range(2))
        assert one.digest != other.digest

    def test_what_is_forgotten_leaves_the_act_and_a_whole_log(self):
        event = record(KIND, "answer/1", {"text": "No hay tablero"}, erasable=True)
        seal()
        forget(event)
        verdict = check_log()
        assert (verdict.faults, verdict.forgotten) == ([], 1)
        assert next(told(Entry.objects.all()))["payload"] is None

    def test_what_was_recorded_for_good_is_not_forgotten(self):
        with pytest.raises(TypeError):
            forget(record(KIND, "load/1", {}))

    def test_numbers_that_are_not_whole_are_told_as_text(self):
        with pytest.raises(TypeError):
            record(KIND, "load/1", {"share": [{"percent": 86.36}]})


@pytest.mark.django_db
class TestDailyHead:
    @pytest.fixture(autouse=True)
    def _witnesses(self, settings):
        settings.MINGA_LEDGER_WITNESSES = ["una@example.org", "otro@example.org"]

    def test_each_day_has_its_head_and_every_witness_a_mail_of_their_own(self, mailoutbox):
        acts(3)
        published = publish_daily_head()
        assert published.head.size == 3
        assert [mail.to for mail in mailoutbox] == [["una@example.org"], ["otro@example.org"]]
        assert published.head.note in mailoutbox[0].body

    def test_a_day_has_one_head(self, mailoutbox):
        publish_daily_head()
        assert publish_daily_head() is None
        assert len(mailoutbox) == 2

    def test_a_day_without_acts_is_signed_too(self, monkeypatch):
        acts(1)
        one = publish_daily_head()
        monkeypatch.setattr(timezone, "localdate", lambda: one.day + timedelta(days=1))
        other = publish_daily_head()
        assert (one.head.size, other.head.size) == (1, 1)
        assert one.head != other.head
        assert check_log().faults == []

    def test_a_day_whose_mail_cannot_be_sent_is_tried_again(self, settings):
        settings.EMAIL_BACKEND = "tests.foundation.ledger.test_sealing.Broken"
        with pytest.raises(ConnectionError):
            publish_daily_head()
        assert not DailyHead.objects.exists()
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        assert publish_daily_head() is not None


class Broken(BaseEmailBackend):
    """A post that is out of order."""

    def send_messages(self, _messages):
        raise ConnectionError


def die_after(writes: int) -> None:
    """Has the sequencer die after so many of its writes."""
    done = iter(range(writes))

    def dying(execute, sql, params, many, context):
        if not sql.startswith("SELECT") and next(done, None) is None:
            raise SystemExit
        return execute(sql, params, many, context)

    with connection.execute_wrapper(dying), pytest.raises(SystemExit):
        seal()


@pytest.mark.django_db(transaction=True)
class TestDying:
    @pytest.mark.parametrize("writes", range(4))
    def test_a_sequencer_that_is_killed_leaves_nothing_half_done(self, writes):
        acts(7)
        seal()
        acts(6)
        before = (Entry.objects.count(), Subtree.objects.count(), Head.objects.count(), Waiting.objects.count())
        die_after(writes)
        after = (Entry.objects.count(), Subtree.objects.count(), Head.objects.count(), Waiting.objects.count())
        assert after == before
        assert seal() == 6
        assert check_log().faults == []


@pytest.mark.django_db(transaction=True)
class TestTogether:
    @pytest.fixture(autouse=True)
    def _postgresql(self):
        if connection.vendor != "postgresql":
            pytest.skip("SQLite lets one write at a time")

    def test_sixteen_writers_and_two_sequencers_neither_stop_nor_lose_anything(self):
        errors: list[BaseException] = []
        done = threading.Event()

        def working(act):
            try:
                act()
            except BaseException as error:  # noqa: BLE001
                errors.append(error)
            finally:
                connections.close_all()

        def write():
            for number in range(25):
                with transaction.atomic():
                    record(KIND, f"load/{number}", {"number": number})
                    record(KIND, f"load/{number}/again", {"number": number})

        def sequence():
            while not done.is_set():
                seal()

        writers = [threading.Thread(target=working, args=(write,)) for _ in range(16)]
        sequencers = [threading.Thread(target=working, args=(sequence,)) for _ in range(2)]
        for thread in (*sequencers, *writers):
            thread.start()
        for thread in writers:
            thread.join(60)
        done.set()
        for thread in sequencers:
            thread.join(60)
        seal()
        assert errors == []
        assert Entry.objects.count() == Event.objects.count() == 800
        assert check_log().faults == []
