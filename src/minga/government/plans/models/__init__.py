"""Plans and what they promise, as published."""

from minga.government.plans.models.changes import Change, ChangeSet
from minga.government.plans.models.editions import ActKind, ActModel, Edition, FormerSlug
from minga.government.plans.models.nodes import NEWEST_FIRST, Level, Link, Node, NodeMechanism, NodeRole, Plan
from minga.government.plans.models.promises import DeclaredStatus, ExpectedMeans, Target, TargetPeriod
from minga.government.plans.models.vocabularies import Term, Vocabulary

__all__ = [
    "NEWEST_FIRST",
    "ActKind",
    "ActModel",
    "Change",
    "ChangeSet",
    "DeclaredStatus",
    "Edition",
    "ExpectedMeans",
    "FormerSlug",
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
