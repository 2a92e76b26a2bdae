"""Sessions of bodies: call, agenda, who came, minutes, and what was agreed and became of it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models.actors import Body, Organization, SeatRule
from minga.foundation.organizations.models.bodies import QuorumRule, SeatHolder
from minga.kernel.models import PublicModel, SubjectModel


class BodySessionQuerySet(models.QuerySet["BodySession"]):
    """Sessions; `public()` are those that everybody may know of."""

    def public(self) -> BodySessionQuerySet:
        """Those that were called, whatever became of them."""
        return self.exclude(state=BodySession.State.DRAFT)

    def with_words(self) -> BodySessionQuerySet:
        """With `has_words` of each, so that a list asks for all of them at once."""
        written = AgendaItem.objects.filter(session=models.OuterRef("pk")).exclude(text="")
        return self.annotate(has_words=models.Exists(written))


class BodySession(PublicModel):
    """A session of a body: draft, called, then held or not for want of quorum, then closed by its approved minutes.

    How many seats counted, were needed and were present stays as it was on the day, whatever the rules become. The list
    of who came is a private file under its SHA-256: the public sees numbers by sector and the hash. What is closed is
    never changed: a later session corrects it.
    """

    class Kind(models.TextChoices):
        """The kinds of session."""

        ORDINARY = "ordinary", _("ordinaria")
        EXTRAORDINARY = "extraordinary", _("extraordinaria")

    class Mode(models.TextChoices):
        """Where those who sit in the body meet."""

        IN_PERSON = "in-person", _("presencial")
        REMOTE = "remote", _("a distancia")
        MIXED = "mixed", _("presencial y a distancia")

    class State(models.TextChoices):
        """The states of a session."""

        DRAFT = "draft", _("en preparación")
        CALLED = "called", _("convocada")
        HELD = "held", _("instalada, con acta por aprobar")
        FAILED = "failed", _("no instalada por falta de quórum")
        CLOSED = "closed", _("con acta aprobada")
        VOID = "void", _("sin efecto")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.ORDINARY)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    meets_on = models.DateField()
    meets_at = models.TimeField(null=True, blank=True)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.IN_PERSON)
    place = models.CharField(max_length=300, blank=True)
    called_on = models.DateField(null=True, blank=True)
    called_by_post = models.CharField(max_length=200, blank=True)
    called_by_unit = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="sessions_called"
    )
    void_reason = models.CharField(max_length=300, blank=True)
    quorum_rule = models.ForeignKey(QuorumRule, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seats_counted = models.PositiveSmallIntegerField(null=True, blank=True)
    seats_needed = models.PositiveSmallIntegerField(null=True, blank=True)
    seats_present = models.PositiveSmallIntegerField(null=True, blank=True)
    guests = models.PositiveIntegerField(default=0)
    list_sha256 = models.CharField(max_length=64, blank=True)
    list_size = models.PositiveIntegerField(default=0)
    list_type = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BodySessionQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["body", "number"], name="session_number"),
            models.CheckConstraint(
                condition=Q(called_on__isnull=True) | Q(called_on__lte=F("meets_on")), name="session_called_before"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "called", "void"])
                | Q(seats_counted__isnull=False, seats_needed__isnull=False, seats_present__isnull=False),
                name="session_quorum_known",
            ),
        )
        indexes = (models.Index(fields=["state", "meets_on"]),)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called: `Sesión ordinaria 7`."""
        return gettext("Sesión %(kind)s %(number)s") % {"kind": self.get_kind_display(), "number": self.number}

    @cached_property
    def has_words(self) -> bool:
        """Whether the minutes say anything of any item."""
        return self.items.exclude(text="").exists()

    @property
    def state_words(self) -> str:
        """How it stands, in words: one that was held does not have minutes to approve before any are written."""
        if self.state == self.State.HELD and not self.has_words:
            return gettext("instalada, sin acta todavía")
        return str(self.get_state_display())

    @property
    def has_quorum(self) -> bool:
        """Whether enough seats were present; False while nobody noted it."""
        return self.seats_needed is not None and (self.seats_present or 0) >= self.seats_needed

    @property
    def is_open(self) -> bool:
        """Whether something in it may still change."""
        return self.state not in (self.State.CLOSED, self.State.VOID)

    @property
    def tie(self) -> str:
        """What a tie means in it, a value of `QuorumRule.Tie`."""
        return self.quorum_rule.tie if self.quorum_rule else QuorumRule.Tie.REJECTED

    def get_absolute_url(self) -> str:
        """The session's page."""
        return reverse("bodies:session", args=[self.body.slug, self.number])


