"""Keeping persons out: what is read names units, organizations and posts, never people."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import Any

from minga.publishing.intake.cleaning import fold
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import Draft

_TITLES = (
    r"Ing|Ingr|Dr|Dra|Lic|Lcd[oa]|Lda|Ldo|Licd[oa]|Econ|Eco|Abg|Ab|Arq|M[Ss]c|Mgs|Mgtr|Mg|Mtr[oa]|Mst|Ph\.?\s?D"
    r"|Sr|Sra|Srta|Tnlg[oa]|Tlgo|Tlga|Crnl|Tcrnl|Sgto|Prof|Psic"
)
_FULL_TITLES = (
    "Ingenier[oa]|Doctora?|Licenciad[oa]|Economista|Abogad[oa]|Arquitect[oa]|Magíster|Señora?|Señorita|Tecnólog[oa]"
    "|Coronel|Profesora?"
)
_NAME_WORD = r"[A-ZÁÉÍÓÚÑÜ](?:[a-záéíóúñü'’]+|\.)"
_NAME = rf"{_NAME_WORD}(?:\s+(?:(?:de|del|la|las|los|y)\s+){{0,2}}{_NAME_WORD}){{1,4}}"
_SHOUTED = r"[A-ZÁÉÍÓÚÑÜ]{2,}(?:\s+[A-ZÁÉÍÓÚÑÜ]{2,}){1,4}"
_TITLED = re.compile(
    rf"(?:(?:\b(?i:{_TITLES})\.\s*)+(?:{_NAME}|{_SHOUTED}|{_NAME_WORD})|\b(?:{_FULL_TITLES})\s+(?:{_NAME}))"
    rf"(?:\s*,\s*(?i:{_TITLES})\.?(?![\w]))*"
)
_NAMED_PLACE = re.compile(
    r"(?:hospital|clinica|centro|unidad educativa|escuela|colegio|institucion educativa|calle|avenida|av\.?|parque|plaza"
    r"|plazoleta|barrio|sector|pasaje|redondel|estadio|coliseo|biblioteca|museo|teatro|fundacion|universidad|puente)\s*$"
)
_GIVEN = frozenset(
    re.findall(
        r"\w+",
        """
    adriana alberto alejandra alejandro alfonso alfredo alicia alvaro amalia ana andrea andres angel angela
    angelica antonio armando arturo beatriz bolivar byron camila carla carlos carmen carolina catalina cecilia
    cesar claudia cristian cristina cristobal daniel daniela dario david diana diego doris edgar edison eduardo
    edwin elena elizabeth enrique ernesto esteban estefania eugenia eva fabian fabiola felipe fernanda fernando
    francisco franklin freddy gabriel gabriela galo gerardo german gladys gloria gonzalo guillermo gustavo
    hector hernan hugo ignacio ines irene isabel ivan ivonne jacqueline jaime javier jessica jimena joaquin
    johana jorge jose juan juana juliana julio karina karla katherine laura leonardo leonor liliana lorena
    lourdes lucas lucia luis luisa manuel marcela marcelo marco marcos margarita maria mariana mario marlon
    martha martin mateo mauricio mayra mercedes miguel milton monica nancy natalia nelson nestor nicolas norma
    olga oscar oswaldo pablo paola patricia patricio paul paula paulina pedro pilar rafael ramiro ramon raul
    rebeca ricardo roberto rocio rodrigo rosa rosario ruben ruth salome samuel sandra santiago sara sebastian
    segundo sergio silvia simon sofia soledad sonia stalin susana tatiana teresa tomas valeria vanessa veronica
    vicente victor victoria vinicio viviana walter washington william wilson ximena xavier yadira yolanda
        """,
    )
)
_NAME_SHAPE = re.compile(rf"(?:{_NAME_WORD}|[A-ZÁÉÍÓÚÑÜ]{{2,}})(?:\s+(?:{_NAME_WORD}|[A-ZÁÉÍÓÚÑÜ]{{2,}})){{1,3}}")
HIDDEN = "[persona]"


def is_person(text: str) -> bool:
    """Whether the whole of `text` is a person's name: with a courtesy or academic title, or a common given name first.

    «Fundación María ...» is an organization: what opens with a common noun is not a person.
    """
    text = text.strip(" .,;:")
    if _TITLED.fullmatch(text):
        return True
    return bool(_NAME_SHAPE.fullmatch(text)) and fold(text.split()[0]) in _GIVEN


def without_people(text: str) -> str:
    """`text` with each name that follows a title («Ing. ...», «Doctora ...») replaced by a neutral mark.

    Places that bear such a name («Hospital Dr. ...») stay.
    """
    return _TITLED.sub(
        lambda match: match[0] if _NAMED_PLACE.search(fold(text[: match.start()][-40:])) else HIDDEN, text
    )


def hide_people(draft: Draft) -> Draft:
    """The draft with every text of it passed through `without_people`, and roles held by a person left out."""
    for plan in draft.plans:
        for node in plan.nodes:
            node.roles = [role for role in node.roles if not is_person(role.name)]
    _hide_in(draft)
    return draft


def _hide_in(value: Any) -> None:
    for field in fields(value):
        content = getattr(value, field.name)
        hidden = _hidden(content)
        if hidden is not content:
            setattr(value, field.name, hidden)


def _hidden(content: Any) -> Any:
    """A text without names; a list with each of its items so; drafts within it are changed in place."""
    if isinstance(content, str):
        return without_people(content) if "." in content or " " in content else content
    if isinstance(content, list):
        return [_hidden(item) for item in content]
    if is_dataclass(content) and not isinstance(content, type | Place):
        _hide_in(content)
    return content
