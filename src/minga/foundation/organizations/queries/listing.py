"""The listing of organizations and its filter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, QuerySet, Value, When

from minga.foundation.organizations.models import Organization, OrganizationName
from minga.foundation.organizations.naming import name_key

LONGEST_TEXT = 100


@dataclass(frozen=True)
class Filter:
    """What the listing is asked: a part of any name, a kind, and whether the fictitious ones are meant (None: all)."""

    text: str = ""
    kind: str = ""
    fictitious: bool | None = False

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> Filter:
        """From the GET parameters `q`, `clase` and `ficticias`; an unknown kind is none."""
        kind = parameters.get("clase", "")
        return cls(
            text=parameters.get("q", "").strip()[:LONGEST_TEXT],
            kind=kind if kind in Organization.Kind.values else "",
            fictitious=bool(parameters.get("ficticias")),
        )


def listed(asked: Filter) -> QuerySet[Organization]:
    """The organizations that were asked for, by kind in the order of `Organization.Kind`, then by name.

    Names are sorted by the slug, whose letters every database sorts alike.
    """
    positions = [When(kind=kind, then=Value(position)) for position, kind in enumerate(Organization.Kind.values)]
    found = _found(asked)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    found = found.annotate(position=Case(*positions, output_field=IntegerField()))
    return found.select_related("parent").order_by("position", "slug")


def _found(asked: Filter) -> QuerySet[Organization]:
    found = Organization.objects.all()
    if asked.fictitious is not None:
        found = found.filter(fictitious=asked.fictitious)
    if wanted := name_key(asked.text):
        names = OrganizationName.objects.filter(organization=OuterRef("pk"), folded__contains=wanted)
        found = found.filter(Exists(names))
    return found


def count_by_kind(asked: Filter) -> dict[str, int]:
    """How many organizations of each kind have the text in a name, whatever kind was asked for."""
    counts = dict(_found(asked).order_by().values_list("kind").annotate(total=Count("pk")))
    return {kind: counts[kind] for kind in Organization.Kind.values if kind in counts}
