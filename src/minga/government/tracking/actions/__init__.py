"""What may be done in the follow-up: one function for each intention."""

from minga.government.tracking.actions.cycles import CycleTerms, ask, change_cycle, discard_cycle, prepare_cycle
from minga.government.tracking.actions.errata import correct_report
from minga.government.tracking.actions.reminding import follow_cycles
from minga.government.tracking.actions.reports import NotReady, save_draft, send_report, start_report
from minga.government.tracking.actions.review import approve_report, return_report, review_report
from minga.government.tracking.actions.running import close_cycle, extend_due_day, open_cycle

__all__ = [
    "CycleTerms",
    "NotReady",
    "approve_report",
    "ask",
    "change_cycle",
    "close_cycle",
    "correct_report",
    "discard_cycle",
    "extend_due_day",
    "follow_cycles",
    "open_cycle",
    "prepare_cycle",
    "return_report",
    "review_report",
    "save_draft",
    "send_report",
    "start_report",
]
