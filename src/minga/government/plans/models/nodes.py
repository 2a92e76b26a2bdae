"""Plan, levels, nodes, roles, mechanisms and links: the tree of promises."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNodeForeignKey
from tree_queries.query import TreeQuerySet

from minga.foundation.organizations.models import Organization
from minga.foundation.territory.models import Territory
from minga.government.plans.models.vocabularies import Term
from minga.kernel.models import PublicModel

NEWEST_FIRST = (F("start_year").desc(nulls_last=True), "slug")
"""The order of plans in lists; those without a printed year come last on every database."""


class PublishedPlans(models.Manager["Plan"]):
    """The plans that are public. What is in preparation or was dropped is in no list that asks for plans."""

    def get_queryset(self) -> models.QuerySet[Plan]:
        """The published ones."""
        return super().get_queryset().filter(state=Plan.State.PUBLISHED)


class PlansAtDesk(models.Manager["Plan"]):
    """The plans that are public and those in preparation: for the desk, and for whoever gives addresses away."""

    def get_queryset(self) -> models.QuerySet[Plan]:
        """All but the dropped ones."""
        return super().get_queryset().exclude(state=Plan.State.DROPPED)


class Plan(PublicModel):
    """A plan, strategy or report that promises. `start_year` and `end_year` are as printed.

    One that is started at the desk is a row without levels or nodes: they are published together with it, by its first
    edition. Until then `Plan.objects` does not know it, and its `identity` is none that a document could have.
    `started_at` is when that was; a plan that a document brought has none.
    """

    class State(models.TextChoices):
        """Whether it is public."""

        STARTED = "started", _("en preparación")
        PUBLISHED = "published", _("publicado")
        DROPPED = "dropped", _("retirado sin publicarse")

    class Kind(models.TextChoices):
        """The kinds of plan; which act may change which kind is decided by kind."""

        DEVELOPMENT = "development", _("plan de desarrollo y ordenamiento territorial")
        OPEN_GOVERNMENT = "open-government", _("plan de gobierno abierto")
        STRATEGY = "strategy", _("estrategia")
        PORTFOLIO = "portfolio", _("cartera de proyectos")
        MANAGEMENT = "management", _("informe de gestión")
        OTHER = "other", _("otro plan")

    slug = models.SlugField(max_length=120, unique=True)
    identity = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OTHER)
    title = models.CharField(max_length=500)
    short_title = models.CharField(max_length=200, blank=True)
    start_year = models.PositiveSmallIntegerField(null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(null=True, blank=True)
    publisher = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="plans_published"
    )
    supersedes = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="superseded_by"
    )
    language = models.CharField(max_length=5, default="es")
    fictitious = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PUBLISHED)
    started_at = models.DateTimeField(null=True, blank=True)

    objects = PublishedPlans()
    at_desk = PlansAtDesk()

    class Meta:
        ordering = NEWEST_FIRST
        constraints = (
            models.CheckConstraint(
                condition=Q(start_year__isnull=True) | Q(end_year__isnull=True) | Q(start_year__lte=F("end_year")),
                name="plan_period",
            ),
        )

    def __str__(self) -> str:
        return self.short_title or self.title

    def get_absolute_url(self) -> str:
        """The plan's page."""
        return reverse("plans:detail", args=[self.slug])

    @property
    def is_started(self) -> bool:
        """Whether it is in preparation, and not public yet."""
        return self.state == self.State.STARTED


