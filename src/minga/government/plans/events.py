"""The acts on plans that the public log records. Drafts are not public acts: they are told when they are published."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minga.kernel.events import EventKind

EDITION_PUBLISHED = "plans.edition-published"
ADDRESS_CHANGED = "plans.address-changed"
LINK_AGREED = "plans.link-agreed"
LINK_REJECTED = "plans.link-rejected"
LINK_ENDED = "plans.link-ended"
VOCABULARY_CHANGED = "plans.vocabulary-changed"

EVENTS: list[EventKind] = [
    EventKind(EDITION_PUBLISHED, _("Se publicó una edición de un plan")),
    EventKind(ADDRESS_CHANGED, _("Un plan cambió de dirección antes de su primera edición")),
    EventKind(LINK_AGREED, _("Dos planes acordaron un vínculo")),
    EventKind(LINK_REJECTED, _("Un plan rechazó un vínculo que otro le propuso")),
    EventKind(LINK_ENDED, _("Un plan terminó un vínculo que había acordado con otro")),
    EventKind(VOCABULARY_CHANGED, _("Cambiaron las palabras de un vocabulario")),
]
