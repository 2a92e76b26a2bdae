"""What was reported: measured values, itemised results and delivered verifiables."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Organization
from minga.government.plans.models import ExpectedMeans, Node, Target
from minga.government.tracking.models.reports import ProgressReport
from minga.kernel.models import PublicModel


class Measurement(PublicModel):
    """The value that a document or a report tells for a target in a year.

    `attainment_printed` is the percentage as printed, never computed. A later report of the same year is another row.
    """

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="measurements")
    report = models.ForeignKey(
        ProgressReport, on_delete=models.PROTECT, null=True, blank=True, related_name="measurements"
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    actual = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    attainment_printed = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    as_of = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("target", "year", "as_of", "pk")
        constraints = (
            models.UniqueConstraint(fields=["target", "year", "as_of"], name="measurement_once", nulls_distinct=False),
        )

    def __str__(self) -> str:
        return f"{self.year}: {self.actual}"


class ResultItem(PublicModel):
    """A result as listed in a report: reached, or `expected`. Its quantity, where it has one, is of a unit and a kind."""

    class Kind(models.TextChoices):
        """What kind of thing is counted: results of different kinds are never added up."""

        PRODUCT = "product", _("producto")
        EVENT = "event", _("evento o reunión")
        PERSON = "person", _("personas")
        PLACE = "place", _("lugares")
        DOCUMENT = "document", _("documento")
        OTHER = "other", _("otro")

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="result_items")
    report = models.ForeignKey(
        ProgressReport, on_delete=models.PROTECT, null=True, blank=True, related_name="result_items"
    )
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    quantity = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    expected = models.BooleanField(default=False)

    class Meta:
        ordering = ("node", "position")

    def __str__(self) -> str:
        return self.text


class Evidence(PublicModel):
    """A delivered verifiable: what a document cites, a file, or a link.

    The original of a file is private and keyed by its SHA-256; the public sees the copy that an action released
    (`PublicCopy`). Attendance lists and photographs are restricted on arrival. Of a link the words are kept as they were
    first seen (`snapshot_sha256`); `link_due_at` is when it is looked at again. `annex` numbers what reports deliver:
    `3.2` is the second of the third commitment in its cycle. `delivered_by` is never shown.
    """

    class Kind(models.TextChoices):
        """What kind of thing was delivered."""

        CITED = "cited", _("referencia citada")
        DOCUMENT = "document", _("documento")
        LINK = "link", _("enlace")
        ATTENDANCE = "attendance", _("lista de asistencia")
        PHOTOGRAPH = "photograph", _("fotografía")
        TABLE = "table", _("tabla de datos")

    class LinkState(models.TextChoices):
        """Whether a link was found to open."""

        UNCHECKED = "unchecked", _("por comprobar")
        OPENS = "opens", _("abre")
        DEAD = "dead", _("no abre")

    class LinkProblem(models.TextChoices):
        """Why a link did not open."""

        MISSING = "missing", _("la página ya no está")
        CLOSED = "closed", _("pide entrar con una cuenta")
        SERVER = "server", _("el sitio falla")
        UNREACHABLE = "unreachable", _("el sitio no responde")
        INSECURE = "insecure", _("su certificado de seguridad no es válido")
        FORBIDDEN = "forbidden", _("su dirección no es pública")
        TOO_LARGE = "too-large", _("es demasiado grande para comprobarlo")

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="evidence")
    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    means = models.ForeignKey(ExpectedMeans, on_delete=models.SET_NULL, null=True, blank=True, related_name="delivered")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CITED)
    position = models.PositiveSmallIntegerField(default=0)
    annex = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    title = models.TextField(blank=True)
    dated = models.DateField(null=True, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    link_state = models.CharField(max_length=10, choices=LinkState.choices, blank=True)
    link_problem = models.CharField(max_length=12, choices=LinkProblem.choices, blank=True)
    link_checked_at = models.DateTimeField(null=True, blank=True)
    link_due_at = models.DateTimeField(null=True, blank=True)
    snapshot_sha256 = models.CharField(max_length=64, blank=True)
    snapshot_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    media_type = models.CharField(max_length=100, blank=True)
    people_counted = models.PositiveIntegerField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("node", "position")
        verbose_name_plural = "evidence"
        constraints = (
            models.UniqueConstraint(fields=["node", "sha256"], condition=~Q(sha256=""), name="evidence_file_once"),
        )
        indexes = (models.Index(fields=["link_due_at"], name="evidence_link_due"),)

    def __str__(self) -> str:
        return " ".join(filter(None, (self.reference, self.title)))

    @property
    def is_restricted(self) -> bool:
        """Whether the original shows people: nobody sees it without the right, and only a redacted copy goes out."""
        return self.kind in (self.Kind.ATTENDANCE, self.Kind.PHOTOGRAPH)

    @property
    def is_delivered(self) -> bool:
        """Whether somebody delivered it, and not only a document cites it."""
        return self.kind != self.Kind.CITED


class PublicCopy(PublicModel):
    """A copy of a delivered file that everybody may read, until it is withdrawn. It stays as what was once public.

    `note` says what was covered in it.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="copies")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=100)
    note = models.CharField(max_length=300, blank=True)
    role = models.CharField(max_length=20)
    released_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.CharField(max_length=300, blank=True)
    withdrawal_role = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("-pk",)
        verbose_name_plural = "public copies"
        constraints = (
            models.UniqueConstraint(
                fields=["evidence"], condition=Q(withdrawn_at__isnull=True), name="public_copy_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return self.sha256

    def get_absolute_url(self) -> str:
        """Where it is downloaded."""
        return reverse("evidence:copy", args=[self.sha256])


class EvidenceReview(PublicModel):
    """What a reviewer found of a delivered verifiable, with why. The last one counts; those before stay."""

    class Verdict(models.TextChoices):
        """The verdicts."""

        VALID = "valid", _("suficiente")
        INSUFFICIENT = "insufficient", _("insuficiente")
        INACCESSIBLE = "inaccessible", _("no se puede abrir")
        UNRELATED = "unrelated", _("no corresponde")

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="reviews")
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    reason = models.TextField(blank=True)
    role = models.CharField(max_length=20)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.get_verdict_display()
