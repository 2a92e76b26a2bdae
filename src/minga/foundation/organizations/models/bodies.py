"""Who sits in a body, when it may decide, and what documents print of its sessions."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models.actors import Body, Organization, SeatRule
from minga.kernel.models import PublicModel


class QuorumRule(models.Model):
    """When a body may decide, from a day on, and what a tie means; `source` is the act that says so.

    `numerator`/`denominator` of the seats has to be present: more than it, or at least it. A row is never changed: a new
    act is a new row with its own first day.
    """

    class Tie(models.TextChoices):
        """What a tie means."""

        PRESIDING = "presiding", _("decide quien preside")
        REJECTED = "rejected", _("no se aprueba")

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="quorum_rules")
    starts = models.DateField()
    numerator = models.PositiveSmallIntegerField(default=1)
    denominator = models.PositiveSmallIntegerField(default=2)
    more_than = models.BooleanField(default=True)
    vacant_count = models.BooleanField(default=True)
    tie = models.CharField(max_length=10, choices=Tie.choices, default=Tie.REJECTED)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ("-starts",)
        constraints = (
            models.UniqueConstraint(fields=["body", "starts"], name="quorum_rule_day"),
            models.CheckConstraint(
                condition=Q(denominator__gt=0)
                & (
                    Q(more_than=True, numerator__lt=F("denominator"))
                    | Q(more_than=False, numerator__gt=0, numerator__lte=F("denominator"))
                ),
                name="quorum_rule_reachable",
            ),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """The rule in words: `más de 1/2 de los puestos`."""
        fraction = {"part": f"{self.numerator}/{self.denominator}"}
        if self.more_than:
            return gettext("más de %(part)s de los puestos") % fraction
        return gettext("al menos %(part)s de los puestos") % fraction


class SeatHolderQuerySet(models.QuerySet["SeatHolder"]):
    """Holders; `active()` are those in office."""

    def active(self, day: date | None = None) -> SeatHolderQuerySet:
        """Those in office on a day of the instance's time zone, by default today; both ends count."""
        day = day or timezone.localdate()
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=day), starts__lte=day)


class SeatHolder(PublicModel):
    """Who holds a seat, as principal or as its alternate, from a day on and by an act.

    A holder is an organization, a post, or a post of an organization, and never a person. `number` tells the seats of one
    sector apart; an alternate belongs to a principal and sits only when that one is absent. Rows are ended, never deleted.
    """

    class Kind(models.TextChoices):
        """The two places of a seat."""

        PRINCIPAL = "principal", _("principal")
        ALTERNATE = "alternate", _("suplente")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="holders")
    rule = models.ForeignKey(SeatRule, on_delete=models.PROTECT, related_name="holders")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    principal = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="alternates")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="seats_held"
    )
    post = models.CharField(max_length=200, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    act = models.CharField(max_length=200)
    ending_act = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SeatHolderQuerySet.as_manager()

    class Meta:
        ordering = ("rule__position", "number", "-kind", "starts", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(starts__lte=F("ends")), name="seat_holder_days"),
            models.CheckConstraint(
                condition=Q(organization__isnull=False) | ~Q(post=""), name="seat_holder_is_somebody"
            ),
            models.CheckConstraint(
                condition=Q(kind="principal", principal__isnull=True) | Q(kind="alternate", principal__isnull=False),
                name="seat_alternate_has_principal",
            ),
            models.UniqueConstraint(
                fields=["rule", "number", "kind"], condition=Q(ends__isnull=True), name="seat_held_once"
            ),
            models.UniqueConstraint(
                fields=["body", "organization"],
                condition=Q(kind="principal", ends__isnull=True),
                name="one_principal_seat",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The post and its organization, as pages show them."""
        names = (self.post, self.organization.display_name if self.organization else "")
        return ", ".join(name for name in names if name)

    def is_active(self, day: date | None = None) -> bool:
        """Whether it is in office on a day, by default today."""
        day = day or timezone.localdate()
        return self.starts <= day and (self.ends is None or self.ends >= day)


class PrintedSession(models.Model):
    """A session of which a document says something, and nothing else is known. `held_on` is as far as printed."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="printed_sessions")
    held_on = models.CharField(max_length=10)
    says = models.TextField()
    source = models.TextField()

    class Meta:
        ordering = ("-held_on", "pk")
        constraints = (models.UniqueConstraint(fields=["body", "held_on"], name="printed_session_once"),)

    def __str__(self) -> str:
        return f"{self.held_on}: {self.says}"
