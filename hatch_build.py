"""The build of the wheel: makes the files that the repository does not keep and carries them along."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "src"))

from minga.design.made import make  # noqa: E402  (the package is found only from here on)


class CustomBuildHook(BuildHookInterface):
    """Makes the style sheet and the compiled message catalogues before each build, an editable one included."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (the interface's name)
        """Adds what was made to the files of the build, which would otherwise leave out what git ignores."""
        build_data["artifacts"] += [path.relative_to(ROOT).as_posix() for path in make()]
