"""JS901: an amount in 元, 千元 or 亿元 that can only be in the unit that the report is kept in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from jslint.amount import HALF, parse_amount
from jslint.figure import Anchor, Place
from jslint.kinds.phrases import NARRATIVE, some, texts_of_kinds, words_of
from jslint.ledger import Check, Repair
from jslint.pattern import Pattern
from jslint.prose.claims import AMOUNTS, BUDGETS, Amount
from jslint.relation.ratio import FACTORS
from jslint.report.cells import WAN_YUAN, YUAN
from jslint.report.model import Report
from jslint.report.texts import Text
from jslint.rule import About, Example, Rule, found, rule
from jslint.rules.wording._units import Told, told

_AMOUNT = Pattern(r"(?<![0-9.,])([0-9][0-9,]{0,20}(?:\.[0-9]{1,6})?)\s*(万元|亿元|千元|元)(?![旦素器件宝宵/／])")
_RATE_BEFORE = Pattern(r"(?:每|人均|户均|标准|单价|均价|面值|时薪|日均|月均|按)[^，。；、：\n]{0,16}$")
_RATE_BEHIND = ("以上", "以下", "以内", "每", "的标准", "标准", "起", "一")
SMALLEST_ANNOUNCED = Decimal(100)
"""元: an announced amount under 0.01 万元 would not be printed in a report that is kept in 万元."""

TELLING_DIGITS = 3
"""Digits from which a number that nothing announces is no coincidence (停车费 2.00 元)."""
TELLING_DIGITS_ELSEWHERE = 5
"""The same for 亿元 and 千元, in which plans and the figures of a whole region are told."""

ABOUT = About(
    code="JS901",
    name="unit-slip",
    title="金额单位元、千元、万元、亿元写错",
    severity="error",
    basis="全报告使用同一金额单位（封面的金额单位）；同一数字不会既是元又是万元。",
    why=(
        "情况说明里的“45.13 元”，别处写作“45.13 万元”，或者就是表里的数，差了一万倍；或者句中的比例、增减、合计要按万元才算得出。"
        "单价、标准、人均等本来以元计的不算；换算成万元后与表内数字或句中比例相符的（以亿元写的，四舍五入后相符的），单位是对的。"
    ),
    advice="请核对这个数字的单位。",
    good=(
        Example(
            "情况说明:\n  收入决算情况: |\n    收入合计 45.13 万元，即 451300 元；按每人每月 45.13 元的标准发放；年初预算为 0 元。\n"
        ),
        Example(
            "情况说明:\n  支出决算情况: |\n    支出合计 45.00 万元，其中：基本支出 450 元，占 0.10%；项目支出 449550 元，占 99.90%。\n"
        ),
        Example(
            "情况说明:\n  支出决算情况: |\n    支出合计 31,415.92 万元，约 3.14 亿元；全区生产总值 98.6 亿元，其中专项资金 45,000 千元。公用经费 120.50 万元。\n"
        ),
    ),
    bad=(
        Example(
            "情况说明:\n  收入决算情况: |\n    收入合计 45.13 万元，其中财政拨款 ⟦JS901⟧45.13 元⟦/⟧。\n  支出决算情况: |\n    支出合计 ⟦JS901⟧12 元⟦/⟧。\n"
        ),
        Example(
            "情况说明:\n  支出决算情况: |\n    支出合计 30,000.00 万元，其中：基本支出 ⟦JS901⟧20,480.00 亿元⟦/⟧，占 68.27%；项目支出 ⟦JS901⟧9,520.00 千元⟦/⟧，占 31.73%。\n"
        ),
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况: |\n    公务接待费支出 7.20 万元。其中：\n    外宾接待支出 ⟦JS901⟧0.90 元⟦/⟧，2023 年接待来访团组 1 个、来访外宾 5 人次。\n    国内接待支出 6.30 万元。\n"
        ),
        Example(
            "情况说明:\n  机关运行经费支出情况: |\n    2023 年度机关运行经费支出 240.50 万元，比上年减少 ⟦JS901⟧160.50 元⟦/⟧，下降 40.02%。\n"
            "  政府采购支出情况: |\n    2023 年度政府采购支出总额 600.30 万元，其中：政府采购货物支出 100.10 万元、政府采购工程支出 ⟦JS901⟧200.05 元⟦/⟧、政府采购服务支出 300.15 万元。\n"
        ),
    ),
)


class Printed(Struct, frozen=True):
    """An amount in the narrative: its place in the text, the width of its number, number, unit, and whether it is the price or rate of something."""

    start: int
    width: int
    end: int
    number: Decimal
    step: Decimal
    unit: str
    decimals: bool
    rate: bool
    announced: bool


class Evidence(Struct, frozen=True):
    """What the report says of amounts in the other unit.

    `right`: numbers that stand in the right one; `stated`: places of the amounts that the narrative states of something;
    `told`: what its percentages, changes and sums tell of one.
    """

    right: dict[Decimal, tuple[Anchor, str]]
    stated: frozenset[Anchor]
    told: dict[Anchor, Told]


def check(report: Report) -> Iterable[Check]:
    """Each amount in the unit that the report is not kept in."""
    unit = report.cover.unit or report.layout.unit
    if unit not in FACTORS:
        yield Check(ABOUT.code, Place("报告"), "unchecked", reason="报告的金额单位读不出")
        return
    words = words_of(report).amount_words
    amounts: list[tuple[Text, Printed]] = []
    for text in texts_of_kinds(report, {"prose"}, NARRATIVE):
        amounts.extend((text, each) for each in text.once(("JS901", words), lambda value: _printed(value, words)))
    odd = [(text, each) for text, each in amounts if each.unit != unit and each.number]
    if not odd:
        yield from (Check(ABOUT.code, text.place, "holds") for text, _ in amounts[:1])
        return
    right: dict[Decimal, tuple[Anchor, str]] = {}
    for text, each in amounts:
        if each.unit == unit:
            right.setdefault(each.number, (text.anchor(each.start, each.end), text.value[each.start : each.end]))
    for figure in (figure for table in report.tables() for figure in table.figures()):
        if figure.number and not figure.blank:
            right.setdefault(figure.number, (figure.anchor, f"{figure.place.words()} {figure.printed}"))
    evidence = _evidence(report, {text.piece for text, _ in odd}, right, unit)
    for text, each in odd:
        yield _judged(text, each, unit, evidence)


def _evidence(report: Report, pieces: set[str], right: dict[Decimal, tuple[Anchor, str]], unit: str) -> Evidence:
    stated: set[Anchor] = set()
    say: dict[Anchor, Told] = {}
    for section in report.sections():
        if section.piece not in pieces:
            continue
        for claim in section.claims:
            if isinstance(claim, Amount) and claim.role in AMOUNTS | BUDGETS:
                stated.add(claim.figure.anchor)
        for each in told(report, section, unit):
            if each.as_printed or each.odd.anchor not in say:
                say[each.odd.anchor] = each
    return Evidence(right, frozenset(stated), say)


def _judged(text: Text, each: Printed, unit: str, evidence: Evidence) -> Check:
    at = text.anchor(each.start, each.start + each.width)
    say = evidence.told.get(at)
    why = None if each.rate or (say and say.as_printed) else _why(each, unit, evidence, at)
    if why is None:
        return Check(ABOUT.code, text.place, "holds")
    printed = text.value[each.start : each.end]
    number = printed.removesuffix(each.unit)
    anchor = text.exact(each.start, each.end)
    return found(
        ABOUT,
        text.place,
        text.anchor(each.start, each.end),
        f"{text.place.words()}：“{printed}”{why[0]}，单位应为{unit}。{ABOUT.advice}",
        related=why[1],
        repairs=(Repair(f"单位改为{unit}", ((anchor, f"{number}{unit}"),)),) if anchor else (),
        subject=f"{text.place.words()} {text.value[max(0, each.start - 8) : each.end]}",
    )


def _why(each: Printed, unit: str, evidence: Evidence, at: Anchor) -> tuple[str, tuple[tuple[Anchor, str], ...]] | None:
    """What shows that the unit is a slip, with the figures that show it."""
    factor = FACTORS[each.unit] / FACTORS[unit]
    if each.number * factor in evidence.right or _rounds(each, factor, evidence):
        return None
    same = evidence.right.get(each.number)
    digits = _digits(each.number)
    telling = (
        each.announced
        or (at in evidence.stated and digits >= _told_by(each) - 1)
        or (each.decimals and digits >= _told_by(each))
    )
    if same is not None and telling:
        return f"的数字与{same[1]}相同", (same,)
    if unit == WAN_YUAN and each.unit == YUAN and each.announced and each.number < SMALLEST_ANNOUNCED:
        return "不到 0.01 万元", ()
    if (say := evidence.told.get(at)) is not None:
        shown = f"{say.witness.place.inner_words()} {say.witness.shown}"
        return f"按{unit}计算才与{shown}相符", ((say.witness.anchor, shown),)
    return None


def _rounds(each: Printed, factor: Decimal, evidence: Evidence) -> bool:
    """Whether an amount in a larger unit is one of the report's, rounded to the digits that it prints."""
    if factor <= 1:
        return False
    half = Decimal(each.step) * factor * HALF
    low, high = each.number * factor - half, each.number * factor + half
    return any(low <= number <= high for number in evidence.right)


def _told_by(each: Printed) -> int:
    """Digits from which a number of that unit tells by itself: in 亿元 three are soon the same as some cell's."""
    return TELLING_DIGITS if each.unit in {YUAN, WAN_YUAN} else TELLING_DIGITS_ELSEWHERE


def _digits(number: Decimal) -> int:
    """How many digits say something: 45.10 has three, 2.00 one."""
    return len(number.normalize().as_tuple().digits)


def _printed(value: str, words: tuple[str, ...]) -> list[Printed]:
    return list(_amounts(value, words))


def _amounts(value: str, words: tuple[str, ...]) -> Iterator[Printed]:
    for match in some(_AMOUNT, value):
        amount = parse_amount(match.group(1))
        if amount is None:
            continue
        before = value[max(0, match.start() - 40) : match.start()]
        rate = _RATE_BEFORE.search(before) is not None or value.startswith(_RATE_BEHIND, match.end())
        announced = before.rstrip().endswith(words)
        yield Printed(
            match.start(),
            len(match.group(1)),
            match.end(),
            amount.number,
            amount.step,
            match.group(2),
            "." in match.group(1),
            rate,
            announced,
        )


RULE: Rule = rule(ABOUT, check)
