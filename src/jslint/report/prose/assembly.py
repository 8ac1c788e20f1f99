"""Puts the reading of a section's passages together: figures with their places, claims that share them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from msgspec import Struct

from jslint.amount import ZERO
from jslint.figure import Anchor, Figure, Place
from jslint.report.cells import WAN_YUAN, YUAN, Measure, amount_figure
from jslint.report.prose.claims import ROLE_WORDS, Claim, Unbound
from jslint.report.prose.headings import headings
from jslint.report.prose.links import link
from jslint.report.prose.numbers import Number
from jslint.report.prose.reader import Reader
from jslint.report.prose.state import Draft
from jslint.report.prose.text import Prose, read_prose
from jslint.report.prose.vocabulary import Vocabulary

Anchorer = Callable[[int, int], Anchor]
ONE = Decimal(1)
WORDS_KEPT = 40
"""Characters of a name that stand in a figure's place."""


class Said(Struct, frozen=True):
    """What a section's passages say."""

    claims: tuple[Claim, ...]
    free: dict[Figure, str]
    unbound: tuple[Unbound, ...]


def assemble(
    passages: Sequence[tuple[str, str, Anchorer]],
    piece: str,
    measure: Measure,
    vocabulary: Vocabulary,
    year: int,
    key_of: Callable[[str], str | None],
) -> Said:
    """Read passages given as (text, topic, anchor of a stretch) and tie what they say together."""
    drafts: list[Draft] = []
    makers: list[_Maker] = []
    rest: list[tuple[_Maker, Reader]] = []
    for index, (text, topic, anchor) in enumerate(passages):
        prose = read_prose(text)
        reader = Reader(prose.text, vocabulary, topic, year)
        reader.read(headings(prose.text, vocabulary, topic, key_of))
        maker = _Maker(text, prose, anchor, piece, measure)
        makers.append(maker)
        rest.append((maker, reader))
        for draft in reader.drafts:
            draft.passage = index
        drafts.extend(reader.drafts)
    link(drafts, vocabulary.defaults)
    figures: dict[int, Figure] = {}
    for draft in drafts:
        if draft.number is not None and id(draft.number) not in figures:
            place = Place(piece, draft.subject.name[:WORDS_KEPT], _column(draft))
            figures[id(draft.number)] = makers[draft.passage].figure(draft.number, place)
    claims = tuple(makers[draft.passage].claim(draft, figures) for draft in drafts)
    free = {maker.figure(number, Place(piece)): number.free for maker, reader in rest for number in reader.free}
    unbound = tuple(
        Unbound(maker.figure(number, Place(piece, reason)), reason)
        for maker, reader in rest
        for number, reason in reader.unbound
    )
    return Said(claims, free, unbound)


def _column(draft: Draft) -> str:
    base = f"（{ROLE_WORDS.get(draft.of, draft.of)}）" if draft.of and draft.role == "completion_rate" else ""
    return f"{ROLE_WORDS[draft.role]}{base}"


class _Maker:
    """Makes the figures and claims of one passage."""

    def __init__(self, text: str, prose: Prose, anchor: Anchorer, piece: str, measure: Measure) -> None:
        self._text = text
        self._prose = prose
        self._anchor = anchor
        self._piece = piece
        self._measure = measure

    def anchor(self, start: int, end: int) -> Anchor:
        return self._anchor(*self._prose.span(start, end))

    def figure(self, number: Number, place: Place) -> Figure:
        """An amount is known to the layout's step or finer, a percentage to its printed digits, a count exactly."""
        start, end = self._prose.span(number.start, number.end)
        printed, anchor = self._text[start:end], self._anchor(start, end)
        amount = number.amount
        if number.nil:
            return Figure(place, anchor, printed, ZERO, ZERO, amount.step, number.unit, blank=True)
        if number.kind == "amount" and number.unit in {WAN_YUAN, YUAN}:
            measure = Measure(number.unit, self._measure.step if number.unit == WAN_YUAN else Decimal("0.01"))
            return amount_figure(amount, printed, place, anchor, measure)
        if number.kind in {"percent", "amount"}:
            return Figure(place, anchor, printed, amount.number, amount.step, amount.step, number.unit)
        if number.kind == "score":
            step = min(amount.step, Decimal("0.01"))
            return Figure(place, anchor, printed, amount.number, step, step, number.unit)
        return Figure(place, anchor, printed, amount.number, ZERO, min(amount.step, ONE), number.unit)

    def claim(self, draft: Draft, figures: dict[int, Figure]) -> Claim:
        subject = draft.subject
        return Claim(
            draft.topic,
            subject.name,
            draft.role,
            self.anchor(draft.start, draft.end),
            figures.get(id(draft.number)),
            subject.path,
            subject.entry,
            draft.of,
            draft.sense,
            figures.get(id(draft.part)),
            figures.get(id(draft.base)),
            draft.group,
            draft.sentence,
            draft.text,
            tuple((name, self.anchor(start, end)) for name, start, end in draft.names),
        )
