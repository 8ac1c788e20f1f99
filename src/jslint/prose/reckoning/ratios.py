"""Shares of a whole, execution rates, and how much of what was set is done."""

from __future__ import annotations

from collections.abc import Sequence

from jslint.pattern import Pattern
from jslint.prose.reckoning.cues import AVERAGE, BUDGET, RATE, SPENT, begins_list
from jslint.prose.reckoning.made import Reckoning, chosen, ratio
from jslint.prose.reckoning.sentence import Sentence, View

_DONE = Pattern(
    r"[，,;、(]?(?:预算|资金|总体|整体|项目)?(?:支出|预算)?(?:完成率|执行率|执行进度|支出进度|支付率|使用率)(?:为|达|达到|约为|约)?"
)
_TARGET = Pattern(r"[，,](?:占|为|超额|共)?完成[^，,0-9]{0,8}(?:目标|任务|计划|指标)(?:数|值|任务)?的?$")
_OF_BASE = Pattern(r"(?:^|[，,;(])约?占(?:到)?[^，,;:0-9()]{1,24}$")
_IS = Pattern(r"[，,;(]?(?:仅|只)?(?:为|是|相当于|达到)[^，,;:0-9()]{2,16}")
_THE = Pattern(r"的(?:比例为|比重为)?")
_COUNT_SHARE = Pattern(r"[^，,;0-9]{0,14}[，,(]占比?(?:为)?")
_DONE_RATE = Pattern(
    r"[，,(](?:指标|问卷|目标|任务|资金|总体)?(?:有效)?(?P<done>完成|执行|回收|办结|核销|支付|兑付|使用|发放|到位|开工|竣工|验收|达标)率(?:为|达|达到)?"
)
_NOT_DONE = Pattern(r"未|超额|目标|应|计划|任务")
_OF_NAMED = Pattern(r"[，,(]约?占(?P<name>[^，,;()0-9]{2,16})的(?:比例为|比重为)?")
_OF_LIST = Pattern(r"[，,(]占比?(?:为)?")


def of_target(view: View) -> Reckoning | None:
    """举办 A 场，完成年度目标 B 场的 P%."""
    target = view.before
    if not (_THE.fullmatch(view.gap) and _TARGET.search(view.gap_before)):
        return None
    others = view.sentence.like(view.at - 1, target.unit)
    return chosen([ratio(view.number, "execution", each, target) for each in others], certain=len(others) == 1)


def execution(view: View) -> Reckoning | None:
    """全年预算 B，执行 A，执行率 P%; other money in the sentence (追加, 核减, 上年结转) may be in it."""
    if view.before.kind == "count" or not _DONE.fullmatch(view.gap):
        return None
    spent, budgets = view.sentence.said(view.at, SPENT), view.sentence.said(view.at, BUDGET)
    options = [
        ratio(view.number, "execution", each, budget)
        for budget in budgets
        for each in spent
        if each.unit == budget.unit and each is not budget
    ]
    return chosen(options, certain=len(spent) == 1 and not view.sentence.others(view.at, (*budgets, *spent)))


def portion(view: View) -> Reckoning | None:
    """A，占某项 B 的 P%; A，仅为某项 B 的 P%."""
    named = _OF_BASE.search(view.gap_before) or _IS.fullmatch(view.gap_before)
    if view.at < 2 or not (_THE.fullmatch(view.gap) and named):
        return None
    part = view.sentence.numbers[view.at - 2]
    if part.unit != view.before.unit or AVERAGE.search(view.sentence.gaps[view.at - 2]):
        return None
    return ratio(view.number, "portion", part, view.before)


def of_named(view: View) -> Reckoning | None:
    """服务支出 B，其中物业服务 A，占服务支出的 P%."""
    named = _OF_NAMED.fullmatch(view.gap)
    if named is None or view.at < 2:
        return None
    base = view.sentence.named(view.at - 1, view.before.unit, named["name"], named["name"] + "为")
    return None if base is None else ratio(view.number, "portion", view.before, base)


def of_list(view: View) -> Reckoning | None:
    """W，其中甲 A，占 P%；乙 B，占 Q%: of the whole, where another share of the list is of it too."""
    sentence, at = view.sentence, view.at
    if not _OF_LIST.fullmatch(view.gap):
        return None
    begin = next((index for index in range(at - 1, 0, -1) if begins_list(sentence.gaps[index])), 0)
    whole = sentence.whole(begin, view.before.unit) if begin else None
    if whole is None:
        return None
    shares = [
        ratio(sentence.numbers[index], "portion", sentence.numbers[index - 1], whole)
        for index in _shares(sentence, begin + 1)
        if sentence.numbers[index - 1].unit == whole.unit
    ]
    own, others = _own_and_others(view, shares)
    return own if own is not None and (own.fits() or any(share.fits() for share in others)) else None


def of_pair(view: View) -> Reckoning | None:
    """货物 B，授予中小企业 A，占比 P%；工程 B，授予中小企业 A，占比 Q%: as the other pairs are."""
    if not _OF_LIST.fullmatch(view.gap):
        return None
    numbers, gaps = view.sentence.numbers, view.sentence.gaps
    pairs = [
        ratio(numbers[index], "portion", numbers[index - 1], numbers[index - 2])
        for index in _shares(view.sentence, 2)
        if numbers[index - 1].unit == numbers[index - 2].unit and (index == 2 or gaps[index - 2].startswith(";"))
    ]
    own, _ = _own_and_others(view, pairs)
    return own if own is not None and any(pair.fits() for pair in pairs) else None


def _shares(sentence: Sentence, begin: int) -> list[int]:
    """The places from there on of figures behind a bare 占."""
    return [index for index in range(begin, len(sentence.gaps)) if _OF_LIST.fullmatch(sentence.gaps[index])]


def _own_and_others(view: View, shares: Sequence[Reckoning]) -> tuple[Reckoning | None, list[Reckoning]]:
    own = next((share for share in shares if share.number is view.number), None)
    return own, [share for share in shares if share is not own]


def of_count(view: View) -> Reckoning | None:
    """共 n 个，其中 m 个，占 P%: of the first, where it is the most."""
    sentence, part = view.sentence, view.before
    if part.kind not in {"count", "bare"} or "项目" in view.gap or not _COUNT_SHARE.fullmatch(view.gap):
        return None
    wholes = sentence.like(view.at - 1, part.unit)
    divided = any("其中" in gap for gap in sentence.gaps[1 : view.at])
    if not (divided and wholes and all(each.amount.number <= wholes[0].amount.number for each in (*wholes, part))):
        return None
    options = [ratio(view.number, "portion", part, each) for each in wholes]
    return next((option for option in options if option.fits()), options[0])


def done(view: View) -> Reckoning | None:
    """发放问卷 n 份，回收 m 份，回收率 P%; 设定 n 个，完成 m 个，未完成 k 个，完成率 P%."""
    sentence, at, rate = view.sentence, view.at, _DONE_RATE.fullmatch(view.gap)
    if rate is None or RATE.fullmatch(view.gap):
        return None
    since = max((index for index in range(1, at) if ";" in sentence.gaps[index]), default=0)
    verbs = (rate["done"], rate["done"][::-1])  # 收回 n 份，回收率 P%
    options = [
        ratio(view.number, "execution", each, whole)
        for each, gap in sentence.before(at, since)
        if any(verb in gap for verb in verbs) and not _NOT_DONE.search(gap)
        for whole in sentence.like(at, each.unit)
        if sentence.numbers[since].start <= whole.start < each.start
    ]
    return chosen(options, certain=len(options) == 1)
