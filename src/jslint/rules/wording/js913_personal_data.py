"""JS913: an identity number, a mobile number or a bank card number of a person in a report that is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from msgspec import Struct

from jslint.figure import Place
from jslint.kinds.phrases import some
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.report.model import Report
from jslint.report.texts import WRITTEN, Text
from jslint.rule import About, Example, Rule, found, rule_per

_ALONE = r"(?<![0-9A-Za-z.,\-_/])"
_ENDS = r"(?![0-9A-Za-z\-_/]|[.,][0-9]|\s*(?:万|亿|元|%|％))"
_IDENTITY = Pattern(rf"{_ALONE}([1-8][0-9]{{5}})((?:19|20)[0-9]{{2}})([0-9]{{2}})([0-9]{{2}})[0-9]{{3}}[0-9Xx]{_ENDS}")
_MOBILE = Pattern(rf"{_ALONE}1[3-9][0-9]{{9}}{_ENDS}")
_CARD = Pattern(rf"(?:[账帐]号|卡号|账户)[：:为是]?\s*([0-9](?:[ ]?[0-9]){{14,18}}){_ENDS}", needs=("号", "账户"))
_PROVINCES = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83}
)
"""First two digits of the codes of administrative divisions (GB/T 2260)."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
"""GB 11643: the weights of the seventeen digits and the last character by the remainder of 11."""
_KEPT = 4
"""Characters of a number that a message shows at either end."""

ABOUT = About(
    code="JS913",
    name="personal-data",
    title="公开的报告里不写个人的证件号码、手机号码和银行卡号",
    severity="warning",
    basis="《个人信息保护法》第五、六条；《政府信息公开条例》第十五条：涉及个人隐私、公开会造成损害的信息不得公开。",
    why=(
        "附件、绩效材料里常带着身份证号、经办人手机号或补贴对象的卡号，一经公开就收不回来。身份证号按行政区划、出生日期和校验码认；"
        "卡号只认“账号、卡号”后面的；金额、文号和更长的编号里的数字不算。"
    ),
    advice="公开前请删去，或者用星号遮住中间几位。",
    off=True,
    good=(
        Example(
            "部门概况:\n  机构设置: |\n    咨询电话 021-12345678，统一社会信用代码 11410000MB1234567X，邮编 450000。\n"
        ),
        Example(
            "情况说明:\n  预算绩效情况: |\n    项目编号 410101199003070019999，资金 13800138000.00 元，编码 410101199013070016。\n"
        ),
        Example("情况说明:\n  预算绩效情况: |\n    联系人手机 138****8000，流水号 AB13800138000。\n"),
    ),
    bad=(
        Example(
            "部门概况:\n  机构设置: |\n    联系人张某，电话 ⟦JS913⟧13800138000⟦/⟧，身份证号 110101199003070011。\n"
        ),
        Example(
            "情况说明:\n  预算绩效情况: |\n    补贴对象身份证号：⟦JS913⟧110101199003070011⟦/⟧，打卡账号：6222020200112233446。\n"
        ),
    ),
)


class Number(Struct, frozen=True, order=True):
    """A number of a person: its place and what it is."""

    start: int
    end: int
    what: str


def keys(report: Report) -> tuple[str, ...]:
    """Each piece by itself."""
    return report.text_pieces()


def check(report: Report, piece: str) -> Iterable[Check]:
    """The written texts of a piece; those of one text are one finding."""
    looked_at = False
    for text in report.texts(piece):
        if text.kind not in WRITTEN:
            continue
        numbers = text.once("JS913", lambda value: sorted(_numbers(value)))
        if numbers:
            yield _finding(text, numbers)
        looked_at = looked_at or not numbers
    if looked_at:
        yield Check(ABOUT.code, Place(piece), "holds")


def _numbers(value: str) -> Iterator[Number]:
    for match in some(_IDENTITY, value):
        if _is_identity(match.group(), match[1], match[2], match[3], match[4]):
            yield Number(*match.span(), "身份证号码")
    for match in some(_MOBILE, value):
        yield Number(*match.span(), "手机号码")
    for match in _CARD.found_in(value):
        if _is_card(match[1].replace(" ", "")):
            yield Number(*match.span(1), "银行卡号")


def _is_identity(number: str, region: str, year: str, month: str, day: str) -> bool:
    if int(region[:2]) not in _PROVINCES:
        return False
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    weighed = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return number[17].upper() == _CHECKS[weighed % 11]


def _is_card(digits: str) -> bool:
    """By the check digit of ISO/IEC 7812; one digit over and over is none."""
    if all(first == second for first, second in pairwise(digits)):
        return False
    doubled = [int(digit) * (2 if at % 2 else 1) for at, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def _finding(text: Text, numbers: list[Number]) -> Check:
    first, *others = numbers
    count = f"，本段 {len(numbers)} 处" if others else ""
    return found(
        ABOUT,
        text.place,
        text.anchor(first.start, first.end),
        f"{text.place.words()}：“{_masked(text, first)}”是{first.what}{count}。{ABOUT.advice}",
        related=tuple((text.anchor(each.start, each.end), f"{each.what} {_masked(text, each)}") for each in others),
        subject=f"{text.place.words()} {_masked(text, first)}",
    )


def _masked(text: Text, number: Number) -> str:
    shown = text.value[number.start : number.end]
    return f"{shown[:_KEPT]}****{shown[-_KEPT:]}"


RULE: Rule = rule_per(ABOUT, keys, check)
