"""The rows of a node whose source its page shows, with their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from minga.government.plans.models import DeclaredStatus, Link, Node, NodeRole
from minga.government.plans.outline import OutlineNode
from minga.government.plans.telling import NOTHING, Names, in_words
from minga.government.plans.told import Edited, Origin
from minga.government.plans.vocabularies import VOCABULARIES
from minga.government.plans.words import mark_word
from minga.kernel import formats


def own_origins(node: Node, here: OutlineNode, roles: Iterable[NodeRole], links: Iterable[Link]) -> list[Origin]:
    """What is printed of a node itself: its fields, its statuses, its roles and what it says of other nodes."""
    own = list(roles)
    return [*_fields(node, here, names_on(here, own)), *_statuses(here), *_roles(own), *_links(links)]


def names_on(here: OutlineNode, roles: Iterable[NodeRole]) -> dict[str, str]:
    """What the page calls organizations and mechanisms without asking for them; terms as every city starts with them."""
    english = (get_language() or "").startswith("en")
    known = {canonical: en if english else es for words in VOCABULARIES for canonical, es, en in words.terms}
    known |= {term.canonical: term.label for term in here.own_mechanisms}
    return known | {role.organization.slug: role.organization.name for role in roles}


def _fields(node: Node, here: OutlineNode, names: Names) -> list[Origin]:
    mechanisms = ", ".join(term.label for term in here.own_mechanisms)
    dates = " – ".join(in_words("start", date) for date in (node.start, node.end) if date)
    fields = (
        ("title", _("Nombre"), node.title, ("title",)),
        ("code", _("Código"), node.printed_code, ("printed_code",)),
        ("description", _("Descripción"), node.description, ("description",)),
        ("mechanisms", _("Mecanismos"), mechanisms or node.mechanisms_printed, ("mechanisms", "mechanisms_printed")),
        ("dates", _("Fechas"), dates, ("start", "end")),
    )

    def part(field: str, value: Any) -> str:
        return in_words(field, value, names).removeprefix(NOTHING)

    return [
        Origin(Node, node.pk, name, label, says, Edited(written, written, part))
        for name, label, says, written in fields
        if says or name == "title"
    ]


def _statuses(here: OutlineNode) -> list[Origin]:
    found = []
    for declared in filter(None, (here.declared, *here.earlier)):
        says = mark_word(here.mark) if declared is here.declared else formats.quoted(declared.printed)
        found.append(Origin(DeclaredStatus, declared.pk, "status", _("Estado"), says))
        if declared.note:
            found.append(Origin(DeclaredStatus, declared.pk, "note", _("Nota"), declared.note))
    return found


def _roles(roles: Iterable[NodeRole]) -> list[Origin]:
    return [
        Origin(
            NodeRole,
            role.pk,
            "roles",
            role.get_role_display().capitalize(),
            role.organization.name,
            Edited(("roles",), ("printed",), _named_in(role)),
        )
        for role in roles
    ]


def _named_in(role: NodeRole) -> Callable[[str, Any], str]:
    """Finds the same role of the same organization in a list of roles."""
    slug, name = role.organization.slug, role.organization.name

    def part(_field: str, roles: Any) -> str:
        same = (one for one in roles or [] if (one["organization"], one["role"]) == (slug, role.role))
        return next((one["printed"] or name for one in same), "")

    return part


def _links(links: Iterable[Link]) -> list[Origin]:
    return [
        Origin(Link, link.pk, "contributes_to", link.get_kind_display().capitalize(), link.target.title)
        for link in links
    ]
