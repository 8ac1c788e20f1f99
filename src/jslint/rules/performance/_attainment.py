"""Whether an indicator's actual value meets its target, and where that cannot be said, why not."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from jslint.amount import HUNDRED
from jslint.pattern import Pattern, holds_any
from jslint.report.annexes import Indicator, Quantity
from jslint.report.titles import normalise
from jslint.rules.performance._indicator import Attainment

Outcome = Literal["met", "missed", "open"]

_LESS_IS_BETTER = (
    "成本",
    "费用",
    "支出",
    "经费",
    "开支",
    "控制",
    "调整率",
    "结转",
    "结余",
    "投诉",
    "事故",
    "故障",
    "差错",
    "误差",
    "错误",
    "违规",
    "违法",
    "违纪",
    "逾期",
    "超支",
    "超编",
    "超标",
    "变动",
    "下降",
    "减少",
    "降低",
    "压减",
    "负债",
    "失业",
    "发病",
    "死亡",
    "伤亡",
    "案件",
    "案发",
    "发生率",
    "流失",
    "退回",
    "返工",
    "时限",
    "时效",
    "时长",
    "时间",
    "天数",
    "用时",
    "周期",
    "响应",
    "工期",
    "能耗",
    "排放",
    "污染",
    "库存",
    "空置",
    "闲置",
)
_MONEY_OR_TIME = ("元", "天", "日", "小时", "分钟", "个月", "周")
_FALLEN_SHORT = Pattern(r"^(?:未|没有|尚未)(?:完成|达成|达到|达标|实现|开展)|^部分(?:完成|达成|达到|实现)")
_DONE = Pattern(r"^(?:已|全部|全面|按期|按时)?(?:完成|达成|达到|实现)")


class Reading(Struct, frozen=True):
    """Whether the target is met, with the reason where that is open; `attained` where both are numbers.

    `loose` marks numbers of which only one has a unit: a miss may be one of units.
    """

    outcome: Outcome
    reason: str = ""
    attained: Attainment | None = None
    loose: bool = False


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


def numbers_of(indicator: Indicator) -> Attainment | None:
    """The actual value over the target where both are single numbers of one unit, or a percentage stands against words.

    Whether more or less is better is not asked.
    """
    target, actual = indicator.target, indicator.actual
    if target is None or actual is None or actual.kind != "number" or actual.figure is None or actual.about:
        return None
    if target.kind == "words":
        return Attainment(actual.figure, None) if actual.is_percent else None
    if target.kind != "number" or target.figure is None or target.about or target.unit != actual.unit:
        return None
    return Attainment(actual.figure, target.figure, reverse=target.direction in {"≤", "<"})


def _by_words(target: Quantity, actual: Quantity) -> Reading:
    if _FALLEN_SHORT.search(actual.text):
        return Reading("missed")
    if (target.kind == "words" and normalise(target.text) == normalise(actual.text)) or _DONE.search(actual.text):
        return Reading("met")
    return Reading("open", "完成值是文字")


def _against_words(actual: Quantity) -> Reading:
    """Words as a target stand for 100 %."""
    if actual.kind != "number" or actual.figure is None or not actual.is_percent or actual.about:
        return Reading("open", "指标值是文字，完成值不是百分数")
    return _compared(Attainment(actual.figure, None))


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
    return any(holds_any(level, _LESS_IS_BETTER) for level in indicator.levels) or holds_any(unit, _MONEY_OR_TIME)


def _by_numbers(target: Quantity, actual: Quantity, *, doubtful: bool) -> Reading:
    low, figure = target.figure, actual.figure
    if low is None or figure is None:
        return Reading("open", "指标值或完成值无法读成数字")
    loose = target.unit != actual.unit
    if target.direction in {"≤", "<"}:
        return _compared(
            Attainment(figure, target.high or low, reverse=True, strict=target.direction == "<"), loose=loose
        )
    attained = Attainment(figure, low, strict=target.direction == ">")
    undirected = target.direction in {"", "="}
    if undirected and not doubtful and target.high is None and _is_the_whole(target) and figure.value > low.value:
        return _compared(attained, loose=loose)
    if undirected and figure.value != low.value and (doubtful or target.high is not None or figure.value > low.value):
        return Reading("open", "指标值没有标明“≥”或“≤”")
    return _compared(attained, loose=loose)


def _is_the_whole(target: Quantity) -> bool:
    """Whether a target is 100 %: without a sign it can only be reached or, as the form has it, exceeded."""
    return target.is_percent and target.figure is not None and target.figure.value == HUNDRED


def _compared(attained: Attainment, *, loose: bool = False) -> Reading:
    if attained.is_met():
        return Reading("met", "", attained, loose)
    if attained.is_missed() and not loose:
        return Reading("missed", "", attained, loose)
    return Reading("open", "计量单位没有写全" if loose else "四舍五入后可能达到", attained, loose)


def achievement(indicator: Indicator) -> str:
    """完成 6次、指标 ≥4次: as messages say it."""
    actual = indicator.actual.text.strip() if indicator.actual else ""
    target = indicator.target.text.strip() if indicator.target else ""
    return f"年度指标值“{target}”、实际完成值“{actual}”"
