"""JS605: a subject code that the catalogue does not hold; it may be right all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.report.catalogue import catalogue
from jslint.report.model import Report
from jslint.report.tables import Row, Table
from jslint.rule import About, Example, Rule, found, rule
from jslint.rules.codes._rows import coded_rows, strays

_CODE = Pattern(r"[23][0-9]{2}(?:[0-9]{2}){0,2}")
MOST_NAMED = 8
"""Codes that a message spells out."""

ABOUT = About(
    code="JS605",
    name="unknown-code",
    title="目录未收录的科目编码",
    severity="information",
    basis="政府收支分类科目。所附目录不完整，未收录不等于没有这个科目；版式列出的也算收录；类一级和 2018 年改革中取消的经济分类编码是全的。",
    why=(
        "编码打错一位，名称和金额往往仍是对的，只有对照科目才能发现。目录没有收录的编码全报告合为一条，请人核对；"
        "已经取消的编码逐个指出。"
    ),
    advice="请对照当年政府收支分类科目核对；目录不完整，编码无误可以不理会。",
    good=(
        Example(
            "决算表:\n  支出决算表:\n    栏目: [本年支出合计]\n    科目:\n      - [208, 社会保障和就业支出, 3.00]\n      - [20805, 行政事业单位养老支出, 3.00]\n"
        ),
    ),
    bad=(
        Example(
            "决算表:\n  支出决算表:\n    栏目: [本年支出合计]\n    科目:\n      - [208, 社会保障和就业支出, 3.00]\n"
            "      - [⟦JS605⟧20898⟦/⟧, 某项支出, 3.00]\n      - [2089801, 某项支出, 3.00]\n"
        ),
        Example(
            "决算表:\n  一般公共预算财政拨款基本支出决算明细表:\n    科目:\n      - [⟦JS605⟧30210⟦/⟧, 车辆运行费, 1.00]\n"
        ),
    ),
)


def check(report: Report) -> Iterable[Check]:
    """Every code once; what the catalogue cannot tell is one finding of the report."""
    known = catalogue()
    listed = {row.code for spec in report.layout.tables for row in spec.rows}
    rows: dict[str, list[tuple[Table, Row]]] = {}
    mistyped = {id(row) for table in report.tables() for _, row in strays(table)}
    for table, row in coded_rows(report):
        if id(row) not in mistyped and _CODE.fullmatch(row.code or "") and row.cells:
            rows.setdefault(row.code or "", []).append((table, row))
    unknown = []
    for code, places in rows.items():
        if known.subject(code) is not None or code in listed:
            yield Check(ABOUT.code, next(places[0][1].figures).place, "holds")
        elif (former := known.was_dropped(code)) is not None and not 0 < report.cover.year < former.until:
            words = f"科目编码 {code} 是 {former.until} 年以前的“{former.name}”（{former.basis}），现行目录没有这个编码"
            yield _finding([(code, places)], words)
        elif former is None:
            unknown.append((code, places))
    if unknown:
        shown = "、".join(code for code, _ in unknown[:MOST_NAMED]) + ("等" if len(unknown) > MOST_NAMED else "")
        yield _finding(unknown, f"目录没有收录 {len(unknown)} 个科目编码：{shown}")


def _finding(codes: list[tuple[str, list[tuple[Table, Row]]]], words: str) -> Check:
    (_, row), *_ = codes[0][1]
    related = tuple(
        (other.code_anchor or other.label, f"《{where.title}》{other.code} {other.name}")
        for where, other in _places(codes)
        if other is not row
    )
    subject = " ".join(code for code, _ in codes)
    anchor = row.code_anchor or row.label
    return found(
        ABOUT, next(row.figures).place, anchor, f"{words}。{ABOUT.advice}", related=related[:24], subject=subject
    )


def _places(codes: list[tuple[str, list[tuple[Table, Row]]]]) -> Iterator[tuple[Table, Row]]:
    for _, places in codes:
        yield from places


RULE: Rule = rule(ABOUT, check)
