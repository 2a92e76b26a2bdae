"""Electoral mode: the days in which the city's achievements are not advertised."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from minga.kernel.models import PublicModel


class ElectoralModeQuerySet(models.QuerySet["ElectoralMode"]):
    """Electoral modes; `active()` are those in force."""

    def active(self, day: date | None = None) -> ElectoralModeQuerySet:
        """Those in force on a day of the instance's time zone, by default today; both ends count."""
        day = day or timezone.localdate()
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=day), starts__lte=day)


class ElectoralMode(PublicModel):
    """Electoral mode from one day to another, by an act.

    While it lasts, the record, its search and what the law obliges to publish stay as they are; the figure of the day,
    share cards, posters and digests about achievements stop. `freezes` says what else the act freezes: `voting` (votes
    and polls), `citizens` (percentages of citizen answers). A row is never deleted: `ends` is set by `ending_act`.
    """

    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    act = models.CharField(max_length=200)
    act_date = models.DateField()
    ending_act = models.CharField(max_length=200, blank=True)
    freezes = models.JSONField(default=list)
    set_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = ElectoralModeQuerySet.as_manager()

    class Meta:
        ordering = ("-starts", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(starts__lte=F("ends")), name="electoral_days"),
        )

    def __str__(self) -> str:
        return f"{self.starts}: {self.act}"
