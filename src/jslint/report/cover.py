"""The facts of 报告: whose report, of which year, in which unit, and which other reports it names."""

from __future__ import annotations

import re

from msgspec import Struct, field

from jslint.figure import Anchor
from jslint.other_file import KIN_KEYS, Kin
from jslint.pattern import Pattern
from jslint.reading.pieces import Piece, read
from jslint.tree import Mapping, Node, Scalar, Sequence

UNSAID = "（请填写）"
"""What an import writes for the body that no document names."""

_PART = Pattern(r"(?:\A|(?<=[\r\n]))\ufeff?([\"']?)报告\1[ \t]*:.*?(?=[\r\n][^\s#]|\Z)", re.DOTALL)
"""The stretch of a text that its 报告 is."""


class Reference(Struct, frozen=True):
    """The place where a report names other ones; `path` as it is written, perhaps a pattern for many."""

    kin: Kin
    path: str
    anchor: Anchor


class Cover(Struct, frozen=True, eq=False):
    """The facts of 报告. What is not stated is empty or 0."""

    piece: str
    body: str = ""
    scope: str = ""
    year: int = 0
    unit: str = ""
    layout: str = ""
    texts: dict[str, Scalar] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()


def read_cover(piece: Piece) -> Cover:
    """The facts that the piece 报告 states."""
    node = piece.node
    entries = node.entries if isinstance(node, Mapping) else ()
    texts = {entry.key.value: entry.value for entry in entries if isinstance(entry.value, Scalar)}

    def text(key: str) -> str:
        return texts[key].value.strip() if key in texts and not texts[key].is_null else ""

    year = text("年度")
    return Cover(
        piece=piece.id,
        body=text("单位名称"),
        scope=text("口径"),
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else 0,
        unit=text("金额单位"),
        layout=text("版式"),
        texts=texts,
        references=tuple(
            Reference(kin, path.value.strip(), Anchor(piece.id, path.span))
            for entry in entries
            if (kin := KIN_KEYS.get(entry.key.value))
            for path in _paths(entry.value)
        ),
    )


def _paths(node: Node) -> tuple[Scalar, ...]:
    named = node.items if isinstance(node, Sequence) else (node,)
    return tuple(each for each in named if isinstance(each, Scalar) and not each.is_null and each.value.strip())


def references_in(text: str) -> tuple[Reference, ...]:
    """The other reports that a report's text names; nothing but its 报告 is read for that."""
    part = _PART.search(text)
    pieces = read(part.group() if part else text).pieces
    piece = next((piece for piece in pieces if piece.path == ("报告",)), None)
    return read_cover(piece).references if piece is not None else ()
