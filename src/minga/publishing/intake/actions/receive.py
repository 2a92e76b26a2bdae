"""Handing in a document, and having it read again."""

from __future__ import annotations

import os
from pathlib import PurePath

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.organizations.models import Organization
from minga.foundation.organizations.rules import Actor, System, require
from minga.foundation.sources.models import Document, Load
from minga.government.plans.models import Plan
from minga.kernel.errors import Conflict, Refused
from minga.publishing.intake import keeping
from minga.publishing.intake.actions.lock import lock
from minga.publishing.intake.cleaning import printable
from minga.publishing.intake.limits import Limits, check_size
from minga.publishing.intake.models import OPEN_STATES, Reading
from minga.publishing.intake.readers.formats import check_beginning, extension_of
from minga.publishing.intake.rules import visible
from minga.publishing.intake.tasks import read

LONGEST_NAME = 200
BEGINNING = 64 * 1024


class AlreadyHere(Refused):
    """The same file stands already: `address` is where, when the person may see it."""

    def __init__(self, reason: str, address: str) -> None:
        super().__init__(reason)
        self.address = address


def receive(
    file: File[bytes], *, name: str, organization: Organization, plan: Plan | None = None, by: Actor
) -> Reading:
    """Takes in a document and has it read in the background.

    The file is kept in the private storage under its hash. Its name only says its format and is shown to those who
    review it; its content decides.

    Args:
        file: the document, seekable.
        name: as its owner calls it.
        organization: the unit that it is handed in for; an invented one makes the document invented.
        plan: through which the person acts there, when not through the unit itself; the unit publishes it.
        by: who hands it in.

    Raises:
        Denied: when the person may not hand in documents for the unit.
        AlreadyHere: when the same file is being reviewed there, or is applied.
        Refused: for a plan of another unit, for a file that is empty, too large or of another format than its name says, and for one that is
            known as real where it would be invented, or the other way round.
    """
    if plan is not None and plan.publisher_id != organization.pk:
        raise Refused(_("Ese plan lo publica otra dependencia; entrega el documento para ella."))
    role = require(by, "intake.submit", Reading(organization=organization, plan=plan))
    shown = _shown_name(name)
    _check(file, shown)
    sha256 = keeping.digest(file)
    _refuse_known(sha256, organization, by)
    keeping.keep(sha256, file)
    return _queued(
        Reading(organization=organization, plan=plan, role=role, file_name=shown, size=file.size, sha256=sha256), by
    )


def read_again(reading: Reading, *, version: int, by: Actor) -> Reading:
    """Has a document read again that could not be read, that its worker left behind, or whose load was undone.

    Of the last the answer is another reading, to be decided anew.

    Raises:
        Denied: when the person may not, or it is not waiting to be read.
        Conflict: when it changed meanwhile.
        AlreadyHere: when the document is applied again, or another reading of it is open.
        Refused: while somebody is reading it, or when the original is no longer kept.
    """
    with transaction.atomic():
        found = lock(reading, version)
        if found.is_undone:
            return _once_more(found, by)
        require(by, "intake.retry", found)
        if found.state != Reading.State.FAILED and not found.is_stalled():
            raise Refused(_("Se está leyendo; espera unos segundos y actualiza la página."))
        found.state, found.stage, found.failure = Reading.State.QUEUED, Reading.Stage.RECEIVED, ""
        found.queued_at, found.taken_up_at = timezone.now(), None
        found.version += 1
        found.save(update_fields=["state", "stage", "failure", "queued_at", "taken_up_at", "version"])
        read.enqueue(str(found.public_id))
    return found


def _once_more(undone: Reading, by: Actor) -> Reading:
    """Another reading of a document whose load was taken back; the first stays as the record of what was."""
    asked = {"organization": undone.organization, "plan": undone.plan}
    role = require(by, "intake.submit", Reading(**asked))
    _refuse_known(undone.sha256, undone.organization, by)
    try:
        keeping.keep_again(undone.sha256)
    except FileNotFoundError as error:
        raise Refused(_("El original ya no está en custodia; entrégalo de nuevo.")) from error
    copied = {name: getattr(undone, name) for name in ("file_name", "size", "sha256")}
    return _queued(Reading(**asked, **copied, role=role), by)


def _queued(reading: Reading, by: Actor) -> Reading:
    """A reading that was just handed in, saved and waiting for the worker."""
    reading.handed_in_by = None if isinstance(by, System) else by
    try:
        with transaction.atomic():
            reading.save()
            read.enqueue(str(reading.public_id))
    except IntegrityError:
        _refuse_known(reading.sha256, reading.organization, by)
        raise
    return reading


def _shown_name(name: str) -> str:
    """The last part of a path, as a page and a database can hold it; its ending is kept when it is cut."""
    own = " ".join(printable(PurePath(name.replace("\\", "/")).name).split()) or _("documento")
    if len(own) <= LONGEST_NAME:
        return own
    ending = PurePath(own).suffix[-10:]
    return own[: LONGEST_NAME - len(ending)] + ending


def _check(file: File[bytes], name: str) -> None:
    """Raises `Refused` for what can be told at once; the reading itself looks closer, within its limits."""
    file.seek(0, os.SEEK_END)
    check_size(file.tell(), name, Limits.from_environment())
    file.seek(0)
    extension_of(name)
    check_beginning(file.read(BEGINNING), name)
    file.seek(0)


def _refuse_known(sha256: str, organization: Organization, by: Actor) -> None:
    document = Document.objects.filter(sha256=sha256).first()
    if document is not None and document.fictitious != organization.fictitious:
        raise Refused(_("Este archivo ya consta con otra procedencia: no puede ser real y ficticio a la vez."))
    if document is not None and document.loads.filter(state=Load.State.APPLIED).exists():
        reason = _("Este mismo archivo ya está aplicado: «%(title)s».") % {"title": document}
        raise AlreadyHere(reason, document.get_absolute_url())
    open_ones = Reading.objects.filter(sha256=sha256, state__in=OPEN_STATES)
    seen = visible(by).filter(pk__in=open_ones).defer("draft").first()
    if seen is not None:
        raise AlreadyHere(_("Este mismo archivo ya se entregó y su lectura está abierta."), seen.get_absolute_url())
    if open_ones.filter(organization=organization).exists():
        raise Conflict(_("Este mismo archivo ya se entregó para esta dependencia y su lectura está abierta."))
