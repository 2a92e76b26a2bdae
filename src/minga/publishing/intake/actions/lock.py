"""Taking hold of a reading before changing it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from minga.kernel.errors import Conflict
from minga.publishing.intake.models import Reading


def lock(reading: Reading, version: int | None = None) -> Reading:
    """The reading as it stands now, held until the transaction ends; inside one.

    Raises:
        Conflict: when it is no longer the version that the person saw.
    """
    found = (
        Reading.objects.select_for_update(of=("self",))
        .select_related("organization__parent", "plan__publisher__parent", "load__document")
        .get(pk=reading.pk)
    )
    if version is not None and found.version != version:
        raise Conflict(_("Esta lectura cambió mientras la mirabas; mira cómo está ahora y decide de nuevo."))
    return found
