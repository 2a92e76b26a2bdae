"""Writing what was read into the record: proposing, applying as one load, undoing."""

from minga.publishing.intake.actions.apply import ReceivedFile, apply_draft, propose_draft
from minga.publishing.intake.actions.undo import undo_load

__all__ = ["ReceivedFile", "apply_draft", "propose_draft", "undo_load"]
