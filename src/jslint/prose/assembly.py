"""Puts the reading of a section's passages together: figures with their places, claims that share them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, chain
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from jslint.amount import ZERO
from jslint.figure import Anchor, Figure, Place
from jslint.prose.claims import (
    ROLE_WORDS,
    Amount,
    Change,
    Claim,
    Completion,
    Count,
    Direction,
    Grade,
    Growth,
    Names,
    Nil,
    Purpose,
    Reason,
    Reckoned,
    Score,
    Share,
    Unbound,
    Within,
)
from jslint.prose.context import Passage
from jslint.prose.links import link
from jslint.prose.loose import WorkedOut, worked_out
from jslint.prose.numbers import Number
from jslint.prose.reader import Read, read_passage
from jslint.prose.reading import Reading
from jslint.prose.row_names import RowNames, rows_by_section
from jslint.prose.text import Prose, read_prose
from jslint.prose.vocabulary import Vocabulary

Anchorer = Callable[[int, int], Anchor]
ONE, HUNDREDTH = Decimal(1), Decimal("0.01")
LEAST_WHOLE = 5
"""Different amounts, none with decimals, from which all are rounded to 万元; those that end in 0 or 5 were set so and do not count."""
ROUND = Decimal(5)
WORDS_KEPT = 40
"""Characters of a name that stand in a figure's place."""


class Words(NamedTuple):
    """A passage to read: its text, the canonical key of the section it speaks of, and how a stretch of it is anchored."""

    text: str
    topic: str
    anchor: Anchorer


class Said(Struct, frozen=True):
    """What a section's passages say."""

    claims: tuple[Claim, ...]
    free: dict[Figure, str]
    unbound: tuple[Unbound, ...]


def assemble(
    passages: Sequence[Words],
    piece: str,
    step: Decimal,
    vocabulary: Vocabulary,
    year: int,
    key_of: Callable[[str], str | None],
    own: tuple[str, ...] = (),
    rows: RowNames = (),
) -> Said:
    """Read passages and tie what they say together; amounts in 万元 are known to `step` at least, the body by the names `own`, rows of tables by `rows`."""
    proses = [read_prose(words.text) for words in passages]
    known = rows_by_section(rows)
    reads = [
        read_passage(Passage(prose.text, vocabulary, year, own, known, index), words.topic, key_of)
        for index, (words, prose) in enumerate(zip(passages, proses, strict=True))
    ]
    readings = link(list(_numbered(reads)), vocabulary.defaults)
    step = ONE if _is_whole(readings, reads) else step
    makers = [_Maker(words, prose, piece, step) for words, prose in zip(passages, proses, strict=True)]
    figures, nowhere = _figures(readings, makers, piece), Place(piece)
    made = worked_out(proses, readings, reads)
    _add_figures(figures, made, makers, piece)
    return Said(
        _in_order(
            [makers[reading.passage].claim(reading, figures) for reading in readings],
            [makers[each.passage].reckoned(each, figures) for each in made],
        ),
        {
            maker.figure(number, nowhere): number.free
            for index, (maker, read) in enumerate(zip(makers, reads, strict=True))
            for number in read.free
            if (index, number.start) not in figures
        },
        tuple(
            Unbound(maker.figure(number, Place(piece, reason)), reason)
            for index, (maker, read) in enumerate(zip(makers, reads, strict=True))
            for number, reason in read.unbound
            if (index, number.start) not in figures
        ),
    )


def _add_figures(figures: dict[Key, Figure], made: Sequence[WorkedOut], makers: Sequence[_Maker], piece: str) -> None:
    """The figures that nobody could bind and that are worked out, or that others are worked out of."""
    for passage, _, _, reckoning in made:
        number = reckoning.number
        if (passage, number.start) not in figures:
            place = Place(piece, reckoning.name[:WORDS_KEPT], ROLE_WORDS[reckoning.kind])
            figures[passage, number.start] = makers[passage].figure(number, place)


