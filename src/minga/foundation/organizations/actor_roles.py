"""In which role an act was done, in words: for the public log, which knows no roles."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Role

ACTOR_ROLES = {**{role.value: role.label for role in Role}, "system": _("una orden en el servidor")}
