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
_SHOUTED_WORD = r"[A-ZÁÉÍÓÚÑÜ]{2,}"
_CONNECTED = r"(?:(?:de|del|la|las|los)\s+){0,2}"
_CALLED = rf"{_NAME_WORD}(?:\s+{_CONNECTED}{_NAME_WORD}){{0,5}}"
_SHOUTED = rf"{_SHOUTED_WORD}(?:\s+(?:(?:DE|DEL|LA|LAS|LOS)\s+){{0,2}}{_SHOUTED_WORD}){{0,5}}"
_DEGREES = rf"(?:\s*,\s*(?i:{_TITLES})\.?(?![\w]))*"
_TITLED = re.compile(
    rf"(?:(?:\b(?i:{_TITLES})\.\s*)+|\b(?:(?:{_TITLES})\s+)+|\b(?:{_FULL_TITLES})\s+)"
    rf"(?P<name>{_CALLED}|{_SHOUTED})(?P<degrees>{_DEGREES})"
)
_PLACE_NOUNS = (
    r"hospital|clinica|centro|unidad educativa|escuela|colegio|institucion educativa|calle|avenida|av\.?|parque|plaza"
    r"|plazoleta|barrio|sector|pasaje|redondel|estadio|coliseo|biblioteca|museo|teatro|fundacion|universidad|puente"
    r"|ciudadela|urbanizacion|cooperativa|comuna|comunidad|parroquia|canton|provincia|zonal|zona|mercado|instituto|liga"
    r"|estacion|terminal|aeropuerto|premio|concurso|asociacion|corporacion|casa|cancha|conjunto|comite|recinto|colonia"
)
_NAMED_PLACE = re.compile(rf"(?:{_PLACE_NOUNS})\s*$")
_PLACES_LISTED = re.compile(rf"\b(?:{_PLACE_NOUNS})(?:e?s)?\b")
_GIVEN = frozenset(
    re.findall(
        r"\w+",
        """
    adela adrian adriana agustin aida alba alberto alejandra alejandro alexandra alexis alfonso alfredo alicia alvaro
    amalia amparo ana anabel andrea andres angel angela angelica anita antonia antonio ariana ariel armando arturo aurora beatriz
    belen benjamin bernardo bertha blanca bolivar brenda bryan byron camila carla carlos carmen carolina catalina cecilia
    celia cesar christian clara claudia consuelo cristian cristina cristobal daniel daniela dario david diana diego doris edgar edison eduardo
    edwin elena elizabeth enrique ernesto esteban estefania eugenia eva fabian fabiola felipe fernanda fernando
    francisco franklin freddy gabriel gabriela galo gerardo german gladys gloria gonzalo guillermo gustavo
    hector hernan hugo ignacio ines irene isabel ivan ivonne jacqueline jaime javier jessica jimena joaquin
    johana jorge jose juan juana juliana julio karina karla katherine laura leonardo leonor liliana lorena
    lourdes lucas lucia luis luisa manuel marcela marcelo marco marcos margarita maria mariana mario marlon
    martha martin mateo mauricio mayra mercedes miguel milton monica nancy natalia nelson nestor nicolas norma
    marta nelly nora norman olga omar orlando oscar osvaldo oswaldo pablo paola patricia patricio paul paula paulina pedro pilar rafael ramiro ramon raul
    rebeca ricardo roberto rocio rodrigo rosa rosario ruben ruth salome samuel sandra santiago sara sebastian
    segundo sergio silvia simon sofia soledad sonia stalin susana tatiana teresa tomas valeria vanessa veronica
    vicente victor victoria vinicio violeta virginia viviana walter washington william wilson ximena xavier yadira yolanda zoila
    dolores efrain elsa emilia emilio emma ester esther fanny fausto fidel flor gilberto gina giovanni gisela graciela
    guadalupe hilda hipolito humberto iliana inti israel jairo jefferson jenny jhon joel jonathan josefina judith julieta
    kevin leandro leticia ligia luciano luz mabel magdalena maritza marisol maximo melissa mirian myriam nathaly nelly
    nubia octavio ofelia paulo ramona raquel regina rene rita romulo ruth santos saul silvana tania tamara ulises
    valentina vinicio wendy wilmer yesenia zulema
        """,
    )
)
_ANY_WORD = rf"(?:{_NAME_WORD}|{_SHOUTED_WORD})"
_NAME_SHAPE = re.compile(rf"{_ANY_WORD}(?:\s+{_ANY_WORD}){{1,4}}")
_CONNECTED_SHAPE = re.compile(rf"{_ANY_WORD}(?:\s+(?i:(?:de|del|la|las|los)\s+){{0,2}}{_ANY_WORD}){{1,5}}")
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
    aguaiza aguinda amaguana andrango anrango ante apaza arevalo astudillo ayol aynaguano bonilla borja bustos cabezas
    cabrera caiza cajas calapaqui camacho campoverde cando caranqui cardenas carpio carvajal catota chala chango chasi
    chicaiza chimbo chiriboga coello condori contreras coque cornejo correa crespo cueva cuji donoso duenas egas encalada
    espin estrella farinango fierro figueroa fuentes fuertes galindo gavilanes gualan guachamin gualotuna guanoluisa
    guaraca guayasamin heredia huaman ibarra iza jacome jumbo lasluisa licto llumiquinga maigua malan mamani marin
    masaquiza maza mena mendez merchan minda montalvo morales muenala ninabanda nogales nunez oviedo padilla pardo
    pastrana pazmino pillco pilco pillajo pinargote ponce portilla puente pulla pupiales quilumba quimbiulco quinde quinga
    quishpi quispe quizhpe remache rengifo revelo roldan salvador sangucho serna siguencia simbana sinchi sosa taco taipe
    tayupanda tenesaca tenorio tipantuna toaza trujillo tubon tuquerres usina uyaguari uquillas valdez valdivieso valle
    vela vergara villagomez villamar yaguana yanchapaxi yumbo zurita
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
    alcaldes aliada aliado alta alto analista asesor asesora asistente auditoria catastro catastros ciclistas civil
    comercial concejales emergencias encargada encargado especialista estatal etica informatica ingenieria jardin jefes
    museo norte occidente oriente particular presupuesto rural subrogante suplente sur tecnica tecnicas tecnico tecnicos
    tesoreria tesorero titular urbana urbano vecinal vecinos verde vocal
    transparencia transporte turismo unidad unidas union universidad veeduria vialidad vision vivienda world zonal
        """,
    )
)
"""Words of organizations and posts: a run of capitalised words that holds one is not a person's name."""
_PLACE_OPENERS = frozenset(
    [
        "alto",
        "alta",
        "lago",
        "laguna",
        "loma",
        "monte",
        "nueva",
        "nuevo",
        "pueblo",
        "puerto",
        "rio",
        "san",
        "santa",
        "santo",
        "valle",
        "villa",
    ]
)
"""Words that open the names of places: «Loma Alta», «Valle Nuevo», «Santa Rosa»."""
_HISTORIC = frozenset(
    {
        "antonio ante",
        "antonio jose de sucre",
        "carlos concha",
        "eloy alfaro",
        "eugenio espejo",
        "gabriel garcia moreno",
        "jaime roldos",
        "juan montalvo",
        "manuela canizares",
        "manuela saenz",
        "pedro moncayo",
        "pedro vicente maldonado",
        "simon bolivar",
        "vicente rocafuerte",
    }
)
"""People of history whose names zones, cantons, streets and schools bear."""
_SIGNER = (
    r"(?:representad|firmad|suscrit|elaborad|revisad|aprobad|realizad|preparad|presentad|entregad|emitid|remitid|liderad"
    r"|presidid|dirigid|validad|autorizad|dictad|coordinad|redactad)[oa]s?\s+por|a nombre de"
)
_ADDRESSED = (
    "señor(?:es|as|a)?|señoritas?|alcalde(?:sa)?|vicealcalde(?:sa)?|concejal[ae]?s?|prefect[oa]|viceprefect[oa]|ministr[oa]"
    "|directora?|subdirectora?|president[ea]|vicepresident[ea]|secretari[oa]|subsecretari[oa]|coordinadora?|administradora?"
    "|delegad[oa]|doctora?|ingenier[oa]|licenciad[oa]|arquitect[oa]|economista|abogad[oa]|gerente|jef[ea]|rectora?"
    "|procuradora?|analista|asesora?|especialista|supervisora?|fiscalizadora?|promotora?|tesorer[oa]|comisari[oa]|vocal"
)
_KINDS = "zonal|general|ejecutiv[oa]|municipal|metropolitan[oa]|cantonal|provincial|financier[oa]|administrativ[oa]|técnic[oa]"
_QUALIFIED_POST = rf"(?:{_ADDRESSED})(?:\s+(?:{_KINDS}|encargad[oa]|subrogante|\(e\)|\(s\)))*"
_CUED = re.compile(
    rf"\b(?i:(?P<signer>{_SIGNER})(?:\s+(?:el|la))?|(?P<post>{_QUALIFIED_POST})|(?P<weak>técnic[oa]|ciudadan[oa]"
    rf"|(?:por|en) parte de))\s+(?P<name>{_CALLED}|{_SHOUTED})"
)
_LABEL = re.compile(
    rf"\b(?i:(?:(?:elaborad|revisad|aprobad|validad|autorizad|suscrit|realizad|preparad)[oa](?:\s+por)?|elabor[oó]"
    rf"|revis[oó]|aprob[oó]|responsables?|contacto|nombre(?:s y apellidos)?|contraparte|l[ií]der|{_QUALIFIED_POST}))"
    rf"\s*:\s*(?P<name>{_CALLED}|{_SHOUTED})"
)
_BEFORE_POST = re.compile(rf"(?P<name>{_CALLED})(?=\s*[,(–—-]\s*(?:(?:el|la)\s+)?(?i:{_ADDRESSED})\b)")
_AFTER_POST = re.compile(rf"\b(?i:{_ADDRESSED})\b(?:\s+[^,.;:()]{{1,60}})?\s*[,(–—-]\s*(?P<name>{_CALLED})")
_UNCUED = re.compile(rf"(?P<name>{_CALLED})")
_ANOTHER = re.compile(rf"(?<=\[persona\])(?P<and>\s*,\s+|\s+[ye]\s+)(?P<name>{_CALLED})")
_BESIDE = re.compile(rf"(?:[\s,;(–—-]*\b(?:{_SIGNER}))?\s*[(]?\s*\[persona\]\s*[)]?(?:\s*[,–—-]+\s*)?", re.IGNORECASE)
_COURTESIES = frozenset(["e", "el", "la", "las", "los", "señor", "señora", "señores", "señoras", "señorita", "y"])
_FEWEST = 2  # words of a name that no title announces


