"""What a column of verifiables holds where it cites no annex: short names of things are proofs, sentences are notes."""

from __future__ import annotations

import re

from minga.publishing.intake.cleaning import clean, fold, list_items
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftEvidence
from minga.publishing.intake.people import is_person
from minga.publishing.intake.recognisers.citations import Citations, read_citations
from minga.publishing.intake.recognisers.to_come import tells_what_is_to_come
from minga.publishing.intake.statuses import is_status

_LONGEST = 12  # words
_VERB = re.compile(
    r"\b(?:se|no|es|son|era|fue|fueron|esta|estan|estuvo|ha|han|hay|habia|queda|quedan|falta|faltan|tiene|tienen|consta|constan"
    r"|existe|existen|debe|deben|puede|pueden|requiere|requieren|permite|permiten|cuenta con|sera|seran|si|pero|aunque|porque"
    r"|debido|lo|le|les|espera|esperan)\b"
)
_CONJUGATED = re.compile(
    r"(?:^\w+|\b[a-záéíóúñ]+)(?:ó|aron|ieron|aban|ará|erá|irá|arán|erán|irán|ando|iendo)\b|^\w{3,}(?:ar|ir|cer|ner)se\b"
)
_INFINITIVE = re.compile(r"(?!lugar|hogar|radar|ejemplar|auxiliar|militar|elixir)\w{3,}(?:ar|ir|cer|ner)\b")
_STATE = re.compile(
    r"\b(?:pendientes?|por (?:definir|confirmar|ejecutar|realizar|entregar|cumplir|presentar)|(?:previst|programad|planificad"
    r"|suspendid|postergad|cancelad|reprogramad|aplazad)[oa]s?|ningun[oa]?|no aplica|sin \w+)\b"
    r"|\ben (?:proceso|curso|tramite|elaboracion|ejecucion|marcha|desarrollo|revision|construccion|espera|avance)\b"
)
_OPENS_CLAUSE = re.compile(
    r"(?:por|en|sin|con|a|al|hasta|desde|para|como|cuando|mediante|durante|segun|entre|dentro|tras|ante|este|esta|estos|estas)\b"
)
_SENTENCE_WITHIN = re.compile(r"\w{3,}[.:]\s+\S")
_REASON = re.compile(
    r"(?:cambios? de|retrasos?|demoras?|atrasos?|ausencia|problemas?|dificultad(?:es)?|imposibilidad|reprogramacion|adjunt[oa]s?)\b"
)
_NEXT_LINE = re.compile(r"\n(?=\s*[^\W\d_a-záéíóúñ])")
_NOTHING = re.compile(r"[\W\d_]*(?:s\W?[nid]|n\W?a|[a-z])?[\W\d_]*")


def read_proofs(text: str, place: Place | None = None) -> Citations:
    """What a cell of verifiables cites; where it cites nothing, the short names of things that it prints.

    «Catálogo en línea», «Reglamento; Actas de socialización» and items one beneath another are evidence without a
    reference. A cell with a verb, a state («en proceso») or more than twelve words in a name is free explanation.
    """
    found = read_citations(text, place)
    if any(cited.reference for cited in found.evidence):
        return found
    names = [name for item in cell_items(text) if (name := item.strip(" .,"))]
    if names and all(map(_is_proof, names)) and (len(names) > 1 or not found.evidence):
        return Citations([DraftEvidence(None, name, place) for name in names])
    return found


def _is_proof(name: str) -> bool:
    return names_thing(name) or not read_citations(name).free


def cell_items(cell: str) -> list[str]:
    """The items of a cell: bullets, HTML items, line breaks before a capital, or semicolons."""
    lines = _NEXT_LINE.split(cell)
    return [clean(part) for line in lines for item in list_items(line) for part in item.split(";") if clean(part)]


def names_thing(text: str) -> bool:
    """Whether a text names a thing: a few words, the first one no preposition, and no verb among them."""
    folded = fold(text)
    if _NOTHING.fullmatch(folded) or len(text.split()) > _LONGEST or _SENTENCE_WITHIN.search(text):
        return False
    if any(opening.match(folded) for opening in (_OPENS_CLAUSE, _INFINITIVE, _REASON)):
        return False
    if _VERB.search(folded) or _STATE.search(folded) or tells_what_is_to_come(text):
        return False
    return not (_CONJUGATED.search(text) or is_status(text) or is_person(text))
