"""All that a node's page shows, from seven queries and those of its panels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from minga.foundation.sources.models import Finding, Load, Provenance
from minga.foundation.sources.naming import told_apart
from minga.government.plans.fields import NODE_FIELDS
from minga.government.plans.models import Change, ChangeSet, DeclaredStatus, Edition, Link, Node, NodeRole
from minga.government.plans.node_origins import names_on, own_origins
from minga.government.plans.outline import OutlineNode
from minga.government.plans.queries.compare import Said, said_together
from minga.government.plans.queries.outline import read_nodes, subject_at, subject_of
from minga.government.plans.sentences import (
    chapter_sentence,
    closed_sentence,
    edited_sentence,
    node_sentence,
    reported_sentence,
    taken_back_sentence,
)
from minga.government.plans.telling import Names, in_words
from minga.government.plans.told import Origin, Shown, origins, rows_of
from minga.government.plans.tracing import Traced, trace
from minga.government.plans.words import document_name
from minga.kernel.panels import panels_for
from minga.kernel.registry import Text

HIGHEST_ANCESTOR = "parent__parent__parent__parent__parent"
"""Crumbs go up to the fifth node above."""
LONGEST_HEADING = 110
"""Letters of a title that still stands as heading; a longer one is quoted below its level and number."""
NEAR = 200
"""How many places before and after a node its neighbours are looked for."""
FIELD_WORDS: dict[str, Text] = {
    "title": _("Nombre"),
    "description": _("Descripción"),
    "printed": _("Impreso"),
    "note": _("Nota"),
    "name": _("Meta"),
    "indicator_name": _("Indicador"),
    "unit": _("Unidad de medida"),
    "programmed": _("Programado"),
    "actual": _("Ejecutado"),
    "attainment_printed": _("Porcentaje impreso"),
    "amount": _("Monto"),
    "execution_printed": _("Ejecución impresa"),
    "statement": _("Cómo contribuye"),
    **{name: known.label for name, known in NODE_FIELDS.items() if name not in {"title", "description"}},
}
"""The fields whose changes are told; the others follow from these."""


@dataclass
class Touch:
    """What one load, or one published change set, did to a node and its facts.

    `made` counts the lines of the table of sources that come from a load, when it made anything; `updates` are the
    fields that changed, with what stood before and after, in words; `operations` what an edit did to the whole node.
    """

    change_set: ChangeSet
    made: int = 0
    updates: list[tuple[Text, str, str]] = field(default_factory=list)
    operations: list[str] = field(default_factory=list)

    @property
    def load(self) -> Load | None:
        """The load, when it was one."""
        return self.change_set.load

    @property
    def edition(self) -> Edition | None:
        """The edition that published it, when it was an edit."""
        return self.change_set.edition


@dataclass(frozen=True)
class People:
    """Who has a role: for the node itself, or for one above it.

    When several share a role of a node above, the document does not say which of them has it for this one.
    """

    role: str
    named: Sequence[NodeRole]
    above: Node | None

    @property
    def together(self) -> bool:
        """Whether several share the role of a node above."""
        return self.above is not None and len(self.named) > 1


@dataclass
class NodePage:
    """A node as its page tells it. `here` is the node with its neighbours and children in memory."""

    node: Node
    here: OutlineNode
    family: Sequence[OutlineNode]
    roles: Sequence[NodeRole]
    links: Sequence[Link]
    panels: Shown

    @cached_property
    def ancestors(self) -> list[Node]:
        """The nodes above, from the top down."""
        return ancestors_of(self.node)

    @property
    def children(self) -> list[OutlineNode]:
        """The nodes right below, in document order."""
        return self.here.children

    @cached_property
    def siblings(self) -> list[OutlineNode]:
        """The nodes beside it and itself, in document order."""
        below = set(map(id, self.here.children))
        return [other for other in self.family if id(other) not in below]

    @property
    def before(self) -> OutlineNode | None:
        """The node printed before it, below the same node."""
        place = self.siblings.index(self.here)
        return self.siblings[place - 1] if place else None

    @property
    def after(self) -> OutlineNode | None:
        """The node printed after it, below the same node."""
        return next(iter(self.siblings[self.siblings.index(self.here) + 1 :]), None)

    @cached_property
    def people(self) -> list[People]:
        """Who has each role for the node, or for the nearest node above that names somebody."""
        found = []
        for role in NodeRole.Role.values:
            for place in (self.node, *reversed(self.ancestors)):
                named = [row for row in self.roles if row.node_id == place.pk and row.role == role]
                if named:
                    found.append(People(role, named, None if place is self.node else place))
                    break
        return found

    @property
    def own_roles(self) -> list[NodeRole]:
        """The roles printed for the node itself."""
        return [role for role in self.roles if role.node_id == self.node.pk]

    @property
    def links_out(self) -> list[Link]:
        """What the node says of nodes of this or other plans."""
        return [link for link in self.links if link.source_id == self.node.pk]

    @property
    def said(self) -> list[Said]:
        """What the node says of others, each statement once with all that it speaks of."""
        return said_together(self.links_out)

    @property
    def links_in(self) -> list[Link]:
        """What other nodes say of it."""
        return [link for link in self.links if link.target_id == self.node.pk]

    @property
    def tracks_children(self) -> bool:
        """Whether the document declares a status of the nodes right below, and none of the node itself."""
        return self.here.declared is None and not self.here.tracked and any(child.tracked for child in self.children)

    @property
    def sentence(self) -> str:
        """What is known of it, fairly."""
        if self.tracks_children:
            return chapter_sentence(self.children, self.children[0].level)
        if self.node.closed_at is not None and self.here.declared is None:
            was_taken_back = any(touch.load is not None and touch.load.undone_at for touch in self.history)
            return taken_back_sentence() if was_taken_back and not self.traced else closed_sentence()
        if self.here.declared is None and not self.cells and self.traced:
            return edited_sentence()
        is_reported = self.here.declared is not None and self.status_source is None
        return reported_sentence(self.here) if is_reported else node_sentence(self.here)

    @cached_property
    def origins(self) -> list[Origin]:
        """The rows whose source is shown, its own first."""
        own = own_origins(self.node, self.here, self.own_roles, self.links_out)
        return [*own, *origins(context for _panel, context in self.panels)]

    @cached_property
    def cells(self) -> list[Provenance]:
        """Where its facts are printed, the oldest reading first: one query."""
        rows = Provenance.objects.filter(rows_of(self.origins)).select_related("document", "load")
        return list(rows.order_by("pk"))

    @cached_property
    def changes(self) -> list[Change]:
        """What loads and editions did to the node and its facts, the latest first: one query."""
        published = Change.objects.filter(rows_of(self.origins), change_set__state=ChangeSet.State.PUBLISHED)
        related = ("change_set__load__document", "change_set__edition", "subject_type", "document")
        moment = Coalesce("change_set__edition__published_at", "change_set__load__applied_at")
        found = published.select_related(*related).defer("change_set__edition__content")
        return list(found.order_by(moment.desc(), "-change_set__pk", "pk"))

    @cached_property
    def traced(self) -> list[Traced]:
        """Where each fact comes from."""
        return trace(self.node.pk, self.origins, self.cells, self.changes)

    @cached_property
    def beside(self) -> dict[int, str]:
        """What tells apart the documents that the page names as sources."""
        traced = (document for line in self.traced for document in line.documents)
        loaded = (touch.load.document for touch in self.history if touch.load)
        return told_apart([*traced, *loaded], document_name)

    @cached_property
    def alerts(self) -> list[Finding]:
        """The reading alerts that speak of the node, in the order of the documents: one query."""
        loads = {cell.load_id for cell in self.cells}
        address = self.node.get_absolute_url()
        with_address = Finding.objects.filter(load__in=loads).exclude(subject_url="").order_by("load", "position")
        return [finding for finding in with_address if subject_of(finding) == subject_at(address)]

    @property
    def is_long(self) -> bool:
        """Whether its title is quoted below the heading instead of being it."""
        return len(self.node.title) > LONGEST_HEADING

    @property
    def title_source(self) -> Traced | None:
        """Where its name comes from."""
        return self._source_of(Node, "title")

    @property
    def status_source(self) -> Traced | None:
        """Where its latest status is printed; nothing where a report declares it, which prints nowhere."""
        latest = self.here.declared.pk if self.here.declared else None
        found = (
            traced for traced in self.traced if traced.origin.model is DeclaredStatus and traced.origin.pk == latest
        )
        return next((traced for traced in found if traced.origin.field == "status"), None)

    def _source_of(self, model: type[models.Model], name: str) -> Traced | None:
        found = (traced for traced in self.traced if traced.origin.model is model and traced.origin.field == name)
        return next(found, None)

    @cached_property
    def history(self) -> list[Touch]:
        """What each load and each edition did to the node and its facts, the latest first."""
        touches: dict[int, Touch] = {}
        told = Counter(traced.provenance.load_id for traced in self.traced if traced.provenance)
        names = names_on(self.here, self.own_roles)
        for change in self.changes:
            touch = touches.setdefault(change.change_set.pk, Touch(change.change_set))
            if touch.load is None and change.operation != Change.Operation.UPDATE:
                touch.operations.append(change.operation)
            elif change.operation == Change.Operation.CREATE:
                touch.made = told[touch.load.pk] if touch.load else 0
            elif change.field in FIELD_WORDS:
                touch.updates.append((FIELD_WORDS[change.field], *_both(change, names)))
        return list(touches.values())


def _both(change: Change, names: Names) -> tuple[str, str]:
    """Both values of a change in words; of places, which the page does not name, how many."""
    if change.field == "territories":
        return str(len(change.before or [])), str(len(change.after or []))
    return in_words(change.field, change.before, names), in_words(change.field, change.after, names)


def find_node(plan: str, key: str) -> Node:
    """The node with this key of the plan with this address, with the nodes above it. Raises `Node.DoesNotExist`."""
    return Node.objects.select_related("plan__publisher", "level", HIGHEST_ANCESTOR).get(plan__slug=plan, key=key)


def ancestors_of(node: Node) -> list[Node]:
    """The nodes above one that `find_node` gave, from the top down."""
    found: list[Node] = []
    above = node.parent
    while above is not None and len(found) <= HIGHEST_ANCESTOR.count("__"):
        above.plan = node.plan
        found.append(above)
        above = above.parent
    return found[::-1]


def node_page(node: Node) -> NodePage:
    """The page of a node that `find_node` gave."""
    found = read_nodes(_family(node), node.plan.get_absolute_url(), mechanisms=True)
    named = [node.pk, *(above.pk for above in ancestors_of(node))]
    return NodePage(
        node=node,
        here=found[node.pk],
        family=list(found.values()),
        roles=list(NodeRole.objects.filter(node__in=named).select_related("organization")),
        links=list(
            Link.objects.public()
            .filter(Q(source=node) | Q(target=node))
            .select_related("source__plan", "source__level", "target__plan", "target__level")
            .order_by("pk")
        ),
        panels=panels_for(node),
    )


def _family(node: Node) -> models.QuerySet[Node]:
    """The node itself, those right below it, and its near neighbours; closed ones only when it is the node itself."""
    near = Q(position__range=(node.position - NEAR, node.position + NEAR))
    beside = Q(parent=node.parent_id) if node.parent_id else Q(parent__isnull=True)
    open_ones = Q(closed_at__isnull=True) & (Q(parent=node.pk) | (beside & near))
    return Node.objects.filter(Q(pk=node.pk) | open_ones, plan=node.plan_id)
