"""The server: the documents that are open, what examines them, and the session's settings."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from lsprotocol import types
from pygls import uris
from pygls.capabilities import get_capability
from pygls.lsp.server import LanguageServer

from jslint import __version__
from jslint.engine.examination import rules_for
from jslint.engine.trouble import INTERNAL
from jslint.lsp.configured import Configured, problem_item
from jslint.lsp.document import Document, Documents
from jslint.lsp.examiner import Examiner
from jslint.lsp.protocol import Protocol
from jslint.lsp.rule_pages import RulePages
from jslint.rule import About
from jslint.settings import Settings
from jslint.source import Encoding
from jslint.workspace.related import Files, names_others, related_of

logger = logging.getLogger(__name__)


class Server(LanguageServer):
    """One session with one editor; `session.new_server` makes it answer."""

    def __init__(self, tell: Callable[[Server, Document], None]) -> None:
        """`tell` is called when a document has been examined."""
        super().__init__("jslint", __version__, protocol_cls=Protocol)
        self.documents = Documents()
        self.examiner = Examiner(lambda document: tell(self, document), self.settings_of, self.related_of)
        self.pages = RulePages()
        self.configured = Configured()
        self.settings_serial = 0
        self.author = ""
        self._problem_files: set[str] = set()

    @property
    def encoding(self) -> Encoding:
        """The units of positions that were agreed on."""
        return cast(
            "Encoding", str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))
        )

    def settings_of(self, document: Document) -> Settings:
        """The settings that hold for a document."""
        settings = self.configured.of(document, self._folders())
        self._tell_problems()
        return settings

    def related_of(self, document: Document) -> Callable[[], Files]:
        """What reads the reports that a document names; texts that are open here go before those on disk."""
        path, text = document.path, document.source.text
        if path is None or not names_others(text):
            return dict
        opened, folders = self.documents.texts(), self._folders()
        return lambda: related_of(path, text, opened, folders)

    def _folders(self) -> list[str]:
        return [path for uri in self.workspace.folders if (path := uris.to_fs_path(uri))]

    def abouts(self, document: Document) -> dict[str, About]:
        """What the rules that hold for a document say of themselves, by code."""
        return _abouts(document.settings.rule_texts)

    def about(self, document: Document, code: str) -> About | None:
        """What the rule with that code says of itself, or None."""
        return self.abouts(document).get(code)

    def about_of(self, code: str) -> About | None:
        """The same for whichever open document has such a rule."""
        found = (self.about(document, code) for document in self.documents.all())
        return next((about for about in found if about is not None), None)

    def configure(self, options: object) -> None:
        """Take what the editor's user has set; what is not understood is left as it was."""
        if not isinstance(options, dict):
            return
        chosen: dict[str, Any] = options.get("jslint", options)
        if isinstance(chosen.get("showRounding"), bool):
            self.configured.choose(show_rounding=chosen["showRounding"])
        if isinstance(chosen.get("author"), str):
            self.author = " ".join(chosen["author"].split())
        if isinstance(chosen.get("rulePage"), str):
            self.pages = RulePages(template=chosen["rulePage"])
        pause = chosen.get("pauseMilliseconds")
        if isinstance(pause, int) and not isinstance(pause, bool) and 0 <= pause <= 10_000:
            self.examiner.pause = pause / 1000
        self.examine_all()

    def _tell_problems(self) -> None:
        """Show in configurations and rule files why they cannot be followed, and clear what was mended."""
        problems = {Path(path).absolute().as_uri(): problem for path, problem in self.configured.problems.items()}
        for uri in self._problem_files | set(problems):
            if uri not in self._problem_files or uri not in problems:
                found = [problem_item(problems[uri])] if uri in problems else []
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))
        self._problem_files = set(problems)

    def examine_all(self) -> None:
        """Examine every document again, as after a change of what they all depend on."""
        self.configured.forget()
        self.settings_serial += 1
        for document in self.documents.all():
            self.examiner.changed(document, at_once=True)
        if self.documents.any_pulled() and _refreshes(self):
            self.workspace_diagnostic_refresh(None)

    def examine_beside(self, changed: Document) -> None:
        """Examine the documents again that were held against this one, whose text is another now."""
        real = os.path.realpath(changed.path) if changed.path is not None else ""
        others = [other for other in self.documents.all() if real in other.beside and other is not changed]
        for other in others:
            self.examiner.changed(other)
        if any(other.is_pulled for other in others) and _refreshes(self):
            self.workspace_diagnostic_refresh(None)

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        """Note what went wrong for who looks at the log; a message that made no sense is not the user's business."""
        logger.error("%s: %s", source.__name__, error)

    def shutdown(self) -> None:
        """End the session."""
        for document in self.documents.all():
            self.examiner.closed(document)
        self.examiner.shutdown()
        super().shutdown()  # type: ignore[no-untyped-call]


def _refreshes(server: Server) -> bool:
    return bool(get_capability(server.client_capabilities, "workspace.diagnostics.refresh_support"))


@lru_cache(maxsize=8)
def _abouts(rule_texts: tuple[tuple[str, str], ...]) -> dict[str, About]:
    rules = rules_for(Settings(rule_texts=rule_texts))
    return {INTERNAL.code: INTERNAL, **{rule.about.code: rule.about for rule in rules}}
