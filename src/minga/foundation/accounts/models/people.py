"""People who sign in. Personal data is minimal: an e-mail address, and nothing that pages show."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from minga.kernel.models import PublicModel


class UserManager(BaseUserManager["User"]):
    """Makes users from an e-mail address."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:
        """A saved user. Without a password, one that cannot sign in with a password."""
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin, PublicModel):
    """A person with an account.

    The row stays when the person is erased, for roles and acts point to it; then it says nothing of the person.
    `language` is that of the mails, and of the pages that are shown after signing in without another address.
    """

    email = models.EmailField(_("correo electrónico"), unique=True)
    language = models.CharField(max_length=5, default="es")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    def __str__(self) -> str:
        return str(self.public_id)
