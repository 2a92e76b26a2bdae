"""Registries: apps declare, in the order of the settings, and panels show what they have."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest
from django.contrib.contenttypes.models import ContentType

from minga.kernel import panels as panels_module
from minga.kernel.datasets import DATASETS
from minga.kernel.panels import Panel, panels_for
from minga.kernel.registry import Registry
from minga.kernel.samples import SAMPLES


def declare(monkeypatch, app: str, module: str, declarations: list[object]) -> None:
    declared = ModuleType(f"{app}.{module}")
    setattr(declared, module.upper(), declarations)
    monkeypatch.setitem(sys.modules, app, ModuleType(app))
    monkeypatch.setitem(sys.modules, declared.__name__, declared)


def test_declarations_come_in_the_order_of_the_settings(monkeypatch, settings):
    declare(monkeypatch, "roads", "signs", ["stop", "yield"])
    declare(monkeypatch, "rivers", "signs", ["deep"])
    settings.MINGA_REGISTRIES = {"signs": ["rivers", "roads"]}
    assert list(Registry("signs")) == ["deep", "stop", "yield"]


def test_an_app_that_is_not_listed_is_not_read(monkeypatch, settings):
    declare(monkeypatch, "roads", "signs", ["stop"])
    settings.MINGA_REGISTRIES = {"other": ["roads"]}
    assert list(Registry("signs")) == []


def test_a_listed_app_without_the_module_is_an_error(monkeypatch, settings):
    monkeypatch.setitem(sys.modules, "roads", ModuleType("roads"))
    settings.MINGA_REGISTRIES = {"signs": ["roads"]}
    with pytest.raises(ModuleNotFoundError):
        list(Registry("signs"))


@pytest.mark.parametrize("registry", [SAMPLES, panels_module.PANELS, DATASETS], ids=lambda registry: registry.module)
def test_the_house_declares(registry):
    names = [(getattr(declaration, "subject", None), declaration.slug) for declaration in registry]
    assert names
    assert len(names) == len(set(names))


def panel(slug: str, order: int, subject: str, context: dict[str, str] | None) -> Panel:
    return Panel(slug, subject, order, lambda subjects: {each.pk: context for each in subjects if context}, "x.html")


def test_panels_of_a_subject_in_order_and_only_those_with_something_to_show(monkeypatch):
    declared = [
        panel("last", 9, "contenttypes.contenttype", {"told": "last"}),
        panel("empty", 5, "contenttypes.contenttype", None),
        panel("other", 1, "auth.group", {"told": "other"}),
        panel("first", 2, "contenttypes.contenttype", {"told": "first"}),
    ]
    monkeypatch.setattr(panels_module, "PANELS", declared)
    assert [(found.slug, context) for found, context in panels_for(ContentType(pk=1))] == [
        ("first", {"told": "first"}),
        ("last", {"told": "last"}),
    ]
