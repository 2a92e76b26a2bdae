"""What a node promises to reach and to show, and the status that the institution declared."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from minga.government.plans.models.nodes import Node
from minga.kernel.models import PublicModel


class Target(PublicModel):
    """A target (*meta*) of a node, with its indicator and unit as printed."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="targets")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.TextField(blank=True)
    indicator_name = models.TextField(blank=True)
    unit = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("node", "position")

    def __str__(self) -> str:
        return self.name or self.indicator_name


class TargetPeriod(models.Model):
    """What was programmed for a year; without a year, for the whole of the plan."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="periods")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    programmed = models.DecimalField(max_digits=20, decimal_places=4)

    class Meta:
        ordering = ("target", "year")
        constraints = (
            models.UniqueConstraint(fields=["target", "year"], name="target_year_once", nulls_distinct=False),
        )

    def __str__(self) -> str:
        return f"{self.year}: {self.programmed}"


class ExpectedMeans(models.Model):
    """A verifiable that the document expects (*verificable esperado*)."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="expected_means")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()

    class Meta:
        ordering = ("node", "position")
        verbose_name_plural = "expected means"

    def __str__(self) -> str:
        return self.text


class DeclaredStatus(PublicModel):
    """The status that the institution declared of a node: as printed, as understood, and as of which date."""

    class Canonical(models.TextChoices):
        """The statuses that all documents are understood as."""

        NOT_STARTED = "not_started", _("No iniciado")
        IN_PROGRESS = "in_progress", _("En marcha")
        COMPLETED = "completed", _("Cumplido")
        PENDING = "pending", _("Pendiente")
        SUSPENDED = "suspended", _("Suspendido")
        CANCELLED = "cancelled", _("Sin efecto")
        UNKNOWN = "unknown", _("Sin estado")

    class MarkReason(models.TextChoices):
        """Why a status carries an asterisk."""

        DATE_CHANGE = "date_change_requested", _("cambio de fecha solicitado")
        INDICATOR = "indicator_requested", _("indicador solicitado")
        OTHER = "other", _("otro motivo")
        UNEXPLAINED = "unexplained", _("motivo no explicado")

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="statuses")
    printed = models.CharField(max_length=200)
    canonical = models.CharField(max_length=12, choices=Canonical.choices)
    marked = models.BooleanField(default=False)
    mark_reason = models.CharField(max_length=25, choices=MarkReason.choices, blank=True)
    note = models.TextField(blank=True)
    as_of = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("node", "-as_of", "-pk")
        verbose_name_plural = "declared statuses"
        constraints = (models.UniqueConstraint(fields=["node", "as_of"], name="status_per_date"),)

    def __str__(self) -> str:
        return self.printed
