"""The vocabularies that come with Minga."""

from __future__ import annotations

import pytest

from minga.government.plans.actions import install_vocabularies
from minga.government.plans.models import Term, Vocabulary
from minga.government.plans.vocabularies import VOCABULARIES

pytestmark = pytest.mark.django_db


def test_installing_again_brings_what_is_missing_and_leaves_a_citys_own_words():
    install_vocabularies()
    own = Vocabulary.objects.create(slug="own", kind=VOCABULARIES[0].kind, label_es="Propio", label_en="Own")
    first = Term.objects.order_by("pk").first()
    Term.objects.filter(pk=first.pk).update(label_es="Renombrado")
    Term.objects.order_by("-pk").first().delete()
    Vocabulary.objects.get(slug=VOCABULARIES[1].slug).delete()
    install_vocabularies()
    assert Term.objects.count() == sum(len(words.terms) for words in VOCABULARIES)
    assert Term.objects.get(pk=first.pk).label_es == "Renombrado"
    assert Vocabulary.objects.filter(pk=own.pk).exists()
