"""An open document: its newest text, kept up by the editor's edits, and what examining it gave."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from lsprotocol import types
from pygls import uris

from jslint.editing.atlas import Atlas
from jslint.engine.examination import Examination
from jslint.lsp.coordinates import Coordinates
from jslint.lsp.interruption import InterruptibleMemo
from jslint.settings import Settings
from jslint.source import Encoding, Source
from jslint.workspace.files import is_report_name

_LOOKS_LIKE_A_REPORT = re.compile(r"(?:\A|[\r\n])\ufeff?[\"']?(?:报告|决算表)[\"']?[ \t]*:")


class Document:
    """A document that the editor has open.

    `serial` counts its texts; `examination` belongs to the text of `examined`, which may be an older one until the newest has
    been examined, under `settings`, beside the files of `beside` (by real path). `is_pulled` and `is_marked` say whether the editor asks for diagnostics by itself, and whether it was sent any.
    """

    def __init__(self, item: types.TextDocumentItem, encoding: Encoding) -> None:
        """As the editor opened it."""
        self.uri = item.uri
        self.version: int | None = item.version
        self.source = Source(item.text)
        self.encoding = encoding
        self.settings = Settings()
        self.memo = InterruptibleMemo()
        self.serial = 0
        self.examined = -1
        self.examination: Examination | None = None
        self.beside: frozenset[str] = frozenset()
        self.atlas: Atlas | None = None
        self.task: asyncio.Task[None] | None = None
        self.quiet_from = 0.0
        self.hurry = asyncio.Event()
        self.awaited = 0
        self.is_pulled = False
        self.is_marked = False

    @property
    def path(self) -> str | None:
        """The file it is, or None for one that was never saved or lies elsewhere."""
        return uris.to_fs_path(self.uri) if self.uri.startswith("file:") else None

    @property
    def is_report(self) -> bool:
        """Whether it is to be examined: by its name, or, untitled or otherwise named, by its first keys."""
        return is_report_name(unquote(self.uri)) or _LOOKS_LIKE_A_REPORT.search(self.source.text) is not None

    @property
    def coordinates(self) -> Coordinates:
        """Positions in the newest text."""
        return Coordinates(self.source, self.encoding)

    def forget(self) -> None:
        """Let go of what its examinations keep, all of which is many times its text; for a document that was closed."""
        self.examination = self.atlas = None
        self.memo = InterruptibleMemo()

    def edit(self, changes: Iterable[types.TextDocumentContentChangeEvent], version: int | None) -> None:
        """Apply the editor's changes in their order; one without a range is the whole text."""
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                self.source = self.source.replaced(self.coordinates.span(change.range), change.text)
            else:
                self.source = Source(change.text)
        self.version = version


class Documents:
    """The documents that are open, by URI however it is escaped."""

    def __init__(self) -> None:
        """Start with none."""
        self._open: dict[str, Document] = {}

    def add(self, document: Document) -> None:
        """Take one in."""
        self._open[unquote(document.uri)] = document

    def get(self, uri: str) -> Document | None:
        """The document with that URI, or None where none is open."""
        return self._open.get(unquote(uri))

    def remove(self, uri: str) -> Document | None:
        """Let one go and return it."""
        return self._open.pop(unquote(uri), None)

    def all(self) -> Sequence[Document]:
        """All of them, in the order they were opened in."""
        return tuple(self._open.values())

    def texts(self) -> dict[str, str]:
        """Their newest texts by path; one that was never saved has none."""
        return {path: document.source.text for document in self._open.values() if (path := document.path) is not None}

    def any_pulled(self) -> bool:
        """Whether the editor asks for the diagnostics of any of them by itself."""
        return any(document.is_pulled for document in self._open.values())
