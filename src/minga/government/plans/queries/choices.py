"""What a form of the desk offers to choose from, for one plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from minga.foundation.organizations.models import Organization
from minga.foundation.sources.models import Document, Load
from minga.foundation.sources.naming import told_apart
from minga.foundation.territory.models import Territory
from minga.government.plans.edits import Edit, Record
from minga.government.plans.models import NodeRole, Plan, Term
from minga.government.plans.words import shortened

Choices = list[tuple[str, str]]
LONGEST = 90
"""Letters of a title in a list of choices."""


@dataclass(frozen=True)
class NodeChoices:
    """What a node's form offers: levels, nodes that may stand above it, and all that it may name."""

    levels: Choices
    parents: Choices
    mechanisms: Choices
    territories: Choices
    organizations: dict[str, str]
    """The name by which each organization is chosen, by its slug: its own, with the slug when two share it."""

    @property
    def roles(self) -> Choices:
        """The roles of the contract."""
        return [(str(value), str(label)) for value, label in NodeRole.Role.choices]

    @property
    def slugs(self) -> dict[str, str]:
        """Which organization a name means."""
        return {name: slug for slug, name in self.organizations.items()}


def node_choices(plan: Plan, record: Record, key: str = "") -> NodeChoices:
    """The choices for a node of the plan as it would be with the draft; three queries.

    What the node names already is offered as well, whatever it is.
    """
    blank: Record = {"parent": "", "territories": [], "roles": []}
    own: Record = next((node for node in record["nodes"] if node["key"] == key), blank)
    terms = Term.objects.filter(vocabulary__kind="mechanism").order_by("position", "pk")
    places = Territory.objects.filter(Q(fictitious=plan.fictitious) | Q(slug__in=own["territories"]))
    return NodeChoices(
        levels=[(level["name"], level["name"]) for level in record["levels"]],
        parents=[
            (node["key"], shortened(node["title"], LONGEST))
            for node in record["nodes"]
            if node["key"] == own["parent"] or (node["key"] != key and not node["closed"])
        ],
        mechanisms=[(term.canonical, str(term)) for term in terms],
        territories=[(place.slug, place.name) for place in places.order_by("kind", "name")],
        organizations=organization_names(plan, {role["organization"] for role in own["roles"]}),
    )


def organization_names(plan: Plan, also: Iterable[str] = ()) -> dict[str, str]:
    """The names by which organizations are chosen, by slug, in order: one query.

    Those that a plan may name, real or invented as it is, and those with the slugs of `also`.
    """
    chosen = Organization.objects.filter(Q(fictitious=plan.fictitious) | Q(slug__in=list(also)))
    return names_of(chosen)


def names_of(organizations: QuerySet[Organization]) -> dict[str, str]:
    """The name by which each of these is chosen, by slug, in order: its own, with the slug when two share it. One query."""
    rows = list(organizations.order_by("name").values_list("slug", "name"))
    times = Counter(name for _slug, name in rows)
    return {slug: name if times[name] == 1 else f"{name} ({slug})" for slug, name in rows}


def citable_documents(plan: Plan, also: Iterable[str] = ()) -> list[Document]:
    """The documents that may be cited for the plan, the latest first: one query.

    Those whose every load was undone are not offered: nothing of theirs stands. Those with the slugs of `also`, which
    are cited already, stay.
    """
    loads = Load.objects.filter(document=OuterRef("pk"))
    stands = Exists(loads.filter(state=Load.State.APPLIED)) | ~Exists(loads)
    return list(Document.objects.filter(Q(stands, fictitious=plan.fictitious) | Q(slug__in=list(also))))


def document_choices(plan: Plan) -> Choices:
    """The documents that may be cited for the plan: one query."""
    return as_choices(citable_documents(plan))


def as_choices(documents: Sequence[Document]) -> Choices:
    """Documents as a list of choices in which no two read alike."""
    beside = told_apart(documents, _called)
    return [
        (document.slug, ", ".join(filter(None, (_called(document), beside[document.pk])))) for document in documents
    ]


def _called(document: Document) -> str:
    return shortened(str(document), LONGEST)


def names_in(edits: Iterable[Edit]) -> dict[str, str]:
    """What the slugs in the values of edits are called: organizations, places, plans and terms; at most four queries."""
    named: dict[str, set[str]] = {kind: set() for kind in ("organization", "territory", "term", "plan")}
    for edit in edits:
        for value in (edit.before, edit.after):
            for field, one in value.items() if isinstance(value, dict) else [(edit.field, value)]:
                if one and (kind := NAMED_BY.get(field)):
                    named[kind] |= _slugs(field, one)
    found: dict[str, str] = {}
    if named["territory"]:
        found |= dict(Territory.objects.filter(slug__in=named["territory"]).values_list("slug", "name"))
    if named["plan"]:
        found |= {plan.slug: str(plan) for plan in Plan.objects.filter(slug__in=named["plan"])}
    if named["organization"]:
        found |= dict(Organization.objects.filter(slug__in=named["organization"]).values_list("slug", "name"))
    if named["term"]:
        found |= {term.canonical: str(term) for term in Term.objects.filter(canonical__in=named["term"])}
    return found


NAMED_BY = {
    "publisher": "organization",
    "roles": "organization",
    "supersedes": "plan",
    "territories": "territory",
    "mechanisms": "term",
}
"""What the slugs in a field are of."""


def _slugs(field: str, value: Any) -> set[str]:
    if field == "roles":
        return {role["organization"] for role in value}
    return set(value) if isinstance(value, list) else {str(value)}
