"""The rows of a node whose source its page shows, with their words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from minga.government.plans.models import DeclaredStatus, Link, Node, NodeRole
from minga.government.plans.outline import OutlineNode
from minga.government.plans.told import Origin
from minga.government.plans.words import mark_word
from minga.kernel import formats


def own_origins(node: Node, here: OutlineNode, roles: Iterable[NodeRole], links: Iterable[Link]) -> list[Origin]:
    """What is printed of a node itself: its fields, its statuses, its roles and what it says of other nodes."""
    return [*_fields(node, here), *_statuses(here), *_roles(roles), *_links(links)]


def _fields(node: Node, here: OutlineNode) -> list[Origin]:
    mechanisms = ", ".join(term.label for term in here.own_mechanisms)
    dates = " – ".join(filter(None, (node.start, node.end)))
    fields = (
        ("title", _("Nombre"), node.title),
        ("code", _("Código"), node.printed_code),
        ("description", _("Descripción"), node.description),
        ("mechanisms", _("Mecanismos"), mechanisms or node.mechanisms_printed),
        ("dates", _("Fechas"), dates),
    )
    return [Origin(Node, node.pk, name, label, says) for name, label, says in fields if says or name == "title"]


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
        Origin(NodeRole, role.pk, "roles", role.get_role_display().capitalize(), role.organization.name)
        for role in roles
    ]


def _links(links: Iterable[Link]) -> list[Origin]:
    return [
        Origin(Link, link.pk, "contributes_to", link.get_kind_display().capitalize(), link.target.title)
        for link in links
    ]
