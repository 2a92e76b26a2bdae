"""Places in a document, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

Place = Mapping[str, int | str]


def place_words(place: Place | None) -> str:
    """`línea 202`; `página 3, tabla 2, fila 4`; `hoja Hoja1, celda B7`; `párrafo 12`; empty when there is no place.

    `place` is the `source` of the reading contract; its parts are written in that order whatever their own.
    """
    words = {
        "line": _("línea %(value)s"),
        "page": _("página %(value)s"),
        "sheet": _("hoja %(value)s"),
        "table": _("tabla %(value)s"),
        "row": _("fila %(value)s"),
        "cell": _("celda %(value)s"),
        "paragraph": _("párrafo %(value)s"),
    }
    found = place or {}
    return ", ".join(word % {"value": found[part]} for part, word in words.items() if part in found)
