"""Writing what was read into the record: handing in, deciding, proposing, applying as one load, undoing."""

from minga.publishing.intake.actions.apply import ReceivedFile, apply_draft, propose_draft
from minga.publishing.intake.actions.compare import compare
from minga.publishing.intake.actions.decide import decide_alert, decide_element
from minga.publishing.intake.actions.load import apply_reading, discard_reading, undo_reading
from minga.publishing.intake.actions.match import answer_matches
from minga.publishing.intake.actions.receive import AlreadyHere, read_again, receive
from minga.publishing.intake.actions.undo import undo_load

__all__ = [
    "AlreadyHere",
    "ReceivedFile",
    "answer_matches",
    "apply_draft",
    "apply_reading",
    "compare",
    "decide_alert",
    "decide_element",
    "discard_reading",
    "propose_draft",
    "read_again",
    "receive",
    "undo_load",
    "undo_reading",
]
