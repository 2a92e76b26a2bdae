"""Changing the words of a vocabulary: what they mean stays, and nothing is taken away."""

from __future__ import annotations

import pytest
from django.urls import reverse

from minga.foundation.ledger.models import Event
from minga.government.plans.actions import TermWords, change_vocabulary, install_vocabularies
from minga.government.plans.models import Vocabulary
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused
from tests.factories.changes import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def vocabulary() -> Vocabulary:
    install_vocabularies()
    return Vocabulary.objects.filter(kind="mechanism").get()


def words_of(vocabulary: Vocabulary) -> list[TermWords]:
    return [TermWords(term.canonical, term.label_es, term.label_en) for term in vocabulary.terms.all()]


def changed(vocabulary: Vocabulary, terms, *, by=None, version: int = 1) -> Vocabulary:
    labels = {"label_es": "Modos de articular", "label_en": "Ways to articulate"}
    return change_vocabulary(vocabulary, **labels, terms=terms, by=by or person("planner"), version=version)


def test_words_are_said_otherwise_added_and_reordered(vocabulary):
    terms = words_of(vocabulary)
    new = TermWords("", "Minga", "Communal work")
    renamed = TermWords(terms[0].canonical, "Convenio marco", "Framework agreement")
    found = changed(vocabulary, [new, *terms[1:], renamed])
    told = [(term.canonical, term.label_es) for term in found.terms.all()]
    assert (told[0], told[-1]) == (("communal_work", "Minga"), (terms[0].canonical, "Convenio marco"))
    assert (found.label_es, found.version, len(told)) == ("Modos de articular", 2, len(terms) + 1)


def test_it_is_told_in_the_public_log(vocabulary):
    changed(vocabulary, words_of(vocabulary))
    event = Event.objects.get(kind="plans.vocabulary-changed")
    assert (event.subject, event.actor_role) == (f"vocabulary/{vocabulary.slug}", "planner")


def test_a_word_is_never_taken_away(vocabulary):
    terms = words_of(vocabulary)
    with pytest.raises(Refused) as refused:
        changed(vocabulary, terms[1:])
    assert refused.value.details == [terms[0].canonical]


@pytest.mark.parametrize(
    "word", [TermWords("", "Minga", " "), TermWords("", "", "Communal work"), TermWords("", "CONVENIO", "Other words")]
)
def test_a_word_has_two_languages_and_is_said_once(vocabulary, word):
    with pytest.raises(Refused):
        changed(vocabulary, [*words_of(vocabulary), word])


def test_two_people_do_not_overwrite_each_other(vocabulary):
    changed(vocabulary, words_of(vocabulary))
    with pytest.raises(Conflict):
        changed(vocabulary, words_of(vocabulary))


@pytest.mark.parametrize("role", ["editor", "approver", "administration"])
def test_who_may_not(vocabulary, role):
    with pytest.raises(Denied):
        changed(vocabulary, words_of(vocabulary), by=person(role))


def test_the_page(client, vocabulary):
    client.force_login(person("planner"))
    assert client.get(reverse("plans:desk-vocabularies")).status_code == 200
    address = reverse("plans:desk-vocabulary", args=[vocabulary.slug])
    page = client.get(address)
    rows = page.context["rows"]
    values = {"label_es": "Modos", "label_en": "Ways", "version": 1, "palabras-TOTAL_FORMS": len(rows.forms)}
    values["palabras-INITIAL_FORMS"] = len(rows.forms) - 1
    for number, form in enumerate(rows.forms):
        for name in ("canonical", "label_es", "label_en", "place"):
            values[f"palabras-{number}-{name}"] = form.initial.get(name, "")
    assert client.post(address, values | {"palabras-0-label_es": ""}).status_code == 422
    assert client.post(address, values).status_code == 302
    assert client.post(address, values).status_code == 409
    vocabulary.refresh_from_db()
    assert (vocabulary.label_es, vocabulary.terms.count()) == ("Modos", len(rows.forms) - 1)
