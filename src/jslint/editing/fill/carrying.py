"""One figure carried to all that prints it and all that follows from it: what an editor offers at a figure, and the text then."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from jslint.editing.atlas import Atlas
from jslint.editing.dependents import dependents, everywhere, words_of
from jslint.editing.fill.following import following
from jslint.editing.fill.made import Change, Made, Step, Writing, reader
from jslint.editing.fill.sources import Sources
from jslint.editing.fill.steps import FROM_A_FIGURE, FROM_TABLES, reasons
from jslint.figure import Figure
from jslint.other_file import Related
from jslint.settings import Settings
from jslint.source import Span


class Carry(Struct, frozen=True):
    """An offer to carry a figure: its title, where the figure starts, and what a person has to look at besides."""

    title: str
    offset: int
    words: str


def carries(atlas: Atlas, span: Span) -> Iterator[Carry]:
    """The figures that a span touches and that something does not agree with, as far as one look tells."""
    sources = Sources(atlas)
    waiting: list[Made] | None = None
    for at, figure in atlas.figures(span):
        if at.end == at.start or figure.number is None or figure.blank:
            continue
        if waiting is None:
            waiting = [made for step in FROM_TABLES for made in step(sources)]
        places, reached = len(everywhere(atlas, figure)), following(sources, figure)
        if places or any(made.figures & reached for made in waiting):
            derived = len(reached) > len(atlas.same_quantity(figure))
            yield Carry(_title(figure, places, derived=derived), at.start, words_of(dependents(atlas, figure)))


def _title(figure: Figure, places: int, *, derived: bool) -> str:
    if not places:
        return f"改写由 {figure.printed} 算出的数和说法"
    title = f"改各处：把同一数字的其余 {places} 处都改为 {figure.printed}"
    return f"{title}，由它算出的一并改写" if derived else title


def carry_figure(
    text: str, offset: int, settings: Settings | None = None, *, related: Related | None = None
) -> tuple[str, tuple[Change, ...]]:
    """Carry the figure at an offset of the text to its other places, and set what the narrative works out of it.

    Other places of its quantity print it each in its own manner; of the percentages, changes, directions and lists of names of the
    narrative only those change that follow from it, whatever else disagrees. Gives the new text and what was written; never raises.
    """
    writing = Writing(text, reader(settings, related), offset)
    figure = writing.figure()
    if figure is None:
        return text, ()
    atlas, source = writing.known.atlas, figure.place.words()
    places = {atlas.span(each.anchor): each.place for each in atlas.same_quantity(figure)}
    writing.write(Made(edit, places[edit.span], source) for edit in everywhere(atlas, figure))
    for step in (*FROM_A_FIGURE, reasons(writing)):
        writing.take(_following(step, writing))
    return writing.text, writing.told()


def _following(step: Step, writing: Writing) -> Step:
    """A step that writes only what follows from the figure at the offset."""

    def followed(known: Sources) -> Iterator[Made]:
        figure = writing.figure()
        reached = following(known, figure) if figure is not None else frozenset()
        return (made for made in step(known) if made.figures & reached)

    return followed
