"""A reading of a document from its arrival to its load, and the document's own text beside it. All of it is private."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Organization
from minga.foundation.sources.models import Document, Load
from minga.government.plans.models import Plan
from minga.kernel.models import PublicModel
from minga.publishing.intake import passages

STALLED_AFTER = timedelta(minutes=3)
"""How long a reading may wait or be read before it counts as left behind: several times what the limits allow."""


class Reading(PublicModel):
    """A document that was handed in, on its way to the record.

    It is read in the background (`stage` says how far it came), decided on alert by alert, and applied as one load, or
    discarded. `draft` is what was read (`records.draft_record`); what people decided stands apart and is never mixed in.
    `version` grows with every act on it; `attempt` tells a late worker that another has taken over.
    """

    class State(models.TextChoices):
        """The states of a reading."""

        QUEUED = "queued", _("en espera")
        READING = "reading", _("en lectura")
        REVIEW = "review", _("por revisar")
        APPLIED = "applied", _("aplicada")
        FAILED = "failed", _("no se pudo leer")
        DISCARDED = "discarded", _("descartada")

    class Stage(models.TextChoices):
        """How far the reading came; each is told when it is done, and none is guessed."""

        RECEIVED = "received", _("recibido y guardado en custodia")
        CHECKED = "checked", _("huella y formato comprobados")
        PARSED = "parsed", _("texto y tablas abiertos en un proceso aparte")
        RECOGNISED = "recognised", _("elementos y alertas reconocidos")
        STORED = "stored", _("borrador y texto guardados para revisarlos")

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="readings")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="readings")
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="readings"
    )
    role = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.RECEIVED)
    attempt = models.PositiveIntegerField(default=0)
    passages_total = models.PositiveIntegerField(default=0)
    passages_stored = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
    kind = models.CharField(max_length=30, choices=Document.Kind.choices, blank=True)
    title = models.CharField(max_length=500, blank=True)
    counts = models.JSONField(default=dict)
    undecided = models.PositiveIntegerField(default=0)
    draft = models.JSONField(null=True, blank=True)
    load = models.OneToOneField(Load, on_delete=models.PROTECT, null=True, blank=True, related_name="reading")
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    handed_in_at = models.DateTimeField(default=timezone.now)
    queued_at = models.DateTimeField(default=timezone.now)
    taken_up_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-handed_in_at", "-pk")
        indexes = (models.Index(fields=["organization", "state"]), models.Index(fields=["sha256"]))
        constraints = (
            models.UniqueConstraint(
                fields=["sha256", "organization"],
                condition=Q(state__in=("queued", "reading", "review", "failed")),
                name="one_open_reading",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.file_name

    def get_absolute_url(self) -> str:
        """The reading's page, for those who may see it."""
        return reverse("intake:reading", args=[self.public_id])

    @property
    def fictitious(self) -> bool:
        """Whether it belongs to the fictitious canton: as the organization that it was handed in for."""
        return self.organization.fictitious

    @property
    def is_open(self) -> bool:
        """Whether it may still become a load."""
        return self.state in OPEN_STATES

    @property
    def is_undone(self) -> bool:
        """Whether it was applied and its load is undone."""
        return self.load is not None and self.load.state == Load.State.UNDONE

    @property
    def state_words(self) -> str:
        """How it stands, in words: as its load, once that is undone."""
        return str(Load.State.UNDONE.label if self.is_undone else self.get_state_display())

    def is_stalled(self, now: datetime | None = None) -> bool:
        """Whether nobody has taken it up, or whoever did has left it: then it may be taken up again."""
        since = self.taken_up_at if self.state == self.State.READING else self.queued_at
        waits = self.state in (self.State.QUEUED, self.State.READING)
        return waits and since is not None and (now or timezone.now()) - since > STALLED_AFTER


OPEN_STATES = (Reading.State.QUEUED, Reading.State.READING, Reading.State.REVIEW, Reading.State.FAILED)


class Passage(models.Model):
    """A paragraph or a table's row of a document as read. It may name people, so only those who review see it.

    `anchor`, `part` and `number` are those of `passages.Anchor`, by which a place is found.
    """

    class Kind(models.TextChoices):
        """What a passage is."""

        TEXT = passages.TEXT, _("párrafo")
        HEADING = passages.HEADING, _("título")
        ROW = passages.ROW, _("fila")
        FIRST_ROW = passages.FIRST_ROW, _("primera fila")

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    place = models.JSONField(default=dict)
    anchor = models.CharField(max_length=300)
    part = models.CharField(max_length=200, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    texts = models.JSONField(default=list)

    class Meta:
        ordering = ("reading", "position")
        constraints = (models.UniqueConstraint(fields=["reading", "position"], name="passage_position"),)
        indexes = (models.Index(fields=["reading", "anchor"]), models.Index(fields=["reading", "number"]))

    def __str__(self) -> str:
        return f"{self.anchor}"
