"""The pages of the rules as files of this machine, so that a finding's link opens without a network."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import quote

from jslint import __version__
from jslint.explain import page
from jslint.rule import About


def cache_folder() -> Path:
    """Where this user's programs keep what they can make again."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


class RulePages:
    """Writes a rule's page the first time that something links to it.

    `template` names another place for the pages (`https://…/{code}`), as an editor's extension that shows them itself gives it.
    """

    def __init__(self, folder: Path | None = None, template: str | None = None) -> None:
        """Pages go to `folder`, or to the user's cache."""
        self._folder = folder
        self._template = template
        self._known: dict[str, str | None] = {}

    def link(self, about: About) -> str | None:
        """The URI of a rule's page, or None where it cannot be written."""
        if self._template:
            return self._template.replace("{code}", quote(about.code))
        if about.code not in self._known:
            self._known[about.code] = self._written(about)
        return self._known[about.code]

    def _written(self, about: About) -> str | None:
        try:
            folder = self._folder or cache_folder() / "jslint" / "rules" / __version__
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{about.code}.md"
            path.write_text(page(about), encoding="utf-8")
        except OSError:
            return None
        return path.as_uri()
