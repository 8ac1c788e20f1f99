"""JS172: a subject whose 类 or 款 has no row of its own, though the report prints that level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jslint.amount import ZERO
from jslint.figure import Place
from jslint.ledger import Check, MissingRow, NewRow, Repair
from jslint.report.catalogue import catalogue
from jslint.report.cells import as_printed
from jslint.report.model import Report
from jslint.report.tables import Row, Table
from jslint.rule import About, Example, found, rule

LEVELS = {3: "类", 5: "款"}
"""Digits of the codes that have others below them, by the classification of government revenue and expenditure."""

ABOUT = About(
    code="JS172",
    name="missing-parent",
    title="有下级科目而缺上级科目的一行",
    severity="warning",
    basis="政府收支分类科目分类、款、项三级（3 位、5 位、7 位编码）；公开表样要求逐级列示。",
    why=(
        "各表按类、款、项逐级列示，每一项上面有它的款和类。少了中间一行，汇总关系就断了，读者也看不到这一级的合计。"
        "全文都不列某一级的，按惯例不提示；金额为零的行也不提示。"
    ),
    advice="请补上这一级的一行，或核对下级科目的编码。",
    yields_to=("JS603",),
    good=(
        Example(
            """决算表:
  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    科目:
      - [208,     社会保障和就业支出,               3.25, 3.25, 0.00]
      - [2080505, 机关事业单位基本养老保险缴费支出, 3.25, 3.25, 0.00]
"""
        ),
    ),
    bad=(
        Example(
            """决算表:
  一般公共预算财政拨款支出决算表:
    栏目: [小计, 基本支出, 项目支出]
    科目:
      - [208,     社会保障和就业支出,   3.25, 3.25, 0.00]
      - [⟦JS172⟧2080505⟦/⟧, 机关事业单位基本养老保险缴费支出, 3.00, 3.00, 0.00]
      - [2080506, 机关事业单位职业年金缴费支出, 0.25, 0.25, 0.00]
      - [20808,   抚恤,       0.00, 0.00, 0.00]
      - [2080801, 死亡抚恤,   0.00, 0.00, 0.00]
      - [⟦JS172⟧21011⟦/⟧,   行政事业单位医疗,   2.57, 2.57, 0.00]
