"""JS502: a table of the layout that is all blank and does not say that there is nothing to report."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.rule import About, Example, found, rule_per

ABOUT = About(
    code="JS502",
    name="blank-table-unexplained",
    title="空白的表没有说明",
    severity="error",
    basis="部门决算公开要求：没有数据的表格也要公开，并注明没有相关收支、本表无数据；一份省级评分表对没有说明的空表每处扣 0.2 分。",
    why=("整张表都是空白，读者分不清是没有这笔收支，还是漏填。没有数据的表要么逐格填 0.00，要么写明“……故本表无数据”。"),
    advice="请填入数字（没有的填 0.00），或在表的“说明”里写明没有相关收支、本表无数据。",
    good=(
        Example(
            """决算表:
  收入支出决算总表: {收入: {总计: 0.00}, 支出: {总计: 0.00}}
  收入决算表: {说明: 本年度没有收入，故本表无数据。}
  支出决算表: {说明: 本年度没有支出，故本表无数据。}
  财政拨款收入支出决算总表: {说明: 本表无数据。}
  一般公共预算财政拨款支出决算表: {说明: 本表无数据。}
  一般公共预算财政拨款基本支出决算明细表: {注: 本部门没有一般公共预算财政拨款基本支出。}
  政府性基金预算财政拨款收入支出决算表:
    说明: 我部门没有政府性基金收入，也没有使用政府性基金安排的支出，故本表无数据。
  国有资本经营预算财政拨款支出决算表: {说明: 本表无数据。}
  财政拨款三公经费支出决算表:
    栏目:   [合计, 因公出国（境）费, 公务用车购置及运行维护费小计, 公务用车购置费, 公务用车运行维护费, 公务接待费]
    预算数: [0.00, 0.00, 0.00, 0.00, 0.00, 0.00]
    决算数: [0.00, 0.00, 0.00, 0.00, 0.00, 0.00]
"""
        ),
    ),
    bad=(
        Example(
            """决算表:
  ⟦JS502⟧收入支出决算总表⟦/⟧: {收入: {总计: ~}, 支出: {总计: ~}}
  ⟦JS502⟧收入决算表⟦/⟧: {合计: [~, ~, ~, ~, ~, ~, ~]}
  支出决算表: {说明: 本表无数据。}
  财政拨款收入支出决算总表: {说明: 本表无数据。}
  一般公共预算财政拨款支出决算表: {说明: 本表无数据。}
  一般公共预算财政拨款基本支出决算明细表: {说明: 本表无数据。}
  政府性基金预算财政拨款收入支出决算表: {说明: 本表无数据。}
  国有资本经营预算财政拨款支出决算表: {说明: 本表无数据。}
  ⟦JS502⟧财政拨款三公经费支出决算表⟦/⟧:
    栏目:   [合计, 因公出国（境）费, 公务用车购置及运行维护费小计, 公务用车购置费, 公务用车运行维护费, 公务接待费]
    预算数: [~, ~, ~, ~, ~, ~]
    决算数: [~, ~, ~, ~, ~, ~]
"""
        ),
    ),
)


def keys(report: Report) -> Iterator[str]:
    """The tables that the layout knows; what another table should hold is not known."""
    return (table.key for table in report.tables() if table.spec is not None)


def check(report: Report, key: str) -> Iterator[Check]:
    """One trial for the table."""
    table = report.table(key)
    if table is None:
        return
    place = Place(table.piece)
    if not table.is_blank:
        yield Check(ABOUT.code, place, "not_applicable", reason="表中有数据")
    elif any(text.value.strip() for name, text in table.texts.items() if name in {"说明", "注"}):
        yield Check(ABOUT.code, place, "holds")
    else:
        message = f"《{table.title}》整表空白，也没有说明。{ABOUT.advice}"
        yield found(ABOUT, place, table.title_anchor, message)


RULE = rule_per(ABOUT, keys, check)
