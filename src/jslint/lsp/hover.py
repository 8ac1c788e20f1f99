"""Hover: what a figure is and what it is tied to; a code's name; a key's description; a rule's page."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from lsprotocol import types

from jslint.editing.figure_page import figure_page
from jslint.editing.schema_words import Path, describe
from jslint.explain import page
from jslint.kinds.fingerprint import fingerprint
from jslint.lsp.asking import Asked, asked
from jslint.lsp.diagnostics import touching
from jslint.report.catalogue import catalogue
from jslint.source import Span
from jslint.tree import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from jslint.lsp.server import Server

_RULE = re.compile(r"(?:JS|ORG)[0-9]{3}")
_SUBJECT = re.compile(r"[0-9]{3}(?:[0-9]{2}){0,2}")


def register(server: Server) -> None:
    """Answer textDocument/hover."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        about = await asked(server, params.text_document.uri)
        if about is None:
            return None
        offset = about.coordinates.offset(params.position)
        pages = [
            _figure(server, about, offset) or _word(server, about, offset) or _key(about, offset),
            _told(about, offset),
            _waived(about, offset),
        ]
        found = [each for each in pages if each is not None]
        if not found:
            return None
        words = "\n\n".join(page for page, _ in found)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, words), about.coordinates.range(found[0][1]))


def _figure(server: Server, about: Asked, offset: int) -> tuple[str, Span] | None:
    figure = about.atlas.figure_at(offset)
    if figure is None:
        return None
    return figure_page(about.atlas, figure, server.abouts(about.document)), about.atlas.span(figure.anchor)


def _told(about: Asked, offset: int) -> tuple[str, Span] | None:
    """The names of the findings at the offset, as 核实说明 writes them; an editor shows their messages itself."""
    findings = touching(about.atlas.examination.diagnostics, Span(offset, offset))
    lines = [f"- 指纹 `{each.fingerprint}`（`{each.code}` {each.place}）" for each in findings]
    return ("\n".join(dict.fromkeys(lines)), findings[0].span) if findings else None


def _waived(about: Asked, offset: int) -> tuple[str, Span] | None:
    """Who answers for what would be a finding at the offset, and why; a figure's own page says it of that figure."""
    figure = about.atlas.figure_at(offset)
    on_page = set(map(id, about.atlas.checks_of(figure))) if figure is not None else set()
    found = [
        (check, about.atlas.span(check.finding.anchor))
        for check in about.atlas.checks
        if check.outcome == "waived" and check.finding is not None and id(check) not in on_page
    ]
    here = [(check, span) for check, span in found if span.start <= offset <= span.end]
    lines = [f"☑ 已写核实说明（`{check.code}` 指纹 `{fingerprint(check)}`）：{check.reason}" for check, _ in here]
    return ("\n\n".join(lines), here[0][1]) if here else None


def _word(server: Server, about: Asked, offset: int) -> tuple[str, Span] | None:
    """A rule's code anywhere, a subject code in the first cell of a row."""
    nodes = about.atlas.nodes_at(offset)
    piece = about.atlas.piece_at(offset)
    if piece is None or not nodes or not isinstance(nodes[-1], Scalar):
        return None
    scalar, span = nodes[-1], nodes[-1].span.shifted(piece.start)
    if _RULE.fullmatch(scalar.value):
        rule = server.about(about.document, scalar.value)
        return (page(rule), span) if rule else None
    if (
        _SUBJECT.fullmatch(scalar.value)
        and len(nodes) > 1
        and isinstance(nodes[-2], Sequence)
        and nodes[-2].items[0] is scalar
    ):
        return _subject(scalar.value), span
    return None


def _subject(code: str) -> str:
    known_subjects = catalogue()
    lines = []
    for length in (3, 5, 7):
        if length <= len(code):
            known = known_subjects.subject(code[:length])
            lines.append(
                f"- `{code[:length]}` {known.name if known else '目录中没有这个编码（目录不完整，不表示编码有误）'}"
            )
    lines += [f"- {former.until} 年以前称“{former.name}”" for former in known_subjects.former.get(code, ())]
    return "\n".join(["**政府收支分类科目**", "", *lines])


def _key(about: Asked, offset: int) -> tuple[str, Span] | None:
    piece = about.atlas.piece_at(offset)
    if piece is None or (piece.key is None and piece.node is None):
        return None
    path, key = key_path(about, offset)
    words = describe(path) if key is not None else ""
    return (words, key.span.shifted(piece.start)) if words and key is not None else None


def key_path(about: Asked, offset: int) -> tuple[Path, Scalar | None]:
    """The path of the key that an offset is in, with the key; the key is None where the offset is in a value."""
    piece = about.atlas.piece_at(offset)
    nodes = about.atlas.nodes_at(offset)
    if piece is None or not nodes:
        return (), None
    path: list[str | int] = list(piece.path)
    if nodes[0] is piece.key:
        return tuple(path), piece.key
    for outer, inner in pairwise(nodes):
        step, is_key = _step(outer, inner)
        if step is not None:
            path.append(step)
        if is_key and isinstance(inner, Scalar):
            return tuple(path), inner
    return tuple(path), None


def _step(outer: Node, inner: Node) -> tuple[str | int | None, bool]:
    if isinstance(outer, Mapping):
        for entry in outer.entries:
            if entry.key is inner or entry.value is inner:
                return entry.key.value, entry.key is inner
    if isinstance(outer, Sequence):
        return next(index for index, item in enumerate(outer.items) if item is inner), False
    return None, False
