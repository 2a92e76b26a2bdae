"""What must be so in a plan's record for it to be published. A pure module: it looks at plain values.

What documents already print otherwise is left as it is: only what an edit brings anew is refused (`new_problems`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from minga.government.plans.fields import LEVEL_FIELDS, NODE_FIELDS, PLAN_FIELDS
from minga.government.plans.keys import NUMBER

Record = dict[str, Any]
FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_DIGITS, MOST_DECIMALS = 20, 4
LONGEST = {"printed_code": 60, "title": 2000, "description": 20_000, "mechanisms_printed": 2000}
LONGEST_OF_PLAN = {"title": 500, "short_title": 200}
LONGEST_LEVEL = 100
LONGEST_PATTERN = 40
LONGEST_UNIT = 300
_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, order=True)
class Problem:
    """Something that cannot stand: of which row, in which field, and what to do about it."""

    key: str
    field: str
    message: str

    def __str__(self) -> str:
        labels = {**LEVEL_FIELDS, **NODE_FIELDS} if self.key else PLAN_FIELDS
        place = [self.key, str(labels[self.field].label) if self.field in labels else ""]
        return f"{' · '.join(filter(None, place))}: {self.message}"


def new_problems(before: Record, after: Record) -> list[Problem]:
    """What cannot stand in the second record and is not so already in the first."""
    return sorted(set(problems(after)) - set(problems(before)))


def problems(record: Record) -> Iterator[Problem]:
    """All that cannot stand in a record."""
    yield from plan_problems(record["plan"])
    yield from _of_levels(record["levels"])
    depths = {level["name"]: level["depth"] for level in record["levels"]}
    patterns = {level["name"]: level["code_pattern"] for level in record["levels"] if level.get("code_pattern")}
    nodes = {node["key"]: node for node in record["nodes"]}
    open_parents = {node["parent"] for node in nodes.values() if not node["closed"]}
    for node in nodes.values():
        yield from _of_texts(node)
        yield from _of_code(node, patterns.get(node["level"], ""))
        yield from _of_place(node, nodes, depths)
        yield from _of_dates(node)
        yield from _of_roles(node)
        yield from _of_targets(node)
        if node["closed"] and node["key"] in open_parents:
            yield Problem(node["key"], "", _("Contiene elementos abiertos: ciérralos también."))


def plan_problems(plan: Record) -> Iterator[Problem]:
    """All that cannot stand in a plan's own fields."""
    for name, most in LONGEST_OF_PLAN.items():
        if len(plan[name]) > most:
            yield Problem("", name, _too_long(most))
    if not plan["title"].strip():
        yield Problem("", "title", _("Escribe el título."))
    years = [plan["start_year"], plan["end_year"]]
    for name, year in zip(("start_year", "end_year"), years, strict=True):
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            yield Problem("", name, _("Escribe un año de cuatro cifras."))
    if None not in years and years[0] > years[1]:
        yield Problem("", "end_year", _("El último año no puede ser anterior al primero."))
    if plan["supersedes"] and plan["supersedes"] == plan["slug"]:
        yield Problem("", "supersedes", _("Un plan no se sustituye a sí mismo."))


def _of_levels(levels: list[Record]) -> Iterator[Problem]:
    for name, times in Counter(level["name"] for level in levels).items():
        if not name.strip():
            yield Problem(name, "name", _("Escribe el nombre del nivel."))
        if len(name) > LONGEST_LEVEL:
            yield Problem(name, "name", _too_long(LONGEST_LEVEL))
        if times > 1:
            yield Problem(name, "name", _("Hay otro nivel con este nombre."))
    for depth, times in Counter(level["depth"] for level in levels).items():
        if times > 1:
            yield Problem(str(depth), "depth", _("Dos niveles no pueden ocupar el mismo lugar."))

    for level in levels:
        pattern = level.get("code_pattern", "")
        if len(pattern) > LONGEST_PATTERN:
            yield Problem(level["name"], "code_pattern", _too_long(LONGEST_PATTERN))
        if pattern and NUMBER not in pattern:
            reason = _("Escribe # donde va el número, como C# o C#.H#.")
            yield Problem(level["name"], "code_pattern", reason)


def _of_code(node: Record, pattern: str) -> Iterator[Problem]:
    """A code that is given is written as those of its level are."""
    if pattern and node["printed_code"] and not fits_pattern(node["printed_code"], pattern):
        values = {"level": node["level"], "pattern": pattern}
        reason = _("Los códigos de «%(level)s» se escriben %(pattern)s, con un número en lugar de cada #.")
        yield Problem(node["key"], "printed_code", reason % values)


