"""Where a figure of an imported report came from: the document beside the report, its page as a picture, and the box on it."""

from __future__ import annotations

import asyncio
import base64
import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from jslint.document.read.pdf.picture import picture_of
from jslint.lsp.asking import Asked, asked
from jslint.tree import Mapping, Node, Sequence

if TYPE_CHECKING:
    from jslint.lsp.server import Server

ORIGIN = "jslint/origin"
SUFFIX = ".report.yaml"
PLACES = ".report.places.json"
MOST_BYTES = 64_000_000
"""Of a file of places, and of a document that is shown."""


def register(server: Server) -> None:
    """Answer jslint/origin."""

    @server.feature(ORIGIN)
    async def origin(params: Any) -> dict[str, Any] | None:
        """`{textDocument: {uri}, position, shown}` → `{file, words, key, page?, box?, scale?, image?}`; null where nothing is known.

        `box` is left, top, right, bottom in points of the page, of which the picture has `scale` each; the picture (PNG in base64)
        is left out where `shown` is its `key`.
        """
        about = await asked(server, str(getattr(getattr(params, "textDocument", None), "uri", "")))
        at = getattr(params, "position", None)
        line, character = getattr(at, "line", None), getattr(at, "character", None)
        if about is None or about.document.path is None or not isinstance(line, int) or not isinstance(character, int):
            return None
        offset = about.coordinates.offset(types.Position(line, character))
        report, path, words = Path(about.document.path), _path(about, offset), _line(about, offset)
        shown = str(getattr(params, "shown", ""))
        return await asyncio.to_thread(lambda: _answer(report, path, words, shown))


def _answer(report: Path, path: str, line: str, shown: str) -> dict[str, Any] | None:
    entry = next(
        (each for each in _entries(report) if each.get("路径") == path and str(each.get("原文")) in line), None
    )
    if entry is None:
        return None
    name, page, box = Path(str(entry.get("文件"))).name, entry.get("页"), entry.get("框")
    key = f"{name}#{page}"
    found: dict[str, Any] = {"file": name, "words": str(entry.get("原处")), "key": key}
    if not isinstance(page, int) or not isinstance(box, list):
        return found
    found |= {"page": page, "box": box}
    # Only what lies beside the report: the file of places is no more to be trusted than the report.
    content = _read(report.with_name(name)) if key != shown else None
    drawn = picture_of(content, page) if content is not None else None
    if drawn is not None:
        found |= {"scale": drawn[1], "image": base64.b64encode(drawn[0]).decode()}
    return found


def _entries(report: Path) -> list[dict[str, Any]]:
    content = _read(report.with_name(report.name.removesuffix(SUFFIX) + PLACES))
    try:
        places = json.loads(content or b"{}")
    except ValueError:
        return []
    entries = places.get("处") if isinstance(places, dict) else None
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= MOST_BYTES else None
    except OSError:
        return None


def _path(about: Asked, offset: int) -> str:
    """The keys and indices that lead to the value at an offset."""
    piece = about.atlas.piece_at(offset)
    nodes = about.atlas.nodes_at(offset)
    if piece is None:
        return ""
    return "/".join([piece.id, *(_step(outer, inner) for outer, inner in pairwise(nodes))])


def _step(outer: Node, inner: Node) -> str:
    if isinstance(outer, Mapping):
        return next((entry.key.value for entry in outer.entries if inner in (entry.key, entry.value)), "")
    return str(outer.items.index(inner)) if isinstance(outer, Sequence) else ""


def _line(about: Asked, offset: int) -> str:
    source = about.document.source
    return source.line_text(source.line_of(offset))
