"""Rules to cells: the lattice of the places where rules stand, its squares joined wherever no rule parts them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from jslint.document.read.pdf.page import Box
from jslint.document.read.pdf.rules import Ruling, Straight

_NEAR = 3.0
"""Rules that end so many points from each other meet."""
_STICKS_OUT = 4.0
"""Rules that run so far past the last one across them leave a row or a column without its outer rule."""
MOST_SQUARES = 250_000
_MOST_MEETINGS = 5_000_000
_MOST_LATTICES = 500


class TooManyRulesError(Exception):
    """The rules of a page make more squares, or meet more often, than the bound."""


class Room(Struct, frozen=True):
    """A cell: its box, and the rows and columns of the lattice that it takes (half-open)."""

    box: Box
    top: int
    bottom: int
    left: int
    right: int
    is_open: bool
    """Whether a side of it has no rule and is only supposed: a cell if there is text in it."""


class Lattice(Struct, frozen=True):
    """Rules that hang together; `rooms` are the cells between them, `room_at` the cell of each square."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rooms: tuple[Room, ...]
    room_at: tuple[int, ...]
    """By row, then column: an index into `rooms`; −1 outside."""

    @property
    def box(self) -> Box:
        """What the rules and the supposed sides enclose."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def room(self, x: float, y: float) -> int:
        """The index of the cell that holds a point; −1 where none does."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        columns = len(self.xs) - 1
        return self.room_at[row * columns + column] if 0 <= column < columns and 0 <= row < len(self.ys) - 1 else -1


def lattices(ruling: Ruling) -> list[Lattice]:
    """The lattices of a page from top to bottom; raises TooManyRulesError."""
    found = [_lattice(across, down) for across, down in _hanging_together(ruling)]
    found = [one for one in found if len(one.rooms) > 1]
    if len(found) > _MOST_LATTICES:
        raise TooManyRulesError
    return sorted(found, key=lambda one: (one.box[1], one.box[0]))


def _hanging_together(ruling: Ruling) -> Iterator[tuple[list[Straight], list[Straight]]]:
    across, down = ruling.across, ruling.down
    parents = list(range(len(across) + len(down)))

    def head(one: int) -> int:
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        return one

    heights = [rule.at for rule in across]
    looked = 0
    for place, rule in enumerate(down, len(across)):
        first, last = bisect_left(heights, rule.start - _NEAR), bisect_right(heights, rule.end + _NEAR)
        looked += last - first
        if looked > _MOST_MEETINGS:
            raise TooManyRulesError
        for other in range(first, last):
            if across[other].start - _NEAR <= rule.at <= across[other].end + _NEAR:
                parents[head(other)] = head(place)
    members = sorted(range(len(parents)), key=head)
    for _, group in groupby(members, key=head):
        places = sorted(group)
        flat = [across[at] for at in places if at < len(across)]
        upright = [down[at - len(across)] for at in places if at >= len(across)]
        if flat and upright:
            yield flat, upright


def _lattice(across: list[Straight], down: list[Straight]) -> Lattice:
    xs, supposed_x = _places(down, across)
    ys, supposed_y = _places(across, down)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1:
        return Lattice(tuple(xs), tuple(ys), (), ())
    if columns * rows > MOST_SQUARES:
        raise TooManyRulesError
    beside = _walls(down, xs, ys)
    above = _walls(across, ys, xs)
    regions = _regions(rows, columns, lambda row, x: (x, row) in beside, lambda y, column: (y, column) in above)

    def is_open(region: list[int]) -> bool | None:
        """None where a side is neither ruled nor supposed."""
        return _closure(region, rows, columns, beside, above, supposed_x, supposed_y)

    rooms: list[Room] = []
    room_at = [-1] * (rows * columns)
    for region in regions:
        opening = is_open(region)
        if opening is None:
            continue
        for top, bottom, left, right in _rectangles(region, columns):
            for row in range(top, bottom):
                room_at[row * columns + left : row * columns + right] = [len(rooms)] * (right - left)
            rooms.append(Room((xs[left], ys[top], xs[right], ys[bottom]), top, bottom, left, right, opening))
    return Lattice(tuple(xs), tuple(ys), tuple(rooms), tuple(room_at))


