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
_SURNAMES = frozenset(
    re.findall(
        r"\w+",
        """
    acosta aguilar aguirre alarcon alvarado alvarez andrade arias armijos arroyo avila ayala baez balseca barragan
    benavides benitez bermudez bravo burbano bustamante caceres caicedo calderon calle cando carrera carrillo castillo
    castro cedeno cevallos chavez chiluisa cordova coronel cruz davila delgado diaz dominguez duque enriquez erazo
    escobar espinosa espinoza estrada fernandez flores franco freire gallegos galarza garces garcia garzon gomez
    gonzalez granda guaman guerra guerrero gutierrez guzman hernandez herrera hidalgo hurtado jaramillo jimenez lara
    lema leon loor lopez lozano macias maldonado martinez medina mejia mendoza mera merino molina montenegro montufar
    mora morales moreira moreno morocho moya munoz naranjo narvaez navarrete navas obando ochoa ordonez orellana ortega
    ortiz pacheco palacios paredes paz pena penafiel peralta perez pinos poveda proano quinonez quinteros quishpe quizhpi
    ramirez ramos restrepo reyes rios rivadeneira rivas rivera robles rodriguez rojas romero rosales rosero rueda ruiz
    salas salazar salcedo salguero salinas samaniego sanchez sandoval santana serrano silva solis soto suarez tapia
    teran tipan toapanta toledo torres ulloa urbina valencia vallejo varela vargas vasquez vega velasco velasquez velez
    vera villacis villacres villalba villarreal viteri yanez yepez zambrano zapata zuniga
        """,
    )
)
_COMMON_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
    abierta abierto academia accion administracion agencia agua alcalde alcaldesa alcaldia alianza ambiente america
    archivo area asamblea asociacion banco barrio barrios cabildo cabildos camara canton cantonal casa central centro
    ciudad ciudadana ciudadano colectivo colegio comision comite compras comunas comunicacion comunidad concejal concejala
    concejo confederacion consejo consorcio consultora control cooperacion cooperativa coordinacion coordinador
    coordinadora corporacion cultura cuerpo datos defensoria delegacion delegada delegado departamento desarrollo digital
    direccion director directora distrito economia ecuador ecuatoriana ecuatoriano educacion ejecutiva ejecutivo empresa
    ep escuela estado estudios facultad federacion finanzas foro frente fundacion gad gadm general gerencia gerente
    gestion gobernanza gobierno grupo habitat hospital iglesia infraestructura institucional instituto internacional
    intendencia jefatura jefe jefa jovenes junta juridica justicia juventudes laboratorio liga lider local metropolitana
    metropolitano ministerio ministra ministro mesa mercados movilidad movimiento mujeres municipal municipalidad
    municipio nacion nacional naciones observatorio obras oficina ong organizacion organizado parroquia parroquial
    participacion patronato planificacion plan plataforma policia prefecta prefecto prefectura presidencia presidente
    presidenta principal procurador procuraduria programa provincial proyecto publica publico quito rector rectora red
    registro republica riesgos salud secretaria secretario sector seguridad servicio servicios sindicato sistema sistemas
    social sociedad subdireccion subsecretaria superintendencia tecnologia tecnologias territorial tics todos
    transparencia transporte turismo unidad unidas union universidad veeduria vialidad vision vivienda world zonal
        """,
    )
)
"""Words of organizations and posts: a run of capitalised words that holds one is not a person's name."""
_CALLED = rf"{_NAME_WORD}(?:\s+(?:(?:de|del|la|las|los)\s+){{0,2}}{_NAME_WORD}){{0,4}}"
_SIGNER = (
    r"(?:representad|firmad|suscrit|elaborad|revisad|aprobad|realizad|preparad|presentad|entregad|emitid|remitid|liderad"
    r"|presidid|dirigid|validad|autorizad|dictad|coordinad|redactad)[oa]s?\s+por|(?:por|en) parte de|a nombre de"
)
_ADDRESSED = (
    "señora?s?|señorita|alcalde(?:sa)?|vicealcalde(?:sa)?|concejal[ae]?s?|prefect[oa]|viceprefect[oa]|ministr[oa]"
    "|director[a]?|president[ea]|secretari[oa]|coordinadora?|administradora?|delegad[oa]|técnic[oa]|doctora?"
    "|ingenier[oa]|licenciad[oa]|arquitect[oa]|economista|abogad[oa]|ciudadan[oa]"
)
_CUED = re.compile(rf"\b(?i:(?P<signer>{_SIGNER})(?:\s+(?:el|la))?|(?P<post>{_ADDRESSED}))\s+(?P<name>{_CALLED})")
_ANOTHER = re.compile(rf"(?<=\[persona\])(?P<and>\s*,\s+|\s+[ye]\s+)(?P<name>{_CALLED})")
_BESIDE = re.compile(
    rf"(?:[\s,;(–—-]*\b(?:{_SIGNER}))?\s*[(]?\s*\[persona\]\s*[)]?(?:\s*[,–—-]+\s*)?", re.IGNORECASE
)


