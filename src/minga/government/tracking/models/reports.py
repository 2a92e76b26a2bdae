"""Progress reports, and who prepared, reviewed and approved them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Organization
from minga.government.plans.models import DeclaredStatus
from minga.government.tracking.models.cycles import Assignment
from minga.kernel.models import PublicModel


class ProgressReport(PublicModel):
    """What a unit reports on a node in a cycle: a draft while it is written, public once it is approved.

    `content` holds the draft as it was typed, checked when it is sent. An approved report declares a status and lists
    results, measured values and verifiables, which are rows of their own. `writers` are all who wrote in it: none of
    them reviews or approves it, and none of them is shown.
    """

    class State(models.TextChoices):
        """The states of a report."""

        DRAFT = "draft", _("en borrador")
        SUBMITTED = "submitted", _("enviado")
        RETURNED = "returned", _("devuelto")
        APPROVED = "approved", _("aprobado")

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="report")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    content = models.JSONField(default=dict)
    canonical = models.CharField(max_length=12, choices=DeclaredStatus.Canonical.choices, blank=True)
    physical = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    narrative = models.TextField(blank=True)
    difficulties = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    status = models.OneToOneField(
        DeclaredStatus, on_delete=models.SET_NULL, null=True, blank=True, related_name="report"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    has_second_review = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-approved_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_at__isnull=False), name="report_approved_when"
            ),
        )
        indexes = (models.Index(fields=["state", "approved_at"]),)

    def __str__(self) -> str:
        return str(self.assignment)

    def get_absolute_url(self) -> str:
        """The report's page."""
        asked = self.assignment
        return reverse("tracking:report", args=[asked.cycle.plan.slug, asked.node.key, asked.cycle.number])

    @property
    def is_open(self) -> bool:
        """Whether its author may still write it."""
        return self.state in (self.State.DRAFT, self.State.RETURNED)


class Signature(PublicModel):
    """A step of a report's chain that was done: prepared, reviewed, approved or given back, in which post and unit.

    `person` is never shown: pages and documents show the post and the unit, and whether it was in place of another.
    """

    class Step(models.TextChoices):
        """The steps of a chain."""

        PREPARED = "prepared", _("elaborado")
        REVIEWED = "reviewed", _("revisado")
        APPROVED = "approved", _("aprobado")
        RETURNED = "returned", _("devuelto")

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="signatures")
    step = models.CharField(max_length=10, choices=Step.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    post = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    basis = models.CharField(max_length=12, blank=True)
    comment = models.TextField(blank=True)
    signed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.get_step_display()


class Erratum(PublicModel):
    """A correction of an approved report (*fe de erratas*): both versions stay."""

    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, related_name="errata")
    field = models.CharField(max_length=60)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField()
    role = models.CharField(max_length=20)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "errata"

    def __str__(self) -> str:
        return f"{self.field}: {self.before} → {self.after}"
