"""What the API says of itself: OpenAPI 3.1, whole, with every error, header and example. No domain word."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop
from ninja import NinjaAPI, Schema
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from pydantic import ConfigDict, Field

from minga.kernel import problems
from minga.kernel.problems import Kind

_ = gettext_noop
JSON, FORM = "application/json", "multipart/form-data"
WORDS = ("description", "summary")
LEFT_AS_THEY_ARE = ("example", "examples", "enum", "default", "const")
EXAMPLE: dict[str, Any] = {
    "type": "https://minga.example/api/v1/#invalid",
    "title": "Hay datos que no valen",
    "status": 422,
    "detail": "Hay datos que no valen; «errors» dice cuáles y cómo se arreglan.",
    "instance": "/api/v1/plans",
    "errors": [{"field": "query.limit", "detail": "Es muy grande.", "remedy": "Usa 200 o menos."}],
}


class ProblemField(Schema):
    """What is wrong with one field."""

    field: str = Field(description=_("Dónde está: `query.limit`, `body.changes.0.key`."))
    detail: str = Field(description=_("Qué le pasa."))
    remedy: str = Field(description=_("Cómo se arregla; vacío si no se sabe."))


class ProblemAnswer(Schema):
    """An error (RFC 9457)."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    type: str = Field(description=_("Dirección que nombra la clase de error y la explica."))
    title: str = Field(description=_("La clase de error, en pocas palabras."))
    status: int = Field(description=_("El mismo código que el de la respuesta."))
    detail: str = Field(description=_("Qué pasó esta vez, en palabras de quien lo pidió."))
    instance: str = Field(description=_("La dirección que se pidió."))
    errors: list[ProblemField] = Field(description=_("Cada dato que no vale; vacío cuando el error no es de un dato."))


def content_type(operation: Operation) -> str:
    """The type of body that an operation takes; empty for none."""
    sources = {model.__ninja_param_source__ for model in operation.models}
    return FORM if sources & {"file", "form"} else JSON if "body" in sources else ""


def names_in(operation: Operation, *sources: str) -> list[str]:
    """The names of an operation's parameters that come from there: `query`, `form`, `file`."""
    models = [model for model in operation.models if model.__ninja_param_source__ in sources]
    return [name for model in models for name in getattr(model, "__ninja_flatten_map__", model.model_fields)]


class Document(OpenAPISchema):
    """The description that ninja makes, made whole: every error, every header, every example."""

    def __init__(self, api: NinjaAPI, path_prefix: str) -> None:
        self.problems: dict[str, Any] = {}
        super().__init__(api, path_prefix)

    def get_components(self) -> dict[str, Any]:
        """The shared parts: schemas, errors, ways to say who one is."""
        return super().get_components() | {"responses": self.problems}

    def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
        """Takes schemas in, without the words that their classes have for us.

        Raises:
            ValueError: when two different schemas have one name.
        """
        for name, schema in definitions.items():
            schema.pop("description", None)
            if self.schemas.setdefault(name, schema) != schema:
                raise ValueError(f"two schemas are named {name}")

    def operation_parameters(self, operation: Operation) -> list[dict[str, Any]]:
        """The parameters, each with its example where OpenAPI wants it."""
        found = super().operation_parameters(operation)
        for parameter in found:
            schema = parameter["schema"]
            example = schema.pop("example", parameter.pop("example", None))
            parameter.pop("examples", None)
            schema.pop("description", None)
            schemas = [one for one in schema.pop("anyOf", []) if one != {"type": "null"}]
            parameter["schema"] = {**schema, **(schemas[0] if schemas else {})}
            if example is not None:
                parameter["examples"] = {"example": {"value": example}}
        return found

    def request_body(self, operation: Operation) -> dict[str, Any]:
        """The body, with its example."""
        body = super().request_body(operation)
        models = [model for model in operation.models if model.__ninja_param_source__ in ("body", "form")]
        files = dict.fromkeys(names_in(operation, "file"), "informe.pdf")
        for content in body.get("content", {}).values():
            _add_example(
                content, [field.annotation for model in models for field in model.model_fields.values()], files
            )
        return body

    def responses(self, operation: Operation) -> dict[int, dict[str, Any]]:
        """What the operation answers when all is well, and every error that it can answer."""
        found = super().responses(operation)
        for status, answered in found.items():
            answered["description"] = _("La respuesta.")
            for content in answered.get("content", {}).values():
                _add_example(content, [operation.response_models[status].model_fields["response"].annotation])
        if "GET" in operation.methods:
            found[200]["headers"] = {"ETag": _header(_("Huella de la respuesta, para `If-None-Match`."))}
            found[304] = {"description": _("Lo que ya tienes sigue igual.")}
        return found | {status: self._problem(kinds) for status, kinds in _errors(operation).items()}

    def operation_security(self, operation: Operation) -> list[dict[str, Any]] | None:
        """The token that the operation wants, with its scope."""
        super().operation_security(operation)
        scopes = [scope for auth in operation.auth_callbacks if (scope := getattr(auth, "scope", ""))]
        names = [type(auth).__name__ for auth in operation.auth_callbacks]
        return [{name: scopes} for name in names] or None

    def _problem(self, kinds: list[Kind]) -> dict[str, Any]:
        name = "-".join(kind.slug for kind in kinds)
        if name not in self.problems:
            schema = ProblemAnswer.model_json_schema(ref_template="#/components/schemas/{model}")
            self.add_schema_definitions(schema.pop("$defs") | {"Problem": schema})
            self.problems[name] = _described(kinds)
        return {"$ref": f"#/components/responses/{name}"}


