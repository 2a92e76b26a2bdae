"""Words that documents use, as data: labels in both languages and the canonical term behind them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Vocabulary(models.Model):
    """A list of terms of one kind."""

    class Kind(models.TextChoices):
        """What the terms say of a node."""

        STATUS = "status", _("estado")
        TERM = "term", _("temporalidad")
        TYPE = "type", _("tipo")
        MECHANISM = "mechanism", _("mecanismo de articulación")

    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    label_es = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "vocabularies"

    def __str__(self) -> str:
        return self.label_en if get_language() == "en" else self.label_es


class Term(models.Model):
    """One word of a vocabulary. `canonical` is the term that all cities share."""

    vocabulary = models.ForeignKey(Vocabulary, on_delete=models.CASCADE, related_name="terms")
    position = models.PositiveSmallIntegerField()
    canonical = models.CharField(max_length=40)
    label_es = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120)

    class Meta:
        ordering = ("vocabulary", "position")
        constraints = (models.UniqueConstraint(fields=["vocabulary", "canonical"], name="term_once"),)

    def __str__(self) -> str:
        return self.label_en if get_language() == "en" else self.label_es
