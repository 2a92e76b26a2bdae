"""Notices: what a person is told, on the desk and by mail."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from minga.kernel.models import PublicModel


class Notice(PublicModel):
    """One thing that a person is told. `key` names it for that person: the same is never told twice.

    `url` is an address of this instance. Mail is sent after the act that it tells of stands; `mailed_at` says when it
    was taken over, `tries` how often it was tried.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=500, blank=True)
    fictitious = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    wants_mail = models.BooleanField(default=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=["person", "key"], name="notice_once"),)
        indexes = (
            models.Index(fields=["person", "read_at"]),
            models.Index(
                fields=["tries"],
                name="notice_to_mail",
                condition=models.Q(wants_mail=True, mailed_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.title


class Preference(models.Model):
    """How a person wants to be told by mail. Without a row: at once."""

    class Mail(models.TextChoices):
        """How often mail goes out."""

        EACH = "each", _("cada aviso, en cuanto ocurre")
        DAILY = "daily", _("un resumen al día")
        NONE = "none", _("ningún correo: solo en la bandeja")

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preference")
    mail = models.CharField(max_length=10, choices=Mail.choices, default=Mail.EACH)

    def __str__(self) -> str:
        return self.get_mail_display()
