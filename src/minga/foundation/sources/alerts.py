"""What each code of a reading alert means, in words that describe and do not accuse."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from minga.kernel.registry import Text


@dataclass(frozen=True)
class AlertKind:
    """A kind of alert: its short name and one plain explanation."""

    title: Text
    explanation: Text


ALERT_KINDS = {
    "count-mismatch": AlertKind(
        _("Cantidad distinta"),
        _("El texto dice una cantidad y la tabla o lista que la acompaña tiene otra."),
    ),
    "sum-mismatch": AlertKind(
        _("Suma distinta"),
        _("Los resultados enumerados suman una cantidad distinta de la declarada. Pueden ser de naturaleza distinta."),
    ),
    "percent-mismatch": AlertKind(
        _("Porcentaje distinto"),
        _("El porcentaje impreso no es el que resulta de las dos cantidades que lo acompañan."),
    ),
    "duplicate-name": AlertKind(
        _("Nombre repetido"),
        _(
            "El mismo nombre está impreso más de una vez. En filas seguidas se cuenta uno solo; en otro lugar, cada uno."
        ),
    ),
    "unknown-term": AlertKind(
        _("Palabra fuera del vocabulario"),
        _("El documento usa una palabra que no está en la lista de términos. Se conserva tal como está impresa."),
    ),
    "missing-mechanism": AlertKind(
        _("Sin mecanismo impreso"),
        _("La fila no dice por medio de qué mecanismo se trabajará con otros."),
    ),
    "missing-evidence": AlertKind(
        _("Cumplido, sin verificable citado"),
        _("El documento imprime un estado cumplido y no cita ningún verificable. No quiere decir que no exista."),
    ),
    "missing-note": AlertKind(
        _("Marca sin nota"),
        _("El estado lleva un asterisco u otra marca, y el documento no trae la nota que la explica."),
    ),
    "unlisted-annex": AlertKind(
        _("Anexo fuera de la lista"),
        _("Se cita un anexo que la lista de anexos no trae, o la lista trae uno que nadie cita."),
    ),
    "date-suspect": AlertKind(
        _("Fecha por confirmar"),
        _("Una fecha cae fuera del periodo del plan, o no concuerda con las que la rodean."),
    ),
    "unit-suspect": AlertKind(
        _("Unidad por confirmar"),
        _("La unidad de una meta es la de otra meta cercana y no concuerda con su propio texto."),
    ),
    "same-reviewer": AlertKind(
        _("Una sola persona revisa y aprueba"),
        _("La misma persona consta en la revisión y en la aprobación. Minga no dice quién es."),
    ),
    "broken-row": AlertKind(
        _("Fila partida o incompleta"),
        _("Una fila de la tabla está partida, desplazada o le faltan celdas. Se leyó lo que se pudo reconocer."),
    ),
    "unread": AlertKind(
        _("Parte sin leer"),
        _("Una parte del documento no se pudo leer, por ejemplo porque es una imagen. Nada se supone en su lugar."),
    ),
}
"""Every code of the reading contract (`read.schema.json`)."""

FIXED_BY_ACT = "fixed-by-act"
NOT_LINKED = "not-linked"
LOAD_KINDS = {
    FIXED_BY_ACT: AlertKind(
        _("Un acto fijó otra cosa"),
        _("El documento dice algo distinto de lo que un acto publicado ya decidió. Queda lo que fijó el acto."),
    ),
    NOT_LINKED: AlertKind(
        _("Vínculo sin elemento"),
        _("El documento nombra un elemento que el plan de otra institución no tiene. El vínculo no se guardó."),
    ),
}
"""The codes of what is only known once a reading meets the record: loads tell them, readings do not."""

OTHER = AlertKind(_("Otra alerta"), _("Algo impreso que conviene mirar."))


def alert_kind(code: str) -> AlertKind:
    """The name and explanation of a code; those of any other alert for a code that is not known here."""
    return (ALERT_KINDS | LOAD_KINDS).get(code, OTHER)