def fits_pattern(code: str, pattern: str) -> bool:
    """Whether a code is written as a pattern says, with a number for each `#`: `C2.H13` as `C#.H#`."""
    parts = map(re.escape, pattern.split(NUMBER))
    return re.fullmatch(r"[0-9]+".join(parts), code) is not None


def _of_texts(node: Record) -> Iterator[Problem]:
    if not node["title"].strip():
        yield Problem(node["key"], "title", _("Escribe el nombre."))
    for name, most in LONGEST.items():
        if len(node[name]) > most:
            yield Problem(node["key"], name, _too_long(most))
    if any(not text.strip() for text in node["expected_means"]):
        yield Problem(node["key"], "expected_means", _("Un verificable no puede estar vacío."))


def _of_place(node: Record, nodes: dict[str, Record], depths: dict[str, int]) -> Iterator[Problem]:
    key, parent = node["key"], nodes.get(node["parent"])
    if node["level"] not in depths:
        yield Problem(key, "level", _("El plan no tiene el nivel «%(level)s».") % {"level": node["level"]})
        return
    if node["parent"] and parent is None:
        yield Problem(key, "parent", _("El plan no tiene el elemento «%(key)s».") % {"key": node["parent"]})
    elif parent is not None and _is_below(parent, key, nodes):
        yield Problem(key, "parent", _("Un elemento no puede estar dentro de sí mismo."))
    elif parent is not None and depths.get(parent["level"], -1) >= depths[node["level"]]:
        values = {"level": node["level"], "above": parent["level"]}
        yield Problem(key, "level", _("El nivel «%(level)s» debe estar debajo de «%(above)s».") % values)
    elif parent is not None and parent["closed"] and not node["closed"]:
        yield Problem(key, "parent", _("El elemento «%(key)s» está cerrado: reábrelo antes.") % {"key": parent["key"]})


def _is_below(node: Record | None, key: str, nodes: dict[str, Record]) -> bool:
    """Whether the node is the one with this key or stands below it."""
    seen: set[str] = set()
    while node is not None and node["key"] not in seen:
        if node["key"] == key:
            return True
        seen.add(node["key"])
        node = nodes.get(node["parent"])
    return False


def _of_dates(node: Record) -> Iterator[Problem]:
    for name in ("start", "end"):
        if node[name] and not is_partial_date(node[name]):
            yield Problem(node["key"], name, _("Escribe la fecha como 2026, 2026-05 o 2026-05-31."))
    start, end = node["start"], node["end"]
    if is_partial_date(start) and is_partial_date(end):
        known = min(len(start), len(end))
        if start[:known] > end[:known]:
            yield Problem(node["key"], "end", _("El fin no puede ser anterior al inicio."))


def is_partial_date(text: str) -> bool:
    """Whether a text is a year, a month or a day that exists: `2026`, `2026-05`, `2026-05-31`."""
    if not _PARTIAL.fullmatch(text):
        return False
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    try:
        return FIRST_YEAR <= date(year, month, day).year <= LAST_YEAR
    except ValueError:
        return False


def _of_roles(node: Record) -> Iterator[Problem]:
    for pair, times in Counter((role["organization"], role["role"]) for role in node["roles"]).items():
        if times > 1:
            message = _("«%(organization)s» tiene dos veces el mismo papel.") % {"organization": pair[0]}
            yield Problem(node["key"], "roles", message)


def _of_targets(node: Record) -> Iterator[Problem]:
    for target in node["targets"]:
        named = target["name"] or target["indicator"]
        if not named.strip():
            yield Problem(node["key"], "targets", _("Escribe la meta o su indicador."))
        if len(target["unit"]) > LONGEST_UNIT:
            yield Problem(node["key"], "targets", _too_long(LONGEST_UNIT))
        years = Counter(period["year"] for period in target["periods"])
        if any(times > 1 for times in years.values()):
            yield Problem(node["key"], "targets", _("«%(name)s» repite un año.") % {"name": named})
        for period in target["periods"]:
            if period["year"] is not None and not FIRST_YEAR <= period["year"] <= LAST_YEAR:
                yield Problem(node["key"], "targets", _("Escribe un año de cuatro cifras."))
            if not is_amount(period["programmed"]):
                yield Problem(node["key"], "targets", _("Escribe lo programado como un número: 21 o 21,5."))


def is_amount(text: str) -> bool:
    """Whether a text is a number that the record can keep exactly."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return False
    if not number.is_finite():
        return False
    _sign, digits, exponent = number.as_tuple()
    decimals = max(0, -int(exponent))
    return decimals <= MOST_DECIMALS and len(digits) + max(0, int(exponent)) - decimals <= MOST_DIGITS - MOST_DECIMALS


def _too_long(most: int) -> str:
    return _("Es demasiado largo: caben %(most)s letras.") % {"most": most}
