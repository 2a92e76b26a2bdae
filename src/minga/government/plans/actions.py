"""What may be done with plans."""

from __future__ import annotations

from minga.government.plans.models import Term, Vocabulary
from minga.government.plans.vocabularies import VOCABULARIES


def install_vocabularies() -> None:
    """Makes the vocabularies that documents are understood with; those that stand are left as they are."""
    if Vocabulary.objects.count() >= len(VOCABULARIES):
        return
    for words in VOCABULARIES:
        vocabulary, made = Vocabulary.objects.get_or_create(
            slug=words.slug, defaults={"kind": words.kind, "label_es": words.label_es, "label_en": words.label_en}
        )
        if made:
            Term.objects.bulk_create(
                Term(vocabulary=vocabulary, position=position, canonical=canonical, label_es=es, label_en=en)
                for position, (canonical, es, en) in enumerate(words.terms)
            )
