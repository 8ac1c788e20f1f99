"""Repairs that a person chooses: take a figure from where else it stands, write what the parts add up to."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.amount import ZERO, printed, round_half_up
from jslint.diagnosis.keys import PERCENT_MARKS
from jslint.diagnostic import Edit, Fix
from jslint.editing.atlas import Atlas
from jslint.figure import Figure
from jslint.relation import Relation
from jslint.source import Span

MOST_SOURCES = 5


def repairs_at(atlas: Atlas, span: Span) -> tuple[Fix, ...]:
    """The repairs offered for the figures that a span touches; nothing for a figure that could not be placed exactly."""
    return tuple(fix for at, figure in atlas.figures(span) if at.end > at.start for fix in _of_figure(atlas, figure))


def changed_words(figure: Figure, text: str, *, is_here: bool = True) -> str:
    """`307 债务利息及费用支出 · 决算数：6.31 → 0.00`; with its table or section where the person is not there (`is_here`)."""
    name = figure.place.inner_words() if is_here else figure.place.words()
    return f"{name}：{figure.shown or '空白'} → {text}"


def restated(atlas: Atlas, figure: Figure, text: str) -> tuple[Edit, ...]:
    """The edits that write `text` at every place of the quantity that a figure states."""
    return tuple(
        Edit(span, text)
        for span in dict.fromkeys(atlas.span(other.anchor) for other in atlas.same_quantity(figure))
        if atlas.source.text[span.start : span.end] != text
    )


def _of_figure(atlas: Atlas, figure: Figure) -> Iterator[Fix]:
    yield from _taken(atlas, figure)
    yield from _added_up(atlas, figure)


def _taken(atlas: Atlas, figure: Figure) -> Iterator[Fix]:
    """Fill from where the same quantity stands, tables first."""
    others = [other for other in atlas.same_quantity(figure) if other.number is not None and not other.blank]
    told: set[str] = set()
    for other in sorted(others, key=lambda other: atlas.cell(other) is None):
        text = _as_printed(other, figure)
        if (other.number == figure.number and not figure.blank) or text in told or len(told) == MOST_SOURCES:
            continue
        told.add(text)
        title = f"{changed_words(figure, text)}（按{other.place.words()}）"
        yield Fix(title, (Edit(atlas.span(figure.anchor), text),))


def _added_up(atlas: Atlas, figure: Figure) -> Iterator[Fix]:
    """Write what the parts add up to, where the figure is the one total of a sum that its print does not meet."""
    told: set[str] = set()
    if figure.anchor in atlas.explained_together:
        return
    for check in atlas.checks_of(figure):
        expected = expected_total(figure, check.relation)
        if expected is not None and expected not in told:
            told.add(expected)
            title = f"{changed_words(figure, expected)}（各项之和，{check.code}）"
            yield Fix(title, (Edit(atlas.span(figure.anchor), expected),))


def expected_total(figure: Figure, relation: Relation | None) -> str | None:
    """What a sum's parts add up to, printed as the figure is, where it alone is their total and differs; else None."""
    if relation is None or relation.judged[0].anchor != figure.anchor:
        return None
    total = relation.total_of_parts()
    if total is None or (total == figure.number and not (figure.blank and total != ZERO)):
        return None
    return printed(total, figure.step)


def _as_printed(source: Figure, target: Figure) -> str:
    """A value as it would stand at the target: at its precision or the source's, whichever keeps the value; a rate with its %."""
    step = target.step if round_half_up(source.value, target.step) == source.value else source.step
    manner = source.printed if target.blank else target.printed
    return printed(source.value, step, thousands="," in target.printed) + manner[len(manner.rstrip(PERCENT_MARKS)) :]
