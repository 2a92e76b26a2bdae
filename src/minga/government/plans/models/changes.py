"""Change sets: what a load or an edit put in, field by field, so that it can be shown and undone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from minga.foundation.sources.models import Load
from minga.kernel.models import PublicModel, SubjectModel


class ChangeSet(PublicModel):
    """The changes of one act. A load has one; applied and undone as a whole."""

    load = models.OneToOneField(Load, on_delete=models.CASCADE, related_name="change_set")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.load)


class Change(SubjectModel):
    """One change of one row: a row made (`create`), or one field of a row that already stood (`update`).

    `key` names the row for people (a node's key, an organization's slug). `before` and `after` are plain JSON values;
    for `create`, `after` holds the row's own fields.
    """

    class Operation(models.TextChoices):
        """What was done to the row."""

        CREATE = "create", _("agrega")
        UPDATE = "update", _("cambia")

    change_set = models.ForeignKey(ChangeSet, on_delete=models.CASCADE, related_name="changes")
    operation = models.CharField(max_length=10, choices=Operation.choices)
    key = models.CharField(max_length=200)
    field = models.CharField(max_length=60, blank=True)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["subject_type", "subject_id"]),)

    def __str__(self) -> str:
        return f"{self.get_operation_display()} {self.key} {self.field}"
