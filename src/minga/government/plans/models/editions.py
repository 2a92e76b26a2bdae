"""Editions: a plan as it was published, whole and numbered, with the act that decided it."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Role
from minga.foundation.sources.models import Document, Load
from minga.government.plans.models.nodes import Plan
from minga.kernel.models import AddedOnlyModel, PublicModel


class ActKind(models.TextChoices):
    """The acts that may change a plan; `data/acts.json` says which may change what."""

    ORDINANCE = "ordinance", _("ordenanza")
    RESOLUTION = "resolution", _("resolución")
    SESSION = "session", _("acta de sesión")
    LETTER = "letter", _("oficio")


class ActModel(models.Model):
    """The act behind a change: its kind, number and day, the number of what goes with it, and its document if it is read."""

    act_kind = models.CharField(max_length=12, choices=ActKind.choices, blank=True)
    act_number = models.CharField(max_length=120, blank=True)
    act_date = models.DateField(null=True, blank=True)
    act_annex = models.CharField(max_length=120, blank=True)
    act_document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def act(self) -> str:
        """The act in words: «Ordenanza 012-2026»; empty without one."""
        return f"{self.get_act_kind_display().capitalize()} {self.act_number}" if self.act_kind else ""


class Edition(ActModel, PublicModel, AddedOnlyModel):
    """A plan as published. Rows are only added: `content` is its canonical JSON (RFC 8785), `sha256` the digest of it.

    `basis` says what allowed it: an act, a correction of a misreading, or only what documents print (`reading`: the
    state from which the first edit starts). `loads` are those that it holds and no edition before it did.
    """

    class Basis(models.TextChoices):
        """What allowed the edition."""

        READING = "reading", _("lo que imprimen los documentos leídos")
        ACT = "act", _("acto que reforma el plan")
        ERRATUM = "erratum", _("fe de erratas")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    basis = models.CharField(max_length=10, choices=Basis.choices)
    role = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    published_at = models.DateTimeField(default=timezone.now)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    loads = models.ManyToManyField(Load, blank=True, related_name="editions")

    class Meta:
        ordering = ("plan", "-number")
        constraints = (models.UniqueConstraint(fields=["plan", "number"], name="edition_number"),)

    def __str__(self) -> str:
        return f"{self.plan} · {self.number}"

    def get_absolute_url(self) -> str:
        """The edition's page."""
        return reverse("plans:edition", args=[self.plan.slug, self.number])

    @property
    def record(self) -> dict[str, Any]:
        """The plan as it was, as plain values."""
        found: dict[str, Any] = json.loads(self.content)
        return found

    @property
    def role_word(self) -> str:
        """The role in which it was published, in words; a command on the server has none."""
        return str(Role(self.role).label) if self.role in Role.values else ""


class FormerSlug(models.Model):
    """An address that a plan had before its first edition: it leads to the present one."""

    slug = models.SlugField(max_length=120, unique=True)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="former_slugs")

    def __str__(self) -> str:
        return self.slug
