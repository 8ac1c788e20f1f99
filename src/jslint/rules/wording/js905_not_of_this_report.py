"""JS905: a year or a body's name that is not the cover's, where the report speaks of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jslint.amount import parse_amount
from jslint.figure import Anchor, Place
from jslint.kinds.phrases import NARRATIVE, some, texts_of_kinds
from jslint.ledger import Check, Repair
from jslint.pattern import Pattern
from jslint.report.model import Report
from jslint.report.texts import Text
from jslint.rule import About, Example, Rule, found, rule
from jslint.rules.wording._bodies import is_another
from jslint.rules.wording._years import TITLED, earlier_years

_OWN = (
    r"(?:收、支总计|收入支出总计|收入总计|支出总计|财政拨款收、支总计|财政拨款收入支出总计|收入合计|支出合计|本年收入合计|本年支出合计"
    r"|一般公共预算财政拨款支出|一般公共预算财政拨款基本支出|政府性基金预算财政拨款|国有资本经营预算财政拨款"
    r"|[“\"]?三公[”\"]?经费财政拨款支出|政府采购支出总额|政府采购金额|没有使用|(?:没有|无|未)(?:使用|发生|安排|取得)?(?:政府性基金|国有资本))"
)
_YEAR = Pattern(rf"(?<![0-9])(?P<year>[0-9]{{3,5}})\s*年(?P<whole>度|期末)?\s*(?P<own>{_OWN})", needs=("年",))
_SHORT_YEAR = Pattern(r"(?<![0-9.])(?P<year>20[0-9]|0[0-9]{2}|[0-9]{5})\s*年度", needs=("年度",))
_COMPARED = Pattern(r"[与比较同自从由至对]|预计|计划|拟|上年|以前|历年|[—–~～-]\s*$")
_IN_A_ROW = Pattern(r"[0-9]\s*年度?\s*[、和与及至到—–~～-]\s*$")
"""2023年、2022年收、支总计分别为…: one of several years."""
_AMOUNT_BEHIND = Pattern(r"[^0-9，。；\n]{0,20}([0-9][0-9,]*(?:\.[0-9]+)?)\s*[亿万]?元")
_OF_OURS = Pattern(r"的|^(?:原|下属|所属|直属|局属|机关|其中)")
"""A former body, a part of the own one, or more than a name."""
_CLAUSE_BEFORE = Pattern(r"[^，。；、：\n]{0,40}\Z")
_SENTENCE_BEFORE = Pattern(r"(?:^|[。；\n])\s*([^。；\n\s0-9]{3,44})\s*\Z")
_SENTENCE_SO_FAR = Pattern(r"[^。；\n]*\Z")
_REASON = Pattern(r"原因|由于|因为|是因|系因")
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
_SUBJECT = Pattern(
    r"(?:^|[。；\n]|[末底日]，?|年(?![度初末底内来间])，?|年度，?)\s*(?P<name>[\u4e00-\u9fff（）]{4,44}?)"
    r"(?=(?:所属各?(?:预算)?单位|(?:本级)?及[所下]属各?单位)[^，。；\n]{0,16}(?:使用财政拨款|公务用车|机关运行)"
    r"|机关运行经费支出\s*[0-9]|公务用车保有量"
    r"|(?:本年度|部门)?共有车辆|(?:本年度)?(?:没有|无|未)(?:使用|发生|安排)?(?:政府性基金|国有资本))",
    re.MULTILINE,
    needs=("所属", "下属", "共有车辆", "没有", "无", "未", "机关运行", "保有量"),
)
"""A name where the body itself stands without a year."""
_BUYER = Pattern(
    r"(?:^|[。；\n]|年度?，?)\s*(?P<name>[\u4e00-\u9fff（）]{4,44}?)(?=政府采购(?:支出)?(?:总额|金额)[^，。；\n]{0,12}[0-9])",
    re.MULTILINE,
    needs=("政府采购",),
)
"""Whose procurement a section states: another body's only where the section never names the own."""
_LABELLED = Pattern(
    r"(?:公开部门|公开单位|编制单位|编制部门|填报单位|部门名称|单位名称)[：:]\s*(?P<name>[\u4e00-\u9fff（）]{4,44})"
)

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
        Example(
            "报告:\n  单位名称: 某市某区文化和旅游局\n  口径: 部门决算\n  年度: 2023\n  金额单位: 万元\n  版式: 国家-2022\n"
            "情况说明:\n  收入决算情况: |\n    某区文旅局 2023 年度收入合计 1.00 万元。\n"
            "  国有资产占用情况: |\n    某区文化旅游局共有车辆 2 辆。某市某区文化和旅游局执法大队共有车辆 1 辆。\n"
            "  政府性基金预算财政拨款支出决算情况: |\n    某市财政局下达专项资金，文化和旅游局没有政府性基金收入。\n"
        ),
        Example("情况说明:\n  预算绩效情况: |\n    某市审计局 2023 年度对我局开展审计，某县财政局已拨付资金。\n"),
    ),
    bad=(
        Example(
            "情况说明:\n  收入决算情况: |\n    ⟦JS905⟧2022⟦/⟧ 年度收入合计 1.00 万元。\n"
            "  支出决算情况: |\n    ⟦JS905⟧另市另局⟦/⟧ 2023 年度支出合计 1.00 万元，⟦JS905⟧202⟦/⟧ 年度的项目已完成。\n"
        ),
        Example(
            "报告:\n  单位名称: 某市某区水务局\n  口径: 部门决算\n  年度: 2023\n  金额单位: 万元\n  版式: 国家-2022\n"
            "情况说明:\n  国有资产占用情况: |\n    ⟦JS905⟧某市水务局⟦/⟧共有车辆 2 辆。\n"
            "  政府性基金预算财政拨款支出决算情况: |\n    ⟦JS905⟧某市某区水利局⟦/⟧没有政府性基金收入。\n"
            "  财政拨款三公经费支出决算情况: |\n    2023 年，⟦JS905⟧某市某区商务局⟦/⟧所属各预算单位使用财政拨款开支的公务用车保有量为 1 辆。\n"
        ),
        Example("情况说明:\n  收入支出决算总体情况: |\n    某市某局⟦JS905⟧202⟦/⟧ 年度收入支出总计 1.00 万元。\n"),
    ),
)