def _places(rules: Sequence[Straight], others: Sequence[Straight]) -> tuple[list[float], set[int]]:
    """Where rules stand, and the indexes of the first and last place where those across them stick out, with no rule there."""
    places = sorted({rule.at for rule in rules})
    first, last = min(rule.start for rule in others), max(rule.end for rule in others)
    supposed: set[int] = set()
    if sum(rule.start < places[0] - _STICKS_OUT for rule in others) > 1:
        places.insert(0, first)
        supposed.add(0)
    if sum(rule.end > places[-1] + _STICKS_OUT for rule in others) > 1:
        places.append(last)
        supposed.add(len(places) - 1)
    return places, supposed


def _walls(rules: Sequence[Straight], places: Sequence[float], others: Sequence[float]) -> set[tuple[int, int]]:
    """(place of a rule, interval along it) wherever a rule stands."""
    at = {place: index for index, place in enumerate(places)}
    walls: set[tuple[int, int]] = set()
    for rule in rules:
        first = bisect_left(others, rule.start - _NEAR)
        last = bisect_right(others, rule.end + _NEAR) - 1
        walls.update((at[rule.at], interval) for interval in range(first, last))
    return walls


def _regions(
    rows: int, columns: int, is_beside: Callable[[int, int], bool], is_above: Callable[[int, int], bool]
) -> Iterator[list[int]]:
    """The squares (row × columns + column) of each region that no rule parts, in order."""
    seen = bytearray(rows * columns)
    for start in range(rows * columns):
        if seen[start]:
            continue
        seen[start] = 1
        region, waiting = [], [start]
        while waiting:
            square = waiting.pop()
            region.append(square)
            row, column = divmod(square, columns)
            for next_row, next_column, is_parted in (
                (row, column - 1, column == 0 or is_beside(row, column)),
                (row, column + 1, column == columns - 1 or is_beside(row, column + 1)),
                (row - 1, column, row == 0 or is_above(row, column)),
                (row + 1, column, row == rows - 1 or is_above(row + 1, column)),
            ):
                other = next_row * columns + next_column
                if not is_parted and not seen[other]:
                    seen[other] = 1
                    waiting.append(other)
        yield sorted(region)


def _closure(
    region: Sequence[int],
    rows: int,
    columns: int,
    beside: set[tuple[int, int]],
    above: set[tuple[int, int]],
    supposed_x: set[int],
    supposed_y: set[int],
) -> bool | None:
    """Whether some outer side of a region is only supposed; None where one is neither ruled nor supposed."""
    is_open = False
    for square in region:
        row, column = divmod(square, columns)
        for is_outer, place, along, walls, supposed in (
            (column == 0, 0, row, beside, supposed_x),
            (column == columns - 1, columns, row, beside, supposed_x),
            (row == 0, 0, column, above, supposed_y),
            (row == rows - 1, rows, column, above, supposed_y),
        ):
            if not is_outer or (place, along) in walls:
                continue
            if place not in supposed:
                return None
            is_open = True
    return is_open


def _rectangles(region: Sequence[int], columns: int) -> Iterator[tuple[int, int, int, int]]:
    """A region as rectangles (top, bottom, left, right): itself, or its rows, joined while they are equally wide."""
    spans: list[tuple[int, int, int]] = []
    for square in region:
        row, column = divmod(square, columns)
        if spans and spans[-1][0] == row and spans[-1][2] == column:
            spans[-1] = (row, spans[-1][1], column + 1)
        else:
            spans.append((row, column, column + 1))
    open_spans: dict[tuple[int, int], tuple[int, int]] = {}
    for row, left, right in spans:
        top, bottom = open_spans.pop((left, right), (row, row))
        if bottom != row:
            yield top, bottom, left, right
            top = row
        open_spans[left, right] = (top, row + 1)
    for (left, right), (top, bottom) in open_spans.items():
        yield top, bottom, left, right
