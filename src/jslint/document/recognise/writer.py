"""A draft to the text of a report file, aligned as a person would set it, with the source place of every value."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest

from msgspec import Struct, field

from jslint.amount import is_nil, parse_amount
from jslint.columns import columns_of
from jslint.document.draft import Items, Leaf, Line, Mapping, Node, Prose, Rest
from jslint.document.independent.token import tokens
from jslint.document.stream import Spot, is_wide
from jslint.pattern import Pattern
from jslint.reading.quoting import BLANK, quoted

_DATE = Pattern(r"[0-9]{4}-[0-9]{2}")


class Mark(Struct, frozen=True):
    """A stretch of the text (line and columns from 0) that came from a place of a source document."""

    line: int
    start: int
    end: int
    spot: Spot
    printed: str
    path: str


class Writer(Struct):
    """Lines of YAML under construction."""

    lines: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    placed: list[tuple[Spot, str]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def comment(self, text: str, indent: str = "") -> None:
        """A comment of one or more lines."""
        self.lines.extend(f"{indent}# {line}".rstrip() for line in text.splitlines() or [""])

    def entries(self, mapping: Mapping, indent: str, path: str = "") -> None:
        """The entries of a mapping, one under the other."""
        pads = {key: width + len(indent) for key, width in _key_widths(mapping).items()}
        amounts = _amount_width(mapping)
        shape = Shape.of([value for value in mapping.entries.values() if isinstance(value, Line) and value.is_row])
        self.keys += mapping.entries
        for key, value in mapping.entries.items():
            name = f"{indent}{_key(key)}:"
            inner = f"{path}/{key}" if path else key
            first = len(self.lines)
            self._entry(name, value, indent, inner, pads.get(key, 0), amounts, shape)
            if key in mapping.labels:
                self.marks.append(Mark(first, len(indent), len(name) - 1, mapping.labels[key], "", inner))

    def _title(self, name: str, mapping: Mapping, path: str) -> None:
        """The key of a mapping, with the place where its title is printed."""
        self.lines.append(name + (f"  # {mapping.comment}" if mapping.comment else ""))
        if mapping.spot is not None:
            start = len(name) - len(name.lstrip())
            self.marks.append(Mark(len(self.lines) - 1, start, len(name) - 1, mapping.spot, "", path))

    def _entry(self, name: str, value: Node, indent: str, path: str, pad: int, amounts: int, shape: Shape) -> None:
        if isinstance(value, Mapping) and value.flow:
            self._flow_mapping(name, value, path)
        elif isinstance(value, Mapping):
            self._title(name if value.entries else f"{name} {{}}", value, path)
            self.entries(value, indent + "  ", path)
        elif isinstance(value, Items):
            self.lines.append(name if value.items else f"{name} []")
            self._items(value, indent + "  ", path)
        elif isinstance(value, Prose):
            self._prose(name, value, indent + "  ", path)
        elif isinstance(value, Line):
            lead = name + " " * max(1, pad - columns_of(name) + 1)
            self._line(lead, value, shape if value.is_row else Shape(), path)
        else:
            text = scalar(value.text, in_flow=False)
            gap = pad - columns_of(name) + 1 + (max(0, amounts - len(text)) if _is_value(value.text) else 0)
            self.lines.append(name + " " * max(1, gap))
            self._leaf(value, text, path)

    def _leaf(self, leaf: Leaf, text: str, path: str) -> None:
        """Sets a scalar at the end of the line that is being written."""
        start = len(self.lines[-1])
        self.lines[-1] += text
        shift = 1 if text.startswith('"') else 0
        if leaf.spot is not None and leaf.text:
            at, line = start + shift, len(self.lines) - 1
            for spot, printed, length in _lines(leaf, leaf.spot, text[shift : len(text) - shift]):
                self.marks.append(Mark(line, at, at + length, spot, printed, path))
                at += length
            self.placed += leaf.printed

    def _line(self, lead: str, line: Line, shape: Shape, path: str) -> None:
        self.lines.append(f"{lead}[")
        behind = ""
        for at, (leaf, (width, right)) in enumerate(zip(line.cells, shape.over(len(line.cells)), strict=True)):
            text = scalar(leaf.text, in_flow=True)
            pad = " " * (width - columns_of(text))
            self.lines[-1] += behind + pad if right else behind
            self._leaf(leaf, text, f"{path}/{at}")
            behind = ", " if right else f", {pad}"
        self.lines[-1] += "]" + (f"  # {line.comment}" if line.comment else "")

    def _flow_mapping(self, name: str, mapping: Mapping, path: str) -> None:
        self.lines.append(f"{name} {{")
        self.keys += mapping.entries
        for at, (key, value) in enumerate(mapping.entries.items()):
            self.lines[-1] += ", " if at else ""
            start = len(self.lines[-1])
            self.lines[-1] += f"{_key(key)}: "
            if key in mapping.labels:
                end = len(self.lines[-1]) - 2
                self.marks.append(Mark(len(self.lines) - 1, start, end, mapping.labels[key], "", f"{path}/{key}"))
            if isinstance(value, Leaf):
                self._leaf(value, scalar(value.text, in_flow=True), f"{path}/{key}")
            elif isinstance(value, Line):
                lead = self.lines.pop()
                self._line(lead, value, Shape(), f"{path}/{key}")
        self.lines[-1] += "}"

    def _items(self, items: Items, indent: str, path: str) -> None:
        shape = Shape.of([item for item in items.items if isinstance(item, Line)])
        for number, item in enumerate(items.items):
            inner = f"{path}/{number}"
            if isinstance(item, Line):
                self._line(f"{indent}- ", item, shape, inner)
            elif isinstance(item, Mapping):
                if item.comment:
                    self.comment(item.comment, indent)
                first = len(self.lines)
                self.entries(item, indent + "  ", inner)
                self.lines[first] = f"{indent}- {self.lines[first][len(indent) + 2 :]}"

    def _prose(self, name: str, prose: Prose, indent: str, path: str) -> None:
        paragraphs = [parts for parts in prose.paragraphs if any(part.text.strip() for part in parts)]
        self.lines.append(f"{name} |")
        for parts in paragraphs:
            self.lines.append(indent)
            for at, part in enumerate(parts):
                text = part.text.lstrip() if not at else part.text
                self._leaf(Leaf(text, part.spot, part.pieces), text, path)
            self.lines[-1] = self.lines[-1].rstrip()


def _lines(leaf: Leaf, spot: Spot, written: str) -> list[tuple[Spot, str, int]]:
    """The printed lines that a scalar goes over, each with its place and its length in what is written; itself where it is not simply those."""
    if written == leaf.text == "".join([text for _, text in leaf.pieces]):
        return [(place, text, len(text)) for place, text in leaf.pieces]
    return [(spot, leaf.text, len(written))]


class Shape(Struct, frozen=True):
    """How the cells of several lines stand under each other: the width of each column, and whether it is set to the right."""

    columns: tuple[tuple[int, bool], ...] = ()

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Shape:
        """The shape of some lines; amounts go to the right, codes and words to the left."""
        columns = zip_longest(*(line.cells for line in lines), fillvalue=Leaf(""))
        texts = [{leaf.text for leaf in column} for column in columns]
        return cls(tuple((_width(column), _is_right(column)) for column in texts))

    def over(self, count: int) -> tuple[tuple[int, bool], ...]:
        """The first so many columns; where the lines have none, nothing is to be aligned."""
        return (self.columns + ((0, False),) * count)[:count]


def _width(texts: Iterable[str]) -> int:
    return max(columns_of(scalar(text, in_flow=True)) for text in texts)


def _is_right(texts: Collection[str]) -> bool:
    return all(map(_is_value, texts)) and not _are_codes(texts)


def _are_codes(texts: Iterable[str]) -> bool:
    return all(text.isdigit() and len(text) in {3, 5, 7} for text in texts)


@lru_cache(maxsize=65536)
def scalar(text: str, *, in_flow: bool) -> str:
    """A cell as YAML: blank as `~`, a number plain where YAML keeps it whole, a mark for nil in quotes."""
    if not text:
        return BLANK
    if parse_amount(text):
        return f'"{text}"' if ("," in text and in_flow) or text[0] in "+" else text
    if is_nil(text):
        return f'"{text}"'
    if text[0].isdigit() and (is_wide(text) or _DATE.fullmatch(text)) and quoted(f"数{text}") == f"数{text}":
        return text  # words behind the digits: no YAML reader takes it for a number
    return quoted(text)


def _key(key: str) -> str:
    return quoted(key) if not parse_amount(key) else f'"{key}"'


@lru_cache(maxsize=65536)
def _is_value(text: str) -> bool:
    return not text or is_nil(text) or parse_amount(text) is not None


def _key_widths(mapping: Mapping) -> dict[str, int]:
    """Keys are padded where amounts or rows stand behind them, so that these stand in columns."""
    names = [key for key, value in mapping.entries.items() if isinstance(value, Line) or _is_amount_leaf(value)]
    if len(names) < 2:
        return {}
    widest = max(columns_of(_key(key)) + 1 for key in names)
    return dict.fromkeys(names, widest)


def _is_amount_leaf(value: Node) -> bool:
    return isinstance(value, Leaf) and _is_value(value.text)


def _amount_width(mapping: Mapping) -> int:
    leaves = [value for value in mapping.entries.values() if isinstance(value, Leaf) and _is_value(value.text)]
    return max((len(scalar(leaf.text, in_flow=False)) for leaf in leaves), default=0) if len(leaves) > 1 else 0


def texts_of(node: Node) -> Iterator[Leaf]:
    """Every scalar below a node."""
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Line):
        yield from node.cells
    elif isinstance(node, Prose):
        for parts in node.paragraphs:
            yield from parts
    else:
        for item in node.items if isinstance(node, Items) else node.entries.values():
            yield from texts_of(item)


def space_out(writer: Writer) -> None:
    """A blank line between tables, as in the examples; the marks move with their lines."""
    start = writer.lines.index("决算表:")
    heads = [
        at
        for at in range(start + 2, len(writer.lines))
        if writer.lines[at].startswith("  ") and writer.lines[at][2] not in " #" and at < _end_of(writer, start)
    ]
    for at in reversed(heads):
        writer.lines.insert(at, "")
    moved = []
    for mark in writer.marks:
        before = bisect_right(heads, mark.line)
        moved.append(Mark(mark.line + before, mark.start, mark.end, mark.spot, mark.printed, mark.path))
    writer.marks[:] = moved


def _end_of(writer: Writer, start: int) -> int:
    return next(
        (at for at in range(start + 1, len(writer.lines)) if writer.lines[at][:1] not in {" ", ""}), len(writer.lines)
    )


def comment_rest(writer: Writer, rest: Sequence[Rest]) -> None:
    """What found no place, as comments at the end with its source place."""
    if not rest:
        return
    count = sum(len(tokens(one.text)) for one in rest)
    writer.lines.append("")
    writer.comment(f"---- 未归入的内容：{len(rest)} 处，{count} 个数字，请人工核对 ----")
    for one in rest:
        reason = f"（{one.reason}）" if one.reason else ""
        writer.comment(f"{one.spot.document} {one.spot.words}{reason}：{' '.join(one.text.split())}")
