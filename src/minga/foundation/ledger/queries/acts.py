"""The acts of the public log: as they are downloaded, and as its pages tell them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch
from django.utils.module_loading import import_string

from minga.foundation.ledger.entries import TIME
from minga.foundation.ledger.merkle import leaf_hash
from minga.foundation.ledger.models import Entry, Event, Head
from minga.foundation.ledger.queries.tree import inclusion_proof
from minga.kernel.events import EVENTS, EventKind, event_kind
from minga.kernel.registry import Text

ACTS_IN_A_PAGE = 50
MOST_WAITING = 20
LONGEST_SUBJECT = 200
CHUNK = 2000
FIELDS = (
    "index",
    "event__kind",
    "event__subject",
    "event__actor_role",
    "event__at",
    "event__digest",
    "event__erasable",
    "event__fictitious",
    "event__payload",
    "event__detail__payload",
    "event__detail__salt",
)


@dataclass(frozen=True)
class Act:
    """An act as a page shows it: `index` is its place, None while it waits; `told` is None when it was forgotten."""

    event: Event
    index: int | None
    told: Mapping[str, Any] | None

    @property
    def kind(self) -> EventKind:
        """What was done."""
        return event_kind(self.event.kind)

    @property
    def role(self) -> Text:
        """In which role, in words."""
        words: Mapping[str, Text] = import_string(settings.MINGA_ACTOR_ROLES)
        return words.get(self.event.actor_role, self.event.actor_role)

    @property
    def url(self) -> str:
        """Where that is seen which it was about; empty for nowhere, or where it is no more."""
        try:
            return self.kind.address(self.event.subject, self.told or {})
        except (NoReverseMatch, LookupError, TypeError, ValueError):
            return ""


@dataclass(frozen=True)
class LogPage:
    """Some acts, the last first; `older` is the number below which the next page goes on, None on the last."""

    acts: Sequence[Act]
    older: int | None
    is_first: bool


@dataclass(frozen=True)
class EntryPage:
    """An act with its leaf, and the proof that it stands under the last head."""

    act: Act
    leaf: str
    leaf_hash: str
    proof: Sequence[str]
    head: Head

    @property
    def told(self) -> list[tuple[str, str]]:
        """What the act told, name by name, as text."""
        return [
            (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
            for name, value in (self.act.told or {}).items()
        ]


def last_head() -> Head | None:
    """The last signed head."""
    return Head.objects.first()


def verifiers() -> list[str]:
    """The public keys that signed heads of this log, the last one first."""
    found = Head.objects.order_by("-pk").values_list("verifier", flat=True)
    return list(dict.fromkeys(found.iterator()))


def entries_of(kind: str = "", subject: str = "") -> QuerySet[Entry]:
    """The sealed acts of a kind about a subject or what belongs to it, the last first; empty filters nothing."""
    found = Entry.objects.order_by("-index").select_related("event__detail")
    return found.filter(_asked(kind, subject, "event__"))


def asked_of(parameters: Mapping[str, str]) -> dict[str, str]:
    """The kind and the subject that an address asks for (`acto`, `sujeto`); what nobody could mean asks for nothing."""
    kind, subject = parameters.get("acto", ""), parameters.get("sujeto", "").strip()
    return {
        "kind": kind if any(declared.name == kind for declared in EVENTS) else "",
        "subject": "" if "\0" in subject else subject[:LONGEST_SUBJECT],
    }


def log_page(kind: str = "", subject: str = "", before: int | None = None) -> LogPage:
    """A page of sealed acts below the number `before`."""
    found = entries_of(kind, subject)
    if before is not None:
        found = found.filter(index__lt=before)
    rows = list(found[: ACTS_IN_A_PAGE + 1])
    shown = rows[:ACTS_IN_A_PAGE]
    return LogPage(
        acts=[Act(row.event, row.index, _told(row.event)) for row in shown],
        older=shown[-1].index if len(rows) > len(shown) else None,
        is_first=before is None,
    )


def waiting_acts(kind: str = "", subject: str = "") -> list[Act]:
    """The acts that wait for their seal, the last first."""
    found = Event.objects.filter(_asked(kind, subject), waiting__isnull=False).select_related("detail")
    return [Act(event, None, _told(event)) for event in found.order_by("-pk")[:MOST_WAITING]]


def entry_page(index: int) -> EntryPage | None:
    """One sealed act with its proof; None when the log has no such entry under its last head."""
    row = Entry.objects.filter(index=index).select_related("event__detail").first()
    head = last_head()
    if row is None or head is None or index >= head.size:
        return None
    leaf = row.event.leaf
    return EntryPage(
        act=Act(row.event, index, _told(row.event)),
        leaf=leaf.decode(),
        leaf_hash=leaf_hash(leaf).hex(),
        proof=[part.hex() for part in inclusion_proof(index, head.size)],
        head=head,
    )


def _asked(kind: str, subject: str, path: str = "") -> Q:
    asked = Q(**{f"{path}kind": kind}) if kind else Q()
    if subject:
        asked &= Q(**{f"{path}subject": subject}) | Q(**{f"{path}subject__startswith": f"{subject}/"})
    return asked


def _told(event: Event) -> Mapping[str, Any] | None:
    if not event.erasable:
        told: Mapping[str, Any] = event.payload
        return told
    return event.detail.payload if hasattr(event, "detail") else None


def told(entries: QuerySet[Entry]) -> Iterator[dict[str, Any]]:
    """The entries as they are downloaded, read in pieces: plain values; a forgotten act has no payload."""
    for row in entries.values_list(*FIELDS).iterator(chunk_size=CHUNK):
        index, kind, subject, role, at, digest, erasable, fictitious, payload, detail, salt = row
        time = at.astimezone(UTC).strftime(TIME)
        found = {"index": index, "kind": kind, "subject": subject, "role": role, "at": time, "digest": digest}
        if fictitious:
            found["fictitious"] = True
        yield found | _downloaded(payload, detail, salt, erasable=erasable)


def _downloaded(payload: Any, detail: Any, salt: Any, *, erasable: bool) -> dict[str, Any]:
    if not erasable:
        return {"payload": payload}
    if salt is None:
        return {"erasable": True, "payload": None}
    return {"erasable": True, "payload": detail, "salt": bytes(salt).hex()}
