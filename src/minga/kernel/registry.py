"""How a lower room shows what a higher one knows: apps declare, a registry gathers.

Each registry reads one module name (such as `panels`) from the apps named in a setting, in the setting's order. The
module holds one list of declarations under the registry's attribute name. Nothing registers itself on import.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Generic, TypeVar

from django.conf import settings
from django.utils.functional import Promise

Declaration = TypeVar("Declaration")

Text = str | Promise
"""A sentence for people, translated at once or when it is shown."""


@dataclass
class Registry(Generic[Declaration]):
    """The declarations of one kind.

    `module` is the file name that apps use; it holds a list named in capitals after it (`panels.py` -> `PANELS`).
    `settings.MINGA_REGISTRIES[module]` lists the apps that declare, in order: an app that is not listed is not read.
    """

    module: str

    def __iter__(self) -> Iterator[Declaration]:
        return iter(self.declarations)

    @cached_property
    def declarations(self) -> list[Declaration]:
        """Every declaration, in the order of the setting.

        Raises:
            ModuleNotFoundError: when a listed app has no such module.
        """
        found: list[Declaration] = []
        for app in settings.MINGA_REGISTRIES.get(self.module, []):
            found.extend(getattr(import_module(f"{app}.{self.module}"), self.module.upper()))
        return found
