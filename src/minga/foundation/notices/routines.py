"""What the app does again and again: sending the mail that waits."""

from __future__ import annotations

from minga.foundation.notices.post import send_daily, send_each
from minga.kernel.routines import Routine

ROUTINES = [
    Routine("notices.mail", every=30, run=send_each),
    Routine("notices.daily-mail", every=600, run=send_daily),
]
