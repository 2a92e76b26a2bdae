"""The settings under test: the real ones, in a home of their own."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("MINGA_HOME", tempfile.mkdtemp(prefix="minga-test-"))

from minga.config.settings import *  # noqa: F403

# Each test sees what it has just written.
NOTHING_KEPT = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
CACHES = {"default": NOTHING_KEPT, "pages": NOTHING_KEPT}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# What runs in the background runs at once.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Nothing calls out.
MINGA_CHECK_LINKS = False
