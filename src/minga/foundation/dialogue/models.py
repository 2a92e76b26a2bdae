"""What citizens say of things, and the answers that they are owed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Organization
from minga.foundation.territory.models import Territory
from minga.kernel.models import PublicModel, SubjectModel


class Contribution(PublicModel, SubjectModel):
    """What somebody says of a subject: a structured answer, and perhaps a text and a photograph.

    Nobody is named: the row holds no person, no address and the day only, so that nothing links it to whoever wrote it.
    `receipt` is a secret that only they hold, to see what became of it. Text and photograph are public once somebody
    moderated them; the answer counts at once. `key` is the form's own, so that one form sent twice is one answer.
    """

    class Kind(models.TextChoices):
        """What it is."""

        ANSWER = "answer", _("respuesta ciudadana")

    class Answer(models.TextChoices):
        """What somebody sees (DESIGN 6)."""

        FINISHED = "finished", _("Lo veo terminado")
        UNFINISHED = "unfinished", _("Inconcluso")
        ABSENT = "absent", _("No existe")
        BROKEN = "broken", _("No funciona")
        UNCHECKED = "unchecked", _("No pude comprobar")

    class Moderation(models.TextChoices):
        """What became of its text and photograph."""

        NOTHING = "nothing", _("sin texto ni foto")
        PENDING = "pending", _("por moderar")
        PUBLISHED = "published", _("publicado")
        REJECTED = "rejected", _("no publicado")

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ANSWER)
    answer = models.CharField(max_length=12, choices=Answer.choices)
    place = models.ForeignKey(Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    photo_sha256 = models.CharField(max_length=64, blank=True)
    public_text = models.TextField(blank=True)
    public_photo_sha256 = models.CharField(max_length=64, blank=True)
    moderation = models.CharField(max_length=10, choices=Moderation.choices, default=Moderation.NOTHING)
    moderation_reason = models.CharField(max_length=300, blank=True)
    moderated_on = models.DateField(null=True, blank=True)
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    fictitious = models.BooleanField(default=False)
    day = models.DateField()
    receipt = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("-day", "public_id")
        indexes = (
            models.Index(fields=["subject_type", "subject_id", "answer"]),
            models.Index(fields=["moderation", "day"]),
        )

    def __str__(self) -> str:
        return self.get_answer_display()


class OwedAnswer(PublicModel):
    """The answer that a unit owes to a contribution: until when, and what it answered."""

    class State(models.TextChoices):
        """The states of an owed answer; late is what is owed past its day."""

        OWED = "owed", _("por responder")
        ANSWERED = "answered", _("respondida")

    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="owed")
    unit = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="owed_answers")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OWED)
    answer = models.TextField(blank=True)
    role = models.CharField(max_length=20, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="owed") | (Q(answered_on__isnull=False) & ~Q(answer="")), name="owed_answered_when"
            ),
        )
        indexes = (models.Index(fields=["unit", "state", "due_on"]),)

    def __str__(self) -> str:
        return self.get_state_display()