def _add_example(content: dict[str, Any], types: Iterable[Any], more: Mapping[str, str] | None = None) -> None:
    extra = next((kind.model_config.get("json_schema_extra") for kind in types if issubclass(kind, Schema)), None)
    if isinstance(extra, dict):
        content["examples"] = {"example": {"value": {**extra["examples"][0], **(more or {})}}}


def _described(kinds: list[Kind]) -> dict[str, Any]:
    kind = kinds[0]
    example = EXAMPLE | {
        "type": kind.address,
        "title": str(kind.title),
        "status": kind.status,
        "detail": str(kind.meaning),
        **({} if kind is problems.INVALID else {"errors": []}),
    }
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {"example": {"value": example}}}
    told: dict[str, Any] = {
        "description": " ".join(f"{one.title}. {one.meaning}" for one in kinds),
        "content": {problems.MEDIA_TYPE: content},
    }
    if kind is problems.TOO_MANY:
        told["headers"] = {"Retry-After": _header(_("Segundos que hay que esperar."), "integer")}
    if kind is problems.TOKEN:
        told["headers"] = {"WWW-Authenticate": _header(_("Siempre `Bearer`."))}
    return told


def _header(description: str, kind: str = "string") -> dict[str, Any]:
    return {"description": description, "schema": {"type": kind}, "required": False}


def _errors(operation: Operation) -> dict[int, list[Kind]]:
    """The errors that an operation can answer, by status."""
    names = names_in(operation, "query")
    writes = "GET" not in operation.methods
    possible: list[tuple[bool, Kind]] = [
        ("cursor" in names, problems.CURSOR),
        (writes, problems.MALFORMED),
        (bool(operation.auth_callbacks), problems.TOKEN),
        (bool(operation.auth_callbacks), problems.DENIED),
        ("{" in operation.path, problems.NOT_FOUND),
        (writes, problems.CONFLICT),
        (writes, problems.TOO_LARGE),
        (writes, problems.MEDIA),
        (True, problems.INVALID),
        (writes, problems.REFUSED),
        (bool(operation.auth_callbacks), problems.TOO_MANY),
        (True, problems.FAILURE),
    ]
    found: dict[int, list[Kind]] = {}
    for happens, kind in possible:
        if happens:
            found.setdefault(kind.status, []).append(kind)
    return found


def described(api: NinjaAPI) -> dict[str, Any]:
    """The description of an API in the active language, with the schemas that it uses and no others."""
    whole: dict[str, Any] = _told(json.loads(json.dumps(Document(api, ""), ensure_ascii=False)))
    named = set(_references(whole))
    schemas = whole["components"]["schemas"]
    whole["components"]["schemas"] = {name: schemas[name] for name in sorted(schemas) if name in named}
    return whole


def _told(part: Any) -> Any:
    """The part with its words in the active language and without the titles that repeat its names."""
    if isinstance(part, list):
        return [_told(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {name: value for name, value in part.items() if name != "title" or not isinstance(value, str)}
    if "version" in part and "title" in part:
        kept["title"] = part["title"]
    return {name: _word(name, value) for name, value in kept.items()}


def _references(part: Any) -> Iterator[str]:
    """The names of the schemas that are used anywhere."""
    if isinstance(part, list):
        for item in part:
            yield from _references(item)
    elif isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"].rpartition("/")[2]
        for item in part.values():
            yield from _references(item)


def _word(name: str, value: Any) -> Any:
    if name in LEFT_AS_THEY_ARE:
        return value
    if name in WORDS and isinstance(value, str):
        return gettext(value) if value else value
    return _told(value)