def check(report: Report) -> Iterable[Check]:
    """The narrative and the statements of the tables, then the name in the self-evaluation of the whole body."""
    cover = report.cover
    for text in (*texts_of_kinds(report, {"prose"}, NARRATIVE), *texts_of_kinds(report, {"statement"})):
        findings = [*_years(report, text), *_bodies(report, text)]
        yield from findings or [Check(ABOUT.code, text.place, "holds")]
    for text in texts_of_kinds(report, {"title"}):
        match = TITLED.match(text.value) if cover.year else None
        if match is not None and int(match["year"]) != cover.year:
            yield _other_year(text, match, cover.year)
    for text in texts_of_kinds(report, {"title", "statement"}):
        for match in _LABELLED.finditer(text.value) if cover.body else ():
            if is_another(match["name"], cover.body):
                yield _finding(text.place, text.anchor(*match.span("name")), _body_words(match["name"], cover.body), ())
    for text in texts_of_kinds(report, {"free"}, "附件/部门整体自评表"):
        if text.place.row == _FORM_KEY and cover.body:
            if not is_another(text.value, cover.body):
                yield Check(ABOUT.code, text.place, "holds")
            else:
                yield _finding(text.place, text.anchor(0, len(text.value)), _body_words(text.value, cover.body), ())


def _years(report: Report, text: Text) -> Iterator[Check]:
    year, body = report.cover.year, report.cover.body
    if not year:
        return
    stated = text.once("JS905 years", lambda value: some(_YEAR, value))
    rightly = {match["own"] for match in stated if int(match["year"]) == year}
    for match in stated:
        if int(match["year"]) == year or match["own"] in rightly or _is_compared(match) or _is_told(match, body):
            continue
        if _is_beside_own(match):
            continue
        named = re.search(rf"(?<![0-9]){year}(?![0-9])", text.value) is not None
        if len(match["year"]) != len(str(year)) or _is_of_ours(report, match, names_own=named):
            yield _other_year(text, match, year)
    told = {match.span("year") for match in stated}
    for match in text.once(("JS905 earlier", year, body), lambda value: tuple(earlier_years(value, year, body))):
        if match.span("year") not in told:
            yield _other_year(text, match, year)
    for match in text.once("JS905 short", lambda value: some(_SHORT_YEAR, value)):
        if match.span("year") in told:
            continue
        said = f"“{match['year']} 年度”不是年度，疑漏写或多写数字"
        yield _finding(text.place, text.anchor(*match.span("year")), said, ())


