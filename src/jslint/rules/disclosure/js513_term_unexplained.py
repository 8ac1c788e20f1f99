"""JS513: a source or fund with an amount that the glossary does not explain, though it explains others."""

from __future__ import annotations

from collections.abc import Iterator

from jslint.figure import Figure, Place
from jslint.kinds.narrative import OVERVIEW
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.report.quantities import own_table
from jslint.report.titles import normalise, without_ordinal
from jslint.rule import About, Example, Rule, found, rule

SIDE = "收入"
GLOSSARY = "名词解释"
LEAST_TERMS = 5
"""Terms from which a glossary is one: fewer explain what is peculiar to the body."""

FISCAL = ("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入")
EXPLAINED_BY = {
    **dict.fromkeys(FISCAL, ("财政拨款收入", "财政拨款", "一般公共预算", "政府性基金预算", "国有资本经营预算")),
    "上级补助收入": ("上级补助收入",),
    "事业收入": ("事业收入",),
    "经营收入": ("经营收入",),
    "附属单位上缴收入": ("附属单位上缴收入", "附属单位缴款", "附属部门上缴收入"),
    "其他收入": ("其他收入",),
    "使用非财政拨款结余": ("非财政拨款结余", "用事业基金弥补收支差额"),
    "年初结转和结余": ("年初结转和结余", "上年结转和结余", "年初结转", "上年结转"),
}
"""A row of the table, and the words of which a glossary that explains it holds at least one."""

ABOUT = About(
    code="JS513",
    name="term-unexplained",
    title="有金额的收入来源在名词解释里有解释",
    severity="information",
    basis="部门决算公开要求：对专业性较强的名词作出解释；各地模板的名词解释逐项列出收入来源和结转结余。",
    why="名词解释一般照模板逐项写，恰好漏了本单位有金额的一项，读者查不到。不到五个名词的、没有名词解释的不作判断。",
    advice="请在名词解释里补上这一项。",
    off=True,
    good=(
        Example(
            "决算表:\n  收入支出决算总表:\n    收入: {一般公共预算财政拨款收入: 5.00, 事业收入: 0.00, 其他收入: 1.00, 总计: 6.00}\n"
            "名词解释:\n  财政拨款收入: 甲。\n  其他收入: 乙。\n  基本支出: 丙。\n  项目支出: 丁。\n  机关运行经费: 戊。\n"
        ),
        Example(
            "决算表:\n  收入支出决算总表:\n    收入: {一般公共预算财政拨款收入: 5.00, 经营收入: 1.00, 总计: 6.00}\n名词解释:\n"
            "  财政拨款收入: 甲。\n  经营收入: 乙。\n  基本支出: 丙。\n  项目支出: 丁。\n  机关运行经费: 戊。\n"
        ),
        Example(
            "决算表:\n  收入支出决算总表:\n    收入: {政府性基金预算财政拨款收入: 5.00, 总计: 5.00}\n"
            "名词解释: |\n  一、政府性基金预算财政拨款：甲。\n  二、基本支出：乙。\n  三、项目支出：丙。\n  四、三公经费：丁。\n  五、机关运行经费：戊。\n"
        ),
    ),
    bad=(
        Example(
            "决算表:\n  收入支出决算总表:\n    收入: {一般公共预算财政拨款收入: 5.00, 事业收入: ⟦JS513⟧2.00⟦/⟧, 其他收入: 1.00, 总计: 8.00}\n"
            "名词解释:\n  财政拨款收入: 甲。\n  其他收入: 乙。\n  基本支出: 丙。\n  项目支出: 丁。\n  机关运行经费: 戊。\n"
        ),
        Example(
            "决算表:\n  收入支出决算总表:\n    收入: {一般公共预算财政拨款收入: 5.00, 上级补助收入: ⟦JS513⟧2.00⟦/⟧, 年初结转和结余: 1.00, 总计: 8.00}\n"
            "名词解释: |\n  一、财政拨款收入：甲。\n  二、基本支出：乙。\n  三、项目支出：丙。\n  四、三公经费：丁。\n  五、机关运行经费：戊。\n"
        ),
    ),
)


def check(report: Report) -> Iterator[Check]:
    """Each source of the table that has an amount; those that lack a term are one finding."""
    table = report.table(own_table(OVERVIEW))
    texts = [text for text in report.texts() if text.piece.partition("/")[0] == GLOSSARY]
    terms = sum(text.kind == "term" for text in texts)
    lines = [line for text in texts if text.kind == "glossary" for line in text.value.split("\n") if line.strip()]
    if table is None or not texts or max(terms, len(lines)) < LEAST_TERMS:
        reason = f"名词解释不到 {LEAST_TERMS} 个名词" if table is not None else f"没有《{own_table(OVERVIEW)}》"
        yield Check(ABOUT.code, Place(GLOSSARY), "not_applicable", reason=reason)
        return
    explained = normalise("".join(text.value for text in texts))
    missing: list[tuple[str, Figure]] = []
    for row in table.rows:
        words = EXPLAINED_BY.get(row.key, ()) if row.side == SIDE else ()
        figure = next(iter(row.cells.values()), None)
        if words and figure is not None and figure.number is not None and figure.number > 0:
            if any(word in explained for word in words):
                yield Check(ABOUT.code, figure.place, "holds", (figure,))
            else:
                missing.append((without_ordinal(row.name), figure))
    if missing:
        yield _finding(missing)


def _finding(missing: list[tuple[str, Figure]]) -> Check:
    (name, figure), *others = missing
    names = "、".join(f"“{each}” {amount.shown}" for each, amount in missing)
    return found(
        ABOUT,
        figure.place,
        figure.anchor,
        f"《{own_table(OVERVIEW)}》有{names}，名词解释没有解释{'这一项' if not others else '它们'}。{ABOUT.advice}",
        figures=tuple(amount for _, amount in missing),
        related=tuple((amount.anchor, f"“{each}”也没有解释") for each, amount in others),
        subject=f"名词解释缺{name}",
    )


RULE: Rule = rule(ABOUT, check)
