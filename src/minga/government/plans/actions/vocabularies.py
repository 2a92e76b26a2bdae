"""The vocabularies that documents are understood with: installing them, and changing their words."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from minga.foundation.ledger.actions import record
from minga.foundation.organizations.rules import Actor, require
from minga.foundation.search.actions import rebuild
from minga.government.plans.events import VOCABULARY_CHANGED
from minga.government.plans.models import Term, Vocabulary
from minga.government.plans.vocabularies import VOCABULARIES
from minga.kernel.errors import Conflict, Refused
from minga.kernel.slugs import free_slug
from minga.kernel.words import plain


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


@dataclass(frozen=True)
class TermWords:
    """A word of a vocabulary as a person writes it; without `canonical` it is a new one."""

    canonical: str
    label_es: str
    label_en: str


def change_vocabulary(
    vocabulary: Vocabulary, *, label_es: str, label_en: str, terms: Sequence[TermWords], by: Actor, version: int
) -> Vocabulary:
    """Gives a vocabulary and its terms other words, adds terms, and puts them in the order that is given.

    What a term means in every city (`canonical`) never changes, and no term is taken away: documents were understood
    with it. The words say it in pages; what documents print stays as they print it.

    Raises:
        Denied: when the person may not.
        Conflict: when the vocabulary changed meanwhile.
        Refused: when a term that stands is missing, or a word is empty or used twice.
    """
    role = require(by, "plans.edit-vocabulary", vocabulary)
    with transaction.atomic():
        vocabulary = Vocabulary.objects.select_for_update().get(pk=vocabulary.pk)
        if vocabulary.version != version:
            raise Conflict(_("Alguien cambió este vocabulario mientras lo editabas: míralo de nuevo."))
        standing = {term.canonical: term for term in vocabulary.terms.all()}
        _refuse_words([(label_es, label_en), *((term.label_es, term.label_en) for term in terms)], terms, standing)
        vocabulary.label_es, vocabulary.label_en = label_es.strip(), label_en.strip()
        vocabulary.version += 1
        vocabulary.save()
        fresh = []
        for position, words in enumerate(terms):
            term = standing.get(words.canonical)
            if term is None:
                term = Term(vocabulary=vocabulary, canonical=_new_canonical(words.label_en, standing))
                standing[term.canonical] = term
                fresh.append(term)
            term.label_es, term.label_en, term.position = words.label_es.strip(), words.label_en.strip(), position
        Term.objects.bulk_update([term for term in standing.values() if term.pk], ["label_es", "label_en", "position"])
        Term.objects.bulk_create(fresh)
        payload = {"vocabulary": vocabulary.slug, "version": vocabulary.version, "terms": len(standing)}
        record(VOCABULARY_CHANGED, f"vocabulary/{vocabulary.slug}", payload, role=role)
        transaction.on_commit(rebuild, robust=True)
    return vocabulary


def _refuse_words(labels: Sequence[tuple[str, str]], terms: Sequence[TermWords], standing: Mapping[str, Term]) -> None:
    if any(not word.strip() for pair in labels for word in pair):
        raise Refused(_("Cada palabra se escribe en español y en inglés."))
    if missing := set(standing) - {term.canonical for term in terms}:
        raise Refused(
            _("Ninguna palabra se quita: hay documentos que se entendieron con ella."), details=sorted(missing)
        )
    for words in ([plain(term.label_es) for term in terms], [plain(term.label_en) for term in terms]):
        if len(set(words)) != len(words):
            raise Refused(_("Dos palabras no pueden ser iguales."))


def _new_canonical(label: str, taken: Container[str]) -> str:
    """The name that all cities would share: from the English word."""
    return free_slug(slugify(label).replace("-", "_")[:36] or "term", taken)
