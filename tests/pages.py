"""Reading a page as a neighbour does."""

from __future__ import annotations

import html
import re

from django.http import HttpResponse


def said(response: HttpResponse) -> str:
    """What the page says, without markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())
