"""JS501: a table or section that the layout requires is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jslint.figure import Place
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.rule import About, Example, Rule, found, rule

TABLES, SECTIONS = "决算表", "情况说明"
DOUBLED = "有一个名称出现了两次，其中一个可能就是它"
MOST_NAMED = 6
"""Missing parts that a message spells out."""

ABOUT = About(
    code="JS501",
    name="missing-part",
    title="版式要求的表和说明齐全",
    severity="error",
    basis="财政部门统一规定的公开内容：版式列出的决算表和情况说明，没有数据的也要列出并说明。",
    why="缺一张表或一节说明，公开就不完整；没有数据的表也应列出，写明本表无数据。表按名称、说明按标题识别，通行的别名都算。",
    advice="请补上；没有数据的也要列出并写明。如果本地版式不同，请改封面的版式。",
    good=(Example("情况说明:\n  收入决算情况: |\n    2023 年度收入合计 1.00 万元。\n"),),
    bad=(
        Example("⟦JS501⟧情况说明⟦/⟧: {收入支出决算总体情况: 甲, 收入决算情况: 乙}\n"),
        Example("⟦JS501⟧决算表⟦/⟧: {收入支出决算总表: {说明: 本表无数据。}}\n"),
    ),
)


def check(report: Report) -> Iterable[Check]:
    """The tables, then the sections that the layout lists as due; what is missing of one kind is one finding."""
    yield from _tables(report)
    yield from _sections(report)


def _tables(report: Report) -> Iterator[Check]:
    present = {table.key for table in report.tables()}
    doubled = _has_doubled(report, TABLES)
    missing = []
    for spec in report.layout.tables:
        if spec.key in present:
            yield Check(ABOUT.code, Place(f"{TABLES}/{spec.key}"), "holds")
        elif report.is_unreadable(spec.key):
            yield Check(ABOUT.code, Place(f"{TABLES}/{spec.key}"), "unchecked", reason="这张表无法读取")
        elif doubled:
            yield Check(ABOUT.code, Place(f"{TABLES}/{spec.key}"), "unchecked", reason=DOUBLED)
        elif spec.due:
            missing.append(spec.title)
    if missing:
        yield _finding(report, TABLES, missing, "张表")


def _sections(report: Report) -> Iterator[Check]:
    present = {topic for section in report.sections() for topic in (section.key, *section.topics)}
    written = "\n".join(passage.text for section in report.sections() for passage in section.passages)
    doubled = _has_doubled(report, SECTIONS)
    unread = any(piece.broken for piece in report.pieces(SECTIONS))
    missing = []
    for spec in report.layout.sections:
        if spec.key in present or _begins(written, (spec.key, *spec.words)):
            yield Check(ABOUT.code, Place(f"{SECTIONS}/{spec.key}"), "holds")
        elif doubled:
            yield Check(ABOUT.code, Place(f"{SECTIONS}/{spec.key}"), "unchecked", reason=DOUBLED)
        elif unread:
            yield Check(ABOUT.code, Place(f"{SECTIONS}/{spec.key}"), "unchecked", reason="情况说明有一节无法读取")
        elif spec.due:
            missing.append(spec.title)
    if missing:
        yield _finding(report, SECTIONS, missing, "节说明")


def _has_doubled(report: Report, part: str) -> bool:
    """Whether a name of the part, or a part itself, stands twice (JS002): one of the two may be what is missing."""
    headers = (piece for top in (TABLES, SECTIONS, "部门概况", "名词解释", "附件") for piece in report.pieces(top))
    within = (fault.kind for piece in report.pieces(part) for fault in piece.faults)
    return (
        any("#" in piece.id for piece in report.pieces(part))
        or "duplicate-key" in within
        or any("#" in piece.id and len(piece.path) == 1 for piece in headers)
    )


def _begins(written: str, words: tuple[str, ...]) -> bool:
    """Whether an item within another section begins with the words: （一）机关运行经费支出情况."""
    return (
        re.search(rf"(?:^|[）)、.．])[ \u3000]*(?:{'|'.join(map(re.escape, words))})", written, re.MULTILINE)
        is not None
    )


def _finding(report: Report, part: str, missing: list[str], unit: str) -> Check:
    shown = "、".join(f"“{title.rstrip('。')}”" for title in missing[:MOST_NAMED])
    rest = "等" if len(missing) > MOST_NAMED else ""
    message = f"{part}缺少版式“{report.layout.id}”要求的 {len(missing)} {unit}：{shown}{rest}。{ABOUT.advice}"
    return found(ABOUT, Place(part), report.anchor_of(part), message, subject=f"{part} {' '.join(missing)}")


RULE: Rule = rule(ABOUT, check)
