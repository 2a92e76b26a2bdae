"""Who answers for something, from a free cell: units, organizations and posts are kept, persons are not."""

from __future__ import annotations

import re
from functools import lru_cache

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.people import is_person
from minga.publishing.intake.recognisers.names import opens_organization, split_organizations, tidy_name

_POSTS_LIST = """
    administrador administradora alcalde alcaldesa analista asesor asesora asistente comisario concejal
    concejala consultor coordinador coordinadora delegado delegada director directora equipo especialista
    fiscalizador fiscalizadora gerente inspector jefe jefa presidente presidenta procurador promotor promotora
    rector registrador representante responsable secretario secretaria subdirector subdirectora subsecretario
    supervisor tecnico tecnica tecnicos tesorero vicealcalde vicealcaldesa vocal manager director head officer
"""
_POSTS = frozenset(_POSTS_LIST.split())
_AREAS_LIST = """
    academia agua alcantarillado ambiente archivo area asesoria auditoria avaluos barrios bodega bomberos
    camaras catastro catastros cementerios centro centros ciudadania comercio comisaria comisarias comites
    compras comunas comunicacion comunidad comunidades concejales contabilidad contratacion control cooperacion
    cooperativas cultura department dependencia dependencias deporte deportes desarrollo desechos direcciones
    distrito economia educacion emprendimiento empresas ep fiscalizacion finanzas financiera financiero fomento
    fundaciones gads gestion gobiernos habitat higiene hospital inclusion informatica infraestructura juridico
    juntas justicia ligas logistica mantenimiento mercados ministry mitigacion moradores movilidad mujeres municipios
    nucleo obras office ong ongs ordenamiento organismos organizaciones parques parroquias participacion
    patrimonio planificacion policia presidencia presupuesto proceso produccion productividad promocion
    proteccion proyectos recreacion recursos relaciones residuos riesgos rentas salud saneamiento sector
    seguridad sindicatura servicios sistemas social sociedad subdireccion subgerencia talento tecnologia tecnologias
    territorio tesoreria todas todos transito transporte turismo unit universidades varias varios vialidad
    vivienda vocalia zona
"""
_AREAS = frozenset(_AREAS_LIST.split())
_ENGLISH_UNITS_LIST = """
    agency association authority company council department directorate division foundation institute ministry
    network ngo office secretariat society union unit university
"""
_ENGLISH_UNITS = frozenset(_ENGLISH_UNITS_LIST.split())
_QUALITIES_LIST = """
    administrativa administrativo ambiental cantonal ciudadana comunitaria comunitario cultural distrital
    ejecutiva ejecutivo financiera financiero general institucional juridica juridico local metropolitana
    metropolitano municipal nacional operativa operativo parroquial principal provincial rural sectorial social
    tecnica tecnico territorial turistico urbana urbano zonal
"""
_QUALITIES = frozenset(_QUALITIES_LIST.split())
_INSTITUTION = re.compile(
    r"\b(?:zonal|educativa|hospital|fundacion|universidad|parque|escuela|colegio|instituto|centro|parroquial|parroquia|liga"
    r"|casa|barrio|comuna|junta|corporacion|empresa|asociacion|cooperativa)\b"
)
_ACRONYM = re.compile(r"(?=(?:.*[A-ZÁÉÍÓÚÑ]){2})[A-ZÁÉÍÓÚÑ][\w&./-]{1,14}")
_NOT_SHOUTED_NAME = re.compile(r"[A-ZÁÉÍÓÚÑ]*[a-z&./0-9-][\w&./-]*|[A-ZÁÉÍÓÚÑ]{2,10}")
_BRACKETED = re.compile(r"\s*\(([^()]*)\)")
_SIDES = re.compile(r"\s+[-–—|]\s+|\s*:\s+|\s*/\s*(?=\w{4})")
_TITLE = re.compile(
    r"\b(?:ing|dr|dra|lic|lcd[oa]|econ|arq|abg|ab|mgs|msc|mtr[oa]?|tnlg[oa]?|tlg[oa]|sr|sra|srta)\.", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:el|la|los|las|a cargo de(?: la| el)?)\s+", re.IGNORECASE)
_NOTHING = re.compile(r"(?:n/?a|no aplica|ningun[oa]|por definir|s/n|[-–—.()\s]*)")


@lru_cache(maxsize=2048)
def read_actors(text: str) -> tuple[tuple[str, ...], bool]:
    """The units, organizations and posts of a cell, in order, and whether something else was left out.

    What is left out is a person's name, or a text that nothing shows to be anything else. Names of units hold commas and
    «y» («Coordinación Territorial, Gobernabilidad y Participación»): they stay in one piece.
    """
    names: list[str] = []
    left_out = False
    for line in filter(None, map(clean, re.split(r"[\n;]", text))):
        pieces = [piece for piece in split_organizations(line) if not _NOTHING.fullmatch(fold(piece))]
        kept = [_kept(piece) for piece in pieces]
        if not all(kept) and is_actor(line) and not any(map(_names_person, pieces)):
            kept = [[tidy_name(line)]]
        left_out = left_out or not all(kept)
        names += [name for found in kept for name in found]
    return tuple(dict.fromkeys(names)), left_out


def _names_person(piece: str) -> bool:
    said = piece.split()
    return any(is_person(" ".join(said[start:])) for start in range(len(said))) or bool(_TITLE.search(piece))


def _kept(piece: str) -> list[str]:
    """The piece without the persons in it: in brackets, after a dash, or at its end."""
    bare = _BRACKETED.sub(lambda match: "" if not is_actor(match[1]) else match[0], piece)
    sides = [side for side in _SIDES.split(bare) if side]
    if len(sides) > 1 and not all(is_actor(side) or not is_person(side) for side in sides):
        return [name for side in sides for name in _kept(side)]
    name = tidy_name(_ARTICLE.sub("", _without_person(bare), count=1))
    return [name] if is_actor(name) else []


def is_actor(text: str) -> bool:
    """Whether a text names a unit, an organization or a post: by its first word, or as an acronym."""
    first = (fold(_ARTICLE.sub("", text.strip(), count=1)).split() or [""])[0].strip(".,")
    if not first or is_person(text):
        return False
    if opens_organization(text) or first in _POSTS | _AREAS or fold(text).split()[-1].strip(".,") in _ENGLISH_UNITS:
        return True
    word = text.strip()
    looks = bool(_ACRONYM.fullmatch(word)) and bool(_NOT_SHOUTED_NAME.fullmatch(word))
    return looks and not is_person(f"{word} {word}")


def _without_person(text: str) -> str:
    """The text without a person's name at its end («Director de Obras ...»); places named after persons stay."""
    said = _post_alone(text.split())
    if _INSTITUTION.search(fold(text)):
        return text
    for start in range(1, len(said)):
        tail = " ".join(said[start:])
        if is_person(tail) or _TITLE.match(said[start]):
            return re.sub(r"[\s,.:-]+(?:de|del|la|el|por)?\s*$", "", " ".join(said[:start]))
    return " ".join(said)


def _post_alone(said: list[str]) -> list[str]:
    """A post's words, without the ones after it that neither say of what nor what kind («Director ...»)."""
    if not said[1:] or fold(said[0]) not in _POSTS or not said[1][0].isupper():
        return said
    return said if fold(said[1]).strip(".,") in _QUALITIES | _AREAS | _POSTS else said[:1]
