"""Change sets: what a load or an edit puts in, field by field, so that it can be shown, published and undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Organization, Role
from minga.foundation.sources.models import Document, Load
from minga.government.plans.models.editions import ActModel, Edition
from minga.government.plans.models.nodes import Plan
from minga.kernel.models import PublicModel, SubjectModel


class ChangeSet(ActModel, PublicModel):
    """The changes of one act: of a load, or of a person who edits a plan.

    A load's set is published from the first moment, and undone with its load. An edit's is a draft until its author
    submits it, and changes nothing that the public sees until it is published. `undoes` is the load that a set takes
    back when it is published; `note` says why it was given back to its author.
    """

    class State(models.TextChoices):
        """The states of a change set."""

        DRAFT = "draft", _("borrador")
        SUBMITTED = "submitted", _("por publicar")
        PUBLISHED = "published", _("publicado")
        WITHDRAWN = "withdrawn", _("retirado")

    class Basis(models.TextChoices):
        """What allows the changes."""

        ACT = "act", _("acto que reforma el plan")
        ERRATUM = "erratum", _("fe de erratas: lo impreso se leyó mal")

    load = models.OneToOneField(Load, on_delete=models.CASCADE, null=True, blank=True, related_name="change_set")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="change_sets")
    undoes = models.ForeignKey(Load, on_delete=models.PROTECT, null=True, blank=True, related_name="inverses")
    title = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PUBLISHED)
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.ACT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="change_sets"
    )
    role = models.CharField(max_length=20, blank=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="change_sets"
    )
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="change_sets")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(load__isnull=False, plan__isnull=True, state="published")
                | Q(load__isnull=True, plan__isnull=False),
                name="change_set_of_load_or_plan",
            ),
            models.UniqueConstraint(
                fields=["author", "plan"],
                condition=Q(state="draft", undoes__isnull=True),
                name="change_set_one_draft",
            ),
        )
        indexes = (models.Index(fields=["plan", "state"]),)

    def __str__(self) -> str:
        return self.title or str(self.load or self.plan)

    def get_absolute_url(self) -> str:
        """Its page on the desk; the set of a load, which belongs to no single plan, is told on its document's page."""
        if self.plan is None:
            return self.load.document.get_absolute_url() if self.load else ""
        return reverse("plans:desk-changes", args=[self.plan.slug, self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether it still may be published."""
        return self.state in (self.State.DRAFT, self.State.SUBMITTED)

    @property
    def role_word(self) -> str:
        """The role of its author, in words; commands on the server have none."""
        return str(Role(self.role).label) if self.role in Role.values else ""


class Change(SubjectModel):
    """One change of one row: made (`create`), one field changed (`update`), taken out (`close`) or back (`reopen`).

    `key` names the row for people (`plan/key` of a node, `plan` of a plan, `plan/name` of a level). `before` and
    `after` are plain JSON values; for `create`, `after` holds the row's own fields. The changes of an edit have no
    `subject_id` until it is published: a row that is to be made has none yet. `document`, `place` and `printed` say
    where the new value is printed, when the person says so.
    """

    class Operation(models.TextChoices):
        """What is done to the row."""

        CREATE = "create", _("agrega")
        UPDATE = "update", _("cambia")
        CLOSE = "close", _("cierra")
        REOPEN = "reopen", _("reabre")

    subject_id = models.PositiveBigIntegerField(null=True, blank=True)  # type: ignore[assignment]
    change_set = models.ForeignKey(ChangeSet, on_delete=models.CASCADE, related_name="changes")
    operation = models.CharField(max_length=10, choices=Operation.choices)
    key = models.CharField(max_length=240)
    field = models.CharField(max_length=60, blank=True)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    printed = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["subject_type", "subject_id"]),
            models.Index(fields=["key"], name="plans_change_key"),
        )

    def __str__(self) -> str:
        return f"{self.get_operation_display()} {self.key} {self.field}"
