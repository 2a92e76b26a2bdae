"""What an edit names (organizations, places, terms, plans, documents) has to stand in the record, and in the same city."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from minga.foundation.organizations.models import Organization
from minga.foundation.sources.models import Document
from minga.foundation.territory.models import Territory
from minga.government.plans.edits import Edit
from minga.government.plans.fields import CLOSE, CREATE, FIELDS, ORDER, REOPEN, UPDATE, Subject
from minga.government.plans.models import NodeRole, Plan, Term
from minga.kernel.errors import Refused

ROLE = ("organization", "role", "printed")
TARGET = ("name", "indicator", "unit")
NAMING = {
    "publisher": "organization",
    "supersedes": "plan",
    "territories": "territory",
    "mechanisms": "term",
}


def refuse_unknown(plan: Plan, edits: Iterable[Edit]) -> None:
    """Raises `Refused`, with the list, when edits have fields that there are not, or name what is not in the record.

    An invented plan names only invented organizations and places; a real one, only real ones.
    """
    chosen = list(edits)
    wrong = [line for edit in chosen for line in _misshapen(edit)]
    if wrong:
        raise Refused(_("Hay cambios que Minga no entiende."), details=wrong)
    named: dict[str, set[str]] = defaultdict(set)
    for edit in chosen:
        for kind, slug in _named(edit):
            named[kind].add(slug)
    unknown = [line for kind, slugs in named.items() for line in _unknown(plan, kind, slugs)]
    if unknown:
        raise Refused(_("Hay nombres que no constan en Minga."), details=unknown)


def _misshapen(edit: Edit) -> Iterator[str]:
    fields = FIELDS[edit.subject]
    if edit.operation == UPDATE and edit.field == ORDER.name and edit.subject != Subject.LEVEL:
        fields, names, values = {ORDER.name: ORDER}, [ORDER.name], {ORDER.name: edit.after}
    elif edit.operation == UPDATE:
        names, values = [edit.field], {edit.field: edit.after}
    elif edit.operation == CREATE and edit.subject != Subject.PLAN and isinstance(edit.after, dict):
        names, values = list(edit.after), edit.after
    elif edit.operation in (CLOSE, REOPEN) and edit.subject == Subject.NODE:
        return
    else:
        yield f"{edit.subject} {edit.operation}"
        return
    for name in names:
        if name not in fields:
            yield _("No hay un campo «%(name)s».") % {"name": name}
        elif not (has_form(fields, name, values[name]) and _is_storable(values[name])):
            yield _("El valor de «%(name)s» no tiene la forma esperada.") % {"name": fields[name].label}


def has_form(fields: Mapping[str, Any], name: str, value: Any) -> bool:
    """Whether a value has the form that the field of this name keeps."""
    return _fits(fields[name].empty, value) and _rows_fit(name, value)


def _fits(empty: Any, value: Any) -> bool:
    """Whether a value has the form of the field's empty one: text, list, number, yes or no."""
    if isinstance(empty, tuple):
        return isinstance(value, list)
    if isinstance(empty, bool):
        return isinstance(value, bool)
    if empty is None:
        return value is None or (isinstance(value, int) and not isinstance(value, bool))
    return isinstance(value, type(empty)) and not (isinstance(empty, int) and isinstance(value, bool))


def _rows_fit(field: str, value: Any) -> bool:
    """Whether what a list holds has its form: roles and targets are objects, everything else is text."""
    if field == "roles":
        return all(_is_object(role, ROLE) for role in value)
    if field == "targets":
        return all(_is_target(target) for target in value)
    return not isinstance(value, list) or all(isinstance(one, str) for one in value)


def _is_storable(value: Any) -> bool:
    """Whether every text of a value is one that any database keeps: no zero sign, no half of a sign."""
    told = json.dumps(value, ensure_ascii=False, default=str)
    try:
        told.encode()
    except UnicodeEncodeError:
        return False
    return "\\u0000" not in told


def _is_object(value: Any, names: Iterable[str]) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(name), str) for name in names)


def _is_target(target: Any) -> bool:
    if not _is_object(target, TARGET) or not _is_identifier(target.get("id", "")):
        return False
    periods = target.get("periods")
    return isinstance(periods, list) and all(
        _is_object(period, ("programmed",)) and _fits(None, period.get("year", "")) for period in periods
    )


def _is_identifier(text: Any) -> bool:
    try:
        return text == "" or str(UUID(text)) == text
    except (ValueError, TypeError, AttributeError):
        return False


def _named(edit: Edit) -> Iterator[tuple[str, str]]:
    values = edit.after if isinstance(edit.after, dict) else {edit.field: edit.after}
    for field, value in values.items():
        if field in NAMING:
            yield from ((NAMING[field], slug) for slug in (value if isinstance(value, list) else [value]) if slug)
        if field == "roles":
            for role in value:
                yield "organization", role["organization"]
                yield "role", role["role"]
    if edit.document:
        yield "document", edit.document


def _unknown(plan: Plan, kind: str, slugs: set[str]) -> list[str]:
    if kind == "role":
        known = set(NodeRole.Role.values)
    elif kind == "term":
        terms = Term.objects.filter(vocabulary__kind="mechanism", canonical__in=slugs)
        known = set(terms.values_list("canonical", flat=True))
    else:
        model = {"organization": Organization, "territory": Territory, "plan": Plan, "document": Document}[kind]
        rows = model._default_manager.filter(slug__in=slugs, fictitious=plan.fictitious)
        known = set(rows.values_list("slug", flat=True))
    return [_("«%(name)s» no consta en Minga.") % {"name": slug} for slug in sorted(slugs - known)]
