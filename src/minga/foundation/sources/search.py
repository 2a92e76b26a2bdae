"""What the app declares for the registry of search."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from minga.foundation.sources.models import Document
from minga.kernel.formats import partial_date
from minga.kernel.search import Entry, Searchable


def entries() -> Iterator[Entry]:
    """Every document. Addresses and words are those of the default language."""
    for document in Document.objects.order_by("slug").iterator():
        with override("es"):
            entry = _entry(document)
        yield entry


def _entry(document: Document) -> Entry:
    date = partial_date(document.date, "es") if document.date else ""
    told = filter(None, [document.get_kind_display().capitalize(), document.issuer, date])
    return Entry(
        key=document.slug,
        kind="document",
        title=str(document),
        url=document.get_absolute_url(),
        summary=" · ".join(told),
        body=f"{document.title} {document.number}",
        fictitious=document.fictitious,
    )


SEARCH: list[Searchable] = [Searchable("document", _("Documentos"), entries)]
