"""What a correction of a misreading (*fe de erratas*) has to show. A pure module.

It changes no decision: it makes the record say what a document already prints. So it names the document and the place,
and what is printed there is what the record will say.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from minga.government.plans.edits import Edit
from minga.government.plans.fields import CREATE, PRINTED_FIELDS, UPDATE, label_of
from minga.kernel.words import plain


def lacking(edits: Iterable[Edit]) -> list[str]:
    """What is missing for these edits to be a correction, one line for each."""
    found = []
    for edit in edits:
        name = " · ".join(filter(None, (edit.key, str(label_of(edit.subject, edit.field)))))
        reason = _lack(edit)
        if reason:
            found.append(f"{name or _('Plan')}: {reason}")
    return found


def _lack(edit: Edit) -> str:
    if not edit.document:
        return _("elige el documento que lo imprime.")
    if not edit.place.strip():
        return _("escribe el lugar del documento, como «página 4» o «línea 120».")
    if not edit.printed.strip():
        return _("copia lo que está impreso.")
    said = _says(edit)
    if said and plain(said) not in plain(edit.printed):
        return _("lo impreso no dice «%(text)s».") % {"text": said}
    return ""


def _says(edit: Edit) -> str:
    """The words that the edit gives to the record, where they have to be those that are printed."""
    if edit.operation == CREATE:
        return str(edit.after.get("title") or edit.after.get("name") or "")
    return str(edit.after) if edit.operation == UPDATE and edit.field in PRINTED_FIELDS else ""
