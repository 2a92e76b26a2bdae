"""The words of the API's reference: `{% load reference_words %}`."""

from __future__ import annotations

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
CODE = re.compile(r"`([^`]+)`")


@register.filter
def with_code(text: object) -> SafeString:
    """The text with what stands between backticks as code, as CommonMark has it."""
    return mark_safe(CODE.sub(r"<code>\1</code>", escape(str(text))))  # noqa: S308  (escaped right here)
