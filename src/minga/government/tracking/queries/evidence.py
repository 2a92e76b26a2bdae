"""What was delivered: for everybody on a node's page, and for those who deliver and review."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, JSONObject
from django.utils import timezone

from minga.foundation.organizations.models import Organization
from minga.foundation.organizations.rules import assignments_of
from minga.foundation.organizations.scopes import and_below, organization_tree
from minga.government.plans.models import ExpectedMeans, Node, NodeRole, Plan
from minga.government.tracking.evidence_rules import DOERS
from minga.government.tracking.evidence_score import (
    Facts,
    Scheme,
    Score,
    packaged,
    scheme_on,
    score,
    whole_days,
)
from minga.government.tracking.files.types import CSV, SUFFIXES, TEXT
from minga.government.tracking.models import Assignment, Evidence, EvidenceReview, ProgressReport, PublicCopy
from minga.kernel.rules import find_rule

PUBLISHED = Q(report__isnull=True) | Q(report__state=ProgressReport.State.APPROVED)
"""What everybody sees: what came without a report, or with one that was approved."""
State, Verdict = Evidence.LinkState, EvidenceReview.Verdict
OWN = (
    *("means_id", "kind", "annex", "title", "dated", "url", "sha256", "size", "media_type", "people_counted"),
    *("link_state", "link_problem", "link_checked_at", "snapshot_sha256", "snapshot_at", "delivered_at", "position"),
)
"""The fields of a verifiable that its node's page shows."""
KNOWN = (
    *("verdict", "verdict_reason", "reviewed_at", "copy_sha256", "copy_type", "copy_size", "copy_note"),
    *("released_at", "withdrawn_at", "withdrawal_reason"),
)
"""What `delivered` adds to them."""
DAYS = ("dated",)
MOMENTS = ("link_checked_at", "snapshot_at", "delivered_at", "reviewed_at", "released_at", "withdrawn_at")
DEEPEST = 6
"""Levels of a plan within which whoever leads a node leads those below it."""


@dataclass(frozen=True)
class Line:
    """One expected verifiable with what was delivered against it; without `text`, what answers none."""

    text: str
    fingerprint: str
    delivered: Sequence[Evidence]


def delivered() -> QuerySet[Evidence]:
    """What was delivered, each with its last verdict, its public copy, and the last copy that was withdrawn.

    These are `verdict`, `verdict_reason`, `reviewed_at`, `copy_sha256`, `copy_type`, `copy_size`, `copy_note`,
    `released_at`, `withdrawn_at` and `withdrawal_reason`.
    """
    reviews = EvidenceReview.objects.filter(evidence=OuterRef("pk")).order_by("-pk")
    withdrawn = PublicCopy.objects.filter(evidence=OuterRef("pk"), withdrawn_at__isnull=False).order_by("-pk")
    return (
        Evidence.objects.exclude(kind=Evidence.Kind.CITED)
        .annotate(shown_copy=FilteredRelation("copies", condition=Q(copies__withdrawn_at__isnull=True)))
        .annotate(
            verdict=Subquery(reviews.values("verdict")[:1]),
            verdict_reason=Subquery(reviews.values("reason")[:1]),
            reviewed_at=Subquery(reviews.values("reviewed_at")[:1]),
            copy_sha256=F("shown_copy__sha256"),
            copy_type=F("shown_copy__media_type"),
            copy_size=F("shown_copy__size"),
            copy_note=F("shown_copy__note"),
            released_at=F("shown_copy__released_at"),
            withdrawn_at=Subquery(withdrawn.values("withdrawn_at")[:1]),
            withdrawal_reason=Subquery(withdrawn.values("withdrawal_reason")[:1]),
        )
        .select_related("node")
        .order_by("node__position", "position", "pk")
    )


def as_text() -> Cast:
    """One row of `delivered` as a text, so that a page reads it in the same query as other texts; `from_text` undoes it."""
    return Cast(JSONObject(**{name: name for name in (*OWN, *KNOWN)}), TextField())


def from_text(pk: int, text: str) -> Evidence:
    """The row that `as_text` told, without its node."""
    told = json.loads(text)
    for name in DAYS:
        told[name] = date.fromisoformat(told[name]) if told[name] else None
    for name in MOMENTS:
        told[name] = _moment(told[name]) if told[name] else None
    evidence = Evidence(pk=pk, **{name: told[name] for name in OWN})
    for name in KNOWN:
        setattr(evidence, name, told[name])
    return evidence


def _moment(text: str) -> datetime:
    """A moment as either database writes it; SQLite leaves out that it is UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def lines_of(expected: Iterable[tuple[int, str]], given: Sequence[Evidence]) -> list[Line]:
    """What was delivered against each expected verifiable (its row and its words), and what answers none, last."""
    by_means: dict[int | None, list[Evidence]] = defaultdict(list)
    known = dict(expected)
    for evidence in given:
        by_means[evidence.means_id if evidence.means_id in known else None].append(evidence)
    lines = [Line(text, fingerprint(text), by_means[pk]) for pk, text in known.items()]
    return [*lines, Line("", "", by_means[None])] if by_means[None] else lines


def fingerprint(text: str) -> str:
    """How a form names an expected verifiable, which has no public identifier: by its words."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def means_by_fingerprint(node: Node) -> dict[str, ExpectedMeans]:
    """The expected verifiables of a node by what forms call them; one that is printed twice counts once."""
    found: dict[str, ExpectedMeans] = {}
    for means in node.expected_means.order_by("position", "pk"):
        found.setdefault(fingerprint(means.text), means)
    return found


