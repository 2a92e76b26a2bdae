"""What the public log does again and again."""

from __future__ import annotations

from minga.foundation.ledger.actions import publish_daily_head, seal
from minga.kernel.routines import Routine

ROUTINES = [
    Routine("ledger.seal", every=20, run=seal),
    Routine("ledger.daily-head", every=600, run=publish_daily_head),
]
