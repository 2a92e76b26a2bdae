"""Money: budget lines, their facts by phase and date, and which node they pay for."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Organization
from minga.government.plans.models import Node
from minga.kernel.models import PublicModel


class BudgetLine(PublicModel):
    """A line of the budget in a year. `execution_printed` is the percentage of execution that a document prints."""

    name = models.TextField()
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="budget_lines"
    )
    currency = models.CharField(max_length=3, default="USD")
    execution_printed = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-year", "pk")

    def __str__(self) -> str:
        return self.name


class BudgetFact(PublicModel):
    """An amount of a line in a phase, as of a date (as far as printed: year, month or day)."""

    class Phase(models.TextChoices):
        """The phases of an amount, from its draft to its payment (Ecuador's budget cycle)."""

        PROFORMA = "proforma", _("proforma")
        INITIAL = "initial", _("asignado inicial")
        REFORM = "reform", _("reforma")
        ADJUSTED = "adjusted", _("codificado")
        CERTIFIED = "certified", _("certificado")
        COMMITTED = "committed", _("comprometido")
        ACCRUED = "accrued", _("devengado")
        PAID = "paid", _("pagado")

    line = models.ForeignKey(BudgetLine, on_delete=models.CASCADE, related_name="facts")
    phase = models.CharField(max_length=10, choices=Phase.choices)
    as_of = models.CharField(max_length=10, blank=True)
    amount = models.DecimalField(max_digits=18, decimal_places=2)

    class Meta:
        ordering = ("line", "as_of", "pk")
        constraints = (models.UniqueConstraint(fields=["line", "phase", "as_of"], name="budget_fact_once"),)

    def __str__(self) -> str:
        return f"{self.get_phase_display()}: {self.amount}"


class NodeShare(models.Model):
    """How much of a line (in %, up to 100) pays for a node."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="budget_shares")
    line = models.ForeignKey(BudgetLine, on_delete=models.CASCADE, related_name="shares")
    share = models.DecimalField(
        max_digits=7,
        decimal_places=4,
        default=Decimal(100),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["node", "line"], name="node_share_once"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=100), name="node_share_percent"),
        )

    def __str__(self) -> str:
        return f"{self.share} %"
