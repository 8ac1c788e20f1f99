"""What rests on a quantity: the places that print it, and the totals, shares, rates and sums that a change of it reaches."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.diagnosis.keys import shown
from jslint.diagnostic import Edit
from jslint.editing.atlas import Atlas
from jslint.figure import Figure
from jslint.reading.quoting import in_cell

MOST_NAMED = 6
"""Dependents that are named; the rest is counted."""


def dependents(atlas: Atlas, figure: Figure) -> tuple[Figure, ...]:
    """The figures that relations make from this quantity, and the totals of which it is a part, in the order of the text.

    Where the quantity is itself a total or a rate, the figures that it is made from. Places that print the very same quantity
    are not among them, and limits (≤) make nothing.
    """
    places = {other.anchor for other in atlas.same_quantity(figure)}
    found = {other.anchor: other for other in _reached(atlas, figure) if other.anchor not in places}
    return tuple(sorted(found.values(), key=lambda other: atlas.span(other.anchor)))


def _reached(atlas: Atlas, figure: Figure) -> Iterator[Figure]:
    for place in atlas.same_quantity(figure):
        for check in atlas.checks_of(place):
            relation = check.relation
            if relation is None or relation.is_inequality or place.anchor.file:
                continue
            judged = [other.anchor for other in relation.judged]
            others = relation.figures if place.anchor in judged else relation.judged
            yield from (other for other in others if not other.anchor.file and not other.is_zero)


def words_of(figures: tuple[Figure, ...]) -> str:
    """The dependents as an offer names them; empty where there are none."""
    if not figures:
        return ""
    named = "、".join(f"{other.place.words()} {other.shown}" for other in figures[:MOST_NAMED])
    rest = f" 等 {len(figures)} 处" if len(figures) > MOST_NAMED else ""
    return f"与它相加、相除的须一并核对：{named}{rest}"


def everywhere(atlas: Atlas, figure: Figure) -> tuple[Edit, ...]:
    """The edits by which every other place of a figure's quantity prints its number, each in its own manner of printing."""
    if figure.number is None or figure.blank:
        return ()
    source = atlas.source.text
    edits = {
        (span := atlas.span(other.anchor)): in_cell(source, span, text) if other.thousands else text
        for other in atlas.same_quantity(figure)
        if other.anchor != figure.anchor and other.number != figure.number and not other.anchor.file
        for text in (shown(other, figure.number),)
    }
    return tuple(Edit(span, text) for span, text in sorted(edits.items()) if span.end > span.start)