class Level(models.Model):
    """A level of a plan, in the document's own word (Compromiso, Hito, ...), from the top down.

    `code_pattern` is how the codes of its nodes are written, with `#` for each number, such as `C#.H#`; empty where
    nothing says so.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="levels")
    depth = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    code_pattern = models.CharField(max_length=40, blank=True)
    carries_status = models.BooleanField(default=False)

    class Meta:
        ordering = ("plan", "depth")
        constraints = (models.UniqueConstraint(fields=["plan", "depth"], name="level_depth"),)

    def __str__(self) -> str:
        return self.name


class NodeQuerySet(TreeQuerySet):
    """Nodes; `open()` are those not closed."""

    def open(self) -> NodeQuerySet:
        """The nodes that no load or act has closed."""
        return self.filter(closed_at__isnull=True)


class Node(PublicModel):
    """One promise at any level.

    `key` is given once, never reused and unique in the plan; `printed_code` is what the document prints, if anything.
    `position` is the order in the document. A node is never deleted, only closed.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="nodes")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="nodes")
    parent = TreeNodeForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    key = models.CharField(max_length=60)
    printed_code = models.CharField(max_length=60, blank=True)
    title = models.TextField()
    description = models.TextField(blank=True)
    mechanisms_printed = models.TextField(blank=True)
    start = models.CharField(max_length=10, blank=True)
    end = models.CharField(max_length=10, blank=True)
    position = models.PositiveIntegerField()
    territories = models.ManyToManyField(Territory, blank=True, related_name="nodes")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = NodeQuerySet.as_manager()

    class Meta:
        ordering = ("plan", "position")
        constraints = (models.UniqueConstraint(fields=["plan", "key"], name="node_key"),)
        indexes = (models.Index(fields=["plan", "position"]),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The node's page."""
        return reverse("plans:node", args=[self.plan.slug, self.key])


class NodeRole(models.Model):
    """What an organization does for a node, with the name as printed."""

    class Role(models.TextChoices):
        """The roles of the contract."""

        LEAD = "lead", _("responsable")
        EXECUTOR = "executor", _("ejecuta")
        PROMOTER = "promoter", _("promueve")
        COUNTERPART = "counterpart", _("contraparte")
        PARTNER = "partner", _("socio")
        DECIDER = "decider", _("decide")
        BENEFICIARY = "beneficiary", _("población beneficiaria")

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="roles")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="node_roles")
    role = models.CharField(max_length=12, choices=Role.choices)
    printed = models.CharField(max_length=400)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("node", "position")
        constraints = (models.UniqueConstraint(fields=["node", "organization", "role"], name="node_role_once"),)
        indexes = (models.Index(fields=["organization", "role"]),)

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.printed}"


class NodeMechanism(models.Model):
    """A mechanism of articulation of a node, as a term of the vocabulary."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="mechanisms")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="nodes")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("node", "position")
        constraints = (models.UniqueConstraint(fields=["node", "term"], name="node_mechanism_once"),)

    def __str__(self) -> str:
        return str(self.term)


class LinkQuerySet(models.QuerySet["Link"]):
    """Links; `public()` are those that a document prints or both sides agree to, `standing()` all that were not ended."""

    def standing(self) -> LinkQuerySet:
        """What was printed, proposed, agreed to or rejected: at most one of a kind between two nodes."""
        return self.exclude(state=Link.State.ENDED)

    def public(self) -> LinkQuerySet:
        """What pages show: a proposal of one side alone is not yet so, and one that was rejected is not."""
        return self.filter(state__in=(Link.State.PRINTED, Link.State.AGREED))


class Link(PublicModel):
    """One node says that it contributes to, implements, repeats or follows another; the other side may agree.

    `answer` is why the other side agreed or rejected. Either side may end what both agreed to: `ended_side` says which
    did and `ending` why; the row stays, and the same may be proposed anew. Who proposed, answered and ended is kept,
    and never shown.
    """

    class Kind(models.TextChoices):
        """What the first node says of the second."""

        CONTRIBUTES = "contributes_to", _("contribuye a")
        IMPLEMENTS = "implements", _("implementa")
        DUPLICATES = "duplicates", _("repite")
        SUCCEEDS = "succeeds", _("sucede a")

    class State(models.TextChoices):
        """Whether the other side agreed, and whether it stands."""

        PRINTED = "printed", _("impreso en el documento")
        PROPOSED = "proposed", _("propuesto")
        AGREED = "agreed", _("acordado")
        REJECTED = "rejected", _("rechazado")
        ENDED = "ended", _("terminado")

    class Side(models.TextChoices):
        """The two plans of a link."""

        SOURCE = "source", _("el plan que lo dice")
        TARGET = "target", _("el plan del que habla")

    source = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PRINTED)
    statement = models.TextField(blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_side = models.CharField(max_length=6, choices=Side.choices, blank=True)
    ending = models.TextField(blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ("source", "target")
        constraints = (
            models.UniqueConstraint(fields=["source", "target", "kind"], condition=~Q(state="ended"), name="link_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="link_to_another"),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False, ended_side__in=("source", "target"))
                | (~Q(state="ended") & Q(ended_at__isnull=True, ended_side="")),
                name="link_ended_by_a_side",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"

    @property
    def ended_plan(self) -> Plan:
        """The plan that ended it."""
        return self.source.plan if self.ended_side == self.Side.SOURCE else self.target.plan
