"""Differences, their rates, what was saved, and from what to what."""

from __future__ import annotations

from jslint.pattern import Pattern
from jslint.prose.numbers import Number
from jslint.prose.reckoning.cues import BUDGET, DOWN, EITHER, LEFT_OUT, RATE, SAVED, SPENT, UP, sense_of, states_other
from jslint.prose.reckoning.made import Reckoning, apart, chosen, ratio, summed, value
from jslint.prose.reckoning.sentence import View

_MOVED = Pattern(rf"(?:相比较?|比较|对比)?[，,]?(?:略|共|净|同比|实际)?{EITHER}(?:了|额为|为|额|金额|资金|支出)?")
_AGAINST_YEAR = Pattern(
    r"\)?[，,;:]?(?:比|较|与|同)?(?:上年度?|上一年度?|去年|上年同期|同比|Y|年初|期初|上年末|上年底)(?:决算数?|支出数?)?(?:相比较?|比较)?[，,]?"
    rf"{EITHER}了?"
)
_PAID = Pattern(r"支付(?:数|金额|资金|了|额)*(?:为|共|共计)?$")
"""What is not paid is left, and not saved."""
_SAVED_RATE = Pattern(r"[，,;、(]?(?:资金)?(?:节约|节支|结余)率(?:为|达|达到|约为)?")
_FROM = Pattern(r"(?:由|从)[^，,;:()0-9]{0,12}$")
_TO = Pattern(rf"(?:{UP}|{DOWN}|降|升|增|减)?(?:到|至|为)[^，,;:()0-9]{{0,8}}$")
_NAMED = Pattern(rf"[，,]?(?:比|较)(?P<name>[^，,;:()0-9]{{2,10}}?){EITHER}了?")
_SUMMED_CHANGE = Pattern(rf"[，,](?:[两三四]项)?(?:合计|共计|总计|累计|总共|共){EITHER}了?")
_SUMMED_CHANGES = Pattern(
    rf"[，,;](?:以上)?(?:[两三四]项)?(?:合计|共计|总计|总额)(?:同比|比上年|较上年|比预算|较预算){EITHER}了?"
)
_OPENS_SUM = frozenset("，,;")
"""What both of them begin with."""
_ONE_CHANGE = Pattern(rf"(?:同比|比上年|较上年|比预算|较预算){EITHER}了?$")
_EACH_CHANGE = Pattern(rf"分别[^，,0-9]{{0,12}}{EITHER}了?$")
_JOINED = Pattern(r"[、，,和及]")


def sums_changes(gap: str) -> bool:
    """Whether the words say that changes are taken together: 合计减少, 合计同比减少; also a figure that is bound may be that."""
    return gap[:1] in _OPENS_SUM and bool(_SUMMED_CHANGE.fullmatch(gap) or _SUMMED_CHANGES.fullmatch(gap))


def difference(view: View) -> Reckoning | None:
    """A，比上年 B 减少 D."""
    number, base, at, moved = view.number, view.before, view.at, _MOVED.fullmatch(view.gap)
    if moved is None or at < 2 or base.unit != number.unit or not states_other(view.gap_before):
        return None
    beside = view.sentence.numbers[at - 2]
    others = view.sentence.like(at - 1, number.unit)
    one_unit = beside.unit == number.unit
    certain = len(others) == 1 or beside in others or (not others and one_unit)
    if beside not in others and one_unit:
        others.append(beside)  # 平均分 A，较上年 B 提高 D
    sense = sense_of(moved)
    return chosen([Reckoning(number, "difference", apart(each, base, sense)) for each in others], certain=certain)


def from_to(view: View) -> Reckoning | None:
    """由 B 下降到 A，减少 D; 2022年得分 B，2023年得分 A，提高 D."""
    number, moved = view.number, _MOVED.fullmatch(view.gap)
    if moved is None or view.at < 2:
        return None
    named, after = view.sentence.gaps[view.at - 2].lstrip("，,;"), view.gap_before.lstrip("，,;")
    yearly = named == after and named.startswith("Y")
    if not (yearly or (_TO.search(after) and _FROM.search(named))):
        return None
    now, then = view.before, view.sentence.numbers[view.at - 2]
    one_unit = now.unit == then.unit == number.unit
    return Reckoning(number, "difference", apart(now, then, sense_of(moved))) if one_unit else None


def against_named(view: View) -> Reckoning | None:
    """最高限价 B，中标 A，较最高限价下浮 P%."""
    number, part, named = view.number, view.before, _NAMED.fullmatch(view.gap)
    if named is None or view.at < 2 or (number.kind == "amount" and number.unit != part.unit):
        return None
    base = view.sentence.named(view.at - 1, part.unit, named["name"])
    if base is None:
        return None
    change = apart(part, base, sense_of(named))
    return (
        Reckoning(number, "rate", change, ((base, 1),))
        if number.kind == "percent"
        else Reckoning(number, "difference", change)
    )


