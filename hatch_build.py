"""Puts the YAML data of the package into a wheel once more as JSON, which a process reads in a fraction of the time."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledData(BuildHookInterface):  # type: ignore[type-arg]
    """The build hook; an editable install reads the YAML itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the files and have them packed."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from msgspec import json

        from jslint.reading.package_data import compiled_data
        from jslint.rules import COMPILED, declared_statements

        self._folder = tempfile.TemporaryDirectory()  # until the wheel is written
        for name, content in (*compiled_data(), (COMPILED, json.encode(declared_statements()))):
            file = Path(self._folder.name) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            build_data["force_include"][str(file)] = f"jslint/{name}"

    def finalize(self, version: str, *_: object) -> None:
        """Take the files away again."""
        if version != "editable":
            self._folder.cleanup()
