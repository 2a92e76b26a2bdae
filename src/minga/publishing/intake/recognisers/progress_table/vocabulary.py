"""What a column of a follow-up table holds, told from its label in Spanish or English."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.levels import is_level, level_name
from minga.publishing.intake.recognisers.progress_table.money import names_money, without_money

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ORDINAL = (
    r"(?:[ivx]{1,4}|[1-4](?:er|ro|do|to|°|º)?|primer|segundo|tercer|cuarto|primero|tercero|first|second|third|fourth)"
)
_SPAN = r"(?:trimestre|semestre|cuatrimestre|bimestre|trim|sem|quarter|semester|half)"
_MONTH = r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)"
_MONTH_ONLY = re.compile(
    rf"(?:{_MONTH}|ene|feb|mar|abr|may|jun|jul|ago|se[pt]t?|oct|nov|dic|january|february|march|april|june|july|august"
    r"|september|october|november|december|jan|apr|aug|dec)\.?"
)
PART = re.compile(
    rf"\b(?:{_ORDINAL}\s*{_SPAN}|{_SPAN}\.?\s*{_ORDINAL}|[qt]-?[1-4]|[1-4][qt]|{_MONTH}(?:\s*(?:-|a|al)\s*{_MONTH})?)\b"
)
_SIGNS = re.compile(r"[()\[\]{}.,:;*_/\\|\"'“”«»°º–—-]+")

_UNIT = r"(?:unidad(?:es)?|entidad(?:es)?|institucion(?:es)?|dependencia(?:s)?|direccion(?:es)?|organismo|area|instancia|agency|unit)"
_MONEY = (
    r"(?:presupuest\w*|monto|montos|inversion|costo|costos|recursos?|gasto|gastos|budget\w*|cost|amount|financier\w*)"
)
_AMOUNTS = re.compile(rf"\b{_MONEY}\b")
_IN_MONEY = {"programmed": "proforma", "executed": "accrued", "baseline": "initial"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label says: the kind of column, a detail (budget phase, role, level's name), a year, a part of a year.

    Kinds: number, code, level, name, kind, description, indicator, unit, goal, programmed, executed, attainment,
    baseline, advance, status, budget, execution, role, start, end, means, evidence, note, results, year, mechanism,
    alignment, month.
    """

    kind: str
    detail: str | None = None
    year: int | None = None
    part: str | None = None


def _rule(kind: str, pattern: str, detail: str | None = None) -> tuple[str, str | None, re.Pattern[str]]:
    return kind, detail, re.compile(pattern)


