"""A template rendered as pages render it."""

from __future__ import annotations

from typing import Any

from django.template import engines
from django.test import RequestFactory


def render(code: str, path: str = "/", **values: Any) -> str:
    """`code` rendered with `values`, in a request for `path`."""
    return engines["django"].from_string(code).render(values, RequestFactory().get(path))
