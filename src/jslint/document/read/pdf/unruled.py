"""Tables with no rules between their columns: read where white gutters part every word of every row, left alone otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from jslint.document.read.pdf.lattice import Lattice, Room
from jslint.document.read.pdf.lines import Line
from jslint.document.read.pdf.loose import FIGURE
from jslint.document.read.pdf.rules import Ruling
from jslint.document.read.pdf.tables import OF_FIGURES
from jslint.document.read.pdf.unruled_rows import (
    WRAPPED,
    UnruledRow,
    between,
    blocks,
    figures_in,
    is_ruled,
    row_of,
    rows_of,
)

_GUTTER = 3.0
"""Points of white that part two columns at least."""
_ALIGNED = 4.0
"""Points by which the right sides, left sides or middles of the amounts of one column differ at most."""
_NEXT = 2.5
"""In type sizes: the white between the head of a table and its first row is no higher."""
_CENTRED = 0.35
"""In type sizes: what stands in the middle of a head is no further from it."""
_LEAST_ROWS, _LEAST_COLUMNS = 3, 3
_NOTHING = frozenset({"-", "—", "－", "–", "/"})
"""What stands for no amount."""


Columns = list[tuple[float, float]]
"""Left and right of each, in points."""


class Unruled(Struct, frozen=True):
    """A table among lines: the lines that it takes (half-open), its columns, and its cells; None where these are unsure."""

    first: int
    last: int
    columns: Columns
    lattice: Lattice | None


def unruled_tables(lines: Sequence[Line], ruling: Ruling, before: Columns | None) -> Iterator[Unruled]:
    """The tables among the lines of a view (from top to bottom); `before` are the columns of one that ended the last page."""
    for block in blocks(lines, _LEAST_ROWS):
        yield _table(lines, block, ruling, before if block[0] == 0 else None) or Unruled(
            block[0], block[-1] + 1, [], None
        )


def _table(lines: Sequence[Line], block: Sequence[int], ruling: Ruling, before: Columns | None) -> Unruled | None:
    """The table around a block of lines; None where some word of it may stand in another cell."""
    found = rows_of(lines, block, ruling)
    if found is None:
        return None
    first, rows = found
    last = first + sum(len(row.lines) for row in rows)
    columns = _columns(word for row in rows for word in row.words)
    start, columns = _head(lines, first, columns, ruling)
    if start < first:
        head = row_of(lines[start:first])
        named = {_place(word, columns) for word in head.words}
        rows_with_head = [head, *rows]
    elif before is not None and (known := _as_before(columns, before)):
        columns, named, rows_with_head = known, set(range(len(known))), rows
    else:
        return None
    if not _are_certain(rows, named, columns):
        return None
    return Unruled(start, last, columns, _lattice(rows_with_head, columns, ruling))


def _as_before(columns: Columns, before: Columns) -> Columns | None:
    """The columns of the last page with what stands in them on this one; None where something stands in none or in two."""
    wide = list(before)
    for left, right in columns:
        under = [at for at, (start, end) in enumerate(before) if left < end and start < right]
        if len(under) != 1:
            return None
        wide[under[0]] = (min(left, wide[under[0]][0]), max(right, wide[under[0]][1]))
    return wide if _is_parted(wide) else None


def _columns(words: Iterable[Line]) -> Columns:
    """Where words stand, from left to right: stretches with white between them."""
    found: Columns = []
    for left, right in sorted((word.left, word.right) for word in words):
        if found and left < found[-1][1] + _GUTTER:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _head(lines: Sequence[Line], first: int, columns: Columns, ruling: Ruling) -> tuple[int, Columns]:
    """Where the lines above a block begin that name its columns (at the block where none do), and the columns with their names."""
    top = first
    while top > 0 and _is_near(lines, top, first, ruling):
        top -= 1
    for start in range(top, first):
        wide = _named(columns, row_of(lines[start:first]))
        if wide is not None:
            return start, wide
    return first, columns


def _is_near(lines: Sequence[Line], top: int, first: int, ruling: Ruling) -> bool:
    """Whether the line above is one more of a head: close to the block, or closer to a line of the head that no rule parts from it."""
    above, line = lines[top - 1], lines[top]
    white = line.top - above.bottom
    return white < _NEXT * above.size and (
        top == first or (white < WRAPPED * above.size and not is_ruled(above, line, ruling))
    )


def _named(columns: Columns, head: UnruledRow) -> Columns | None:
    """The columns with their names, and those that are empty below their names; None where a name may be another's."""
    if figures_in(head.words):
        return None
    names = _columns(head.words)
    under = [
        [at for at, column in enumerate(columns) if left < column[1] and column[0] < right] for left, right in names
    ]
    if len(names) == len(columns) and all(at in ([], [place]) for place, at in enumerate(under)):
        under = [[place] for place in range(len(columns))]
    if any(len(at) > 1 for at in under):
        return None
    empty = [name for name, at in zip(names, under, strict=True) if not at]
    is_all_named = {at for each in under for at in each} == set(range(len(columns)))
    if empty and not (is_all_named and all(_stands_for_itself(head, name) for name in empty)):
        return None
    wide = _columns_of([*columns, *names], [*range(len(columns)), *(at[0] if at else None for at in under)])
    return wide if _is_parted(wide) else None