def score_of(evidence: Evidence) -> Score:
    """The score of something that `delivered` gave, by the scheme of the day on which it was delivered."""
    is_link = evidence.kind == Evidence.Kind.LINK
    verdict = evidence.verdict  # type: ignore[attr-defined]
    opens = evidence.link_state == State.OPENS if is_link else verdict != Verdict.INACCESSIBLE
    starts, ends = whole_days(evidence.node.start, evidence.node.end)
    copy_type = evidence.copy_type  # type: ignore[attr-defined]
    facts = Facts(
        opens=None if is_link and evidence.link_state == State.UNCHECKED else opens,
        matches=verdict == Verdict.VALID or (evidence.means_id is not None and verdict != Verdict.UNRELATED),
        dated=evidence.dated,
        starts=starts,
        ends=ends,
        is_public=opens if is_link else bool(copy_type),
        is_readable=bool(evidence.snapshot_sha256) if is_link else copy_type in (CSV, TEXT),
    )
    moment = evidence.delivered_at or timezone.now()
    return score(facts, scheme_on(timezone.localdate(moment), schemes()))


@cache
def schemes() -> tuple[Scheme, ...]:
    """The schemes of scoring; read once."""
    return tuple(packaged())


def find_evidence(public_id: UUID) -> Evidence:
    """Something delivered, as `delivered` gives it. Raises `Evidence.DoesNotExist`."""
    related = (
        "node__plan__publisher",
        "node__level",
        "means",
        "report__assignment__organization",
        "report__assignment__cycle",
    )
    return delivered().select_related(*related).get(public_id=public_id)


def public_copy(sha256: str) -> PublicCopy | None:
    """The copy with this hash that everybody may read; None when there is none, or it was withdrawn."""
    found = PublicCopy.objects.filter(sha256=sha256, withdrawn_at__isnull=True).filter(
        Q(evidence__report__isnull=True) | Q(evidence__report__state=ProgressReport.State.APPROVED)
    )
    return found.select_related("evidence__node__plan").first()


def file_name(evidence: Evidence, media_type: str) -> str:
    """What a downloaded file is called: out of what Minga knows, never out of what somebody called it."""
    number = f"anexo-{evidence.annex}" if evidence.annex else f"verificable-{evidence.position + 1}"
    key = "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in evidence.node.key)
    return f"{key}-{number}.{SUFFIXES[media_type]}"


def nodes_for(person: Any, rule: str) -> QuerySet[Node]:
    """The nodes for which a person holds a role of a rule, in the order of their plans."""
    held = [one for one in assignments_of(person) if one.role in find_rule(rule).roles]
    rows = Node.objects.open().select_related("plan", "level").order_by("plan__slug", "position")
    if any(one.scope_type_id is None for one in held):
        return rows
    units, plans = (ContentType.objects.get_for_model(model).pk for model in (Organization, Plan))
    own = [one.scope_id for one in held if one.scope_type_id == units and one.scope_id is not None]
    reached = and_below(own, organization_tree()) if own else set()
    through_plan = Q(plan__in=[one.scope_id for one in held if one.scope_type_id == plans])
    lines = [Q(node=OuterRef("__".join(("parent",) * steps) or "pk")) for steps in range(DEEPEST)]
    does = NodeRole.objects.filter(reduce(or_, lines), role__in=DOERS, organization__in=reached)
    asked = Assignment.objects.filter(node=OuterRef("pk"), organization__in=reached)
    return rows.filter(through_plan | Q(plan__publisher__in=reached) | Exists(does) | Exists(asked))


def awaiting_review(person: Any) -> QuerySet[Evidence]:
    """What was delivered and sent, has no verdict yet, and the person may review; the oldest first."""
    nodes = nodes_for(person, "tracking.review-evidence").order_by()
    sent = Q(report__isnull=True) | Q(report__state__in=(ProgressReport.State.SUBMITTED, ProgressReport.State.APPROVED))
    rows = delivered().filter(sent, node__in=nodes.values("pk")).exclude(delivered_by=person)
    return rows.filter(reviews__isnull=True).select_related("node__plan").order_by("delivered_at", "pk")


def to_deliver(person: Any) -> QuerySet[Node]:
    """The nodes that a person may deliver for and that expect verifiables, or have some delivered."""
    expects = ExpectedMeans.objects.filter(node=OuterRef("pk"))
    given = Evidence.objects.filter(node=OuterRef("pk")).exclude(kind=Evidence.Kind.CITED)
    return nodes_for(person, "tracking.deliver-evidence").filter(
        Q(level__carries_status=True) | Exists(expects) | Exists(given)
    )
