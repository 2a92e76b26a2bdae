"""What may be done with plans."""

from __future__ import annotations

from minga.government.plans.models import Term, Vocabulary
from minga.government.plans.vocabularies import VOCABULARIES


def install_vocabularies() -> None:
    """Makes the vocabularies that documents are understood with, and the terms that they lack; words that stand stay."""
    standing = {(slug, term) for slug, term in Vocabulary.objects.values_list("slug", "terms__canonical")}
    for words in VOCABULARIES:
        missing = [
            (position, term) for position, term in enumerate(words.terms) if (words.slug, term[0]) not in standing
        ]
        if not missing:
            continue
        vocabulary, _made = Vocabulary.objects.get_or_create(
            slug=words.slug, defaults={"kind": words.kind, "label_es": words.label_es, "label_en": words.label_en}
        )
        Term.objects.bulk_create(
            Term(vocabulary=vocabulary, position=position, canonical=canonical, label_es=es, label_en=en)
            for position, (canonical, es, en) in missing
        )
