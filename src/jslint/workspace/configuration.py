"""What applies to a report and why: the configuration nearest above it, under what the command line says."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jslint.settings import Settings
from jslint.workspace.codes import code_words, off_codes
from jslint.workspace.configuration_file import configuration_in, load
from jslint.workspace.layers import Configuration, ConfigurationError, Layer, merged

__all__ = ["ConfigurationError", "Configurations"]


class Configurations:
    """The configurations of a run: each file's own, found upwards from it, under what the command line says."""

    def __init__(self, command_line: Mapping[str, Any] | None = None, only: Path | None = None) -> None:
        """`only` names the one configuration file that applies to all; raises ConfigurationError for a bad one."""
        self._command_line = _command_line(command_line) if command_line else None
        self._only = load(only) if only is not None else None
        self._found: dict[Path, Configuration] = {}
        self._settings: dict[tuple[str, ...], Settings] = {}

    def of(self, path: str) -> Configuration:
        """The configuration of a file, empty where no folder above has one; raises ConfigurationError."""
        return self._only or self._nearest(Path(os.path.abspath(path)).parent)  # noqa: PTH100 - `..` is gone up by name

    def _nearest(self, folder: Path) -> Configuration:
        """The configuration of the nearest folder that has one, from `folder` upwards."""
        if folder not in self._found:
            own = configuration_in(folder)
            if own is None:
                own = self._nearest(folder.parent) if folder.parent != folder else Configuration(Path.cwd())
            self._found[folder] = own
        return self._found[folder]

    def layers_of(self, path: str) -> tuple[Layer, ...]:
        """Everything that is set for a file, the later over the earlier."""
        layers = self.of(path).layers_for(Path(path))
        return (*layers, self._command_line) if self._command_line else layers

    def settings_of(self, path: str) -> Settings:
        """The settings of a file: one object for all files that the same layers apply to."""
        configuration, layers = self.of(path), self.layers_of(path)
        key = (str(configuration.path), *(layer.origin for layer in layers))
        if key not in self._settings:
            self._settings[key] = merged(Settings(rule_texts=configuration.rule_texts), layers)
        return self._settings[key]

    def tried(self, path: str, code: str) -> bool:
        """Whether a rule is tried on a file; raises ConfigurationError."""
        return self.settings_of(path).speaks(code, off=code in off_codes())

    def excluded(self, path: str) -> bool:
        """Whether the file's configuration leaves it out of folders that are searched."""
        configuration = self.of(path)
        return configuration.matches(configuration.exclude, Path(path))


def _command_line(told: Mapping[str, Any]) -> Layer:
    """What the command line says; raises ConfigurationError for a code that is none."""
    codes = {name: tuple(_codes(told[name])) for name in ("select", "ignore") if name in told}
    for name, named in codes.items():
        for code in named:
            if wrong := code_words(code):
                raise ConfigurationError(f"--{name} {wrong}")
    return Layer("命令行", {**told, **codes})


def _codes(named: Iterable[str]) -> Iterator[str]:
    """The codes of an option that may be repeated and may hold a list with commas, half or full width."""
    for each in named:
        yield from (code.strip().upper() for code in re.split("[,，]", each.rstrip(",， ")))
