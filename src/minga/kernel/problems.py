"""Errors for programs: RFC 9457 problems, each of a kind that the reference page explains. No domain word."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.encoding import escape_uri_path
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic_core import ErrorDetails

from minga.kernel.errors import Conflict, Refused
from minga.kernel.registry import Text

LONGEST_FIELD = 200
MEDIA_TYPE = "application/problem+json"
ROOT = "/api/v1/"
"""Where the API stands; its kinds of problem are anchors of the page there."""
PATH = "path"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its anchor on the reference page, its status, its title, and what to do about it."""

    slug: str
    status: int
    title: Text
    meaning: Text

    @property
    def address(self) -> str:
        """The address that names the kind, where a person can read about it."""
        return f"{settings.MINGA_PUBLIC_URL}{ROOT}#{self.slug}"


MALFORMED = Kind(
    "malformed",
    400,
    gettext_lazy("El envío no se puede leer"),
    gettext_lazy("El cuerpo no es el JSON o el formulario que su tipo anuncia. Compruébalo y envíalo de nuevo."),
)
CURSOR = Kind(
    "invalid-cursor",
    400,
    gettext_lazy("El cursor no sirve aquí"),
    gettext_lazy("Un cursor se toma de `next` y no se cambia. Pide la lista sin él y sigue desde el comienzo."),
)
TOKEN = Kind(
    "token-needed",
    401,
    gettext_lazy("Hace falta un token"),
    gettext_lazy("Envía `Authorization: Bearer` con un token tuyo que no esté revocado ni vencido."),
)
DENIED = Kind(
    "denied",
    403,
    gettext_lazy("No puedes hacerlo"),
    gettext_lazy("Al token le falta el alcance, o a tu cuenta el rol. El detalle dice cuál."),
)
NOT_FOUND = Kind(
    "not-found",
    404,
    gettext_lazy("No hay nada en esta dirección"),
    gettext_lazy("La dirección no existe, o lo que nombra no es tuyo."),
)
METHOD = Kind(
    "method-not-allowed",
    405,
    gettext_lazy("Aquí no se puede eso"),
    gettext_lazy("La cabecera `Allow` dice qué métodos atiende la dirección."),
)
CONFLICT = Kind(
    "conflict",
    409,
    gettext_lazy("Ya no es lo que era"),
    gettext_lazy(
        "Lo que quieres cambiar cambió mientras tanto, o la clave de repetición se usó con otro contenido. Lee de nuevo."
    ),
)
TOO_LARGE = Kind(
    "too-large",
    413,
    gettext_lazy("El envío es demasiado grande"),
    gettext_lazy("El detalle dice hasta cuánto se recibe."),
)
MEDIA = Kind(
    "media-type",
    415,
    gettext_lazy("Ese tipo de contenido no se recibe aquí"),
    gettext_lazy("El detalle dice cuál se recibe; va en la cabecera `Content-Type`."),
)
INVALID = Kind(
    "invalid",
    422,
    gettext_lazy("Hay datos que no valen"),
    gettext_lazy("`errors` dice cada campo, qué le pasa y cómo se arregla."),
)
REFUSED = Kind(
    "refused",
    422,
    gettext_lazy("No se aceptó"),
    gettext_lazy("Los datos se entienden, pero una regla no lo permite. El detalle dice cuál."),
)
TOO_MANY = Kind(
    "too-many",
    429,
    gettext_lazy("Demasiadas peticiones"),
    gettext_lazy("Espera los segundos que dice la cabecera `Retry-After`."),
)
FAILURE = Kind(
    "failure",
    500,
    gettext_lazy("Algo falló de nuestro lado"),
    gettext_lazy("Quedó anotado. Inténtalo más tarde; lo que se pedía cambiar no cambió."),
)
KINDS = (
    *(MALFORMED, CURSOR, TOKEN, DENIED, NOT_FOUND, METHOD, CONFLICT),
    *(TOO_LARGE, MEDIA, INVALID, REFUSED, TOO_MANY, FAILURE),
)


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field (`query.limit`, `body.changes.0.key`), and how to mend it."""

    field: str
    detail: str
    remedy: str


class Problem(Exception):
    """An error of a kind, with its detail in the user's words."""

    def __init__(
        self,
        kind: Kind,
        detail: str,
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.errors, self.headers = kind, str(detail), list(errors), dict(headers or {})


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem as an answer (RFC 9457)."""
    content = {
        "type": problem.kind.address,
        "title": str(problem.kind.title),
        "status": problem.kind.status,
        "detail": problem.detail,
        "instance": escape_uri_path(request.path),
        "errors": [asdict(error) for error in problem.errors],
    }
    text = json.dumps(content, ensure_ascii=False)
    return HttpResponse(text, status=problem.kind.status, content_type=MEDIA_TYPE, headers=problem.headers)


def problem_of(error: Exception) -> Problem:
    """What an exception means to the program that caused it; a failure of ours when it means nothing to it."""
    for kinds, meaning in MEANINGS:
        if isinstance(error, kinds):
            return meaning(error)
    log.error("a request to the API failed", exc_info=error)
    return Problem(FAILURE, _("Algo falló de nuestro lado y quedó anotado. Inténtalo más tarde."))


def nothing_here() -> Problem:
    """404: the address names nothing, or nothing of this person's."""
    return Problem(NOT_FOUND, _("No hay nada en esta dirección. Compruébala."))


def token_needed(detail: str) -> Problem:
    """401: no token, or one that does not open."""
    return Problem(TOKEN, detail, headers={"WWW-Authenticate": 'Bearer realm="minga"'})


def too_large(most: int | None) -> Problem:
    """413: the body is longer than `most` bytes."""
    size = f"{(most or 0) / 1024**2:.1f}".removesuffix(".0").replace(".", ",")
    return Problem(TOO_LARGE, _("Se reciben hasta %(size)s MB.") % {"size": size})


def not_allowed(allowed: Iterable[str]) -> Problem:
    """405: the address answers other methods."""
    methods = sorted(allowed)
    detail = _("Esta dirección atiende %(methods)s.") % {"methods": get_text_list(methods, _("y"))}
    return Problem(METHOD, detail, headers={"Allow": ", ".join(methods)})


def _unread(error: HttpError) -> Problem:
    """What was wrong with a body, which ninja wraps in an error of its own."""
    cause = error.__cause__
    return cause if isinstance(cause, Problem) else Problem(MALFORMED, _("El cuerpo no es JSON válido."))


def _details(error: Refused) -> list[FieldError]:
    return [FieldError("body", str(detail), "") for detail in error.details]


def _invalid(found: Sequence[Mapping[str, Any]]) -> Problem:
    """422 with one error a field; 404 when it is the address itself that can name nothing."""
    if found and all(error["loc"][0] == PATH for error in found):
        return nothing_here()
    return invalid([_field_error(error) for error in found])


def unknown(names: Iterable[str], known: Iterable[str], where: str) -> list[FieldError]:
    """The errors of values that the operation does not have; `where` is `query` or `form`."""
    remedy = _("Quítalo. Aquí valen: %(names)s.") % {"names": ", ".join(sorted(known)) or _("ninguno")}
    return [FieldError(_field(where, name), _("No existe este parámetro."), remedy) for name in names]


def repeated(names: Iterable[str], where: str) -> list[FieldError]:
    """The errors of values that are sent more than once."""
    return [FieldError(_field(where, name), _("Está repetido."), _("Envíalo una sola vez.")) for name in names]


def unreadable(names: Iterable[str], where: str) -> list[FieldError]:
    """The errors of values with a character that no text has."""
    return [FieldError(_field(where, name), _("Trae un carácter nulo."), _("Quítalo.")) for name in names]


def unkeepable(where: str) -> FieldError:
    """The error of a body that is JSON and that no database can hold."""
    detail = _("Trae un carácter nulo o partido, o listas dentro de listas sin fin.")
    return FieldError(where, detail, _("Quítalo y envíalo de nuevo."))


def invalid(errors: Sequence[FieldError]) -> Problem:
    """422: these fields are not valid."""
    return Problem(INVALID, _("Hay datos que no valen; «errors» dice cuáles y cómo se arreglan."), errors=errors)


def _field_error(error: Mapping[str, Any] | ErrorDetails) -> FieldError:
    detail, remedy = _words(str(error["type"]), error.get("ctx") or {})
    source, *rest = error["loc"]
    return FieldError(_field(source, *(rest[1:] if source == "body" else rest)), detail, remedy)


def _field(*parts: Any) -> str:
    """Where a value stands, in letters that are safe anywhere: a name that was sent may hold whatever."""
    return re.sub(r"[^\w.-]", "?", ".".join(str(part) for part in parts))[:LONGEST_FIELD]


def _words(kind: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """What is wrong and what to do, for the kinds of error that our schemas can give."""
    known = {
        "missing": (_("Falta."), _("Envíalo; es obligatorio.")),
        "extra_forbidden": (_("No existe este campo."), _("Quítalo.")),
        "one_of": (_("No es un valor conocido."), _("Usa uno de estos: %(values)s.")),
        "int_parsing": (_("No es un número entero."), _("Escribe solo cifras.")),
        "int_type": (_("No es un número entero."), _("Escribe un número, sin comillas.")),
        "bool_parsing": (_("No es verdadero ni falso."), _("Escribe true o false.")),
        "bool_type": (_("No es verdadero ni falso."), _("Escribe true o false.")),
        "greater_than_equal": (_("Es muy pequeño."), _("Usa %(ge)s o más.")),
        "less_than_equal": (_("Es muy grande."), _("Usa %(le)s o menos.")),
        "string_too_short": (_("Es muy corto."), _("Escribe al menos %(min_length)s letras.")),
        "string_too_long": (_("Es muy largo."), _("Escribe a lo sumo %(max_length)s letras.")),
        "too_short": (_("Faltan elementos."), _("Envía al menos %(min_length)s.")),
        "too_long": (_("Son demasiados."), _("Envía a lo sumo %(max_length)s.")),
        "string_type": (_("No es un texto."), _("Escríbelo entre comillas.")),
        "string_pattern_mismatch": (_("Está mal escrito."), _("Escríbelo según la expresión %(pattern)s.")),
        "list_type": (_("No es una lista."), _("Envía una lista, entre corchetes.")),
        "model_attributes_type": (_("No es un objeto."), _("Envía un objeto, entre llaves.")),
        "model_type": (_("No es un objeto."), _("Envía un objeto, entre llaves.")),
        "all_or_none": (_("Unos cambios traen «before» y otros no."), _("Envíalo en todos o en ninguno.")),
        "uuid_parsing": (_("No es un identificador."), _("Cópialo entero de la respuesta que lo trae.")),
        "dict_type": (_("No es un objeto."), _("Envía un objeto, entre llaves.")),
    }
    detail, remedy = known.get(kind, (_("No vale."), _("Mira en la referencia qué se espera aquí.")))
    return detail, remedy % context if "%(" in remedy else remedy


MEANINGS: Sequence[tuple[tuple[type[Exception], ...], Callable[[Any], Problem]]] = (
    ((Problem,), lambda problem: problem),
    ((ValidationError,), lambda error: _invalid(error.errors)),
    ((Http404,), lambda _error: nothing_here()),
    (
        (AuthenticationError,),
        lambda _error: token_needed(_("Esta operación se hace con un token. Envíalo como «Authorization: Bearer …».")),
    ),
    ((Conflict,), lambda error: Problem(CONFLICT, error.reason, errors=_details(error))),
    ((Refused,), lambda error: Problem(REFUSED, error.reason, errors=_details(error))),
    ((PermissionDenied,), lambda error: Problem(DENIED, str(error) or _("Tu cuenta no puede hacerlo."))),
    ((RequestDataTooBig,), lambda _error: too_large(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)),
    (
        (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError),
        lambda _error: Problem(MALFORMED, _("El envío llegó incompleto o mal formado.")),
    ),
    ((HttpError,), _unread),
)
"""What each exception means, the narrower kinds first."""
