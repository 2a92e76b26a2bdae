"""Correcting an approved report: one field at a time, with its reason. What it said before stays, and is shown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from minga.foundation.accounts.models import User
from minga.foundation.ledger.actions import record
from minga.foundation.organizations.rules import require
from minga.foundation.organizations.wording import digest, plain_text
from minga.government.plans.models import DeclaredStatus
from minga.government.tracking import events
from minga.government.tracking.actions.reports import is_fictitious, locked_report, subject_of_report, told_of_report
from minga.government.tracking.models import Erratum, Measurement, ProgressReport, ResultItem
from minga.government.tracking.queries.facts import trimmed
from minga.government.tracking.report_content import LONGEST, LONGEST_RESULT, STATUSES, TEXTS, WHOLE, read_number
from minga.kernel.errors import Refused


@dataclass(frozen=True)
class Correctable:
    """A field of an approved report: its machine name, its name in words, and what it says."""

    field: str
    label: str
    value: str


def correctable(report: ProgressReport) -> list[Correctable]:
    """What an approved report says, field by field. Two queries."""
    found = [
        Correctable("canonical", _("Cómo está"), report.canonical),
        Correctable("physical", _("Avance físico"), _number(report.physical)),
        Correctable("narrative", _("Qué se hizo"), report.narrative),
        Correctable("difficulties", _("Dificultades"), report.difficulties),
        Correctable("next_steps", _("Lo que sigue"), report.next_steps),
    ]
    for place, item in enumerate(report.result_items.order_by("position"), start=1):
        of = {"place": place}
        found.append(Correctable(f"result-{place}-text", _("Resultado %(place)s") % of, item.text))
        if item.quantity is not None:
            label = _("Resultado %(place)s, cantidad") % of
            found.append(Correctable(f"result-{place}-quantity", label, _number(item.quantity)))
    for measurement in report.measurements.select_related("target").order_by("target__position", "pk"):
        label = _("Valor de la meta «%(target)s»") % {"target": measurement.target}
        found.append(Correctable(f"measured-{measurement.target.public_id}", label, _number(measurement.actual)))
    return found


@transaction.atomic
def correct_report(*, report: ProgressReport, field: str, after: str, reason: str, by: User, version: int) -> Erratum:
    """Corrects one field of an approved report (*fe de erratas*).

    Raises:
        Denied: when the actor may not, wrote in it, or it is not approved.
        Refused: when there is no such field, the value cannot be, nothing changes, or the reason is missing.
        Conflict: when somebody changed it meanwhile.
    """
    found = locked_report(report, version)
    role = require(by, "tracking.correct-report", found)
    standing = next((one for one in correctable(found) if one.field == field), None)
    if standing is None:
        raise Refused(_("Elige qué dato del reporte se corrige."))
    after, reason = plain_text(after), plain_text(reason)
    if not reason:
        raise Refused(_("Escribe por qué se corrige: se muestra junto a lo que decía antes."))
    value = _checked(field, after)
    if after == standing.value:
        raise Refused(_("Ya dice eso: no hay nada que corregir."))
    _apply(found, field, value)
    found.version += 1
    found.save()
    erratum = Erratum.objects.create(
        report=found, field=field, before=standing.value, after=after, reason=reason, role=role
    )
    payload = told_of_report(found) | {"field": field, "before": digest(standing.value), "after": digest(after)}
    payload["reason"] = digest(reason)
    record(events.REPORT_CORRECTED, subject_of_report(found), payload, role=role, fictitious=is_fictitious(found))
    return erratum


def _checked(field: str, after: str) -> Any:
    """What a field would hold. Raises Refused for what it cannot."""
    if field == "canonical":
        if after not in STATUSES:
            raise Refused(_("Elige cómo está."))
        return after
    if field == "physical" or field.startswith("measured-") or field.endswith("-quantity"):
        return _checked_number(field, after)
    if field not in (*TEXTS, "physical") and not after:
        raise Refused(_("Un resultado no puede quedar sin palabras."))
    if field == "narrative" and not after:
        raise Refused(_("Cuenta qué se hizo: con dos o tres frases basta."))
    if len(after) > (LONGEST if field in TEXTS else LONGEST_RESULT):
        raise Refused(_("El texto es demasiado largo: acórtalo."))
    return after


def _checked_number(field: str, after: str) -> Decimal | None:
    if field == "physical" and not after:
        return None
    try:
        value = read_number(after)
    except ValueError as error:
        raise Refused(str(error)) from error
    if field == "physical" and value > WHOLE:
        raise Refused(_("No puede pasar de %(most)s.") % {"most": WHOLE})
    return value


def _apply(report: ProgressReport, field: str, value: Any) -> None:
    if field.startswith("measured-"):
        rows = Measurement.objects.filter(report=report, target__public_id=field.removeprefix("measured-"))
        rows.update(actual=value)
    elif field.startswith("result-"):
        _kind, place, name = field.split("-")
        item = report.result_items.order_by("position")[int(place) - 1]
        ResultItem.objects.filter(pk=item.pk).update(**{name: value})
    else:
        setattr(report, field, value)
        if field == "canonical":
            _declare_again(report)


def _declare_again(report: ProgressReport) -> None:
    """The declared status follows the correction; what it said is kept by the erratum."""
    with override("es"):
        printed = str(DeclaredStatus.Canonical(report.canonical).label)
    DeclaredStatus.objects.filter(report=report).update(canonical=report.canonical, printed=printed)


def _number(value: Decimal | None) -> str:
    """A number as it is typed here: 12,5."""
    return "" if value is None else f"{trimmed(value):f}".replace(".", ",")
