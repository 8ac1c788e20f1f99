"""JS173: a row that stands out of the order of the subject codes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from jslint.figure import Place
from jslint.ledger import Check
from jslint.report.model import Report
from jslint.report.tables import Row, Table
from jslint.rule import About, Example, found, rule_per

ABOUT = About(
    code="JS173",
    name="code-out-of-order",
    title="功能科目没有按编码顺序排列",
    severity="information",
    basis="公开表样按政府收支分类科目编码从小到大、先类后款再项列示。",
    why="各表按科目编码顺序列示，某一行或几行不在它的位置上，容易漏看，也常是串行、补行留下的痕迹。",
    advice="请把这些行移到按编码应在的位置。",
    good=(
        Example(
            """决算表:
  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    科目:
      - [208,     社会保障和就业支出,               3.25, 3.25, 0.00, 0.00, 0.00, 0.00]
      - [20805,   行政事业单位养老支出,             3.25, 3.25, 0.00, 0.00, 0.00, 0.00]
      - [2080505, 机关事业单位基本养老保险缴费支出, 3.25, 3.25, 0.00, 0.00, 0.00, 0.00]
      - [210,     卫生健康支出,                     2.57, 2.57, 0.00, 0.00, 0.00, 0.00]
"""
        ),
    ),
    bad=(
        Example(
            """决算表:
  支出决算表:
    栏目: [本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
    科目:
      - [⟦JS173⟧210⟦/⟧, 卫生健康支出,                     2.57, 2.57, 0.00, 0.00, 0.00, 0.00]
      - [21011,   行政事业单位医疗,                 2.57, 2.57, 0.00, 0.00, 0.00, 0.00]
      - [208,     社会保障和就业支出,               3.25, 3.25, 0.00, 0.00, 0.00, 0.00]
      - [20805,   行政事业单位养老支出,             3.25, 3.25, 0.00, 0.00, 0.00, 0.00]
      - [2080505, 机关事业单位基本养老保险缴费支出, 3.25, 3.25, 0.00, 0.00, 0.00, 0.00]
      - [221,     住房保障支出,                     3.10, 3.10, 0.00, 0.00, 0.00, 0.00]
      - [22102,   住房改革支出,                     3.10, 3.10, 0.00, 0.00, 0.00, 0.00]
      - [⟦JS173⟧217⟦/⟧, 金融支出,                         1.00, 1.00, 0.00, 0.00, 0.00, 0.00]
"""
        ),
    ),
)


def keys(report: Report) -> Iterator[str]:
    """The tables by functional subjects; the economic table is printed in columns side by side."""
    return (table.key for table in report.tables() if table.spec is not None and table.spec.form == "codes")


def check(report: Report, key: str) -> Iterator[Check]:
    """One trial for the table; one finding for each run of rows that stands elsewhere than its codes say."""
    table = report.table(key)
    if table is None:
        return
    rows = [row for row in table.coded() if (row.code or "").isdigit()]
    astray = _astray(rows)
    if not astray:
        where = Place(table.piece)
        if rows:
            yield Check(ABOUT.code, where, "holds")
        else:
            yield Check(ABOUT.code, where, "not_applicable", reason=f"《{table.title}》没有按科目列示")
    for run in astray:
        yield _finding(table, run)


def _astray(rows: list[Row]) -> list[list[Row]]:
    """The fewest rows without which the others are in order, as runs of neighbours (longest non-decreasing sequence)."""
    kept = set(_in_order([row.code or "" for row in rows]))
    runs: list[list[Row]] = []
    last = -2
    for index, row in enumerate(rows):
        if index not in kept:
            if index - last > 1:
                runs.append([])
            runs[-1].append(row)
            last = index
    return runs


def _in_order(codes: list[str]) -> list[int]:
    """The indexes of a longest non-decreasing subsequence, in n log n."""
    tails: list[str] = []
    ends: list[int] = []
    before: list[int] = []
    for index, code in enumerate(codes):
        at = bisect_right(tails, code)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [code]
        ends[at : at + 1] = [index]
    found_: list[int] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        found_.append(index)
        index = before[index]
    return found_


def _finding(table: Table, run: list[Row]) -> Check:
    first, last = run[0], run[-1]
    span = f"至 {last.code} {last.name} 共 {len(run)} 行" if len(run) > 1 else ""
    message = f"《{table.title}》{first.code} {first.name}{span}不在按编码应在的位置。{ABOUT.advice}"
    place = Place(table.piece, f"{first.code} {first.name}")
    return found(ABOUT, place, first.code_anchor or first.label, message, subject=f"{table.piece} {first.code}")


RULE = rule_per(ABOUT, keys, check)
