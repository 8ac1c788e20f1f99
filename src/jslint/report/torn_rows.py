"""The cells of a row as they were meant, where a comma was lost, typed full-width, or stands in an amount.

A row has too few cells where two ran together, and too many where an amount was cut at its thousands comma. It is read as it
was meant where one such slip, and only one, gives the number of cells and every cell what its column holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from jslint.figure import Anchor
from jslint.pattern import Pattern
from jslint.reading.pieces import Piece
from jslint.reading.yaml_reader import line_around
from jslint.report.cells import is_amount
from jslint.report.tables import Flaw
from jslint.source import Span
from jslint.tree import Node, Run, Scalar, Sequence, UnplaceableError

MOST_CELLS = 60
"""Cells of a row that is mended; a printed table has a quarter of that."""

Cells = tuple[Node, ...]

_SEAM = Pattern(r"[ \t]*[，、；][ \t\u3000]*|[ \t\u3000]+")
_HEAD = Pattern(r"-?[0-9]{1,3}")
_GROUP = Pattern(r"[0-9]{3}(?:\.[0-9]*)?")
_CELL = Pattern(r"[ \t]*(?:\"(?P<quoted>[^\"\r\n]*)\"|(?P<plain>[^,\"\[\]\r\n]*[^,\"\[\]\s]))[ \t]*(?P<end>,|\]$)")


_CODE, _NAME = Pattern(r"[0-9]{3,9}"), Pattern(r"[^\s0-9.,\-~]")


class Meant(Struct, frozen=True):
    """A row's cells as meant; the slip (a key of the messages), the words beside it, where it stands, and the edits that mend it."""

    cells: Cells
    slip: str
    words: tuple[str, str]
    shown: Span
    edits: tuple[tuple[Span, str], ...]

    def flaw(self, piece: str, row: Span, words: str) -> Flaw:
        """What is to be told of it."""
        edits = tuple((Anchor(piece, span), new) for span, new in self.edits)
        return Flaw("torn-row", Anchor(piece, self.shown), (words, self.slip, *self.words), Anchor(piece, row), edits)


def cells_of(node: Node) -> Cells:
    """The cells of a row; of one that lacks its opening bracket, those that its text holds."""
    if isinstance(node, Sequence):
        return node.items
    return (node,)


def meant(node: Node, expected: int, fits: Callable[[Cells], bool]) -> Meant | None:
    """The one way in which a row with the wrong number of cells has the right one; `fits` says whether cells suit their columns."""
    if isinstance(node, Scalar):
        found = [each for each in _without_bracket(node) if len(each.cells) == expected and fits(each.cells)]
    elif isinstance(node, Sequence) and node.flow and len(node.items) <= MOST_CELLS:
        ways = _split(node.items) if len(node.items) < expected else _joined(node.items)
        found = [each for each in ways if len(each.cells) == expected and fits(each.cells)]
    else:
        found = []
    return found[0] if len(found) == 1 else None


def _split(cells: Cells) -> Iterator[Meant]:
    """Each cell that may be two, cut at each seam."""
    for at, cell in enumerate(cells):
        if not isinstance(cell, Scalar) or cell.style != "":
            continue
        for seam in _SEAM.finditer(cell.value):
            first, second = _part(cell, 0, seam.start()), _part(cell, seam.end(), len(cell.value))
            if first is None or second is None:
                continue
            gap = Span(first.span.end, second.span.start)
            blank = not seam.group().strip()
            edit = (Span(gap.start, gap.start), ",") if blank else (gap, ", ")
            yield Meant(
                (*cells[:at], first, second, *cells[at + 1 :]),
                "no comma" if blank else "full-width comma",
                (first.value, second.value),
                gap,
                (edit,),
            )


def _joined(cells: Cells) -> Iterator[Meant]:
    """Each run of cells that is one amount cut at its thousands commas, where nothing stands behind the commas."""
    for at, head in enumerate(cells):
        if not isinstance(head, Scalar) or head.style != "" or not _HEAD.fullmatch(head.value.lstrip('"')):
            continue
        groups: list[Scalar] = []
        for cell in cells[at + 1 :]:
            last = groups[-1] if groups else head
            if (
                not isinstance(cell, Scalar)
                or cell.style != ""
                or cell.span.start != last.span.end + 1
                or not _GROUP.fullmatch(cell.value.rstrip('"'))
            ):
                break
            groups.append(cell)
            yield _amount(cells, at, groups)


def _amount(cells: Cells, at: int, groups: list[Scalar]) -> Meant:
    head = cells[at]
    span = Span(head.span.start, groups[-1].span.end)
    printed = ",".join(cell.value for cell in (head, *groups) if isinstance(cell, Scalar))
    number = printed.strip('"')
    start = span.start + len(printed) - len(printed.lstrip('"'))
    joined = Scalar(Span(start, start + len(number)), number, "", (Run(0, start, len(number)),))
    return Meant(
        (*cells[:at], joined, *cells[at + 1 + len(groups) :]),
        "thousands comma" if number == printed else "no quote",
        (number, ""),
        span,
        ((span, f'"{number}"'),),
    )


def _without_bracket(text: Scalar) -> Iterator[Meant]:
    """The cells of a row whose opening bracket is lost: a text that ends with one."""
    if text.style != "" or not text.value.endswith("]") or "[" in text.value:
        return
    cells: list[Scalar] = []
    at = 0
    while at < len(text.value) and len(cells) < MOST_CELLS:
        match = _CELL.match(text.value, at)
        group = match.lastgroup and ("quoted" if match["quoted"] is not None else "plain") if match else None
        cell = _part(text, *match.span(group)) if match and group else None
        if match is None or cell is None:
            return
        cells.append(cell)
        at = match.end()
    start = text.span.start
    yield Meant(tuple(cells), "no bracket", (text.value, ""), Span(start, start + 1), ((Span(start, start), "["),))


def _part(cell: Scalar, start: int, end: int) -> Scalar | None:
    """A part of a text as a text of its own; None for one that is empty or does not stand so in the file."""
    if start >= end:
        return None
    try:
        span = cell.span_of(start, end)
    except UnplaceableError:
        return None
    return Scalar(span, cell.value[start:end], "", (Run(0, span.start, end - start),))


def says_the_same(first: Node, second: Node) -> bool:
    """Whether two rows have the same cells."""
    if not isinstance(first, Sequence) or not isinstance(second, Sequence) or len(first.items) != len(second.items):
        return False
    return all(
        isinstance(one, Scalar) and isinstance(other, Scalar) and one.value == other.value
        for one, other in zip(first.items, second.items, strict=True)
    )


def repeated(piece: Piece, row: Node, words: str) -> Flaw:
    """What is to be told of a row that is the one before it once more, with the line that may go."""
    line = line_around(piece.text, row.span.start, row.span.end)
    mends = ((Anchor(piece.id, line), ""),) if line else ()
    return Flaw("duplicate-key", Anchor(piece.id, row.span), (words, piece.id, "row"), mends=mends)


def are_amounts(cells: Cells) -> bool:
    """Whether every cell is an amount or blank."""
    return all(map(is_amount, cells))


def are_coded(cells: Cells) -> bool:
    """Whether a row begins with a code and a name, and the rest are amounts."""
    code, name, *amounts = cells
    return (
        isinstance(code, Scalar)
        and isinstance(name, Scalar)
        and _CODE.fullmatch(code.value) is not None
        and _NAME.match(name.value) is not None
        and all(map(is_amount, amounts))
    )
