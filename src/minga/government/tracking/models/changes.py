"""Change requests: what was promised otherwise than at first, who asked, who decided, by which document."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Organization
from minga.foundation.sources.models import Document
from minga.government.plans.models import ChangeSet, Node
from minga.kernel.models import PublicModel


class Baseline(models.Model):
    """What a node promised at first: dates and targets before any change that was asked for. Written once, never lost."""

    node = models.OneToOneField(Node, on_delete=models.CASCADE, related_name="baseline")
    start = models.CharField(max_length=10, blank=True)
    end = models.CharField(max_length=10, blank=True)
    content = models.JSONField(default=dict)
    fixed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.node)


class ChangeRequest(PublicModel):
    """A change of a promise, asked for and decided by documents. Approving it makes the change; rejecting it leaves all."""

    class Kind(models.TextChoices):
        """What is asked for."""

        DATE = "date", _("cambio de fecha")
        SCOPE = "scope", _("cambio de alcance")
        ADD_TARGET = "add-target", _("nueva meta o indicador")
        DROP_TARGET = "drop-target", _("quitar una meta o un indicador")
        RESPONSIBLE = "responsible", _("cambio de responsable")
        SUSPEND = "suspend", _("suspensión")
        RESUME = "resume", _("reanudación")
        MERGE = "merge", _("fusión con otro elemento")
        SPLIT = "split", _("división en varios elementos")
        VOID = "void", _("sin efecto")

    class State(models.TextChoices):
        """The states of a request."""

        ASKED = "asked", _("solicitado")
        APPROVED = "approved", _("aprobado")
        REJECTED = "rejected", _("negado")
        WITHDRAWN = "withdrawn", _("retirado")

    class DocumentKind(models.TextChoices):
        """The documents by which changes are asked for and decided."""

        LETTER = "letter", _("oficio")
        MEMORANDUM = "memorandum", _("memorando")
        RESOLUTION = "resolution", _("resolución")
        SESSION = "session", _("acta de sesión")
        ORDINANCE = "ordinance", _("ordenanza")

    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="change_requests")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_role = models.CharField(max_length=20)
    asking_unit = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="changes_asked")
    asking_kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    asking_number = models.CharField(max_length=120)
    asking_date = models.DateField()
    asking_document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_role = models.CharField(max_length=20, blank=True)
    deciding_unit = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="changes_decided"
    )
    deciding_kind = models.CharField(max_length=12, choices=DocumentKind.choices, blank=True)
    deciding_number = models.CharField(max_length=120, blank=True)
    deciding_annex = models.CharField(max_length=120, blank=True)
    deciding_date = models.DateField(null=True, blank=True)
    deciding_document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision_reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    effective_from = models.DateField(null=True, blank=True)
    change_set = models.OneToOneField(
        ChangeSet, on_delete=models.PROTECT, null=True, blank=True, related_name="change_request"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="approved")
                | (Q(deciding_date__isnull=False, effective_from__isnull=False) & ~Q(deciding_number="")),
                name="change_approved_by_document",
            ),
        )
        indexes = (models.Index(fields=["node", "state"]), models.Index(fields=["state", "asked_at"]))

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.node}"
