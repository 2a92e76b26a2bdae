"""Reporting cycles: who is asked, about what, until when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Organization
from minga.government.plans.models import Node, Plan
from minga.kernel.models import PublicModel


class Cycle(PublicModel):
    """A reporting cycle of a plan: the days that it tells of, and the day until which reports are due.

    Opening it starts the clock: before, nobody was asked («sin seguimiento»); after `due_on` (23:59:59 in the
    instance's time zone) who was asked and did not report is silent («sin reporte»). What is closed is frozen: a
    correction is an erratum.
    """

    class State(models.TextChoices):
        """The states of a cycle."""

        DRAFT = "draft", _("en preparación")
        OPEN = "open", _("abierto")
        CLOSED = "closed", _("cerrado")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="cycles")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    starts = models.DateField()
    ends = models.DateField()
    due_on = models.DateField()
    instructions = models.TextField(blank=True)
    chain = models.CharField(max_length=40, default="three-steps")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("plan", "-number")
        constraints = (
            models.UniqueConstraint(fields=["plan", "number"], name="cycle_number"),
            models.CheckConstraint(condition=Q(starts__lte=F("ends")), name="cycle_period"),
            models.UniqueConstraint(fields=["plan"], condition=Q(state="open"), name="cycle_one_open"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The cycle's page."""
        return reverse("tracking:cycle", args=[self.plan.slug, self.number])


class Assignment(PublicModel):
    """What one unit is asked for in a cycle: a report on a node. `due_on` is its own day, later when it was extended."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="assignments")
    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="assignments")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="assignments")
    due_on = models.DateField()
    extension_reason = models.CharField(max_length=300, blank=True)
    notified_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("cycle", "node")
        constraints = (models.UniqueConstraint(fields=["cycle", "node"], name="assignment_once"),)
        indexes = (models.Index(fields=["organization", "due_on"]), models.Index(fields=["node", "due_on"]))

    def __str__(self) -> str:
        return f"{self.cycle} · {self.node}"
