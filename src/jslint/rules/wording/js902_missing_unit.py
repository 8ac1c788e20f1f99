"""JS902: an announced amount without its unit, or a percentage without its sign."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from jslint.kinds.phrases import words_of
from jslint.ledger import Check, Repair
from jslint.pattern import Pattern
from jslint.report.model import Report
from jslint.report.texts import Text
from jslint.rule import About, Example, Rule, found, rule_per

_NUMBER = r"(?P<number>[0-9][0-9,]{0,20}(?:\.[0-9]{1,6})?)"
_END = r"(?=[ ]?(?:[，。；、）);]|[,.](?![0-9])|\Z))"
_GOES_ON = Pattern(r"\s*[，、,]\s*[0-9][0-9.,]*\s*(?:万元|元|%|％|个百分点)")
_BARE_WAN = Pattern(rf"{_NUMBER}\s?万(?=[ ]?(?:[，。；、）)（(;]|[,.](?![0-9])|\Z))", needs=("万",))
_COUNTED = Pattern(r"\s*[（(](?:人|次|辆|亩|户|个|株|件|册|平方|立方|公里|吨)")
"""A count in brackets behind 万: 3 万（人次）."""
_MONEY_BEFORE = Pattern(
    r"(?:支出|费|费用|经费|收入|金额|资金|拨款|补助|预算|决算|总额|合计|总计|结余)(?:数)?(?:为|共计|共|约)?\s*$"
)
_MONEY_THEN_CHANGE = Pattern(
    r"[0-9]\s?(?:万元|(?P<wan>万))[，,]\s*(?:[比较与同](?:上年度?|去年|[0-9]{4}\s*年度?|年初预算数?|预算数?)(?:相比)?[，,]?\s*)?"
    r"(?:增加|减少|增长|下降|上升|节约)了?(?:支出)?\s*$"
)
"""支出 112.5 万元，比上年减少 7.5 万: the change of the money right before it."""
_SHARE_OF = Pattern(
    rf"占[\u4e00-\u9fff“”（）、]{{1,24}}的(?:比例为|比重为|比例|比重)?\s*{_NUMBER}{_END}", needs=("占",)
)
_CHANGE = Pattern(rf"(?:增加|减少)\s*(?P<number>[0-9][0-9,]{{0,20}}\.[0-9]{{2}}){_END}")
_REACH = 40
"""Characters before a bare 万 that say whose change it is."""
_DECLARED = Pattern(r"单位[：:]\s*(?:万元|元|%|人民币)")

ABOUT = About(
    code="JS902",
    name="missing-unit",
    title="金额缺单位，百分比缺百分号",
    severity="warning",
    basis="部门决算公开模板：情况说明中的每个金额写明“万元”，每个比例写明“%”。",
    why=(
        "“支出决算为 109.30，完成年初预算的 114.94。”读者只能猜。只认固定用语后面紧接着的数字；写 0 的、几个数字合用一个单位的、"
        "段内注明单位的不算。“3 万人”一类不是金额，不算；只写“万”的金额算。"
    ),
    advice="请补上单位。",
    good=(
        Example(
            "情况说明:\n  支出决算情况: |\n    收、支总计均为 5.00、5.00 万元，支出决算为 0，服务群众 3 万，增长 3 倍，增长 2.50%。\n"
        ),
        Example(
            "情况说明:\n  预算绩效情况: |\n    惠及群众 2.4 万（其中老人 0.6 万），培训费 3 万（人次），绿化 1.5 万（平方米）。\n"
        ),
        Example(
            "情况说明:\n  支出决算情况: |\n    基本支出 1.00 万元，占 50.00%;项目支出 1.00 万元，占支出合计的 50%.\n"
        ),
    ),
    bad=(
        Example(
            "情况说明:\n  支出决算情况: |\n    年初预算为 ⟦JS902⟧95.09⟦/⟧，支出决算为 ⟦JS902⟧109.30 万⟦/⟧，完成年初预算的 ⟦JS902⟧114.94⟦/⟧。比上年增加 ⟦JS902⟧14.21⟦/⟧，增长 ⟦JS902⟧14.94⟦/⟧。\n"
        ),
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况: |\n    国内接待支出 ⟦JS902⟧0.36 万⟦/⟧（含工作餐）。车辆保险费 ⟦JS902⟧1.8 万⟦/⟧；"
            "接待费占“三公”经费支出的 ⟦JS902⟧23.77⟦/⟧;车辆费占 ⟦JS902⟧76.23⟦/⟧;下降 ⟦JS902⟧13.95⟦/⟧.\n"
        ),
    ),
)


class Bare(Struct, frozen=True, order=True):
    """A figure that lacks something: its place, and what it lacks."""

    start: int
    end: int
    lacks: str


def keys(report: Report) -> tuple[str, ...]:
    """Each section by itself."""
    return tuple(piece for piece in report.text_pieces() if piece.startswith("情况说明/"))


def check(report: Report, piece: str) -> Iterable[Check]:
    """The narrative of a section."""
    words = words_of(report)
    unit = report.cover.unit or report.layout.unit
    scan = _scan(words.amount_words, words.percent_words)
    for text in report.texts(piece):
        if text.kind != "prose":
            continue
        bare = text.once(("JS902", words.amount_words, words.percent_words), scan)
        yield from (_finding(text, each, unit) for each in bare)
        if not bare:
            yield Check(ABOUT.code, text.place, "holds")


@lru_cache(maxsize=8)
def _scan(amount_words: tuple[str, ...], percent_words: tuple[str, ...]) -> Callable[[str], list[Bare]]:
    announced = "|".join(map(re.escape, sorted(amount_words, key=len, reverse=True)))
    shares = "|".join(map(re.escape, sorted(percent_words, key=len, reverse=True)))
    amount = Pattern(rf"(?:{announced})\s*{_NUMBER}{_END}")
    percent = Pattern(rf"(?P<word>{shares})\s*{_NUMBER}{_END}")
    wan = Pattern(rf"(?:{announced})\s*$")

    def scan(value: str) -> list[Bare]:
        if _DECLARED.search(value):
            return []
        return sorted(_bare(value))

    def _bare(value: str) -> Iterator[Bare]:
        for pattern in (amount, _CHANGE):
            yield from (Bare(*match.span("number"), "元") for match in pattern.finditer(value) if _lacks(value, match))
        rates = {match.span("number"): match["word"] for match in percent.finditer(value) if _lacks(value, match)}
        rates |= {match.span("number"): "占" for match in _SHARE_OF.found_in(value) if _lacks(value, match)}
        for span, word in rates.items():
            if word.startswith("完成") or "." in value[slice(*span)]:
                yield Bare(*span, "%")
        money_to = -1
        for match in _BARE_WAN.found_in(value):
            before = value[max(0, match.start() - 20) : match.start()]
            money = wan.search(before) or _MONEY_BEFORE.search(before) or re.search(r"\.[0-9]{2}$", match["number"])
            if (money or _changes_money(value, match.start(), money_to)) and not _COUNTED.match(value, match.end()):
                money_to = match.end()
                yield Bare(match.start(), match.end(), "万")

    return scan


def _changes_money(value: str, start: int, money_to: int) -> bool:
    """Whether an amount there is the change of the one right before it: of money in 万元, or of what ends at `money_to` and is known as money."""
    change = _MONEY_THEN_CHANGE.search(value, max(0, start - _REACH), start)
    return change is not None and (change["wan"] is None or change.end("wan") == money_to)


def _lacks(value: str, match: re.Match[str]) -> bool:
    """Not where a zero is stated, nor where the next figure carries the unit for both."""
    return bool(match["number"].strip("0.,")) and not _GOES_ON.match(value, match.end("number"))


def _finding(text: Text, bare: Bare, unit: str) -> Check:
    printed = text.value[bare.start : bare.end]
    missing = {"元": f"金额单位（应为{unit}）", "%": "百分号", "万": "“元”字"}[bare.lacks]
    added = {"元": f"{printed} {unit}", "%": f"{printed}%", "万": f"{printed}元"}[bare.lacks]
    anchor = text.exact(bare.start, bare.end)
    return found(
        ABOUT,
        text.place,
        text.anchor(bare.start, bare.end),
        f"{text.place.words()}：“{printed}”缺{missing}。{ABOUT.advice}",
        repairs=(Repair(f"改为“{added}”", ((anchor, added),)),) if anchor else (),
        subject=f"{text.place.words()} {text.value[max(0, bare.start - 8) : bare.end]}",
    )


RULE: Rule = rule_per(ABOUT, keys, check)
