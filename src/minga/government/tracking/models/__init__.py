"""The follow-up: cycles, reports, delivered facts, the other voices, changes, and summaries for pages."""

from minga.government.tracking.models.changes import Baseline, ChangeRequest
from minga.government.tracking.models.cycles import Assignment, Cycle
from minga.government.tracking.models.facts import Evidence, EvidenceReview, Measurement, PublicCopy, ResultItem
from minga.government.tracking.models.reports import Erratum, ProgressReport, Signature
from minga.government.tracking.models.summaries import NodeSummary
from minga.government.tracking.models.voices import Evaluation, Position, Verdict

__all__ = [
    "Assignment",
    "Baseline",
    "ChangeRequest",
    "Cycle",
    "Erratum",
    "Evaluation",
    "Evidence",
    "EvidenceReview",
    "Measurement",
    "NodeSummary",
    "Position",
    "ProgressReport",
    "PublicCopy",
    "ResultItem",
    "Signature",
    "Verdict",
]
