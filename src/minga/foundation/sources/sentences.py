"""The sentence that opens a document's page, made from counts alone."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import get_text_list
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from minga.foundation.sources.queries import Reading
from minga.kernel import formats


def reading_sentence(reading: Reading, told: Sequence[str]) -> str:
    """What was read: «De este documento Minga leyó 5 compromisos y 22 hitos, y encontró 12 alertas de lectura».

    `told` says what was read in the words of the rooms that hold it; without it, elements and figures are counted.
    """
    if reading.applied is None:
        if reading.loads:
            return _("La lectura de este documento se deshizo: ninguno de sus datos consta hoy en Minga.")
        return _("Minga guarda este documento, y aún no se ha aplicado ninguna lectura suya.")
    parts = list(told) or _counted(reading)
    if not parts:
        return _("En este documento Minga no encontró compromisos, metas ni cifras que leer.")
    words = {"parts": get_text_list(parts, _("y")), "alerts": alerts_words(reading.alerts)}
    if not reading.alerts:
        return _("De este documento Minga leyó %(parts)s, sin ninguna alerta de lectura.") % words
    return _("De este documento Minga leyó %(parts)s, y encontró %(alerts)s.") % words


def alerts_words(number: int) -> str:
    """`12 alertas de lectura`."""
    return ngettext("%(number)s alerta de lectura", "%(number)s alertas de lectura", number) % {
        "number": _count(number)
    }


def _counted(reading: Reading) -> list[str]:
    nodes = reading.applied.counts.get("nodes", 0) if reading.applied else 0
    figures = len(reading.figures)
    found = [
        (nodes, ngettext("%(number)s elemento de un plan", "%(number)s elementos de planes", nodes)),
        (figures, ngettext("%(number)s cifra", "%(number)s cifras", figures)),
    ]
    return [words % {"number": _count(number)} for number, words in found if number]


def _count(number: int) -> str:
    return formats.count(number, get_language() or "es")
