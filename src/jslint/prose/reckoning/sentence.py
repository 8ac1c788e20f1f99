"""The figures of a sentence with the words before each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter

from msgspec import Struct

from jslint.pattern import Pattern
from jslint.prose.numbers import Number
from jslint.prose.reckoning.cues import AGAINST, DOWN, NO_AMOUNT, SAVED, TERM, UP
from jslint.prose.reckoning.made import Reckoning

_OF_NAMES = Pattern(r"\((护|境|役)\)")
"""Brackets that belong to a name: 维修（护）费."""
_FULL_MARKS = Pattern(r"[(，](?:满分|分值|权重|总分)(?:为)?[0-9.]+分?\)?")
"""How many points there are to get."""
_POINTS_TO_GET = ("满分", "分值", "权重", "总分")
_FULL = Pattern(r"(?:满分|分值|权重|总分)为?$")
_YEAR = Pattern(r"(?:19|20)[0-9]{2}年(?:度|末|底)?")
_NAME = Pattern(r"[^，,;:、。()]+")
_ORIGIN = Pattern(r"(?<=.)[由从][^由从]*$")
"""宣传费由上年的 297 万元: what it was is no part of the name."""
_START = attrgetter("start")
_DIVIDES_OR_SUMS = Pattern(rf"其中|\(|[合共总累]计|总额|共(?:{UP}|{DOWN})")
"""Words without which no list begins and no changes are taken together."""
_FORMULA_KINDS = frozenset({"amount", "count"})
_OF_ITSELF = Pattern(r"\((?:[以按占含]|剔除|扣除|不含|不考虑|同口径|其中|包括|不包括|另)|(?:余|多|左右|上下)")
"""Right behind a figure: what else it is of, or that it is none to the digit."""
_ABOUT = Pattern(r"(?:(?<!节)约|近|逾|预计|拟)(?:[^，,;:、。()]{0,4})$")
"""Before a figure that is none to the digit, or none that has come to pass."""
_OVERLAPS = Pattern(r"重复|交叉|重叠|联合|同时|兼[有为]|[未不][计纳列]入|另行|另有|列支|冲减|抵减")
"""Behind a list: what is in it twice, or is no part of the whole."""
_LISTED_MOST = 40
"""Figures of a sentence beyond which nothing in it is worked out."""


class Sentence:
    """The figures of a sentence with the words before each; years are written Y and brackets are not closed in these."""

    def __init__(self, text: str, start: int, numbers: Sequence[Number], loose: frozenset[int]) -> None:
        """`numbers` are those of `text` from `start` on; `loose` says where those begin that nothing is known to be tied to."""
        self.numbers = numbers
        self._text, self._start, self._loose = text, start, loose

    @cached_property
    def _raw(self) -> list[str]:
        """The words before each figure, with the bracket that closes behind the one before."""
        starts = (self._start, *(number.after for number in self.numbers))
        return [_plain(self._text[start : number.start]) for start, number in zip(starts, self.numbers, strict=False)]

    @cached_property
    def gaps(self) -> list[str]:
        """The words before each figure."""
        return [gap.removeprefix(")") for gap in self._raw]

    @cached_property
    def closed(self) -> list[bool]:
        """Whether a bracket ends before each figure."""
        return [gap.startswith(")") for gap in self._raw]

    @property
    def may_tell(self) -> bool:
        """Whether anything may be worked out: not where all figures are tied and the words between them divide and sum up nothing."""
        numbers = self.numbers
        if any(number.start in self._loose for number in numbers[1:]) or next(in_one_unit(numbers), None) is not None:
            return True
        between = self._text[numbers[0].after : numbers[-1].start].replace(" ", "")
        return _DIVIDES_OR_SUMS.search(between) is not None

    def _behind(self) -> list[str]:
        """The words behind each figure up to the next one or the end of the sentence."""
        last = self.numbers[-1].after
        ends = (self._text.find(mark, last) for mark in "。\n")
        end = min((at for at in ends if at >= 0), default=len(self._text))
        return [*self.gaps[1:], self._text[last:end].replace(" ", "")]

    def leaves_open(self, made: Reckoning) -> bool:
        """Whether words beside the figure, or what it is worked out of, say that it is not just that."""
        used = {id(number) for number in (made.number, *made.operands)}
        places, behind = [at for at, number in enumerate(self.numbers) if id(number) in used], self._behind()
        own = next(at for at in places if self.numbers[at] is made.number)
        if made.base and own + 1 < len(behind) and behind[own].startswith("(") and ")" not in behind[own]:
            return True  # 验收率85.71%（应验收14个）
        return (
            any(_ABOUT.search(self.gaps[at]) for at in places)
            or any(_OF_ITSELF.match(behind[at]) for at in places)
            or any(_OVERLAPS.search(words) for words in behind[places[-1] :])
        )

    def others(self, at: int, known: Sequence[Number]) -> list[Number]:
        """The figures before that one in its unit that are none of the known, not nil, not what was left, and no list in a bracket."""
        unit, within, found = known[0].unit if known else "", False, list[Number]()
        for (number, gap), closed in zip(self.before(at), self.closed, strict=False):
            opens = gap.rfind("(") - gap.rfind(")")
            within = opens > 0 or (within and not closed and not opens)
            listed = within and not TERM.search(gap)
            if number.unit != unit or listed or SAVED.fullmatch(gap) or not number.amount.number:
                continue
            if not any(number is one for one in known):
                found.append(number)
        return found

    def name_of(self, made: Reckoning) -> str:
        """What stands right before the first of the figures that are told of, without marks."""
        first = min((made.number, *made.operands), key=_START)
        names = _NAME.findall(self.gaps[next(at for at, each in enumerate(self.numbers) if each is first)])
        return _ORIGIN.sub("", names[-1]) if names else ""

    def is_loose(self, at: int) -> bool:
        """Whether nothing is known that the figure is tied to."""
        return self.numbers[at].start in self._loose

    def like(self, at: int, unit: str) -> list[Number]:
        """The figures before that one in the same unit that are no averages, no changes and not what is compared with."""
        return [
            number
            for number, gap in self.before(at)
            if number.unit == unit and not (NO_AMOUNT.search(gap) or AGAINST.fullmatch(gap))
        ]

    def said(self, at: int, pattern: Pattern, unit: str = "") -> list[Number]:
        """The figures before that one behind words that end so."""
        return [number for number, gap in self.before(at) if pattern.search(gap) and (not unit or number.unit == unit)]

    def named(self, at: int, unit: str, *names: str) -> Number | None:
        """The last figure before that one in the unit behind one of the names."""
        found = [number for number, gap in self.before(at) if number.unit == unit and gap.endswith(names)]
        return found[-1] if found else None

    def whole(self, begin: int, unit: str) -> Number | None:
        """The figure that a list which begins there divides: the last before it in that unit."""
        found = self.like(begin, unit)
        return found[-1] if found else None

    def before(self, at: int, since: int = 0) -> Iterator[tuple[Number, str]]:
        """The figures before that one, each with the words before it."""
        return zip(self.numbers[since:at], self.gaps[since:at], strict=True)


def in_one_unit(numbers: Sequence[Number]) -> Iterator[int]:
    """Where three amounts or counts in one unit follow each other."""
    for at, (first, second, third) in enumerate(zip(numbers, numbers[1:], numbers[2:], strict=False)):
        if first.unit == second.unit == third.unit and first.kind in _FORMULA_KINDS:
            yield at


def _plain(gap: str) -> str:
    """Words between figures without years, brackets of names and points to get; what a pattern needs is looked for first, for most have none."""
    if "年" in gap:
        gap = _YEAR.sub("Y", gap)
    gap = gap.replace(" ", "")
    if "(" in gap:
        gap = _OF_NAMES.sub(r"\1", gap)
    if any(mark in gap for mark in _POINTS_TO_GET):
        gap = _FULL_MARKS.sub("", gap)
    return gap


class View(Struct, frozen=True, gc=False):
    """A figure of a sentence, by its place among the figures, and what is worked out of those before it; never the first figure."""

    sentence: Sentence
    at: int
    made: Mapping[int, Reckoning]

    @property
    def number(self) -> Number:
        """The figure."""
        return self.sentence.numbers[self.at]

    @property
    def gap(self) -> str:
        """The words before it."""
        return self.sentence.gaps[self.at]

    @property
    def before(self) -> Number:
        """The figure before it."""
        return self.sentence.numbers[self.at - 1]

    @property
    def gap_before(self) -> str:
        """The words before that one."""
        return self.sentence.gaps[self.at - 1]


def sentences(text: str, numbers: Sequence[Number], loose: frozenset[int]) -> Iterator[Sentence]:
    """The sentences of a passage with two figures or more; 其中 behind a stop goes on with the sentence before it."""
    return (
        Sentence(text, start, held, loose) for start, held in _parted(text, numbers) if 1 < len(held) <= _LISTED_MOST
    )


def _parted(text: str, numbers: Sequence[Number]) -> Iterator[tuple[int, list[Number]]]:
    """The figures of each sentence and where it begins; how many points there are to get is none of them."""
    start, held = 0, list[Number]()
    for number in numbers:
        if number.kind == "score" and _FULL.search(text, max(0, number.start - 4), number.start):
            continue
        behind = held[-1].after if held else start
        ends = max(text.rfind("。", behind, number.start), text.rfind("\n", behind, number.start)) + 1
        if held and ends and not text.startswith("其中", ends):
            yield start, held
            held = []
        if not held:
            start = ends or behind
        held.append(number)
    yield start, held
