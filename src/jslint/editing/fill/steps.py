"""The steps of filling, each on the ones before: sections, blanks, names, what repeats a cell, differences, percentages, directions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from jslint.diagnostic import Edit
from jslint.editing.fill.blanks import blanks, filled_blanks
from jslint.editing.fill.directions import turned, words
from jslint.editing.fill.made import Made, Step, Writing
from jslint.editing.fill.names import relisted
from jslint.editing.fill.reasons import asked_for
from jslint.editing.fill.sections import written_whole
from jslint.editing.fill.sources import Due, Sources
from jslint.figure import Anchor
from jslint.ledger import Check


def whole_sections(sources: Sources) -> Iterator[Made]:
    """Sections that nobody has written yet."""
    return (Made(edit, place, "按决算表整节填写") for edit, place in written_whole(sources))


def empty_places(read: Callable[[str], Sources], sources: Sources) -> Iterator[Made]:
    """Numbers that were never filled in."""
    return (Made(edit, place, "填上") for edit, place in filled_blanks(sources, blanks(sources), read))


def names(sources: Sources) -> Iterator[Made]:
    """Lists of names; they rest on every amount of their table."""
    for edit, place, table in relisted(sources):
        cells = frozenset(figure.anchor for row in table.rows for figure in row.cells.values())
        yield Made(edit, place, "表中有支出的科目", cells)


def repeats(sources: Sources) -> Iterator[Made]:
    """What repeats a cell."""
    return _figures(sources, (*sources.repeated(), *sources.too_coarse()))


def differences(sources: Sources) -> Iterator[Made]:
    """Changes of which both amounts are stated; one that comes out the other way turns its word."""
    for due in sources.differences():
        word = turned(sources, due.figure) if due.negative else None
        if not due.negative or word is not None:
            yield from _figures(sources, [due])
        if word is not None:
            yield Made(word, due.figure.place, due.source, _resting(due.check))


def rates(sources: Sources) -> Iterator[Made]:
    """Shares, completion rates and growth rates."""
    return _figures(sources, sources.rates())


def rates_anew(sources: Sources) -> Iterator[Made]:
    """Rates of an amount that has become another: what its old value left within their rounding is worked out anew."""
    return _figures(sources, sources.rates(exactly=True))


def directions(sources: Sources) -> Iterator[Made]:
    """Words of direction."""
    return (Made(edit, check.place, "两数的大小", _resting(check)) for edit, check in words(sources))


FROM_TABLES = (names, repeats, differences, rates, directions)
"""The steps that keep what is written agreeing with the tables."""

FROM_A_FIGURE = (names, repeats, differences, rates_anew, directions)
"""The steps that carry a figure that has changed."""


def reasons(writing: Writing) -> Step:
    """The step that asks for the reasons of what was written before it."""
    return lambda known: (
        Made(edit, check.place, "差异的原因", _resting(check)) for edit, check in asked_for(known, writing.touched)
    )


def _figures(sources: Sources, dues: Iterable[Due]) -> Iterator[Made]:
    for due in dues:
        edit = Edit(sources.atlas.span(due.figure.anchor), due.text)
        yield Made(edit, due.figure.place, due.source, _resting(due.check))


def _resting(check: Check) -> frozenset[Anchor]:
    """The figures of a trial, those of other reports that it weighs among them."""
    weighed = check.relation.figures if check.relation is not None else ()
    return frozenset(figure.anchor for figure in (*check.figures, *weighed))
