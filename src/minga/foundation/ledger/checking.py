"""Whether the public log is what it was: every recorded field, every place, every hash and every head, worked out again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.ledger.entries import digest_of, leaf_of
from minga.foundation.ledger.merkle import EMPTY, Frontier, Position, leaf_hash
from minga.foundation.ledger.models import Entry, Event, Head, Subtree, Waiting
from minga.foundation.ledger.notes import BadNote, Checkpoint, Verifier, open_note
from minga.foundation.ledger.queries.acts import FIELDS
from minga.kernel.guards import missing_guards

CHUNK = 2000
LATE = timedelta(minutes=10)
MOST_FAULTS = 100


@dataclass
class Verdict:
    """What was looked at, and what is not as it should be, in words. No fault: the log is whole."""

    size: int = 0
    root: bytes = EMPTY
    heads: int = 0
    held: int = 0
    waiting: int = 0
    forgotten: int = 0
    faults: list[str] = field(default_factory=list)

    def fault(self, words: str) -> None:
        """Notes something that is not as it should be; after many, more say nothing new."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(words)


def check_log(held: Iterable[Checkpoint] = (), *, progress: Callable[[int], None] = lambda _done: None) -> Verdict:
    """Works the whole log out again, and compares it with its stored hashes, its own heads and heads `held` outside.

    Whoever owns the database can write its heads anew: only those that are held outside prove that nothing was. Rows
    that are added meanwhile are left for the next time.
    """
    verdict = Verdict()
    heads = defaultdict(list)
    for head in Head.objects.order_by("pk").iterator(chunk_size=CHUNK):
        heads[head.size].append(head)
    outside = defaultdict(list)
    for checkpoint in held:
        outside[checkpoint.size].append(checkpoint)
    stored = _Stored()
    tree = Frontier()
    _compare(verdict, tree, heads.pop(0, []), outside.pop(0, []))
    for row in Entry.objects.order_by("index").values_list(*FIELDS).iterator(chunk_size=CHUNK):
        if row[0] != tree.size:
            verdict.fault(_("Falta la entrada %(index)s.") % {"index": tree.size})
            break
        for position, made in tree.append(leaf_hash(_leaf(verdict, row))):
            if not stored.holds(position, made):
                verdict.fault(
                    _("El resumen guardado del tramo %(level)s/%(index)s no es el de sus entradas.")
                    % {"level": position[0], "index": position[1]}
                )
        _compare(verdict, tree, heads.pop(tree.size, []), outside.pop(tree.size, []))
        if tree.size % CHUNK == 0:
            progress(tree.size)
    verdict.size, verdict.root = tree.size, tree.root
    if stored.more_within(tree.size):
        verdict.fault(_("Hay resúmenes guardados de más."))
    _left_over(verdict, outside)
    _unplaced(verdict)
    verdict.faults += [
        _("Falta en la base la guarda %(name)s.") % {"name": name} for name in missing_guards(connection)
    ]
    return verdict


class _Stored:
    """The stored hashes, each level read in its order beside the others."""

    def __init__(self) -> None:
        self._levels: dict[int, Iterator[tuple[int, Any]]] = {}

    def holds(self, position: Position, made: bytes) -> bool:
        """Whether the next hash of the level is this one."""
        level, index = position
        if level not in self._levels:
            rows = Subtree.objects.filter(level=level).order_by("index").values_list("index", "hash")
            self._levels[level] = rows.iterator(chunk_size=CHUNK)
        found = next(self._levels[level], None)
        return found is not None and (found[0], bytes(found[1])) == (index, made)

    def more_within(self, size: int) -> bool:
        """Whether a hash is left over of a subtree within the first `size` leaves."""
        left = ((level, next(rows, None)) for level, rows in self._levels.items())
        return any(row is not None and (row[0] + 1) << level <= size for level, row in left)


def _leaf(verdict: Verdict, row: tuple[Any, ...]) -> bytes:
    index, kind, subject, role, at, digest, erasable, fictitious, payload, detail, salt = row
    if erasable and salt is None:
        verdict.forgotten += 1
    elif digest != _digest(detail if erasable else payload, bytes(salt or b"")):
        verdict.fault(_("Lo que dice la entrada %(index)s no es lo que se selló.") % {"index": index})
    return leaf_of(
        kind=kind, subject=subject, role=role, at=at, digest=digest, erasable=erasable, fictitious=fictitious
    )


def _digest(payload: Any, salt: bytes) -> str:
    try:
        return digest_of(payload, salt)
    except (TypeError, ValueError):
        return ""


def _compare(verdict: Verdict, tree: Frontier, heads: list[Head], outside: list[Checkpoint]) -> None:
    if not heads and not outside:
        return
    root = tree.root
    for head in heads:
        verdict.heads += 1
        if bytes(head.root) != root or not _signed(head):
            verdict.fault(
                _("La cabeza de %(size)s entradas del %(time)s no es la de esas entradas, o su firma no vale.")
                % {"size": head.size, "time": head.time.isoformat()}
            )
    for checkpoint in outside:
        verdict.held += 1
        if checkpoint.root != root:
            verdict.fault(
                _("La cabeza que traes, de %(size)s entradas, no es la de la bitácora: alguien la reescribió.")
                % {"size": checkpoint.size}
            )


def _signed(head: Head) -> bool:
    """Whether the head's own note says what the head says, under a good signature of the key that it names."""
    try:
        told = open_note(head.note, Verifier.parse(head.verifier))
    except BadNote:
        return False
    return (told.size, told.root, told.time) == (head.size, bytes(head.root), head.time)


def _left_over(verdict: Verdict, outside: dict[int, list[Checkpoint]]) -> None:
    """What the signed heads and those held outside say of the number of entries, those sealed meanwhile included."""
    signed = Head.objects.aggregate(last=Max("size"))["last"] or 0
    found = Entry.objects.count()
    if signed != found:
        verdict.fault(_("La última cabeza firmó %(size)s entradas y hay %(found)s.") % {"size": signed, "found": found})
    for size in sorted(outside):
        verdict.held += len(outside[size])
        verdict.fault(
            _("La cabeza que traes es de %(size)s entradas y hay %(found)s: faltan entradas.")
            % {"size": size, "found": found}
        )


def _unplaced(verdict: Verdict) -> None:
    verdict.waiting = Waiting.objects.count()
    late = Waiting.objects.filter(event__at__lt=timezone.now() - LATE).count()
    if late:
        verdict.fault(_("%(count)s actos esperan su sello desde hace más de diez minutos.") % {"count": late})
    lost = Event.objects.filter(entry__isnull=True, waiting__isnull=True).count()
    if lost:
        verdict.fault(_("%(count)s actos no están en la bitácora ni esperan su sello.") % {"count": lost})
