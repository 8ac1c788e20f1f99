"""Totals of what stands before them, and figures in a row of which one is made of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jslint.pattern import Pattern
from jslint.prose.numbers import Number
from jslint.prose.reckoning.cues import TERM
from jslint.prose.reckoning.formulas import Formula
from jslint.prose.reckoning.made import Reckoning, summed
from jslint.prose.reckoning.sentence import Sentence, View, in_one_unit

GOES_ON = Pattern(r"[、，,]?(?:接待)?(?:费用|金额|支出|资金|人数)?(?:共|共计|合计|为)?")
"""Before a further figure of what was named: 9 批次、76 人次，费用 c."""
_TOTAL = Pattern(
    r"(?:[，,;、:。—]|^)(?:以上|上述)?(?:[两二三四五六七八九十0-9]{1,2}(?:项|家|类|部分|方面|个单位|者)|部门|全部门|全年|本年|全系统)?"
    r"(?:费用|支出|金额)?(?:合计|共计|总计|累计|共)(?:接待|支出|费用|金额|采购|为)*$"
)
_NOT_LISTED = Pattern(r"其中|占|比|较|预算|增|减|含|\(|\)|约|余|。|同|每|均")
_SUMMED_KINDS = frozenset({"amount", "count", "score"})


def total(view: View) -> Reckoning | None:
    """A 单位 a、B 单位 b，合计 c; 合计 9 批次、76 人次，费用 c is the total of each unit."""
    gaps, begin = view.sentence.gaps, view.at
    if view.number.kind not in _SUMMED_KINDS:
        return None
    while begin > 1 and GOES_ON.fullmatch(gaps[begin]) and not _TOTAL.search(gaps[begin]):
        begin -= 1
    if not _TOTAL.search(gaps[begin]):
        return None
    return _last_that_fit(view, begin) or _all_listed(view, begin)


def _last_that_fit(view: View, end: int) -> Reckoning | None:
    """The fewest figures right before the total that come to it."""
    parts = [each for each in view.sentence.numbers[:end] if each.unit == view.number.unit]
    options = (summed(view.number, parts[begin:]) for begin in range(len(parts) - 2, -1, -1))
    return next((option for option in options if option.fits()), None)


def _all_listed(view: View, end: int) -> Reckoning | None:
    """All figures before the total, or behind the last 其中, where nothing is among them but a list."""
    numbers, gaps, unit = view.sentence.numbers, view.sentence.gaps, view.number.unit
    among = max((index for index in range(end) if "其中" in gaps[index]), default=None)
    words = gaps[:end] if among is None else gaps[among + 1 : end]
    listed = numbers[among or 0 : end]
    pure = all(each.unit == unit or each.kind == "count" for each in listed)
    parts = [each for each in listed if each.unit == unit]
    if not pure or len(parts) < 2 or any(_NOT_LISTED.search(gap) for gap in words):
        return None
    return summed(view.number, parts)


def formulas(sentence: Sentence, made: Mapping[int, Reckoning], table: Sequence[Formula]) -> Iterator[Reckoning]:
    """What the rows of the table make of figures in a row, each of the first that is said; `made` is known already."""
    words = "".join(sentence.gaps)
    sayable = [formula for formula in table if formula.needs in words]
    for at in in_one_unit(sentence.numbers) if sayable else ():
        formula = next((each for each in sayable if each.is_said(sentence.gaps[at : at + 3])), None)
        if formula is None or at + formula.whole in made:
            continue
        worked_out = _worked_out(formula, sentence.numbers[at : at + 3])
        if worked_out.fits() or not _goes_on(sentence, at, at + 3):
            yield worked_out


def _goes_on(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether what stands right beside the three is a further term: 年中追加 A，收回 B; 质保金 C."""
    unit = sentence.numbers[begin].unit
    beside = [at for at in (begin - 1, end) if 0 <= at < len(sentence.numbers)]
    return any(sentence.numbers[at].unit == unit and TERM.search(sentence.gaps[at]) for at in beside)


def _worked_out(formula: Formula, three: Sequence[Number]) -> Reckoning:
    signed = zip(three, formula.terms, strict=True)
    return Reckoning(three[formula.whole], "sum", tuple((each, term.sign) for each, term in signed if term.sign))
