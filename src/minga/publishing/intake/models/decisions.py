"""What people decide on a reading: alerts and elements, which standing row is meant, and what would change."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minga.publishing.intake.deciding import Choice
from minga.publishing.intake.models.readings import Reading


class Decided(models.Model):
    """Who decided, as what and when. The person is kept for whoever must answer for it, and never shown."""

    role = models.CharField(max_length=20)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class Decision(Decided):
    """A decision on one alert of the draft (by its position), or on an element without one (by its reference).

    `ref` is the element that the alert speaks of, empty for the document itself; `values` are corrected fields
    (`correcting.correction`); `turn` is the reading's version in which it was taken, by which the later one holds.
    """

    class Choices(models.TextChoices):
        """What may be decided."""

        KEEP = Choice.KEEP.value, _("Guardar como está impreso")
        CORRECT = Choice.CORRECT.value, _("Lo que veo es distinto: corregir la lectura")
        LEAVE_OUT = Choice.LEAVE_OUT.value, _("Dejarlo fuera, con motivo")

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="decisions")
    alert = models.PositiveIntegerField(null=True, blank=True)
    ref = models.CharField(max_length=60, blank=True)
    choice = models.CharField(max_length=10, choices=Choices.choices)
    values = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    turn = models.PositiveIntegerField()

    class Meta:
        ordering = ("reading", "turn")
        constraints = (
            models.UniqueConstraint(
                fields=["reading", "alert"], condition=Q(alert__isnull=False), name="decision_once_per_alert"
            ),
            models.UniqueConstraint(
                fields=["reading", "ref"], condition=Q(alert__isnull=True), name="decision_once_per_element"
            ),
        )

    def __str__(self) -> str:
        return str(self.get_choice_display())


class Match(Decided):
    """Which standing plan or node a printed one is. `answer` is its address or key; empty means that it is a new one.

    `plan` is the position of the plan in the draft; without `ref` the plan itself is meant.
    """

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="matches")
    plan = models.PositiveIntegerField()
    ref = models.CharField(max_length=60, blank=True)
    answer = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("reading", "plan", "ref")
        verbose_name_plural = "matches"
        constraints = (models.UniqueConstraint(fields=["reading", "plan", "ref"], name="match_once"),)

    def __str__(self) -> str:
        return self.answer or "–"


class Proposal(models.Model):
    """What applying a reading would change, worked out when somebody asked, for the version that it then had."""

    reading = models.OneToOneField(Reading, on_delete=models.CASCADE, related_name="proposal")
    version = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    counts = models.JSONField(default=dict)
    differences = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.reading} · {self.version}"
