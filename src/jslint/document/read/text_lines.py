"""Lines of plain text as their writer meant them: quoted cells of several lines, blank lines between all lines, tables with and without a frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jslint.pattern import Pattern

_OPEN = Pattern(r"(?:^|\t)\"(?:[^\"\t]|\"\")*$")
"""A cell in quotes that does not end in its line, as a spreadsheet copies a cell of several lines."""
_CLOSE = Pattern(r"^(?:[^\"\t]|\"\")*\"(?:\t|$)")
_MOST_LINES = 24
"""Lines of one row of cells."""
_BAR = Pattern(r"(?<!\\)\|")


def whole_lines(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each line with its number (from 1); the lines of a quoted cell are one, with the breaks that the cell has.

    Where a blank line stands between all lines of a text, one ends nothing and is left out.
    """
    is_spaced = _is_double_spaced(lines)
    at = 0
    while at < len(lines):
        end = _end(lines, at)
        yield at + 1, "\n".join(lines[at : end + 1])
        is_gap = is_spaced and not _is_blank(lines[end]) and end + 1 < len(lines)
        at = end + (2 if is_gap else 1)


def _end(lines: Sequence[str], at: int) -> int:
    """Where a line ends whose last cell opens a quotation: with the line that closes it, if that makes it a row of cells."""
    end, behind = at, 0
    while _OPEN.search(lines[end], behind):
        close = next(
            (place for place in range(end + 1, min(len(lines), at + _MOST_LINES)) if _ends(lines[place])), None
        )
        if close is None or not _CLOSE.match(lines[close]):
            return at
        end, behind = close, lines[close].index('"') + 1
    return end if any("\t" in line for line in lines[at : end + 1]) else at


def _ends(line: str) -> bool:
    return '"' in line or "\t" in line


def unquoted(text: str) -> str:
    """A cell of several lines without the quotes that were put around it."""
    quoted = "\n" in text and len(text) > 1 and text[0] == text[-1] == '"'
    return text[1:-1].replace('""', '"') if quoted else text


def _is_double_spaced(lines: Sequence[str]) -> bool:
    """Whether a blank line stands between all lines of a text."""
    blank = list(map(_is_blank, lines))
    return blank.count(False) > 1 and all(one or two for one, two in pairwise(blank))


def _is_blank(line: str) -> bool:
    return not line.strip() and "\t" not in line


def cells_between_bars(line: str, width: int) -> list[str]:
    """The cells of a row drawn with bars; `width` is how many the rows without a frame have, 0 where all have one.

    A row without a frame may begin or end with a blank cell: its bar is then no frame.
    """
    cells = _BAR.split(line)
    return cells if len(cells) == width else _BAR.split(line.removeprefix("|").removesuffix("|"))


def bar_widths(lines: Sequence[str]) -> list[int]:
    """For each line how many cells the rows without a frame have in the table that it belongs to, or 0."""
    widths = [0] * len(lines)
    start = 0
    for at, line in enumerate((*lines, "")):
        if line.count("|") > 1:
            continue
        bare = {len(_BAR.split(row)) for row in map(str.strip, lines[start:at]) if row[0] != "|" != row[-1]}
        widths[start:at] = [bare.pop() if len(bare) == 1 else 0] * (at - start)
        start = at + 1
    return widths
