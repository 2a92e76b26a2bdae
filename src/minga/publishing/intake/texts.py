"""The text of documents as they were read, for whoever has to compare a quotation with it."""

from __future__ import annotations

from minga.kernel.texts import Reader
from minga.publishing.intake.models import Passage, Reading

READ_WHOLE = (Reading.State.REVIEW, Reading.State.APPLIED)


def passages_of(sha256: str) -> list[str]:
    """The passages of the last whole reading of a file, the cells of a row with a space between them: two queries."""
    kept = Passage.objects.filter(reading__sha256=sha256, reading__state__in=READ_WHOLE)
    last = kept.order_by("-reading").values_list("reading", flat=True).first()
    texts = kept.filter(reading=last).order_by("position").values_list("texts", flat=True)
    return [" ".join(filter(None, cells)) for cells in texts]


TEXTS: list[Reader] = [passages_of]
