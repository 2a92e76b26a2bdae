"""What an alert says, in the reader's language. No database is asked.

An alert is kept as the Spanish sentence that the reading made of it: the contract of reading asks for one, and every load
holds it. Each is one of `SENTENCES` with something of the document in its gaps, so that it can be told again: the words
around are translated, numbers keep their digits, and what the document prints stays as printed. A sentence that is none of
these stays in Spanish.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

KEPT_IN = "es"
"""The language in which alerts are kept."""
LONGEST = 2000
"""Letters of a sentence that is told again: those of the readings have far fewer."""
QUOTED_AT_LEAST = 60
"""Letters of a long title by which a sentence is told to quote it."""
NUMBERS = frozenset(
    [
        "before",
        "computed",
        "count",
        "distinct",
        "found",
        "item",
        "number",
        "part",
        "printed",
        "stated",
        "subject",
        "summed",
        "whole",
        "year",
    ]
)
"""The gaps that hold a number as a Spanish sentence writes it."""
PARTS = frozenset({"fact", "reason", "what"})
"""The gaps that hold one of `PHRASES`; any other holds the document's own words."""

SENTENCES = (
    _("El texto declara %(stated)s %(what)s; en el documento se leen %(found)s."),
    _("El texto declara %(stated)s %(what)s; en el documento se leen %(found)s filas, %(distinct)s distintas."),
    _("El texto declara aquí %(stated)s %(what)s; en otra parte declara %(before)s."),
    _("El resumen declara %(stated)s en «%(quote)s»; en el detalle se leen %(found)s."),
    _("El texto describe el hito %(item)s del compromiso %(number)s; en la tabla de estado no consta."),
    _(
        "La tabla de estado trae el hito %(item)s del compromiso %(number)s; el texto, que nombra otros, no lo describe."
    ),
    _("El compromiso %(number)s consta en el documento sin una tabla de estado de cumplimiento."),
    _("El informe lleva por título el compromiso %(subject)s; este pasaje dice que informa del compromiso %(stated)s."),
    _("El texto cuenta lo que contiene «%(quote)s»; la matriz no trae un objetivo con ese texto."),
    _("El texto no declara cuántos elementos tiene «%(quote)s», y sí los de otros."),
    _("Las partes enumeradas suman %(summed)s; el texto declara %(stated)s %(what)s."),
    _("Los resultados enumerados suman %(summed)s; la meta declara %(stated)s."),
    _("Los resultados enumerados suman %(summed)s, de naturaleza distinta; la meta declara %(stated)s."),
    _("Las partes suman %(summed)s en «%(quote)s»; la fila de totales declara %(stated)s."),
    _("Las filas suman %(summed)s en «%(quote)s»; la fila de totales declara %(stated)s."),
    _("Las partes del año suman %(summed)s; la columna «%(quote)s» declara %(stated)s."),
    _("Consta %(printed)s %% %(what)s; %(part)s de %(whole)s equivale a %(computed)s %%."),
    _("%(what)s «%(quote)s» consta más de una vez."),
    _("%(what)s «%(quote)s» consta más de una vez, con otra escritura."),
    _("%(what)s «%(quote)s» trae en esta fila %(fact)s «%(printed_here)s»; se conservó «%(kept)s», que consta antes."),
    _(
        "%(what)s «%(quote)s» trae en esta fila %(fact)s «%(printed_here)s»; se conservó «%(kept)s», que es del año más"
        " reciente."
    ),
    _("El código %(code)s consta también en «%(quote)s»."),
    _("«%(quote)s» no está en el vocabulario de %(what)s; se conserva tal como está impreso."),
    _("«%(quote)s» no está entre los mecanismos de articulación que el documento enumera."),
    _("La celda trae texto que no se reconoce como organización, unidad ni cargo; no se muestra."),
    _("La columna «%(quote)s» trae, en 1 celda, texto que no se reconoce como unidad ni cargo; no se muestra."),
    _(
        "La columna «%(quote)s» trae, en %(count)s celdas, texto que no se reconoce como unidad ni cargo; no se muestra."
    ),
    _("«%(quote)s» consta sin mecanismo de articulación."),
    _("«%(quote)s» consta como «%(status)s» sin un verificable citado."),
    _("El estado «%(status)s» lleva una marca y el documento no trae la nota que la explique."),
    _("Se cita «%(quote)s» y no consta en la lista de anexos."),
    _("«%(quote)s» consta en la lista de anexos y el documento no lo cita."),
    _("El documento cita 1 anexo y no trae una lista de anexos."),
    _("El documento cita %(count)s anexos y no trae una lista de anexos."),
    _("La fecha «%(quote)s» %(reason)s."),
    _("La unidad de medida de «%(quote)s» es la misma de «%(other)s» y nombra lo que esa meta mide."),
    _("La misma persona consta como revisor y aprobador del documento."),
    _("Una fila está impresa en dos partes; se leyó como una sola."),
    _("La fila está cortada por un salto de página y sigue en esta; se leyó como una sola."),
    _("Una fila tiene las celdas fuera de su columna; se leyó en la columna que corresponde."),
    _("La fila no guarda el orden de las columnas de la tabla; se leyó tal como está impresa."),
    _("La fila está impresa una columna a la izquierda de donde le corresponde; se leyó en su lugar."),
    _("La fila está impresa una columna a la derecha de donde le corresponde; se leyó en su lugar."),
    _("La fila está impresa %(count)s columnas a la izquierda de donde le corresponde; se leyó en su lugar."),
    _("La fila está impresa %(count)s columnas a la derecha de donde le corresponde; se leyó en su lugar."),
    _("La fila trae datos y no nombra a qué corresponden; no se leyó."),
    _("La celda trae %(count)s textos, cada uno con sus mecanismos; se leyeron por separado."),
    _("La numeración de esta lista quedó al final de las líneas; cada documento se leyó por separado."),
    _("Quien responde consta con nombre de persona y no con su dependencia; el nombre no se conserva."),
    _("El valor «%(quote)s» no se pudo leer como %(what)s."),
    _("El presupuesto «%(quote)s» no se pudo leer como un monto."),
    _("Una fila con estado consta sin compromiso al que atribuirla."),
    _("Una fila consta sin nombre y no se pudo atribuir."),
    _("Una fila de totales no se leyó."),
    _("«%(quote)s» consta sin programa, proyecto ni meta a la que atribuirlo."),
    _("Una referencia interna del documento se perdió («Marcador no definido») y no se pudo leer."),
    _("El rótulo «%(quote)s» nombra una imagen, y lo que muestra no se lee."),
    _("%(count)s rótulos nombran imágenes, la primera «%(quote)s»; lo que muestran no se lee."),
    _("Una tabla trae vacías todas sus columnas menos la primera; si se marcaban con color, no se pudo leer."),
    _("Una tabla trae una columna de estado y no se reconoció de qué son sus filas."),
    _(
        "Una tabla encabeza hitos o actividades y ninguna de sus columnas trae estado, verificables ni responsables;"
        " no se leyó."
    ),
    _("Esta matriz tiene otras columnas que la más larga del documento; no se leyó."),
    _(
        "El texto nombra a las unidades a cargo de «%(quote)s» y no se distingue dónde termina cada nombre;"
        " no se leyeron todas."
    ),
    _("No se reconoció en el documento ninguna de las formas que se saben leer; no se leyó de él ningún plan."),
    _("La columna «%(quote)s» trae valores por mes; no se leyeron, porque no consta qué total forman."),
    _(
        "Las columnas de «%(quote)s» a «%(other)s» traen valores por mes; no se leyeron, porque no consta qué total forman."
    ),
    _("La columna «%(quote)s» trae montos en pesos y no consta de qué país; no se leyeron."),
    _("La columna «%(quote)s» trae, en 1 celda, texto que no se lee como %(what)s; no se conserva."),
    _("La columna «%(quote)s» trae, en %(count)s celdas, texto que no se lee como %(what)s; no se conserva."),
    _("1 celda sin título de columna no se leyó."),
    _("%(count)s celdas sin título de columna no se leyeron."),
    _("La columna «%(quote)s» no se leyó: lo que trae no es de los datos que se recogen."),
    _("Las columnas %(labels)s no se leyeron: lo que traen no es de los datos que se recogen."),
    _("La fila «%(quote)s» no se leyó: lo que trae no es de los datos que se recogen."),
    _("Las filas %(labels)s no se leyeron: lo que traen no es de los datos que se recogen."),
    _("1 línea de texto suelta entre las filas o bajo ellas no se leyó como elemento."),
    _("%(count)s líneas de texto sueltas entre las filas o bajo ellas no se leyeron como elementos."),
    _("La hoja «%(quote)s» no se leyó: no trae una tabla de seguimiento."),
    _("Las hojas %(labels)s no se leyeron: no traen una tabla de seguimiento."),
    _("La hoja está oculta en el libro y no se leyó; muéstrala si es parte del documento."),
    _("La hoja trae comentarios en sus celdas; no se leyeron."),
    _("La celda contiene un error."),
    _("La celda contiene un error; son %(count)s celdas seguidas, hasta %(cell)s."),
    _("La fórmula se guardó sin su resultado."),
    _("La fórmula se guardó sin su resultado; son %(count)s celdas seguidas, hasta %(cell)s."),
    _("La página es una imagen sin texto."),
    _("Las letras de la página no se pueden descifrar."),
    _("La página tiene demasiadas líneas dibujadas para reconocer sus tablas."),
    _("La página está dañada."),
    _("Faltan páginas que el documento declara."),
    _("Un acto lo cerró (%(act)s) y el documento todavía lo nombra: «%(quote)s»."),
    _("%(label)s: consta «%(quote)s», que fijó un acto (%(act)s); el documento dice «%(other)s»."),
    _("%(label)s: consta «%(quote)s», que fijó un acto (%(act)s); el documento dice además «%(other)s»."),
    _(
        "El documento dice que contribuye a «%(quote)s» de «%(plan)s»; ese plan no tiene ese elemento y el vínculo no se"
        " guardó."
    ),
)
"""Every sentence that readings and loads make, with gaps for what the document says."""
PHRASES = (
    _("%(what)s con estado «%(status)s»"),
    _("%(what)s del compromiso %(number)s"),
    _("%(what)s en total"),
    _("%(what)s en %(code)s"),
    _("acciones"),
    _("actividades"),
    _("compromisos"),
    _("componentes"),
    _("convenios"),
    _("dimensiones"),
    _("ejes"),
    _("hitos"),
    _("indicadores"),
    _("iniciativas"),
    _("metas"),
    _("objetivos"),
    _("objetivos de articulación"),
    _("obras"),
    _("problemáticas"),
    _("programas"),
    _("proyectos"),
    _("de avance"),
    _("de cumplimiento"),
    _("de ejecución presupuestaria"),
    _("El archivo"),
    _("El rótulo"),
    _("La acción"),
    _("La actividad"),
    _("El compromiso"),
    _("El eje"),
    _("El hito"),
    _("La iniciativa"),
    _("La línea de acción"),
    _("La meta"),
    _("El objetivo"),
    _("El objetivo de articulación"),
    _("El producto"),
    _("El programa"),
    _("El proyecto"),
    _("La subactividad"),
    _("estados"),
    _("mecanismos de articulación"),
    _("fecha"),
    _("número"),
    _("el estado"),
    _("el inicio"),
    _("el fin"),
    _("el porcentaje de ejecución"),
    _("como «%(quote)s»"),
    _("no existe en el calendario"),
    _("no es posible"),
    _("no es un año posible"),
    _("queda fuera del período del plan"),
    _("queda fuera del período del plan, %(period)s"),
    _("queda fuera del período del plan; el mismo día y mes consta también con el año %(year)s"),
    _("queda años después del plan y del documento, que la refiere como un hecho"),
    _("impresa como la del documento todavía no llega"),
    _("es posterior a la fecha del documento y se refiere como cumplida"),
    _("es anterior a la de inicio, %(date)s"),
    _("consta como fin y es anterior a la de inicio, %(date)s"),
)
"""What may stand in a gap for a part of the sentence; a longer phrase before those that it holds."""

