"""Where the figures of the narrative come from: cells, what repeats a cell, and what is worked out of these."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from jslint.editing.atlas import Atlas
from jslint.editing.fill.style import step_for, value_for, written
from jslint.figure import Anchor, Figure
from jslint.ledger import Check
from jslint.prose.claims import Change, Figured
from jslint.relation import Sum, Term, value_of
from jslint.relation.ratio import Ratio
from jslint.report.quantities import Missing, figure_of, meant

NARRATIVE = "情况说明/"
TABLES = "决算表/"
OTHER_TABLES = "其他表/"


class Due(Struct, frozen=True, eq=False):
    """What a figure of the narrative should be by one trial: its text, and in words where that comes from.

    `negative` where a change comes out against the direction that its sentence says.
    """

    figure: Figure
    text: str
    source: str
    check: Check
    negative: bool = False


class Sources:
    """The figures of one examination's narrative that have a source, and what the sources say."""

    def __init__(self, atlas: Atlas) -> None:
        """Over this atlas; nothing is changed."""
        self.atlas = atlas
        self._weighed = [check for check in atlas.checks if check.relation is not None]

    # what stands fast

    @cached_property
    def anchored(self) -> frozenset[Anchor]:
        """The figures of the narrative that print what a cell prints, or what such a figure prints."""
        pairs = [pair for check in self._weighed if check.outcome in {"holds", "rounding"} for pair in _pair(check)]
        found: set[Anchor] = set()
        grown = True
        while grown:
            before = len(found)
            for first, second in pairs:
                for one, other in ((first, second), (second, first)):
                    if is_prose(one) and (is_cell(other) or other.anchor in found):
                        found.add(one.anchor)
            grown = len(found) > before
        return frozenset(found)

    def _stands(self, figure: Figure) -> bool:
        if figure.number is None or figure.blank or figure.anchor in self.suspected:
            return False
        return is_cell(figure) or figure.anchor in self.anchored

    @cached_property
    def suspected(self) -> frozenset[Anchor]:
        """The cells that the diagnosis holds to be wrong and the tables themselves contradict: nothing is filled from them."""
        causes = (check.cause for check in self.atlas.checks if check.cause is not None)
        blamed = {figure.anchor for cause in causes for figure, _ in cause.changes if is_cell(figure)}
        among_cells = (check.figures for check in self._broken() if all(map(is_cell, check.figures)))
        return frozenset(blamed & {figure.anchor for figures in among_cells for figure in figures})

    @cached_property
    def doubted(self) -> frozenset[Anchor]:
        """The figures of the narrative that repeat such a cell."""
        pairs = [pair for check in self._weighed for pair in _pair(check)]
        return frozenset(
            one.anchor for pair in pairs for one in pair if self.suspected & {each.anchor for each in pair}
        )

    # what is due

    def repeated(self) -> Iterator[Due]:
        """The figures that contradict what they repeat."""
        for check in self._broken():
            for first, second in _pair(check):
                for target, source in ((first, second), (second, first)):
                    open_ = is_prose(target) and not self._stands(target) and self._stands(source)
                    if open_ and not self._has_two_meanings(target):
                        yield from self._due(check, target, value_for(target, source), source.place.words())

    def too_coarse(self) -> Iterator[Due]:
        """The figures that only round to what they repeat and do not add up so, where their section prints more digits."""
        broken = {figure.anchor for check in self._broken() for figure in check.figures}
        for check in self._weighed:
            for target, source in _pair(check) if check.outcome == "rounding" else ():
                if target.anchor in broken and is_prose(target) and is_cell(source) and self._stands(source):
                    yield from self._due(check, target, value_for(target, source), source.place.words())

    def differences(self) -> Iterator[Due]:
        """The changes that are not the difference of the two amounts that the text or a table states."""
        for check in self._broken():
            relation = check.relation
            if isinstance(relation, Sum) and is_change(self, relation):
                value = value_of(relation.right)
                due = self._due(check, relation.left[0].figure, abs(value), "两数之差")
                yield from (replace(each, negative=value < 0) for each in due)

    def rates(self, *, exactly: bool = False) -> Iterator[Due]:
        """The percentages that are not what their amounts make them; `exactly` also those that are only within their rounding."""
        off = {"broken", "rounding"} if exactly else {"broken"}
        for check in (each for each in self._weighed if each.outcome in off):
            relation = check.relation
            if isinstance(relation, Ratio) and is_prose(relation.rate) and relation.rate.number is not None:
                step = step_for(relation.rate, relation.rate.value, self.beside(relation.rate)) or relation.rate.step
                finest = min([step, *(each.step for each in self.beside(relation.rate) if each.unit == "%")])
                value = replace(relation, rate=replace(relation.rate, step=finest)).expected()
                if value is not None:
                    yield from self._due(
                        check, relation.rate, value, f"{_spelled(relation.part)} ÷ {_spelled(relation.base)}"
                    )

    def worked_out(self) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
        """The percentages and changes of the narrative, each with the figures that it is worked out of."""
        for check in self._weighed:
            relation = check.relation
            if isinstance(relation, Ratio) or (isinstance(relation, Sum) and is_change(self, relation)):
                yield relation.figures[0], relation.figures[1:]

    def sourced(self) -> frozenset[Anchor]:
        """The figures of the narrative that a trial says the value of, as they stand or as they would have to be."""
        found = set(self.anchored)
        for check in self._weighed:
            for first, second in _pair(check):
                found |= {one.anchor for one, other in ((first, second), (second, first)) if self._stands(other)}
        return frozenset(found | {figure.anchor for figure, _ in self.worked_out()})

    def _broken(self) -> Iterator[Check]:
        return (check for check in self._weighed if check.outcome == "broken")

    def _due(self, check: Check, target: Figure, number: Decimal, source: str) -> Iterator[Due]:
        span = self.atlas.span(target.anchor)
        if self.atlas.source.text[span.start : span.end] != target.printed:
            return
        step = step_for(target, number, self.beside(target))
        text = written(target, number, step) if step is not None else target.printed
        if text != target.printed:
            yield Due(target, text, source, check)

    # the text around

    @cached_property
    def claims(self) -> dict[Anchor, list[Figured]]:
        """What is said of each figure."""
        found: dict[Anchor, list[Figured]] = {}
        for section in self.atlas.report.sections():
            for claim in section.claims:
                if isinstance(claim, Figured):
                    found.setdefault(claim.figure.anchor, []).append(claim)
        return found

    def beside(self, figure: Figure) -> tuple[Figure, ...]:
        """The figures of the same section that are claims."""
        return self._of_piece.get(figure.anchor.piece, ())

    @cached_property
    def _of_piece(self) -> dict[str, tuple[Figure, ...]]:
        found: dict[str, tuple[Figure, ...]] = {}
        for anchor, claims in self.claims.items():
            figure = claims[0].figure
            if not figure.blank:
                found[anchor.piece] = (*found.get(anchor.piece, ()), figure)
        return found

    def _has_two_meanings(self, figure: Figure) -> bool:
        """Whether what is said of a figure can be two amounts that differ."""
        for claim in self.claims.get(figure.anchor, ()):
            cells = [figure_of(self.atlas.report, each, claim.topic) for each in meant(claim)]
            if len({cell.number for cell in cells if not isinstance(cell, Missing)}) > 1:
                return True
        return False


