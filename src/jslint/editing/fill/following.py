"""What follows from one figure: the figures of the narrative that are worked out of it, and of these in turn."""

from __future__ import annotations

from jslint.editing.fill.sources import Sources
from jslint.figure import Anchor, Figure


def following(sources: Sources, figure: Figure) -> frozenset[Anchor]:
    """Every place of the figure's quantity, the percentages and changes of the narrative that are made from it, and theirs.

    Totals of which it is a part are not among them: what they should be is for the tables to say.
    """
    made = [(target, frozenset(each.anchor for each in of)) for target, of in sources.worked_out()]
    found = _places(sources, figure)
    grown = True
    while grown:
        before = len(found)
        for target, of in made:
            if target.anchor not in found and of & found:
                found |= _places(sources, target)
        grown = len(found) > before
    return frozenset(found)


def _places(sources: Sources, figure: Figure) -> set[Anchor]:
    return {figure.anchor, *(each.anchor for each in sources.atlas.same_quantity(figure))}
