"""An editor for tests: opens, types and closes over the protocol, and waits for what the server tells it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Union

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

ROOT = Path(__file__).parents[1]
URI = "file:///reports/seed.report.yaml"
COMMAND = (sys.executable, "-m", "jslint", "lsp")


def cut(text: str, range_: types.Range, encoding: str) -> str:
    """What stands in a range, by the protocol's own definition of lines and units (and not by our Source)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    codec = "utf-16-le" if encoding == "utf-16" else "utf-32-le" if encoding == "utf-32" else "utf-8"

    def part(line: int, start: int | None, end: int | None) -> str:
        units = lines[line].encode(codec)
        low = None if start is None else start * width
        high = None if end is None else end * width
        return units[low:high].decode(codec)

    first, last = range_.start, range_.end
    if first.line == last.line:
        return part(first.line, first.character, last.character)
    middle = lines[first.line + 1 : last.line]
    return "\n".join([part(first.line, first.character, None), *middle, part(last.line, None, last.character)])


def position_of(text: str, offset: int, encoding: str) -> types.Position:
    """The position of an offset, by the protocol's own definition."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    line, last = before.count("\n"), before.rpartition("\n")[2]
    codec, width = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[encoding]
    return types.Position(line, len(last.encode(codec)) // width)


def converter() -> Any:
    """The converter of the protocol; lsprotocol takes an action that carries a command for the command itself."""

    def action(found: Any, _: Any) -> types.Command | types.CodeAction:
        kind = types.Command if isinstance(found.get("command"), str) else types.CodeAction
        structured: types.Command | types.CodeAction = made.structure(found, kind)
        return structured

    made = default_converter()
    made.register_structure_hook(Union[types.Command, types.CodeAction], action)  # noqa: UP007 - the very union that it knows
    return made


class Editor:
    """One editor with one server; keeps its own copy of each text."""

    def __init__(self, client: LanguageClient, encoding: str) -> None:
        self.client = client
        self.encoding = encoding
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.published: list[types.PublishDiagnosticsParams] = []
        self._news = asyncio.Condition()

    async def hear(self, params: types.PublishDiagnosticsParams) -> None:
        self.client.diagnostics[params.uri] = params.diagnostics
        async with self._news:
            self.published.append(params)
            self._news.notify_all()

    def open(self, text: str, uri: str = URI) -> None:
        self.texts[uri], self.versions[uri] = text, 1
        item = types.TextDocumentItem(uri, "yaml", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def splice(self, start: int, end: int, new: str, uri: str = URI) -> None:
        """Replace a stretch of the text, as a key press or a paste does."""
        text = self.texts[uri]
        place = types.Range(position_of(text, start, self.encoding), position_of(text, end, self.encoding))
        self.texts[uri] = text[:start] + new + text[end:]
        self.change([types.TextDocumentContentChangePartial(place, new)], uri)

    def replace(self, old: str, new: str, uri: str = URI) -> None:
        """Replace a string that stands in the text exactly once."""
        assert self.texts[uri].count(old) == 1, old
        start = self.texts[uri].index(old)
        self.splice(start, start + len(old), new, uri)

    def change(self, changes: list[types.TextDocumentContentChangeEvent], uri: str = URI) -> None:
        self.versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, changes))

    def close(self, uri: str = URI) -> None:
        document = types.TextDocumentIdentifier(uri)
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(document))

    async def told(self, uri: str = URI) -> list[types.Diagnostic]:
        """What the server publishes for the text as it stands now."""
        return list((await self._last(uri, self.versions[uri])).diagnostics)

    async def cleared(self, uri: str = URI) -> list[types.Diagnostic]:
        """What the server publishes for a document that was closed."""
        return list((await self._last(uri, None)).diagnostics)

    async def news(self) -> None:
        """Wait until the server publishes something."""
        async with self._news:
            await self._news.wait()

    async def _last(self, uri: str, version: int | None) -> types.PublishDiagnosticsParams:
        async with self._news:
            while True:
                for params in reversed(self.published):
                    if params.uri == uri and params.version == version:
                        return params
                await self._news.wait()

    def seen(self, diagnostics: list[types.Diagnostic], uri: str = URI) -> list[tuple[Any, str]]:
        """Each finding's code with the characters that it underlines."""
        return [(each.code, cut(self.texts[uri], each.range, self.encoding)) for each in diagnostics]


def capabilities(encoding: str | None) -> types.ClientCapabilities:
    """Those of VS Code with the position encoding of choice (none: the editor says nothing, as old ones do)."""
    found = client_capabilities("visual-studio-code")
    assert found.general is not None
    found.general.position_encodings = [types.PositionEncodingKind(encoding)] if encoding else None
    return found


@asynccontextmanager
async def editor(
    encoding: str = "utf-16",
    *,
    folder: Path | None = None,
    options: dict[str, Any] | None = None,
    capable: types.ClientCapabilities | None = None,
    cache: Path | None = None,
) -> AsyncIterator[Editor]:
    """An editor that has just started its server."""
    client = LanguageClient(converter_factory=converter)
    one = Editor(client, encoding)

    async def hear(params: types.PublishDiagnosticsParams) -> None:
        await one.hear(params)

    register_lsp_features(client, {**DEFAULT_CLIENT_FEATURES, types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: hear})
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    if cache is not None:
        environment["XDG_CACHE_HOME"] = str(cache)
    await client.start_io(*COMMAND, env=environment)
    try:
        result = await client.initialize_session(
            types.InitializeParams(
                capabilities=capable or capabilities(encoding),
                workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name)] if folder else None,
                initialization_options=options,
            )
        )
        assert result.capabilities.position_encoding == encoding
        yield one
        await client.shutdown_session()
    finally:
        if client._server is not None and client._server.returncode is None:
            client._server.kill()
        await client.stop()
