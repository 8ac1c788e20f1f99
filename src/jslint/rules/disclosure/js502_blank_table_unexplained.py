"""JS502: a table of the layout that is all blank and does not say that there is nothing to report."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Place
from jslint.ledger import Check
from jslint.pattern import Pattern
from jslint.report.model import Report
from jslint.rule import About, Example, found, rule_per

ABOUT = About(
    code="JS502",
    name="blank-table-unexplained",
    title="空白的表没有说明",
    severity="error",
    basis="部门决算公开要求：没有数据的表格也要公开，并注明没有相关收支、本表无数据；一份省级评分表对没有说明的空表每处扣 0.2 分。",
    why=(
        "整张表都是空白，读者分不清是没有这笔收支，还是漏填。没有数据的表要么逐格填 0.00，要么写明“……故本表无数据”。版式自带的“本表反映……”不是说明。"
    ),
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
  ⟦JS502⟧收入决算表⟦/⟧: {合计: [~, ~, ~, ~, ~, ~, ~], 注: 注：本表反映部门本年度取得的各项收入情况。}
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


_DENIAL = Pattern(
    r"没有|未(?!来|经|尽)|不涉及|不存在|空表|为空|空白|(?<!有)无(?!法|论|误|疑|关|锡)|为零|为 ?0(?![.0-9])|为 ?0\.0+(?![0-9])"
)
_USUAL = Pattern(
    r"\s*(?:注[：:]?)?\s*(?:[0-9一二三][.、．]\s*)?(?:本表反映|本表金额|本表以|金额单位|单位[：:]|数据为零|无数据的(?:栏目|项目))"
)
"""How the notes begin that a layout prints below every table."""
_SENTENCES = Pattern(r"[。；;\n]")


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
    elif any(_denies(text.value) for name, text in table.texts.items() if name in {"说明", "注"}):
        yield Check(ABOUT.code, place, "holds")
    else:
        message = f"《{table.title}》整表空白，也没有说明没有这笔收支。{ABOUT.advice}"
        yield found(ABOUT, place, table.title_anchor, message)


def _denies(text: str) -> bool:
    """Whether one of its sentences says that there is nothing; what the layout itself prints below the table does not."""
    return any(
        _DENIAL.search(sentence) and not _USUAL.match(sentence) for sentence in _SENTENCES.split(text) if sentence
    )


RULE = rule_per(ABOUT, keys, check)
