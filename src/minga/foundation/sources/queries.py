"""Reading documents: what was read from each, with which alerts, by which loads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from minga.foundation.sources.alerts import AlertKind, alert_kind
from minga.foundation.sources.models import Document, Figure, Finding, Load, Provenance
from minga.kernel.words import plain

ALERTS_SHOWN = 8
APPLIED = Q(load__state=Load.State.APPLIED)


@dataclass
class DocumentSummary:
    """A document in the listing: how many facts are traced to it, its standing alerts, its loads (latest first)."""

    document: Document
    facts: int = 0
    alerts: int = 0
    loads: list[Load] = field(default_factory=list)

    @property
    def applied(self) -> Load | None:
        """The load that stands, if any."""
        return next((load for load in self.loads if load.state == Load.State.APPLIED), None)


@dataclass(frozen=True)
class AlertGroup:
    """The alerts of one code, in the order of the document; `called` is the title of what they speak of, by address."""

    code: str
    kind: AlertKind
    findings: Sequence[Finding]
    called: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> Sequence[tuple[Finding, str]]:
        """The first ones, which the page shows at once, each with the title of what it speaks of, if any."""
        return self._titled(self.findings[:ALERTS_SHOWN])

    @property
    def rest(self) -> Sequence[tuple[Finding, str]]:
        """Those that it shows when asked."""
        return self._titled(self.findings[ALERTS_SHOWN:])

    def _titled(self, findings: Iterable[Finding]) -> list[tuple[Finding, str]]:
        return [(finding, self.called.get(finding.subject_url, "")) for finding in findings]

    @property
    def more(self) -> int:
        """How many those are."""
        return len(self.rest)


@dataclass(frozen=True)
class Reading:
    """What stands of the reading of a document: its loads (latest first), alerts by code, and figures it states."""

    loads: Sequence[Load]
    groups: Sequence[AlertGroup]
    figures: Sequence[Figure]
    facts: int

    @property
    def applied(self) -> Load | None:
        """The load that stands, if any."""
        return next((load for load in self.loads if load.state == Load.State.APPLIED), None)

    @property
    def alerts(self) -> int:
        """How many alerts stand."""
        return sum(len(group.findings) for group in self.groups)


def documents(kind: str = "", text: str = "") -> QuerySet[Document]:
    """The documents of a kind whose title, number or issuer has every word of `text`; the latest first, fictitious last.

    Words are compared without accents and may be unfinished. What is no kind at all filters nothing.
    """
    found = Document.objects.order_by("fictitious", "-date", "slug")
    if kind in Document.Kind.values:
        found = found.filter(kind=kind)
    wanted = plain(text).split()
    if not wanted:
        return found
    said = found.values_list("pk", "title", "short_title", "number", "issuer")
    holding = (pk for pk, *texts in said if _holds(" ".join(texts), wanted))
    return found.filter(pk__in=list(holding))


def _holds(text: str, wanted: Iterable[str]) -> bool:
    said = f" {plain(text)}"
    return all(f" {word}" in said for word in wanted)


def summaries(found: Iterable[Document]) -> list[DocumentSummary]:
    """The documents with their counts, in three queries for all of them."""
    by_pk = {document.pk: DocumentSummary(document) for document in found}
    standing = Provenance.objects.filter(APPLIED, document__in=list(by_pk)).order_by()
    for pk, facts in standing.values_list("document").annotate(number=Count("pk")):
        by_pk[pk].facts = facts
    alerts = standing_findings(list(by_pk)).order_by()
    for pk, number in alerts.values_list("load__document").annotate(number=Count("pk")):
        by_pk[pk].alerts = number
    for load in Load.objects.filter(document__in=list(by_pk)):
        by_pk[load.document_id].loads.append(load)
    return list(by_pk.values())


def standing_findings(found: Iterable[int]) -> QuerySet[Finding]:
    """The alerts of the applied loads of these documents (primary keys), in order."""
    return Finding.objects.filter(APPLIED, load__document__in=list(found)).order_by("load", "position")


def reading(document: Document, called: Mapping[str, str] | None = None) -> Reading:
    """What stands of the reading of one document: four queries. `called` gives titles to what its alerts speak of."""
    findings = sorted(standing_findings([document.pk]), key=lambda finding: finding.code)
    groups = [
        AlertGroup(code, alert_kind(code), list(own), called or {})
        for code, own in groupby(findings, lambda one: one.code)
    ]
    return Reading(
        loads=list(document.loads.all()),
        groups=sorted(groups, key=lambda group: _first_place(group.findings)),
        figures=list(Figure.objects.filter(APPLIED, load__document=document).order_by("load", "position")),
        facts=Provenance.objects.filter(APPLIED, document=document).count(),
    )


def _first_place(findings: Sequence[Finding]) -> int:
    return min(finding.position for finding in findings)
