"""Publishing a copy of a delivered file, and withdrawing it."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.organizations.rules import Actor, require
from minga.government.tracking import evidence_events as events
from minga.government.tracking.actions.evidence import tell
from minga.government.tracking.files.examining import Examined, examine_copy, public_copy
from minga.government.tracking.files.keeping import keep_public, open_private, take_from_public
from minga.government.tracking.files.types import OFFICE
from minga.government.tracking.models import Evidence, PublicCopy
from minga.kernel.errors import Refused


def release_copy(
    *,
    evidence: Evidence,
    without_people: bool,
    by: Actor,
    copy: UploadedFile | None = None,
    note: str = "",
) -> PublicCopy:
    """Publishes a copy of a delivered file, drawn anew without what it does not show.

    Args:
        evidence: with a file, and no copy that is public now.
        without_people: whether the official says that the copy tells no name, signature, number or face.
        by: who publishes it, and did not deliver it.
        copy: what everybody will read. Attendance lists, photographs and documents of Office need one; of others the
            copy is made from the original.
        note: what was covered in it.

    Raises:
        Denied: when the actor may not, or delivered it.
        Refused: when a copy is public already, the official does not say so, a restricted file comes without a copy
            and without what was covered, or the copy is the original.
    """
    require(by, "tracking.release-copy", evidence)
    note = " ".join(note.split())
    _check_release(evidence, without_people=without_people, copy=copy, note=note)
    examined = _copy_of(evidence, copy)
    return _release(evidence, examined, note, by)


@transaction.atomic
def withdraw_copy(*, evidence: Evidence, reason: str, by: Actor) -> PublicCopy:
    """Withdraws the public copy: nobody downloads it any more. What it was, and why it went, stays.

    Raises:
        Denied: when the actor may not.
        Refused: when no copy is public, or there is no reason.
    """
    evidence = _locked(evidence)
    role = require(by, "tracking.withdraw-copy", evidence)
    copy = evidence.copies.filter(withdrawn_at__isnull=True).first()
    if copy is None:
        raise Refused(_("No hay una copia pública que retirar."))
    reason = " ".join(reason.split())
    if not reason:
        raise Refused(_("Di por qué se retira: queda en la historia del verificable."))
    copy.withdrawn_at, copy.withdrawal_reason, copy.withdrawal_role = timezone.now(), reason, role
    copy.save(update_fields=["withdrawn_at", "withdrawal_reason", "withdrawal_role"])
    tell(events.WITHDRAWN, evidence, {"sha256": copy.sha256}, role)
    transaction.on_commit(lambda: _hide(copy.sha256))
    return copy


def _hide(sha256: str) -> None:
    """Takes a file from the public storage, unless the same file is another verifiable's copy."""
    if not PublicCopy.objects.filter(sha256=sha256, withdrawn_at__isnull=True).exists():
        take_from_public(sha256)


def _check_release(evidence: Evidence, *, without_people: bool, copy: Any, note: str) -> None:
    if not evidence.sha256:
        raise Refused(_("No hay un archivo del que publicar una copia: un enlace ya es público."))
    if evidence.report is not None and evidence.report.is_open:
        raise Refused(_("El reporte aún no se envía: su copia se publica después."))
    if evidence.copies.filter(withdrawn_at__isnull=True).exists():
        raise Refused(_("Ya tiene una copia pública: retírala antes de publicar otra."))
    if not without_people:
        raise Refused(_("Antes de publicar, comprueba que no haya nombres, firmas, cédulas ni rostros, y dilo aquí."))
    if evidence.is_restricted and copy is None:
        raise Refused(
            _("Es reservado porque muestra personas: sube la copia en la que están cubiertas."),
            details=[
                _(
                    "Cubrir con un recuadro no basta en un PDF: el texto de debajo se puede copiar. Imprímelo como imagen."
                )
            ],
        )
    if evidence.is_restricted and not note:
        raise Refused(_("Di qué cubriste en la copia: «nombres y firmas», «rostros»."))
    if evidence.media_type in OFFICE and copy is None:
        raise Refused(
            _(
                "De un documento de Office no se hace sola la copia pública: puede llevar datos ocultos, notas y cambios."
            ),
            details=[_("Guárdalo como PDF o CSV, revísalo y súbelo como copia pública.")],
        )


def _copy_of(evidence: Evidence, copy: UploadedFile | None) -> Examined:
    """The bytes for everybody. Refuses the original as the copy of what is restricted."""
    original = _original(evidence)
    if copy is None:
        return public_copy(original)
    examined = examine_copy(copy)
    if evidence.is_restricted and (examined.content == original or examined.made == _made_of(evidence, original)):
        raise Refused(_("Es el mismo archivo reservado: sube la copia en la que las personas están cubiertas."))
    return examined


def _made_of(evidence: Evidence, original: bytes) -> bytes:
    return b"" if evidence.media_type in OFFICE else public_copy(original).made


def _original(evidence: Evidence) -> bytes:
    try:
        with open_private(evidence.sha256) as file:
            return bytes(file.read())
    except FileNotFoundError:
        raise Refused(_("El archivo original no está en el almacén: avisa a quien administra el sistema.")) from None


@transaction.atomic
def _release(evidence: Evidence, examined: Examined, note: str, by: Actor) -> PublicCopy:
    evidence = _locked(evidence)
    role = require(by, "tracking.release-copy", evidence)
    if evidence.copies.filter(withdrawn_at__isnull=True).exists():
        raise Refused(_("Ya tiene una copia pública: retírala antes de publicar otra."))
    copy = evidence.copies.create(
        sha256=keep_public(examined.made),
        size=len(examined.made),
        media_type=examined.media_type,
        note=note,
        role=role,
    )
    tell(events.RELEASED, evidence, {"sha256": copy.sha256, "of": evidence.sha256}, role)
    return copy


def _locked(evidence: Evidence) -> Evidence:
    rows = Evidence.objects.select_for_update(of=("self",))
    return rows.select_related("node__plan__publisher", "report__assignment__organization").get(pk=evidence.pk)
