"""The ruled tables of a view: every letter in the cell that its middle lies in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from jslint.document.read.pdf.lattice import Lattice, Room, lattices
from jslint.document.read.pdf.lines import Letter, Line, lines_of, words_of
from jslint.document.read.pdf.page import Box
from jslint.document.read.pdf.upright import View
from jslint.document.stream import Cell, Grid, Row, Spot, squeeze

OF_FIGURES = frozenset("0123456789.,%-")
"""The characters that figures are printed with."""
_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?")
_PIECE = re.compile(r"[-−－]?[\d.,]+%?")
"""What a line of a cell holds in which a figure broke off."""
_PADDING = 12.0
"""Points that the sides of a cell keep free of text at most, both together."""
_LEAST_ROWS = 3
"""So many rows with several figures each are those of a table with columns."""
_CLOSE = 0.25
"""Letters of one figure stand closer than this part of their size."""

_TILE, _MOST_TILES = 64.0, 225
"""Points of a side of the squares by which tables are found, and how many of them a page (14,400 points) has in a row."""

PlaceOf = Callable[[str, Box], Spot]
"""The spot of a box of the view, from the words that say where it is on its page."""


class Table(Struct, frozen=True):
    """A ruled table where it stands on its view, and the footnote marks that were in its cells."""

    top: float
    bottom: float
    lefts: tuple[float, ...]
    """Where its columns begin; the last ends at `right`."""
    right: float
    grid: Grid
    marks: tuple[tuple[str, Spot], ...]


class Guest(Struct, frozen=True):
    """A line of another direction (a head of a column set sideways), in the view in which it stands upright."""

    line: Line
    view: View


def tables_of(view: View, place_of: PlaceOf, guests: Sequence[Guest]) -> tuple[list[Table], list[Letter], list[Guest]]:
    """The tables from top to bottom, the letters that stand in none, the guests for which no cell is free.

    Raises TooManyRulesError.
    """
    found = lattices(view.ruling)
    places = _Rooms(found)
    inside, free = _sorted_in(found, places, view.letters)
    strangers = _seated(view, found, places, inside, guests)
    tables: list[Table] = []
    for lattice, letters in zip(found, inside, strict=True):
        rooms = [
            (at, room) for at, room in enumerate(lattice.rooms) if not room.is_open or _has_ink(letters.get(at, ()))
        ]
        if len(rooms) > 1 and any(map(_has_ink, letters.values())) and not _is_frame(lattice, letters.values()):
            words = f"第 {len(tables) + 1} 个表格" if tables else ""
            tables.append(_table(lattice, rooms, letters, words, place_of))
        else:
            free += [letter for held in letters.values() for letter in held]
    return tables, free, strangers


def _is_frame(lattice: Lattice, held: Iterable[Sequence[Letter]]) -> bool:
    """Whether rules part rows and no columns, though rows have several figures."""
    return len(lattice.xs) == 2 and sum(map(_has_figures, held)) >= _LEAST_ROWS


def _has_figures(letters: Sequence[Letter]) -> bool:
    return any(sum(bool(_FIGURE.fullmatch(word.text)) for word in words_of(line)) > 1 for line in lines_of(letters))


def _seated(
    view: View,
    found: Sequence[Lattice],
    rooms: _Rooms,
    inside: Sequence[dict[int, list[Letter]]],
    guests: Sequence[Guest],
) -> list[Guest]:
    """Puts a line of another direction into the empty cell that holds it, in tables that stand upright for the rest.

    Gives those that have no such cell.
    """
    upright = [sum(map(_has_ink, letters.values())) for letters in inside]
    seats: list[dict[int, list[Letter]]] = [defaultdict(list) for _ in found]
    taken: list[list[Guest]] = [[] for _ in found]
    strangers: list[Guest] = []
    for guest in guests:
        left, top, right, bottom = view.ahead(guest.view.back(guest.line.box))
        letter = Letter(guest.line.text, left, top, right, bottom, guest.line.size)
        seat = rooms.at((left + right) / 2, (top + bottom) / 2)
        if seat and _fits(found[seat[0]].rooms[seat[1]], letter) and not _has_ink(inside[seat[0]].get(seat[1], ())):
            seats[seat[0]][seat[1]].append(letter)
            taken[seat[0]].append(guest)
        else:
            strangers.append(guest)
    for at, letters in enumerate(seats):
        if len(letters) < upright[at]:
            for room, held in letters.items():
                inside[at][room] += held
        else:
            strangers += taken[at]
    return strangers


def _fits(room: Room, letter: Letter) -> bool:
    left, top, right, bottom = room.box
    is_within = left - 2 <= letter.left and letter.right <= right + 2
    return is_within and top - 2 <= letter.top and letter.bottom <= bottom + 2


def _has_ink(letters: Sequence[Letter]) -> bool:
    return any(letter.text.strip() for letter in letters)


def _sorted_in(
    found: Sequence[Lattice], rooms: _Rooms, letters: Sequence[Letter]
) -> tuple[list[dict[int, list[Letter]]], list[Letter]]:
    """For each lattice the letters of its rooms, and the letters outside; what lies within a cell of another comes first."""
    inside: list[dict[int, list[Letter]]] = [defaultdict(list) for _ in found]
    free: list[Letter] = []
    for unit in _units(letters):
        seat = rooms.at((unit[0].left + unit[-1].right) / 2, (unit[0].top + unit[0].bottom) / 2)
        if seat:
            inside[seat[0]][seat[1]] += unit
        else:
            free += unit
    return inside, free


class _Rooms:
    """Which room of which lattice holds a point: of lattices within each other the innermost."""

    def __init__(self, found: Sequence[Lattice]) -> None:
        self._found = found
        self._tiles: dict[tuple[int, int], list[int]] = defaultdict(list)
        for at in sorted(range(len(found)), key=lambda at: _area(found[at].box)):
            left, top, right, bottom = (int(side // _TILE) for side in found[at].box)
            for column in range(left, min(right, left + _MOST_TILES) + 1):
                for row in range(top, min(bottom, top + _MOST_TILES) + 1):
                    self._tiles[column, row].append(at)

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """The indexes of the lattice and of its room."""
        for at in self._tiles.get((int(x // _TILE), int(y // _TILE)), ()):
            if (room := self._found[at].room(x, y)) >= 0:
                return at, room
        return None


def _units(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """What stands in one cell whole: a figure, however far it runs over the side of its cell; else each letter by itself."""
    unit: list[Letter] = []
    for letter in letters:
        if letter.text not in OF_FIGURES:
            yield from _whole(unit)
            unit = []
            yield [letter]
            continue
        if unit and not _goes_on(unit[-1], letter):
            yield from _whole(unit)
            unit = []
        unit.append(letter)
    yield from _whole(unit)


def _goes_on(before: Letter, letter: Letter) -> bool:
    return (
        abs(letter.bottom - before.bottom) < 0.1 * letter.size
        and abs(letter.left - before.right) < _CLOSE * letter.size
    )


def _whole(unit: list[Letter]) -> Iterator[list[Letter]]:
    if not unit:
        return
    if len(unit) == 1 or _FIGURE.fullmatch("".join(letter.text for letter in unit)):
        yield unit
    else:
        yield from ([letter] for letter in unit)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _table(
    lattice: Lattice,
    rooms: Sequence[tuple[int, Room]],
    letters: dict[int, list[Letter]],
    words: str,
    place_of: PlaceOf,
) -> Table:
    """The grid of a lattice: a row (column) of it wherever a cell begins; what a cell spans is covered."""
    rows, columns = sorted({room.top for _, room in rooms}), sorted({room.left for _, room in rooms})
    at_corner = {(room.top, room.left): (at, room) for at, room in rooms}
    marks: list[tuple[str, Spot]] = []
    grid: list[Row] = []
    for line, top in enumerate(rows, 1):
        cells = []
        for place, left in enumerate(columns, 1):
            spot_words = f"{words}第 {line} 行第 {place} 格"
            if (top, left) not in at_corner:
                box = (lattice.xs[left], lattice.ys[top], lattice.xs[left + 1], lattice.ys[top + 1])
                cells.append(Cell("", place_of(spot_words, box), covered=True))
                continue
            at, room = at_corner[top, left]
            spot = place_of(spot_words, room.box)
            lines = lines_of(letters.get(at, ()))
            marks += [(mark, spot) for one in lines for mark in one.marks]
            cells.append(Cell(_text(lines, room.box), spot))
        grid.append(tuple(cells))
    _, first, end, last = lattice.box
    lefts = tuple(lattice.xs[column] for column in columns)
    return Table(first, last, lefts, end, Grid(tuple(grid)), tuple(marks))


def supposed_table(lattice: Lattice, lines: Sequence[Line], words: str, place_of: PlaceOf) -> Table:
    """The table of a lattice that no rule draws, in whose cells all letters of the lines stand."""
    held: dict[int, list[Letter]] = defaultdict(list)
    for letter in (letter for line in lines for letter in line.letters):
        held[lattice.room((letter.left + letter.right) / 2, (letter.top + letter.bottom) / 2)].append(letter)
    table = _table(lattice, list(enumerate(lattice.rooms)), held, words, place_of)
    return replace(table, marks=tuple((mark, place_of(words, line.box)) for line in lines for mark in line.marks))


def _text(lines: Sequence[Line], box: Box) -> str:
    """What a cell says in one line; the pieces of a figure that broke off at the cell's side stay in lines of their own."""
    text = "\n".join(line.text for line in lines)
    return text if len(lines) > 1 and _is_broken(lines, box) else squeeze(text)


def _is_broken(lines: Sequence[Line], box: Box) -> bool:
    """Whether every line but the last leaves no room in its cell for another digit, and all are pieces of figures."""
    if not all(_PIECE.fullmatch(line.text) for line in lines):
        return False
    room = box[2] - box[0]
    return all(room - (width := line.right - line.left) < width / len(line.text) + _PADDING for line in lines[:-1])