_GAP = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence; `is_spanish` when it is Spanish in a sentence of another language."""

    text: str
    is_spanish: bool = False


def sentence(message: str) -> str:
    """What an alert says, in the active language; as it is kept, where nobody knows its form."""
    return "".join(piece.text for piece in pieces(message))


def pieces(message: str) -> tuple[Piece, ...]:
    """What an alert says, in the active language, with what stays in Spanish told apart."""
    language = get_language() or settings.LANGUAGE_CODE
    if language.startswith(KEPT_IN):
        return (Piece(message),)
    return tuple(_told(message, SENTENCES))


def known(message: str) -> str:
    """The form of an alert's sentence; empty when it is none of `SENTENCES`."""
    return next((form for form in SENTENCES if _match(form, message)), "")


def names(message: str, title: str) -> bool:
    """Whether an alert's sentence quotes a title, or the beginning of a long one."""
    return title.casefold().rstrip("…")[:QUOTED_AT_LEAST] in message.casefold()


@cache
def pattern(form: str) -> re.Pattern[str]:
    """What a sentence of a form looks like, with a group for each gap."""
    parts = _GAP.split(form)
    written = [_gap(part) if place % 2 else re.escape(part.replace("%%", "%")) for place, part in enumerate(parts)]
    return re.compile("".join(written), re.DOTALL)


