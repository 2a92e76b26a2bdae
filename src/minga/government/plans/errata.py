"""What a correction of a misreading (*fe de erratas*) has to show. A pure module.

It changes no decision: it makes the record say what a document already prints. So it names the document and the place,
and what is printed there is what the record will say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from minga.government.plans.edits import Edit
from minga.government.plans.fields import CREATE, PRINTED_FIELDS, UPDATE, label_of
from minga.kernel.words import plain

Quote = tuple[str, str]
"""A document's slug, and the words that are quoted from it."""


@dataclass(frozen=True)
class Lack:
    """What one edit lacks: in which of `document`, `place` and `printed`, and what to do."""

    edit: Edit
    field: str
    reason: str

    @property
    def line(self) -> str:
        """All of it in one line."""
        name = " · ".join(filter(None, (self.edit.key, str(label_of(self.edit.subject, self.edit.field)))))
        return f"{name or _('Plan')}: {self.reason}"


def unproven_words() -> str:
    """What is said of a correction that lacks anything."""
    return _("Una fe de erratas dice en qué documento y en qué lugar está impreso cada dato.")


def quote_of(edit: Edit) -> Quote:
    """What an edit quotes, and from which document."""
    return edit.document, edit.printed


def lacking(edits: Iterable[Edit], absent: Collection[Quote] = ()) -> list[Lack]:
    """What is missing for these edits to be a correction; `absent` are the quotations that their documents do not have."""
    found = ((edit, _lack(edit, absent)) for edit in edits)
    return [Lack(edit, *lack) for edit, lack in found if lack]


def _lack(edit: Edit, absent: Collection[Quote]) -> tuple[str, str] | None:
    if not edit.document:
        return "document", _("elige el documento que lo imprime.")
    if not edit.place.strip():
        return "place", _("escribe el lugar del documento, como «página 4» o «línea 120».")
    if not edit.printed.strip():
        return "printed", _("copia lo que está impreso.")
    said = _says(edit)
    if said and plain(said) not in plain(edit.printed):
        return "printed", _("lo impreso no dice «%(text)s».") % {"text": said}
    if quote_of(edit) in absent:
        return "printed", _("Minga no encuentra eso en el documento; copia las palabras tal como están impresas.")
    return None


def _says(edit: Edit) -> str:
    """The words that the edit gives to the record, where they have to be those that are printed."""
    if edit.operation == CREATE:
        return str(edit.after.get("title") or edit.after.get("name") or "")
    return str(edit.after) if edit.operation == UPDATE and edit.field in PRINTED_FIELDS else ""