_ESTIMATED = r"planificad[oa]s?|programad[oa]s?|estimad[oa]s?"
_ASSIGNED = r"(?:(?:asignad[oa]s?|asignacion)(?: inicial)?|inicial|initial)"
_WHOLE = r"(?:\s+(?:total|anual|del proyecto|de la obra))"
_SPENT = r"(?:amount )?spent|actual cost|(?:actual |total )?(?:expenditures?|spending)(?: to date)?"
_PHASES = (
    (
        "accrued",
        (
            rf"devengad[oa]s?|obligad[oa]s?|ejercid[oa]s?|accrued|{_SPENT}"
            rf"|{_MONEY}.*\b(?:ejecutad[oa]s?|executed|spent)|(?:ejecutad[oa]s?|executed)\s+{_MONEY}.*"
        ),
    ),
    (
        "adjusted",
        (
            r"codificad[oa]s?|pim|modificad[oa]s?|apropiacion (?:definitiva|vigente)"
            rf"|{_MONEY}.*\b(?:vigentes?|actualizad[oa]s?|reformad[oa]s?|modificad[oa]s?|ajustad[oa]s?|current|adjusted|amended)"
        ),
    ),
    ("certified", r"certificad[oa]s?|certificacion(?:es)?|certified"),
    ("committed", rf"comprometid[oa]s?|committed|{_MONEY} (?:contratad[oa]|de(?:l)? contratos?)"),
    ("paid", r"pagad[oa]s?|pagos?|girad[oa]s?|paid|disbursed"),
    ("reform", r"reformas?|modificacion(?:es)?|reforms?|amendments?"),
    (
        "proforma",
        rf"proforma|{_MONEY}.*\b(?:proforma\w*|{_ESTIMATED}|referencial|planned|estimated)|(?:{_ESTIMATED})\s+{_MONEY}.*",
    ),
    (
        "initial",
        rf"{_ASSIGNED}|pia|apropiacion inicial|{_MONEY}.*\b(?:{_ASSIGNED}|aprobad[oa]s?|approved)|(?:initial|approved)\s+{_MONEY}.*|{_MONEY}{_WHOLE}*",
    ),
)
_WHOLE_PLAN = r"(?:cuatrienio|cuatrienal|quinquenio|quinquenal|plurianual|final(?: del plan)?|plazo del plan|fin del plan|periodo)"
WHOLE = "whole"
"""The detail of a goal for all the years of a plan, which belongs to no single year."""
_PERCENT = r"(?:%|porcentaje|porcentual|percent\w*|pct)"
_RULES = (
    _rule(
        "attainment",
        rf"(?:{_PERCENT} )?(?:de )?(?:avance|ejecucion|cumplimiento) fisic[oa](?: {_PERCENT})?|physical progress",
    ),
    _rule(
        "advance",
        r"(?:ejecucion|avance)(?: (?:de metas?|fisic[oa]|(?:bi|tri|cuatri)mestral|semestral|mensual|anual|acumulad[oa]|total"
        r"|(?:del? )?(?:(?:bi|tri|cuatri|se)mestre|periodo|mes)))+",
    ),
    _rule("execution", rf".*{_PERCENT}.*\b(?:ejecucion|devengad\w*|{_MONEY}).*|.*\b{_MONEY}\b.*{_PERCENT}.*"),
    _rule(
        "execution",
        r"(?:nivel de |avance (?:en la |de )?)?(?:ejecucion (?:presupuestaria|financiera|del presupuesto)|budget execution).*",
    ),
    _rule("execution", r"avance (?:presupuestario|financiero)|financial progress|ejecucion"),
    _rule("baseline", r"(?:valor )?(?:de )?(?:la )?linea (?:de )?base.*|baseline.*|valor base|dato base"),
    *(_rule("budget", rf"(?:(?:{_MONEY}|valor)\s+)?(?:{pattern})", phase) for phase, pattern in _PHASES),
    _rule(
        "attainment",
        rf"{_PERCENT}|.*{_PERCENT}.*\b(?:avance|cumplimiento|logro|ejecutad\w*|alcanzad\w*|progress|completion|complete|attain\w*)\b.*",
    ),
    _rule("attainment", rf".*\b(?:avance|cumplimiento|logro|progress|completion|complete|attainment)\b.*{_PERCENT}"),
    _rule("attainment", r"(?:nivel|grado|indice|tasa) de (?:avance|cumplimiento|logro)|attainment"),
    _rule(
        "advance",
        r"avances?(?: (?:de la meta|del indicador|acumulado|total|actual|reportado|al corte))*|cumplimiento(?: de (?:la )?metas?)?|progress",
    ),
    _rule(
        "results",
        r".*\b(?:resultados?|logros?|productos?) (?:alcanzad|obtenid|logrod|lograd|entregad)\w*.*|principales (?:logros|resultados|avances)",
    ),
    _rule(
        "results",
        r"(?:descripcion|detalle|reporte|narrativa|resumen) (?:de los |del |de |de la )?(?:avances?|logros?|resultados?|gestion|cumplimiento|ejecucion)",
    ),
    _rule(
        "results",
        r"(?:avances? cualitativos?|actividades (?:realizadas|ejecutadas|cumplidas)|acciones (?:realizadas|ejecutadas|cumplidas)|logros?|resultados?|results|achievements)",
    ),
    _rule("role", r"(?:lead|responsible) (?:[a-z]+ )?(?:department|agency|unit|office|entity|body)", "lead"),
    _rule("role", r"centros? de costos?|centros? gestor(?:es)?", "lead"),
    _rule("role", r"supporting (?:partners?|agency|agencies|departments?|units?|entity|entities)", "partner"),
    _rule("role", rf"(?:{_UNIT}|organismo)?\s*ejecutor\w*(?: .*)?|executing.*|executor|ejecuta", "executor"),
    _rule(
        "role",
        rf"(?:{_UNIT} )?(?:contrapartes?|corresponsables?|co responsables?|counterparts?)(?: .*)?",
        "counterpart",
    ),
    _rule(
        "role",
        rf"(?:{_UNIT} )?(?:aliad[oa]s?|socios?|cooperantes?|participantes|involucrad[oa]s|de apoyo|partners?|actores)(?: .*)?",
        "partner",
    ),
    _rule(
        "role", r"(?:poblacion (?:beneficiaria|objetivo)|beneficiari[oa]s?(?: .*)?|beneficiar(?:y|ies))", "beneficiary"
    ),
    _rule("role", rf"(?:{_UNIT} )?(?:impulsor|promotor|proponente)\w*(?: .*)?", "promoter"),
    _rule(
        "role",
        rf"(?:(?:{_UNIT}|[a-z]{{4,}})(?: [a-z]+)?\s+)?(?:responsables?|a cargo|responsible|encargad[oa])(?: .*)?",
        "lead",
    ),
    _rule("unit", r"unidad(?:es)?|units?"),
    _rule(
        "role",
        rf"(?:{_UNIT}|secretaria|departamento|owner|lead(?: agency| unit)?)(?: (?:municipal|administrativa|requirente|lider|rectora))*",
        "lead",
    ),
    _rule("start", r".*\binicio\b.*|desde|start(?: date)?|begin\w*"),
    _rule(
        "end",
        r"(?:fecha )?(?:[a-z]+ )?(?:de |del )?(?:fin|final|finalizacion|termino|terminacion|cierre|culminacion|conclusion|entrega)(?: .*)?"
        r"|fecha (?:de )?cumplimiento(?: .*)?"
        r"|fecha (?:limite|maxima|programada|prevista)(?: .*)?|hasta|plazo|end(?: date)?|due(?: date)?|deadline|fin",
    ),
    _rule(
        "evidence",
        r"(?:.*\b)?(?:evidencias?|respaldos?|anexos?|soportes?|sustentos?|evidence|attachments?)(?: .*)?|(?:link|enlace)s?(?: .*)?",
    ),
    _rule("evidence", r"(?:medios? de verificacion|verificables?) (?:entregad|presentad|adjunt)\w*"),
    _rule(
        "means",
        r"(?:medios? de |fuentes? de )?verificacion|verificables?(?: esperados?)?|means of verification|verification",
    ),
    _rule(
        "note",
        r"observacion(?:es)?(?: .*)?|comentarios?(?: .*)?|notas?|justificacion(?:es)?(?: .*)?|dificultades?(?: .*)?|limitacion(?:es)?(?: .*)?"
        r"|nudos criticos|causas?(?: .*)?|motivos?(?: .*)?|alertas?|comments?|remarks?|notes?",
    ),
    _rule(
        "status",
        r"(?:estado|situacion|estatus|status|semafor\w*|condicion)(?: (?:de|del|actual|al|la|cumplimiento|avance|ejecucion|proyecto|meta|actividad|compromiso|hito|obra|accion|iniciativa))*",
    ),
    _rule("unit", r"unidad(?:es)? (?:de )?medida(?: .*)?|u(?: de)? ?m(?:edida)?|medida|units? of measure(?:ment)?"),
    _rule(
        "programmed",
        r"(?:metas?|valor(?:es)?|cantidad|avance|indicador|total|logros?|resultados?)?\s*(?:fisic[oa]s? )?(?:programad|planificad|proyectad|previst|esperad|comprometid)[oa]s?(?: .*)?",
    ),
    _rule("programmed", rf"metas? (?:(?:del?|para el|al) )?{_WHOLE_PLAN}", WHOLE),
    _rule(
        "programmed",
        r"programacion(?: (?:de metas?|fisica|trimestral|semestral|mensual|anual|acumulada|total))*",
    ),
    _rule(
        "programmed",
        r"(?:valor (?:de la )?meta|metas? (?:anual\w*|numerica|fisica|cuantitativa|total|final|del periodo|acumulada|trimestral|semestral|mensual)|target(?: value)?|planned(?: value)?)",
    ),
    _rule(
        "executed",
        r"(?:metas?|valor(?:es)?|cantidad|avance|resultado|total)?\s*(?:fisic[oa]s? )?(?:ejecutad|lograd|alcanzad|cumplid|realizad|obtenid)[oa]s?(?: .*)?",
    ),
    _rule(
        "executed",
        r"(?:avance|valor) (?:numerico|absoluto|real|actual|cuantitativo|valor|en valor|en numero|en cantidad)|real|actual(?: value)?|achieved(?: value)?|executed|result value",
    ),
    _rule(
        "indicator", r"(?:nombre (?:del )?)?(?:indicador(?:es)?|kpis?|(?:key )?(?:performance )?indicators?)(?: .*)?"
    ),
    _rule(
        "alignment",
        r".*\b(?:alineacion|alineamiento|alineado|vinculacion|contribucion|contribuye|aporta|aporte|alignment)\b.*|ods(?: .*)?|objetivos? (?:de desarrollo sostenible|ods|pnd|del plan nacional).*|sdgs?",
    ),
    _rule("mechanism", r"mecanismos?(?: de (?:articulacion|coordinacion|cooperacion|gestion))?"),
    _rule("year", r"(?:ano|anio|year|ejercicio(?: fiscal)?|periodo|vigencia|gestion)(?: fiscal)?"),
    _rule(
        "goal",
        r"metas?(?: (?:del (?:programa|proyecto|plan|objetivo|indicador|pdot|pmdot|poa)|de gestion|de resultado|de producto|institucional|operativa|propuesta|planteada))*",
    ),
    _rule("number", r"n|no|nro|num|numero|item|#|ord|orden|num de orden"),
    _rule("code", r"(?:codigo|cod|cup|id|code|clave|identificador)(?: .*)?"),
    _rule("kind", r"(?:tipo|nivel|type|level)(?: (?:de )?(?:elemento|nivel|registro|instrumento|planificacion))?"),
    _rule(
        "description",
        r"(?:descripcion|detalle|objeto|description|alcance|objetivo general|proposito)(?: (?:del? |de la |general).*)?",
    ),
    _rule("name", r"nombre|nombres?|denominacion|titulo|name|title|concepto"),
)
_NAMED_LEVEL = re.compile(
    r"(?:nombre|denominacion|titulo|descripcion|detalle|name)\s+(?:de la|de los|de las|del?|of)?\s*(?P<level>.+)"
)
_TOO_LONG = 110


