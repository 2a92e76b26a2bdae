"""How a device is named on the page of sessions."""

from __future__ import annotations

from django import template

from minga.foundation.accounts.devices import words

register = template.Library()
register.filter("device", words)
