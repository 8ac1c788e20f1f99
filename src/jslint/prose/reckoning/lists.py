"""Lists that divide a whole: W，其中：A 费 a、B 费 b."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from jslint.pattern import Pattern
from jslint.prose.numbers import Number
from jslint.prose.reckoning.cues import DOWN, UP, begins_list
from jslint.prose.reckoning.made import Reckoning, chosen, summed
from jslint.prose.reckoning.sentence import Sentence
from jslint.prose.reckoning.sums import GOES_ON

_NEXT = Pattern(r"[，,、;和及][^0-9;:()。，,]{1,18}$|[，,、;和及][^0-9;:()。，,]{1,14}[，,][^0-9;:()。，,]{1,6}$")
_ENDS_LIST = Pattern(rf"其中|合计|共计|占|满分|比[上年]|较[上年]|{UP}|{DOWN}")
_FEE = Pattern(r"(?:费(?:用|支出)?|(?:流动|固定|无形)资产|在建工程)(?:为|共)?$")
_COMPOUND = Pattern(r"购置及|购置和|三公|日常|公用|含|其他资金|其他费用|财政|合计|小计|共计|同比|比|较|增|减|占|预算")
"""Names that may hold others of the list."""
_REST = Pattern(r"(?:(?:其他|其余|其它)(?:来访|接待|项目|方面|人员|单位|部门|人次)?|第?四季度)(?:为|共)?$")
"""The last name of a list that leaves nothing out."""
_QUARTER = Pattern(r"第?[一二三四]季度")
_QUARTERS = 4
_FUNDS = Pattern(r"(?:一般公共预算|政府性基金预算|国有资本经营预算)(?:财政)?(?:拨款|资金|安排)*(?:为)?$")
_ALL_FUNDS = 3
"""The kinds of budget that pay: 一般公共预算, 政府性基金预算, 国有资本经营预算."""


class Entry(Struct, frozen=True, eq=False, gc=False):
    """A name of a list and the figures behind it, each in a unit of its own."""

    name: str
    numbers: tuple[Number, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """The units of the figures, in their order."""
        return tuple(number.unit for number in self.numbers)


def lists(sentence: Sentence) -> Iterator[Reckoning]:
    """The wholes of the sentence that its lists make, or may not exceed."""
    for at in range(1, len(sentence.numbers)):
        if begins_list(sentence.gaps[at]):
            yield from _list(sentence, at)


def _list(sentence: Sentence, begin: int) -> Sequence[Reckoning]:
    entries = list(_entries(sentence, begin))
    units = entries[0].units
    if len(entries) < 2 or len(set(units)) != len(units) or any(each.units != units for each in entries):
        return ()
    names = [entry.name for entry in entries]
    found = [
        [summed(whole, [each.numbers[index] for each in entries]) for whole in reversed(sentence.like(begin, unit))]
        for index, unit in enumerate(units)
    ]
    options = [each for each in found if each]
    if len(options) > 1:
        return _in_every_unit([each[0] for each in options])
    made = _by_names(names, units, options[0]) if options else None
    return () if made is None else (made,)


def _in_every_unit(sums: Sequence[Reckoning]) -> Sequence[Reckoning]:
    """21 批次 168 人次，其中…9 批次 76 人次，…: what is complete in one unit is so in all."""
    return sums if any(each.fits() for each in sums) else ()


def _by_names(names: Sequence[str], units: Sequence[str], options: Sequence[Reckoning]) -> Reckoning | None:
    """What the names of the list tell: a rest and all funds, that nothing is left out; fees and points, that no more than the whole is listed.

    `options` are the list as the sum of each figure before it, the last first: of which one it is is open unless it fits one or there is only one.
    """
    ends_with_rest = bool(_REST.search(names[-1])) and not _lacks_quarters(names)
    if len(set(names)) < len(names) or (len(units) > 1 and not ends_with_rest):
        return None
    made = chosen(options, certain=len(options) == 1)
    if ends_with_rest:
        return made
    if units == ("分",) or all(_is_fee(name) for name in names):
        return made if made is not None and made.fits() else _at_most(options)
    return made if len(names) == _ALL_FUNDS and all(_FUNDS.search(name) for name in names) else None


def _at_most(options: Sequence[Reckoning]) -> Reckoning | None:
    """The list as no more than a figure before it, if it may be; points of several on one scale are no parts (总体 93 分，其中企业 92 分、群众 95 分)."""
    limits = [Reckoning(each.number, "limit", each.part) for each in options]
    made = next((limit for limit in limits if limit.fits()), limits[0])
    over_half = sum(number.amount.number * 2 > made.number.amount.number for number, _ in made.part)
    return None if made.number.unit == "分" and over_half > 1 else made


def _lacks_quarters(names: Sequence[str]) -> bool:
    """Whether the list ends with a quarter and does not hold all four of them."""
    return bool(_QUARTER.search(names[-1])) and sum(bool(_QUARTER.search(name)) for name in names) < _QUARTERS


def _is_fee(name: str) -> bool:
    """Whether it is a fee or a class of assets that holds no other of the list."""
    return bool(_FEE.search(name)) and not (_COMPOUND.search(name) or name.startswith(";"))


def _entries(sentence: Sentence, begin: int) -> Iterator[Entry]:
    """The list that begins at a figure, up to what does not go on with it."""
    name, numbers = sentence.gaps[begin], [sentence.numbers[begin]]
    for at in range(begin + 1, _list_end(sentence, begin)):
        gap, number = sentence.gaps[at], sentence.numbers[at]
        if GOES_ON.fullmatch(gap) and number.unit not in {each.unit for each in numbers}:
            numbers.append(number)
        elif (entry := _NEXT.search(gap)) is not None and entry[0] == gap:
            yield Entry(name, tuple(numbers))
            name, numbers = gap, [number]
        else:
            break
    yield Entry(name, tuple(numbers))


def _list_end(sentence: Sentence, begin: int) -> int:
    """The place of the first figure that words or marks part from the list; one that commas part ends at a semicolon."""
    gaps, places = sentence.gaps, range(begin + 1, len(sentence.gaps))
    second = next((at for at in places if not GOES_ON.fullmatch(gaps[at])), len(gaps))
    by_semicolon = second < len(gaps) and gaps[second].startswith(";")
    ends = (
        at
        for at in places
        if sentence.closed[at]
        or _ENDS_LIST.search(gaps[at])
        or (gaps[at].startswith(";") and at > second and not by_semicolon)
    )
    return next(ends, len(gaps))
