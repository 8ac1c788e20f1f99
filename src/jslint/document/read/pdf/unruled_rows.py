"""Rows of a table that no rules draw: lines around each line with figures, parted where the white is widest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from jslint.document.read.pdf.lines import Line, words_of
from jslint.document.read.pdf.loose import FIGURE
from jslint.document.read.pdf.rules import Ruling, Straight

GAP = 0.6
"""In type sizes: words of two columns stand no closer."""
_NEXT = 2.5
"""In type sizes: the white between two rows of a table is no higher."""
WRAPPED = 0.6
"""In type sizes: the white between two lines of one cell is no higher."""
_WIDER = 1.0
"""Points by which the white between rows is wider than that within them."""


class UnruledRow(Struct, frozen=True):
    """Lines of one row (from top to bottom), with their words."""

    lines: tuple[Line, ...]
    words: tuple[Line, ...]

    @property
    def top(self) -> float:
        """Points from the top of the view."""
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        """Points from the top of the view."""
        return max(line.bottom for line in self.lines)


def row_of(lines: Iterable[Line]) -> UnruledRow:
    """A row of these lines."""
    kept = tuple(lines)
    return UnruledRow(kept, tuple(word for line in kept for word in words_of(line, GAP)))


def figures_in(words: Iterable[Line]) -> int:
    """How many of the words are figures."""
    return sum(bool(FIGURE.fullmatch(word.text)) for word in words)


def blocks(lines: Sequence[Line], least: int) -> Iterator[list[int]]:
    """The lines with several figures, together where all lines between them hang together, at least so many."""
    figured = [
        at for at, line in enumerate(lines) if len(FIGURE.findall(line.text)) > 1 and figures_in(words_of(line)) > 1
    ]
    block: list[int] = []
    for at in figured:
        if block and not all(hang(lines[one], lines[one + 1]) for one in range(block[-1], at)):
            if len(block) >= least:
                yield block
            block = []
        block.append(at)
    if len(block) >= least:
        yield block


def hang(above: Line, below: Line) -> bool:
    """Whether two lines stand as close as rows do."""
    return below.top - above.bottom < _NEXT * max(above.size, below.size)


def is_ruled(line: Line, other: Line, ruling: Ruling) -> bool:
    """Whether a rule stands between two lines."""
    above, below = sorted((_middle(line), _middle(other)))
    return _rule_between(above, below, ruling) is not None


def _rule_between(above: float, below: float, ruling: Ruling) -> float | None:
    """Where the first rule below a height and above another stands."""
    first = bisect_right(ruling.across, above, key=_at)
    found = ruling.across[first].at if first < len(ruling.across) else below
    return found if found < below else None


def _at(rule: Straight) -> float:
    return rule.at


def between(above: UnruledRow, below: UnruledRow, ruling: Ruling) -> float:
    """Where two rows part: at the rule between them, else midway."""
    found = _rule_between(_middle(above.lines[-1]), _middle(below.lines[0]), ruling)
    return (above.bottom + below.top) / 2 if found is None else found


def rows_of(lines: Sequence[Line], block: Sequence[int], ruling: Ruling) -> tuple[int, list[UnruledRow]] | None:
    """Where the rows of a block begin, and the rows: one for each line with figures; None where it is unsure what belongs to which.

    Lines of one row are parted from the next by a rule, or by more white than there is between lines of any row.
    """
    figured = [at for at in range(block[0], _end(lines, block[-1])) if figures_in(words_of(lines[at], GAP))]
    cuts = [_cut(lines, above, below, ruling) for above, below in pairwise(figured)]
    bounds = list(zip([figured[0], *cuts], [*cuts, figured[-1] + 1], strict=True))
    inner = max([_white(lines, at) for first, last in bounds for at in range(first + 1, last)], default=0.0)
    if any(last - first > 1 for first, last in bounds):
        first, last = _reach(lines, figured[0], figured[-1] + 1, inner, ruling)
        bounds = list(zip([first, *cuts], [*cuts, last], strict=True))
        parting = [_white(lines, at) for at in cuts if not is_ruled(lines[at - 1], lines[at], ruling)]
        if min(parting, default=inner + 2 * _WIDER) < inner + _WIDER:
            return None
    return bounds[0][0], [row_of(lines[first:last]) for first, last in bounds]


def _end(lines: Sequence[Line], last: int) -> int:
    """Past the rows with one figure that hang on a block."""
    end = last + 1
    while end < len(lines) and hang(lines[end - 1], lines[end]):
        words = words_of(lines[end], GAP)
        if not (len(words) > 1 and figures_in(words)):
            break
        end += 1
    return end


def _cut(lines: Sequence[Line], above: int, below: int, ruling: Ruling) -> int:
    """The line between two lines with figures at which a row begins: behind a rule, or behind the widest white."""
    places = range(above + 1, below + 1)
    ruled = [at for at in places if is_ruled(lines[at - 1], lines[at], ruling)]
    return max(ruled or places, key=lambda at: _white(lines, at))


def _white(lines: Sequence[Line], at: int) -> float:
    """Points of white above a line."""
    return lines[at].top - lines[at - 1].bottom


def _reach(lines: Sequence[Line], first: int, last: int, inner: float, ruling: Ruling) -> tuple[int, int]:
    """The lines of words that stand as close above the first and below the last row as those within rows do."""
    most = inner + _WIDER / 2
    while first > 0 and _white(lines, first) <= most and not is_ruled(lines[first - 1], lines[first], ruling):
        first -= 1
    while last < len(lines) and _white(lines, last) <= most and not is_ruled(lines[last - 1], lines[last], ruling):
        last += 1
    return first, last


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2
