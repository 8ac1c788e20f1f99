"""JS903: what a template left behind: unfilled places, alternatives not chosen, instructions, mark-up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from jslint.figure import Place
from jslint.kinds.phrases import NARRATIVE, listed, words_of
from jslint.ledger import Check, Repair
from jslint.pattern import Pattern
from jslint.report.model import Report
from jslint.report.texts import WRITTEN, Text
from jslint.report.wording import FULL_BRACKETS, Wording
from jslint.rule import About, Example, Rule, found, rule_per

_COUNTED = r"(?=\s*(?:万元|元|辆|台|个|人次|人|批次|批|项|次|家|户|%|％))"
_UNFILLED = Pattern(
    rf"(?<![A-Za-z0-9])[XＸ×]{{2,8}}(?![A-Za-z0-9])|20[XＸ×]{{2}}|(?<![A-Za-z0-9])x{{2,4}}(?![A-Za-z0-9])"
    rf"|(?<![A-Za-z0-9)）.%])[XＸ×]{_COUNTED}|[_＿]{{2,40}}",
    needs=("X", "Ｘ", "×", "x", "_", "＿"),
)
_KIND_OF_CAR = Pattern(
    r"(?<![0-9])[0-9]{1,4}\s?车\s?[0-9]{1,4}\s?辆(?:[、，,][0-9]{1,4}\s?车\s?[0-9]{1,4}\s?辆)*", needs=("车",)
)
_MARKUP = Pattern(
    r"</?(?:p|br|div|span|table|tbody|tr|td|th|b|strong|font|a|li|ul|ol|img|h[1-6])(?:\s[^<>\n]{0,200})?/?>"
    r"|&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo);|_Toc[0-9]{4,12}",
    re.IGNORECASE,
    needs=("<", "&", "_"),
)
_BOTH_NAMES = Pattern(
    r"(?:^|[。；\n])\s*(?:部门（单位）|单位（部门）)(?=\s*(?:20[0-9]{2}\s*年|没有|无|共有|全年))",
    re.MULTILINE,
    needs=("部门（单位）", "单位（部门）"),
)
_INSTRUCTION = Pattern(
    r"(?:(?:^|[。；：（\n])\s*|[，,;]\s*(?=列明(?:公务|国内|外宾|团组|人次|批次|因公|出国|购置|保有|更新|车辆|主要原因|增减)))"
    r"(列明[^，。；）\n]{2,30})",
    re.MULTILINE,
    needs=("列明",),
)
_BRACKETED = Pattern(r"【[^【】0-9０-９\n]{1,40}】", needs=("【",))
_CHOICES = ("部门（单位）", "单位（部门）")
_TAIL = 4
"""Characters at the end of the body's name by which it is known before a choice that was left."""

ABOUT = About(
    code="JS903",
    name="template-leftover",
    title="模板的痕迹没有清除",
    severity="warning",
    basis="各地部门决算公开模板：XX、××、“增加（减少）”等留待填写或选择，说明文字和网页标记不应公开。",
    why=(
        "留空没有填、二选一没有选、填写说明没有删，读者看不到实际情况，也说明这一段没有人看过。"
        "二选一的用语只在情况说明里认；职责、名词解释里的“部门（单位）”等是正常用语。同一处文字的同类痕迹合为一条。"
    ),
    advice="请按实际情况填写或删除。",
    good=(
        Example(
            "部门概况:\n  部门职责: |\n    审核批复部门（单位）的年度预决算。\n"
            "情况说明:\n  收入决算情况: |\n    与上年相比增加 1.00 万元，X 光机 1 台，3×4 米展板 2 块。\n"
        ),
        Example(
            "情况说明:\n  预算绩效情况: |\n    制定清单，列明责任科室和完成时限；按某办发【2023】5 号文，批复各部门（单位）预算。\n"
        ),
        Example("情况说明:\n  机关运行经费支出情况: |\n    我部门审核下级部门（单位）决算，附件中已列明主要原因。\n"),
        Example("情况说明:\n  收入决算情况: |\n    本部门（单位）收入合计 1.00 万元。我部门（单位）没有经营收入。\n"),
    ),
    bad=(
        Example(
            "情况说明:\n  收入决算情况: |\n    与上年相比⟦JS903⟧增加（减少）⟦/⟧ ⟦JS903⟧XX⟦/⟧ 万元，主要原因是××。\n"
            "  国有资产占用情况: |\n    购置车辆 0 台，其中⟦JS903⟧0车0辆、0车0辆⟦/⟧。⟦JS903⟧<p>⟦/⟧本部门</p>\n"
        ),
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况: |\n    用于接待检查组，⟦JS903⟧列明国内公务接待 2 批次、9 人次⟦/⟧。本年没有购车，⟦JS903⟧仍保留该表格式⟦/⟧。\n"
            "  国有资产占用情况: |\n    某市某局⟦JS903⟧部门（单位）⟦/⟧共有车辆 2 辆，⟦JS903⟧【车辆用途】⟦/⟧。\n"
        ),
        Example(
            "情况说明:\n  收入决算情况: |\n    决算数⟦JS903⟧大小于⟦/⟧预算数。⟦JS903⟧部门（单位）⟦/⟧共有车辆 2 辆。⟦JS903⟧列明主要原因⟦/⟧。\n"
        ),
    ),
)


