"""Plans and what they promise, as published."""

from minga.government.plans.models.changes import Change, ChangeSet
from minga.government.plans.models.nodes import NEWEST_FIRST, Level, Link, Node, NodeMechanism, NodeRole, Plan
from minga.government.plans.models.promises import DeclaredStatus, ExpectedMeans, Target, TargetPeriod
from minga.government.plans.models.vocabularies import Term, Vocabulary

__all__ = [
    "NEWEST_FIRST",
    "Change",
    "ChangeSet",
    "DeclaredStatus",
    "ExpectedMeans",
    "Level",
    "Link",
    "Node",
    "NodeMechanism",
    "NodeRole",
    "Plan",
    "Target",
    "TargetPeriod",
    "Term",
    "Vocabulary",
]
