"""Whether an indicator's actual value meets its target, and where that cannot be said, why not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from jslint.amount import HUNDRED
from jslint.figure import Figure
from jslint.profile import Profile
from jslint.report.annexes import Indicator, Quantity
from jslint.report.titles import normalise
from jslint.scoring import Attainment

Outcome = Literal["met", "missed", "open"]

_LESS_IS_BETTER = re.compile(
    "成本|费用|支出|经费|开支|控制|调整率|结转|结余|投诉|事故|故障|差错|误差|错误|违规|违法|违纪|逾期|超支|超编|超标|变动|下降|减少|降低"
    "|压减|负债|失业|发病|死亡|伤亡|案件|案发|发生率|流失|退回|返工|时限|时效|时长|时间|天数|用时|周期|响应|工期|能耗|排放|污染|库存|空置|闲置"
)
_MONEY_OR_TIME = re.compile("元|天|日|小时|分钟|工作日|个月|周")
_FALLEN_SHORT = re.compile(r"^(?:未|没有|尚未)(?:完成|达成|达到|达标|实现|开展)|^部分(?:完成|达成|达到|实现)")
_DONE = re.compile(r"^(?:已|全部|全面|按期|按时)?(?:完成|达成|达到|实现)")


@dataclass(frozen=True, slots=True)
class Reading:
    """Whether the target is met; `target` and `actual` are the numbers compared (no target number: words, the whole)."""

    outcome: Outcome
    reason: str = ""
    actual: Figure | None = None
    target: Figure | None = None
    reverse: bool = False

    def attained(self, profile: Profile) -> Attainment | None:
        """The ratio that profiles are about, or None where it is none: words against words, a target of 0."""
        if self.actual is None or self.actual.blank or (self.target is not None and self.target.value <= 0):
            return None
        return Attainment(self.actual, self.target, profile, self.reverse)


def read_attainment(indicator: Indicator) -> Reading:
    """Compare an indicator's actual value with its target. `open` wherever forms may mean different things."""
    target, actual = indicator.target, indicator.actual
    if target is None or actual is None or target.kind == "blank" or actual.kind == "blank":
        return Reading("open", "没有写指标值或完成值")
    if actual.kind == "words":
        return _by_words(target, actual)
    if target.kind == "words":
        return _against_words(actual)
    if target.kind == "other" or actual.kind in {"other", "range"} or target.about or actual.about:
        return Reading("open", "指标值或完成值不是一个确定的数")
    if not _same_unit(target, actual):
        return Reading("open", "指标值与完成值的计量单位不同")
    return _by_numbers(target, actual, doubtful=_may_be_reverse(indicator))


def _by_words(target: Quantity, actual: Quantity) -> Reading:
    if _FALLEN_SHORT.search(actual.text):
        return Reading("missed")
    if (target.kind == "words" and normalise(target.text) == normalise(actual.text)) or _DONE.search(actual.text):
        return Reading("met")
    return Reading("open", "完成值是文字")


def _against_words(actual: Quantity) -> Reading:
    """Words as a target stand for 100 %."""
    figure = actual.figure
    if actual.kind != "number" or figure is None or not actual.is_percent or actual.about:
        return Reading("open", "指标值是文字，完成值不是百分数")
    if figure.value >= HUNDRED:
        return Reading("met", actual=figure)
    if figure.interval().high < HUNDRED:
        return Reading("missed", actual=figure)
    return Reading("open", "四舍五入后可能达到", actual=figure)


def _same_unit(target: Quantity, actual: Quantity) -> bool:
    if target.unit == actual.unit or (not actual.unit and not target.is_percent):
        return True
    if not target.unit and not actual.is_percent:
        return True
    bare = actual if not actual.unit else target if not target.unit else None
    return bare is not None and bare.figure is not None and bare.figure.value > 1


def _may_be_reverse(indicator: Indicator) -> bool:
    """Whether less may be better where the form prints no sign: costs, times, complaints, accidents."""
    unit = indicator.target.unit if indicator.target else ""
    return any(_LESS_IS_BETTER.search(level) for level in indicator.levels) or bool(_MONEY_OR_TIME.search(unit))


def _by_numbers(target: Quantity, actual: Quantity, *, doubtful: bool) -> Reading:
    low, figure = target.figure, actual.figure
    if low is None or figure is None:
        return Reading("open", "指标值或完成值无法读成数字")
    if target.direction in {"≤", "<"}:
        bound = target.high or low
        return _compared(figure, bound, reverse=True, strict=target.direction == "<", loose=target.unit != actual.unit)
    if not target.direction or target.direction == "=":
        if figure.value == low.value:
            return Reading("met", actual=figure, target=low)
        if doubtful or target.high is not None or figure.value > low.value:
            return Reading("open", "指标值没有标明“≥”或“≤”", figure, low)
    return _compared(figure, low, reverse=False, strict=target.direction == ">", loose=target.unit != actual.unit)


def _compared(actual: Figure, bound: Figure, *, reverse: bool, strict: bool, loose: bool) -> Reading:
    """Missed only where no true value that prints so would meet the bound; a bound is meant as it is printed."""
    difference = bound.value - actual.value if reverse else actual.value - bound.value
    if difference > 0 or (not difference and not strict):
        return Reading("met", actual=actual, target=bound, reverse=reverse)
    interval = actual.interval()
    reachable = interval.low <= bound.value if reverse else interval.high >= bound.value
    if loose or reachable:
        return Reading("open", "计量单位没有写全" if loose else "四舍五入后可能达到", actual, bound, reverse)
    return Reading("missed", actual=actual, target=bound, reverse=reverse)


def achievement(indicator: Indicator) -> str:
    """完成 6次、指标 ≥4次: as messages say it."""
    actual = indicator.actual.text.strip() if indicator.actual else ""
    target = indicator.target.text.strip() if indicator.target else ""
    return f"年度指标值“{target}”、实际完成值“{actual}”"
