"""The reference of the API as a page reads it, made from its OpenAPI description. A pure module without Django."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Part = Mapping[str, Any]
METHODS = ("get", "post")


@dataclass(frozen=True)
class Type:
    """What a value is: its JSON type, or the name of a schema; in a list or not; whether it may be null."""

    word: str = ""
    schema: str = ""
    in_list: bool = False
    nullable: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class FieldLine:
    """A field of a schema, or a parameter."""

    name: str
    type: Type
    description: str = ""
    required: bool = False
    place: str = ""
    default: str = ""


@dataclass(frozen=True)
class Operation:
    """One operation: its method and address, what it takes and what it answers."""

    name: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[FieldLine]
    scopes: list[str]
    needs_token: bool
    body_type: str = ""
    body: list[FieldLine] = field(default_factory=list)
    sent: str = ""
    answer: Type = Type()
    answered: str = ""
    statuses: list[str] = field(default_factory=list)
    curl: str = ""


@dataclass(frozen=True)
class Group:
    """The operations of one tag."""

    slug: str
    description: str
    operations: list[Operation]


@dataclass(frozen=True)
class SchemaLines:
    """A schema with its fields."""

    name: str
    fields: list[FieldLine]


def groups(document: Part) -> list[Group]:
    """The operations by tag, in the order of the tags."""
    found = [
        (operation["tags"][0], _operation(document, path, method, operation))
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    ]
    return [
        Group(tag["name"], tag["description"], [operation for own, operation in found if own == tag["name"]])
        for tag in document["tags"]
    ]


def schemas(document: Part) -> list[SchemaLines]:
    """The schemas, by name."""
    return [
        SchemaLines(name, fields_of(schema))
        for name, schema in sorted(document["components"]["schemas"].items())
        if schema.get("properties")
    ]


def fields_of(schema: Part) -> list[FieldLine]:
    """The fields of a schema."""
    required = schema.get("required", [])
    return [
        FieldLine(name, type_of(part), part.get("description", ""), name in required, default=_default(part))
        for name, part in schema.get("properties", {}).items()
    ]


def type_of(schema: Part) -> Type:
    """What a value of this schema is."""
    if "anyOf" in schema:
        rest = [part for part in schema["anyOf"] if part.get("type") != "null"]
        if len(rest) == 1:
            known = type_of(rest[0])
            return Type(known.word, known.schema, known.in_list, nullable=True, values=known.values)
        return Type(" | ".join(part.get("type", "") for part in rest))
    if "$ref" in schema:
        return Type(schema=schema["$ref"].rpartition("/")[2])
    if schema.get("type") == "array":
        inner = type_of(schema.get("items", {}))
        return Type(inner.word, inner.schema, in_list=True, values=inner.values)
    word = schema.get("type", "")
    return Type(word, values=tuple(str(value) for value in schema.get("enum", ())))


def _default(schema: Part) -> str:
    value = schema.get("default")
    return "" if value is None else json.dumps(value)


def _operation(document: Part, path: str, method: str, operation: Part) -> Operation:
    kind, content = _first(operation.get("requestBody", {}).get("content", {}))
    _answer_kind, answered = _answered(operation)
    security = operation.get("security", [])
    sent = _example(content)
    return Operation(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        description=operation.get("description", ""),
        parameters=[_parameter(parameter) for parameter in operation["parameters"]],
        scopes=[scope for one in security for scopes in one.values() for scope in scopes],
        needs_token=bool(security),
        body_type=kind,
        body=fields_of(_resolved(document, content.get("schema", {}))),
        sent=sent,
        answer=type_of(answered.get("schema", {})),
        answered=_example(answered),
        statuses=list(operation["responses"]),
        curl=_curl(document, path, method, operation, kind, sent),
    )


def _answered(operation: Part) -> tuple[str, Part]:
    good: list[Part] = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
    return _first(good[0].get("content", {})) if good else ("", {})


def _first(content: Part) -> tuple[str, Part]:
    return next(iter(content.items()), ("", {}))


def _parameter(parameter: Part) -> FieldLine:
    schema = parameter["schema"]
    return FieldLine(
        parameter["name"],
        type_of(schema),
        parameter.get("description", ""),
        parameter["required"],
        parameter["in"],
        _default(schema),
    )


def _resolved(document: Part, schema: Part) -> Part:
    if "$ref" not in schema:
        return schema
    found: Part = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return found


def _example(content: Part) -> str:
    examples: Iterable[Part] = content.get("examples", {}).values()
    value = next((example["value"] for example in examples), None)
    return "" if value is None else json.dumps(value, ensure_ascii=False, indent=2)


def _curl(document: Part, path: str, method: str, operation: Part, kind: str, sent: str) -> str:
    """The same request as a command."""
    address = document["servers"][0]["url"] + path
    for parameter in operation["parameters"]:
        example = next((one["value"] for one in parameter.get("examples", {}).values()), "")
        address = address.replace(f"{{{parameter['name']}}}", str(example))
    lines = [f"curl {address}" if method == "get" else f"curl -X {method.upper()} {address}"]
    if operation.get("security"):
        lines.append('-H "Authorization: Bearer $MINGA_TOKEN"')
    if kind == "application/json":
        lines += [
            f'-H "Content-Type: {kind}"',
            f"-d '{json.dumps(json.loads(sent), ensure_ascii=False)}'" if sent else "",
        ]
    if kind == "multipart/form-data":
        values = json.loads(sent or "{}")
        lines += [f"-F {name}={'@' if name == 'file' else ''}{value}" for name, value in values.items()]
    return " \\\n  ".join(filter(None, lines))
