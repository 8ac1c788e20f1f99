"""The settings of each document: its folder's configuration under what the editor's user has set; read again on change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from lsprotocol import types

from jslint.engine.examination import rules_for
from jslint.kinds.rule_file import RuleFileError
from jslint.lsp.document import Document
from jslint.settings import Settings
from jslint.workspace.configuration import ConfigurationError, Configurations

SOURCE = "jslint"
"""Whose diagnostics they are."""

WATCHED = ("**/jslint.toml", "**/pyproject.toml", "**/*.yaml", "**/*.yml")
"""Files that a verdict may depend on: configurations, a bureau's rules, reports that another one names."""

_PLACED = re.compile(r"(?P<path>.+?):(?P<line>[0-9]+):(?P<column>[0-9]+): ?(?P<message>.*)", re.DOTALL)


class Problem(NamedTuple):
    """Why a configuration or rule file cannot be followed; line and column count from 0."""

    path: str
    line: int
    column: int
    message: str


class Configured:
    """Looks up the settings of documents; `problems` are by file, and go when the file is mended."""

    def __init__(self) -> None:
        """Nothing is set by the editor yet."""
        self._chosen: dict[str, Any] = {}
        self._configurations = Configurations()
        self.problems: dict[str, Problem] = {}

    def choose(self, **chosen: object) -> None:
        """Set over every configuration what the editor's user has chosen."""
        self._chosen.update(chosen)
        self.forget()

    def forget(self) -> None:
        """Read every configuration again at the next question."""
        self._configurations = Configurations(self._chosen)
        self.problems = {}

    def of(self, document: Document, folders: Iterable[str]) -> Settings:
        """The settings of a document; one that was never saved is taken to lie in the first folder of the workspace.

        A configuration that cannot be followed is noted in `problems`, and the report checked without it.
        """
        path = document.path or next((str(Path(folder, "untitled.report.yaml")) for folder in folders), None)
        plain = Settings().with_changes(**self._chosen)
        if path is None:
            return plain
        try:
            settings = self._configurations.settings_of(path)
        except ConfigurationError as error:
            self._note(str(error), path)
            return plain
        try:
            rules_for(settings)
        except RuleFileError as error:
            self._note(str(error), path)
            return settings.with_changes(rule_texts=())
        return settings

    def _note(self, message: str, path: str) -> None:
        match = _PLACED.fullmatch(message)
        problem = (
            Problem(match["path"], int(match["line"]) - 1, int(match["column"]) - 1, match["message"])
            if match
            else Problem(path, 0, 0, message)
        )
        self.problems[problem.path] = problem


def problem_item(problem: Problem) -> types.Diagnostic:
    """Why a configuration or rule file cannot be followed, at its line."""
    start = types.Position(max(0, problem.line), max(0, problem.column))
    return types.Diagnostic(
        types.Range(start, types.Position(start.line + 1, 0)),
        problem.message,
        severity=types.DiagnosticSeverity.Error,
        source=SOURCE,
    )
