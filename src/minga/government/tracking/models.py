"""What was reported: measured values, itemised results and cited verifiables."""

from __future__ import annotations

from django.db import models

from minga.government.plans.models import Node, Target
from minga.kernel.models import PublicModel


class Measurement(PublicModel):
    """The value that a document reports for a target in a year.

    `attainment_printed` is the percentage as printed, never computed. A later report of the same year is another row.
    """

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="measurements")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    actual = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    attainment_printed = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    as_of = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("target", "year", "as_of", "pk")
        constraints = (
            models.UniqueConstraint(fields=["target", "year", "as_of"], name="measurement_once", nulls_distinct=False),
        )

    def __str__(self) -> str:
        return f"{self.year}: {self.actual}"


class ResultItem(PublicModel):
    """A result as listed in a report: reached, or `expected`."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="result_items")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    expected = models.BooleanField(default=False)

    class Meta:
        ordering = ("node", "position")

    def __str__(self) -> str:
        return self.text


class Evidence(PublicModel):
    """A delivered verifiable. For now a cited reference: what the document names, not yet the file."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="evidence")
    position = models.PositiveSmallIntegerField(default=0)
    reference = models.CharField(max_length=200, blank=True)
    title = models.TextField(blank=True)

    class Meta:
        ordering = ("node", "position")
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return " ".join(filter(None, (self.reference, self.title)))