def _columns_of(stretches: Sequence[tuple[float, float]], columns: Sequence[int | None]) -> Columns:
    """Stretches joined that belong to one column; None for a column of its own."""
    joined: dict[int, tuple[float, float]] = {}
    for number, ((left, right), column) in enumerate(zip(stretches, columns, strict=True)):
        key = -1 - number if column is None else column
        start, end = joined.get(key, (left, right))
        joined[key] = (min(start, left), max(end, right))
    return sorted(joined.values())


def _stands_for_itself(head: UnruledRow, name: tuple[float, float]) -> bool:
    """Whether a name with nothing below it is a column's: as high as the head or in its middle, where one over several stands above."""
    words = [word for word in head.words if name[0] <= word.left and word.right <= name[1]]
    middle = (min(word.top for word in words) + max(word.bottom for word in words)) / 2
    is_centred = abs(middle - (head.top + head.bottom) / 2) < _CENTRED * words[0].size
    return is_centred and sum(len(word.text) for word in words) > 1


def _is_parted(columns: Columns) -> bool:
    return all(before[1] + _GUTTER <= after[0] for before, after in pairwise(columns))


def _are_certain(rows: Sequence[UnruledRow], named: set[int], columns: Columns) -> bool:
    """Whether every row says what it is, every figure stands alone in a column with a name, and amounts are alike."""
    if len(columns) < _LEAST_COLUMNS:
        return False
    by_column: list[list[Line]] = [[] for _ in columns]
    for row in rows:
        figures = [_place(word, columns) for word in row.words if FIGURE.fullmatch(word.text)]
        if len(set(figures)) < len(figures) or len(figures) == len(row.words) or any(map(_are_two, row.words)):
            return False
        for word in row.words:
            by_column[_place(word, columns)].append(word)
    figured = [at for at, words in enumerate(by_column) if figures_in(words)]
    return all(at in named and (_are_amounts(by_column[at]) or _are_words(by_column[at])) for at in figured)


def _are_two(word: Line) -> bool:
    """Whether figures stand so close that no white parts them."""
    return any(map(str.isdigit, word.text)) and OF_FIGURES.issuperset(word.text) and not FIGURE.fullmatch(word.text)


def _are_words(words: Sequence[Line]) -> bool:
    """Whether a column is none of amounts: codes, or names among which a number stands."""
    return not any("." in word.text or "," in word.text for word in words if FIGURE.fullmatch(word.text))


def _place(word: Line, columns: Columns) -> int:
    return next(at for at, (left, right) in enumerate(columns) if left <= word.left and word.right <= right)


def _are_amounts(words: Sequence[Line]) -> bool:
    """Whether all words of a column are amounts with as many decimals, or what stands for none, aligned on one side."""
    amounts = [word for word in words if word.text not in _NOTHING]
    decimals = {len(word.text.rstrip("%").partition(".")[2]) for word in amounts if word.text != "0"}
    sides = (
        [word.right for word in amounts],
        [word.left for word in amounts],
        [(word.left + word.right) / 2 for word in amounts],
    )
    is_aligned = any(max(side) - min(side) < _ALIGNED for side in sides)
    return is_aligned and len(decimals) <= 1 and figures_in(amounts) == len(amounts)


def _lattice(rows: Sequence[UnruledRow], columns: Columns, ruling: Ruling) -> Lattice:
    """Every row and column as cells of their own."""
    xs = [columns[0][0] - 1, *((before[1] + after[0]) / 2 for before, after in pairwise(columns)), columns[-1][1] + 1]
    ys = [rows[0].top - 1, *(between(above, below, ruling) for above, below in pairwise(rows)), rows[-1].bottom + 1]
    width = len(columns)
    rooms = [
        Room((xs[left], ys[top], xs[left + 1], ys[top + 1]), top, top + 1, left, left + 1, is_open=False)
        for top in range(len(rows))
        for left in range(width)
    ]
    return Lattice(tuple(xs), tuple(ys), tuple(rooms), tuple(range(len(rooms))))