class Leftover(Struct, frozen=True):
    """A stretch that a template left, and why it is one; those of one kind in one text are one finding."""

    start: int
    end: int
    kind: str
    why: str


def keys(report: Report) -> tuple[str, ...]:
    """Each piece by itself."""
    return report.text_pieces()


def check(report: Report, piece: str) -> Iterable[Check]:
    """The written texts of a piece; labels are the form's own."""
    words = words_of(report)
    looked_at = False
    for text in report.texts(piece):
        if text.kind not in WRITTEN:
            continue
        spoken = piece.startswith(NARRATIVE) or text.kind == "statement"
        body = report.cover.body
        scan = _spoken_scan(words, body) if spoken else _mark_scan
        places = text.once_of(("JS903", words, body, spoken), scan)
        kinds: dict[str, list[Leftover]] = {}
        for place in places:
            kinds.setdefault(place.kind, []).append(place)
        looked_at = looked_at or not kinds
        for found_ in kinds.values():
            yield _finding(text, found_)
    if looked_at:
        yield Check(ABOUT.code, Place(piece), "holds")


def _spoken_scan(words: Wording, body: str) -> Callable[[Text], tuple[Leftover, ...]]:
    return lambda text: tuple(_leftovers(text, words, body))


def _mark_scan(text: Text) -> tuple[Leftover, ...]:
    return tuple(_marks(text.value))


def _leftovers(text: Text, words: Wording, body: str) -> Iterator[Leftover]:
    value = text.value
    yield from _marks(value)
    unified = value.translate(FULL_BRACKETS)
    for hit in listed(text, words.leftovers, words):
        yield Leftover(hit.start, hit.end, hit.term.wrong, hit.term.why)
    for match in _KIND_OF_CAR.found_in(value):
        yield Leftover(*match.span(), "车型", "车型没有填写")
    for match in _BOTH_NAMES.found_in(unified):
        start = match.end() - len(match.group().lstrip("。；\n \t"))
        yield Leftover(start, match.end(), "部门（单位）", "没有选定部门或单位")
    yield from _behind_the_name(unified, body)
    for match in _INSTRUCTION.found_in(unified):
        yield Leftover(*match.span(1), "列明", "是模板的填写说明")
    for match in _BRACKETED.found_in(value):
        yield Leftover(*match.span(), "方括号", "是模板里留待填写的地方")


def _behind_the_name(value: str, body: str) -> Iterator[Leftover]:
    """A choice that stands directly behind the body's own name, or behind the end of it."""
    name = body.translate(FULL_BRACKETS)[-_TAIL:]
    for choice in _CHOICES if len(name) == _TAIL else ():
        at = value.find(f"{name}{choice}")
        while at >= 0:
            start = at + _TAIL
            yield Leftover(start, start + len(choice), choice, "没有选定部门或单位")
            at = value.find(f"{name}{choice}", start)


def _marks(value: str) -> Iterator[Leftover]:
    """What is a leftover wherever it stands."""
    for match in _UNFILLED.found_in(value):
        yield Leftover(*match.span(), "留空", "留空没有填写")
    for match in _MARKUP.found_in(value):
        yield Leftover(*match.span(), "标记", "是网页标记或文档的域代码")


def _finding(text: Text, places: list[Leftover]) -> Check:
    first = places[0]
    shown = text.value[first.start : first.end]
    count = f"，本段 {len(places)} 处" if len(places) > 1 else ""
    repairs = tuple(_without_marks(text, places)) if first.kind == "标记" else ()
    return found(
        ABOUT,
        text.place,
        text.anchor(first.start, first.end),
        f"{text.place.words()}：“{shown}”{first.why}{count}。{ABOUT.advice}",
        related=tuple(
            (text.anchor(each.start, each.end), f"“{text.value[each.start : each.end]}”") for each in places[1:]
        ),
        repairs=repairs,
        subject=f"{text.place.words()} {first.kind}",
    )


def _without_marks(text: Text, places: list[Leftover]) -> Iterator[Repair]:
    anchors = [text.exact(place.start, place.end) for place in places]
    if all(anchors):
        yield Repair("删除标记", tuple((anchor, "") for anchor in anchors if anchor is not None))


RULE: Rule = rule_per(ABOUT, keys, check)
