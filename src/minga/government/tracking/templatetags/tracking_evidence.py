"""Words for delivered verifiables."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minga.foundation.organizations.models import Role
from minga.government.tracking.evidence_score import Word
from minga.government.tracking.files.types import SUFFIXES
from minga.government.tracking.models import Evidence, EvidenceReview
from minga.government.tracking.queries.evidence import score_of
from minga.kernel.registry import Text

register = template.Library()

SCORES: dict[Word, Text] = {
    Word.VALID: gettext_lazy("lo principal"),
    Word.INSUFFICIENT: gettext_lazy("una parte"),
    Word.REJECTED: gettext_lazy("casi nada"),
}
PARTS: dict[str, Text] = {
    "opens": gettext_lazy("se abre"),
    "matches": gettext_lazy("responde a lo esperado"),
    "in_time": gettext_lazy("su fecha cae en el plazo"),
    "open_data": gettext_lazy("es público y lo lee un programa"),
}


@register.filter
def verdict_word(verdict: str) -> Text:
    """A verdict in words: `suficiente`."""
    return EvidenceReview.Verdict(verdict).label


@register.filter
def role_word(role: str) -> Text:
    """A role in words; the server itself is the system."""
    return Role(role).label if role in Role.values else _("el sistema")


@register.filter
def file_word(media_type: str) -> str:
    """A type of file as people say it: `PDF`."""
    return SUFFIXES.get(media_type, "").upper()


@register.filter
def score_words(evidence: Evidence) -> str:
    """What is known of a verifiable without anybody judging it: `lo principal: se abre, ...`."""
    if evidence.link_state == Evidence.LinkState.UNCHECKED:
        return _("enlace por comprobar")
    score = score_of(evidence)
    reached = [str(PARTS[name]) for name, points in score.parts.items() if points]
    words = str(SCORES[score.word])
    return f"{words}: {', '.join(reached)}" if reached else words
