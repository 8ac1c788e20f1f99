"""JS601: a known subject code stands beside another name than its own."""

from __future__ import annotations

from collections.abc import Iterable

from jslint.figure import Anchor
from jslint.ledger import Check, Repair
from jslint.report.catalogue import Catalogue, Former, Subject, catalogue
from jslint.report.model import Report
from jslint.report.tables import Row, Table
from jslint.report.titles import normalise
from jslint.rule import About, Example, Rule, found, rule
from jslint.rules.codes._rows import by_code_and_name, without_outlay

FIRST_YEAR = 2018
"""Reports of earlier years are not judged: the catalogue was collected from later ones, and the economic names changed in 2018."""

ABOUT = About(
    code="JS601",
    name="name-not-of-code",
    title="科目名称与科目编码对应",
    severity="warning",
    basis="政府收支分类科目。目录由财政部通知和各地公开的 2023—2026 年报告整理，每行注明证据等级：O、A 级不符为警告，B 级不符和只差末尾“支出”二字的为提示，N、H 级不作判断。",
    why=(
        "科目名称是统一的，改一个字就不是同一科目。名称不符通常是手工填写、沿用旧模板，或者编码填错。"
        "比较前统一全半角、括号和空格；属于旧名的，写明改名年份；报告年度早于改名的，旧名是对的。"
    ),
    advice="请按当年政府收支分类科目核对编码和名称。",
    good=(
        Example(
            "决算表:\n  支出决算表:\n    栏目: [本年支出合计, 基本支出]\n    科目:\n"
            "      - [20805, 行政事业单位养老支出, 1.00, 1.00]\n      - [2101103, 公务员医疗补助, 1.00, 1.00]\n"
        ),
        Example(
            "决算表:\n  一般公共预算财政拨款基本支出决算明细表:\n    科目:\n      - [30213, 维修(护)费, 1.00]\n      - [30303, 退职（役）费, 1.00]\n"
        ),
    ),
    bad=(
        Example(
            "决算表:\n  一般公共预算财政拨款基本支出决算明细表:\n    科目:\n"
            "      - [30108, ⟦JS601⟧机关事业单位基本养老保险费⟦/⟧, 1.00]\n      - [30217, ⟦JS601⟧招待费⟦/⟧, 1.00]\n"
        ),
        Example(
            "决算表:\n  收入决算表:\n    栏目: [本年收入合计]\n    科目:\n      - [20805, ⟦JS601⟧行政事业单位离退休⟦/⟧, 1.00]\n"
            "  支出决算表:\n    栏目: [本年支出合计]\n    科目:\n      - [20805, 行政事业单位离退休, 1.00]\n      - [2111101, ⟦JS601⟧减排专项支出⟦/⟧, 1.00]\n"
        ),
        Example(
            "决算表:\n  收入决算表:\n    栏目: [本年收入合计]\n    科目:\n"
            "      - [208, ⟦JS601⟧社会保障和就业⟦/⟧, 1.00]\n      - [20805, ⟦JS601⟧行政事业单位养老⟦/⟧, 1.00]\n"
        ),
    ),
)


def check(report: Report) -> Iterable[Check]:
    """Try every code with every name beside it once, however many tables print the pair."""
    known, year = catalogue(), report.cover.year
    for (code, name), rows in by_code_and_name(report).items():
        row = rows[0][1]
        place = next(row.figures).place if row.cells else None
        subject = known.subject(code)
        if subject is None or place is None:
            continue
        former = known.former_name(code, row.name)
        if name == normalise(subject.name) or (former is not None and 0 < year < former.until):
            yield Check(ABOUT.code, place, "holds")
        elif known.proven(code) is None:
            yield Check(ABOUT.code, place, "unchecked", reason=f"目录中 {code} 的名称证据不足（{subject.grade} 级）")
        elif 0 < year < FIRST_YEAR:
            yield Check(ABOUT.code, place, "unchecked", reason=f"目录不含 {year} 年度的科目")
        else:
            yield _finding(known, subject, former, rows)


def _finding(known: Catalogue, subject: Subject, former: Former | None, rows: list[tuple[Table, Row]]) -> Check:
    table, row = rows[0]
    others = [code for code in known.codes_named(row.name) if code != subject.code]
    dropped_outlay = without_outlay(normalise(row.name)) == without_outlay(normalise(subject.name))
    soft = (subject.grade == "B" or dropped_outlay) and former is None
    said = f"科目 {subject.code} 的名称印为“{row.name}”，目录为“{subject.name}”（{_evidence(subject)}）"
    if former is not None:
        said += f"；“{former.name}”是 {former.until} 年以前的旧名（{former.basis}）"
    elif others:
        said += f"；“{row.name}”是 {'、'.join(others[:3])} 的名称，也可能是编码填错"
    return found(
        ABOUT,
        next(row.figures).place,
        row.label,
        f"{said}。{ABOUT.advice}",
        related=tuple((other.label, f"《{where.title}》同样印为“{other.name}”") for where, other in rows[1:]),
        repairs=tuple(_repairs(subject, former, others, rows)),
        severity="information" if soft else None,
        subject=f"{table.key} {subject.code} {row.name}",
    )


def _evidence(subject: Subject) -> str:
    years = f"，见于 {subject.years[0]}—{subject.years[-1]} 年的文件" if len(subject.years) > 1 else ""
    return f"{subject.grade} 级{years}"


def _repairs(
    subject: Subject, former: Former | None, others: list[str], rows: list[tuple[Table, Row]]
) -> Iterable[Repair]:
    """A former name has one right answer; otherwise either the name or the code may be what is wrong."""
    names: tuple[tuple[Anchor, str], ...] = tuple((row.label, subject.name) for _, row in rows)
    yield Repair(f"改为“{subject.name}”", names, safe=former is not None)
    for code in others[:1]:
        edits = tuple((row.code_anchor, code) for _, row in rows if row.code_anchor is not None)
        yield Repair(f"编码改为 {code}", edits)


RULE: Rule = rule(ABOUT, check)