def is_person(text: str) -> bool:
    """Whether the whole of `text` is a person's name: with a courtesy or academic title, or a common given name first.

    «Fundación María ...» is an organization: what opens with a common noun is not a person.
    """
    text = text.strip(" .,;:")
    if _TITLED.fullmatch(text):
        return True
    return bool(_NAME_SHAPE.fullmatch(text)) and fold(text.split()[0]) in _GIVEN


def seems_person(text: str) -> bool:
    """Whether a text that should name an organization reads as a person's name, even without a title.

    Two to four capitalised words: a common given name or surname among them, or none of the words of organizations.
    """
    text = text.strip(" .,;:")
    if is_person(text):
        return True
    said = fold(text).split()
    if not _NAME_SHAPE.fullmatch(text) or _COMMON_WORDS.intersection(said):
        return False
    return bool(_SURNAMES.intersection(said[1:])) or not any(word.isupper() for word in text.split())


def without_people(text: str) -> str:
    """`text` with each person's name that a word announces replaced by a neutral mark.

    What announces one: a title («Ing. ...», «Doctora ...»), a post («la alcaldesa ...»), an act («firmado por ...»).
    Places that bear such a name («Hospital Dr. ...») and organizations stay.
    """
    text = _TITLED.sub(
        lambda match: match[0] if _NAMED_PLACE.search(fold(text[: match.start()][-40:])) else HIDDEN, text
    )
    text = _CUED.sub(_without_cued, text)
    return _ANOTHER.sub(_without_another, text) if HIDDEN in text else text


def _without_cued(match: re.Match[str]) -> str:
    name = _before_organization(match["name"])
    least = 1 if fold(match["post"] or "").startswith("senor") else 2
    if len(name.split()) < least:
        return match[0]
    return match[0][: match.start("name") - match.start()] + HIDDEN + match["name"][len(name) :]


def _without_another(match: re.Match[str]) -> str:
    name = _before_organization(match["name"])
    said = fold(name).split()
    known = len(said) > 1 and (said[0] in _GIVEN or bool(_SURNAMES.intersection(said[1:])))
    return match["and"] + HIDDEN + match["name"][len(name) :] if known else match[0]


def _before_organization(name: str) -> str:
    """The words of a name before the first that organizations bear."""
    kept: list[str] = []
    for word in name.split():
        if fold(word).strip(".") in _COMMON_WORDS:
            break
        kept.append(word)
    while kept and kept[-1].islower():
        kept.pop()
    return " ".join(kept)


def offices_in(text: str) -> str:
    """A cell of roles without its persons: «Dirección de Mercados (Ab. ...)», «Fundación X, representada por ...»."""
    hidden = without_people(text)
    return _BESIDE.sub("", hidden).strip(" ,;") if HIDDEN in hidden else text


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
