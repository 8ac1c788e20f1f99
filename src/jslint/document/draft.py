"""What is being put together: values with their source places, in the shapes a report file is made of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct, field

from jslint.amount import parse_amount
from jslint.document.stream import FIGURE, Cell, Spot
from jslint.pattern import Pattern

_TWO_LINES = Pattern(r"\d[ \t]*\n\s*\d")


class Leaf(Struct, frozen=True):
    """A scalar as printed, "" for a blank cell; `spot` is None for words of the format that nobody printed.

    `pieces` are the printed texts that it was put together from, where it is not one text as it stands.
    """

    text: str
    spot: Spot | None = None
    pieces: tuple[tuple[Spot, str], ...] = ()

    @property
    def printed(self) -> tuple[tuple[Spot, str], ...]:
        """The texts of the source that are in it, each with its place."""
        if self.spot is None:
            return ()
        if len(self.pieces) == 1 and self.pieces[0][1] == self.text:
            return self.pieces
        joined = "".join("".join(text.split()) for _, text in self.pieces)
        text = "".join(self.text.split())
        if self.pieces and (text.endswith(joined) or _is_within(text, joined)):
            return self.pieces
        return ((self.spot, self.text),)


def _is_within(text: str, printed: str) -> bool:
    """Whether a text is what is printed, but for letters that stand between its own."""
    letters = iter(printed)
    return bool(text) and all(letter in letters for letter in text)


def joined(leaves: Sequence[Leaf]) -> Leaf:
    """Several printed lines as one text."""
    pieces = tuple(piece for leaf in leaves for piece in leaf.printed)
    return Leaf("".join(leaf.text for leaf in leaves), leaves[0].spot, pieces if len(leaves) > 1 else leaves[0].pieces)


class Line(Struct):
    """Cells in one line: a row of amounts, a row of a table with codes, a list of column titles."""

    cells: list[Leaf]
    comment: str = ""
    is_row: bool = True


class Prose(Struct):
    """Paragraphs of text; each is made of the printed lines that it went over."""

    paragraphs: list[list[Leaf]] = field(default_factory=list)


class Items(Struct):
    """A list: of lines, or of mappings."""

    items: list[Node] = field(default_factory=list)


class Mapping(Struct):
    """Entries in order; `comment` stands behind the key of the mapping itself, `spot` is where its title is printed.

    `labels` are the places where keys of entries are printed: the names of rows.
    """

    entries: dict[str, Node] = field(default_factory=dict)
    comment: str = ""
    flow: bool = False
    spot: Spot | None = None
    labels: dict[str, Spot] = field(default_factory=dict)


Node = Leaf | Line | Prose | Items | Mapping


class Rest(Struct, frozen=True):
    """Something that found no place, with the reason."""

    text: str
    spot: Spot
    reason: str = ""


class Reading(Struct):
    """The account of one grid's cells: which were placed, which are furniture (行次, 栏次, headings), which are left."""

    placed: set[Spot] = field(default_factory=set)
    furniture: set[Spot] = field(default_factory=set)
    doubts: list[str] = field(default_factory=list)

    def take(self, cell: Cell) -> Leaf:
        """The cell's value as printed, now placed."""
        self.placed.add(cell.spot)
        return Leaf(amount_text(cell.text), cell.spot, ((cell.spot, cell.printed),))

    def rest(self, rows: list[tuple[Cell, ...]], reason: str, *, words: bool = False) -> list[Rest]:
        """The cells that were neither placed nor furniture: those with figures, or all that hold anything."""
        known = self.placed | self.furniture
        return [
            Rest(cell.text, cell.spot, reason)
            for row in rows
            for cell in row
            if cell.spot not in known and not cell.covered and (FIGURE.search(cell.text) or (words and cell.text))
        ]


@lru_cache(maxsize=65536)
def amount_text(text: str) -> str:
    """A number without the spaces and breaks that its print put inside; anything else as it is.

    Digits on two lines of their own are two numbers, unless the line broke at a point or comma.
    """
    if _TWO_LINES.search(text):
        return text
    joined = "".join(text.split())
    return joined if parse_amount(joined) else text
