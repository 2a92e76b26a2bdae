"""Plans of a fictitious canton, small and whole."""

from __future__ import annotations

from dataclasses import dataclass

import factory
from django.contrib.contenttypes.models import ContentType
from django.utils.text import slugify

from minga.foundation.organizations.models import Organization
from minga.foundation.sources.models import Load
from minga.government.plans.actions import install_vocabularies
from minga.government.plans.models import (
    Change,
    ChangeSet,
    DeclaredStatus,
    ExpectedMeans,
    Level,
    Link,
    Node,
    NodeMechanism,
    NodeRole,
    Plan,
    Target,
    TargetPeriod,
    Term,
)
from tests.factories.sources import DocumentFactory, LoadFactory, printed

CANONICAL = {"Cumplido": "completed", "Pendiente": "pending", "En marcha": "in_progress", "Suspendido": "suspended"}


class OrganizationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organization
        django_get_or_create = ("slug",)

    slug = "direccion-de-mercados"
    name = "Dirección de Mercados"


class PlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Plan

    slug = factory.Sequence(lambda number: f"plan-{number}")
    identity = factory.SelfAttribute("slug")
    kind = Plan.Kind.OPEN_GOVERNMENT
    title = "Plan de Gobierno Abierto de San Jacinto"
    start_year = 2025
    end_year = 2027


class LevelFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Level
        django_get_or_create = ("plan", "depth")

    plan = factory.SubFactory(PlanFactory)
    depth = 0
    name = "Compromiso"


class NodeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Node

    plan = factory.SubFactory(PlanFactory)
    level = factory.SubFactory(LevelFactory, plan=factory.SelfAttribute("..plan"))
    key = factory.Sequence(lambda number: f"N{number}")
    title = factory.LazyAttribute(lambda node: f"Promesa {node.key}")
    position = factory.Sequence(int)


class TargetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Target

    node = factory.SubFactory(NodeFactory)
    name = "Organizar 21 barrios"
    indicator_name = "Número de barrios"
    unit = "barrios"


class TargetPeriodFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TargetPeriod

    target = factory.SubFactory(TargetFactory)
    year = 2025
    programmed = 21


class ExpectedMeansFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ExpectedMeans

    node = factory.SubFactory(NodeFactory)
    text = "Acta firmada"


class LinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Link

    source = factory.SubFactory(NodeFactory)
    target = factory.SubFactory(NodeFactory)
    kind = Link.Kind.CONTRIBUTES


def declare(node: Node, status: str, *, note: str = "", reason: str = "", as_of: str = "2025-05") -> DeclaredStatus:
    """The status of a node as printed; an asterisk at its end is a mark."""
    marked = status.endswith("*")
    return DeclaredStatus.objects.create(
        node=node,
        printed=status,
        canonical=CANONICAL[status.rstrip("*")],
        marked=marked,
        mark_reason=reason or ("unexplained" if marked else ""),
        note=note,
        as_of=as_of,
    )


def give_role(node: Node, role: str = "lead", name: str = "Dirección de Mercados") -> NodeRole:
    """A role of the organization with this name."""
    organization = OrganizationFactory(slug=slugify(name), name=name)
    return NodeRole.objects.create(node=node, organization=organization, role=role, printed=name)


def give_mechanism(node: Node, canonical: str = "convention") -> NodeMechanism:
    """A mechanism of the vocabulary that every instance has."""
    install_vocabularies()
    term = Term.objects.get(canonical=canonical, vocabulary__kind="mechanism")
    return NodeMechanism.objects.create(node=node, term=term, position=node.mechanisms.count())


def change(node: Node, load: Load, *, field: str = "", before: str = "", after: str = "") -> Change:
    """What a load did to a node: made it, or changed one field."""
    change_set, _made = ChangeSet.objects.get_or_create(load=load)
    return Change.objects.create(
        change_set=change_set,
        subject_type=ContentType.objects.get_for_model(Node),
        subject_id=node.pk,
        operation=Change.Operation.UPDATE if field else Change.Operation.CREATE,
        key=f"{node.plan.slug}/{node.key}",
        field=field,
        before=before,
        after=after,
    )


@dataclass
class Followed:
    """A plan of commitments with milestones: the plan, its load, and its nodes by key."""

    plan: Plan
    load: Load
    nodes: dict[str, Node]


def followed_plan(*commitments: str, **values) -> Followed:
    """A plan whose report prints statuses: each argument lists those of the milestones of one commitment, by `|`.

    `followed_plan("Cumplido|Cumplido*", "Pendiente|")` has C1 with two milestones and C2 with two, the last of them
    without a status.
    """
    plan = PlanFactory(**values)
    load = LoadFactory(document=DocumentFactory(fictitious=plan.fictitious))
    above = LevelFactory(plan=plan, depth=0, name="Compromiso")
    below = LevelFactory(plan=plan, depth=1, name="Hito", carries_status=True)
    nodes: dict[str, Node] = {}
    for number, statuses in enumerate(commitments, start=1):
        parent = _node(nodes, load, plan=plan, level=above, key=f"C{number}", title=f"Compromiso número {number}")
        for place, status in enumerate(statuses.split("|"), start=1):
            key = f"C{number}.H{place}"
            node = _node(nodes, load, plan=plan, level=below, parent=parent, key=key, title=f"Hito {key}")
            if status:
                printed(declare(node, status), load, "status", line=node.position, text=status)
    return Followed(plan, load, nodes)


def listed_plan(*objectives: str, **values) -> Followed:
    """A plan that only lists: each argument lists the titles of the initiatives of one objective, by `|`."""
    plan = PlanFactory(**{"kind": Plan.Kind.DEVELOPMENT, "title": "Plan de Desarrollo de San Jacinto"} | values)
    load = LoadFactory(document=DocumentFactory(kind="insertion-matrix", fictitious=plan.fictitious))
    levels = [
        LevelFactory(plan=plan, depth=depth, name=name)
        for depth, name in enumerate(("Objetivo de Gestión", "Iniciativa", "Objetivo de Articulación"))
    ]
    nodes: dict[str, Node] = {}
    for number, titles in enumerate(objectives, start=1):
        parent = _node(nodes, load, plan=plan, level=levels[0], key=f"1.{number}", title=f"Objetivo número {number}")
        for place, title in enumerate(titles.split("|"), start=1):
            key = f"1.{number}.I{place}"
            _node(nodes, load, plan=plan, level=levels[1], parent=parent, key=key, title=title)
    return Followed(plan, load, nodes)


def _node(nodes: dict[str, Node], load: Load, **values) -> Node:
    node = NodeFactory(**values, position=len(nodes) + 1)
    nodes[node.key] = node
    printed(node, load, line=node.position, text=node.title)
    return node
