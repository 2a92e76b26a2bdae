"""Reading a document that was handed in, as a worker does it: nobody acts, so there is no permission to ask.

Everything here may be done again. A reading is taken up by one worker at a time; one that comes late finds that the
attempt is no longer its own, and leaves things as they are.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.organizations.queries import name_index
from minga.government.plans.models import Plan
from minga.kernel.errors import Refused
from minga.publishing.intake import keeping
from minga.publishing.intake.casing import readable
from minga.publishing.intake.deciding import counts_of, needs_decision
from minga.publishing.intake.draft import Draft, DraftFinding
from minga.publishing.intake.matching import said_words, standing_plans, terms_of
from minga.publishing.intake.models import Passage, Reading
from minga.publishing.intake.passages import Cut, anchor, place_of
from minga.publishing.intake.readers.formats import extension_of
from minga.publishing.intake.reading import PARSED, RECOGNISED, ReadDocument, read_whole
from minga.publishing.intake.records import draft_record

BATCH = 500
"""Passages written at once: each batch is a transaction of its own, so that the database is never held for long."""
STAGES = {PARSED: Reading.Stage.PARSED, RECOGNISED: Reading.Stage.RECOGNISED}
log = logging.getLogger(__name__)


class _TakenOver(Exception):
    """Another attempt has begun, or the reading was discarded: what this one found is of no use."""


def read_reading(public_id: str) -> str:
    """Reads the document of a reading and stores what it says; returns the state that it leaves."""
    reading = _take_up(public_id)
    if reading is None:
        return "left alone"
    try:
        _read(reading)
    except _TakenOver:
        return "taken over"
    except Refused as refused:
        _fail(reading, " ".join([refused.reason, *refused.details]))
    except FileNotFoundError:
        _fail(reading, _("El archivo ya no está en custodia; descarta esta lectura y entrégalo de nuevo."))
    except Exception:
        log.exception("reading %s failed by a defect of ours", public_id)
        _fail(reading, _("Minga no pudo leerlo por un defecto propio, que quedó anotado. Puedes leerlo de nuevo."))
    return Reading.objects.values_list("state", flat=True).get(pk=reading.pk)


def _take_up(public_id: str) -> Reading | None:
    """The reading, taken up as a new attempt; None when somebody else has it or it is past reading."""
    with transaction.atomic():
        found = Reading.objects.select_for_update(of=("self",)).select_related("organization").defer("draft")
        reading = found.filter(public_id=public_id, state__in=(Reading.State.QUEUED, Reading.State.READING)).first()
        if reading is None or (reading.state == Reading.State.READING and not reading.is_stalled()):
            return None
        reading.state, reading.stage, reading.failure = Reading.State.READING, Reading.Stage.RECEIVED, ""
        reading.taken_up_at = timezone.now()
        reading.attempt += 1
        reading.version += 1
        reading.passages_total = reading.passages_stored = 0
        reading.save(update_fields=_PROGRESS)
    return reading


_PROGRESS = (
    "state",
    "stage",
    "failure",
    "taken_up_at",
    "attempt",
    "version",
    "passages_total",
    "passages_stored",
)


def _read(reading: Reading) -> None:
    extension_of(reading.file_name)
    with keeping.on_disk(reading.sha256) as path:
        with path.open("rb") as file:
            if keeping.digest(keeping.File(file)) != reading.sha256:
                raise Refused(
                    _("El archivo en custodia no es el que se entregó; descarta esta lectura y entrégalo de nuevo.")
                )
        _note(reading, stage=Reading.Stage.CHECKED)
        read = read_whole(path, reading.file_name, told=_telling(reading))
    _note(reading, stage=Reading.Stage.RECOGNISED, passages_total=len(read.passages))
    _store(reading, read.passages)
    _finish(reading, read)


def _telling(reading: Reading) -> Callable[[str], None]:
    return lambda stage: _note(reading, stage=STAGES[stage])


def _note(reading: Reading, **values: Any) -> None:
    """Writes how far the reading came. Raises `_TakenOver` when it is no longer this attempt's."""
    mine = Reading.objects.filter(pk=reading.pk, state=Reading.State.READING, attempt=reading.attempt)
    if not mine.update(**values):
        raise _TakenOver


def _store(reading: Reading, passages: list[Cut]) -> None:
    """Writes the document's own text, batch by batch, each in a short transaction."""
    reading.passages.all().delete()
    for begin in range(0, len(passages), BATCH):
        batch = passages[begin : begin + BATCH]
        with transaction.atomic():
            _note(reading, passages_stored=begin + len(batch))
            Passage.objects.bulk_create(_passage(reading, begin + place, one) for place, one in enumerate(batch))


def _passage(reading: Reading, position: int, passage: Cut) -> Passage:
    kind, key, texts = passage
    place = place_of(key)
    found = anchor(place)
    return Passage(
        reading=reading,
        position=position,
        kind=kind,
        place=place.as_json(),
        anchor=found.key[:300],
        part=found.part[:200],
        number=found.number,
        texts=texts,
    )


def _finish(reading: Reading, read: ReadDocument) -> None:
    draft = read.draft
    draft.findings = [*_alerts_of_today(read), *draft.findings]
    with transaction.atomic():
        _note(
            reading,
            state=Reading.State.REVIEW,
            stage=Reading.Stage.STORED,
            draft=draft_record(draft),
            kind=draft.kind,
            title=readable(draft.title or "", said_words(draft))[:500],
            media_type=read.media_type[:100],
            counts=counts_of(draft),
            undecided=sum(map(needs_decision, draft.findings)),
            plan=reading.plan or _plan_of(draft, fictitious=reading.fictitious),
            read_at=timezone.now(),
            version=F("version") + 1,
        )


def _alerts_of_today(read: ReadDocument) -> list[DraftFinding]:
    """What does not fit on the day of the reading: a document of a day to come. Recognisers know of no day."""
    printed, today = read.draft.date or "", timezone.localdate().isoformat()
    if not read.passages or printed <= today[: len(printed)]:
        return []
    message = f"La fecha «{printed}» impresa como la del documento todavía no llega."
    return [DraftFinding("date-suspect", message, place_of(read.passages[0][1]))]


def _plan_of(draft: Draft, *, fictitious: bool) -> Plan | None:
    """The first standing plan that the draft speaks of: whoever has a role in it sees the reading."""
    found = standing_plans(draft, terms_of(draft, name_index(), fictitious=fictitious), {})
    return next((plan for plan in found.values() if plan is not None), None)


def _fail(reading: Reading, reason: str) -> None:
    mine = Reading.objects.filter(pk=reading.pk, state=Reading.State.READING, attempt=reading.attempt)
    mine.update(state=Reading.State.FAILED, failure=reason, version=F("version") + 1)