@lru_cache(maxsize=4096)
def meaning(label: str) -> Meaning | None:
    """What a column with this label holds; None for a label that says nothing this reading needs."""
    folded = _in_full(fold(label))
    if not folded or len(folded) > _TOO_LONG:
        return None
    if _MONTH_ONLY.fullmatch(_YEAR.sub(" ", folded).strip(" -/.")):
        return Meaning("month")
    time = dating(label)
    said = _said(PART.sub(" ", _YEAR.sub(" ", folded)))
    found = _by_rule(said, dated=bool(time.year or time.part)) or _level(label, said)
    if time.part and said == "ejecucion":
        found = Meaning("advance")  # beside a part of a year it counts what was done
    if found and found.kind == "level" and (time.year or time.part) and said.startswith("meta"):
        found = Meaning("programmed")
    if names_money(folded):
        found = _in_currency(found, said)
    if found is None:
        return Meaning("programmed", None, time.year) if time.year and not said else None
    return replace(time, kind=found.kind, detail=found.detail)


def dating(label: str) -> Meaning:
    """The only year and the part of a year that a label prints, with no kind."""
    folded = _in_full(fold(label))
    years = {int(year) for year in _YEAR.findall(folded)}
    part = PART.search(_YEAR.sub(" ", folded))
    return Meaning("", None, years.pop() if len(years) == 1 else None, _printed_part(label, part[0]) if part else None)


