"""What the follow-up does again and again."""

from __future__ import annotations

from minga.government.tracking.actions.links import check_next_link
from minga.government.tracking.actions.reminding import follow_cycles
from minga.kernel.routines import Routine

ROUTINES = [
    Routine("tracking.follow-cycles", every=900, run=follow_cycles),
    Routine("tracking.check-links", every=30, run=check_next_link),
]