def is_person(text: str) -> bool:
    """Whether the whole of `text` is a person's name: with a courtesy or academic title, or a common given name first.

    «Fundación María ...» is an organization: what opens with a common noun is not a person.
    """
    text = text.strip(" .,;:")
    titled = _TITLED.fullmatch(text)
    if titled:
        return _titled_name(titled) == titled["name"]
    said = fold(text).split()
    if _NAME_SHAPE.fullmatch(text):
        return said[0] in _GIVEN
    return bool(_CONNECTED_SHAPE.fullmatch(text)) and _before_organization(text) == text and _is_known(text)


def seems_person(text: str) -> bool:
    """Whether a text that should name an organization reads as a person's name, even without a title.

    Two to four capitalised words: a common given name or surname among them, or none of the words of organizations.
    """
    text = text.strip(" .,;:")
    if is_person(text):
        return True
    said = fold(text).split()
    if not _NAME_SHAPE.fullmatch(text) or _COMMON_WORDS.intersection(said) or said[0] in _PLACE_OPENERS:
        return False
    return bool(_SURNAMES.intersection(said[1:])) or not any(word.isupper() for word in text.split())


def without_people(text: str) -> str:
    """`text` with each person's name replaced by a neutral mark.

    What tells one: a title («Ing. ...», «Doctora ...»), a post («la alcaldesa ...», «..., Directora de ...»), an act
    («firmado por ...»), a label («Responsable: ...»), or a common given name with a common surname. Places that bear
    such a name («Hospital Dr. ...») and organizations stay.
    """
    text = _TITLED.sub(_without_titled, text)
    text = _CUED.sub(_without_cued, text)
    text = _LABEL.sub(_without_labelled, text)
    for pattern in (_BEFORE_POST, _AFTER_POST):
        text = pattern.sub(_without_known, text)
    text = _UNCUED.sub(_without_uncued, text)
    return _ANOTHER.sub(_without_known, text) if HIDDEN in text else text


