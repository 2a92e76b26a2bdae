"""What is known of a node in each voice, kept ready for pages: refreshed by the actions, never typed."""

from __future__ import annotations

from django.db import models

from minga.government.plans.models import Node


class NodeSummary(models.Model):
    """The sums of a node over the leaves below it (itself, where it is a leaf), in each voice apart.

    Sums of fractions (`declared`, ...) over how many count (`counted`), so that one report changes the nodes above it
    by what it changed, whatever the size of the plan.
    """

    node = models.OneToOneField(Node, on_delete=models.CASCADE, related_name="summary")
    total = models.PositiveIntegerField(default=0)
    counted = models.PositiveIntegerField(default=0)
    excluded = models.PositiveIntegerField(default=0)
    suspended = models.PositiveIntegerField(default=0)
    unknown = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)
    overdue = models.PositiveIntegerField(default=0)
    declared = models.DecimalField(max_digits=14, decimal_places=4, default=0)
    reviewed = models.DecimalField(max_digits=14, decimal_places=4, default=0)
    cited = models.PositiveIntegerField(default=0)
    agreed = models.PositiveIntegerField(default=0)
    objected = models.PositiveIntegerField(default=0)
    independent = models.PositiveIntegerField(default=0)
    evaluated = models.PositiveIntegerField(default=0)
    answers = models.PositiveIntegerField(default=0)
    changes = models.PositiveIntegerField(default=0)
    slippage_days = models.IntegerField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    refreshed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "node summaries"

    def __str__(self) -> str:
        return str(self.node)
