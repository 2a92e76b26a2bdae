"""Each test keeps its files in folders of its own."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    """The storages, empty: private and public by name."""
    kept = dict(settings.STORAGES)
    for name, folder in (("default", "private"), ("public", "public")):
        kept[name] = kept[name] | {"OPTIONS": kept[name]["OPTIONS"] | {"location": tmp_path / folder}}
    settings.STORAGES = kept
    return {"private": tmp_path / "private", "public": tmp_path / "public"}
