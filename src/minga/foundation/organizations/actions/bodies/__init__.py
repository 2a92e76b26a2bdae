"""What may be done with bodies: seats, sessions, minutes and agreements."""

from minga.foundation.organizations.actions.bodies.agreements import (
    Terms,
    change_agreement,
    follow_agreement,
    make_agreement,
    remove_agreement,
    settle_agreement,
)
from minga.foundation.organizations.actions.bodies.minutes import (
    ItemRecord,
    add_item,
    approve_minutes,
    keep_minutes,
    record_minutes,
    release_minutes,
)
from minga.foundation.organizations.actions.bodies.rules import RuleOfQuorum, set_quorum_rule
from minga.foundation.organizations.actions.bodies.seats import end_holder, seat_holder
from minga.foundation.organizations.actions.bodies.sessions import (
    Meeting,
    call_session,
    change_session,
    prepare_session,
    record_attendance,
    void_session,
)

__all__ = [
    "ItemRecord",
    "Meeting",
    "RuleOfQuorum",
    "Terms",
    "add_item",
    "approve_minutes",
    "call_session",
    "change_agreement",
    "change_session",
    "end_holder",
    "follow_agreement",
    "keep_minutes",
    "make_agreement",
    "prepare_session",
    "record_attendance",
    "record_minutes",
    "release_minutes",
    "remove_agreement",
    "seat_holder",
    "set_quorum_rule",
    "settle_agreement",
    "void_session",
]
