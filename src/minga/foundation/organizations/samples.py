"""The organizations of the fictitious canton. None of them exists."""

from __future__ import annotations

from minga.foundation.organizations.actions import install_register
from minga.foundation.organizations.body_samples import build_sessions
from minga.foundation.organizations.facts import BodyFacts, NameFacts, OrganizationFacts, Register, SeatFacts
from minga.kernel.samples import Sample

MUNICIPALITY = "municipio-de-san-jacinto"
COUNCIL = "concejo-cantonal-de-san-jacinto"
COMMITTEE = "comite-del-plan-de-san-jacinto"
INVENTED = "Documento ficticio"


def _organization(
    slug: str, kind: str, name: str, parent: str = "", territory: str = "", variant: str = ""
) -> OrganizationFacts:
    names = (NameFacts(name), NameFacts(variant, "variant")) if variant else (NameFacts(name),)
    return OrganizationFacts(slug, kind, names, parent=parent, territory=territory)


ORGANIZATIONS = (
    _organization(MUNICIPALITY, "municipality", "Municipio de San Jacinto", territory="san-jacinto"),
    _organization(COUNCIL, "council", "Concejo Cantonal", MUNICIPALITY),
    _organization("secretaria-del-concejo-cantonal", "secretariat", "Secretaría del Concejo Cantonal", COUNCIL),
    _organization(
        "direccion-de-planificacion",
        "directorate",
        "Dirección de Planificación",
        MUNICIPALITY,
        variant="Dirección de Planificación del Cantón San Jacinto",
    ),
    _organization("direccion-de-obras-publicas", "directorate", "Dirección de Obras Públicas", MUNICIPALITY),
    _organization("direccion-financiera", "directorate", "Dirección Financiera", MUNICIPALITY),
    _organization(
        "direccion-de-participacion-ciudadana", "directorate", "Dirección de Participación Ciudadana", MUNICIPALITY
    ),
    _organization("empresa-municipal-de-mercados", "public-company", "Empresa Municipal de Mercados", MUNICIPALITY),
    _organization(COMMITTEE, "council", "Comité del Plan", MUNICIPALITY),
    _organization("universidad-del-paramo-alto", "university", "Universidad del Páramo Alto"),
    _organization("fundacion-yaku-limpio", "foundation", "Fundación Yaku Limpio"),
    _organization("red-vecinal-rio-claro", "collective", "Red Vecinal Río Claro", territory="rio-claro"),
    _organization(
        "observatorio-andino-de-promesas-publicas", "civil-society", "Observatorio Andino de Promesas Públicas"
    ),
)
SEATS = (
    SeatFacts("Dirección de Planificación", 1, INVENTED, presides=True),
    SeatFacts("Vecindario", 2, INVENTED),
    SeatFacts("Academia", 2, INVENTED),
)
BODY = BodyFacts(
    slug=COMMITTEE,
    name="Comité del Plan",
    organization=COMMITTEE,
    purpose="Aprueba los cambios de fechas y metas del plan",
    act="Acta 001-2025 (ficticia)",
    source=INVENTED,
    seats=SEATS,
)


COUNCIL_SEATS = (
    SeatFacts("Dirección de Participación Ciudadana", 1, INVENTED, presides=True),
    SeatFacts("Organizaciones vecinales", 2, INVENTED),
    SeatFacts("Academia", 1, INVENTED),
    SeatFacts("Sociedad civil", 1, INVENTED),
)
CONSULTATIVE_COUNCIL = BodyFacts(
    slug="consejo-consultivo-de-san-jacinto",
    name="Consejo Consultivo",
    organization=MUNICIPALITY,
    purpose="Aprueba los compromisos de gobierno abierto y evalúa si se cumplen",
    act="Acta 001-2025 (ficticia)",
    source=INVENTED,
    seats=COUNCIL_SEATS,
)


def build() -> None:
    """Writes the organizations of San Jacinto."""
    install_register(Register("san-jacinto", ORGANIZATIONS, bodies=(BODY, CONSULTATIVE_COUNCIL), fictitious=True))


SAMPLES: list[Sample] = [Sample("organizations", 20, build), Sample("sessions", 120, build_sessions)]