def _titled_name(match: re.Match[str]) -> str:
    """The name after a title; empty where what follows is a post («Sr. Alcalde») or the title may be a common word."""
    name = _before_organization(match["name"])
    title = match[0][: match.start("name") - match.start()].strip()
    if title.endswith(".") or _is_known(name):
        return name
    if len(title) > len("Srta"):
        return name if len(name.split()) >= _FEWEST else ""
    return name if fold(name) not in _COMMON_WORDS and title not in ("Ab", "Eco", "Mg", "Prof") else ""


def _without_titled(match: re.Match[str]) -> str:
    name = _titled_name(match)
    if not name or _NAMED_PLACE.search(fold(match.string[: match.start()][-40:])):
        return match[0]
    rest = match["name"][len(name) :]
    return HIDDEN + (rest + match["degrees"] if rest else "")


def _without_cued(match: re.Match[str]) -> str:
    name = _before_organization(match["name"])
    courtesy = fold(match["post"] or "").startswith("senor")
    sure = courtesy or bool((match["signer"] or match["post"]) and not name.isupper())
    least = 1 if courtesy else _FEWEST
    if len(name.split()) < least or not (sure or _is_known(name)) or fold(name) in _HISTORIC:
        return match[0]
    return _hiding(match, name)


def _without_labelled(match: re.Match[str]) -> str:
    name = _before_organization(match["name"])
    return _hiding(match, name) if seems_person(name) and fold(name) not in _HISTORIC else match[0]


