"""In which unit an amount of the narrative must stand, by the percentages, changes and sums that the text states of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from jslint.figure import Figure
from jslint.kinds.proportions import change_of, ratio_of
from jslint.prose.claims import AMOUNTS, Amount, Change, Claim, Completion, Growth, Share
from jslint.relation import Sum, Term, unread
from jslint.relation.ratio import FACTORS, Ratio, mixed_units
from jslint.report.model import Report
from jslint.report.quantities import Missing, splits
from jslint.report.section import Section

LEAST_PARTS = 2
SETTLED = frozenset({"holds", "rounding"})


class Told(Struct, frozen=True):
    """What a relation says of an amount in another unit than the report's.

    It agrees with the unit as printed, or else only with the report's; `witness` is the figure that shows it.
    """

    odd: Figure
    as_printed: bool
    witness: Figure


def told(report: Report, section: Section, unit: str) -> Iterator[Told]:
    """What the relations of a section tell of its amounts that stand in another unit than the report's."""
    for relation in _relations(report, section):
        figures = relation.figures
        odd = [figure for figure in figures if figure.unit in FACTORS and figure.unit != unit and figure.number]
        if not odd or unread(figures) is not None or not mixed_units(figures):
            continue
        as_printed = relation.agrees_as_printed()
        if as_printed or relation.in_unit(unit).weigh().outcome in SETTLED:
            witness = next(figure for figure in figures if figure.unit not in FACTORS or figure.unit == unit)
            yield from (Told(figure, as_printed, witness) for figure in odd)


def _relations(report: Report, section: Section) -> Iterator[Ratio | Sum]:
    for claim in section.claims:
        match claim:
            case Share() | Completion() | Growth() if claim.figure.number:
                ratio = ratio_of(report, claim)
                if not isinstance(ratio, Missing):
                    yield ratio
            case Change() if (change := change_of(report, claim)) is not None:
                yield change
    yield from _sums(section.claims)
    yield from _splits(section.claims)


def _sums(claims: Iterable[Claim]) -> Iterator[Sum]:
    """Sentences that state one amount and then at least two others of the year, which may be its parts."""
    sentences: dict[tuple[str, int], dict[int, Figure]] = {}
    for claim in claims:
        if isinstance(claim, Amount) and claim.role in AMOUNTS:
            sentences.setdefault((claim.topic, claim.sentence), {})[id(claim.figure)] = claim.figure
    for stated in sentences.values():
        whole, *parts = stated.values()
        if sum(bool(part.number) for part in parts) >= LEAST_PARTS:
            yield Sum((Term(whole),), tuple(Term(part) for part in parts))


def _splits(claims: Iterable[Claim]) -> Iterator[Sum]:
    """Wholes of which every part is stated, wherever in the section."""
    topics: dict[str, dict[str, Figure]] = {}
    for claim in claims:
        if isinstance(claim, Amount) and claim.role in AMOUNTS:
            topics.setdefault(claim.topic, {})[claim.subject] = claim.figure
    for topic, stated in topics.items():
        for whole, parts in splits(topic):
            if whole in stated and all(part in stated for part in parts):
                yield Sum((Term(stated[whole]),), tuple(Term(stated[part]) for part in parts))
