"""What the API says of itself is true, whole, and shown by examples that are its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from jsonschema import Draft202012Validator

from minga.config.api import api

DOCUMENT = api.document()
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATIONS = {
    f"{method} {path}": operation
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
}
ROWS = ["PlanRow", "PlanDetail", "NodeRow", "NodeDetail", "OrganizationRow", "OrganizationDetail"]
ROWS += ["TerritoryRow", "TerritoryDetail", "SourceRow", "SourceDetail", "LinkToNode", "BodyOfOrganization"]


def valid(value: Any, schema: Any) -> list[str]:
    """What is wrong with a value, by a schema of the document."""
    whole = {**schema, "components": DOCUMENT["components"]}
    checker = Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in checker.iter_errors(value)]


def contents() -> Iterator[tuple[str, Any]]:
    """Every body that the document describes: of requests, of answers, of errors."""
    for name, operation in OPERATIONS.items():
        for kind, content in operation.get("requestBody", {}).get("content", {}).items():
            yield f"{name} takes {kind}", content
        for status, answered in operation["responses"].items():
            for kind, content in answered.get("content", {}).items():
                yield f"{name} answers {status} {kind}", content
    for name, answered in DOCUMENT["components"]["responses"].items():
        for kind, content in answered["content"].items():
            yield f"{name} {kind}", content


CONTENTS = dict(contents())


def test_the_description_is_served_to_any_site(client):
    response = client.get("/api/v1/openapi.json")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert response.json() == DOCUMENT


def test_it_is_openapi_3_1_of_this_instance():
    assert DOCUMENT["openapi"] == "3.1.0"
    assert DOCUMENT["servers"] == [{"url": "http://localhost:8000/api/v1"}]
    assert DOCUMENT["info"]["title"] == "Minga"


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_a_schema(name):
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", [name for name in SCHEMAS if name != "ProblemField"])
def test_every_schema_has_an_example_that_it_describes(name):
    examples = SCHEMAS[name]["examples"]
    assert examples
    assert [valid(example, {"$ref": f"#/components/schemas/{name}"}) for example in examples] == [[]] * len(examples)


@pytest.mark.parametrize("name", CONTENTS)
def test_every_body_has_an_example_that_its_schema_describes(name):
    content = CONTENTS[name]
    values = [example["value"] for example in content["examples"].values()]
    assert values
    assert [valid(value, content["schema"]) for value in values] == [[]] * len(values)


@pytest.mark.parametrize("name", ROWS)
def test_every_example_of_a_row_says_that_it_is_invented(name):
    assert [example["fictitious"] for example in SCHEMAS[name]["examples"]] == [True]


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_is_described(name):
    operation = OPERATIONS[name]
    assert operation["summary"]
    assert operation["description"]
    assert operation["tags"][0] in {tag["name"] for tag in DOCUMENT["tags"]}
    assert all(parameter["description"] for parameter in operation["parameters"])
    assert {"422", "500"} <= set(operation["responses"])


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_parameter_of_an_address_has_an_example_that_it_describes(name):
    for parameter in OPERATIONS[name]["parameters"]:
        if parameter["in"] == "path":
            values = [example["value"] for example in parameter["examples"].values()]
            assert [valid(value, parameter["schema"]) for value in values] == [[]]


def test_every_field_is_described():
    missing = [
        f"{name}.{field}"
        for name, schema in SCHEMAS.items()
        for field, told in schema.get("properties", {}).items()
        if not told.get("description")
    ]
    assert missing == []


def test_operations_have_names_of_their_own():
    names = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(set(names)) == len(names)


def test_the_description_is_of_the_same_api_in_both_languages():
    with translation.override("en"):
        english = api.document()
    assert english["paths"].keys() == DOCUMENT["paths"].keys()
    assert english["components"]["schemas"].keys() == SCHEMAS.keys()


@pytest.mark.parametrize("address", ["/api/v1/", "/en/api/v1/"])
def test_the_reference_names_every_operation_schema_and_problem(client, address):
    page = client.get(address).content.decode()
    names = [operation["operationId"] for operation in OPERATIONS.values()]
    objects = [name for name, schema in SCHEMAS.items() if schema.get("properties")]
    assert [name for name in (*names, *objects) if f'id="{name}"' not in page] == []


def test_the_reference_needs_no_script_and_no_style_of_its_own(client):
    page = client.get("/api/v1/").content.decode()
    assert ("<script" in page, "style=" in page, "<style" in page) == (False, False, False)
