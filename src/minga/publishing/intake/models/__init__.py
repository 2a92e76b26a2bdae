"""Readings of documents: what was read, what a person decides on it, and what it would change."""

from minga.publishing.intake.models.decisions import Decision, Match, Proposal
from minga.publishing.intake.models.readings import OPEN_STATES, STALLED_AFTER, Passage, Reading

__all__ = ["OPEN_STATES", "STALLED_AFTER", "Decision", "Match", "Passage", "Proposal", "Reading"]
