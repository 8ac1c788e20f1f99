"""What a configuration says: layers of settings, each with the place that it comes from, and how they lie over one another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from jslint.diagnostic import Severity
from jslint.settings import Settings


class ConfigurationError(ValueError):
    """A configuration that cannot be followed: `path:line:column: what is wrong`."""


class Layer(Struct, frozen=True):
    """Settings that come from one place: a table of the file, or the command line."""

    origin: str
    changes: Mapping[str, Any]


class Configuration(Struct, frozen=True):
    """One configuration file, or none; `root` is the folder that its paths and patterns count from."""

    root: Path
    path: Path | None = None
    layers: tuple[Layer, ...] = ()
    per_file: tuple[tuple[str, tuple[Layer, ...]], ...] = ()
    exclude: tuple[str, ...] = ()
    baseline: Path | None = None
    rule_texts: tuple[tuple[str, str], ...] = ()
    fail_on: Severity | None = None
    places: Mapping[str, str] = field(default_factory=dict)

    def layers_for(self, path: Path) -> tuple[Layer, ...]:
        """What the file sets for a report, the general first."""
        special = [layer for pattern, layers in self.per_file if self.matches((pattern,), path) for layer in layers]
        return (*self.layers, *special)

    def matches(self, patterns: tuple[str, ...], path: Path) -> bool:
        """Whether a path is meant by one of the patterns, which are read as .gitignore's are."""
        if not patterns:
            return False
        try:
            inside = path.resolve().relative_to(self.root.resolve())
        except ValueError:
            return False
        return _spec(patterns).match_file(inside.as_posix())  # type: ignore[no-any-return]


def pattern_trouble(pattern: str) -> str:
    """What is wrong with a pattern of paths, else nothing."""
    try:
        _spec((pattern,))
    except (ValueError, re.error) as error:
        return str(error)
    return ""


@lru_cache(maxsize=64)
def _spec(patterns: tuple[str, ...]) -> Any:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)


def merged(settings: Settings, layers: tuple[Layer, ...]) -> Settings:
    """The settings with the layers laid over them: `ignore`, severities, vocabulary and wording add up, the rest replaces."""
    for layer in layers:
        changes = dict(layer.changes)
        if "ignore" in changes:
            changes["ignore"] = tuple(dict.fromkeys((*settings.ignore, *changes["ignore"])))
        for key in ("severities", "vocabulary", "wording"):
            if key in changes:
                changes[key] = {**getattr(settings, key), **changes[key]}
        if "wording" in changes:
            lists = {**settings.wording, **changes["wording"]}
            changes["wording"] = {
                name: (*settings.wording.get(name, ()), *changes["wording"].get(name, ())) for name in lists
            }
        settings = settings.with_changes(**changes)
    return settings