def _other_year(text: Text, match: re.Match[str], year: int) -> Check:
    anchor = text.exact(*match.span("year"))
    repairs = (Repair(f"改为 {year}", ((anchor, str(year)),)),) if anchor else ()
    said = f"这里写 {match['year']} 年，封面是 {year} 年度"
    return _finding(text.place, text.anchor(*match.span("year")), said, repairs)


def _is_told(match: re.Match[str], body: str) -> bool:
    """Whether the sentence tells another body's year, or a reason."""
    sentence = _SENTENCE_SO_FAR.search(match.string[: match.start()], max(0, match.start() - _MOST_BEFORE))
    if sentence is None:
        return False
    if _REASON.search(sentence[0]):
        return True
    name = sentence[0].strip()
    return bool(body) and name.endswith(_BODIES) and _is_name(name) and (name[:1] == "原" or is_another(name, body))


def _is_beside_own(match: re.Match[str]) -> bool:
    """财政拨款收、支总计 A 万元。2022年财政拨款收、支总计 B 万元: the text states another amount of it, without a year."""
    stated = _AMOUNT_BEHIND.match(match.string, match.end())
    others = re.finditer(
        rf"(?<![0-9年度\s]){re.escape(match['own'])}(?:均?为|共)?\s*([0-9][0-9,]*(?:\.[0-9]+)?)", match.string
    )
    return stated is not None and any(each[1] != stated[1] for each in others)


def _is_of_ours(report: Report, match: re.Match[str], *, names_own: bool) -> bool:
    """Whether the amount of the sentence is one of this report's tables, so that only its year or its body is another's.

    Where it states none, or there is no table to ask, it is taken so unless the text also names what is the report's own.
    """
    stated = _AMOUNT_BEHIND.match(match.string, match.end())
    amount = parse_amount(stated[1]) if stated else None
    numbers = {figure.number for table in report.tables() for figure in table.figures() if figure.number}
    if amount is None or not numbers or "采购" in match["own"]:
        return not names_own
    return amount.number in numbers


def _is_compared(match: re.Match[str]) -> bool:
    """Whether the clause compares with that year, or only comes from it."""
    earlier = match.string[max(0, match.start() - _MOST_BEFORE) : match.start()]
    before = _CLAUSE_BEFORE.search(earlier)
    return _IN_A_ROW.search(earlier) is not None or (before is not None and _COMPARED.search(before[0]) is not None)


def _bodies(report: Report, text: Text) -> Iterator[Check]:
    """The names that begin a sentence about the year's own figures, or what the body has or has not.

    A name before another year's figures is of whom the sentence tells.
    """
    cover, body = report.cover, report.cover.body
    for match in text.once("JS905 subjects", lambda value: some(_SUBJECT, value)) if body else ():
        if match["name"].endswith(_BODIES) and is_another(match["name"], body):
            yield _finding(text.place, text.anchor(*match.span("name")), _body_words(match["name"], body), ())
    for match in text.once("JS905 buyers", lambda value: some(_BUYER, value)) if body else ():
        name = match["name"]
        if body not in text.value and name.endswith(_BODIES) and not _OF_OURS.search(name) and is_another(name, body):
            yield _finding(text.place, text.anchor(*match.span("name")), _body_words(name, body), ())
    for match in text.once("JS905 years", lambda value: some(_YEAR, value)) if body else ():
        begun = max(0, match.start() - _MOST_BEFORE)
        if cover.year and int(match["year"]) != cover.year:
            continue
        named = _SENTENCE_BEFORE.search(match.string[: match.start()], begun) if match["whole"] != "期末" else None
        if named is None or not named[1].endswith(_BODIES) or not _is_name(named[1]) or _OF_OURS.search(named[1]):
            continue
        if is_another(named[1], body) and _is_of_ours(report, match, names_own=body in text.value):
            yield _finding(text.place, text.anchor(*named.span(1)), _body_words(named[1], body), ())


def _is_name(text: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" or character in "（）" for character in text)


def _body_words(name: str, body: str) -> str:
    return f"这里的单位名称是“{name}”，封面是“{body}”"


def _finding(place: Place, anchor: Anchor, said: str, repairs: tuple[Repair, ...]) -> Check:
    message = f"{place.words()}：{said}。{ABOUT.advice}"
    return found(ABOUT, place, anchor, message, repairs=repairs, subject=f"{place.words()} {said}")


RULE: Rule = rule(ABOUT, check)