def _in_order(claims: list[Claim], reckonings: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims in the order of the text, those that are worked out among the others."""
    starts = list(accumulate((claim.anchor.span.start for claim in claims), max))
    for claim in sorted(reckonings, key=lambda each: each.anchor.span.start, reverse=True):
        claims.insert(bisect_right(starts, claim.anchor.span.start), claim)
    return tuple(claims)


def _is_whole(readings: Sequence[Reading], reads: Sequence[Read]) -> bool:
    """Whether a section writes its amounts in whole 万元: so many that not all of them can be exact by chance."""
    numbers = chain((each.number for each in readings), (number for read in reads for number, _ in read.unbound))
    uneven = set()
    for each in numbers:
        if each is not None and each.kind == "amount" and each.unit == "万元" and each.amount.number:
            if each.amount.step < ONE:
                return False
            if each.amount.number % ROUND:
                uneven.add(each.amount.number)
    return len(uneven) >= LEAST_WHOLE


def _numbered(reads: Sequence[Read]) -> Iterator[Reading]:
    """The readings; sentences and enumerations of a passage are numbered on from those of the passage before."""
    sentences = groups = 0
    for before, read in zip((None, *reads), reads, strict=False):
        if before is None:
            yield from read.readings
            continue
        sentences += 1 + max((each.sentence for each in before.readings), default=-1)
        groups += 1 + max((each.group for each in before.readings), default=-1)
        for each in read.readings:
            yield replace(each, sentence=each.sentence + sentences, group=each.group + groups)


Key = tuple[int, int]
"""The passage and the offset of a number."""


def _figures(readings: Sequence[Reading], makers: Sequence[_Maker], piece: str) -> dict[Key, Figure]:
    figures: dict[Key, Figure] = {}
    for reading in readings:
        number = reading.number
        if number is not None and (reading.passage, number.start) not in figures:
            place = Place(piece, reading.subject.name[:WORDS_KEPT], _column(reading))
            figures[reading.passage, number.start] = makers[reading.passage].figure(number, place)
    return figures


def _column(reading: Reading) -> str:
    of = ROLE_WORDS.get(reading.of, reading.of) if reading.role == "completion_rate" else ""
    return f"{ROLE_WORDS[reading.role]}{f'（{of}）' if of else ''}"


_Who = tuple[str, str, Anchor, tuple[str, ...], int, bool, str, int, int, Within]
"""The fields that all claims have."""


class _Maker:
    """Makes the figures and claims of one passage."""

    def __init__(self, words: Words, prose: Prose, piece: str, step: Decimal) -> None:
        self._text, self.topic, self._anchor = words
        self.prose = prose
        self._piece = piece
        self._step = step

    def anchor(self, start: int, end: int) -> Anchor:
        return self._anchor(*self.prose.span(start, end))

    def figure(self, number: Number, place: Place) -> Figure:
        """An amount is known to the layout's step or finer, a percentage to its printed digits, a count exactly."""
        start, end = self.prose.span(number.start, number.end)
        printed, anchor = self._text[start:end], self._anchor(start, end)
        amount, unit = number.amount, number.unit
        if number.nil:
            return Figure(place, anchor, printed, ZERO, ZERO, amount.step, unit, blank=True)
        if number.kind == "amount" and unit == "万元":
            step = min(self._step, amount.step)
            return Figure(place, anchor, printed, amount.number, step if amount.number else ZERO, step, unit)
        if number.kind == "amount" and unit == "元":
            return Figure(place, anchor, printed, amount.number, ZERO, min(HUNDREDTH, amount.step), unit)
        if number.kind in {"percent", "amount"}:
            return Figure(place, anchor, printed, amount.number, amount.step, amount.step, unit)
        if number.kind == "score":
            step = min(amount.step, HUNDREDTH)
            return Figure(place, anchor, printed, amount.number, step, step, unit)
        return Figure(place, anchor, printed, amount.number, ZERO, min(amount.step, ONE), unit)

    def claim(self, reading: Reading, figures: dict[Key, Figure]) -> Claim:
        """The claim of a reading: the type that its role has."""
        subject, number = reading.subject, reading.number
        figure = figures[reading.passage, number.start] if number is not None else None
        of_figure = number is not None and (reading.start, reading.end) == (number.start, number.end)
        said = (
            reading.topic,
            subject.name,
            figure.anchor if figure is not None and of_figure else self.anchor(reading.start, reading.end),
            subject.path,
            subject.entry,
            subject.unmarked,
            subject.kind_of,
            reading.group,
            reading.sentence,
            reading.within,
        )
        if figure is None:
            return self._in_words(reading, said)

        def found(other: Number | None) -> Figure | None:
            stated = figures.get((reading.passage, other.start)) if other is not None else None
            if stated is None or other is None or (stated.value, stated.unit) != (other.amount.number, other.unit):
                return None  # the number of another passage may stand at the same offset
            return stated

        return _figured(reading, said, figure, found(reading.part), found(reading.base))

    def reckoned(self, each: WorkedOut, figures: dict[Key, Figure]) -> Reckoned:
        """The claim of a figure that is worked out of others."""
        reckoning, topic = each.reckoning, each.topic or self.topic
        figure = figures[each.passage, reckoning.number.start]
        part, base = (
            tuple((figures[each.passage, number.start], sign) for number, sign in terms)
            for terms in (reckoning.part, reckoning.base)
        )
        who: _Who = (topic, reckoning.name, figure.anchor, (), 0, False, "", 0, each.sentence, "")
        return Reckoned(*who, figure, reckoning.kind, part, base)

    def _in_words(self, reading: Reading, said: _Who) -> Claim:
        text = reading.text
        match reading.role:
            case "direction":
                return Direction(*said, reading.of, reading.sense, text)
            case "reason":
                return Reason(*said, text)
            case "purpose":
                return Purpose(*said, text)
            case "names":
                names = tuple((name, self.anchor(start, end)) for name, start, end in reading.names)
                return Names(*said, text, names)
        return Nil(*said, text, reading.plain)


def _figured(reading: Reading, said: _Who, figure: Figure, part: Figure | None, base: Figure | None) -> Claim:
    of = reading.of
    match reading.role:
        case (
            "part" | "total" | "final" | "prior" | "opening_budget" | "full_budget" | "budget" | "adjustment" | "other"
        ) as role:
            return Amount(*said, figure, role)
        case "share":
            return Share(*said, figure, of, part, base)
        case "completion_rate":
            return Completion(*said, figure, of, part, base)
        case "change":
            return Change(*said, figure, of, part, base, reading.sense)
        case "change_rate":
            return Growth(*said, figure, of, part, base, reading.sense)
        case "count":
            return Count(*said, figure, of)
        case "score":
            return Score(*said, figure, of)
        case "grade":
            return Grade(*said, figure)
        case "direction" | "reason" | "purpose" | "names" | "nil":
            raise AssertionError(reading.role)  # these are read without a number
