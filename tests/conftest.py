"""How the properties are tried: never against the clock, and with what is needed to repeat a failure."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("minga", deadline=None, print_blob=True)
settings.register_profile("ci", settings.get_profile("minga"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "minga")
