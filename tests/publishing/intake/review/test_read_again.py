"""A document whose load was undone is read again: as another reading, decided anew, from the original in custody."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

from minga.foundation.organizations.rules import SYSTEM
from minga.government.plans.models import Node
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused
from minga.publishing.intake.actions import AlreadyHere, apply_reading, discard_reading, read_again, undo_reading
from minga.publishing.intake.models import Reading
from tests.factories.readings import again, decide, hand_in, planner
from tests.factories.roles import official
from tests.pages import said
from tests.publishing.intake.review.sending import address

pytestmark = pytest.mark.django_db


def apply(reading):
    return apply_reading(again(reading), version=again(reading).version, by=SYSTEM)


@pytest.fixture
def undone(unit, django_capture_on_commit_callbacks):
    """A reading that was applied, whose file went to custody, and undone."""
    reading = decide(hand_in(unit=unit))
    with django_capture_on_commit_callbacks(execute=True):
        apply(reading)
    undo_reading(again(reading), version=again(reading).version, by=SYSTEM)
    return again(reading)


def once_more(reading, by=SYSTEM):
    return read_again(again(reading), version=again(reading).version, by=by)


def test_it_is_another_reading_of_the_same_file_for_the_same_unit(undone):
    other = again(once_more(undone))
    assert (other.state, other.sha256, other.organization, other.load) == (
        "review",
        undone.sha256,
        undone.organization,
        None,
    )
    assert other.decisions.count() == 0
    assert (again(undone).state, again(undone).is_undone) == ("applied", True)


def test_it_may_be_applied_and_opens_the_same_nodes(undone):
    keys = set(Node.objects.values_list("key", flat=True))
    assert apply(decide(once_more(undone))).state == "applied"
    assert set(Node.objects.open().values_list("key", flat=True)) == keys


def test_it_is_asked_once(undone):
    other = once_more(undone)
    with pytest.raises(AlreadyHere) as refusal:
        once_more(undone)
    assert refusal.value.address == other.get_absolute_url()


def test_what_is_applied_again_is_not_read_again(undone):
    apply(decide(once_more(undone)))
    with pytest.raises(AlreadyHere, match="ya está aplicado"):
        once_more(undone)


def test_without_the_original_it_has_to_be_handed_in(undone):
    default_storage.delete(f"{undone.sha256[:2]}/{undone.sha256}")
    with pytest.raises(Refused, match="entrégalo de nuevo"):
        once_more(undone)
    assert Reading.objects.count() == 1


def test_a_stale_page_reads_nothing_again(undone):
    with pytest.raises(Conflict):
        read_again(undone, version=undone.version - 1, by=SYSTEM)


def test_only_who_may_hand_in(undone):
    with pytest.raises(Denied):
        once_more(undone, by=official("approver", undone.organization))
    assert once_more(undone, by=planner(undone.organization)).role == "planner"


def test_what_stands_is_not_read_again(unit):
    reading = decide(hand_in(unit=unit))
    apply(reading)
    with pytest.raises(Denied, match="No se puede leer de nuevo"):
        once_more(reading)


def test_the_page_offers_it_and_then_leads_to_it(desk, undone):
    at = address(undone)
    shown = desk.get(at).content.decode()
    assert f'action="{at}leer/"' in shown
    assert f'action="{at}leer/"' in desk.get(address(undone, "deshacer/")).content.decode()
    sent = desk.post(f"{at}leer/", {"version": undone.version})
    other = Reading.objects.exclude(pk=undone.pk).get()
    assert (sent.status_code, sent["Location"]) == (303, other.get_absolute_url())
    shown = desk.get(at)
    assert f'href="{other.get_absolute_url()}"' in shown.content.decode()
    assert "Ver la lectura nueva" in said(shown)
    replayed = desk.post(f"{at}leer/", {"version": undone.version})
    assert (replayed.status_code, "su lectura está abierta" in said(replayed)) == (422, True)


def test_a_discarded_one_leaves_the_way_open(desk, undone):
    other = once_more(undone)
    discard_reading(again(other), reason="Sobra", version=again(other).version, by=SYSTEM)
    assert "Leer de nuevo" in said(desk.get(address(undone)))


def test_who_may_not_hand_in_is_offered_nothing(client, undone):
    client.force_login(official("approver", undone.organization))
    assert "Leer de nuevo" not in said(client.get(address(undone)))
