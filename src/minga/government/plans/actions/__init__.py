"""What may be done with plans."""

from minga.government.plans.actions.acts import Act
from minga.government.plans.actions.addresses import rename_address
from minga.government.plans.actions.changes import drop_changes, insist, propose_changes
from minga.government.plans.actions.inverse import propose_inverse
from minga.government.plans.actions.links import answer_link, end_link, propose_link
from minga.government.plans.actions.publish import as_if_published, publish_changes, publish_edition
from minga.government.plans.actions.sending import (
    Proof,
    return_changes,
    save_draft,
    submit_changes,
    take_back_changes,
    withdraw_changes,
)
from minga.government.plans.actions.start import Beginning, correct_start, drop_plan, start_plan
from minga.government.plans.actions.vocabularies import TermWords, change_vocabulary, install_vocabularies

__all__ = [
    "Act",
    "Beginning",
    "Proof",
    "TermWords",
    "answer_link",
    "as_if_published",
    "change_vocabulary",
    "correct_start",
    "drop_changes",
    "drop_plan",
    "end_link",
    "insist",
    "install_vocabularies",
    "propose_changes",
    "propose_inverse",
    "propose_link",
    "publish_changes",
    "publish_edition",
    "rename_address",
    "return_changes",
    "save_draft",
    "start_plan",
    "submit_changes",
    "take_back_changes",
    "withdraw_changes",
]
