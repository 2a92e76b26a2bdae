"""All that a plan's page shows, from at most seven queries and those of its panels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator

from minga.design.paging import PARAMETER
from minga.foundation.sources.models import Finding
from minga.government.plans.aggregates import Aggregate
from minga.government.plans.evidence import cites, completed_with_cited
from minga.government.plans.filters import Choice, Filters
from minga.government.plans.models import Plan
from minga.government.plans.outline import Chapter, Outline, OutlineNode
from minga.government.plans.pictures import (
    Heat,
    Matrix,
    Missing,
    MultipleGroup,
    heat_of,
    matrix_of,
    missing_of,
    multiples_of,
)
from minga.government.plans.queries.outline import (
    PlanSources,
    SourceInfo,
    issuer_of,
    named_only,
    plan_outline,
    plan_repeats,
    plan_sources,
    subject_of,
    was_read,
)
from minga.government.plans.repeats import Repeats
from minga.government.plans.sentences import Told, plan_sentence
from minga.government.plans.told import Shown, sentences, set_cited
from minga.government.plans.words import counted, level_words, mark_words
from minga.kernel.panels import panels_for

ROWS_IN_A_PAGE = 60
ALERTS_SHOWN = 5
SEVERITIES = [Finding.Severity.ERROR.value, Finding.Severity.WARNING.value, Finding.Severity.INFO.value]


@dataclass
class PlanPage:
    """A plan as its page tells it. `chosen` are the nodes that match the filters, `page` those on this page."""

    plan: Plan
    outline: Outline
    sources: PlanSources
    panels: Shown
    filters: Filters
    chosen: Sequence[OutlineNode]
    page: Page

    @cached_property
    def repeats(self) -> Repeats:
        """The three honest counts."""
        return plan_repeats(self.plan, self.outline, self.sources.findings)

    @cached_property
    def named_only(self) -> bool:
        """Whether only documents about other plans name this one."""
        return named_only(self.plan, self.sources.documents)

    @cached_property
    def sentence(self) -> str:
        """What a neighbour would say after reading it all."""
        told = Told(
            levels=self.outline.by_level(),
            counted=self.outline.counted,
            printed=self.repeats.printed,
            tracked=self.outline.tracked,
            statuses=self.outline.statuses,
            named_only=self.named_only,
            aggregates=self.aggregates,
            read=was_read(self.plan, self.sources.documents),
        )
        return " ".join([plan_sentence(told), *sentences(self.panels)])

    @property
    def tracked(self) -> bool:
        """Whether the units carry a status in their document."""
        return self.outline.tracked

    @property
    def aggregates(self) -> list[Aggregate]:
        """What the plan's documents count without naming it."""
        return [] if self.named_only else self.sources.aggregates

    @property
    def total(self) -> int:
        """How many units the plan has."""
        return len(self.outline.units)

    @property
    def printed(self) -> int:
        """How many rows of units are printed, repeated ones included."""
        return self.repeats.printed

    @property
    def level_counts(self) -> list[str]:
        """`5 compromisos`, `22 hitos`, level by level."""
        levels = [pair for pair in self.outline.by_level() if not pair[0].articulates]
        return [
            counted(level.name, self.printed if level == self.outline.counted else number) for level, number in levels
        ]

    @property
    def units_label(self) -> str:
        """The word for the units."""
        return level_words(self.outline.counted.name, self.total) if self.outline.counted else ""

    @property
    def declaring(self) -> SourceInfo | None:
        """The latest document that has the plan as its subject."""
        return self.sources.documents[0] if self.sources.documents and not self.named_only else None

    @property
    def issuer(self) -> str:
        """Who declares, with the name that the document prints; else the publisher's."""
        return issuer_of(self.plan, self.declaring)

    @property
    def matrix(self) -> Matrix | None:
        """Commitments by milestones."""
        return matrix_of(self.outline)

    @property
    def multiples(self) -> list[MultipleGroup]:
        """Squares by objective."""
        return [] if self.named_only else multiples_of(self.outline, self.repeats)

    @property
    def heat(self) -> Heat | None:
        """Mechanisms by objective."""
        return heat_of(self.outline)

    @cached_property
    def missing(self) -> list[Missing]:
        """What is missing, named."""
        return missing_of(self.outline)

    @property
    def legend(self) -> list[dict[str, object]]:
        """How many units wear each mark, as the row of units reads it."""
        name = self.outline.counted.name if self.outline.counted else ""
        return [
            {"state": mark.value, "count": number, "label": mark_words(mark, number, of=name)}
            for mark, number in self.outline.marks.items()
        ]

    @property
    def finished(self) -> int:
        """How many units are declared completed, in any form."""
        return sum(unit.finished for unit in self.outline.units)

    @property
    def with_status(self) -> int:
        """How many units carry a status."""
        return sum(unit.declared is not None for unit in self.outline.units)

    @property
    def finished_and_cited(self) -> int:
        """How many units are told as completed with cited verifiable."""
        return sum(completed_with_cited(unit) for unit in self.outline.units)

    @property
    def cites(self) -> bool:
        """Whether the documents cite any verifiable."""
        return cites(self.outline.units)

    @property
    def names_leads(self) -> bool:
        """Whether the units themselves name who is responsible."""
        return any(role.role == "lead" for unit in self.outline.units for role in unit.roles)

    @cached_property
    def states(self) -> list[Choice]:
        """The states to choose from; none where no status is printed."""
        return self.filters.state_choices(self.outline) if self.tracked else []

    @cached_property
    def organizations(self) -> list[Choice]:
        """Everybody with a role, to choose from."""
        return self.filters.organization_choices(self.outline)

    @cached_property
    def mechanisms(self) -> list[Choice]:
        """The mechanisms to choose from."""
        return self.filters.mechanism_choices(self.outline)

    @cached_property
    def levels(self) -> list[Choice]:
        """The levels to choose from."""
        return self.filters.level_choices(self.outline)

    @property
    def chapters(self) -> list[Chapter]:
        """The nodes of this page under those right above them."""
        return self.outline.chapters(self.page.object_list)

    @property
    def alerts(self) -> list[tuple[Finding, OutlineNode | None]]:
        """The first reading alerts, the weightiest first, each with the node that it speaks of."""
        nodes = {(self.plan.slug, node.key): node for node in self.outline.nodes}
        told = [(finding, nodes.get(subject_of(finding))) for finding in self.sources.findings]
        own = [(finding, node) for finding, node in told if node or not (finding.subject_url or self.named_only)]
        return sorted(own, key=lambda pair: SEVERITIES.index(pair[0].severity))[:ALERTS_SHOWN]


def plan_page(plan: Plan, parameters: Mapping[str, str]) -> PlanPage:
    """The page of a plan for the address's parameters (those of `Filters.read`, and `pagina`)."""
    shown = panels_for(plan)
    outline = plan_outline(plan)
    set_cited(outline, shown)
    filters = Filters.read(parameters)
    chosen = filters.choose(outline)
    page = Paginator(chosen, ROWS_IN_A_PAGE).get_page(parameters.get(PARAMETER))
    return PlanPage(plan, outline, plan_sources(plan, outline, shown), shown, filters, chosen, page)
