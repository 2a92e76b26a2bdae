"""What reports tell of plans and nodes: verifiables, targets with what was measured, listed results."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from minga.government.plans.models import ExpectedMeans, Node, Plan, Target, TargetPeriod
from minga.government.plans.outline import Cited
from minga.government.plans.telling import number
from minga.government.plans.told import Edited, Origin
from minga.government.tracking.models import Assignment, Evidence, Measurement, ResultItem
from minga.government.tracking.queries import Measured, NodeName, TargetInfo, Texts, Told, targets_of, texts_of
from minga.government.tracking.queries.evidence import lines_of
from minga.government.tracking.queries.facts import one_of_each_cycle
from minga.kernel import formats
from minga.kernel.panels import Panel

Context = dict[str, Any]
TARGETS_ON_A_PLAN = 20
"""How many targets a plan's page draws; all of them are in its table of targets."""


def load_plans(plans: Sequence[Plan]) -> dict[int, Context]:
    """For each plan: the verifiables of its nodes, its targets and its results. Two queries for each plan."""
    found = {}
    for plan in plans:
        texts = texts_of(Q(node__plan=plan), one_of_each_cycle())
        targets = [target for own in targets_of(Q(node__plan=plan)).values() for target in own]
        if texts or targets:
            found[plan.pk] = _plan_context(plan, texts, targets)
    return found


def _plan_context(plan: Plan, texts: Mapping[int, Texts], targets: list[TargetInfo]) -> Context:
    shown = targets[:TARGETS_ON_A_PLAN]
    return {
        "base": plan.get_absolute_url(),
        "cited": {pk: Cited(len(told.delivered), len(told.expected)) for pk, told in texts.items() if told.is_printed},
        "cycles": cycles_of(texts),
        "sentence": attainment_sentence(targets),
        "targets": [(target, texts[target.node.pk].results if target.node.pk in texts else []) for target in shown],
        "total": len(targets),
        "parts": shown,
        "citing": [told for told in texts.values() if told.delivered],
    }


def cycles_of(texts: Mapping[int, Texts]) -> list[Told]:
    """The cycles of a plan that asked, the latest first."""
    found = {told.reference: told for own in texts.values() for told in (*own.reported, *own.asked)}
    return sorted(found.values(), key=lambda told: -int(told.reference))


def attainment_sentence(targets: Sequence[TargetInfo]) -> str:
    """What a report declares of its targets' latest year: `... lo programado en 2 de 2 metas.`; empty without values."""
    latest = [target.years[-1] for target in targets if target.years]
    measured = [year for year in latest if year.programmed is not None and year.actual is not None]
    if not measured:
        return ""
    reached = sum(year.reached for year in measured)
    sentence = ngettext(
        "Declara ejecutado al menos lo programado en %(reached)s de %(total)s meta.",
        "Declara ejecutado al menos lo programado en %(reached)s de %(total)s metas.",
        len(measured),
    )
    return sentence % {"reached": _number(reached), "total": _number(len(measured))}


def load_nodes(nodes: Sequence[Node]) -> dict[int, Context]:
    """For each node: its verifiables, its targets and its results. Two queries for all nodes."""
    chosen = Q(node__in=[node.pk for node in nodes])
    texts, targets = texts_of(chosen, Assignment.objects.all()), targets_of(chosen)
    return {
        node.pk: _node_context(node, texts.get(node.pk), targets.get(node.pk, []))
        for node in nodes
        if node.pk in texts or node.pk in targets or node.level.carries_status
    }


def _node_context(node: Node, texts: Texts | None, targets: list[TargetInfo]) -> Context:
    texts = texts or Texts(NodeName(node.pk, node.key, node.title))
    expected, delivered, results = texts.expected, texts.delivered, texts.results
    given = texts.given
    for evidence in given:
        evidence.node = node
    lines = lines_of([(told.pk, told.text) for told in expected], given) if given else []
    return {
        "plan": node.plan.get_absolute_url(),
        "page": node.get_absolute_url(),
        "reported": texts.reported[::-1],
        "asked": texts.asked[::-1],
        "expected": expected,
        "delivered": delivered,
        "results": results,
        "hoped": texts.hoped,
        "given": given,
        "lines": lines,
        "covered": sum(1 for line in lines if line.text and line.delivered),
        "shows_verifiables": bool(expected or delivered or given or node.level.carries_status),
        "targets": targets,
        "origins": [
            *(origin for target in targets for origin in target_origins(target)),
            *(
                Origin(
                    ExpectedMeans, told.pk, "expected_means", _("Verificable esperado"), told.text, _means(told.text)
                )
                for told in expected
            ),
            *(Origin(Evidence, told.pk, "evidence", _("Verificable citado"), cited_text(told)) for told in delivered),
            *(Origin(ResultItem, told.pk, "results", _("Resultado"), told.text) for told in results),
            *(Origin(ResultItem, told.pk, "results", _("Resultado esperado"), told.text) for told in texts.hoped),
        ],
    }


def cited_text(told: Told) -> str:
    """A cited verifiable in one line: its reference and its title."""
    return " ".join(filter(None, (told.reference, told.text)))


def _means(text: str) -> Edited:
    """How an edit writes a verifiable that is expected."""
    return Edited(("expected_means",), ("text",), lambda _field, texts: text if text in (texts or []) else "")


def target_origins(target: TargetInfo) -> list[Origin]:
    """The rows of a target whose source is shown."""
    named = (
        ("target", _("Meta"), target.name, "name", "name"),
        ("indicator", _("Indicador"), target.indicator, "indicator", "indicator_name"),
        ("unit", _("Unidad de medida"), target.unit, "unit", "unit"),
    )
    found = [
        Origin(Target, target.pk, name, label, says, _of_target(target, column, itemgetter(part)))
        for name, label, says, part, column in named
        if says
    ]
    for year in target.years:
        found.extend(_year_origins(target, year))
    return found


def _of_target(target: TargetInfo, column: str, part: Callable[[Any], str]) -> Edited:
    """How an edit writes a part of a target, which it names by its identifier."""

    def of_same(_field: str, targets: Any) -> str:
        return next((part(told) for told in targets or [] if told.get("id") == target.identifier), "")

    return Edited(("targets",), (column,), of_same)


def _year_origins(target: TargetInfo, year: Measured) -> list[Origin]:
    when = f" {year.year}" if year.year else ""
    found = []
    if year.period_pk and year.programmed is not None:
        says = _number(year.programmed)
        edited = _of_target(target, "programmed", lambda told: _programmed(told, year.year))
        found.append(Origin(TargetPeriod, year.period_pk, "programmed", _("Programado") + when, says, edited))
    if year.measurement_pk and year.actual is not None:
        found.append(Origin(Measurement, year.measurement_pk, "executed", _("Ejecutado") + when, _number(year.actual)))
    if year.measurement_pk and year.attainment_printed is not None:
        says = formats.percent(year.attainment_printed, get_language() or "es")
        found.append(Origin(Measurement, year.measurement_pk, "attainment", _("Porcentaje impreso") + when, says))
    return found


def _programmed(told: Any, year: int | None) -> str:
    """What a target as the record tells it programs for a year, as it is written here."""
    return next((number(one["programmed"]) for one in told["periods"] if one["year"] == year), "")


def _number(value: Any) -> str:
    return formats.count(value, get_language() or "es")


PANELS = [
    Panel("reported", "plans.plan", 30, load_plans, "tracking/plan_panel.html"),
    Panel("reported", "plans.node", 30, load_nodes, "tracking/node_panel.html"),
]
