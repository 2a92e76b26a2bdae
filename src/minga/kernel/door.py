"""The door of the API: how it is asked, and how it answers when something is wrong. No domain word.

django-ninja does the routing and the schemas. Here stands what it leaves open: HEAD and preflights, parameters that do
not exist or repeat, content types, errors as problems.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import wraps
from http import HTTPStatus
from typing import Any, NoReturn

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.operation import Operation, PathView
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from minga.kernel import problems, uploads
from minga.kernel.access import everybody
from minga.kernel.openapi import FORM, content_type, described, names_in
from minga.kernel.problems import Problem

HALF_CHARACTER = re.compile("[\ud800-\udfff]")
"""A surrogate that stands alone, which JSON can spell and no text holds."""
DEEPEST = 30
"""How deeply a body may be nested."""
FIELDS = "fields_of_form"
"""Where a request keeps the names of the fields that its operation has."""
View = Callable[..., HttpResponseBase]


class StrictParser(Parser):
    """JSON as the standard has it, without characters that a database cannot hold; forms with known fields, each once."""

    def parse_querydict(self, data: Any, list_fields: list[str], request: HttpRequest) -> dict[str, Any]:
        """The values of an address or a form.

        Raises:
            Problem: for fields of a form that do not exist, repeat or hold a null character; addresses are looked at
                before the operation runs.
        """
        if data is not request.GET:
            _check_form(request, data)
        return super().parse_querydict(data, list_fields, request)

    def parse_body(self, request: HttpRequest) -> Any:
        """The body.

        Raises:
            ValueError, RecursionError: when it is no JSON.
            Problem: when it is nested too deeply, or holds a null or half a character.
        """
        data = json.loads(request.body, parse_constant=_no_number)
        for text, depth in _texts(data):
            if depth > DEEPEST or "\x00" in text or HALF_CHARACTER.search(text):
                raise problems.invalid([problems.unkeepable("body")])
        return data


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _texts(data: Any) -> Iterator[tuple[str, int]]:
    """Every text in a value, the names of fields too, with how deep it stands; an empty one for what is too deep."""
    waiting = [(data, 0)]
    while waiting:
        part, depth = waiting.pop()
        if isinstance(part, str) or depth > DEEPEST:
            yield part if isinstance(part, str) else "", depth
        elif isinstance(part, dict):
            waiting += [(inner, depth + 1) for inner in (*part, *part.values())]
        elif isinstance(part, list):
            waiting += [(inner, depth + 1) for inner in part]


class PlainRenderer(JSONRenderer):
    """JSON in UTF-8, letters as they are."""

    json_dumps_params = {"ensure_ascii": False}


class Api(NinjaAPI):
    """An API whose every answer, errors included, is one that it describes."""

    def __init__(self, **described: Any) -> None:
        super().__init__(openapi_url=None, docs_url=None, parser=StrictParser(), renderer=PlainRenderer(), **described)
        self.add_decorator(_guarded, mode="view")

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        """Any exception as a problem; what came of a file that was stopped is told as its size."""
        if uploads.too_large(request):
            exc = problems.too_large(settings.MINGA_LARGEST_UPLOAD)
        return problems.answer(request, problems.problem_of(exc))

    def patterns(self) -> list[URLPattern]:
        """Every address of the operations, and a last one for those that there are none."""
        found = {
            f"{bound.prefix.strip('/')}{route}".lstrip("/"): view
            for bound in self._get_bound_routers()
            for route, view in bound.path_operations.items()
        }
        named = [path(_django_route(route), _door(view), name=_name(view)) for route, view in found.items()]
        return [*named, path("<path:anything>", _nothing, name="nothing")]

    def document(self) -> dict[str, Any]:
        """The description of the API in the active language."""
        return described(self)


def _django_route(route: str) -> str:
    return route.replace("{", "<").replace("}", ">")


def _name(view: PathView) -> str:
    return view.operations[0].view_func.__name__.replace("_", "-")


def _nothing(request: HttpRequest, **_address: str) -> HttpResponse:
    return problems.answer(request, problems.nothing_here())


everybody(_nothing)
_nothing.csrf_exempt = True  # type: ignore[attr-defined]


def _door(view: PathView) -> View:
    """The view of an address: HEAD is answered as GET without its body, OPTIONS says what else is answered.

    Everybody may enter; the operations that need a token ask for it themselves, and none looks at a session, so that
    no other site can make a visitor's browser write.
    """
    inner = view.get_view()
    methods = {method for operation in view.operations for method in operation.methods}
    allowed = methods | ({"HEAD"} if "GET" in methods else set()) | {"OPTIONS"}
    open_to_all = any("GET" in operation.methods and not operation.auth_callbacks for operation in view.operations)

    @everybody
    def door(request: HttpRequest, **named: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _options(allowed, open_to_all=open_to_all)
        if request.method not in allowed:
            return problems.answer(request, problems.not_allowed(allowed))
        if request.method != "HEAD":
            return inner(request, **named)
        request.method = "GET"
        answered = inner(request, **named)
        request.method = "HEAD"
        return answered

    door.csrf_exempt = True  # type: ignore[attr-defined]
    return door


def _options(allowed: set[str], *, open_to_all: bool) -> HttpResponse:
    headers = {"Allow": ", ".join(sorted(allowed))}
    if open_to_all:
        headers |= {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": "GET, HEAD",
            "Access-Control-Allow-Headers": "If-None-Match",
            "Access-Control-Max-Age": "86400",
        }
    return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=headers)


def _guarded(run: View) -> View:
    """Looks at what ninja does not before the operation runs, and says who may keep the answer."""
    operation: Operation = run.__self__  # type: ignore[attr-defined]

    @wraps(run)
    def guarded(request: HttpRequest, **named: Any) -> HttpResponseBase:
        setattr(request, FIELDS, names_in(operation, "form", "file"))
        try:
            _check(operation, request, named)
        except Problem as problem:
            response: HttpResponseBase = problems.answer(request, problem)
        else:
            response = run(request, **named)
        if operation.auth_callbacks:
            response.headers["Cache-Control"] = "private, no-cache"
        else:
            response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return guarded


def _check(operation: Operation, request: HttpRequest, named: dict[str, Any]) -> None:
    """Raises a `Problem` for a body of another type or too long, and for parameters that do not exist or repeat."""
    expected = content_type(operation)
    if expected and request.content_type != expected:
        detail = gettext("Aquí se recibe «%(type)s».") % {"type": expected}
        raise Problem(problems.MEDIA, detail, headers={"Accept-Post": expected})
    most = settings.MINGA_LARGEST_UPLOAD if expected == FORM else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if expected and most and int(request.META.get("CONTENT_LENGTH") or 0) > most + uploads.ROOM:
        raise problems.too_large(most)
    if any("\x00" in str(value) for value in named.values()):
        raise problems.nothing_here()
    known = names_in(operation, "query")
    errors = problems.unknown([name for name in request.GET if name not in known], known, "query")
    errors += problems.repeated(
        [name for name, sent in request.GET.lists() if name in known and len(sent) > 1], "query"
    )
    errors += problems.unreadable([name for name, value in request.GET.items() if "\x00" in value], "query")
    if errors:
        raise problems.invalid(errors)


def _check_form(request: HttpRequest, data: MultiValueDict[str, Any]) -> None:
    fields = getattr(request, FIELDS, [])
    errors = problems.unknown([name for name in data if name not in fields], fields, "form")
    errors += problems.repeated([name for name, values in data.lists() if name in fields and len(values) > 1], "form")
    errors += problems.unreadable([name for name, value in data.items() if "\x00" in str(value)], "form")
    if errors:
        raise problems.invalid(errors)
