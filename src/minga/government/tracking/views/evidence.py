"""Released copies of delivered files, for everybody."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from minga.government.tracking.files.keeping import open_public
from minga.government.tracking.queries.evidence import file_name, public_copy
from minga.kernel.access import everybody


@everybody
@require_safe
def copy(_request: HttpRequest, sha256: str) -> FileResponse:
    """The released copy with this hash."""
    found = public_copy(sha256)
    if found is None:
        raise Http404
    try:
        content = open_public(found.sha256)
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=True,
        filename=file_name(found.evidence, found.media_type),
        content_type=found.media_type,
        headers={"X-Content-Type-Options": "nosniff", "ETag": f'"{found.sha256}"'},
    )
