"""Every text of a report with its place and kind: narrative, glossary, notes, labels and the free text of the forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, TypeVar, cast

from msgspec import Struct, field

from jslint.amount import is_nil, parse_amount
from jslint.figure import Anchor, Place
from jslint.reading.pieces import Piece
from jslint.tree import Mapping, Node, Scalar, Sequence, UnplaceableError

T = TypeVar("T")

Kind = Literal["prose", "glossary", "term", "statement", "free", "label", "subject", "title"]
"""What a text is: narrative, a glossary's explanation and its term, a table's statement or note, free text of a form, a printed
label (row, column, key of a form), the name beside a subject code, a printed title."""

WRITTEN: frozenset[Kind] = frozenset({"prose", "glossary", "statement", "free"})
"""The kinds that somebody wrote in sentences, unlike labels that a form prints."""

_PARTS: dict[str, Kind] = {"部门概况": "prose", "情况说明": "prose", "名词解释": "glossary"}
_NOTES = frozenset({"说明", "注"})
_TITLES = frozenset({"标题", "编号"})
_COLUMNS, _SUBJECTS = "栏目", "科目"


class Text(Struct, frozen=True, eq=False):
    """A text with its place; what a scanner found in it is remembered with it."""

    kind: Kind
    place: Place
    scalar: Scalar
    piece: str
    _found: dict[object, object] = field(default_factory=dict)

    @property
    def value(self) -> str:
        """The text as YAML reads it."""
        return self.scalar.value

    def anchor(self, start: int, end: int) -> Anchor:
        """The place of `value[start:end]`, the smallest cover where it does not stand unchanged."""
        return Anchor(self.piece, self.scalar.span_around(start, end))

    def exact(self, start: int, end: int) -> Anchor | None:
        """The place of `value[start:end]` where an edit may be made, or None where the source is not those very characters."""
        try:
            return Anchor(self.piece, self.scalar.span_of(start, end))
        except UnplaceableError:
            return None

    def once(self, key: object, scan: Callable[[str], T]) -> T:
        """What `scan` gave for this text, now or before; `key` must hold everything else that it depends on."""
        return self.once_of(key, lambda text: scan(text.value))

    def once_of(self, key: object, scan: Callable[[Text], T]) -> T:
        """As `once`, for a scanner that looks at what others found in the text."""
        if key not in self._found:
            self._found[key] = scan(self)
        return cast("T", self._found[key])


def texts_of(piece: Piece) -> tuple[Text, ...]:
    """The texts of a piece in the order of the file; amounts, blanks and structural keys are none."""
    top = str(piece.path[0]) if piece.path else ""
    node = piece.node
    if node is None or piece.header:
        return ()
    if top == "决算表":
        found = _table(piece, node)
    elif top == "附件":
        found = _form(piece, node, ())
    elif top in _PARTS:
        found = _written(piece, node, _PARTS[top], ())
    else:
        return ()
    return tuple(found)


def _text(piece: Piece, kind: Kind, scalar: Scalar, row: str = "", column: str = "") -> Iterator[Text]:
    if not scalar.is_null and not is_nil(scalar.value):
        yield Text(kind, Place(piece.id, row, column), scalar, piece.id)


def _written(piece: Piece, node: Node, kind: Kind, path: tuple[str, ...]) -> Iterator[Text]:
    if isinstance(node, Scalar):
        yield from _text(piece, kind, node, " · ".join(path))
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _written(piece, item, kind, path)
    else:
        for entry in node.entries:
            name = entry.key.value
            if kind == "glossary":
                yield from _text(piece, "term", entry.key, name)
            inner: Kind = "title" if name in _TITLES else kind
            yield from _written(piece, entry.value, inner, path if name == "正文" else (*path, name))


def _table(piece: Piece, node: Node) -> Iterator[Text]:
    if not isinstance(node, Mapping):
        return
    for entry in node.entries:
        name, value = entry.key.value, entry.value
        if isinstance(value, Scalar) and name in _NOTES | _TITLES:
            yield from _text(piece, "statement" if name in _NOTES else "title", value, name)
        elif name == _COLUMNS:
            yield from _labels(piece, value, _COLUMNS)
        elif name == _SUBJECTS and isinstance(value, Sequence):
            for item in value.items:
                yield from _subject(piece, item)
        elif isinstance(value, Mapping):
            yield from _side(piece, value)


def _labels(piece: Piece, node: Node, row: str) -> Iterator[Text]:
    for item in node.items if isinstance(node, Sequence) else ():
        if isinstance(item, Scalar):
            yield from _text(piece, "label", item, row, item.value)


def _subject(piece: Piece, item: Node) -> Iterator[Text]:
    if isinstance(item, Sequence) and len(item.items) > 1 and isinstance(item.items[1], Scalar):
        yield from _text(piece, "subject", item.items[1], item.items[1].value)


def _side(piece: Piece, node: Mapping) -> Iterator[Text]:
    for entry in node.entries:
        if entry.key.value == _COLUMNS:
            yield from _labels(piece, entry.value, _COLUMNS)
            continue
        yield from _text(piece, "label", entry.key, entry.key.value)
        if isinstance(entry.value, Mapping):
            for part in entry.value.entries:
                yield from _text(piece, "label", part.key, entry.key.value, part.key.value)


def _form(piece: Piece, node: Node, path: tuple[str, ...]) -> Iterator[Text]:
    if isinstance(node, Scalar):
        if parse_amount(node.value) is None:
            yield from _text(piece, "free", node, " · ".join(path))
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _form(piece, item, path)
    else:
        for entry in node.entries:
            if entry.key.value == _COLUMNS:
                yield from _labels(piece, entry.value, " · ".join((*path, _COLUMNS)))
            else:
                yield from _form(piece, entry.value, (*path, entry.key.value))