def saved(view: View) -> Reckoning | None:
    """预算 B，实际支出 A，节约资金 D; other money in the sentence (追加, 上年结转, 最高限价) may be in it."""
    number = view.number
    if not SAVED.fullmatch(view.gap):
        return None
    budgets = view.sentence.said(view.at, BUDGET, number.unit)
    spent = view.sentence.said(view.at, SPENT, number.unit)
    options = [Reckoning(number, "difference", apart(budget, each)) for budget in budgets for each in spent]
    one = len({value(option.part) for option in options}) == 1
    certain = one and not _leaves_more(view) and not view.sentence.others(view.at, (*budgets, *spent))
    return chosen(options, certain=certain)


def _leaves_more(view: View) -> bool:
    """Whether not all that was not spent was saved: 预算 B，支付 A，节约 D; 预算 B，采购 A，节约 D，剩余 E 结转."""
    others = any(SAVED.fullmatch(gap) for at, gap in enumerate(view.sentence.gaps) if at != view.at)
    return others or ("节" in view.gap and any(_PAID.search(gap) for _, gap in view.sentence.before(view.at)))


def saved_rate(view: View) -> Reckoning | None:
    """预算 B，实际支出 A，节约资金 D，节约率 P%."""
    change = view.made.get(view.at - 1)
    if change is None or change.kind != "difference" or not _SAVED_RATE.fullmatch(view.gap):
        return None
    more = change.part[0] if change.part[0][1] > 0 else change.part[1]
    return ratio(view.number, "rate", change.number, more[0])


def rate(view: View) -> Reckoning | None:
    """…减少 D，下降 P%; 由 B 降为 A，下降 P%; A，比上年 B 增长 P%; A，比上年增加 D，增长 P%."""
    said = RATE.fullmatch(view.gap)
    if said is None or view.before.kind == "percent":
        return None
    change = view.made.get(view.at - 1)
    if change is not None and change.kind == "difference":
        return ratio(view.number, "rate", view.before, change.part[-1][0])
    if view.at > 1 and _TO.search(view.gap_before) and _FROM.search(view.sentence.gaps[view.at - 2]):
        return _rate_from_to(view, sense_of(said))
    nows, certain = _nows(view)
    if states_other(view.gap_before):
        return chosen([_rate_against(view, now, sense_of(said)) for now in nows], certain=certain)
    moved = _AGAINST_YEAR.fullmatch(view.gap_before)
    if moved is None or LEFT_OUT.search(view.gap_before):
        return None
    return chosen([_rate_of_change(view, now, sense_of(moved)) for now in nows], certain=certain)


def _nows(view: View) -> tuple[list[Number], bool]:
    """What the figure before is compared with, and whether the words leave no choice which of them is meant."""
    found = view.sentence.like(view.at - 1, view.before.unit)
    return found, len(found) == 1 or (view.at > 1 and view.sentence.numbers[view.at - 2] in found)


def _rate_from_to(view: View, sense: int) -> Reckoning | None:
    """由 B 降为 A，下降 P%."""
    then = view.sentence.numbers[view.at - 2]
    one_unit = then.unit == view.before.unit
    return Reckoning(view.number, "rate", apart(view.before, then, sense), ((then, 1),)) if one_unit else None


def _rate_against(view: View, now: Number, sense: int) -> Reckoning:
    """A，比上年 B 增长 P%."""
    return Reckoning(view.number, "rate", apart(now, view.before, sense), ((view.before, 1),))


def _rate_of_change(view: View, now: Number, sense: int) -> Reckoning:
    """A，比上年增加 D，增长 P%: of what there was before the change."""
    return Reckoning(view.number, "rate", ((view.before, 1),), ((now, 1), (view.before, -sense)))


def changes_together(view: View) -> Reckoning | None:
    """分别较上年减少 A、B、C，合计减少 D."""
    gaps, begin, together = view.sentence.gaps, view.at - 1, _SUMMED_CHANGE.fullmatch(view.gap)
    if together is None:
        return None
    while begin > 0 and _JOINED.fullmatch(gaps[begin]):
        begin -= 1
    each = _EACH_CHANGE.search(gaps[begin])
    if each is None or sense_of(together) != sense_of(each) or view.at - begin < 2:
        return None
    parts = view.sentence.numbers[begin : view.at]
    one_unit = {part.unit for part in parts} == {view.number.unit}
    return summed(view.number, parts, "difference") if one_unit else None


def changes_summed(view: View) -> Reckoning | None:
    """甲 A，同比减少 a；乙 B，同比增加 b；合计同比减少 D."""
    together = _SUMMED_CHANGES.fullmatch(view.gap)
    if together is None or any("其中" in gap for gap in view.sentence.gaps[: view.at]):
        return None
    sense = sense_of(together)
    changes = ((number, _ONE_CHANGE.search(gap)) for number, gap in view.sentence.before(view.at))
    found = tuple((number, sense * sense_of(change)) for number, change in changes if change)
    one_unit = {number.unit for number, _ in found} == {view.number.unit}
    return Reckoning(view.number, "difference", found) if one_unit and len(found) > 1 else None
