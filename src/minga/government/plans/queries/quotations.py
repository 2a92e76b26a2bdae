"""Whether what a change quotes stands in the document that it names, and the passage where it does."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from minga.foundation.sources.models import Document, Load, Provenance
from minga.government.plans.edits import Edit
from minga.government.plans.errata import Lack, Quote, lacking, quote_of
from minga.kernel.texts import passages_of
from minga.kernel.words import plain


@dataclass(frozen=True)
class Quotation:
    """What came of looking for a quotation: the passage that has it, if any, and whether the whole text was there to look."""

    passage: str = ""
    is_checked: bool = False

    @property
    def is_absent(self) -> bool:
        """Whether the text of the document is kept and does not say it."""
        return self.is_checked and not self.passage


def lacks_of(edits: Iterable[Edit]) -> list[Lack]:
    """What is missing for these edits to be a correction, with the quotations that their documents do not have."""
    listed = list(edits)
    return lacking(listed, {quote for quote, found in quotations(listed).items() if found.is_absent})


def quotations(edits: Iterable[Edit]) -> dict[Quote, Quotation]:
    """Each quotation of the edits, looked for in its document: three queries for each document.

    Words are compared without accents, case or punctuation, and a quotation may run over several passages. Where the
    text of a document is not kept, what its facts say is printed may still have it; that it has not proves nothing.
    """
    wanted: dict[str, set[Quote]] = defaultdict(set)
    for edit in edits:
        if edit.document and edit.printed.strip():
            wanted[edit.document].add(quote_of(edit))
    found: dict[Quote, Quotation] = {}
    for document in Document.objects.filter(slug__in=wanted):
        found |= _looked_for(document, wanted[document.slug])
    return found


def _looked_for(document: Document, quotes: Iterable[Quote]) -> Mapping[Quote, Quotation]:
    text = _Text(passages_of(document.sha256))
    if text.passages:
        return {quote: Quotation(text.passage_with(quote[1]), is_checked=True) for quote in quotes}
    facts = Provenance.objects.filter(document=document, load__state=Load.State.APPLIED).exclude(printed="")
    texts = [_Text([one]) for one in facts.order_by().values_list("printed", flat=True).distinct()]
    return {
        quote: Quotation(passage, is_checked=bool(passage))
        for quote in quotes
        for passage in [next(filter(None, (one.passage_with(quote[1]) for one in texts)), "")]
    }


class _Text:
    """The passages of a document, in which words are found whatever their accents, case and punctuation."""

    def __init__(self, passages: Sequence[str]) -> None:
        said = [(passage, words) for passage in passages if (words := plain(passage))]
        self.passages = [passage for passage, _words in said]
        self.words = f" {' '.join(words for _passage, words in said)} "
        self.starts = list(accumulate((len(words) + 1 for _passage, words in said), initial=1))

    def passage_with(self, quotation: str) -> str:
        """The passage that has these words, or those over which they run; empty when there is none."""
        words = plain(quotation)
        at = self.words.find(f" {words} ") + 1 if words else 0
        if not at:
            return ""
        first, last = (bisect_right(self.starts, place) for place in (at, at + len(words) - 1))
        return " ".join(self.passages[first - 1 : last])
