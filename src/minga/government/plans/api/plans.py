"""Plans as the API tells them."""

from __future__ import annotations

from typing import Any

from minga.foundation.organizations.api import organization_reference
from minga.foundation.sources.api import DocumentReference
from minga.government.plans.api.schemas import PlanDetail, PlanLevel, PlanRow
from minga.government.plans.queries.listing import PlanSummary
from minga.government.plans.queries.outline import SourceInfo
from minga.kernel.api import absolute, known, printed_date


def plan_row(summary: PlanSummary) -> PlanRow:
    """A plan in the list."""
    return PlanRow(**_fields(summary))


def plan_detail(summary: PlanSummary) -> PlanDetail:
    """A plan whole."""
    return PlanDetail(
        **_fields(summary),
        issuer=known(summary.issuer),
        supersedes=summary.plan.supersedes.slug if summary.plan.supersedes else None,
        levels=[
            PlanLevel(name=level.name, depth=level.depth, carries_status=level.carries_status, node_count=number)
            for level, number in summary.levels
        ],
        documents=[_document(info) for info in summary.documents],
    )


def _fields(summary: PlanSummary) -> dict[str, Any]:
    plan = summary.plan
    return {
        **{name: getattr(plan, name) for name in ("slug", "kind", "title", "start_year", "end_year", "language")},
        "short_title": known(plan.short_title),
        "publisher": organization_reference(plan.publisher) if plan.publisher else None,
        "sentence": summary.sentence,
        "counted_level": summary.counted.name if summary.counted else None,
        "unit_count": summary.total,
        "printed_count": summary.printed,
        "marks": {mark.value: number for mark, number in summary.marks.items()},
        "fictitious": plan.fictitious,
        "url": absolute(plan.get_absolute_url()),
    }


def _document(info: SourceInfo) -> DocumentReference:
    return DocumentReference(slug=info.slug, title=info.name, date=printed_date(info.date), url=absolute(info.url))
