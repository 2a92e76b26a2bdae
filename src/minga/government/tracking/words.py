"""The words of the follow-up: what a report says, in a sentence or beside its field."""

from __future__ import annotations

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from minga.foundation.organizations.models import RoleAssignment
from minga.government.plans.marks import mark_of
from minga.government.plans.models import DeclaredStatus
from minga.government.plans.words import mark_word
from minga.government.tracking.chains import chains
from minga.government.tracking.models import Cycle, Erratum, ProgressReport, ResultItem, Signature
from minga.government.tracking.report_content import STATUSES
from minga.kernel import formats

Choices = list[tuple[str, str]]


def language() -> str:
    """The active language's code."""
    return get_language() or settings.LANGUAGE_CODE


def status_word(canonical: str) -> str:
    """A status in words: `En marcha`."""
    return mark_word(mark_of(canonical)) if canonical else ""


def status_choices() -> Choices:
    """What a unit may declare, in words."""
    return [(status, status_word(status)) for status in STATUSES]


def chain_choices() -> Choices:
    """The chains of signatures, in words."""
    return [(chain.name, chain.label(language())) for chain in chains().values()]


def kind_choices() -> Choices:
    """What results count, in words."""
    return [(value, str(capfirst(label))) for value, label in ResultItem.Kind.choices]


def field_word(field: str) -> str:
    """What a field of a report is called."""
    named = {
        "canonical": _("Cómo está"),
        "physical": _("Avance físico"),
        "narrative": _("Qué se hizo"),
        "difficulties": _("Dificultades"),
        "next_steps": _("Lo que sigue"),
    }
    if field in named:
        return named[field]
    if field.startswith("result-"):
        place = field.split("-")[1]
        return (
            _("Resultado %(place)s, cantidad") % {"place": place}
            if field.endswith("-quantity")
            else _("Resultado %(place)s") % {"place": place}
        )
    return _("Valor de la meta")


def value_word(field: str, value: str) -> str:
    """A value of a field as people read it."""
    if field == "canonical":
        return str(dict(DeclaredStatus.Canonical.choices).get(value, value))
    return value or "–"


def errata_words(errata: list[Erratum]) -> list[dict[str, object]]:
    """Corrections in words: the field, what it said, what it says, why and when."""
    return [
        {
            "field": field_word(one.field),
            "before": value_word(one.field, one.before),
            "after": value_word(one.field, one.after),
            "reason": one.reason,
            "day": one.made_at,
        }
        for one in errata
    ]


def signer(signature: Signature) -> str:
    """Who signed a step: the post and the unit, never the person."""
    unit = signature.unit.display_name if signature.unit else ""
    return ", ".join(filter(None, (signature.post or _("Cargo sin registrar"), unit)))


def report_sentence(report: ProgressReport) -> str:
    """What a report declares, in a sentence."""
    said = {
        "unit": report.assignment.organization.display_name,
        "status": status_word(report.canonical).lower(),
        "day": formats.partial_date(report.assignment.cycle.ends, language()),
    }
    if report.physical is None:
        return _("%(unit)s lo declara %(status)s al %(day)s.") % said
    said["percent"] = formats.percent(report.physical.normalize(), language())
    return _("%(unit)s lo declara %(status)s, con un avance físico de %(percent)s, al %(day)s.") % said


def cycle_sentence(cycle: Cycle) -> str:
    """How a cycle goes, in a sentence; the cycle comes with its numbers."""
    asked, sent, silent = (getattr(cycle, name) for name in ("asked", "sent", "silent"))
    said = [
        ngettext("Se pidió un reporte", "Se pidieron %(number)s reportes", asked) % {"number": asked},
        ngettext("se envió uno", "se enviaron %(number)s", sent) % {"number": sent}
        if sent
        else _("no se ha enviado ninguno"),
    ]
    if silent:
        said.append(ngettext("uno sigue sin reporte", "%(number)s siguen sin reporte", silent) % {"number": silent})
    return "; ".join(said) + "."


def basis_word(signature: Signature) -> str:
    """In whose place somebody signed: `subrogante`, `encargo`; nothing for who holds the post."""
    basis = RoleAssignment.Basis
    return "" if signature.basis in ("", basis.HOLDER) else str(basis(signature.basis).label)
