"""The shared folder of real documents and data, for the tests that need it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
REQUIRED = set(filter(None, os.environ.get("MINGA_REQUIRE", "").split(",")))


def shared(path: str) -> Path:
    """The file or folder `path` of the shared folder; skips the test where it is absent, fails where it is required."""
    found = (ROOT / os.environ.get("MINGA_SHARED", "../shared")).resolve() / path
    if not found.exists():
        reason = f"the shared folder does not hold {path} (set MINGA_SHARED to where it is)"
        if "shared" in REQUIRED:
            pytest.fail(reason)
        pytest.skip(reason)
    return found
