"""Taking data away: the list of datasets, and each of them as a stream. For everybody."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.design.crumbs import crumbs
from minga.kernel.access import everybody
from minga.kernel.datasets import Dataset, Row
from minga.publishing.opendata.catalogue import address_of, published, template_of
from minga.publishing.opendata.formats import csv_pieces, json_pieces


@dataclass(frozen=True)
class FileFormat:
    """A form in which a dataset is written. Spreadsheets are saved, the rest is shown."""

    extension: str
    media_type: str
    saved: bool
    pieces: Callable[[Sequence[str], Iterable[Row]], Iterator[str]]


CSV = FileFormat("csv", "text/csv; charset=utf-8; header=present", saved=True, pieces=csv_pieces)
JSON = FileFormat("json", "application/json", saved=False, pieces=json_pieces)


@everybody
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every dataset with its columns and addresses."""
    context = {
        "crumbs": crumbs(request, (_("Datos"), None)),
        "datasets": [(dataset, template_of(dataset), "<" in dataset.path) for dataset in published()],
    }
    return render(request, "opendata/list.html", context)


@everybody
@require_safe
def download(request: HttpRequest, dataset: Dataset, file_format: FileFormat, **subject: str) -> StreamingHttpResponse:
    """A dataset for the address's subject and parameters, streamed. Any site may read it.

    Raises:
        Http404: when there is no such subject.
    """
    rows = _in_language(dataset.call(request.GET, **subject), get_language() or settings.LANGUAGE_CODE)
    started = chain(list(islice(rows, 1)), rows)
    name = f"{address_of(dataset, subject).replace('/', '-')}.{file_format.extension}"
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Content-Disposition": content_disposition_header(file_format.saved, name) or "inline",
    }
    pieces = file_format.pieces([column.name for column in dataset.columns], started)
    return StreamingHttpResponse(_Stream(pieces, rows), content_type=file_format.media_type, headers=headers)


@dataclass(frozen=True)
class _Stream:
    """A file on its way. Whoever leaves before its end, or asks for its head alone, leaves no cursor open."""

    pieces: Iterator[str]
    rows: Generator[Row]

    def __iter__(self) -> Iterator[str]:
        return self.pieces

    def close(self) -> None:
        """Ends the rows; the web server calls it when it is done with the answer."""
        self.rows.close()


def _in_language(rows: Iterable[Row], language: str) -> Generator[Row]:
    """The rows, each made in the language of the request, which is over when most of them are made."""
    remaining = iter(rows)
    try:
        while True:
            with override(language):
                row = next(remaining, None)
            if row is None:
                return
            yield row
    finally:
        getattr(remaining, "close", lambda: None)()
