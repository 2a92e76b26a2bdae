"""Official documents, what was read from them, and where each fact comes from."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minga.kernel.models import PublicModel, SubjectModel


class Document(PublicModel):
    """A document as it was received. `date` is as far as printed: a year, a month or a day (ISO text)."""

    class Kind(models.TextChoices):
        """The kinds of document that intake recognises."""

        INSERTION_MATRIX = "insertion-matrix", _("matriz de inserción estratégica")
        COMPLIANCE = "compliance-report", _("informe de cumplimiento")
        COMMITMENT = "commitment-report", _("informe de compromiso")
        MANAGEMENT = "management-report", _("informe de gestión")
        PORTFOLIO = "portfolio-report", _("informe de proyectos")
        PROGRESS = "progress-table", _("tabla de seguimiento")
        UNKNOWN = "unknown", _("documento sin tipo reconocido")

    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=30, choices=Kind.choices, default=Kind.UNKNOWN)
    title = models.CharField(max_length=500)
    short_title = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=120, blank=True)
    date = models.CharField(max_length=10, blank=True)
    issuer = models.CharField(max_length=300, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=5, default="es")
    fictitious = models.BooleanField(default=False)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-date", "slug")

    def __str__(self) -> str:
        return self.short_title or self.title

    def get_absolute_url(self) -> str:
        """The document's page."""
        return reverse("sources:detail", args=[self.slug])


class Load(PublicModel):
    """A load (*carga*): everything that one reading of a document put into the record, applied and undone together."""

    class State(models.TextChoices):
        """The states of a load."""

        APPLIED = "applied", _("aplicada")
        UNDONE = "undone", _("deshecha")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="loads")
    state = models.CharField(max_length=10, choices=State.choices, default=State.APPLIED)
    applied_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=["document"], condition=models.Q(state="applied"), name="one_applied_load"),
        )

    def __str__(self) -> str:
        return f"{self.document} · {self.get_state_display()}"


class Provenance(SubjectModel):
    """Where one field of one row comes from: the document, the place in it and what was printed there.

    `corrected` says that whoever reviewed the reading saw there another value than the one that was read: the row holds
    what the person saw, and `printed` what was read.
    """

    field = models.CharField(max_length=60)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="provenances")
    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="provenances")
    place = models.JSONField(default=dict)
    printed = models.TextField(blank=True)
    corrected = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["subject_type", "subject_id"]),)

    def __str__(self) -> str:
        return f"{self.field}: {self.place}"


class Finding(PublicModel):
    """An alert of a reading (*alerta de lectura*): something printed that does not fit, told fairly."""

    class Severity(models.TextChoices):
        """How much an alert asks for attention."""

        INFO = "info", _("aviso")
        WARNING = "warning", _("por revisar")
        ERROR = "error", _("no se pudo leer")

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="findings")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=10, choices=Severity.choices)
    message = models.TextField()
    place = models.JSONField(default=dict)
    subject_key = models.CharField(max_length=120, blank=True)
    subject_url = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["load", "position"], name="finding_position"),)

    def __str__(self) -> str:
        return self.message


class Figure(PublicModel):
    """An aggregate that a document states in words or in a list, without naming its parts."""

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="figures")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    label = models.CharField(max_length=200, blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    unit = models.CharField(max_length=60, blank=True)
    place = models.JSONField(default=dict)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.label or self.name}: {self.value}"