def _without_known(match: re.Match[str]) -> str:
    name = _before_organization(match["name"])
    return _hiding(match, name) if _is_known(name) and fold(name) not in _HISTORIC else match[0]


def _without_uncued(match: re.Match[str]) -> str:
    """Without a name that nothing announces: a given name and a surname, where no list of places is being told."""
    name = _before_organization(match["name"])
    said = fold(name).split()
    whole = len(said) >= _FEWEST and said[0] in _GIVEN and bool(_SURNAMES.intersection(said[1:]))
    before = fold(re.split(r"[.;]\s", match.string[: match.start()])[-1][-200:])
    if not whole or fold(name) in _HISTORIC or _PLACES_LISTED.search(before):
        return match[0]
    return _hiding(match, name)


def _hiding(match: re.Match[str], name: str) -> str:
    """What was matched, with the name that opens its last part replaced."""
    return match[0][: match.start("name") - match.start()] + HIDDEN + match["name"][len(name) :]


def _is_known(name: str) -> bool:
    said = fold(name).split()
    return len(said) >= _FEWEST and (said[0] in _GIVEN or bool(_SURNAMES.intersection(said[1:])))


def _before_organization(name: str) -> str:
    """The words of a name before the first that organizations or posts bear; nothing where a place's name opens.

    A given name alone keeps the word after it, which may be a surname («María Mesa»).
    """
    kept: list[str] = []
    for word in name.split():
        folded = fold(word).strip(".")
        if not kept and folded in _PLACE_OPENERS:
            return ""
        if folded in _COMMON_WORDS and not (len(kept) == 1 and fold(kept[0]) in _GIVEN and folded in _SURNAMES):
            break
        kept.append(word)
    while kept and fold(kept[-1]) in ("de", "del", "la", "las", "los"):
        kept.pop()
    return " ".join(kept)


def offices_in(text: str) -> str:
    """A cell of roles without its persons: «Dirección de Mercados (Ab. ...)», «Fundación X, representada por ...»."""
    hidden = without_people(text)
    if HIDDEN not in hidden:
        return text
    bare = re.sub(r"^\(([^()]*)\)$", r"\1", _BESIDE.sub(_gap, hidden).strip(" ,;"))
    return "" if set(bare.casefold().split()) <= _COURTESIES else bare


def _gap(match: re.Match[str]) -> str:
    """What parted the texts around a name that was taken out."""
    parted = match.string[: match.start()].rstrip().endswith(",")
    return ", " if "," in match[0] and not parted else " "


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
