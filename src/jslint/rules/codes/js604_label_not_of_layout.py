"""JS604: a row of a table that the layout does not have."""

from __future__ import annotations

from collections.abc import Iterable

from jslint.kinds.phrases import hits, words_of
from jslint.ledger import Check, Repair
from jslint.report.model import Report
from jslint.report.tables import Row, Table
from jslint.report.titles import is_of_which, normalise, without_ordinal
from jslint.rule import About, Example, Rule, found, rule_per

ALIKE = 0.6
"""Likeness from which a row of the layout is named as what was probably meant (difflib's own default)."""

ABOUT = About(
    code="JS604",
    name="label-not-of-layout",
    title="行名是版式的行名",
    severity="information",
    basis="版式所列的总表行名；各地通行的别名也算。",
    why="总表的行按名称识别。名称打错，这一行就不能与其他表核对，合计也可能少一项。“其中：”行不算；旧名由 JS907、“部门”替换“单位”由 JS906 指出。",
    advice="请核对行名；如果本地确实这样称呼，请在配置的 vocabulary 里登记。",
    good=(
        Example(
            "决算表:\n  收入支出决算总表:\n    收入:\n      事业收入: 1.00\n      总计: 1.00\n    支出:\n      教育支出: 1.00\n      总计: 1.00\n"
        ),
    ),
    bad=(
        Example(
            "决算表:\n  收入支出决算总表:\n    收入:\n      ⟦JS604⟧事业性收入⟦/⟧: 1.00\n      总计: 1.00\n    支出:\n      教育支出: 1.00\n      总计: 1.00\n"
        ),
    ),
)


def keys(report: Report) -> list[str]:
    """Each two-sided table that the layout describes."""
    return [table.key for table in report.tables() if table.spec is not None and table.spec.sides]


def check(report: Report, key: str) -> Iterable[Check]:
    """Every row of a table's sides."""
    table = report.table(key)
    words = words_of(report)
    if table is None or table.spec is None:
        return
    for row in table.rows:
        place = next((figure.place for figure in row.figures), None)
        if row.side is None or place is None or is_of_which(row.name):
            continue
        if row.known:
            yield Check(ABOUT.code, place, "holds")
        elif 0 < report.cover.year < report.layout.since:
            yield Check(
                ABOUT.code, place, "not_applicable", reason=f"版式自 {report.layout.since} 年度起，行名那时未必如此"
            )
        elif hits(row.name, (*words.dated, *words.scars)):
            yield Check(ABOUT.code, place, "not_applicable", reason="名称的来由由 JS906、JS907 说明")
        else:
            yield _finding(table, row)


def _finding(table: Table, row: Row) -> Check:
    side = table.spec.side(row.side or "") if table.spec else None
    names = {
        normalise(without_ordinal(spec.title)): without_ordinal(spec.title) for spec in (side.rows if side else ())
    }
    from difflib import get_close_matches  # few reports come to it

    near = get_close_matches(normalise(without_ordinal(row.name)), names, 1, ALIKE)
    meant = f"，是否应为“{names[near[0]]}”" if near else ""
    message = f"《{table.title}》{row.side}的行名“{row.name}”不是版式的行名{meant}。{ABOUT.advice}"
    figures = tuple(row.figures)
    repairs = (Repair(f"改为“{names[near[0]]}”", ((row.label, names[near[0]]),)),) if near else ()
    subject = f"{table.key} {row.side} {row.name}"
    return found(ABOUT, figures[0].place, row.label, message, repairs=repairs, subject=subject)


RULE: Rule = rule_per(ABOUT, keys, check)
