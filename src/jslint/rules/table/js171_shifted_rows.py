"""JS171: a block of amounts that slid against the names of its rows, or two rows that changed places."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jslint.figure import Figure, Place
from jslint.ledger import Check, Repair
from jslint.report.cells import as_printed
from jslint.report.model import Report
from jslint.rule import About, Example, found, rule_of_diagnosis
from jslint.rules.table._exchanged import Exchange, exchanges

_SISTER = """  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    科目:
      - [2080501, 行政单位离退休,                   9.10, 9.10, 0.00, 0.00, 0.00, 0.00]
      - [2080502, 事业单位离退休,                   0.00, 0.00, 0.00, 0.00, 0.00, 0.00]
      - [2080505, 机关事业单位基本养老保险缴费支出, 3.25, 3.25, 0.00, 0.00, 0.00, 0.00]
      - [2101101, 行政单位医疗,                     1.53, 1.53, 0.00, 0.00, 0.00, 0.00]
      - [2101103, 公务员医疗补助,                   1.04, 1.04, 0.00, 0.00, 0.00, 0.00]
      - [2210201, 住房公积金,                       2.87, 2.87, 0.00, 0.00, 0.00, 0.00]
"""

_INCOME = """决算表:
  收入决算表:
    栏目: [本年收入合计, 财政拨款收入, 上级补助收入, 事业收入, 经营收入, 附属单位上缴收入, 其他收入]
    科目:
      - [20805,   行政事业单位养老支出,             12.35, 12.35, 0.00, 0.00, 0.00, 0.00, 0.00]
      - [2080501, 行政单位离退休,                   {retired}, 0.00, 0.00, 0.00, 0.00, 0.00]
      - [2080505, 机关事业单位基本养老保险缴费支出, {insured}, 0.00, 0.00, 0.00, 0.00, 0.00]
"""

ABOUT = About(
    code="JS171",
    name="shifted-rows",
    title="一段数字整体错行，或两行的数字互换",
    severity="warning",
    basis="同一科目在各表中的数字应当一致，每一类等于其下各款；从已公开报告中见过的错行：下移 2 行、又变成 5 行；302 类整体上移 1 行。",
    why=(
        "粘贴时少选或多选了几行，一段数字就会整体对到别的科目上：单看每个数字都对，却都站错了行。"
        "至少 4 个不同的数字依次与别的表中其他科目的数字相同，或移动一行后正好等于本类合计，就不会是巧合。"
        "同一款、同一类里的两行互换，合计不变，只有另一张表看得出：两行的数字正好是另一张表里对方的数字。"
        "由它造成的各处不符不再逐一列出，作为连带结果附在后面。"
    ),
    advice="请把这一段数字移回各自的科目。",
    good=(
        Example(
            "决算表:\n"
            + _SISTER
            + """  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    科目:
      - [2080501, 行政单位离退休,                   9.00, 9.00, 0.00]
      - [2080505, 机关事业单位基本养老保险缴费支出, 3.25, 3.25, 0.00]
      - [2101101, 行政单位医疗,                     1.53, 1.53, 0.00]
      - [2101103, 公务员医疗补助,                   1.04, 1.04, 0.00]
      - [2210201, 住房公积金,                       2.78, 2.78, 0.00]
"""
        ),
        Example(_INCOME.format(retired="9.10, 9.10", insured="3.25, 3.25") + _SISTER),
        Example(_INCOME.format(retired="9.00, 9.00", insured="3.35, 3.35") + _SISTER),
    ),
    bad=(
        Example(
            "决算表:\n"
            + _SISTER
            + """  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    科目:
      - [208,     社会保障和就业支出,               12.35, 12.35, 0.00]
      - [2080501, 行政单位离退休,                   0.00, 0.00, 0.00]
      - [2080502, 事业单位离退休,                   ⟦JS171⟧9.10⟦/⟧, 9.10, 0.00]
      - [2080505, 机关事业单位基本养老保险缴费支出, 0.00, 0.00, 0.00]
      - [2101101, 行政单位医疗,                     3.25, 3.25, 0.00]
      - [2101103, 公务员医疗补助,                   1.53, 1.53, 0.00]
      - [2210201, 住房公积金,                       1.04, 1.04, 0.00]
      - [2210203, 购房补贴,                         2.87, 2.87, 0.00]
"""
        ),
        Example(
            """决算表:
  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [303,   对个人和家庭的补助,       0.00]
      - [30309, 奖励金,                   0.00]
      - [30399, 其他对个人和家庭的补助,   ⟦JS171⟧6.31⟦/⟧]
      - [302,   商品和服务支出,           2.77]
      - [30201, 办公费,                   0.04]
      - [30211, 差旅费,                   2.50]
      - [30226, 劳务费,                   0.22]
      - [30227, 委托业务费,               0.78]
      - [30229, 福利费,                   ~]
"""
        ),
        Example(_INCOME.format(retired="⟦JS171⟧3.25⟦/⟧, 3.25", insured="9.10, 9.10") + _SISTER),
        Example(
            "决算表:\n"
            + _SISTER
            + """  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    科目:
      - [2080505, 机关事业单位基本养老保险缴费支出, 3.25, 3.25, 0.00]
  一般公共预算财政拨款基本支出决算明细表:
    科目:
      - [301,   工资福利支出,                 15.28]
      - [30103, 奖金,                         10.81]
      - [30108, 机关事业单位基本养老保险缴费, ⟦JS171⟧1.22⟦/⟧]
      - [30109, 职业年金缴费,                 3.25]
"""
        ),
    ),
)


def check(report: Report) -> Iterator[Check]:
    """One trial for each table: it holds unless the diagnosis finds that rows of it slid; then rows that changed places."""
    for table in report.tables():
        if table.is_blank:
            yield Check(ABOUT.code, Place(table.piece), "not_applicable", reason=f"《{table.title}》为空表")
        else:
            yield Check(ABOUT.code, Place(table.piece), "holds")
    yield from map(_exchanged, exchanges(report))


def _exchanged(each: Exchange) -> Check:
    (first, second), (one, other) = each.figures, each.rows
    shown = [figure for figure in each.witnesses if figure not in each.figures]
    told = "、".join(f"{figure.place.words()} {figure.shown}" for figure in shown)
    back = tuple(change for pair in each.cells for change in _swapped(*pair))
    message = (
        f"《{each.table.title}》“{one.code} {one.name}”{first.shown} 与“{other.code} {other.name}”{second.shown} "
        f"两行的数字疑为互换：{told}。请对照另一张表换回。"
    )
    title = f"把《{each.table.title}》“{first.place.row}”与“{second.place.row}”两行的数字换回"
    edits = tuple((figure.anchor, _printed(figure, number)) for figure, number in back)
    return found(
        ABOUT,
        first.place,
        first.anchor,
        message,
        figures=(first, second, *shown),
        related=tuple((figure.anchor, f"{figure.place.inner_words()} {figure.shown}") for figure in (second, *shown)),
        repairs=(Repair(title, edits, reason="可使两行都与另一张表的数字一致"),),
        instead=back,
    )


def _printed(figure: Figure, number: Decimal) -> str:
    return as_printed(figure, number, thousands="," in figure.printed)


def _swapped(first: Figure, second: Figure) -> Iterator[tuple[Figure, Decimal]]:
    """What each of two cells of one column is once the rows are put back; nothing where they print the same."""
    if first.number is not None and second.number is not None and first.number != second.number:
        yield first, second.number
        yield second, first.number


RULE = rule_of_diagnosis(ABOUT, check, "slid", "sister", "turned")
