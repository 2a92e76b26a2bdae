"""The addresses of the public log for programs: everything that a stranger needs to check it without trusting it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from minga.foundation.ledger.keys import current_verifier
from minga.foundation.ledger.models import Entry, Head
from minga.foundation.ledger.queries.acts import entry_page, last_head, told, verifiers
from minga.foundation.ledger.queries.tree import consistency_proof
from minga.kernel.access import everybody

VERIFIER = Path(__file__).resolve().parents[1] / "verifier.py"
LONGEST = 15
"""Digits of a number of entries that are read."""


@everybody
@require_safe
def head_json(_request: HttpRequest) -> HttpResponse:
    """The last signed head."""
    return JsonResponse(_head().as_json())


@everybody
@require_safe
def head_note(_request: HttpRequest) -> HttpResponse:
    """The last signed head as the text that was signed."""
    return _text(_head().note)


@everybody
@require_safe
def keys(_request: HttpRequest) -> HttpResponse:
    """The public keys that check the heads of this log, the present one first."""
    return _text("".join(f"{key}\n" for key in dict.fromkeys([current_verifier(), *verifiers()])))


@everybody
@require_safe
def verifier(_request: HttpRequest) -> HttpResponse:
    """The program that checks a downloaded log."""
    response = _text(VERIFIER.read_text(encoding="utf-8"))
    response.headers["Content-Disposition"] = 'attachment; filename="verificar.py"'
    return response


@everybody
@require_safe
def entries(request: HttpRequest) -> HttpResponseBase:
    """All entries under the last head, one JSON object a line; from number `desde` on, if it is given."""
    found = last_head()
    size = found.size if found else 0
    rows = told(Entry.objects.filter(index__gte=_number(request, "desde", 0), index__lt=size).order_by("index"))
    response = StreamingHttpResponse(_lines(rows), content_type="application/x-ndjson")
    response.headers["Content-Disposition"] = 'attachment; filename="entradas.ndjson"'
    return response


@everybody
@require_safe
def inclusion(_request: HttpRequest, index: int) -> HttpResponse:
    """One entry, with the proof that it stands under the last head."""
    found = entry_page(index)
    if found is None:
        raise Http404
    answer = {
        "entry": next(told(Entry.objects.filter(index=index))),
        "leaf": found.leaf,
        "leaf_hash": found.leaf_hash,
        "proof": found.proof,
        "head": found.head.as_json(),
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


@everybody
@require_safe
def consistency(request: HttpRequest) -> HttpResponse:
    """The proof that the log of `a` entries only adds to that of `de`; without `a`, that of the last head."""
    found = _head()
    first, second = _number(request, "de", 0), _number(request, "a", found.size)
    if second > found.size:
        raise Http404
    try:
        proof = consistency_proof(first, second)
    except ValueError:
        raise Http404 from None
    return JsonResponse({"first": first, "second": second, "proof": [part.hex() for part in proof]})


def _head() -> Head:
    found = last_head()
    if found is None:
        raise Http404
    return found


def _number(request: HttpRequest, name: str, default: int) -> int:
    written = request.GET.get(name, "")
    if not written:
        return default
    if not (written.isascii() and written.isdecimal() and len(written) <= LONGEST):
        raise Http404
    return int(written)


def _lines(rows: Iterator[dict[str, object]]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _text(content: str) -> HttpResponse:
    return HttpResponse(content, content_type="text/plain; charset=utf-8")
