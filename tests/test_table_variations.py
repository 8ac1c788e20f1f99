"""Right reports that look different: rows left out, levels not printed, tables missing, other units. None is flagged."""

from __future__ import annotations

import re

import pytest

from conftest import ROOT
from jslint import Settings, examine

NATIONAL = (ROOT / "examples" / "jiaozuo-2023-corrected.report.yaml").read_text("utf-8")
SHANGHAI = (ROOT / "examples" / "shanghai-2024.report.yaml").read_text("utf-8")
RULES = Settings(select=("JS1", "JS2", "JS502"))

GENERAL = "一般公共预算财政拨款支出决算表"
FUND = "政府性基金预算财政拨款收入支出决算表"
CAPITAL = "国有资本经营预算财政拨款支出决算表"


def without(text: str, row: str) -> str:
    """The report without the rows that a pattern fits."""
    changed = re.sub(rf"\n      {row}(?=\n)", "", text)
    assert changed != text
    return changed


def with_table(text: str, table: str, new: str) -> str:
    """The report with another table in one's place; an empty text takes it out."""
    start = text.index(f"\n  {table}:") + 1
    return text[:start] + new + text[text.index("\n\n", start) :]


def rows_only(text: str, table: str, levels: str) -> str:
    """The report with only the rows of some code lengths in one table."""
    start = text.index(f"\n  {table}:") + 1
    end = text.index("\n\n", start)
    kept = [
        line
        for line in text[start:end].split("\n")
        if not (code := re.match(r"\s+- \[(\d+),", line)) or str(len(code[1])) in levels
    ]
    return text[:start] + "\n".join(kept) + text[end:]


VARIATIONS = {
    "zero classes left out of the summary": without(NATIONAL, r"[^\s:]+支出: +0\.00"),
    "blank classes left out of the summary": without(SHANGHAI, r"[^\s:]+支出: +~"),
    "zero economic items left out": without(NATIONAL, r"- \[3\d{4}, [^,]+, +0\.00\]"),
    "款 printed nowhere": without(NATIONAL, r"- \[2\d{4}, [^\]]+\]"),
    "only 类 in one table": rows_only(NATIONAL, GENERAL, "3"),
    "only the total in one table": rows_only(NATIONAL, GENERAL, ""),
    "only the total in the fund table": rows_only(SHANGHAI, FUND, ""),
    "a table missing": with_table(NATIONAL, GENERAL, ""),
    "a table with three columns": with_table(
        SHANGHAI, CAPITAL, f"  {CAPITAL}:\n    栏目: [合计, 基本支出, 项目支出]\n    合计: [359.80, ~, 359.80]"
    ),
    "a table with a statement only": with_table(
        NATIONAL, "财政拨款三公经费支出决算表", "  财政拨款三公经费支出决算表: {说明: 本表无数据。}"
    ),
    "opening balance without its parts": re.sub(r'(结转和结余:) \{合计: ("[\d,.]+").*\}', r"\1 \2", SHANGHAI),
    "amounts in 元": NATIONAL.replace("金额单位: 万元", "金额单位: 元"),
    "a negative opening balance": NATIONAL.replace(
        "年初结转和结余:                 0.00\n      总计:                         109.30",
        "年初结转和结余:                -5.00\n      总计:                         104.30",
    ).replace(
        "年末结转和结余:           0.00\n      总计:                   109.30",
        "年末结转和结余:          -5.00\n      总计:                   104.30",
    ),
    "a balance that the layout does not know": NATIONAL.replace(
        "年初结转和结余:                 0.00\n      总计:                         109.30",
        "使用专用结余:                   2.00\n      年初结转和结余:                 0.00\n      总计:                         111.30",
    ).replace(
        "结余分配:                 0.00\n      年末结转和结余:           0.00\n      总计:                   109.30",
        "结余分配:                 0.00\n      年末结转和结余:           2.00\n      总计:                   111.30",
    ),
}


@pytest.mark.parametrize("name", VARIATIONS)
def test_a_right_report_that_looks_different_is_not_flagged(name: str) -> None:
    text = VARIATIONS[name]
    assert text not in {NATIONAL, SHANGHAI}
    examined = examine(text, settings=RULES)
    assert [(each.code, each.message) for each in examined.diagnostics] == []
    assert examined.counts()["holds"] > 200


def test_what_cannot_be_compared_says_why() -> None:
    examined = examine(rows_only(NATIONAL, GENERAL, "3"), settings=RULES)
    reasons = {check.reason for check in examined.ledger if check.outcome == "unchecked"}
    assert f"《{GENERAL}》中没有20805本身的一行，只有它的上级或下级科目" in reasons
    assert all(check.reason for check in examined.ledger if check.outcome in {"unchecked", "not_applicable"})
