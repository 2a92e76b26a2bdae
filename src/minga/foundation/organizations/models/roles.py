"""Who may act, as what, where and since when: the one table of roles."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models.actors import Organization
from minga.kernel.models import PublicModel


class Role(models.TextChoices):
    """What a person may be in the record. What each may do stands in the `rules.py` of the apps."""

    ADMINISTRATION = "administration", _("administración del sistema")
    PLANNER = "planner", _("planificación")
    EDITOR = "editor", _("edición")
    RESPONSIBLE = "responsible", _("responsable")
    REVIEWER = "reviewer", _("revisión")
    APPROVER = "approver", _("aprobación")
    COUNTERPART = "counterpart", _("contraparte")
    EVALUATOR = "evaluator", _("evaluación independiente")
    MODERATOR = "moderator", _("moderación")
    OPERATOR = "operator", _("canal asistido")
    VIEWER = "viewer", _("lectura de lo reservado")


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    """Assignments; `active()` are those in force."""

    def active(self, day: date | None = None) -> RoleAssignmentQuerySet:
        """Those in force on a day of the instance's time zone, by default today; both ends count."""
        day = day or timezone.localdate()
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=day), starts__lte=day, cancelled=False)

    def standing(self, first: date, last: date | None) -> RoleAssignmentQuerySet:
        """Those in force on any day from `first` to `last`; without `last`, on any day from `first` on."""
        found = self.filter(Q(ends__isnull=True) | Q(ends__gte=first), cancelled=False)
        return found.filter(starts__lte=last) if last else found


class RoleAssignment(PublicModel):
    """A role that a person holds, where, from which day to which, and by which act.

    `scope` is the row in which the role holds (an organization and those below it, a plan, a territory); without one,
    the whole city. `post` and `unit` are what pages and official documents show instead of the person. A person who
    stands in for another (`subrogation`, `encargo`) holds an assignment of their own that names the one it stands for,
    with its act and its days. Rows are ended, never deleted: `ending_act` sets `ends`, or leaves without effect
    (`cancelled`) what had not begun.
    """

    class Basis(models.TextChoices):
        """Why the person holds it."""

        HOLDER = "holder", _("titular")
        SUBROGATION = "subrogation", _("subrogante")
        ENCARGO = "encargo", _("encargo")

    SCOPES: ClassVar = ("organizations.organization", "plans.plan", "territory.territory")
    """The models that a role may be given for; none of them is imported from here."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=20, choices=Role.choices)
    scope_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    scope_id = models.PositiveBigIntegerField(null=True, blank=True)
    scope = GenericForeignKey("scope_type", "scope_id")
    post = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    act = models.CharField(max_length=200)
    ending_act = models.CharField(max_length=200, blank=True)
    cancelled = models.BooleanField(default=False)
    basis = models.CharField(max_length=12, choices=Basis.choices, default=Basis.HOLDER)
    stands_for = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="stand_ins")
    granted_at = models.DateTimeField(auto_now_add=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("role", "starts", "pk")
        indexes = (models.Index(fields=["scope_type", "scope_id"]),)
        constraints = (
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(starts__lte=F("ends")), name="role_days"),
            models.CheckConstraint(
                condition=Q(scope_type__isnull=True, scope_id__isnull=True)
                | Q(scope_type__isnull=False, scope_id__isnull=False),
                name="role_scope_whole",
            ),
            models.CheckConstraint(
                condition=Q(basis="holder", stands_for__isnull=True)
                | (~Q(basis="holder") & Q(stands_for__isnull=False)),
                name="role_stands_for",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "scope_type", "scope_id", "starts"],
                name="role_once",
                condition=Q(cancelled=False),
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return str(self.get_role_display())

    def is_active(self, day: date | None = None) -> bool:
        """Whether it is in force on a day, by default today."""
        day = day or timezone.localdate()
        return not self.cancelled and self.starts <= day and (self.ends is None or self.ends >= day)

    @property
    def fictitious(self) -> bool:
        """Whether it was given for something invented."""
        return bool(self.scope is not None and getattr(self.scope, "fictitious", False))
