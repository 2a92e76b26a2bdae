"""The square code that a phone reads, as SVG that stands in the page itself: the content policy allows no data address."""

from __future__ import annotations

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString

QUIET = 4
"""Empty modules around the code, as its standard asks."""


def square(text: str, label: str) -> SafeString:
    """The code of `text`, with `label` for those who do not see it."""
    code = qrcode.QRCode(border=0)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, filled in enumerate(row) if filled
    )
    size = len(rows) + 2 * QUIET
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {} {}" width="264" height="264" '
        'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{}v{}H0z"/><path d="{}"/></svg>',
        label,
        size,
        size,
        size,
        size,
        path,
    )
