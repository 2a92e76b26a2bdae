"""What the app declares for the registry of search."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from minga.foundation.territory.models import Territory
from minga.kernel.search import Entry, Searchable


def entries() -> Iterator[Entry]:
    """Every place, with the further names that it goes by. Addresses are those of the default language."""
    places = Territory.objects.filter(valid_to__isnull=True).select_related("canton").defer("boundary")
    with override("es"):
        found = [_entry(place) for place in places.order_by("pk")]
    yield from found


def _entry(place: Territory) -> Entry:
    kind = place.kind_words.capitalize()
    summary = f"{kind} · {place.canton.display_name}" if place.canton else kind
    return Entry(
        key=f"territory/{place.slug}",
        kind="territory",
        title=place.name,
        url=place.get_absolute_url(),
        summary=summary,
        body=" ".join(filter(None, [*place.other_names, place.code])),
        fictitious=place.fictitious,
    )


SEARCH: list[Searchable] = [Searchable("territory", _("Territorio"), entries)]
