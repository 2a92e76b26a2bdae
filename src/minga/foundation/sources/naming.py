"""Naming documents beside each other, so that no two of them read alike. It asks no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from minga.foundation.sources.models import Document
from minga.kernel import formats


def told_apart(documents: Iterable[Document], name: Callable[[Document], str] = str) -> dict[int, str]:
    """What to say beside the name of each of these documents, by its row; `name` is how the page calls them.

    Its date; where another has the same name and date, who issues it too; where that is not enough either, when it was
    handed in instead.
    """
    by_row = {document.pk: document for document in documents}
    found = {pk: _date(document) for pk, document in by_row.items()}
    for more in (_issuer, _received):
        times = Counter((name(by_row[pk]), said) for pk, said in found.items())
        alike = [pk for pk, said in found.items() if times[name(by_row[pk]), said] > 1]
        found |= {pk: _joined(by_row[pk], more) for pk in alike}
    return found


def _joined(document: Document, more: Callable[[Document], str]) -> str:
    return ", ".join(filter(None, (_date(document), more(document))))


def _date(document: Document) -> str:
    try:
        return formats.partial_date(document.date, get_language() or "es", short=True) if document.date else ""
    except ValueError:
        return document.date


def _issuer(document: Document) -> str:
    return document.issuer


def _received(document: Document) -> str:
    moment = timezone.localtime(document.received_at)
    day = formats.partial_date(moment.date(), get_language() or "es")
    return _("recibido el %(day)s, %(hour)s") % {"day": day, "hour": f"{moment:%H:%M}"}
