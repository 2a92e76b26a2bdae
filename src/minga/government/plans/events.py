"""The acts on plans that the public log records. Drafts are not public acts: they are told when they are published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minga.kernel.events import EventKind

EDITION_PUBLISHED = "plans.edition-published"
ADDRESS_CHANGED = "plans.address-changed"
LINK_AGREED = "plans.link-agreed"
LINK_REJECTED = "plans.link-rejected"
LINK_ENDED = "plans.link-ended"
VOCABULARY_CHANGED = "plans.vocabulary-changed"


def _edition(_subject: str, told: Mapping[str, Any]) -> str:
    return reverse("plans:edition", args=[told["plan"], told["number"]])


def _plan(_subject: str, told: Mapping[str, Any]) -> str:
    return reverse("plans:detail", args=[told["after"]])


def _source(_subject: str, told: Mapping[str, Any]) -> str:
    plan, _slash, key = told["source"].partition("/")
    return reverse("plans:node", args=[plan, key])


EVENTS: list[EventKind] = [
    EventKind(EDITION_PUBLISHED, _("Se publicó una edición de un plan"), _edition),
    EventKind(ADDRESS_CHANGED, _("Un plan cambió de dirección antes de su primera edición"), _plan),
    EventKind(LINK_AGREED, _("Dos planes acordaron un vínculo"), _source),
    EventKind(LINK_REJECTED, _("Un plan rechazó un vínculo que otro le propuso"), _source),
    EventKind(LINK_ENDED, _("Un plan terminó un vínculo que había acordado con otro"), _source),
    EventKind(VOCABULARY_CHANGED, _("Cambiaron las palabras de un vocabulario")),
]
