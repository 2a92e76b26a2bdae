"""Electoral mode: the days in which the city's achievements are not advertised."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minga.kernel.models import PublicModel


class ElectoralModeQuerySet(models.QuerySet["ElectoralMode"]):
    """Electoral modes; `active()` are those in force."""

    def active(self, day: date | None = None) -> ElectoralModeQuerySet:
        """Those in force on a day of the instance's time zone, by default today; both ends count."""
        day = day or timezone.localdate()
        return self.current(day).filter(starts__lte=day)

    def current(self, day: date) -> ElectoralModeQuerySet:
        """Those in force on a day or later."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=day), cancelled=False)


class ElectoralMode(PublicModel):
    """Electoral mode from one day to another, by an act.

    While it lasts, the record, its search and what the law obliges to publish stay as they are; the figure of the day,
    share cards, posters and digests about achievements stop. `freezes` says what else the act freezes. A row is never
    deleted: a later act (`ending_act`) may set `ends`, or leave without effect (`cancelled`) what had not begun.
    """

    class Freeze(models.TextChoices):
        """What an act may freeze besides."""

        VOTING = "voting", _("votaciones y encuestas")
        CITIZENS = "citizens", _("porcentajes de respuestas ciudadanas")

    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    act = models.CharField(max_length=200)
    act_date = models.DateField()
    ending_act = models.CharField(max_length=200, blank=True)
    ending_act_date = models.DateField(null=True, blank=True)
    cancelled = models.BooleanField(default=False)
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

    def is_active(self, day: date | None = None) -> bool:
        """Whether it is in force on a day, by default today."""
        day = day or timezone.localdate()
        return not self.cancelled and self.starts <= day and (self.ends is None or self.ends >= day)

    @property
    def freeze_words(self) -> list[str]:
        """What its act freezes besides, in words."""
        return [str(self.Freeze(name).label) for name in self.freezes]
