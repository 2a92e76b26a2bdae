"""What the app declares for the registry of search."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from minga.foundation.organizations.models import Organization
from minga.kernel.search import Entry, Searchable


def entries() -> Iterator[Entry]:
    """Every organization with all its names. Addresses are those of the default language."""
    rows = Organization.objects.select_related("parent").prefetch_related("names").order_by("pk")
    with override("es"):
        found = [_entry(organization) for organization in rows]
    yield from found


def _entry(organization: Organization) -> Entry:
    kind = str(organization.get_kind_display()).capitalize()
    return Entry(
        key=f"organization/{organization.slug}",
        kind="organization",
        title=organization.name,
        url=organization.get_absolute_url(),
        summary=f"{kind} · {organization.parent.display_name}" if organization.parent else kind,
        body="\n".join(_other_names(organization)),
        fictitious=organization.fictitious,
    )


def _other_names(organization: Organization) -> list[str]:
    """Its acronym and its further names, former ones too: each is a name to be found by."""
    names = (organization.acronym, *(name.name for name in organization.names.all()))
    return [name for name in dict.fromkeys(names) if name not in ("", organization.name)]


SEARCH: list[Searchable] = [Searchable("organization", _("Organizaciones"), entries)]
