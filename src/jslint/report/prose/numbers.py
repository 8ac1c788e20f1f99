"""A number in prose: its value, its unit, and whether it is one of those that repeat nothing (a year, an ordinal, a threshold)."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from jslint.amount import ZERO, Amount, parse_amount
from jslint.pattern import Pattern
from jslint.report.prose.vocabulary import Vocabulary

_AFTER = Pattern(
    r"(?P<year>年)|(?P<date>月份?|日)|(?P<document>号)|(?P<points>个?百分点)|(?P<ordinal>[、.)])|(?P<term>天|小时|周岁|岁)"
)
_PHONE = Pattern(r"(?:电话|联系方式|传真|热线)(?:号码)?(?:为|是)?:?[-0-9]*$")
_THRESHOLD = Pattern(r"(?:\(含\)|\(含[^()]{1,12}\)|及|含)?(?:以上|以下|以内)")
_BOUNDARY = frozenset("\n。；;:!?(（")

NIL = frozenset({"-", "—", "/"})
"""What a figure may be printed as where there is none."""
CENT = Decimal("0.01")


class Number(Struct):
    """A printed number while a passage is being read; places are offsets of the prose as read.

    `kind` is amount, percent, count, score, bare or free; `free` says why a free number repeats nothing.
    """

    start: int
    end: int
    amount: Amount
    kind: str
    unit: str = ""
    after: int = 0
    free: str = ""
    year: int = 0
    nil: bool = False


def read_number(text: str, start: int, end: int, vocabulary: Vocabulary, *, fresh: bool) -> Number | None:
    """The number at `text[start:end]` with what its surroundings say; `fresh` where nothing of a clause stands before it.

    None where the digits are no number of the report's grammar (too long a run).
    """
    printed = text[start:end]
    nil = printed in NIL
    amount = Amount(ZERO, CENT, percent=False) if nil else parse_amount(printed)
    if amount is None:
        return None
    number = Number(start, end, amount, "bare", after=end, nil=nil)
    if nil and text[end] == "%":
        number.kind, number.unit, number.after = "percent", "%", end + 1
        return number
    if amount.percent:
        number.kind, number.unit = "percent", "%"
        return number
    if reason := _free(text, number, fresh=fresh):
        number.kind, number.free = "free", reason
        return number
    unit = vocabulary.unit_words.at(text, end)
    if unit:
        number.unit, number.after = unit, end + len(unit)
        number.kind = vocabulary.units[unit]
        if number.unit == "万":
            number.unit = "万元"
        if number.kind in {"amount", "score"} and _THRESHOLD.match(text, number.after):
            number.kind, number.free = "free", "起点金额"
    elif _is_code(text, start, end, amount):
        number.kind, number.free = "free", "科目编码"
    return number


def _free(text: str, number: Number, *, fresh: bool) -> str:
    start, end = number.start, number.end
    before = text[start - 1 : start]
    whole = number.amount.step == 1
    after = _AFTER.match(text, end)
    kind = after.lastgroup if after else ""
    if before in {"第", "图"} and whole:
        return "序号"
    if text[end : end + 1] == "表" and text[max(0, start - 2) : start] == "公开":
        return "表号"
    if before in {"〔", "[", "【"} or kind == "document":
        return "文号"
    if _PHONE.search(text, max(0, start - 24), start):
        return "电话号码"
    if not whole:
        return ""
    if kind == "year":
        value = int(number.amount.number)
        number.year = value if 1900 <= value <= 2100 else 0
        number.after = end + (2 if text[end : end + 2] == "年度" else 1)
        return "年份" if number.year or value > 100 else "年限"
    if kind == "date" or (kind == "term"):
        number.after = after.end() if after else end
        return "日期" if kind == "date" else "时长"
    if kind == "ordinal" and end - start <= 3 and _is_ordinal(text, start, end, fresh=fresh):
        number.after = end + 1
        return "序号"
    return ""


def _is_ordinal(text: str, start: int, end: int, *, fresh: bool) -> bool:
    before = text[start - 1 : start]
    if text[end] == ")":
        return before in {"(", "", "\n", "。", ";", ":"}
    following = text[end + 1 : end + 2]
    return (fresh or not before or before in _BOUNDARY) and not following.isdigit()


def _is_code(text: str, start: int, end: int, amount: Amount) -> bool:
    """Whether plain digits without a unit are a subject's code: 2010301行政运行, （2010301）."""
    if amount.step != 1 or "," in text[start:end] or end - start not in {3, 5, 7, 9}:
        return False
    following = text[end : end + 1]
    named = following in {")", "("} or "\u4e00" <= following <= "\u9fff"
    return named and text[start - 1 : start] in {"(", ")", "", "\n", "。", ";", ":", ".", "、"}
