"""A number in prose: its value, its unit, and whether it is one of those that repeat nothing (a year, an ordinal, a threshold)."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from jslint.amount import ZERO, Amount, parse_amount
from jslint.pattern import Pattern
from jslint.prose.vocabulary import Vocabulary

_AFTER = Pattern(r"(?P<year>年)|(?P<date>月份?|日)|(?P<points>个?百分点)|(?P<ordinal>[、.)])|(?P<term>天|小时|周岁|岁)")
_POINTS = Pattern(r"个?百分点")
_PHONE = Pattern(r"(?:电话|联系方式|传真|热线)(?:号码)?(?:为|是)?:?[-0-9]*$")
_SHORTEST_PHONE = 3
"""Digits of a part of a telephone number."""
_THRESHOLD = Pattern(r"(?:\(含\)|\(含[^()]{1,12}\)|及|含)?(?:以上|以下|以内)")
_BOUNDARY = frozenset("\n。；;:!?(（")

NIL = frozenset({"-", "—", "/"})
"""What a figure may be printed as where there is none."""
_OPENS_POINTS, _OPENS_THRESHOLD = frozenset("个百"), frozenset("(及含以")
_WITH_THRESHOLD = frozenset({"amount", "score"})
_OPENS_YEAR = frozenset("〔[【")
"""What stands before the year of a document."""
CENT = Decimal("0.01")


class Number(Struct, frozen=True, gc=False):
    """A printed number; places are offsets of the prose as read.

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

    def freed(self, reason: str) -> Number:
        """The number as one that repeats nothing."""
        return replace(self, kind="free", free=reason)

    def restored(self, kind: str) -> Number:
        """The number as one that may repeat something after all."""
        return replace(self, kind=kind, free="")

    def taken_as(self, kind: str, unit: str) -> Number:
        """The number with the unit that its words admit."""
        return replace(self, kind=kind, unit=unit)


def read_number(text: str, start: int, end: int, vocabulary: Vocabulary, *, fresh: bool) -> Number | None:
    """The number at `text[start:end]` with what its surroundings say; `fresh` where nothing of a clause stands before it.

    None where the digits are no number of the report's grammar (too long a run).
    """
    printed = text[start:end]
    nil = printed in NIL
    amount = Amount(ZERO, CENT, percent=False) if nil else parse_amount(printed)
    if amount is None:
        return None
    if nil and text[end] == "%":
        return Number(start, end, amount, "percent", "%", end + 1, nil=True)
    if amount.percent:
        return Number(start, end, amount, "percent", "%", end)
    number = _free(text, start, end, amount, fresh=fresh)
    if number is not None:
        return number
    if text[end : end + 1] in _OPENS_POINTS and _POINTS.match(text, end):
        return Number(start, end, amount, "free", after=end, free="百分点")
    if unit := vocabulary.unit_words.at(text, end):
        return _with_unit(text, Number(start, end, amount, vocabulary.units[unit], unit, end + len(unit), nil=nil))
    if _is_code(text, start, end, amount):
        return Number(start, end, amount, "free", after=end, free="科目编码")
    return Number(start, end, amount, "bare", after=end, nil=nil)


def _with_unit(text: str, number: Number) -> Number:
    if number.unit == "万":
        number = replace(number, unit="万元")
    if (
        text[number.after : number.after + 1] in _OPENS_THRESHOLD
        and number.kind in _WITH_THRESHOLD
        and _THRESHOLD.match(text, number.after)
    ):
        return number.freed("起点金额")
    return number


def _free(text: str, start: int, end: int, amount: Amount, *, fresh: bool) -> Number | None:
    """A number that repeats nothing by what stands around it, or None."""
    reason, past, year = "", end, 0
    if amount.step == 1:
        reason, past, year = _free_whole(text, start, end, amount, fresh=fresh)
    elif _is_of_document(text, start, end):
        reason = "文号"
    return Number(start, end, amount, "free", after=past, free=reason, year=year) if reason else None


def _free_whole(text: str, start: int, end: int, amount: Amount, *, fresh: bool) -> tuple[str, int, int]:
    """Why a whole number repeats nothing, or nothing; where the text goes on, and the year that it is."""
    if text[start - 1 : start] in {"第", "图"}:
        return "序号", end, 0
    if text[end : end + 1] == "表" and text[max(0, start - 2) : start] == "公开":
        return "表号", end, 0
    if _is_of_document(text, start, end):
        return "文号", end, 0
    if end - start >= _SHORTEST_PHONE and _PHONE.search(text, max(0, start - 24), start):
        return "电话号码", end, 0
    after = _AFTER.match(text, end)
    match after.lastgroup if after else "":
        case "year":
            value = int(amount.number)
            year = value if 1900 <= value <= 2100 else 0
            past = end + (2 if text.startswith("年度", end) else 1)
            return ("年份" if year or value > 100 else "年限"), past, year
        case "date" | "term" as kind if after is not None:
            return ("日期" if kind == "date" else "时长"), after.end(), 0
        case "ordinal" if end - start <= 3 and _is_ordinal(text, start, end, fresh=fresh):
            return "序号", end + 1, 0
    return "", end, 0


def _is_of_document(text: str, start: int, end: int) -> bool:
    """财办发〔2019〕77号."""
    return text[end : end + 1] == "号" or text[start - 1 : start] in _OPENS_YEAR


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