"""
        ),
    ),
)


def check(report: Report) -> Iterator[Check]:
    """One trial for each table with codes; one finding for each missing row."""
    tables = [table for table in report.tables() if table.coded() and not table.is_blank]
    printed = {level for table in tables for level in _levels(table.coded())}
    for table in tables:
        orphans = _orphans(table, printed)
        for (code, level), rows in orphans.items():
            name = _named(report, code)
            trial = _finding(code, level, rows, tuple(_added(table, code, name, rows)))
            yield trial.with_changes(missing=MissingRow(table.piece, code, name)) if name else trial
        if not orphans:
            yield Check(ABOUT.code, Place(table.piece), "holds")


def _levels(rows: Iterable[Row]) -> set[tuple[str, int]]:
    """The levels that rows are printed at, apart for functional (2…) and economic codes (3…)."""
    return {((row.code or "")[0], len(row.code or "")) for row in rows if _well_formed(row)}


def _well_formed(row: Row) -> bool:
    code = row.code or ""
    return code.isascii() and code.isdigit() and len(code) in {3, 5, 7}


def _orphans(table: Table, printed: set[tuple[str, int]]) -> dict[tuple[str, int], list[Row]]:
    found_: dict[tuple[str, int], list[Row]] = {}
    for row in table.coded():
        if not _well_formed(row) or all(figure.is_zero for figure in row.figures):
            continue
        code = row.code or ""
        above = len(code) - 2
        if above >= 3 and (code[0], above) in printed and not table.with_code(code[:above]):
            found_.setdefault((code[:above], above), []).append(row)
    return found_


def _named(report: Report, code: str) -> str | None:
    """What the missing row is called, where another table or the catalogue names it."""
    proven = catalogue().proven(code)
    named = (row.name for other in report.tables() for row in other.with_code(code))
    return next(named, proven.name if proven is not None else None)


def _added(table: Table, code: str, name: str | None, rows: list[Row]) -> Iterator[Repair]:
    """The row put in above its only child, whose amounts it prints, or above several that add up to it; nothing where nobody names it."""
    first = rows[0]
    if name is None or first.code_anchor is None:
        return
    child = f"{first.code} {first.name}"
    idle = _idle(table, code)
    added = list(_sums(table, code, rows)) if idle or len(rows) > 1 else []
    if len(rows) > 1:
        cells, alike = added, f"数字为其下 {len(rows)} 行之和"
        reason = "下级科目相加，再加其他同级科目，正等于上一级；请对照账务核对"
    else:
        cells, alike = [figure.printed or "~" for figure in first.figures], f"数字与“{child}”相同"
        reason = _of_one(first, idle, is_borne_out=bool(added))
    if cells:
        title = f"在《{table.title}》补上“{code} {name}”一行，{alike}：{'、'.join(cells)}"
        row = NewRow(first.code_anchor, before=True, cells=(code, name, *cells))
        yield Repair(title, (), row=row, reason=reason)


def _idle(table: Table, code: str) -> int:
    """How many rows of the level below print nothing: of each a little may have been rounded away."""
    beside = (
        row for row in table.coded() if len(row.code or "") == len(code) + 2 and (row.code or "").startswith(code)
    )
    return sum(all(figure.is_zero for figure in row.figures) for row in beside)


def _of_one(child: Row, idle: int, *, is_borne_out: bool) -> str:
    """Why the row prints what its only child with an amount does, and how far rounding leaves that open."""
    if not idle:
        return "这一级只有这一个下级科目，各栏金额与它相同"
    only = f"这一级的下级科目中只有这一个有金额，另有 {idle} 个为零"
    if is_borne_out:
        return f"{only}；再加其他同级科目，正等于上一级；请对照账务核对"
    step = max(figure.step for figure in child.figures)
    return f"{only}，四舍五入后这一级与它可能相差一点；{step} 以内不能确定"


def _sums(table: Table, code: str, rows: list[Row]) -> Iterator[str]:
    """What the rows add up to in each column, where the level above is that to the digit; nothing where it is not, or rounding hides it."""
    above = table.with_code(code[:-2]) or tuple(row for row in table.rows if not row.code)
    below = table.children(above[0]) if above and above[0].code else table.roots()
    if len(above) != 1 or len(code) != (len(above[0].code or "2") + 2):
        return
    texts = []
    for key, figure in rows[0].cells.items():
        cells = [row.cells.get(key) for row in (*above, *below)]
        if any(cell is None or cell.number is None for cell in cells):
            return
        whole, *parts = (cell.value for cell in cells if cell is not None)
        if whole != sum(parts, ZERO):
            return
        own = sum((row.cells[key].value for row in rows), ZERO)
        texts.append(as_printed(figure, own, thousands="," in figure.printed) if own else figure.printed or "~")
    yield from texts


def _finding(code: str, level: int, rows: list[Row], repairs: tuple[Repair, ...]) -> Check:
    first = rows[0]
    figures = tuple(first.figures)
    place = figures[0].place if figures else Place("", first.name)
    several = f"等 {len(rows)} 行" if len(rows) > 1 else ""
    message = f"《{place.title}》{first.code} {first.name}{several}缺少上级科目 {code} 一行（{LEVELS[level]}）。{ABOUT.advice}"
    related = tuple((row.code_anchor or row.label, f"{row.code} {row.name}") for row in rows[1:])
    return found(
        ABOUT,
        Place(place.piece, place.row),
        first.code_anchor or first.label,
        message,
        figures=figures,
        related=related,
        repairs=repairs,
        subject=f"{place.piece} {code}",
    )


RULE = rule(ABOUT, check)