def in_money(found: Meaning) -> Meaning:
    """What a column under a group that speaks of money holds: «Ejecutado» is an amount, and its percentage of money too."""
    if found.kind in _IN_MONEY:
        return Meaning("budget", _IN_MONEY[found.kind])
    return Meaning("execution") if found.kind == "attainment" else found


def names_amounts(label: str) -> bool:
    """Whether a label speaks of money: «Ejecución presupuestaria»."""
    return bool(_AMOUNTS.search(fold(label)))


_ABBREVIATED = {
    "prog": "programado",
    "ejec": "ejecutado",
    "cumpl": "cumplimiento",
    "codif": "codificado",
    "deveng": "devengado",
    "comprom": "comprometido",
    "presup": "presupuesto",
    "ppto": "presupuesto",
    "resp": "responsable",
    "obs": "observaciones",
    "observ": "observaciones",
    "indic": "indicador",
    "acum": "acumulado",
}
_ABBREVIATION = re.compile(rf"\b({'|'.join(_ABBREVIATED)})(?:\.|(?=\s|$))")


def _in_full(folded: str) -> str:
    """A label with its usual abbreviations written out: «Prog.», «% Ejec.»."""
    return _ABBREVIATION.sub(lambda match: f"{_ABBREVIATED[match[1]]} ", folded)


