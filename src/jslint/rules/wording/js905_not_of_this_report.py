"""JS905: a year or a body's name that is not the cover's, where the report speaks of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jslint.figure import Anchor, Place
from jslint.ledger import Check, Repair
from jslint.pattern import Pattern
from jslint.report.model import Report
from jslint.report.texts import Text
from jslint.rule import About, Example, Rule, found, rule
from jslint.rules.wording._scan import NARRATIVE, some, texts_of_kinds

_OWN = (
    r"(?:收、支总计|收入支出总计|收入总计|支出总计|财政拨款收、支总计|财政拨款收入支出总计|收入合计|支出合计|本年收入合计|本年支出合计"
    r"|一般公共预算财政拨款支出|一般公共预算财政拨款基本支出|政府性基金预算财政拨款|国有资本经营预算财政拨款"
    r"|[“\"]?三公[”\"]?经费财政拨款支出|政府采购支出总额|政府采购金额|没有政府性基金|没有使用|无政府性基金|无国有资本)"
)
_YEAR = Pattern(rf"(?<![0-9])(?P<year>[0-9]{{3,5}})\s*年(?P<whole>度|期末)?\s*(?P<own>{_OWN})", needs=("年",))
_SHORT_YEAR = Pattern(r"(?<![0-9.])(?P<year>20[0-9]|[0-9]{5})\s*年度", needs=("年度",))
_COMPARED = Pattern(r"[与比较同自从由至对]|上年|以前|历年|[—–~～、-]\s*$")
_CLAUSE_BEFORE = Pattern(r"[^，。；、：\n]{0,40}\Z")
_SENTENCE_BEFORE = Pattern(r"(?:^|[。；\n])\s*([^。；\n\s0-9]{3,44})\s*\Z")
_BODIES = (
    "局",
    "委员会",
    "办公室",
    "中心",
    "厅",
    "院",
    "校",
    "所",
    "站",
    "处",
    "队",
    "会",
    "镇人民政府",
    "街道办事处",
    "街道",
)
"""How the name of a body ends."""
_MOST_BEFORE = 60
"""Characters before a year that may be the beginning of its sentence."""
_FORM_KEY = "部门名称"
_ASIDE = Pattern(r"（[^（）]*）|部门$|本级$|机关$")

ABOUT = About(
    code="JS905",
    name="not-of-this-report",
    title="年度、单位名称与封面一致",
    severity="warning",
    basis="一份报告只说一个单位、一个年度：封面的单位名称和年度。",
    why=(
        "用上年或兄弟单位的底稿改写时，年度和单位名称最容易漏改。只看说本年情况的固定用语（如“某年度收入合计”）前的年度和单位名称；"
        "“与某年度相比”不算，简称、本级、下属机构的写法不算。"
    ),
    advice="请核对这一段是不是本报告的内容。",
    good=(
        Example(
            "情况说明:\n  收入决算情况: |\n    某市某局 2023 年度收入合计 1.00 万元，与 2022 年度相比增加 1.00 万元。\n"
        ),
    ),
    bad=(
        Example(
            "情况说明:\n  收入决算情况: |\n    ⟦JS905⟧2022⟦/⟧ 年度收入合计 1.00 万元。\n"
            "  支出决算情况: |\n    ⟦JS905⟧另市另局⟦/⟧ 2023 年度支出合计 1.00 万元，⟦JS905⟧202⟦/⟧ 年度的项目已完成。\n"
        ),
    ),
)


def check(report: Report) -> Iterable[Check]:
    """The narrative and the statements of the tables, then the name in the self-evaluation of the whole body."""
    cover = report.cover
    for text in (*texts_of_kinds(report, {"prose"}, NARRATIVE), *texts_of_kinds(report, {"statement"})):
        findings = [*_years(text, cover.year), *_bodies(text, cover.body)]
        yield from findings or [Check(ABOUT.code, text.place, "holds")]
    for text in texts_of_kinds(report, {"free"}, "附件/部门整体自评表"):
        if text.place.row == _FORM_KEY and cover.body:
            if _is_same(text.value, cover.body):
                yield Check(ABOUT.code, text.place, "holds")
            else:
                yield _finding(text.place, text.anchor(0, len(text.value)), _body_words(text.value, cover.body), ())


def _years(text: Text, year: int) -> Iterator[Check]:
    if not year:
        return
    stated = text.once("JS905 years", lambda value: some(_YEAR, value))
    rightly = {match["own"] for match in stated if int(match["year"]) == year}
    for match in stated:
        if int(match["year"]) == year or match["own"] in rightly or _is_compared(match):
            continue
        anchor = text.exact(*match.span("year"))
        repairs = (Repair(f"改为 {year}", ((anchor, str(year)),)),) if anchor else ()
        said = f"这里写 {match['year']} 年，封面是 {year} 年度"
        yield _finding(text.place, text.anchor(*match.span("year")), said, repairs)
    for match in text.once("JS905 short", lambda value: some(_SHORT_YEAR, value)):
        said = f"“{match['year']} 年度”不是年度，疑漏写或多写数字"
        yield _finding(text.place, text.anchor(*match.span("year")), said, ())


def _is_compared(match: re.Match[str]) -> bool:
    """Whether the clause compares with that year, or only comes from it."""
    before = _CLAUSE_BEFORE.search(match.string[: match.start()], max(0, match.start() - _MOST_BEFORE))
    return before is not None and _COMPARED.search(before[0]) is not None


def _bodies(text: Text, body: str) -> Iterator[Check]:
    """The names that begin a sentence about the year's own figures."""
    for match in text.once("JS905 years", lambda value: some(_YEAR, value)) if body else ():
        begun = max(0, match.start() - _MOST_BEFORE)
        named = _SENTENCE_BEFORE.search(match.string[: match.start()], begun) if match["whole"] == "度" else None
        if named and named[1].endswith(_BODIES) and _is_name(named[1]) and not _is_same(named[1], body):
            yield _finding(text.place, text.anchor(*named.span(1)), _body_words(named[1], body), ())


def _is_name(text: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" or character in "（）" for character in text)


def _body_words(name: str, body: str) -> str:
    return f"这里的单位名称是“{name}”，封面是“{body}”"


def _is_same(name: str, body: str) -> bool:
    """Equal, or one a short form of the other: its characters in the same order, brackets and 本级 left out."""
    first, second = _ASIDE.sub("", name.strip()), _ASIDE.sub("", body.strip())
    return _within(first, second) or _within(second, first)


def _within(short: str, long: str) -> bool:
    characters = iter(long)
    return all(character in characters for character in short)


def _finding(place: Place, anchor: Anchor, said: str, repairs: tuple[Repair, ...]) -> Check:
    message = f"{place.words()}：{said}。{ABOUT.advice}"
    return found(ABOUT, place, anchor, message, repairs=repairs, subject=f"{place.words()} {said}")


RULE: Rule = rule(ABOUT, check)
