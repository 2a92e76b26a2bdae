"""What a phrase tells to be still to come: a verb in the future, a beginning that it announces, a delivery still pending."""

from __future__ import annotations

import re

from minga.publishing.intake.cleaning import fold
from minga.publishing.intake.dates import MONTHS

_FUTURE = re.compile(r"(?:\b[a-záéíóúñü]+|^\W*[A-ZÁÉÍÓÚÑ][a-záéíóúñü]{2,})r(?:á|án|emos)\b")
"""A verb in the future, told by its accent; a capital within the text opens a proper name (Durán)."""
_SE_FUTURE = r"se (?:l[aeo]s? )?\w{2,}(?:ara|era|ira|dra|aran|eran|iran|dran)\b"
_ANNOUNCING = re.compile(
    rf"\b{_SE_FUTURE}|\b(?:va|van) a \w+(?:ar|er|ir)(?:se)?\b|\b(?:preve|preven|se (?:esperan?|planean?|estiman?|pretenden?))\b"
    r"|\b(?:previst|programad|planificad|agendad|reprogramad|postergad|aplazad)[oa]s? (?:para|en|hasta|a partir)\b"
    r"|\ba (?:entregar|presentar|publicar|ejecutar|realizar|\w+(?:ar|er|ir)se) (?:en|el|hasta|durante|a partir)\b"
)
_IN_COURSE_LIST = """
    analiza arranca avanza comienza concluye construye continua coordina corresponde culmina depende desarrolla elabora empieza
    finaliza gestiona inicia levanta mantiene prepara presenta realiza requiere revisa sigue socializa solicita termina
    trabaja tramita vence
"""
_IN_COURSE = re.compile(rf"\b(?:{'|'.join(_IN_COURSE_LIST.split())})n?\b")
"""Verbs of what begins, goes on or ends, in the present: none of these forms is a noun."""

_TIME_LIST = """
    a al antes cierre corte cuarto de del desde durante el en entrega esta este fecha fin final finales hasta inicio inicios la
    las los mediados para partir periodo plazo posterior primer primera primero principios prevista previsto probable proxima
    proximo segunda segundo siguiente tentativa tercer tercero ultimo y
"""
_SPANS_LIST = """
    año anio bimestre cuatrimestre dia dias mes meses quincena semana semestre trimestre
"""
_SPANS = frozenset([*_SPANS_LIST.split(), *MONTHS])
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TIME = _SPANS | frozenset(_TIME_LIST.split())

_HANDED_IN = r"(?:entreg|present|adjunt|remit|envi|firm|suscrib|aprob|emit|elabor|public|valid|legaliz|defin|confirm|conclu|culmin)\w*[aei]r(?:se)?"
_IN_THE_MAKING = (
    r"en (?:elaboracion|preparacion|revision|tramite|proceso|construccion|desarrollo|espera|curso|legalizacion)"
)
_NOT_HANDED_IN = rf"(?:pendiente|por {_HANDED_IN}|sin {_HANDED_IN}|{_IN_THE_MAKING})"
_OPENS = re.compile(
    r"(?:que )?(?:(?:aun|todavia) )?(?:(?:esta|estan|queda|quedan|sigue|siguen) )?"
    rf"(?:{_NOT_HANDED_IN}\b|pendientes(?= de |\W*$)|{_SE_FUTURE}"
    r"|(?:previst|programad|planificad)[oa]s? (?:para|en|hasta)\b|no (?:disponible|entregad|presentad|concluid|se)\w*|faltan?\b"
    r"|a (?:entregar|presentar|\w+(?:ar|er|ir)se)\b)"
)
_ENDS = re.compile(
    rf"(?:[\s,;:(–—-]+|\b)(?:en (?:elaboracion|preparacion|revision|tramite|legalizacion)|por {_HANDED_IN}|sin {_HANDED_IN}"
    rf"|(?<=[(:,;–—-])\s*(?:pendientes?|{_IN_THE_MAKING})|pendientes? de (?:entrega|firma|aprobacion|revision|suscripcion|envio))[\s.)]*$"
)
_LEADS = re.compile(
    rf"(?:.*[.;]\s+)?(?:pendientes?|faltan?|por {_HANDED_IN}|{_SE_FUTURE}|no se \w+)"
    rf"(?:\s+(?:el|la|los|las|un|una|de|del|en|con|como|mediante|entrega|firma|aprobacion|{_HANDED_IN}))*[\s:,;(–—-]*"
)


def tells_what_is_to_come(text: str) -> bool:
    """Whether a text tells what will be, what goes on or a time, and so names nothing that could be shown today.

    «Empieza en enero de 2027», «El taller será en mayo», «Se hara al cierre», «Primer trimestre de 2027».
    """
    folded = fold(text)
    told = (form.search(folded) for form in (_ANNOUNCING, _IN_COURSE, _ENDS))
    return _speaks_in_future(text) or _is_time(folded) or any(told)


def opens_as_pending(text: str) -> bool:
    """Whether what follows a document's name says that it is still to be handed in: «(pendiente)», «se entregará en mayo»."""
    rest = re.sub(r"^[\s,;:(–—-]+", "", text)
    first = re.match(r"(?:que\s+)?(?:no\s+)?(?:se\s+)?(?:l[aeo]s?\s+)?\w+", rest)
    return bool(_OPENS.match(fold(rest))) or bool(first and _FUTURE.search(_lowered(first[0])))


def ends_as_pending(text: str) -> bool:
    """Whether a document's name ends in saying that it is still to be handed in: «Acta de cierre por suscribir»."""
    return bool(_ENDS.search(fold(text)))


def leads_to_pending(text: str) -> bool:
    """Whether what stands before a reference says that it is still to come: «Falta el», «Se adjuntará el»."""
    return bool(_LEADS.fullmatch(fold(text)))


def _speaks_in_future(text: str) -> bool:
    return bool(_FUTURE.search(_lowered(text)))


def _lowered(text: str) -> str:
    return text.lower() if text.isupper() else text


def _is_time(folded: str) -> bool:
    """Whether a text is nothing but a time: «Enero de 2027», «Fecha prevista: 15/03/2027», «2027»."""
    said = set(re.findall(r"[^\W\d_]+", folded))
    return said <= _TIME and bool(said & _SPANS or _YEAR.search(folded))
