"""JS911: a unit, a percent sign or a count word that stands where its number was never filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jslint.kinds.phrases import NARRATIVE
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.report.model import Report
from jslint.report.texts import Text
from jslint.rule import About, Example, Rule, found, rule_per

_AMOUNT_BEFORE = r"(?:[均各]?为|占|增长|下降|增加|减少|上升|降低|完成|[费额]|支出|收入|合计|总计|预算|决算数?|预算数|经费|比例|[算计出入额]的)"
_END = r"(?=[ \u3000]*(?:[，。；、,;.！!）)]|$))"
_AMOUNT = Pattern(rf"{_AMOUNT_BEFORE}[ \u3000\u00a0]*(?:万元|亿元|[%％]){_END}", re.MULTILINE, needs=("元", "%", "％"))
_GAP = r"[ \u3000\u00a0]+"
_COUNT = Pattern(
    rf"(?:(?:车辆|用车|团组|设备|保有量|购置数|[为共有计])(?:为|共|有)?{_GAP}[辆台个](?:（套）|\(套\))?"
    rf"|(?:接待|来访|来宾){_GAP}(?:批次|[批个])(?=[，、,]?[ ]?[0-9]+[ ]?人)|(?:接待|来访|来宾){_GAP}(?:批次|[批个])[，、,]?{_GAP}(?:人次|人)|[0-9][ ]?批次?[，、,]?{_GAP}人次|(?:[为共]|共有|[累共]计){_GAP}(?:人次|批次|[批人次])){_END}",
    re.MULTILINE,
    needs=(" ", "\u3000", "\u00a0"),
)
"""批次 and 人次 are names of columns too: only behind a word that announces a number, both behind a gap, or one beside the other's number."""
_UNIT_SAID = Pattern(r"单位[^，。；\n]{0,6}$")
_STOP = ("，", "。", "；", "：", ",", ";", ":")
MOST_BEFORE = 12
LONGEST_IN_BRACKETS = 16
"""Characters of a bracket that can be no sentence but the head of a column: （万元，%）."""

ABOUT = About(
    code="JS911",
    name="missing-number",
    title="单位前面没有数字",
    severity="warning",
    basis="部门决算公开模板：情况说明里的“ 万元”“占 %”“ 辆”等处，数字留给单位填写。",
    why=(
        "“比上年减少 万元”“占 %”“保有量为 辆”是模板留空没有填。只认“为、占、增长、减少、……费、……支出”等词后面紧接着的万元、亿元和百分号，"
        "以及看得见空格的辆、批次、人次；“单位：万元”、栏目名称、括号里的单位和“万元产值”一类的词不算。"
    ),
    advice="请填上数字；没有的填 0。",
    good=(
        Example(
            "情况说明:\n  收入决算情况: |\n    金额单位为万元，收入合计 1.00 万元（以万元为单位），占 100.00 %，收入总计为\n    1.00\n    万元。\n"
        ),
        Example(
            "情况说明:\n  预算绩效情况: |\n    万元地区生产总值能耗降低，每万元产值用水减少万元以上的企业 3 家，财政拨款收入（%）。\n"
        ),
        Example(
            "情况说明:\n  国有资产占用情况: |\n    共有车辆 3 辆，其中：机要通信用车1 辆、其他用车 2辆；按项 目、批 次管理，公务接待 批次、人次已公开。\n"
        ),
    ),
    bad=(
        Example(
            "情况说明:\n  财政拨款三公经费支出决算情况: |\n    因公出国（境）费支出决算⟦JS911⟧为 万元⟦/⟧，公务接待费 1.00 万元，占 %。\n"
            "  国有资产占用情况: |\n    我部门共有⟦JS911⟧车辆  辆⟦/⟧，其他用车 1 辆。\n"
        ),
        Example("情况说明:\n  支出决算情况: |\n    支出总计⟦JS911⟧均为   万元⟦/⟧，项目支出 1.00 万元，增长%。\n"),
    ),
)


def keys(report: Report) -> tuple[str, ...]:
    """Each section by itself."""
    return tuple(piece for piece in report.text_pieces() if piece.startswith(NARRATIVE))


def check(report: Report, piece: str) -> Iterable[Check]:
    """The narrative of a section; the places of one text are one finding."""
    for text in report.texts(piece):
        if text.kind != "prose":
            continue
        places = text.once("JS911", lambda value: tuple(unfilled(value)))
        yield _finding(text, places) if places else Check(ABOUT.code, text.place, "holds")


def unfilled(value: str) -> Iterator[tuple[int, int]]:
    """Where a text has a unit without its number: from the word before the blank to the end of the unit."""
    spans = [match.span() for pattern in (_AMOUNT, _COUNT) for match in pattern.found_in(value)]
    yield from (span for span in sorted(spans) if _is_sentence(value, *span))


def _is_sentence(value: str, start: int, end: int) -> bool:
    """Not where the unit itself is stated, nor in a bracket, nor in a line that is the head of a table."""
    if _UNIT_SAID.search(value, max(0, start - MOST_BEFORE), end):
        return False
    line_start = value.rfind("\n", 0, start) + 1
    line_end = value.find("\n", end)
    line = value[line_start : line_end if line_end >= 0 else len(value)]
    if not any(stop in line for stop in _STOP):
        return False
    opened = max(value.rfind("（", line_start, start), value.rfind("(", line_start, start))
    closed = max(value.rfind("）", line_start, start), value.rfind(")", line_start, start))
    return not opened > closed or start - opened > LONGEST_IN_BRACKETS


def _finding(text: Text, places: tuple[tuple[int, int], ...]) -> Check:
    first, *others = places
    count = f"，本段 {len(places)} 处" if others else ""
    return found(
        ABOUT,
        text.place,
        text.anchor(*first),
        f"{text.place.words()}：“{' '.join(text.value[slice(*first)].split())}”里没有数字{count}。{ABOUT.advice}",
        related=tuple((text.anchor(*each), f"“{text.value[slice(*each)]}”") for each in others),
        subject=f"{text.place.words()} {text.value[max(0, first[0] - 8) : first[1]]}",
    )


RULE: Rule = rule_per(ABOUT, keys, check)
