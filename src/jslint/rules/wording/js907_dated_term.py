"""JS907: a term that was replaced years before the report."""

from __future__ import annotations

from collections.abc import Iterable

from jslint.kinds.narrative import subject_items
from jslint.kinds.phrases import (
    Hit,
    gathered,
    holds,
    listed,
    outside_titles,
    term_finding,
    texts_of_kinds,
    words_of,
)
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.report.model import Report
from jslint.report.quantities import rows_named, subject_tables
from jslint.report.texts import WRITTEN, Kind, Text
from jslint.rule import About, Example, Rule, rule

KINDS: frozenset[Kind] = WRITTEN | {"term", "label"}

ABOUT = About(
    code="JS907",
    name="dated-term",
    title="已经停用的名称",
    severity="warning",
    basis="政府收支分类科目历年修订：2018 年支出经济分类改革，2019、2020 年功能分类随机构改革改名。",
    why=(
        "沿用往年底稿时常把旧的科目名称带进来。改名以前年度的报告用旧名是对的；书名号内的文件名、写明“原某某”的不算。"
        "有科目编码为证的名称由 JS601 核对。"
    ),
    advice="请改为现行名称。",
    good=(
        Example(
            "情况说明:\n  收入决算情况: |\n    文化旅游体育与传媒支出 1.00 万元，公务接待费 1.00 万元，原文化体育与传媒支出已改名。\n"
        ),
    ),
    bad=(
        Example(
            "情况说明:\n  收入决算情况: |\n    ⟦JS907⟧文化体育与传媒⟦/⟧支出（类）1.00 万元。\n  支出决算情况: |\n    文化体育与传媒支出（类）1.00 万元，⟦JS907⟧公务招待费⟦/⟧ 1.00 万元。\n"
        ),
    ),
)


def check(report: Report) -> Iterable[Check]:
    """Each dated term once, however often it stands."""
    words, year = words_of(report), report.cover.year
    dated = words.dated_in(year)

    def scan(text: Text) -> list[Hit]:
        found = listed(text, dated, words)
        return [hit for hit in outside_titles(text.value, found) if not told(text.value, hit.start)] if found else []

    def told(value: str, start: int) -> bool:
        return value[max(0, start - 20) : start].rstrip("“‘ ").endswith(words.historical)

    texts = tuple(texts_of_kinds(report, KINDS))
    places = gathered(texts, ("JS907", words, year), scan)
    astray = _astray(report) if places else frozenset()
    for term, found in places.items():
        if term.wrong in astray:
            found = [each for each in found if not _ITEM_BEHIND.match(each[0].value, each[1].end)]
        if not found:
            continue
        since = f"（{term.since} 年起）" if term.since else ""
        said = f"“{term.wrong}”是旧名称，现为“{term.now}”{since}：{term.why}"
        yield term_finding(ABOUT, term, found, said)
    broken = [text for found in places.values() for text, _ in found]
    yield from holds(ABOUT, (text for text in texts if text.kind != "label"), broken)


_ITEM_BEHIND = Pattern(r"(?:支出)?\s*[（(]项[）)]")


def _astray(report: Report) -> frozenset[str]:
    """The names of items that no row of their table has: JS309 tells these, an old name too."""
    names: set[str] = set()
    for topic, key in subject_tables().items():
        table = report.table(key)
        for item in subject_items(report, topic) if table is not None and not table.is_blank else ():
            spent = item.final is not None and item.final.figure.number
            if table is not None and spent and not item.unmarked and not rows_named(report, table, item.path):
                names.add(item.name)
    return frozenset(names)


RULE: Rule = rule(ABOUT, check)