def gaps(form: str) -> list[str]:
    """The names of a form's gaps, in order."""
    return _GAP.findall(form)


def _told(text: str, forms: Iterable[str]) -> Iterator[Piece]:
    for form in forms:
        if match := _match(form, text):
            yield from _filled(gettext(form), match.groupdict())
            return
    yield Piece(text, is_spanish=True)


def _filled(translation: str, said: Mapping[str, str]) -> Iterator[Piece]:
    """The pieces of a translated form: what stands at the odd places of the cut are the names of gaps."""
    for place, part in enumerate(_GAP.split(translation)):
        if place % 2:
            yield from _in_gap(part, said.get(part, ""))
        elif part:
            yield Piece(part.replace("%%", "%"))


def _in_gap(name: str, text: str) -> Iterator[Piece]:
    if name in NUMBERS:
        yield Piece(text.replace(",", "."))
    elif name in PARTS:
        yield from _told(text, PHRASES)
    else:
        yield Piece(text, is_spanish=True)


def _match(form: str, text: str) -> re.Match[str] | None:
    return pattern(form).fullmatch(text) if len(text) <= LONGEST else None


def _gap(name: str) -> str:
    return rf"(?P<{name}>-?\d+(?:,\d+)?)" if name in NUMBERS else rf"(?P<{name}>.+?)"