class AgendaItem(models.Model):
    """One item of the agenda, what the minutes say of it, and how it was voted, in seats.

    `was_added` when it was taken up in the session itself. `casting` is the vote of whoever presides, in a tie.
    """

    class Voting(models.TextChoices):
        """How an item was voted."""

        NONE = "none", _("sin votación")
        OPEN = "open", _("votación nominal")
        SECRET = "secret", _("votación secreta")

    class Casting(models.TextChoices):
        """The vote that decides a tie."""

        FOR = "for", _("a favor")
        AGAINST = "against", _("en contra")

    class Result(models.TextChoices):
        """What a vote decided."""

        APPROVED = "approved", _("aprobado")
        REJECTED = "rejected", _("no aprobado")

    session = models.ForeignKey(BodySession, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    was_added = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    voting = models.CharField(max_length=8, choices=Voting.choices, default=Voting.NONE)
    in_favour = models.PositiveSmallIntegerField(null=True, blank=True)
    against = models.PositiveSmallIntegerField(null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(null=True, blank=True)
    casting = models.CharField(max_length=8, choices=Casting.choices, blank=True)
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["session", "position"], name="agenda_position"),
            models.CheckConstraint(
                condition=Q(
                    voting="none", in_favour__isnull=True, against__isnull=True, abstentions__isnull=True, result=""
                )
                | (
                    ~Q(voting="none")
                    & ~Q(result="")
                    & Q(in_favour__isnull=False, against__isnull=False, abstentions__isnull=False)
                ),
                name="agenda_votes_whole",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Who came for one seat in one session, with the holders of that day."""

    class Presence(models.TextChoices):
        """Who had the seat's vote."""

        PRINCIPAL = "principal", _("principal")
        ALTERNATE = "alternate", _("suplente")
        ABSENT = "absent", _("ausente")
        VACANT = "vacant", _("vacante")

    session = models.ForeignKey(BodySession, on_delete=models.CASCADE, related_name="attendance")
    rule = models.ForeignKey(SeatRule, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    principal = models.ForeignKey(SeatHolder, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    alternate = models.ForeignKey(SeatHolder, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    presence = models.CharField(max_length=10, choices=Presence.choices)

    class Meta:
        ordering = ("rule__position", "number")
        constraints = (
            models.UniqueConstraint(fields=["session", "rule", "number"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(presence="vacant", principal__isnull=True)
                | Q(presence="alternate", alternate__isnull=False, principal__isnull=False)
                | Q(presence__in=["principal", "absent"], principal__isnull=False),
                name="attendance_of_holders",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule.sector} {self.number}: {self.get_presence_display()}"


class Minutes(models.Model):
    """The minutes (*acta*) of a session: the private document, who wrote in it, when it was approved, the public copy.

    What they say stands item by item in the agenda. `sha256` is that of the private file, `public_sha256` that of the copy
    without names and signatures which an official released.
    """

    session = models.OneToOneField(BodySession, on_delete=models.CASCADE, related_name="minutes")
    number = models.CharField(max_length=60, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    recorders = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    approved_on = models.DateField(null=True, blank=True)
    approved_in = models.ForeignKey(
        BodySession, on_delete=models.PROTECT, null=True, blank=True, related_name="minutes_approved"
    )
    public_sha256 = models.CharField(max_length=64, blank=True)
    public_size = models.PositiveIntegerField(default=0)
    released_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "minutes"
        constraints = (
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True, approved_in__isnull=True)
                | Q(approved_on__isnull=False, approved_in__isnull=False),
                name="minutes_approval_whole",
            ),
            models.CheckConstraint(
                condition=Q(public_sha256="", released_on__isnull=True)
                | (~Q(public_sha256="") & Q(released_on__isnull=False, approved_on__isnull=False)),
                name="minutes_released_after_approval",
            ),
        )

    def __str__(self) -> str:
        return self.number or str(self.session)


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Agreements; `public()` are those whose minutes are approved."""

    def public(self) -> AgreementQuerySet:
        """Those of closed sessions."""
        return self.filter(session__state=BodySession.State.CLOSED)

    def in_force(self) -> AgreementQuerySet:
        """Those neither met nor left without effect."""
        return self.filter(state=Agreement.State.IN_FORCE)


class Agreement(PublicModel):
    """What a session agreed: an approval, a task of a unit with its day, a recommendation, or an erratum.

    It is public, and stands, once the minutes are approved; then only its state changes, by an act. An erratum names the
    closed session that it corrects.
    """

    class Kind(models.TextChoices):
        """The kinds of agreement."""

        APPROVAL = "approval", _("aprobación")
        TASK = "task", pgettext_lazy("agreement", "encargo")
        RECOMMENDATION = "recommendation", _("recomendación")
        ERRATUM = "erratum", _("fe de erratas")

    class State(models.TextChoices):
        """The states of an agreement."""

        IN_FORCE = "in-force", _("vigente")
        MET = "met", _("cumplido")
        VOID = "void", _("sin efecto")

    session = models.ForeignKey(BodySession, on_delete=models.PROTECT, related_name="agreements")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.TASK)
    text = models.TextField()
    responsible = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    due = models.DateField(null=True, blank=True)
    corrects = models.ForeignKey(BodySession, on_delete=models.PROTECT, null=True, blank=True, related_name="errata")
    state = models.CharField(max_length=10, choices=State.choices, default=State.IN_FORCE)
    closed_on = models.DateField(null=True, blank=True)
    closing_act = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ("session", "number")
        constraints = (
            models.UniqueConstraint(fields=["session", "number"], name="agreement_number"),
            models.CheckConstraint(
                condition=Q(state="in-force", closed_on__isnull=True)
                | (~Q(state="in-force") & Q(closed_on__isnull=False) & ~Q(closing_act="")),
                name="agreement_closed_by_act",
            ),
            models.CheckConstraint(
                condition=Q(kind="erratum", corrects__isnull=False) | (~Q(kind="erratum") & Q(corrects__isnull=True)),
                name="agreement_erratum_corrects",
            ),
            models.CheckConstraint(
                condition=~Q(kind="task") | Q(responsible__isnull=False), name="agreement_task_has_responsible"
            ),
        )
        indexes = (models.Index(fields=["state", "due"]), models.Index(fields=["responsible", "state"]))

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """How it is cited: `Sesión 3, acuerdo 2`."""
        return gettext("Sesión %(session)s, acuerdo %(number)s") % {
            "session": self.session.number,
            "number": self.number,
        }

    def is_overdue(self, day: date | None = None) -> bool:
        """Whether its day has passed while it is in force."""
        return self.state == self.State.IN_FORCE and self.due is not None and self.due < (day or timezone.localdate())

    def get_absolute_url(self) -> str:
        """Its place on the session's page."""
        return f"{self.session.get_absolute_url()}#acuerdo-{self.number}"


class AgreementSubject(SubjectModel):
    """What an agreement is about: a plan, one of its nodes, an organization (see `subjects.py`)."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="subjects")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["agreement", "subject_type", "subject_id"], name="agreement_subject_once"),
        )
        indexes = (models.Index(fields=["subject_type", "subject_id"]),)

    def __str__(self) -> str:
        return f"{self.subject_type_id}/{self.subject_id}"


class FollowUp(PublicModel):
    """One entry of an agreement's follow-up: the day, what happened, in which role it was told, with which document.

    `told_by` is a role and never a person. Entries are only added.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="follow_ups")
    day = models.DateField()
    text = models.TextField()
    told_by = models.CharField(max_length=20)
    reference = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey(
        "sources.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("day", "pk")

    def __str__(self) -> str:
        return f"{self.day}: {self.text}"
