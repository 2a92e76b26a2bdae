"""The settings under test: the real ones, in a home of their own."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("MINGA_HOME", tempfile.mkdtemp(prefix="minga-test-"))

from minga.config.settings import *  # noqa: F403

# Each test sees what it has just written.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
