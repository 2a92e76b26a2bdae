"""The other voices: what the counterpart says of what was declared, and what somebody outside both found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Organization
from minga.government.plans.models import Node, Plan
from minga.government.tracking.models.reports import ProgressReport
from minga.kernel.models import PublicModel


class Position(PublicModel):
    """What a counterpart says of a declared result: that it agrees, or objects and why. The last one counts.

    It speaks of one report, or of what a document declared (`as_of`). `answer` is the institution's reply.
    """

    class Stance(models.TextChoices):
        """The stances. Silence is none of them."""

        AGREES = "agrees", _("conforme")
        OBJECTS = "objects", _("objeta")

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="positions")
    report = models.ForeignKey(
        ProgressReport, on_delete=models.PROTECT, null=True, blank=True, related_name="positions"
    )
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="positions")
    stance = models.CharField(max_length=10, choices=Stance.choices)
    reason = models.TextField(blank=True)
    as_of = models.CharField(max_length=10, blank=True)
    role = models.CharField(max_length=20)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(blank=True)
    answer_role = models.CharField(max_length=20, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=~Q(stance="objects") | ~Q(reason=""), name="position_objects_why"),
        )
        indexes = (models.Index(fields=["node", "organization"]),)

    def __str__(self) -> str:
        return self.get_stance_display()


class Evaluation(PublicModel):
    """An independent evaluation of a plan: by whom, with which instrument, with which interests declared.

    A draft until it is published; what is published is never changed, a later one follows it.
    """

    class State(models.TextChoices):
        """The states of an evaluation."""

        DRAFT = "draft", _("en borrador")
        PUBLISHED = "published", _("publicada")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="evaluations")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="evaluations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=60)
    instrument_version = models.CharField(max_length=20)
    interests = models.TextField()
    method = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-published_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="published") | (Q(published_at__isnull=False) & ~Q(interests="")),
                name="evaluation_published_when",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organization} · {self.plan}"


class Verdict(PublicModel):
    """What an evaluation found of one node: met or not, with why; `checked` of `total` things were seen, if counted."""

    class Value(models.TextChoices):
        """The verdicts. Only «comprobado» counts: there are no half points."""

        VALID = "valid", _("comprobado")
        NOT_MET = "not-met", _("no se cumple")
        NOT_CHECKED = "not-checked", _("no se pudo comprobar")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="verdicts")
    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="verdicts")
    value = models.CharField(max_length=12, choices=Value.choices)
    reason = models.TextField()
    checked = models.PositiveIntegerField(null=True, blank=True)
    total = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("evaluation", "node")
        constraints = (
            models.UniqueConstraint(fields=["evaluation", "node"], name="verdict_once"),
            models.CheckConstraint(
                condition=Q(checked__isnull=True, total__isnull=True)
                | Q(checked__isnull=False, total__isnull=False, checked__lte=models.F("total")),
                name="verdict_checked_of_total",
            ),
        )

    def __str__(self) -> str:
        return self.get_value_display()