def is_prose(figure: Figure) -> bool:
    """Whether a figure stands in this report's narrative."""
    return not figure.anchor.file and figure.anchor.piece.startswith(NARRATIVE)


def is_cell(figure: Figure) -> bool:
    """Whether a figure stands in a table of this report or of one that it names."""
    anchor = figure.anchor
    return anchor.piece.startswith(TABLES) or bool(anchor.file and anchor.piece.startswith(OTHER_TABLES))


def is_change(sources: Sources, relation: Sum) -> bool:
    """Whether a sum says what a change of the narrative is."""
    left = relation.left[0].figure
    claims = sources.claims.get(left.anchor, [])
    return (
        len(relation.left) == 1
        and len(relation.right) == 2
        and is_prose(left)
        and bool(claims)
        and all(isinstance(claim, Change) for claim in claims)
    )


def _pair(check: Check) -> Iterator[tuple[Figure, Figure]]:
    pair = check.relation.one_quantity() if check.relation is not None else None
    if pair is not None and pair[0].number is not None and pair[1].number is not None:
        yield pair


def _spelled(terms: tuple[Term, ...]) -> str:
    text = "".join(f"{'－' if sign < 0 else '＋'}{figure.shown}" for figure, sign in terms).removeprefix("＋")
    return f"（{text}）" if len(terms) > 1 else text
