"""Titles that covers print in capitals, as they are read in a page: in the case of the document's own text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from minga.publishing.intake.draft import Draft

_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[IVX]+")


def readable(title: str, texts: Iterable[str]) -> str:
    """A title all in capitals, in sentence case; any other stays as it is.

    A word keeps the capital that `texts` mostly give it inside their sentences (Quito, Distrito), and an acronym or a
    Roman numeral its capitals. What the texts do not know becomes lower case.
    """
    if any(letter.islower() for letter in title) or not any(letter.isalpha() for letter in title):
        return title
    forms = _forms(texts)
    lowered = _WORD.sub(lambda word: _form(word[0], forms), title)
    return lowered[:1].upper() + lowered[1:]


def _forms(texts: Iterable[str]) -> dict[str, str]:
    """How each word is mostly printed inside sentences, by its lower case."""
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        if text.isupper():
            continue
        for word in _WORD.findall(text)[1:]:
            counts.setdefault(word.lower(), Counter())[word] += 1
    return {word: max(seen, key=lambda form: (seen[form], form.islower(), form)) for word, seen in counts.items()}


def _form(word: str, forms: dict[str, str]) -> str:
    if len(word) > 1 and _ROMAN.fullmatch(word):
        return word
    return forms.get(word.lower(), word.lower())


def draft_texts(draft: Draft) -> list[str]:
    """The running texts of a draft: what its nodes and roles say."""
    nodes = [node for plan in draft.plans for node in plan.nodes]
    named = [role.name for node in nodes for role in node.roles]
    plans = [plan.title for plan in draft.plans if plan.title]
    return [*plans, *(node.title for node in nodes), *(node.description or "" for node in nodes), *named]
