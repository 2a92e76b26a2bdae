"""What pages read of the follow-up."""

from minga.government.tracking.queries.facts import (
    Measured,
    NodeName,
    TargetInfo,
    Texts,
    Told,
    targets_of,
    texts_of,
    trimmed,
)

__all__ = ["Measured", "NodeName", "TargetInfo", "Texts", "Told", "targets_of", "texts_of", "trimmed"]