def _said(folded: str) -> str:
    text = re.sub(r"\bal?\s+(?:\d{1,2}\s+)?(?:de\s+)+(?:del\s+)?(?=\s|$)", " ", folded)
    text = _SIGNS.sub(" ", without_money(text))
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"(?:\s+(?:de|del|al|ano|anio|en|a|el|la|corte))+$", "", text)


def _in_currency(found: Meaning | None, said: str) -> Meaning | None:
    """The meaning of a label that names a currency: «Ejecutado (USD)» is money, and so is «Valor USD»."""
    if found and found.kind in _IN_MONEY:
        return Meaning("budget", _IN_MONEY[found.kind])
    return Meaning("budget", "initial") if found is None and said in ("", "valor", "total", "value") else found


def _by_rule(said: str, *, dated: bool) -> Meaning | None:
    for kind, detail, pattern in _RULES:
        if pattern.fullmatch(said):
            if dated and kind == "goal":
                return Meaning("programmed")
            return Meaning(kind, detail)
    return None


def _level(label: str, said: str) -> Meaning | None:
    """A label that names a level of the plan, alone or as «Nombre del proyecto»."""
    named = _NAMED_LEVEL.fullmatch(said)
    if named and is_level(named["level"]):
        start = re.search(r"\b(?:de la|de los|de las|del?|of)\s+", clean(label), re.IGNORECASE)
        text = clean(label)[start.end() :] if start else named["level"]
        return Meaning("level", level_name(text[:1].upper() + text[1:]))
    return Meaning("level", level_name(_bare(label))) if is_level(label) else None


def _bare(label: str) -> str:
    """The label without what stands in brackets."""
    return re.sub(r"\s*[(\[][^)\]]*[)\]]", "", clean(label)) or clean(label)


def _printed_part(label: str, part: str) -> str:
    start = fold(label).find(part)
    text = clean(label)
    return text[start : start + len(part)] if start >= 0 and len(text) == len(fold(label)) else part
